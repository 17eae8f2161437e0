"""The eight kinds of question, each time new, against the thinnest HTTP server over one warm DuckDB."""

from bench.questions import EIGHT, Question, sql_with_guard, with_guard
from bench.setting import Setting
from bench.thinnest_duckdb import thinnest_duckdb
from bench.timing import in_turns

WORST = 1.1
ALLOWANCE_MS = 2.0
ROUNDS = 11


def uncached(setting: Setting) -> None:
    """Each kind in turns with the same SQL there."""
    dataset = setting.sales()
    parquet = setting.server.files_of(dataset)
    with thinnest_duckdb() as ask:

        def compare(question: Question) -> tuple[float, float]:
            return in_turns(
                lambda turn: setting.server.ask(with_guard(question, dataset["id"], turn)),
                lambda turn: ask(sql_with_guard(question, parquet, turn)),
                rounds=ROUNDS,
            )

        for question in EIGHT:
            ours, theirs = compare(question)
            setting.report.ratio(f"uncached, {question.name}", ours, theirs, limit=WORST * theirs + ALLOWANCE_MS)
