"""The columns that values and conditions are made of."""

from collections.abc import Iterable, Iterator

from gnomon.query.plan.conditions import (
    All,
    AnyOf,
    Compare,
    Condition,
    Holds,
    IsNull,
    Not,
    OneOf,
    TextMatch,
)
from gnomon.query.plan.values import (
    AsText,
    Cut,
    Field,
    Folded,
    Formula,
    Latest,
    NumberStep,
    OverRows,
    Scattered,
    Seconds,
    Shifted,
    TimeStep,
    Value,
    WallClock,
)


def fields_of_values(values: Iterable[Value]) -> Iterator[Field]:
    """The columns of rows that some values are made of."""
    for value in values:
        match value:
            case Field():
                yield value
            case WallClock() | AsText() | Seconds() | Cut() | NumberStep() | TimeStep() | Shifted() | Folded():
                yield from fields_of_values((value.value,))
            case Scattered():
                yield value.value
            case Formula():
                yield from fields_of_values(inner for _, inner in value.columns)
            case OverRows():
                yield from fields_of_values((*value.total.arguments, *value.keys))
            case Latest():
                yield from fields_of_values((value.value, *value.keys))
            case _:
                pass


def fields_of_conditions(conditions: Iterable[Condition]) -> Iterator[Field]:
    """The columns of rows that some conditions look at."""
    for condition in conditions:
        match condition:
            case Compare() | OneOf() | TextMatch() | IsNull():
                yield from fields_of_values((condition.value,))
            case Not():
                yield from fields_of_conditions((condition.condition,))
            case All() | AnyOf():
                yield from fields_of_conditions(condition.conditions)
            case Holds():
                yield from fields_of_values((condition.formula,))
            case _:
                pass
