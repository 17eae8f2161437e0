"""How a question will be answered: frozen nodes over frozen expressions, free of any SQL dialect."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from gnomon.datasets.contracts import ColumnType, DatasetId
from gnomon.query.contracts import TextOperator
from gnomon.semantic.contracts import Aggregation, TimeGrain

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


Value: TypeAlias = Field | Output | WallClock | AsText | Seconds | Cut | NumberStep | TimeStep


@dataclass(frozen=True, slots=True)
class Always:
    """True for every row, or for none."""

    holds: bool


class Operator(StrEnum):
    """How two values are compared."""

    LESS = "<"
    AT_MOST = "<="
    AT_LEAST = ">="


@dataclass(frozen=True, slots=True)
class Compare:
    """A value against a bound that the engine reads as `engine_type`."""

    value: Value
    operator: Operator
    bound: Bound
    engine_type: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """Whether a value is in a list of bounds of one type."""

    value: Value
    bounds: tuple[Bound, ...]
    engine_type: str


@dataclass(frozen=True, slots=True)
class TextMatch:
    """Whether a text contains, begins with, ends with or equals another."""

    value: Value
    operator: TextOperator
    text: str
    is_case_sensitive: bool


@dataclass(frozen=True, slots=True)
class IsNull:
    """Whether a value is absent."""

    value: Value


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a condition; unknown stays unknown."""

    condition: "Condition"


@dataclass(frozen=True, slots=True)
class All:
    """Every condition holds."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one condition holds."""

    conditions: tuple["Condition", ...]


Condition: TypeAlias = Always | Compare | OneOf | TextMatch | IsNull | Not | All | AnyOf


@dataclass(frozen=True, slots=True)
class Unrestricted:
    """No row policy applies: every row may be seen."""


@dataclass(frozen=True, slots=True)
class Restricted:
    """Only rows that pass this condition may be seen."""

    condition: Condition


RowFilter: TypeAlias = Unrestricted | Restricted

UNRESTRICTED: Final = Unrestricted()


@dataclass(frozen=True, slots=True)
class TableRef:
    """The table of one dataset version, by the name that statements use."""

    dataset_id: DatasetId
    name: str
    row_number: str
    """The column that tells where each row stands."""
    schema: str | None = None
    """Where the engine keeps it, when it shall not be found by its name alone."""


@dataclass(frozen=True, slots=True)
class Scan:
    """Read some columns of a table, and only those rows that the row filter lets through."""

    table: TableRef
    fields: tuple[Field, ...]
    row_filter: RowFilter  # no default, on purpose


@dataclass(frozen=True, slots=True)
class Filter:
    """Keep the rows, or the groups, that pass every condition."""

    source: "Scan | Aggregate"
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A value to group by, and the name that the result gives it."""

    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class Total:
    """A measure: how rows become one number, and the name that the result gives it."""

    name: str
    aggregation: Aggregation
    field: Field | None
    """None for the rows themselves."""
    quantile: float | None = None


@dataclass(frozen=True, slots=True)
class Aggregate:
    """One row for each group."""

    source: Filter
    groups: tuple[Group, ...]
    totals: tuple[Total, ...]
    outputs: tuple[Output, ...]
    """The totals as columns of the result, in the same order."""


@dataclass(frozen=True, slots=True)
class Order:
    """One key of an order; nulls come last."""

    by: Value
    is_descending: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A column of the answer, and the engine's type that it leaves as where that is not its own."""

    name: str
    value: Value
    written_as: str | None


@dataclass(frozen=True, slots=True)
class Project:
    """Order the rows of the node below, take some of them, and choose, write and name the columns of the answer."""

    source: Filter
    columns: tuple[Shown, ...]
    order: tuple[Order, ...]
    limit: int | None
    offset: int
    is_counted: bool
    """Whether every row also carries how many rows there are without limit and offset."""
    is_late: bool = False
    """Whether the rows are found by their sort columns alone before the other columns are read."""


Plan: TypeAlias = Project
