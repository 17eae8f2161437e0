"""Conditions that every row passes, or none, need no look at the rows."""

from dataclasses import replace

from gnomon.query.plan import All, Always, AnyOf, Condition, Filter, Not, Plan
from gnomon.query.plan.walk import with_filters


def fold_constants(plan: Plan) -> Plan:
    """Leave out what always holds, and flatten what is nested for nothing."""
    return replace(plan, source=with_filters(plan.source, _folded))


def _folded(node: Filter) -> Filter:
    if not node.conditions:
        return node
    folded = fold(All(node.conditions))
    match folded:
        case Always(holds=True):
            return replace(node, conditions=())
        case All():
            return replace(node, conditions=folded.conditions)
        case _:
            return replace(node, conditions=(folded,))


def fold(condition: Condition) -> Condition:
    """An equal condition without needless parts; where a part is unknown for a row, so is the whole, as before."""
    match condition:
        case All():
            return _combined(condition.conditions, All, decisive=False)
        case AnyOf():
            return _combined(condition.conditions, AnyOf, decisive=True)
        case Not():
            inner = fold(condition.condition)
            return Always(not inner.holds) if isinstance(inner, Always) else Not(inner)
        case _:
            return condition


def _combined(conditions: tuple[Condition, ...], kind: type[All] | type[AnyOf], *, decisive: bool) -> Condition:
    kept: list[Condition] = []
    for inner in map(fold, conditions):
        if isinstance(inner, Always):
            if inner.holds is decisive:
                return inner
        elif isinstance(inner, kind):
            kept.extend(inner.conditions)
        else:
            kept.append(inner)
    if not kept:
        return Always(not decisive)
    return kept[0] if len(kept) == 1 else kind(tuple(kept))
