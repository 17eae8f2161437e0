"""What the oracle makes of single values: operators with SQL's third truth value, and the plainest functions."""

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from tests.query.oracle import periods
from tests.query.oracle.paths import Refused

from gnomon.datasets.contracts import ColumnType
from gnomon.semantic.contracts import Apply, Case, Cast, ColumnRef, Constant, Expression, Fixed, ParameterRef, TimeGrain

Lookup = Callable[[Any], Any]
"""The value of a column, of a parameter, or of what is neither of them nor a function of single values."""


def evaluate(expression: Expression, lookup: Lookup) -> Any:
    """The value of an expression."""
    match expression:
        case Constant():
            return typed(expression.value, expression.of.type)
        case ColumnRef() | ParameterRef() | Fixed():
            return lookup(expression)
        case Apply():
            return apply(expression.function, [evaluate(one, lookup) for one in expression.arguments])
        case Case():
            for condition, value in expression.branches:
                if evaluate(condition, lookup) is True:
                    return evaluate(value, lookup)
            return None if expression.default is None else evaluate(expression.default, lookup)
        case Cast():
            return cast(evaluate(expression.value, lookup), expression.of.type)
        case _:
            return lookup(expression)


def typed(value: Any, of: ColumnType) -> Any:
    """A constant or a bound of a filter as the value that it stands for."""
    if value is None or isinstance(value, date | Decimal):
        return value
    match of:
        case ColumnType.DECIMAL:
            return Decimal(str(value))
        case ColumnType.FLOAT:
            return float(value)
        case ColumnType.INTEGER if not isinstance(value, bool):
            return int(value) if float(value).is_integer() else float(value)
        case ColumnType.DATE:
            return date.fromisoformat(value)
        case ColumnType.DATETIME:
            return datetime.fromisoformat(value)
        case _:
            return value


def cast(value: Any, of: ColumnType) -> Any:
    """A value as another type, null where it cannot be."""
    if value is None:
        return None
    try:
        match of:
            case ColumnType.TEXT:
                return str(value)
            case ColumnType.FLOAT:
                return float(value)
            case ColumnType.DATE:
                return date.fromisoformat(str(value)[:10])
            case ColumnType.DECIMAL:
                return Decimal(str(value))
            case ColumnType.INTEGER:
                return int(value)
    except (ValueError, InvalidOperation):
        return None
    raise NotImplementedError(of)


def apply(function: str, given: Sequence[Any]) -> Any:
    """A function of values that are already there."""
    name = function.lower()
    if name in _OF_NULLS:
        return _OF_NULLS[name](given)
    if any(value is None for value in given):
        return None
    if name not in _STRICT:
        raise NotImplementedError(name)
    try:
        return _STRICT[name](*_alike(given))
    except OverflowError as error:
        raise Refused(function) from error


def _alike(given: Sequence[Any]) -> Sequence[Any]:
    """Numbers that Python can compute with one another."""
    if any(isinstance(value, float) for value in given):
        return [float(value) if isinstance(value, Decimal) else value for value in given]
    return given


def _and(given: Sequence[Any]) -> bool | None:
    return False if False in given else (None if None in given else True)


def _or(given: Sequence[Any]) -> bool | None:
    return True if True in given else (None if None in given else False)


def _in(given: Sequence[Any]) -> bool | None:
    value, *choices = given
    return _or([_STRICT["="](value, one) if value is not None and one is not None else None for one in choices])


def _first(given: Sequence[Any]) -> Any:
    return next((value for value in given if value is not None), None)


def _divide(one: Any, other: Any) -> float | None:
    return None if other == 0 else float(one) / float(other)


def _remainder(one: Any, other: Any) -> Any:
    """With the sign of the first, as SQL has it."""
    if other == 0:
        return None
    rest = abs(one) % abs(other)
    return -rest if one < 0 else rest


_OF_NULLS: Mapping[str, Callable[[Sequence[Any]], Any]] = {
    "and": _and,
    "or": _or,
    "in": _in,
    "not_in": lambda given: None if _in(given) is None else not _in(given),
    "not": lambda given: None if given[0] is None else not given[0],
    "is_null": lambda given: given[0] is None,
    "is_not_null": lambda given: given[0] is not None,
    "coalesce": _first,
    "ifnull": _first,
}
_STRICT: Mapping[str, Callable[..., Any]] = {
    "+": lambda one, other: one + other,
    "-": lambda one, *other: one - other[0] if other else -one,
    "*": lambda one, other: one * other,
    "/": _divide,
    "%": _remainder,
    "negate": lambda value: -value,
    "=": lambda one, other: one == other,
    "<>": lambda one, other: one != other,
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
    "||": lambda one, other: f"{one}{other}",
    "between": lambda value, low, high: low <= value <= high,
    "not_between": lambda value, low, high: not low <= value <= high,
    "abs": abs,
    "upper": str.upper,
    "left": lambda text, count: text[:count],
    "date_trunc": lambda unit, day: periods.cut(day, TimeGrain(unit)),
    "year": lambda day: day.year,
    "month": lambda day: day.month,
    "sqrt": lambda value: math.sqrt(value) if value >= 0 else None,
    "nullif": lambda one, other: None if one == other else one,
}
