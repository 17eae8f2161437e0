"""What a question needs of a pass over the rows that it shares with others."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gnomon.datasets.contracts import DatasetId
from gnomon.query.partial.keys import Distinct, Key, Regrouped, regrouped
from gnomon.query.partial.parts import Again, Part, again_of
from gnomon.query.partial.stages import FirstStage, final_stage
from gnomon.query.plan import (
    Aggregate,
    Condition,
    Extend,
    Field,
    Filter,
    Groups,
    Output,
    Plan,
    Pooled,
    Project,
    Relation,
    Scan,
    Source,
    TableRef,
)
from gnomon.query.rollups.needs import NotAdditive


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
        totals = tuple(map(again_of, aggregate.totals, aggregate.outputs))
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


def over_pool(member: Member, made: FirstStage, rows: Filter) -> Project:
    """The member's plan, with groups of the pool in place of rows."""
    aggregate = final_stage(member.aggregate, made, rows, member.groups, member.totals)
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
