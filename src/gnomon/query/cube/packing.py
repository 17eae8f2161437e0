"""Cells in as few bytes as their values need: a client keeps them all."""

import io
from collections.abc import Iterable
from typing import Any

from arro3.core import ChunkedArray, DataType, Table
from arro3.io import write_ipc_stream

from gnomon.datasets.contracts import ColumnType
from gnomon.query import arrow
from gnomon.query.contracts import QueryColumn

KEYS = (DataType.uint8(), DataType.uint16())
WHOLE_NUMBERS = (DataType.uint8(), DataType.uint16(), DataType.int32())


def packed(ipc: bytes, columns: Iterable[QueryColumn], grouping: int) -> bytes:
    """The same rows: the first columns as keys of a dictionary, whole numbers no wider than they have to be; as they
    are where that would not make them smaller."""
    table = arrow.table_of(ipc)
    made: dict[str, Any] = {}
    for position, column in enumerate(columns):
        values = table.column(position)
        if position < grouping:
            made[column.name] = _as_keys(values)
        elif column.type is ColumnType.INTEGER and not column.is_text_encoded:
            made[column.name] = _narrowed(values)
        else:
            made[column.name] = values
    written = io.BytesIO()
    write_ipc_stream(Table.from_pydict(made), written, compression=None)
    return min(written.getvalue(), ipc, key=len)


def _as_keys(values: ChunkedArray) -> ChunkedArray:
    for key in KEYS:
        try:
            return values.cast(DataType.dictionary(key, values.type))
        except Exception:  # noqa: S112 the library says in no other way that there are more values than keys
            continue
    return values


def _narrowed(values: ChunkedArray) -> ChunkedArray:
    """In the first type that holds every value: the others would become null."""
    for narrow in WHOLE_NUMBERS:
        found = values.cast(narrow)
        if found.null_count == values.null_count:
            return found
    return values
