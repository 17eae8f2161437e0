"""To find the month of a moment takes longer than to find its day; of many rows of one day it need be found once."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import prod

from gnomon.query.partial.keys import Distinct, Regrouped, by_days, regrouped
from gnomon.query.partial.parts import again_of
from gnomon.query.partial.stages import final_stage, first_stage
from gnomon.query.plan import Aggregate, Field, Filter, Output, Plan, Pooled, Relation, Scan, Staged, Value
from gnomon.query.plan.walk import with_aggregates
from gnomon.query.rollups.needs import NotAdditive
from gnomon.semantic.contracts import TimeGrain

MOST_BESIDE = 32
"""So many combinations of other groups may stand beside a day; with more, the groups of days become too many."""
NAME = "days"


def add_up_days_first(distinct: Distinct) -> Callable[[Plan], Plan]:
    """Aggregate rows by day, and days by longer steps, where measures of a step can be made of those of its days."""
    return lambda plan: with_aggregates(plan, lambda one: _staged(one, distinct))


def _staged(aggregate: Aggregate, distinct: Distinct) -> Aggregate:
    groups = _regrouped(aggregate, distinct)
    if groups is None:
        return aggregate
    try:
        totals = tuple(map(again_of, aggregate.totals, aggregate.outputs))
    except NotAdditive:
        return aggregate
    keys = dict.fromkeys(group.key for group in groups)
    parts = dict.fromkeys(part for total in totals for part in total.parts)
    first = first_stage(aggregate.source, keys, parts)
    rows = Filter(Pooled(NAME, (*first.keys.values(), *first.parts.values())), ())
    final = final_stage(aggregate, first, rows, groups, totals)
    return replace(aggregate, staged=Staged(first.aggregate, NAME, final))


def _regrouped(aggregate: Aggregate, distinct: Distinct) -> Sequence[Regrouped] | None:
    """What the groups are made of; None where the rows have no days that would be fewer."""
    if not isinstance(aggregate.source.source, Scan | Relation):
        return None
    groups = []
    for group in aggregate.groups:
        made = _made(group.value, distinct)
        if made is None:
            return None
        groups.append(made)
    days = {made.key for made in groups if made.grain is not None}
    is_coarse = any(made.grain not in {None, TimeGrain.DAY} for made in groups)
    beside = prod(made.key.about for made in groups if made.key not in days)
    return groups if is_coarse and len(days) == 1 and beside <= MOST_BESIDE else None


def _made(value: Value, distinct: Distinct) -> Regrouped | None:
    if isinstance(value, Field):
        return regrouped(value, Output(value.name, value.type, value.engine_type), distinct)
    return by_days(value, distinct)
