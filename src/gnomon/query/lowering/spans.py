"""Lengths of time as the engine counts them."""

from sqlglot import exp

from gnomon.query.expressions import call, number
from gnomon.semantic.contracts import TimeGrain

_SPANS = {
    TimeGrain.MONTH: "TO_MONTHS",
    TimeGrain.DAY: "TO_DAYS",
    TimeGrain.HOUR: "TO_HOURS",
    TimeGrain.MINUTE: "TO_MINUTES",
    TimeGrain.SECOND: "TO_SECONDS",
}
_IN_PLAIN_UNITS = {
    TimeGrain.YEAR: (12, TimeGrain.MONTH),
    TimeGrain.QUARTER: (3, TimeGrain.MONTH),
    TimeGrain.WEEK: (7, TimeGrain.DAY),
}


def span(count: int, unit: TimeGrain) -> exp.Expr:
    """A length of time."""
    times, plain = _IN_PLAIN_UNITS.get(unit, (1, unit))
    return call(_SPANS[plain], number(count * times))
