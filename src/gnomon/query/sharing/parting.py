"""The rows of a shared statement, taken apart into the answers that the questions would have had alone."""

import io
from collections import Counter
from collections.abc import Sequence

from arro3.core import Table
from arro3.io import write_ipc_stream

from gnomon.query import arrow
from gnomon.query.cache import KeptResult
from gnomon.query.sharing.lowering import FIRST_COLUMNS, Answer

QUESTION, TOTAL = 0, FIRST_COLUMNS - 1


def answers_in(ipc: bytes, answers: Sequence[Answer]) -> tuple[KeptResult, ...]:
    """One result for each question."""
    table = arrow.table_of(ipc)
    counts = Counter(table.column(QUESTION).to_pylist())
    found, start = [], 0
    for place, answer in enumerate(answers):
        count = counts[place]
        found.append(_result(table.slice(start, count), answer, count))
        start += count
    return tuple(found)


def _result(rows: Table, answer: Answer, count: int) -> KeptResult:
    total = int(rows.column(TOTAL)[0].as_py()) if answer.is_counted and count else None
    own = rows.select([rows.column_names[place] for place in answer.columns]).rename_columns(list(answer.names))
    written = io.BytesIO()
    write_ipc_stream(own, written, compression=None)
    return KeptResult(written.getvalue(), count, total)
