"""A question on its way to SQL: every stage of the pipeline fills in its part and leaves the others as they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gnomon.datasets.contracts import DatasetTable, ProfileValue
from gnomon.identity.contracts import Principal
from gnomon.query.contracts import QueryColumn, QuerySpec
from gnomon.query.plan import Condition, Field, Group, Order, Output, Plan, RowFilter, Scan, Shown, Total
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
class Question:
    """What is asked, by whom, of what."""

    spec: QuerySpec
    principal: Principal
    table: DatasetTable
    model: SemanticModel
    row_filter: RowFilter
    now: datetime
    extents: Mapping[str, Extent]
    """Of the members that the question cannot be compiled without."""
    search: Search | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """The question in fields and values instead of names."""

    fields: tuple[Field, ...]
    groups: tuple[Group, ...]
    totals: tuple[Total, ...]
    outputs: tuple[Output, ...]
    """The totals as columns of the result, in the same order."""
    conditions: tuple[Condition, ...]
    group_conditions: tuple[Condition, ...]
    order: tuple[Order, ...]
    shown: tuple[Shown, ...]
    columns: tuple[QueryColumn, ...]


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
    scan: Scan | None = None
    plan: Plan | None = None
    lowered: Lowered | None = None


def free_name(wanted: str, taken: frozenset[str]) -> str:
    """The wanted name, with underscores behind it until nothing else is called so, whatever the letter case."""
    while wanted.casefold() in taken:
        wanted += "_"
    return wanted
