"""Turns an Arrow IPC stream into rows for a JSON reply, column by column and without losing a digit."""

import base64
import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

from arro3.core import ChunkedArray, DataType, Table
from arro3.io import read_ipc_stream

MAX_EXACT_INTEGER = 2**53
"""Beyond it a double, and so JSON in a browser, skips integers."""

_DIGITS_OF_A_DOUBLE = 15
# The class has a method called `bool`, which hides the type in its own annotations.
_IS: Any = DataType
_INTERVAL_PART = re.compile(r"(-?[\d.]+) (year|mon|day|hour|min|sec)s?")
_ISO_UNITS = {"year": "Y", "mon": "M", "day": "D", "hour": "H", "min": "M", "sec": "S"}

Cells = list[Any]


@dataclass(frozen=True, slots=True)
class JsonRows:
    """Rows as JSON can carry them, and which columns lost something on the way."""

    columns: list[str]
    rows: list[Cells]
    warnings: list[str]


def rows_of(ipc: bytes) -> JsonRows:
    """The rows of a stream: big integers and long decimals as text, times as ISO-8601, what JSON cannot say as null."""
    table = Table.from_arrow(read_ipc_stream(BytesIO(ipc)))
    names = list(table.column_names)
    warnings: list[str] = []
    columns: list[Cells] = []
    for position, name in enumerate(names):
        cells, lost = _cells(table.column(position))
        columns.append(cells)
        if lost:
            warnings.append(f"“{name}” holds {lost}, shown as empty.")
    rows = [list(row) for row in zip(*columns, strict=True)] if columns else []
    return JsonRows(columns=names, rows=rows, warnings=warnings)


def _cells(column: ChunkedArray) -> tuple[Cells, str | None]:
    """The cells of one column, and what they could not say."""
    kind = column.type
    if _IS.is_integer(kind):
        return _integers(_values(column)), None
    if _IS.is_floating(kind):
        return _floats(_values(column))
    if _IS.is_decimal(kind):
        return [None if text is None else _decimal(text) for text in _texts(column)], None
    if _IS.is_interval(kind):
        return [None if text is None else _duration(text) for text in _texts(column)], None
    if _IS.is_temporal(kind):
        return _times(column)
    if _IS.is_binary(kind) or _IS.is_large_binary(kind):
        return [None if content is None else _plain(content) for content in _values(column)], None
    if _IS.is_nested(kind) and "Interval" in str(kind):
        return [None] * len(column), "durations inside other values"
    if _IS.is_nested(kind) or _IS.is_dictionary(kind):
        return [_plain(value) for value in _values(column)], None
    return _values(column), None


def _texts(column: Any) -> list[str | None]:
    return _values(column.cast(DataType.utf8()))


def _values(column: Any) -> Cells:
    cells: Cells = column.to_pylist()
    return cells


def _integers(cells: Cells) -> Cells:
    known = [cell for cell in cells if cell is not None]
    if not known or (max(known) <= MAX_EXACT_INTEGER and min(known) >= -MAX_EXACT_INTEGER):
        return cells
    return [_plain(cell) for cell in cells]


def _floats(cells: Cells) -> tuple[Cells, str | None]:
    if math.isfinite(sum(cell for cell in cells if cell is not None)):
        return cells, None
    finite = [cell if cell is not None and math.isfinite(cell) else None for cell in cells]
    return finite, None if finite == cells else "values that are not finite numbers"


def _times(column: ChunkedArray) -> tuple[Cells, str | None]:
    try:
        return list(_texts(column)), None
    except Exception:
        # One value without a place in the calendar is enough for the whole column to be refused.
        single = [chunk.slice(position, 1) for chunk in column.chunks for position in range(len(chunk))]
        return [_one_time(cell) for cell in single], "dates beyond the calendar"


def _one_time(cell: Any) -> str | None:
    try:
        return _texts(cell)[0]
    except Exception:
        return None


def _decimal(text: str) -> float | str:
    if len(text) <= _DIGITS_OF_A_DOUBLE:
        return float(text)
    digits = sum(character.isdigit() for character in text.lstrip("-0."))
    return float(text) if digits <= _DIGITS_OF_A_DOUBLE else text


def _duration(text: str) -> str:
    """`1 mons 2 days 3.500000000 secs` as `P1M2DT3.5S`."""
    days, clock = "", ""
    for amount, unit in _INTERVAL_PART.findall(text):
        number = amount.rstrip("0").rstrip(".") if "." in amount else amount
        if unit in ("year", "mon", "day"):
            days += number + _ISO_UNITS[unit]
        else:
            clock += number + _ISO_UNITS[unit]
    return f"P{days}T{clock}" if clock else f"P{days}" if days else "PT0S"


def _plain(value: Any) -> Any:
    """A value and all that it holds as JSON can carry it."""
    match value:
        case bool() | str() | None:
            return value
        case int():
            return value if -MAX_EXACT_INTEGER <= value <= MAX_EXACT_INTEGER else str(value)
        case float():
            return value if math.isfinite(value) else None
        case Decimal():
            return _decimal(format(value, "f"))
        case datetime():
            return value.isoformat().replace("+00:00", "Z")
        case date() | time():
            return value.isoformat()
        case bytes():
            return base64.b64encode(value).decode()
        case dict():
            return {str(key): _plain(held) for key, held in value.items()}
        case list() | tuple():
            return [_plain(held) for held in value]
        case _:
            return str(value)
