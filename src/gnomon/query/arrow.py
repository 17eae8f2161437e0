"""Arrow streams taken apart: the counted total, and rows as JSON wants them."""

import io
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from arro3.core import ChunkedArray, DataType, Table
from arro3.io import read_ipc_stream, write_ipc_stream

from gnomon.datasets.contracts import ColumnType

MAX_EXACT_INTEGER = 2**53
MAX_EXACT_DIGITS = 15
END_OF_DAY = "24:00:00"
"""The one time of day that the engine has and Arrow's calendar does not."""
MOMENTS = frozenset({ColumnType.DATE, ColumnType.DATETIME, ColumnType.TIME})
MAY_LOSE = MOMENTS | {ColumnType.FLOAT}


class TypedColumn(Protocol):
    """A column of an answer, as far as its values are concerned."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def type(self) -> ColumnType:
        """What its values are."""


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


def rows_of(ipc: bytes, columns: Sequence[TypedColumn], *, limit_numbers: bool = True) -> list[list[Any]]:
    """Rows as lists, every value in the form that JSON keeps whole.

    With `limit_numbers`, numbers that a double cannot hold are text, and NaN and infinities are None.
    """
    table = table_of(ipc)
    listed = []
    for position, column in enumerate(columns):
        listed.append(_converted(table.column(position), column, limit_numbers=limit_numbers))
    return [list(row) for row in zip(*listed, strict=True)]


def values_of(column: ChunkedArray, meaning: TypedColumn) -> list[Any]:
    """A column, or a part of one, in the form that `rows_of` gives it."""
    return _converted(column, meaning, limit_numbers=True)


def _converted(column: ChunkedArray, meaning: TypedColumn, *, limit_numbers: bool) -> list[Any]:
    if meaning.type in MOMENTS:
        return _moments(column, is_time=meaning.type is ColumnType.TIME)
    values = list(column.to_pylist())
    convert = _CONVERTERS.get(meaning.type) if limit_numbers else None
    return values if convert is None else [None if value is None else convert(value) for value in values]


def _moments(column: ChunkedArray, *, is_time: bool) -> list[str | None]:
    """Dates and times as ISO-8601; those that lie outside of every calendar as None."""
    try:
        return list(column.cast(DataType.utf8()).to_pylist())
    except Exception:
        return [_moment(column.slice(position, 1), is_time=is_time) for position in range(len(column))]


def _moment(cell: ChunkedArray, *, is_time: bool) -> str | None:
    if cell.null_count:
        return None
    try:
        return str(cell.cast(DataType.utf8())[0].as_py())
    except Exception:
        return END_OF_DAY if is_time else None


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _safe_integer(value: int | str) -> int | str:
    whole = int(value)
    return whole if -MAX_EXACT_INTEGER <= whole <= MAX_EXACT_INTEGER else str(whole)


def _safe_decimal(value: str) -> float | str:
    told = value.rstrip("0") if "." in value else value
    return float(value) if len(told.lstrip("-0.").replace(".", "")) <= MAX_EXACT_DIGITS else value


_CONVERTERS: Mapping[ColumnType, Callable[[Any], Any]] = {
    ColumnType.FLOAT: _finite,
    ColumnType.INTEGER: _safe_integer,
    ColumnType.DECIMAL: _safe_decimal,
}


def columns_with_losses(
    ipc: bytes, columns: Sequence[TypedColumn], rows: Sequence[Sequence[Any]]
) -> tuple[TypedColumn, ...]:
    """The columns of which `rows_of` shows something as None that is there, but that JSON cannot say."""
    table = table_of(ipc)
    return tuple(
        column
        for position, column in enumerate(columns)
        if column.type in MAY_LOSE and sum(row[position] is None for row in rows) > table.column(position).null_count
    )


def with_metadata(ipc: bytes, metadata: Mapping[str, str]) -> bytes:
    """The same stream with words about it in its schema."""
    table = table_of(ipc)
    written = io.BytesIO()
    write_ipc_stream(table.with_schema(table.schema.with_metadata(dict(metadata))), written, compression=None)
    return written.getvalue()
