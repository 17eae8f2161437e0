"""What rows are grouped by for several questions: coarse steps of time are made of days, which many questions use."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from gnomon.datasets.contracts import ColumnType
from gnomon.query.plan import Cut, Field, Folded, NumberStep, Output, TimeStep, Value, WallClock
from gnomon.query.rollups.grains import MADE_OF
from gnomon.semantic.contracts import CYCLIC_GRAINS, SemanticModel, TimeGrain

Distinct: TypeAlias = Callable[[Field], int | None]
"""About how many different values a column has, where somebody knows."""


def distinct_of(model: SemanticModel) -> Distinct:
    """What somebody knows who may know the model."""

    def distinct(column: Field) -> int | None:
        return next((one.distinct_count for one in model.dimensions if one.name == column.name), None)

    return distinct


DAYS = 4_000
STEPS = 500
FEW = 50
WORDS = 200
MANY = 10_000
"""What is taken for true of values that nobody has counted."""


@dataclass(frozen=True, slots=True)
class Key:
    """A value of rows to group by, and its type."""

    value: Value
    type: ColumnType
    engine_type: str
    about: int = field(compare=False)
    """How many different ones there may be."""


@dataclass(frozen=True, slots=True)
class Regrouped:
    """A group of a question as it is made of a key."""

    key: Key
    grain: TimeGrain | None
    """What the key's days are put together to; None where the key is the group."""

    def of(self, column: Field) -> Value:
        """The group, where the key stands in a column."""
        return column if self.grain is None else Cut(column, self.grain)


def regrouped(value: Value, output: Output, distinct: Distinct) -> Regrouped:
    """How a group of a question is made of a key that others may use."""
    return by_days(value, distinct) or Regrouped(
        Key(value, output.type, output.engine_type, _about(value, distinct)), None
    )


def by_days(value: Value, distinct: Distinct) -> Regrouped | None:
    """How a step of time is made of days; None where it is not."""
    if not isinstance(value, Cut) or value.grain not in MADE_OF[TimeGrain.DAY]:
        return None
    column = value.value
    if isinstance(column, Field) and column.type is ColumnType.DATE:
        return Regrouped(Key(column, column.type, column.engine_type, distinct(column) or DAYS), value.grain)
    is_day = value.grain is TimeGrain.DAY
    day = Key(Cut(column, TimeGrain.DAY), ColumnType.DATE, "DATE", DAYS)
    return Regrouped(day, None if is_day else value.grain)


def _about(value: Value, distinct: Distinct) -> int:
    match value:
        case Field(type=ColumnType.BOOLEAN):
            return 3
        case Field():
            known = distinct(value)
            if known is not None:
                return known + 1
            return WORDS if value.type is ColumnType.TEXT else MANY
        case Cut(grain=grain) if grain in CYCLIC_GRAINS:
            return FEW
        case NumberStep() | TimeStep():
            return STEPS
        case Folded():
            return len(value.kept) + 2
        case Cut() | WallClock():
            return MANY * MANY
        case _:
            return MANY
