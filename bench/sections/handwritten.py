"""The eight kinds as statements that somebody wrote; each pays for a connection that is thrown away."""

from bench.questions import EIGHT, Question, sql_over, sql_with_guard
from bench.setting import Setting
from bench.timing import fetch, in_turns, warm_duckdb

CONNECTION_MS = 75.0
"""What reading and guarding a text, and a fresh locked connection for it, may cost."""
FIRST_TURN = 2_000
"""So that no statement is one of another section."""


def handwritten(setting: Setting) -> None:
    """Each kind in turns with the same SQL in DuckDB."""
    dataset = setting.sales()
    parquet = setting.server.files_of(dataset)
    with warm_duckdb() as duck:

        def compare(question: Question) -> tuple[float, float]:
            return in_turns(
                lambda turn: setting.server.run_sql(sql_over(question, dataset["sql_name"], FIRST_TURN + turn)),
                lambda turn: fetch(duck, sql_with_guard(question, parquet, FIRST_TURN + turn)),
            )

        for question in EIGHT:
            ours, theirs = compare(question)
            setting.report.ratio(f"written by hand, {question.name}", ours, theirs, limit=1.5 * theirs + CONNECTION_MS)
