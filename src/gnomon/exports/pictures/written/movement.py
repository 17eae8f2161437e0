"""How a number moved until its last full period, as the web application finds it (`web/src/viz/kpi-trend.ts`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from gnomon.exports.pictures.written.asked import Written
from gnomon.exports.pictures.written.moments import step_words
from gnomon.exports.pictures.written.values import Column

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - the clock on the wall has no zone
LENGTHS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
MONTHS = {"month": 1, "quarter": 3, "year": 12}
WEEKS_OF_A_YEAR = 52


@dataclass(frozen=True, slots=True)
class Movement:
    """What is said of a number beside its value."""

    row: int
    period: str
    is_running: bool
    """Whether the period is not over yet, because there is none that is."""
    since: str | None
    """The period that it is compared with."""
    now: float | None
    before: float | None
    spark: Sequence[float | None]
    """The last values, the latest last; None where a period has no rows."""


def movement_of(asked: Written, trend: Mapping[str, Any], measure: Column) -> Movement | None:
    """How a measure moved; None where no row has a period."""
    dates = asked.column(trend["column"])
    grain: str = trend["grain"]
    starts = [] if dates is None else [_moment(one) for one in dates.plots]
    rows = {start: row for row, start in enumerate(starts) if start is not None}
    if not rows:
        return None
    latest = None if trend["latest"] is None else datetime.fromisoformat(trend["latest"]).replace(tzinfo=None)
    full = [start for start in rows if latest is None or start <= latest]
    start = max(full or rows)
    comparison = trend["comparison"]
    other = None if comparison is None else compared_with(start, grain, comparison)
    count = int(trend["spark_periods"])
    back = [steps_back(start, grain, count - 1 - place) for place in range(count)]
    spark = [_number(measure, rows.get(one)) for one in back]
    first = next((place for place, one in enumerate(spark) if one is not None), len(spark))
    return Movement(
        row=rows[start],
        period=_period(start, grain),
        is_running=not full,
        since=None if other is None else _period(other, grain),
        now=_number(measure, rows[start]),
        before=None if other is None else _number(measure, rows.get(other)),
        spark=spark[first:],
    )


def steps_back(start: datetime, grain: str, steps: int) -> datetime:
    """Where the period begins that lies so many before this one."""
    months = MONTHS.get(grain)
    return start - LENGTHS[grain] * steps if months is None else _months_back(start, steps * months)


def compared_with(start: datetime, grain: str, comparison: str) -> datetime:
    """Where the period begins that this one is compared with."""
    if comparison == "previous_period":
        return steps_back(start, grain, 1)
    return steps_back(start, grain, WEEKS_OF_A_YEAR) if grain == "week" else _months_back(start, 12)


def _months_back(start: datetime, months: int) -> datetime:
    place = start.year * 12 + start.month - 1 - months
    first = start.replace(year=max(1, place // 12), month=place % 12 + 1, day=1)
    beyond = (first + timedelta(days=31)).replace(day=1)
    days = (beyond - timedelta(days=1)).day
    return first.replace(day=min(start.day, days))


def _period(start: datetime, grain: str) -> str:
    return step_words(start, grain) or start.isoformat(" ")


def _moment(value: object) -> datetime | None:
    return EPOCH + timedelta(milliseconds=value) if isinstance(value, int | float) else None


def _number(column: Column, row: int | None) -> float | None:
    value = None if row is None else column.plots[row]
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None
