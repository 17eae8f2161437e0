"""Values of parameters: whether one can be read as a type, and which type it has by itself."""

import math
from decimal import InvalidOperation

from gnomon.query import service as query
from gnomon.query.contracts import FilterValue, ParameterType, TypedValue


def is_readable(given: TypedValue) -> bool:
    """Whether the value is one of its type, as a run would read it; no value at all is one of every type."""
    if given.value is None:
        return True
    if isinstance(given.value, float) and not math.isfinite(given.value):
        return False
    try:
        query.typed_value(given)
    except (ValueError, InvalidOperation, OverflowError):
        return False
    return True


def typed(value: FilterValue | TypedValue) -> TypedValue:
    """The value with the type that it was given or that JSON gives it; no value at all counts as text."""
    match value:
        case TypedValue():
            return value
        case bool():
            return TypedValue(type=ParameterType.BOOLEAN, value=value)
        case int():
            return TypedValue(type=ParameterType.INTEGER, value=value)
        case float():
            return TypedValue(type=ParameterType.FLOAT, value=value)
        case _:
            return TypedValue(type=ParameterType.TEXT, value=value)
