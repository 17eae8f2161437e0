"""Values of parameters: whether one can be read as a type, and which type it has by itself."""

import math
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from gnomon.query.contracts import FilterValue, ParameterType

Reader = Callable[[str], object]

READERS: Mapping[ParameterType, Reader] = {
    ParameterType.TEXT: str,
    ParameterType.INTEGER: int,
    ParameterType.DECIMAL: Decimal,
    ParameterType.FLOAT: float,
    ParameterType.DATE: date.fromisoformat,
    ParameterType.DATETIME: datetime.fromisoformat,
    ParameterType.TIME: time.fromisoformat,
}
"""How a text is read; truth values are never text."""
NUMBERS = {ParameterType.INTEGER, ParameterType.DECIMAL, ParameterType.FLOAT}


def is_readable(value: FilterValue, as_type: ParameterType) -> bool:
    """Whether the value is one of this type; no value at all is one of every type."""
    match value:
        case None:
            return True
        case bool():
            return as_type is ParameterType.BOOLEAN
        case str():
            return as_type in READERS and _is_read_by(READERS[as_type], value)
        case int():
            return as_type in NUMBERS
        case float():
            return as_type in NUMBERS - {ParameterType.INTEGER} and math.isfinite(value)


def type_of(value: FilterValue) -> ParameterType:
    """The type that JSON gives a value; no value at all counts as text."""
    match value:
        case bool():
            return ParameterType.BOOLEAN
        case int():
            return ParameterType.INTEGER
        case float():
            return ParameterType.FLOAT
        case _:
            return ParameterType.TEXT


def _is_read_by(reader: Reader, text: str) -> bool:
    try:
        found = reader(text)
    except (ValueError, InvalidOperation):
        return False
    return not isinstance(found, float | Decimal) or math.isfinite(found)
