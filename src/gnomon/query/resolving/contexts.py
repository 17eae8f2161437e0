"""Contexts: which groups and filters of the question an aggregate sees, and from which moments.

A change such as `CALCULATE(…, region = 'north')` makes another context of one. Columns are compared by where they
stand seen from the home of the aggregate, so that each home has contexts of its own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from gnomon.query import moments
from gnomon.query.errors import QuestionRefused
from gnomon.query.resolving.homes import Move
from gnomon.query.resolving.periods import Period
from gnomon.query.resolving.routes import Spot
from gnomon.semantic.contracts import (
    ColumnRef,
    ContextChange,
    Expression,
    Keep,
    Override,
    Remove,
    RemoveAllBut,
    Shift,
    TimeGrain,
    ToDate,
    Ungroup,
    UngroupLast,
)

FindSpot: TypeAlias = Callable[[ColumnRef], Spot]


@dataclass(frozen=True, slots=True)
class Extra:
    """A condition that a change brought, and the columns that it speaks for."""

    condition: Expression
    spots: frozenset[Spot]


@dataclass(frozen=True, slots=True)
class LookBack:
    """Look from the beginning of a unit up to the moments of the context."""

    spot: Spot
    unit: TimeGrain
    is_fiscal: bool


@dataclass(frozen=True, slots=True)
class Context:
    """What an aggregate sees of the question."""

    groups: tuple[int, ...]
    """Positions of the dimensions that still group."""
    filters: tuple[int, ...]
    """Positions of the filters that still hold."""
    extras: tuple[Extra, ...] = ()
    move: Move | None = None
    look_back: LookBack | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the dimensions and filters of a question stand, seen from one home."""

    dimensions: tuple[Spot, ...]
    filters: tuple[frozenset[Spot], ...]
    find: FindSpot
    period: Callable[[Spot], Period]
    """What one step back is, along a column."""


def changed(context: Context, changes: Iterable[ContextChange], ground: Ground) -> Context:
    """The context after some changes, the first one first."""
    for change in changes:
        context = _changed(context, change, ground)
    return context


def _changed(context: Context, change: ContextChange, ground: Ground) -> Context:
    match change:
        case Override():
            spots = frozenset(map(ground.find, change.columns))
            freed = _without(context, spots, ground)
            return replace(freed, extras=(*freed.extras, Extra(change.condition, spots)))
        case Keep():
            return replace(context, extras=(*context.extras, Extra(change.condition, frozenset())))
        case Remove():
            if not change.columns:
                return replace(context, groups=(), filters=(), extras=())
            return _without(context, frozenset(map(ground.find, change.columns)), ground)
        case RemoveAllBut():
            return _with_only(context, frozenset(map(ground.find, change.columns)), ground)
        case Ungroup():
            spots = frozenset(map(ground.find, change.columns))
            kept = (one for one in context.groups if change.columns and ground.dimensions[one] not in spots)
            return replace(context, groups=tuple(kept))
        case UngroupLast():
            return replace(context, groups=context.groups[:-1])
        case Shift():
            return replace(context, move=_moved(context.move, change, ground))
        case ToDate():
            if context.look_back is not None:
                raise QuestionRefused("A measure looks up to a date twice.", "Use one of the functions “… to date”.")
            return replace(context, look_back=LookBack(ground.find(change.along), change.unit, change.is_fiscal))
        case _:
            assert_never(change)


def _without(context: Context, spots: frozenset[Spot], ground: Ground) -> Context:
    """Forget groups of these columns, and conditions that speak of any of them."""
    return replace(
        context,
        groups=tuple(one for one in context.groups if ground.dimensions[one] not in spots),
        filters=tuple(one for one in context.filters if not ground.filters[one] & spots),
        extras=tuple(one for one in context.extras if not one.spots & spots),
    )


def _with_only(context: Context, spots: frozenset[Spot], ground: Ground) -> Context:
    return replace(
        context,
        groups=tuple(one for one in context.groups if ground.dimensions[one] in spots),
        filters=tuple(one for one in context.filters if ground.filters[one] <= spots),
        extras=tuple(one for one in context.extras if one.spots and one.spots <= spots),
    )


def _moved(before: Move | None, change: Shift, ground: Ground) -> Move:
    """A row of another period stands in this one after as many units, the other way round."""
    spot = ground.find(change.along)
    if change.unit is None:
        period = ground.period(spot)
        count, unit = change.count * period.count, period.unit
    else:
        count, unit = change.count, change.unit
    times, plain = moments.in_plain_units(unit)
    move = Move(spot, -count * times, plain)
    if before is None:
        return move
    if (before.spot, before.unit) != (move.spot, move.unit):
        raise QuestionRefused(
            "A measure moves in time twice, in ways that do not add up.", "Move along one column, by one kind of unit."
        )
    return replace(move, count=before.count + move.count)
