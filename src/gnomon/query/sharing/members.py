"""What a question needs of a pass over the rows that it shares with others."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gnomon.datasets.contracts import ColumnType, DatasetId
from gnomon.query.engine_types import sum_type
from gnomon.query.plan import (
    Aggregate,
    AnyTotal,
    Condition,
    Extend,
    Field,
    Filter,
    FormulaTotal,
    Groups,
    Output,
    PartKind,
    Plan,
    Pooled,
    Project,
    Relation,
    RolledTotal,
    Scan,
    Source,
    TableRef,
    Total,
)
from gnomon.query.rollups.needs import NotAdditive, measured
from gnomon.query.sharing.keys import Distinct, Key, Regrouped, regrouped
from gnomon.semantic.contracts import Aggregation

ADDITIVE_FORMULAS = {
    "sum": Aggregation.SUM,
    "count": Aggregation.COUNT,
    "min": Aggregation.MIN,
    "max": Aggregation.MAX,
}


@dataclass(frozen=True, slots=True)
class Part:
    """An aggregate of rows whose values for some groups make its value for all of them together; it has no name yet."""

    total: Total | FormulaTotal
    type: ColumnType
    engine_type: str


@dataclass(frozen=True, slots=True)
class Again:
    """A measure as it is put together of parts."""

    aggregation: Aggregation
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A question that can be answered of groups which others use, too: by values of rows, of what adds up."""

    plan: Plan
    aggregate: Aggregate
    source: Scan | Relation
    conditions: frozenset[Condition]
    groups: tuple[Regrouped, ...]
    totals: tuple[Again, ...]
    row_count: int
    """Of the table whose rows are aggregated."""

    @property
    def keys(self) -> frozenset[Key]:
        """What the rows must be grouped by, at least."""
        return frozenset(group.key for group in self.groups)

    @property
    def parts(self) -> tuple[Part, ...]:
        """What must be aggregated of them."""
        return tuple(dict.fromkeys(part for total in self.totals for part in total.parts))


def member_of(plan: Plan, distinct: Distinct, row_counts: Mapping[DatasetId, int]) -> Member | None:
    """What a plan needs of the rows; None where parts of groups do not make what it asks for."""
    aggregate = innermost(plan.source.source)
    if aggregate is None or aggregate.sets:
        return None
    rows = aggregate.source
    if not isinstance(rows.source, Scan | Relation):
        return None
    shown = {column.value.name: column.value for column in plan.columns if isinstance(column.value, Output)}
    if not all(group.name in shown for group in aggregate.groups):
        return None
    groups = tuple(regrouped(group.value, shown[group.name], distinct) for group in aggregate.groups)
    try:
        totals = tuple(map(_again, aggregate.totals, aggregate.outputs))
    except NotAdditive:
        return None
    row_count = row_counts.get(_table_of(rows.source).dataset_id, 0)
    return Member(plan, aggregate, rows.source, frozenset(rows.conditions), groups, totals, row_count)


def _table_of(source: Source) -> TableRef:
    match source:
        case Scan():
            return source.table
        case Relation():
            return _table_of(source.root)
        case _:
            raise TypeError("rows come from a table")


def innermost(groups: object) -> Aggregate | None:
    """The one aggregate that groups are made of; None where there are several, or none."""
    while isinstance(groups, Extend):
        groups = groups.source
    return groups if isinstance(groups, Aggregate) else None


def _again(total: AnyTotal | RolledTotal, output: Output) -> Again:
    if isinstance(total, FormulaTotal) and total.function in ADDITIVE_FORMULAS:
        if total.is_distinct or total.only_at is not None:
            raise NotAdditive
        part = Part(replace(total, name=""), output.type, total.engine_type)
        return Again(ADDITIVE_FORMULAS[total.function], (part,))
    column = measured(total)
    kinds = [kind for kind, _ in column.parts]
    return Again(column.aggregation, tuple(_part(kind, column.field) for kind in kinds))


def _part(kind: PartKind, column: Field | None) -> Part:
    total = Total("", Aggregation(kind.value), column)
    if column is None or kind is PartKind.COUNT:
        return Part(total, ColumnType.INTEGER, "BIGINT")
    return Part(total, column.type, sum_type(column) if kind is PartKind.SUM else column.engine_type)


def over_pool(member: Member, rows: Filter, named: dict[Key, Field], parts: dict[Part, Field]) -> Project:
    """The member's plan, with groups of the pool in place of rows."""
    groups = tuple(
        replace(group, value=made.of(named[made.key]))
        for group, made in zip(member.aggregate.groups, member.groups, strict=True)
    )
    totals = tuple(
        RolledTotal(output.name, total.aggregation, tuple(parts[part] for part in total.parts))
        for output, total in zip(member.aggregate.outputs, member.totals, strict=True)
    )
    aggregate = replace(member.aggregate, source=rows, groups=groups, totals=totals)
    source = member.plan.source
    return replace(member.plan, source=replace(source, source=_replaced(source.source, aggregate)))


def _replaced(groups: object, aggregate: Aggregate) -> Groups:
    if isinstance(groups, Extend):
        source = _replaced(groups.source, aggregate)
        return replace(groups, source=source)
    return aggregate


def pool_rows(name: str, fields: tuple[Field, ...], conditions: tuple[Condition, ...]) -> Filter:
    """Some groups of a pool."""
    return Filter(Pooled(name, fields), conditions)
