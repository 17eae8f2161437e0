"""Readings of dates, times of day and moments, in the forms that people and programs write them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gnomon.datasets.contracts import ColumnType
from gnomon.sources.importers.readings import Reading
from gnomon.sources.importers.sql import literal

_DAY = "[0-9]{1,2}"
_YEAR = "[0-9]{4}"
_MONTH = "(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_MONTH_NAME = "(?i:january|february|march|april|may|june|july|august|september|october|november|december)"
_WEEKDAY = "(?i:mon|tue|wed|thu|fri|sat|sun)"
_CLOCK = "[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]{1,6})?)?"
_CLOCK_12 = "[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})? ?(?i:am|pm)"
_CLOCK_FORMATS = ("%H:%M:%S", "%H:%M", "%H:%M:%S.%f", "%I:%M:%S %p", "%I:%M %p", "%I:%M:%S%p", "%I:%M%p")
_ISO_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ISO_CLOCK = "[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]{1,%d})?)?"
_ZONE = "(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?| ?UTC)"
_UTC_NOTE = "Moments with a time zone were brought to UTC."


@dataclass(frozen=True, slots=True)
class DayForm:
    """One way to write a day."""

    pattern: str
    format: str
    month_first: str | None = None
    """The same look with the month first, where the two cannot be told apart by a single value."""
    century_note: str | None = None


def _numeric(separator: str, *, has_month_first: bool = True) -> tuple[DayForm, ...]:
    mark = "[.]" if separator == "." else separator
    forms = []
    for year, letter, note in (
        (_YEAR, "Y", None),
        ("[0-9]{2}", "y", "Years of two digits were read as 1969 to 2068."),
    ):
        month_first = f"%m{separator}%d{separator}%{letter}" if has_month_first else None
        forms.append(
            DayForm(f"{_DAY}{mark}{_DAY}{mark}{year}", f"%d{separator}%m{separator}%{letter}", month_first, note)
        )
    return tuple(forms)


DAY_FORMS: tuple[DayForm, ...] = (
    DayForm("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", "%Y-%m-%d"),
    DayForm("[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}", "%Y/%m/%d"),
    DayForm("[0-9]{4}[.][0-9]{1,2}[.][0-9]{1,2}", "%Y.%m.%d"),
    *_numeric("/"),
    *_numeric("-"),
    *_numeric(".", has_month_first=False),
    DayForm(f"{_DAY} {_MONTH} {_YEAR}", "%d %b %Y"),
    DayForm(f"{_DAY}-{_MONTH}-{_YEAR}", "%d-%b-%Y"),
    DayForm(f"{_DAY}/{_MONTH}/{_YEAR}", "%d/%b/%Y"),
    DayForm(f"{_DAY} {_MONTH_NAME} {_YEAR}", "%d %B %Y"),
    DayForm(f"{_MONTH} {_DAY}, ?{_YEAR}", "%b %d, %Y"),
    DayForm(f"{_MONTH} {_DAY} {_YEAR}", "%b %d %Y"),
    DayForm(f"{_MONTH_NAME} {_DAY}, {_YEAR}", "%B %d, %Y"),
    DayForm(f"{_MONTH_NAME} {_DAY} {_YEAR}", "%B %d %Y"),
    DayForm(f"{_WEEKDAY}, {_DAY} {_MONTH} {_YEAR}", "%a, %d %b %Y"),
)


def _parse(formats: Sequence[str]) -> str:
    listed = ", ".join(map(literal, formats))
    return f"try_strptime({{x}}, [{listed}])" if len(formats) > 1 else f"try_strptime({{x}}, {listed})"


def _moment(
    kind: ColumnType, engine_type: str, pattern: str, formats: Sequence[str], other: Sequence[str], note: str | None
) -> Reading:
    """A reading by format; `other` are the formats with the month first, if that is a question."""
    parse = _parse(formats)
    plain = Reading(kind, engine_type, pattern, f"CAST({parse} AS {engine_type})", f"{parse} IS NOT NULL", note=note)
    if not other:
        return plain
    swapped = _moment(kind, engine_type, pattern, other, (), note)
    return replace(
        plain,
        guard=f"coalesce({parse}, {_parse(other)}) IS NOT NULL",
        measures=(f"count_if({plain.guard})", f"count_if({swapped.guard})"),
        month_first=swapped,
        day_first=plain,
    )


def _formats_with_clock(day: str | None) -> tuple[str, ...]:
    return () if day is None else tuple(f"{day} {clock}" for clock in _CLOCK_FORMATS)


def dates() -> tuple[Reading, ...]:
    """Days, by form."""
    compact = Reading(
        ColumnType.DATE,
        "DATE",
        "(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])",
        "CAST(try_strptime({x}, '%Y%m%d') AS DATE)",
        "try_strptime({x}, '%Y%m%d') IS NOT NULL",
        note="Numbers such as 20240131 were read as dates.",
        hint=r"(?i)(?:^|[^a-z])(?:date|day|datum|fecha|dt|data|tag)(?:$|[^a-z])|(?:[a-z]Date|_dt)$|^date|date$",
    )
    # The engine's own cast knows ISO days, and faster than a format.
    iso = _iso("DATE", _ISO_DAY, None, ColumnType.DATE)
    return (
        compact,
        iso,
        *(
            _moment(ColumnType.DATE, "DATE", form.pattern, [form.format], _one(form.month_first), form.century_note)
            for form in DAY_FORMS
        ),
    )


def _one(format_: str | None) -> tuple[str, ...]:
    return () if format_ is None else (format_,)


def datetimes() -> tuple[Reading, ...]:
    """Moments without and with a zone; ISO forms first."""
    plain = f"{_ISO_DAY}(?:[ T]{_ISO_CLOCK})?"
    zoned = f"{_ISO_DAY}[ T]{_ISO_CLOCK} ?{_ZONE}"
    return (
        _iso("TIMESTAMP", plain % 6, None),
        _iso("TIMESTAMP_NS", plain % 9, None),
        _iso("TIMESTAMP WITH TIME ZONE", zoned % 6, _UTC_NOTE),
        *(
            _moment(
                ColumnType.DATETIME,
                "TIMESTAMP",
                f"{form.pattern} (?:{_CLOCK}|{_CLOCK_12})",
                _formats_with_clock(form.format),
                _formats_with_clock(form.month_first),
                form.century_note,
            )
            for form in DAY_FORMS
        ),
        *(
            _moment(ColumnType.DATETIME, "TIMESTAMP WITH TIME ZONE", pattern, [form], (), _UTC_NOTE)
            for pattern, form in (
                (rf"{_DAY}/{_MONTH}/{_YEAR}:[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}} [+-][0-9]{{4}}", "%d/%b/%Y:%H:%M:%S %z"),
                (
                    rf"{_WEEKDAY}, {_DAY} {_MONTH} {_YEAR} [0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}} [+-][0-9]{{4}}",
                    "%a, %d %b %Y %H:%M:%S %z",
                ),
            )
        ),
    )


def _iso(engine_type: str, pattern: str, note: str | None, kind: ColumnType = ColumnType.DATETIME) -> Reading:
    parse = f"TRY_CAST({{x}} AS {engine_type})"
    return Reading(kind, engine_type, pattern, parse, f"{parse} IS NOT NULL", note=note)


def times() -> tuple[Reading, ...]:
    """Times of day."""
    parse = _parse(_CLOCK_FORMATS)
    return (
        Reading(ColumnType.TIME, "TIME", f"{_CLOCK}|{_CLOCK_12}", f"CAST({parse} AS TIME)", f"{parse} IS NOT NULL"),
    )
