"""A column at a time grain must be computed for each row; the column itself can be skipped over in blocks."""

from dataclasses import replace
from datetime import datetime

from gnomon.datasets.contracts import ColumnType
from gnomon.query import moments
from gnomon.query.plan import (
    All,
    AnyOf,
    Compare,
    Condition,
    Cut,
    Field,
    Filter,
    Not,
    OneOf,
    Operator,
    Plan,
)
from gnomon.query.plan.walk import with_filters
from gnomon.semantic.contracts import CYCLIC_GRAINS

MAX_RANGES = 50


def compare_ranges_instead_of_grains(plan: Plan) -> Plan:
    """Turn “the month is one of these” into ranges of the column itself, joining months that follow each other."""
    return replace(plan, source=with_filters(plan.source, _ranged))


def _ranged(node: Filter) -> Filter:
    if not node.conditions:
        return node
    return replace(node, conditions=tuple(_rewritten(condition) for condition in node.conditions))


def _rewritten(condition: Condition) -> Condition:
    match condition:
        case OneOf(value=Cut()):
            return ranges_of(condition) or condition
        case Not():
            return Not(_rewritten(condition.condition))
        case All():
            return All(tuple(map(_rewritten, condition.conditions)))
        case AnyOf():
            return AnyOf(tuple(map(_rewritten, condition.conditions)))
        case _:
            return condition


def ranges_of(condition: OneOf) -> Condition | None:
    """The same condition as ranges of the column, where its grain does not repeat and clocks do not interfere."""
    value = condition.value
    if not isinstance(value, Cut) or value.grain in CYCLIC_GRAINS or not isinstance(value.value, Field):
        return None
    spans: list[tuple[datetime, datetime]] = []
    for start in sorted(datetime.fromisoformat(str(bound)) for bound in condition.bounds):
        end = moments.advance(start, value.grain, 1)
        if spans and spans[-1][1] == start:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    if len(spans) > MAX_RANGES:
        return None
    return AnyOf(tuple(_between(value.value, start, end) for start, end in spans))


def _between(field: Field, start: datetime, end: datetime) -> Condition:
    is_date = field.type is ColumnType.DATE
    engine_type = "DATE" if is_date else "TIMESTAMP"

    def bound(moment: datetime) -> str:
        return moments.date_text(moment.date()) if is_date else moments.wall_text(moment)

    last = Operator.AT_MOST if end == moments.LATEST else Operator.LESS
    return All(
        (
            Compare(field, Operator.AT_LEAST, bound(start), engine_type),
            Compare(field, last, bound(end), engine_type),
        )
    )
