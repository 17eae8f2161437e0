"""To find the month of a moment takes longer than to find its day; of many rows of one day it need be found once.

And rows that are looked at by many periods, such as by every later day of their year, are looked at as days.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import prod

from gnomon.datasets.contracts import ColumnType
from gnomon.query.partial.keys import Distinct, Key, Regrouped, by_days, regrouped
from gnomon.query.partial.parts import again_of
from gnomon.query.partial.stages import first_stage, made_again
from gnomon.query.plan import (
    Aggregate,
    Beside,
    Compare,
    Cut,
    Field,
    Filter,
    Folded,
    Operator,
    Output,
    Periods,
    Plan,
    Pooled,
    Relation,
    Scan,
    Staged,
    Value,
)
from gnomon.query.plan.walk import with_aggregates
from gnomon.query.rollups.needs import NotAdditive
from gnomon.query.rollups.shapes import COARSE
from gnomon.semantic.contracts import TimeGrain

MOST_BESIDE = 32
"""So many combinations of other groups may stand beside a day; with more, the groups of days become too many."""
NAME = "days"
WHOLE_DAYS = COARSE | {TimeGrain.DAY}


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of an aggregate, and what was put beside them."""

    table: Filter
    periods: Periods | None
    beside: Beside | None


def add_up_days_first(distinct: Distinct) -> Callable[[Plan], Plan]:
    """Aggregate rows by day, and days by longer steps, where measures of a step can be made of those of its days."""
    return lambda plan: with_aggregates(plan, lambda one: _staged(one, distinct))


def _staged(aggregate: Aggregate, distinct: Distinct) -> Aggregate:
    rows = _rows_of(aggregate.source)
    if rows is None:
        return aggregate
    made = _regrouped(aggregate, rows, distinct)
    if made is None or not _is_sooner(rows, made):
        return aggregate
    try:
        totals = tuple(map(again_of, aggregate.totals, aggregate.outputs))
    except NotAdditive:
        return aggregate
    along = None if rows.periods is None else _day(rows.periods.along)
    keys = dict.fromkeys([*([along] if along else []), *(one.key for one in made.values())])
    first = first_stage(rows.table, keys, dict.fromkeys(part for total in totals for part in total.parts))
    again: dict[Value, Value] = {value: one.of(first.keys[one.key]) for value, one in made.items()}
    source = Filter(Pooled(NAME, (*first.keys.values(), *first.parts.values())), ())
    if rows.periods is not None and along is not None:
        source = Filter(replace(rows.periods, source=source, along=first.keys[along]), ())
    if rows.beside is not None:
        added = tuple((field, again.get(value, value)) for field, value in rows.beside.added)
        source, again = Filter(replace(rows.beside, source=source, added=added), ()), {}
    groups = tuple(replace(group, value=again.get(group.value, group.value)) for group in aggregate.groups)
    final = replace(aggregate, source=source, groups=groups, totals=made_again(aggregate, first, totals))
    return replace(aggregate, staged=Staged(first.aggregate, NAME, final))


def _rows_of(source: Filter) -> _Rows | None:
    """The rows of a table, or of related ones; None where they are made of something else."""
    beside = periods = None
    if isinstance(source.source, Beside) and not source.conditions:
        beside, source = source.source, source.source.source
    if isinstance(source.source, Periods) and not source.conditions:
        periods, source = source.source, source.source.source
        if not {periods.grain, periods.unit} <= WHOLE_DAYS:
            return None
        if periods.until is not None:
            # The day on which the question ends counts up to there.
            ended = Compare(periods.along, Operator.LESS, periods.until, "TIMESTAMP")
            source = replace(source, conditions=(*source.conditions, ended))
    return _Rows(source, periods, beside) if isinstance(source.source, Scan | Relation) else None


def _regrouped(aggregate: Aggregate, rows: _Rows, distinct: Distinct) -> Mapping[Value, Regrouped] | None:
    """How values of rows that groups are made of are made of others; None where one of them cannot."""
    added: Mapping[Value, Value] = dict(rows.beside.added) if rows.beside is not None else {}
    periods = set() if rows.periods is None else {field for _, field in rows.periods.keys}
    made: dict[Value, Regrouped] = {}
    for group in aggregate.groups:
        if rows.beside is not None and group.value not in added:
            return None
        value = added.get(group.value, group.value)
        if value in periods:
            continue
        one = _made(value, distinct)
        if one is None:
            return None
        made[value] = one
    return made


def _made(value: Value, distinct: Distinct) -> Regrouped | None:
    match value:
        case Field():
            return regrouped(value, Output(value.name, value.type, value.engine_type), distinct)
        case Folded():
            return regrouped(value, Output(value.value.name, ColumnType.TEXT, "VARCHAR"), distinct)
        case _:
            return by_days(value, distinct)


def _is_sooner(rows: _Rows, made: Mapping[Value, Regrouped]) -> bool:
    """Whether there are so few groups of days that to make them is worth it."""
    if rows.periods is not None:
        return True
    days = {one.key for one in made.values() if one.grain is not None}
    is_coarse = any(one.grain not in {None, TimeGrain.DAY} for one in made.values())
    return (
        is_coarse
        and len(days) == 1
        and prod(one.key.about for one in made.values() if one.key not in days) <= MOST_BESIDE
    )


def _day(along: Field) -> Key:
    made = by_days(Cut(along, TimeGrain.DAY), lambda _: None)
    if made is None:
        raise TypeError("every moment lies on a day")
    return made.key
