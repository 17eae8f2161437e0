"""A dashboard of twelve tiles in one batch, which share passes over the rows, against the same SQL one by one."""

from bench.questions import TWELVE, sql_with_guard, with_guard
from bench.setting import Setting
from bench.timing import fetch, in_turns, warm_duckdb

FIRST_TURN = 1_000
"""So that no question is one of another section."""


def twelve_tiles(setting: Setting) -> None:
    """All tiles new each time."""
    dataset = setting.sales()
    parquet = setting.server.files_of(dataset)

    def ask(turn: int) -> None:
        setting.server.ask_many([with_guard(question, dataset["id"], FIRST_TURN + turn) for question in TWELVE])

    with warm_duckdb() as duck:
        ours, theirs = in_turns(
            ask,
            lambda turn: fetch(duck, *(sql_with_guard(question, parquet, FIRST_TURN + turn) for question in TWELVE)),
        )
    setting.report.ratio("12 tiles in one batch", ours, theirs, limit=0.6 * theirs)
