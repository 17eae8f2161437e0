"""Checked formulas: typed trees in which every name has found what it stands for, free of any SQL dialect."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from gnomon.datasets.contracts import ColumnType
from gnomon.semantic.contracts.members import TimeGrain


@dataclass(frozen=True, slots=True)
class ValueType:
    """What sort of value an expression gives, and the engine's type that holds it exactly.

    Moments with a zone are what the clock on the wall shows in the time zone of the question: `TIMESTAMP`, whatever
    the column itself is stored as.
    """

    type: ColumnType
    engine_type: str


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that the formula spells; decimals, dates and moments as text. None is null."""

    value: bool | int | float | str | None
    of: ValueType


@dataclass(frozen=True, slots=True)
class ColumnRef:
    """A column, physical or calculated, by its address."""

    table: str
    """The table that holds it."""
    via: tuple[str, ...]
    """Tables and relationships that the address names on the way, the last of which leads to the table; empty for a
    column of the formula's own table, and inside an aggregate for one of its home."""
    column: str
    of: ValueType


@dataclass(frozen=True, slots=True)
class ParameterRef:
    """A parameter of the model."""

    name: str
    of: ValueType


@dataclass(frozen=True, slots=True)
class Apply:
    """A function of single values, or an operator, by its name in the registry (`+`, `=`, `and`, `upper`, …)."""

    function: str
    arguments: "tuple[Expression, ...]"
    of: ValueType


@dataclass(frozen=True, slots=True)
class Case:
    """The value of the first condition that holds."""

    branches: "tuple[tuple[Expression, Expression], ...]"
    default: "Expression | None"
    of: ValueType


@dataclass(frozen=True, slots=True)
class Cast:
    """A value as another type; what cannot be read as it is null."""

    value: "Expression"
    of: ValueType


@dataclass(frozen=True, slots=True)
class Aggregate:
    """One value of all rows of the home table in the context that pass a condition."""

    function: str
    """By its name in the registry: `sum`, `count`, `percentile`, …"""
    arguments: "tuple[Expression, ...]"
    """None for the rows themselves."""
    home: str
    """The table whose rows are aggregated; every column of the arguments is found from there, each row once."""
    is_distinct: bool
    where: "Expression | None"
    of: ValueType


@dataclass(frozen=True, slots=True)
class Fixed:
    """An aggregate of all rows of the table that agree in the keys; for calculated columns only."""

    aggregate: Aggregate
    keys: "tuple[Expression, ...]"
    of: ValueType


@dataclass(frozen=True, slots=True)
class Override:
    """Look at the rows that pass this, whatever the question filters or groups these columns by."""

    condition: "Expression"
    columns: tuple[ColumnRef, ...]


@dataclass(frozen=True, slots=True)
class Keep:
    """Look only at those rows of the context that also pass this."""

    condition: "Expression"


@dataclass(frozen=True, slots=True)
class Remove:
    """Forget filters and groups of these columns; of every column where none is named."""

    columns: tuple[ColumnRef, ...]


@dataclass(frozen=True, slots=True)
class RemoveAllBut:
    """Forget filters and groups of every column but these."""

    columns: tuple[ColumnRef, ...]


@dataclass(frozen=True, slots=True)
class Ungroup:
    """Forget the groups of these columns, not their filters; of every column where none is named."""

    columns: tuple[ColumnRef, ...]


@dataclass(frozen=True, slots=True)
class UngroupLast:
    """Forget the last group of the question, not its filters: the parent of a level."""


@dataclass(frozen=True, slots=True)
class Shift:
    """Look at so many units before (negative) or after the moments of the context."""

    along: ColumnRef
    count: int
    unit: TimeGrain | None
    """None for the unit that the question is grouped by or filtered to."""


@dataclass(frozen=True, slots=True)
class ToDate:
    """Look from the beginning of the unit (year, quarter, month, week) up to the moments of the context."""

    along: ColumnRef
    unit: TimeGrain
    is_fiscal: bool


ContextChange: TypeAlias = Override | Keep | Remove | RemoveAllBut | Ungroup | UngroupLast | Shift | ToDate


@dataclass(frozen=True, slots=True)
class InContext:
    """A measure in another context than the question's; the changes apply from left to right."""

    measure: "Expression"
    changes: tuple[ContextChange, ...]
    of: ValueType


@dataclass(frozen=True, slots=True)
class AtEdge:
    """Semi-additive: an aggregate of the rows of the last (or first) moment in the context, or of each key's last."""

    aggregate: Aggregate
    along: ColumnRef
    keys: tuple[ColumnRef, ...]
    is_first: bool
    of: ValueType


class OverGroupsFunction(StrEnum):
    """What is computed of a measure over the groups of the result."""

    RUNNING_SUM = "running_sum"
    MOVING_AVG = "moving_avg"
    MOVING_SUM = "moving_sum"
    MOVING_MIN = "moving_min"
    MOVING_MAX = "moving_max"
    RANK = "rank"
    DENSE_RANK = "dense_rank"
    PERCENT_RANK = "percent_rank"
    PREVIOUS = "previous"
    NEXT = "next"
    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class OverGroups:
    """A measure looked at along the groups of the result, after they are made and before any is left out."""

    function: OverGroupsFunction
    measure: "Expression"
    along: ColumnRef | None
    """The dimension to go along; None for the question's time dimension, else its last one. Ranks need none."""
    per: tuple[ColumnRef, ...]
    """Begin anew for each value of these; none named: of every other dimension (ranks: of none)."""
    count: int
    """How many groups a moving frame holds, or how far back or ahead to look; for moments in their grain."""
    is_descending: bool
    """Of ranks: whether the greatest is first."""
    of: ValueType


Expression: TypeAlias = (
    Constant | ColumnRef | ParameterRef | Apply | Case | Cast | Aggregate | Fixed | InContext | AtEdge | OverGroups
)
