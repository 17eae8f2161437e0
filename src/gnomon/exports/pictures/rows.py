"""The rows of an answer as a picture needs them, read as the web application does (`web/src/query/arrow.ts`)."""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from arro3.io import read_ipc_stream

from gnomon.exports.pictures.spec_parts import Row

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - the clock on the wall has no zone
MILLISECOND = timedelta(milliseconds=1)
LARGEST_EXACT = 2**53 - 1
# Read when the worker begins, for later the files may be out of reach.
ZONES = {name: ZoneInfo(name) for name in available_timezones()}


def plot_rows(ipc: bytes, columns: Sequence[Mapping[str, Any]], time_zone: str) -> list[Row]:
    """Plain rows of an Arrow stream; `columns` tell the name of each, and whether it is a number."""
    if not ipc:
        return []
    table = read_ipc_stream(BytesIO(ipc)).read_all()
    zone = ZONES[time_zone]
    names = [str(column["name"]) for column in columns]
    read = [reader_of(is_number=bool(column["is_number"]), zone=zone) for column in columns]
    values = [[plotted(value) for value in table.column(place).to_pylist()] for place, plotted in enumerate(read)]
    return [dict(zip(names, row, strict=True)) for row in zip(*values, strict=True)]


def reader_of(*, is_number: bool, zone: ZoneInfo) -> Callable[[object], object]:
    """What makes plain values of those of a column."""

    def read(value: object) -> object:
        return _plotted(value, is_number=is_number, zone=zone)

    return read


def _plotted(value: object, *, is_number: bool, zone: ZoneInfo) -> object:
    """Numbers as numbers, moments as milliseconds of the clock on the wall."""
    match value:
        case None | bool():
            return value
        case datetime():
            local = value if value.tzinfo is None else value.astimezone(zone).replace(tzinfo=None)
            return (local - EPOCH) / MILLISECOND
        case date():
            return (datetime(value.year, value.month, value.day) - EPOCH) / MILLISECOND  # noqa: DTZ001
        case time():
            return (datetime.combine(EPOCH, value) - EPOCH) / MILLISECOND
        case timedelta():
            return value / MILLISECOND
        case int() | float() | Decimal():
            return _number(value, is_number=is_number)
        case str():
            return _of_text(value) if is_number else value
        case bytes():
            return value.hex()
        case _:
            return json.dumps(value, default=str, ensure_ascii=False, separators=(",", ":"))


def _number(value: float | Decimal, *, is_number: bool) -> object:
    if isinstance(value, int):
        return value if abs(value) <= LARGEST_EXACT else float(value) if is_number else str(value)
    number = float(value)
    return number if math.isfinite(number) else None


def _of_text(value: str) -> float | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
