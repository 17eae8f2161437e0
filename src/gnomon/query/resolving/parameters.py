"""Values of the model's parameters in a question."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from gnomon.datasets.contracts import ColumnType
from gnomon.foundation.kit.near_misses import near_misses
from gnomon.query.draft import Question
from gnomon.query.errors import UnknownParameter, WrongParameter
from gnomon.query.plan import Bound
from gnomon.semantic.contracts import ModelParameter, ParameterValue


def values_of(question: Question) -> Mapping[str, Bound]:
    """Every parameter's value: as the question gives it, else its default."""
    known = {one.name: one for one in question.world.checked.definition.parameters}
    for name in question.spec.parameters:
        if name not in known:
            raise UnknownParameter(name, near_misses(name, known))
    return {name: _bound(one, question.spec.parameters.get(name, one.default)) for name, one in known.items()}


def _bound(parameter: ModelParameter, value: ParameterValue) -> Bound:
    """A value as it is bound. Raises `WrongParameter`."""
    try:
        made = _read(parameter.type, value)
    except (ValueError, InvalidOperation):
        raise WrongParameter(parameter.name, parameter.type.value, value) from None
    low, high = parameter.min, parameter.max
    is_number = parameter.type in {ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.FLOAT}
    if is_number and ((low is not None and float(made) < low) or (high is not None and float(made) > high)):
        raise WrongParameter(parameter.name, f"a number from {low} to {high}", value)
    return made


def _read(type_: ColumnType, value: ParameterValue) -> Bound:
    match type_:
        case ColumnType.BOOLEAN:
            if not isinstance(value, bool):
                raise ValueError(value)
            return value
        case ColumnType.TEXT:
            return str(value) if isinstance(value, str) else _refuse(value)
        case ColumnType.DATE:
            return date.fromisoformat(str(value)).isoformat()
        case ColumnType.DATETIME:
            return datetime.fromisoformat(str(value)).replace(tzinfo=None).isoformat(" ")
        case _:
            return _number(type_, value)


def _number(type_: ColumnType, value: ParameterValue) -> Bound:
    if isinstance(value, bool):
        raise ValueError(value)
    number = Decimal(str(value))
    if not number.is_finite():
        raise ValueError(value)
    if type_ is ColumnType.INTEGER:
        if number != number.to_integral_value() or abs(number) >= 2**63:
            raise ValueError(value)
        return int(number)
    return float(number) if type_ is ColumnType.FLOAT else format(number, "f")


def _refuse(value: ParameterValue) -> str:
    raise ValueError(value)
