"""Nice edges for histograms: round numbers and whole hours, days, months or years, never more than 24 bins."""

import math
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

MAX_BINS = 24
_MICROS = 1_000_000
_DAY = 86_400 * _MICROS
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CLOCK_STEPS = tuple(
    seconds * _MICROS
    for seconds in (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200)
)
_DAY_STEPS = tuple(days * _DAY for days in (1, 2, 7, 14))
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)


def number_edges(low: float, high: float, *, is_whole: bool) -> list[Decimal]:
    """Edges from at or below `low` to above `high` (or at it), a round step apart."""
    if low == high:
        if is_whole:
            return [Decimal(int(low)), Decimal(int(low) + 1)]
        return [Decimal(repr(low)), Decimal(repr(high))]
    width = (high - low) / MAX_BINS
    if width == 0:
        # So close to each other that no double lies between two edges.
        return [Decimal(repr(low)), Decimal(repr(high))]
    exponent = math.floor(math.log10(width))
    for power in (exponent, exponent + 1, exponent + 2):
        for digits in ("1", "2", "2.5", "5"):
            step = Decimal(digits).scaleb(power)
            if is_whole and step != step.to_integral_value():
                continue
            edges = _multiples(Decimal(repr(low)), Decimal(repr(high)), step)
            if len(edges) - 1 <= MAX_BINS:
                return edges
    return [Decimal(repr(low)), Decimal(repr(high))]


def _multiples(low: Decimal, high: Decimal, step: Decimal) -> list[Decimal]:
    first, last = math.floor(low / step), math.ceil(high / step)
    if last - first > MAX_BINS + 1:
        last = first + MAX_BINS + 1
    return [step * index for index in range(first, last + 1)]


def clock_edges(low: int, high: int) -> list[int]:
    """Edges in microseconds since midnight."""
    return _stepped(low, high, (*_micro_steps(), *_CLOCK_STEPS)) or [low, max(high, low + 1)]


def moment_edges(low: int, high: int, *, is_day: bool) -> list[int]:
    """Edges in microseconds since 1970, on whole days, months or years where the span is long enough."""
    steps = _DAY_STEPS if is_day else (*_micro_steps(), *_CLOCK_STEPS, *_DAY_STEPS)
    return _stepped(low, high, steps) or _months(low, high)


def _micro_steps() -> tuple[int, ...]:
    return tuple(digit * 10**power for power in range(6) for digit in (1, 2, 5))


def _stepped(low: int, high: int, steps: Sequence[int]) -> list[int]:
    # Weeks begin on a Monday: the first Monday after 1970-01-01 was the fifth of January.
    for step in steps:
        origin = 4 * _DAY if step % (7 * _DAY) == 0 else 0
        first, last = (low - origin) // step, -((origin - high) // step)
        last = max(last, first + 1)
        if last - first <= MAX_BINS:
            return [origin + step * index for index in range(first, last + 1)]
    return []


def _months(low: int, high: int) -> list[int]:
    first, last = _month_number(low), _month_number(high)
    for step in _MONTH_STEPS:
        start, end = first // step, last // step + 1
        if end - start <= MAX_BINS and end * step < 12 * 9999:
            return [_month_start(step * index) for index in range(start, end + 1)]
    return [low, high]


def _month_number(micros: int) -> int:
    moment = _EPOCH + timedelta(microseconds=micros)
    return moment.year * 12 + moment.month - 1


def _month_start(number: int) -> int:
    year, month = divmod(number, 12)
    return (date(max(year, 1), month + 1 if year >= 1 else 1, 1) - date(1970, 1, 1)).days * _DAY


def counted(edges: Sequence[Decimal] | Sequence[int], below: Sequence[int], total: int) -> list[int]:
    """Counts by bin, from how many values lie below each inner edge."""
    sums = [0, *below, total]
    return [sums[index + 1] - sums[index] for index in range(len(edges) - 1)]


def moment_text(micros: int, *, is_day: bool, is_zoned: bool) -> str:
    """An edge as ISO-8601."""
    moment = _EPOCH + timedelta(microseconds=micros)
    if is_day:
        return moment.date().isoformat()
    return moment.replace(tzinfo=None).isoformat() + ("Z" if is_zoned else "")


def clock_text(micros: int) -> str:
    """An edge of a time of day; the end of the day is 24:00:00."""
    if micros >= _DAY:
        return "24:00:00"
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=micros)).time().isoformat()
