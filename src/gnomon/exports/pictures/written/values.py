"""The columns of an answer with their exact values, and what a reader calls these."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from arro3.io import read_ipc_stream

from gnomon.exports.pictures.rows import ZONES, reader_of
from gnomon.exports.pictures.written.moments import clock_words, day_words, duration_words, moment_words, step_words
from gnomon.exports.pictures.written.numbers import exact_number, number_words, plain_number

NO_VALUE = "No value"
NUMBERS = frozenset({"integer", "decimal", "float"})
DAY_SECONDS = 86_400
LEVEL, HIDDEN = "__level", "__hidden"
"""Columns that tell which total a row is, and whether its figures are hidden."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer."""

    name: str
    label: str
    role: str
    type: str
    grain: str | None
    bin_width: float | None
    values: Sequence[Any]
    """Exact ones; moments as the clock on the wall shows them."""
    plots: Sequence[Any]
    """As pictures take them."""

    @property
    def has_labels(self) -> bool:
        """Whether its values read better as steps than as they are stored."""
        return self.grain is not None or self.bin_width is not None

    @property
    def is_number(self) -> bool:
        """Whether its values are numbers."""
        return self.type in NUMBERS

    def of(self, rows: Sequence[int]) -> "Column":
        """The same column with these rows."""
        kept = [self.values[row] for row in rows], [self.plots[row] for row in rows]
        return Column(self.name, self.label, self.role, self.type, self.grain, self.bin_width, *kept)


def read_columns(ipc: bytes, columns: Sequence[Mapping[str, Any]], time_zone: str) -> list[Column]:
    """The columns of an Arrow stream; `columns` tell what each means."""
    table = read_ipc_stream(BytesIO(ipc)).read_all() if ipc else None
    zone = ZONES[time_zone]
    found = []
    for place, told in enumerate(columns):
        raw: list[Any] = [] if table is None else list(table.column(place).to_pylist())
        plotted = reader_of(is_number=bool(told["is_number"]), zone=zone)
        known = {name: told[name] for name in ("name", "label", "role", "type", "grain", "bin_width")}
        is_number = bool(told["is_number"])
        values = [_exact(value, known["type"], zone, is_number=is_number) for value in raw]
        found.append(Column(**known, values=values, plots=[plotted(value) for value in raw]))
    return found


def _exact(value: Any, kind: str, zone: ZoneInfo, *, is_number: bool) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, str) and is_number:
        return _decimal_of(value)
    if isinstance(value, datetime):
        local = value if value.tzinfo is None else value.astimezone(zone).replace(tzinfo=None)
        return local.date() if kind == "date" else local
    return value


def _decimal_of(value: str) -> Decimal | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def value_words(value: Any, kind: str) -> str:
    """A value in the form that its column type asks for."""
    match value:
        case None:
            return "null"
        case bool():
            return ("yes" if value else "no") if kind == "boolean" else str(value).lower()
        case int() | float() | Decimal():
            if kind not in NUMBERS:
                return str(value)
            return plain_number(value) if isinstance(value, float) and kind == "float" else exact_number(value)
        case datetime():
            return moment_words(value)
        case date():
            return day_words(value)
        case time():
            return clock_words(
                timedelta(hours=value.hour, minutes=value.minute, seconds=value.second), value.microsecond
            )
        case timedelta():
            return duration_words(value)
        case str():
            return value
        case bytes():
            return value.hex()
        case _:
            return json.dumps(value, default=str, ensure_ascii=False, separators=(",", ":"))


def label_of(value: Any, column: Column) -> str:
    """A value of a result as a reader says it: “Mar 2024”, “Monday”, “10 – 20”."""
    if value is None:
        return NO_VALUE
    if column.bin_width is not None:
        return _bin_words(value, column, column.bin_width)
    stepped = None if column.grain is None else step_words(value, column.grain)
    return value_words(value, column.type) if stepped is None else stepped


def member_words(value: Any, column: Column, formats: Mapping[str, str]) -> str:
    """A group as a reader says it, a number in the format that the picture gives it: the year 2024 is no amount."""
    form = formats.get(column.name)
    if form is None or not column.is_number or column.has_labels or not _is_amount(value):
        return label_of(value, column)
    return number_words(value, form).full


def measure_words(value: Any, column: Column, form: str | None) -> str:
    """A measure in the format of its picture."""
    if column.is_number and _is_amount(value):
        return number_words(value, form).full
    return label_of(value, column)


def _is_amount(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _bin_words(value: Any, column: Column, width: float) -> str:
    if isinstance(value, date):
        start = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001
        end = start + timedelta(seconds=width)
        is_days = width % DAY_SECONDS == 0
        return " – ".join(day_words(one) if is_days else moment_words(one, is_short=True) for one in (start, end))
    if not _is_amount(value):
        return value_words(value, column.type)
    return f"{plain_number(float(value))} – {plain_number(float(f'{float(value) + width:.14g}'))}"
