"""Periods of time: where one begins, which is the last full one, and what a number is compared with."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from gnomon.foundation.kit.contract import Contract
from gnomon.semantic.contracts import TimeGrain


class Comparison(StrEnum):
    """Against which other time a number is held."""

    PREVIOUS_PERIOD = "previous_period"
    SAME_PERIOD_LAST_YEAR = "same_period_last_year"


class Trend(Contract):
    """How a number moved: what the browser needs to tell it from the rows, one for each period, the latest first."""

    column: str
    """The result column of the periods."""
    title: str
    """What the date is called."""
    grain: TimeGrain
    latest: datetime | None
    """Where the last full period begins, on the clock of the question; later ones are still running."""
    comparison: Comparison | None
    spark_periods: int
    """So many periods, the latest last, are drawn as a line; none at 0."""


SPARK_PERIODS = 24
RUNNING = 2
"""Periods that may lie after the last full one: the running one, and one without a date."""

PERIODS_IN_A_YEAR = MappingProxyType(
    {TimeGrain.DAY: 366, TimeGrain.WEEK: 53, TimeGrain.MONTH: 12, TimeGrain.QUARTER: 4, TimeGrain.YEAR: 1}
)
"""Of the grains that a year can be compared by."""

_SLACK = MappingProxyType({TimeGrain.MONTH: 1, TimeGrain.QUARTER: 3, TimeGrain.YEAR: 7})
"""On so many last days nothing may have happened in a period that is full all the same."""
_SHORT = MappingProxyType(
    {
        TimeGrain.SECOND: timedelta(seconds=1),
        TimeGrain.MINUTE: timedelta(minutes=1),
        TimeGrain.HOUR: timedelta(hours=1),
    }
)
_MONTHS = MappingProxyType({TimeGrain.MONTH: 1, TimeGrain.QUARTER: 3, TimeGrain.YEAR: 12})


def start_of(moment: datetime, grain: TimeGrain) -> datetime:
    """Where the period of a moment begins; weeks begin on Monday."""
    match grain:
        case TimeGrain.SECOND:
            return moment.replace(microsecond=0)
        case TimeGrain.MINUTE:
            return moment.replace(second=0, microsecond=0)
        case TimeGrain.HOUR:
            return moment.replace(minute=0, second=0, microsecond=0)
    day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    match grain:
        case TimeGrain.WEEK:
            return day - timedelta(days=day.weekday())
        case TimeGrain.MONTH | TimeGrain.QUARTER | TimeGrain.YEAR:
            months = _MONTHS[grain]
            return day.replace(day=1, month=(day.month - 1) // months * months + 1)
    return day


def moved(start: datetime, grain: TimeGrain, steps: int) -> datetime:
    """The start of a period so many steps later."""
    if grain in _MONTHS:
        month = start.year * 12 + start.month - 1 + steps * _MONTHS[grain]
        return start.replace(year=month // 12, month=month % 12 + 1)
    length = _SHORT.get(grain) or timedelta(days=7 if grain is TimeGrain.WEEK else 1)
    return start + steps * length


def last_full(grain: TimeGrain, first: datetime | None, last: datetime | None, now: datetime) -> datetime:
    """Where the last period begins that is over, and that the data reach the end of.

    Data that carry nothing but the starts of periods, as monthly figures do, reach the end of each.
    """
    running = start_of(now, grain)
    over = moved(running, grain, -1)
    if last is None or last >= running:
        return over
    start = start_of(last, grain)
    if grain in _SHORT or (start == last and first is not None and start_of(first, grain) == first):
        return start
    reached = start_of(last, TimeGrain.DAY) + timedelta(days=1 + _SLACK.get(grain, 0))
    return start if reached >= moved(start, grain, 1) else moved(start, grain, -1)


def wall_clock(value: object, time_zone: str) -> datetime | None:
    """A moment of a profile as a clock in this zone shows it; None where it is none that a calendar holds."""
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.tzinfo is None else found.astimezone(_zone(time_zone)).replace(tzinfo=None)


def local(now: datetime, time_zone: str) -> datetime:
    """What a clock in this zone shows now."""
    return now.astimezone(_zone(time_zone)).replace(tzinfo=None)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo(str(UTC))


def periods_needed(grain: TimeGrain, comparison: Comparison | None, *, has_sparkline: bool) -> int:
    """How many periods tell a trend."""
    back = 0
    if comparison is Comparison.PREVIOUS_PERIOD:
        back = 1
    if comparison is Comparison.SAME_PERIOD_LAST_YEAR:
        back = PERIODS_IN_A_YEAR.get(grain, 0)
    return max(back + 1, SPARK_PERIODS if has_sparkline else 1) + RUNNING
