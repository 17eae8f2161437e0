"""Figures as exact fractions, and as they are told."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from math import isfinite
from sys import float_info

from gnomon.charts.explaining.contracts import Number
from gnomon.datasets.contracts import ColumnType
from gnomon.query.contracts import QueryColumn

MAX_EXACT_INTEGER = 2**53
MAX_EXACT_DIGITS = 15
MAX_DOUBLE = Fraction(float_info.max)
MAX_SCALE = 60
"""Digits behind the point of the longest exact number; a column has 38 at most."""


def exact(value: object) -> Fraction | None:
    """A value of an answer as it is; none where it is no number."""
    match value:
        case bool() | None:
            return None
        case int():
            return Fraction(value)
        case float():
            return Fraction(value) if isfinite(value) else None
        case str():
            try:
                return Fraction(Decimal(value))
            except (InvalidOperation, ValueError, OverflowError):
                return None
    return None


def told(value: Fraction | None, *, is_exact: bool) -> Number | None:
    """A fraction as JSON keeps it: whole where it is a whole number or a short decimal, as text where it is a long one.

    What was reckoned of binary fractions, or never ends, is the nearest double.
    """
    if value is None or abs(value) > MAX_DOUBLE:
        return None
    if value.denominator == 1:
        whole = value.numerator
        return whole if abs(whole) <= MAX_EXACT_INTEGER else (str(whole) if is_exact else float(whole))
    scale = _scale_of(value.denominator) if is_exact else None
    if scale is None:
        return float(value)
    digits = value.numerator * (10**scale // value.denominator)
    if len(str(abs(digits))) <= MAX_EXACT_DIGITS:
        return float(value)
    return str(Decimal(digits).scaleb(-scale)) if len(str(abs(digits))) <= 28 else float(value)


def are_exact(columns: Mapping[str, QueryColumn]) -> bool:
    """Whether these columns hold numbers without any rounding."""
    return all(one.type in {ColumnType.INTEGER, ColumnType.DECIMAL} for one in columns.values())


def _scale_of(denominator: int) -> int | None:
    """The power of ten that this divides; none where there is none."""
    for scale in range(MAX_SCALE):
        if 10**scale % denominator == 0:
            return scale
    return None
