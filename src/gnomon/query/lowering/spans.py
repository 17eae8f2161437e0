"""Lengths of time as the engine counts them."""

from sqlglot import exp

from gnomon.query.expressions import call, number
from gnomon.query.moments import in_plain_units
from gnomon.semantic.contracts import TimeGrain

_SPANS = {
    TimeGrain.MONTH: "TO_MONTHS",
    TimeGrain.DAY: "TO_DAYS",
    TimeGrain.HOUR: "TO_HOURS",
    TimeGrain.MINUTE: "TO_MINUTES",
    TimeGrain.SECOND: "TO_SECONDS",
}


def span(count: int, unit: TimeGrain) -> exp.Expr:
    """A length of time."""
    times, plain = in_plain_units(unit)
    return call(_SPANS[plain], number(count * times))
