"""Arrow streams taken apart: the counted total, and rows as JSON wants them."""

import io
import math
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from arro3.core import ChunkedArray, DataType, Table
from arro3.io import read_ipc_stream, write_ipc_stream

from gnomon.datasets.contracts import ColumnType
from gnomon.query.contracts import QueryColumn

MAX_EXACT_INTEGER = 2**53
MAX_EXACT_DIGITS = 15
MOMENTS = frozenset({ColumnType.DATE, ColumnType.DATETIME, ColumnType.TIME})


def table_of(ipc: bytes) -> Table:
    """The table in an Arrow stream."""
    return read_ipc_stream(io.BytesIO(ipc)).read_all()


def without_total(ipc: bytes, row_count: int) -> tuple[bytes, int | None]:
    """The stream without its last column, which says in every row how many rows there are; None without rows."""
    table = table_of(ipc)
    total = int(table.column(table.num_columns - 1)[0].as_py()) if row_count else None
    kept = io.BytesIO()
    write_ipc_stream(table.select(table.column_names[:-1]), kept, compression=None)
    return kept.getvalue(), total


def rows_of(ipc: bytes, columns: Sequence[QueryColumn], *, limit_numbers: bool = True) -> list[list[Any]]:
    """Rows as lists, every value in the form that JSON keeps whole.

    With `limit_numbers`, numbers that a double cannot hold are text, and NaN and infinities are None.
    """
    table = table_of(ipc)
    listed = []
    for position, column in enumerate(columns):
        listed.append(_converted(table.column(position), column, limit_numbers=limit_numbers))
    return [list(row) for row in zip(*listed, strict=True)]


def _converted(column: ChunkedArray, meaning: QueryColumn, *, limit_numbers: bool) -> list[Any]:
    if meaning.type in MOMENTS:
        return _moments(column)
    values = list(column.to_pylist())
    convert = _CONVERTERS.get(meaning.type) if limit_numbers else None
    return values if convert is None else [None if value is None else convert(value) for value in values]


def _moments(column: ChunkedArray) -> list[str | None]:
    """Dates and times as ISO-8601; those that lie outside of every calendar as None."""
    try:
        return list(column.cast(DataType.utf8()).to_pylist())
    except Exception:
        return [_moment(column, position) for position in range(len(column))]


def _moment(column: ChunkedArray, position: int) -> str | None:
    try:
        return str(column.slice(position, 1).cast(DataType.utf8())[0].as_py())
    except Exception:
        return None


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _safe_integer(value: int | str) -> int | str:
    whole = int(value)
    return whole if -MAX_EXACT_INTEGER <= whole <= MAX_EXACT_INTEGER else str(whole)


def _safe_decimal(value: str) -> float | str:
    digits = Decimal(value).as_tuple().digits
    return float(value) if len(digits) <= MAX_EXACT_DIGITS else value


_CONVERTERS: Mapping[ColumnType, Callable[[Any], Any]] = {
    ColumnType.FLOAT: _finite,
    ColumnType.INTEGER: _safe_integer,
    ColumnType.DECIMAL: _safe_decimal,
}


def columns_with_strange_numbers(ipc: bytes, columns: Sequence[QueryColumn]) -> tuple[str, ...]:
    """Names of the columns in which NaN or an infinity stands."""
    floats = [position for position, column in enumerate(columns) if column.type is ColumnType.FLOAT]
    if not floats:
        return ()
    table = table_of(ipc)
    return tuple(
        columns[position].name
        for position in floats
        if any(value is not None and not math.isfinite(value) for value in table.column(position).to_pylist())
    )


def with_metadata(ipc: bytes, metadata: Mapping[str, str]) -> bytes:
    """The same stream with words about it in its schema."""
    table = table_of(ipc)
    written = io.BytesIO()
    write_ipc_stream(table.with_schema(table.schema.with_metadata(dict(metadata))), written, compression=None)
    return written.getvalue()
