"""A question on its way to SQL: every stage of the pipeline fills in its part and leaves the others as they are."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import datetime

from gnomon.datasets.contracts import DatasetTable, ProfileValue
from gnomon.identity.contracts import Principal
from gnomon.query.contracts import QueryColumn, QuerySpec
from gnomon.query.plan import Aggregate, Condition, Filter, Order, Output, Plan, Shown, Stacked, Value
from gnomon.query.world import World
from gnomon.semantic.contracts import SemanticModel


@dataclass(frozen=True, slots=True)
class Search:
    """A text that a member's written form must contain; lists of values are searched by it."""

    member: str
    text: str


@dataclass(frozen=True, slots=True)
class Extent:
    """The least and the greatest value of a member among the rows that the principal may see."""

    min: ProfileValue | None
    max: ProfileValue | None


@dataclass(frozen=True, slots=True)
class Top:
    """The first values of a dimension by a measure, which were asked beforehand."""

    values: tuple[str, ...]
    has_null: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, by whom, of what."""

    spec: QuerySpec
    principal: Principal
    model: SemanticModel
    world: World
    now: datetime
    extents: Mapping[str, Extent]
    """Of the members that the question cannot be compiled without."""
    search: Search | None = None
    tops: Mapping[int, Top] = field(default_factory=dict)
    """By the position of their dimensions."""


@dataclass(frozen=True, slots=True)
class Cell:
    """An aggregate in one context, and where its numbers stand in the result."""

    aggregate: Aggregate | Stacked
    is_frame: bool
    """Whether its groups are groups of the result."""
    keys: tuple[str, ...]
    """The groups that it shares with the result."""
    sets: tuple[int, ...]
    """Positions of the sets of groups that it stands beside."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The question in columns and values instead of names; nothing says yet what may be seen of the tables."""

    rows: Filter | None
    """Where the question asks for rows as they are."""
    cells: tuple[Cell, ...]
    groups: tuple[Output, ...]
    sets: tuple[tuple[int, ...], ...]
    """Which groups stand together: the question's own, then one for each of its totals; none without totals."""
    added: tuple[tuple[tuple[Output, Value], ...], ...]
    """What is computed of the groups, each layer of those before it."""
    counts: frozenset[str]
    """Outputs that are 0 for groups without rows."""
    group_conditions: tuple[Condition, ...]
    order: tuple[Order, ...]
    shown: tuple[Shown, ...]
    columns: tuple[QueryColumn, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lowered:
    """One statement in the engine's dialect with its bound values."""

    sql: str
    parameters: tuple[bool | int | float | str, ...]
    total_column: str | None
    """The extra last column that carries how many rows there are without the limit."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A question, and what the stages have made of it so far."""

    question: Question
    resolved: Resolved | None = None
    permitted: Resolved | None = None
    """The same, where every table is read through its guard."""
    plan: Plan | None = None
    lowered: Lowered | None = None


def free_name(wanted: str, taken: Set[str]) -> str:
    """The wanted name, with underscores behind it until nothing else is called so, whatever the letter case."""
    while wanted.casefold() in taken:
        wanted += "_"
    return wanted


def row_number_of(table: DatasetTable) -> str:
    """The name of the column that tells where each row of a table stands."""
    names = (*(column.name for column in table.columns), *table.withheld)
    return free_name("__row", frozenset(name.casefold() for name in names))
