"""Equal-width steps of a round width over the span of a member."""

import math
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from gnomon.datasets.contracts import ColumnType
from gnomon.query import moments
from gnomon.query.bounds import Subject
from gnomon.query.contracts import Bins
from gnomon.query.engine_types import MOMENTS, NUMERIC
from gnomon.query.errors import WrongBins
from gnomon.query.plan import Field, NumberStep, TimeStep, WallClock

ROUND_MULTIPLES = (1, 2, 5)
LEAST_EXPONENT, GREATEST_EXPONENT = -300, 308
"""Beyond these, doubles cannot hold the edges."""
NARROWEST, WIDEST = 1e-100, 1e100
MINUTE, HOUR, DAY, WEEK = 60, 3600, 86_400, 604_800
ROUND_SECONDS = (
    *(1, 2, 5, 10, 15, 30),
    *(MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE),
    *(HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, WEEK, 2 * WEEK, 4 * WEEK, 13 * WEEK, 26 * WEEK),
    *(52 * WEEK, 104 * WEEK, 260 * WEEK, 520 * WEEK, 1040 * WEEK, 2600 * WEEK, 5200 * WEEK, 26_000 * WEEK),
)
MONDAY = datetime(2000, 1, 3, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Span:
    """The least and the greatest value of a member, as numbers; moments as seconds on the wall clock."""

    low: float
    high: float


def step_of(subject: Subject, bins: Bins, span: Span | None, zone_name: str) -> tuple[NumberStep | TimeStep, float]:
    """The step that a member is put into, and its width. Raises `WrongBins`."""
    if not isinstance(subject.value, Field):
        raise TypeError("only columns are put into bins")
    if subject.type in NUMERIC:
        if bins.width is not None:
            if not NARROWEST <= bins.width <= WIDEST:
                raise WrongBins(subject.name, f"a width lies between {NARROWEST:g} and {WIDEST:g}")
            return _exact_step(subject.value, bins.width)
        whole = subject.type is ColumnType.INTEGER
        multiple, exponent = round_width(span, bins.at_most, least_exponent=0 if whole else None)
        step = NumberStep(subject.value, multiple, exponent)
        return step, float(Decimal(multiple).scaleb(exponent))
    if subject.type not in MOMENTS:
        raise WrongBins(subject.name, f"its type is {subject.type.value}")
    if bins.width is not None:
        raise WrongBins(subject.name, "a width is for numbers only")
    is_date = subject.type is ColumnType.DATE
    seconds = round_seconds(span, bins.at_most, least=DAY if is_date else 1)
    value = WallClock(subject.value, zone_name) if subject.is_zoned else subject.value
    return TimeStep(value, seconds, is_date), float(seconds)


def _exact_step(field: Field, width: float) -> tuple[NumberStep, float]:
    _, digits, exponent = Decimal(str(width)).as_tuple()
    return NumberStep(field, int("".join(map(str, digits))), int(exponent)), width


def round_width(span: Span | None, at_most: int, *, least_exponent: int | None) -> tuple[int, int]:
    """The least `1, 2 or 5 × 10^n` that covers the span in at most so many steps."""
    if span is None or not (math.isfinite(span.low) and math.isfinite(span.high)):
        return 1, 0
    steps = _possible_steps(span.low, span.high, at_most)
    # The shortest decimals that stand for the doubles: in them the edges of steps are as round as they look.
    low, high = Decimal(repr(span.low)), Decimal(repr(span.high))
    magnitude = max(abs(low), abs(high)) or Decimal(1)
    smallest = max((high - low) / steps, magnitude * Decimal("1e-12"))
    first = max(smallest.adjusted(), LEAST_EXPONENT if least_exponent is None else least_exponent)
    for exponent in range(first, GREATEST_EXPONENT):
        for multiple in ROUND_MULTIPLES:
            width = Decimal(multiple).scaleb(exponent)
            if math.floor(high / width) - math.floor(low / width) + 1 <= steps:
                return multiple, exponent
    return 1, GREATEST_EXPONENT


def _possible_steps(low: float, high: float, at_most: int) -> int:
    """Steps begin at multiples of their width, so that nothing lies on both sides of zero in one step."""
    return max(at_most, 2) if low < 0 <= high else at_most


def round_seconds(span: Span | None, at_most: int, *, least: int) -> int:
    """The least round length of time that covers the span in at most so many steps."""
    candidates = [seconds for seconds in ROUND_SECONDS if seconds >= least]
    if span is None:
        return candidates[0]
    low, high = (value - MONDAY.timestamp() for value in (span.low, span.high))
    steps = _possible_steps(low, high, at_most)
    for seconds in candidates:
        if high // seconds - low // seconds + 1 <= steps:
            return seconds
    weeks = math.ceil((high - low) / max(steps - 1, 1) / WEEK)
    return (weeks if steps > 1 else 1_000_000) * WEEK


def span_of(subject: Subject, low: object, high: object, zone_name: str) -> Span | None:
    """The span between two values of a profile or of an answer; None when the member has no values."""
    first, last = _number(subject, low, zone_name), _number(subject, high, zone_name)
    return None if first is None or last is None else Span(first, last)


def _number(subject: Subject, value: object, zone_name: str) -> float | None:
    if value is None or isinstance(value, bool):
        return None
    if subject.type not in MOMENTS:
        try:
            return float(str(value))
        except ValueError:
            return None
    moment = moments.parse(str(value))
    if moment is None:
        return None
    return moments.to_wall(moment, moments.zone(zone_name)).replace(tzinfo=UTC).timestamp()
