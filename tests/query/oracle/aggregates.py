"""What the oracle makes of many values: every aggregate by its definition."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

Values = Sequence[Any]


def aggregate(function: str, columns: Sequence[Values], count: int) -> Any:
    """An aggregate of `count` rows, its arguments given as columns; none for the rows themselves."""
    if not columns:
        return count
    if function in _OF_PAIRS:
        pairs = [pair for pair in zip(*columns, strict=True) if None not in pair]
        return _OF_PAIRS[function](pairs)
    values = [value for value in columns[0] if value is not None]
    if function == "count":
        return len(values)
    if function == "count_distinct":
        return len(set(values))
    if not values:
        return None
    if function in {"percentile", "quantile"}:
        return percentile(values, float(columns[1][0]))
    return _OF_VALUES[function](values)


def mean(values: Values) -> float:
    """The average."""
    return float(sum(map(Fraction, values)) / len(values))


def percentile(values: Values, share: float) -> float:
    """The value below which a share of the others lies, between two of them where need be."""
    ordered = sorted(map(float, values))
    place = share * (len(ordered) - 1)
    low, high = ordered[math.floor(place)], ordered[math.ceil(place)]
    return low + (high - low) * (place - math.floor(place))


def variance(values: Values, less: int) -> float | None:
    """The mean square of the distance from the mean."""
    if len(values) <= less:
        return None
    exact = [Fraction(value) for value in values]
    middle = sum(exact) / len(exact)
    return float(sum((value - middle) ** 2 for value in exact) / (len(exact) - less))


def deviation(values: Values, less: int) -> float | None:
    """The square root of the variance."""
    square = variance(values, less)
    return None if square is None else math.sqrt(square)


def mode(values: Values) -> Any:
    """The most frequent value; the oracle cannot judge a tie."""
    (first, often), *others = Counter(values).most_common(2)
    if others and others[0][1] == often:
        raise ValueError("two values are equally frequent")
    return first


def correlation(pairs: Sequence[tuple[Any, Any]]) -> float | None:
    """Pearson's."""
    if len(pairs) < 2:
        return None
    first, second = ([Fraction(pair[side]) for pair in pairs] for side in (0, 1))
    one, other = sum(first) / len(first), sum(second) / len(second)
    together = sum((a - one) * (b - other) for a, b in zip(first, second, strict=True))
    spread = sum((a - one) ** 2 for a in first) * sum((b - other) ** 2 for b in second)
    return float(together) / math.sqrt(spread) if spread else None


def weighted(pairs: Sequence[tuple[Any, Any]]) -> float | None:
    """The average in which every value counts as often as its weight says."""
    weights = sum(Fraction(weight) for _, weight in pairs)
    return float(sum(Fraction(value) * Fraction(weight) for value, weight in pairs) / weights) if weights else None


def at_edge(pairs: Sequence[tuple[Any, Any]], edge: Callable[[Values], Any]) -> Any:
    """The value where another is least or greatest."""
    return edge([(by, value) for value, by in pairs])[1] if pairs else None


_OF_VALUES: Mapping[str, Callable[[Values], Any]] = {
    "sum": lambda values: sum(values[1:], values[0]),
    "avg": mean,
    "min": min,
    "max": max,
    "median": lambda values: percentile(values, 0.5),
    "stddev": lambda values: deviation(values, 1),
    "stddev_pop": lambda values: deviation(values, 0),
    "variance": lambda values: variance(values, 1),
    "variance_pop": lambda values: variance(values, 0),
    "product": lambda values: float(math.prod(map(Decimal, values))),
    "geometric_mean": lambda values: math.exp(mean([math.log(value) for value in values])),
    "bool_and": all,
    "bool_or": any,
    "mode": mode,
}
_OF_PAIRS: Mapping[str, Callable[[Sequence[tuple[Any, Any]]], Any]] = {
    "corr": correlation,
    "weighted_avg": weighted,
    "arg_min": lambda pairs: at_edge(pairs, min),
    "arg_max": lambda pairs: at_edge(pairs, max),
}
