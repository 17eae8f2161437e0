"""Values of a plan: what is made of the columns of a row or of a group, free of any SQL dialect."""

from dataclasses import dataclass
from typing import Final, TypeAlias

from gnomon.datasets.contracts import ColumnType
from gnomon.semantic.contracts import Aggregation, ColumnRef, Expression, OverGroupsFunction, TimeGrain

Bound: TypeAlias = bool | int | float | str
"""A value as it is bound: decimals, dates and moments as text that the engine casts."""


@dataclass(frozen=True, slots=True)
class Field:
    """A physical column of the table that is read."""

    name: str
    type: ColumnType
    engine_type: str


@dataclass(frozen=True, slots=True)
class Output:
    """A result column of the aggregate below."""

    name: str
    type: ColumnType
    engine_type: str


LEVEL: Final = Output("__level", ColumnType.INTEGER, "BIGINT")
"""Tells whether a group is one of the question's own, or of which of its totals."""


@dataclass(frozen=True, slots=True)
class WallClock:
    """A zoned moment as the clock on the wall shows it in a time zone."""

    value: "Field | Output"
    time_zone: str


@dataclass(frozen=True, slots=True)
class AsText:
    """A value in its plain written form."""

    value: "Value"


@dataclass(frozen=True, slots=True)
class Seconds:
    """A duration as a number of seconds."""

    value: Field


@dataclass(frozen=True, slots=True)
class Cut:
    """A moment at a time grain: the first moment of its day, month …, or a number where the grain repeats."""

    value: "Field | WallClock"
    grain: TimeGrain


@dataclass(frozen=True, slots=True)
class NumberStep:
    """The lower edge of the step of width `multiple × 10^exponent` that a number lies in."""

    value: Field
    multiple: float
    exponent: int


@dataclass(frozen=True, slots=True)
class TimeStep:
    """The first moment of the step of so many seconds that a date or a moment lies in; weeks begin on Mondays."""

    value: "Field | WallClock"
    seconds: int
    is_date: bool


@dataclass(frozen=True, slots=True)
class Shifted:
    """A moment so many units later, or earlier where the count is negative, on the calendar of a time zone."""

    value: Field
    count: int
    unit: TimeGrain
    time_zone: str


@dataclass(frozen=True, slots=True)
class Scattered:
    """A number that follows from a value and has no order of its own: rows that are sorted by it stand as if drawn."""

    value: Field


@dataclass(frozen=True, slots=True)
class Folded:
    """A text that is one of a few, and another text for all the rest."""

    value: Field
    kept: tuple[str, ...]
    keeps_null: bool
    other: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A checked formula whose columns are values of the node below."""

    expression: Expression
    columns: "tuple[tuple[ColumnRef, Value], ...]"
    parameters: tuple[tuple[str, Bound], ...]


@dataclass(frozen=True, slots=True)
class OverRows:
    """An aggregate over all rows of the node below that agree in the keys, beside each of them."""

    total: "FormulaTotal"
    keys: "tuple[Value, ...]"


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest (or first) moment among the rows that agree in the keys, beside each of them."""

    value: Field
    keys: "tuple[Value, ...]"
    is_first: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """The groups that a moving look takes in: so many before the present one, and that one."""

    count: int
    unit: TimeGrain | None
    """Counted in time, so that missing groups are missed; None to count groups."""


@dataclass(frozen=True, slots=True)
class AlongGroups:
    """A value of the groups of the node below, looked at along them."""

    function: OverGroupsFunction
    value: Output
    order: "tuple[tuple[Value, bool], ...]"
    """What they are ordered by, and whether downwards."""
    keys: "tuple[Value, ...]"
    """Begin anew for each of these."""
    frame: Frame | None
    """Of moving looks; and of a look at the group before or after, where moments say which that is."""
    offset: int


@dataclass(frozen=True, slots=True)
class FirstOf:
    """The first output that is there; where none is, nothing, or 0."""

    outputs: tuple[Output, ...]
    or_zero: bool


@dataclass(frozen=True, slots=True)
class Across:
    """A number of the groups that agree in the keys, beside each of them: their sum, their greatest, their place."""

    function: str
    """By its name in the engine: `SUM`, `MAX` or `DENSE_RANK`."""
    value: Output | None
    keys: "tuple[Value, ...]"
    order: "tuple[Value, ...]" = ()
    below: int | None = None
    """Only groups whose `size` is less than this count."""
    size: Output | None = None


@dataclass(frozen=True, slots=True)
class Siblings:
    """A group among those that it makes a total with."""

    place: Output
    """The smallest has 1."""
    small: Output
    """How many of them are too small; nothing for none."""
    records: Output
    """How many records those have together."""


@dataclass(frozen=True, slots=True)
class Hides:
    """Whether the figures of a group are hidden: too few records stand behind it, or behind what it would give away."""

    whole: Output
    """The records of the whole result."""
    steps: tuple[Siblings, ...]
    """From the coarsest groups that it lies in to itself."""
    below: int


@dataclass(frozen=True, slots=True)
class ByLevel:
    """One value for the question's own groups, and one for each of its totals."""

    own: Output
    totals: tuple[Across, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A figure, unless it is hidden."""

    value: "Output | WallClock"
    hidden: Output


Value: TypeAlias = (
    Field
    | Output
    | WallClock
    | AsText
    | Seconds
    | Cut
    | NumberStep
    | TimeStep
    | Shifted
    | Scattered
    | Folded
    | Formula
    | OverRows
    | Latest
    | AlongGroups
    | FirstOf
    | Across
    | Hides
    | ByLevel
    | Kept
)


@dataclass(frozen=True, slots=True)
class Total:
    """A measure of one column: how rows become one number, and the name that the result gives it."""

    name: str
    aggregation: Aggregation
    field: Field | None
    """None for the rows themselves."""
    quantile: float | None = None


@dataclass(frozen=True, slots=True)
class FormulaTotal:
    """An aggregate that a formula spells, and the name that the result gives it."""

    name: str
    function: str
    """By its name in the registry of functions."""
    arguments: tuple[Formula, ...]
    is_distinct: bool
    where: "Formula | None"
    only_at: "tuple[Field, Field] | None"
    """Only rows whose first of these moments is the second: the last moment of the context."""
    engine_type: str


AnyTotal: TypeAlias = Total | FormulaTotal


@dataclass(frozen=True, slots=True)
class RolledTotal:
    """A measure that is put together of the parts which a roll-up holds of it."""

    name: str
    aggregation: Aggregation
    parts: tuple[Field, ...]
    """Of an average the sum and the count, of everything else the one part."""
