"""How a question will be answered: frozen nodes over frozen values and conditions, free of any SQL dialect."""

from dataclasses import dataclass
from typing import Final, TypeAlias

from gnomon.datasets.contracts import DatasetId
from gnomon.query.plan.conditions import Condition
from gnomon.query.plan.values import AnyTotal, Field, Output, RolledTotal, Value
from gnomon.semantic.contracts import TimeGrain


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
class Unguarded:
    """A table that somebody wants to read, before anybody has said what may be seen of it."""

    table: str
    """Its name in the model."""
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Exposed:
    """A column of a relation: what it is called, and the column of which part it is."""

    field: Field
    part: str
    source: Field


@dataclass(frozen=True, slots=True)
class Computed:
    """A column that a relation computes of its exposed ones."""

    field: Field
    value: Value


@dataclass(frozen=True, slots=True)
class Join:
    """Rows of another source beside each row, where the keys are equal; where there are none, nulls."""

    source: "Source"
    part: str
    keys: "tuple[tuple[Value, Field], ...]"
    """Each a value of exposed or computed columns of what stands before, and the column of the source it equals."""
    is_many: bool
    """Whether a row may find several, which then stand beside it one after the other."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A source with what belongs to it beside each of its rows, and with columns that are computed of both."""

    root: "Source"
    part: str
    joins: tuple[Join, ...]
    exposed: tuple[Exposed, ...]
    computed: tuple[Computed, ...]


@dataclass(frozen=True, slots=True)
class Pooled:
    """Groups that the statement makes first, under a name of their own, for several questions."""

    name: str
    fields: tuple[Field, ...]


Source: TypeAlias = Scan | Unguarded | Relation | Pooled


@dataclass(frozen=True, slots=True)
class Filter:
    """Keep the rows, or the groups, that pass every condition."""

    source: "Node"
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Distinct:
    """Each combination of some values once, and whether any of its rows passes some conditions."""

    source: Filter
    columns: tuple[tuple[Field, Value], ...]
    passing: tuple[tuple[Field, Value], ...]


@dataclass(frozen=True, slots=True)
class Begin:
    """How far a look back goes: to where the unit begins that its last moment lies in."""

    unit: TimeGrain
    months_ahead: int
    """How many months the calendar year begins before the fiscal one."""
    days_ahead: int
    """How many days before Monday the week begins."""


@dataclass(frozen=True, slots=True)
class Periods:
    """Rows beside every period of the result that looks at them, however many those are."""

    source: Filter
    """The rows, with every condition but those on the moments."""
    along: Field
    period: str
    """The group of the result whose values are the first moments of the periods."""
    grain: TimeGrain
    keys: "tuple[tuple[str, Field], ...]"
    """Groups of the result that the moments decide, and what they are called beside the rows."""
    count: int
    unit: TimeGrain
    """From each period to the one that it looks at."""
    begin: Begin | None
    """None to look at that period alone."""
    until: str | None
    """Where the question's moments end, as the wall clock shows it."""


@dataclass(frozen=True, slots=True)
class UpTo:
    """Rows from the beginning of a unit up to the last moment that the question looks at."""

    source: Filter
    """The rows, with every condition but those on the moments."""
    moments: Filter
    """The rows whose moments the question looks at."""
    along: Field
    begin: Begin
    until: str | None
    """Where the question's moments end, where it says so."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Rows with one more value beside each."""

    source: Filter
    added: tuple[tuple[Field, Value], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A value to group by, and the name that the result gives it."""

    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class Aggregate:
    """One row for each group."""

    source: "Filter"
    groups: tuple[Group, ...]
    totals: tuple[AnyTotal | RolledTotal, ...]
    outputs: tuple[Output, ...]
    """The totals as columns of the result, in the same order."""
    sets: tuple[tuple[int, ...], ...] = ()
    """Which groups stand together, by their positions; none for all of them. With sets, a last column tells which."""
    staged: "Staged | None" = None
    """How the engine makes the same groups sooner, where it does."""


@dataclass(frozen=True, slots=True)
class Staged:
    """An aggregate in two stages: smaller groups of the rows, and the wanted ones of those."""

    partial: Aggregate
    name: str
    """What the groups of the first stage are called."""
    final: Aggregate
    """Reads those groups, without conditions."""


@dataclass(frozen=True, slots=True)
class Stacked:
    """Aggregates of several sets of groups, one under the other, where one pass over the rows cannot make them all."""

    parts: tuple[Aggregate, ...]
    """By the position of their set."""
    outputs: tuple[Output, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """An aggregate of another context beside the groups that it has in common with the frame."""

    aggregate: "Aggregate"
    keys: tuple[str, ...]
    """Names of the groups that must agree."""
    sets: tuple[int, ...]
    """Positions of the sets that it stands beside."""


@dataclass(frozen=True, slots=True)
class Combined:
    """Groups of several aggregates put together: those that any of the frames has."""

    groups: tuple[Output, ...]
    frames: "tuple[Aggregate | Stacked, ...]"
    beside: tuple[Looked, ...]
    counts: frozenset[str]
    """Outputs that are 0 rather than absent for groups without rows."""
    sets: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Extend:
    """Groups with more values beside each, computed of those that they have."""

    source: "Aggregate | Combined | Extend"
    added: tuple[tuple[Output, Value], ...]


Groups: TypeAlias = Aggregate | Combined | Extend
Rows: TypeAlias = Source | Distinct | Periods | UpTo | Beside
Node: TypeAlias = Rows | Stacked | Groups


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
