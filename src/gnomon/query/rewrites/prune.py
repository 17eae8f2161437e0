"""Columns that nobody looks at need not be read."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from gnomon.query.plan import (
    Aggregate,
    All,
    AnyOf,
    AsText,
    Compare,
    Condition,
    Cut,
    Field,
    Filter,
    IsNull,
    Not,
    NumberStep,
    OneOf,
    Plan,
    Scan,
    Seconds,
    TextMatch,
    TimeStep,
    Value,
    WallClock,
)


def read_needed_columns(plan: Plan) -> Plan:
    """Let the scan read only the columns that something above it uses."""
    needed = {field.name for field in _fields_of_plan(plan)}
    source = plan.source
    if isinstance(source.source, Aggregate):
        aggregate = source.source
        return replace(
            plan, source=replace(source, source=replace(aggregate, source=_pruned(aggregate.source, needed)))
        )
    return replace(plan, source=_pruned(source, needed))


def _pruned(node: Filter, needed: set[str]) -> Filter:
    scan = node.source
    if not isinstance(scan, Scan):
        raise TypeError("rows are filtered where they are scanned")
    return replace(node, source=replace(scan, fields=tuple(field for field in scan.fields if field.name in needed)))


def _fields_of_plan(plan: Plan) -> Iterator[Field]:
    yield from fields_of_values(shown.value for shown in plan.columns)
    yield from fields_of_values(key.by for key in plan.order)
    yield from fields_of_conditions(plan.source.conditions)
    if isinstance(plan.source.source, Aggregate):
        aggregate = plan.source.source
        yield from fields_of_values(group.value for group in aggregate.groups)
        yield from fields_of_values(total.field for total in aggregate.totals if total.field is not None)
        yield from fields_of_conditions(aggregate.source.conditions)


def fields_of_values(values: Iterable[Value]) -> Iterator[Field]:
    """The physical columns that some values are made of."""
    for value in values:
        match value:
            case Field():
                yield value
            case WallClock() | AsText() | Seconds() | Cut() | NumberStep() | TimeStep():
                yield from fields_of_values((value.value,))
            case _:
                pass


def fields_of_conditions(conditions: Iterable[Condition]) -> Iterator[Field]:
    """The physical columns that some conditions look at."""
    for condition in conditions:
        match condition:
            case Compare() | OneOf() | TextMatch() | IsNull():
                yield from fields_of_values((condition.value,))
            case Not():
                yield from fields_of_conditions((condition.condition,))
            case All() | AnyOf():
                yield from fields_of_conditions(condition.conditions)
            case _:
                pass
