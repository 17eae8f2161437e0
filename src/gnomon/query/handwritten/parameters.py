"""The values of `$name`: read by their types, and bound, never pasted."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from gnomon.engine.contracts import Scalar
from gnomon.foundation.kit.errors import did_you_mean
from gnomon.foundation.kit.near_misses import near_misses
from gnomon.query.contracts import FilterValue, ParameterType, TypedValue
from gnomon.query.handwritten.errors import WrongParameters

FORMS: Mapping[ParameterType, str] = {
    ParameterType.TEXT: "text",
    ParameterType.INTEGER: "a whole number",
    ParameterType.DECIMAL: "a number such as 12.50",
    ParameterType.FLOAT: "a number",
    ParameterType.BOOLEAN: "true or false",
    ParameterType.DATE: "a date such as 2024-01-31",
    ParameterType.DATETIME: "a moment such as 2024-01-31T18:00:00",
    ParameterType.TIME: "a time of day such as 18:00:00",
}
LARGEST_INTEGER = 2**127 - 1


def bound_values(
    names: Sequence[str], given: Mapping[str, FilterValue | TypedValue], *, may_be_more: bool = False
) -> dict[str, Scalar]:
    """The value of every parameter of a statement, for which more may be given. Raises `WrongParameters`."""
    twins = [name for name in names if sum(other.lower() == name.lower() for other in names) > 1]
    if twins:
        listed = " and ".join(f"${name}" for name in twins)
        raise WrongParameters(f"{listed} are one parameter to the engine.", "Give them names that differ.", twins)
    missing = [name for name in names if name not in given]
    if missing:
        listed = ", ".join(f"${name}" for name in missing)
        raise WrongParameters(f"There is no value for {listed}.", "Give each parameter a value, or null.", missing)
    unknown = [name for name in given if name not in names]
    if unknown and not may_be_more:
        hint = did_you_mean([f"${name}" for name in near_misses(unknown[0], names)])
        raise WrongParameters(f"The statement has no parameter ${unknown[0]}.", hint, unknown)
    return {name: _scalar(name, given[name]) for name in names}


def _scalar(name: str, given: FilterValue | TypedValue) -> Scalar:
    if not isinstance(given, TypedValue):
        return given
    if given.value is None:
        return None
    try:
        return typed_value(given)
    except (ValueError, InvalidOperation, OverflowError):
        raise WrongParameters(f"The value of ${name} is not {FORMS[given.type]}.", None, [name]) from None


def typed_value(given: TypedValue) -> Scalar:
    """A value as its type reads it; raises `ValueError`, `InvalidOperation` or `OverflowError`."""
    value = given.value
    if isinstance(value, bool) != (given.type is ParameterType.BOOLEAN):
        raise ValueError
    match given.type:
        case ParameterType.BOOLEAN:
            return value
        case ParameterType.INTEGER:
            return _integer(value)
        case ParameterType.DECIMAL:
            return _finite(Decimal(str(value)))
        case ParameterType.FLOAT:
            return float(value)  # type: ignore[arg-type]
        case ParameterType.TEXT if isinstance(value, str):
            return value
        case ParameterType.DATE if isinstance(value, str):
            return date.fromisoformat(value)
        case ParameterType.DATETIME if isinstance(value, str):
            return datetime.fromisoformat(value)
        case ParameterType.TIME if isinstance(value, str):
            return time.fromisoformat(value)
        case _:
            raise ValueError


def _integer(value: FilterValue) -> int:
    whole = int(value) if isinstance(value, (str, int)) else int(Decimal(str(value)).to_integral_exact())
    if isinstance(value, float) and whole != value:
        raise ValueError
    if abs(whole) > LARGEST_INTEGER:
        raise OverflowError
    return whole


def _finite(value: Decimal) -> Decimal:
    if not value.is_finite():
        raise ValueError
    return value
