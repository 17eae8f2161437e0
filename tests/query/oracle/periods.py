"""Calendar arithmetic of the oracle: beginnings of grains, whole steps of them, and spans of time."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from gnomon.semantic.contracts import CYCLIC_GRAINS, Calendar, TimeGrain, Weekday

MONTHS = {TimeGrain.MONTH: 1, TimeGrain.QUARTER: 3, TimeGrain.YEAR: 12}
SPANS = {
    TimeGrain.SECOND: timedelta(seconds=1),
    TimeGrain.MINUTE: timedelta(minutes=1),
    TimeGrain.HOUR: timedelta(hours=1),
    TimeGrain.DAY: timedelta(days=1),
    TimeGrain.WEEK: timedelta(days=7),
}
FIRST_DAYS = {Weekday.MONDAY: 0, Weekday.SATURDAY: 5, Weekday.SUNDAY: 6}


def moment(value: Any) -> datetime:
    """A date as its midnight; a moment as it is."""
    return value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)


def begin(value: datetime, grain: TimeGrain, calendar: Calendar = Calendar(), *, is_fiscal: bool = False) -> datetime:
    """The first moment of the grain that a moment lies in."""
    day = datetime(value.year, value.month, value.day)
    first = calendar.fiscal_year_starts if is_fiscal else 1
    match grain:
        case TimeGrain.SECOND:
            return value.replace(microsecond=0)
        case TimeGrain.MINUTE:
            return value.replace(second=0, microsecond=0)
        case TimeGrain.HOUR:
            return value.replace(minute=0, second=0, microsecond=0)
        case TimeGrain.DAY:
            return day
        case TimeGrain.WEEK:
            return day - timedelta(days=(day.weekday() - FIRST_DAYS[calendar.week_starts]) % 7)
        case TimeGrain.MONTH:
            return day.replace(day=1)
        case TimeGrain.QUARTER:
            return step(day.replace(day=1), TimeGrain.MONTH, -((day.month - first) % 3))
        case TimeGrain.YEAR:
            return step(day.replace(day=1), TimeGrain.MONTH, -((day.month - first) % 12))
        case _:
            raise ValueError(grain)


def step(value: datetime, grain: TimeGrain, count: int) -> datetime:
    """So many grains later, on the last day of the month where the month has no such day."""
    if grain in SPANS:
        return value + SPANS[grain] * count
    months = value.year * 12 + value.month - 1 + MONTHS[grain] * count
    for day in range(value.day, value.day - 4, -1):
        try:
            return value.replace(year=months // 12, month=months % 12 + 1, day=day)
        except ValueError:
            continue
    raise OverflowError(value, grain, count)


def cut(value: Any, grain: TimeGrain) -> Any:
    """A date or a moment as a question shows it at a grain; weeks begin on Mondays."""
    match grain:
        case TimeGrain.HOUR_OF_DAY:
            return moment(value).hour
        case TimeGrain.DAY_OF_WEEK:
            return value.isoweekday()
        case TimeGrain.MONTH_OF_YEAR:
            return value.month
        case TimeGrain.SECOND | TimeGrain.MINUTE | TimeGrain.HOUR:
            return begin(moment(value), grain)
        case _:
            return begin(moment(value), grain).date()


@dataclass(frozen=True)
class Period:
    """A span of time: from `start` up to `end`; an absent end is open."""

    start: datetime | None
    end: datetime | None
    includes_end: bool = False
    grain: TimeGrain | None = None
    """Of a group: what it is a whole one of."""

    def holds(self, value: Any) -> bool:
        """Whether a date or a moment lies in it."""
        if value is None:
            return self.start is None and self.end is None
        at = moment(value)
        above = self.start is None or at >= self.start
        below = self.end is None or at < self.end or (self.includes_end and at == self.end)
        return above and below

    def shifted(self, unit: TimeGrain, count: int) -> "Period":
        """The same so many units later; a whole grain stays a whole one."""
        start = None if self.start is None else step(self.start, unit, count)
        if self.grain is not None and start is not None:
            return Period(start, step(start, self.grain, 1), grain=self.grain)
        return Period(start, None if self.end is None else step(self.end, unit, count), self.includes_end)

    def length(self) -> tuple[TimeGrain, int] | None:
        """What to go back by to be just before it: whole months where it has them, else days."""
        if self.start is None or self.end is None:
            return None
        if self.start.day == self.end.day == 1 and not self.includes_end:
            return TimeGrain.MONTH, (self.end.year - self.start.year) * 12 + self.end.month - self.start.month
        return TimeGrain.DAY, (self.end - self.start).days + int(self.includes_end)


def period_of_group(value: Any, grain: TimeGrain | None) -> Period | None:
    """The span of a group of moments; None for groups that repeat or hold no moment."""
    if value is None or grain in CYCLIC_GRAINS or not isinstance(value, date):
        return None
    start = moment(value)
    if grain is None and isinstance(value, datetime):
        return Period(start, start, includes_end=True)
    whole = grain or TimeGrain.DAY
    return Period(start, step(start, whole, 1), grain=whole)
