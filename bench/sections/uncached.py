"""The eight kinds of question, each time new."""

from bench.questions import EIGHT, Question, sql_with_guard, with_guard
from bench.setting import Setting
from bench.timing import fetch, in_turns, warm_duckdb

ALLOWANCE_MS = 5.0


def uncached(setting: Setting) -> None:
    """Each kind in turns with the same SQL in DuckDB."""
    dataset = setting.sales()
    parquet = setting.server.files_of(dataset)
    with warm_duckdb() as duck:

        def compare(question: Question) -> tuple[float, float]:
            return in_turns(
                lambda turn: setting.server.ask(with_guard(question, dataset["id"], turn)),
                lambda turn: fetch(duck, sql_with_guard(question, parquet, turn)),
            )

        for question in EIGHT:
            ours, theirs = compare(question)
            setting.report.ratio(f"uncached, {question.name}", ours, theirs, limit=1.5 * theirs + ALLOWANCE_MS)
