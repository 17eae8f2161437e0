"""What a measure looks at: what the question's groups and filters ask of a row, changed from left to right."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.query.oracle import filters, periods
from tests.query.oracle.paths import Place, World, place_of
from tests.query.oracle.periods import Period
from tests.query.oracle.scalars import evaluate

from gnomon.datasets.contracts import ColumnType
from gnomon.query.contracts import DimensionRef, RangeFilter, RowFilterSpec, TimeRangeFilter
from gnomon.semantic.contracts import (
    Apply,
    Case,
    Cast,
    ColumnRef,
    ContextChange,
    Expression,
    Keep,
    Override,
    ParameterRef,
    Remove,
    RemoveAllBut,
    Shift,
    TimeGrain,
    ToDate,
    Ungroup,
    UngroupLast,
)

Read = Callable[[Place], Any]
"""The value that a chain has at a place."""


class NotJudged(Exception):
    """The oracle has no opinion."""


@dataclass(frozen=True)
class Member:
    """A column by its address, not yet seen from any home."""

    table: str
    via: tuple[str, ...]
    column: str
    type: ColumnType

    def seen_from(self, world: World, home: str) -> Place:
        """Where a home finds it."""
        return place_of(world, home, self.table, self.via, self.column)


@dataclass(frozen=True)
class AskedGroup:
    """A dimension of the question."""

    ref: DimensionRef
    member: Member
    kept: frozenset[Any] | None = None
    """The values that stay by themselves; the others are one group, or are filtered."""

    def group_of(self, value: Any) -> Any:
        """The group that a value belongs to."""
        if value is not None and self.ref.grain is not None:
            value = periods.cut(value, self.ref.grain)
        elif value is not None and self.ref.bins is not None and self.ref.bins.width is not None:
            value = math.floor(value / self.ref.bins.width) * self.ref.bins.width
        other = None if self.ref.top is None else self.ref.top.other
        return value if self.kept is None or other is None or value in self.kept else other

    @property
    def is_along_time(self) -> bool:
        """Whether its groups follow one another in time."""
        grain = self.ref.grain
        is_moment = self.member.type in {ColumnType.DATE, ColumnType.DATETIME}
        return is_moment and (grain is None or grain in periods.MONTHS or grain in periods.SPANS)

    @property
    def step(self) -> TimeGrain:
        """What lies between two groups."""
        return self.ref.grain or TimeGrain.DAY


@dataclass(frozen=True)
class Restriction:
    """One thing that the context asks of a chain."""

    places: frozenset[Place]
    holds: Callable[[Read], bool]
    group: int | None = None
    """The place of the group in the question; None for a filter."""
    period: Period | None = None


@dataclass(frozen=True)
class Asked:
    """A question whose members are known."""

    groups: tuple[AskedGroup, ...]
    filters: tuple[RowFilterSpec, ...]
    members: Mapping[str, Member]
    """Of the filters, by their names in the question."""


Key = Mapping[int, Any]
"""The group that is looked at: a value for each dimension that it has."""


def restrictions(
    world: World, asked: Asked, key: Key, changes: Sequence[ContextChange], home: str
) -> list[Restriction]:
    """Everything that a chain from this home must keep."""
    groups = _of_groups(world, asked, key, home)
    kept = [*groups, *_of_filters(world, asked, home), *_of_tops(world, asked, home)]
    for change in changes:
        kept = changed(world, kept, change, home)
    return kept


def _of_groups(world: World, asked: Asked, key: Key, home: str) -> Iterator[Restriction]:
    for position, value in key.items():
        group = asked.groups[position]
        place = group.member.seen_from(world, home)
        period = periods.period_of_group(value, group.ref.grain) if group.is_along_time else None

        def holds(read: Read, group: AskedGroup = group, place: Place = place, value: Any = value) -> bool:
            return bool(group.group_of(read(place)) == value)

        yield Restriction(frozenset({place}), holds, position, period)


def _of_filters(world: World, asked: Asked, home: str) -> Iterator[Restriction]:
    for one in asked.filters:
        places = {name: asked.members[name].seen_from(world, home) for name in filters.members_of(one)}

        def holds(read: Read, one: RowFilterSpec = one, places: Mapping[str, Place] = places) -> bool:
            return filters.passes(one, lambda member: read(places[member]), lambda member: asked.members[member].type)

        period = None
        if isinstance(one, RangeFilter | TimeRangeFilter):
            of = asked.members[one.member].type
            period = filters.period_of(one, of) if of in {ColumnType.DATE, ColumnType.DATETIME} else None
        yield Restriction(frozenset(places.values()), holds, None, period)


def _of_tops(world: World, asked: Asked, home: str) -> Iterator[Restriction]:
    """What stays where the values behind the first are not wanted."""
    for group in asked.groups:
        if group.kept is None or group.ref.top is None or group.ref.top.other is not None:
            continue
        place = group.member.seen_from(world, home)

        def holds(read: Read, group: AskedGroup = group, place: Place = place) -> bool:
            return group.kept is not None and group.group_of(read(place)) in group.kept

        yield Restriction(frozenset({place}), holds)


def changed(world: World, kept: list[Restriction], change: ContextChange, home: str) -> list[Restriction]:
    """The restrictions after one change."""

    def named(columns: Sequence[ColumnRef]) -> frozenset[Place]:
        return frozenset(place_of(world, home, one.table, one.via, one.column) for one in columns)

    match change:
        case Override():
            gone = named(change.columns)
            return [*(one for one in kept if not one.places & gone), condition(world, change.condition, home)]
        case Keep():
            return [*kept, condition(world, change.condition, home)]
        case Remove(columns=()):
            return []
        case Remove():
            return [one for one in kept if not one.places & named(change.columns)]
        case RemoveAllBut():
            return [one for one in kept if one.places <= named(change.columns)]
        case Ungroup(columns=()):
            return [one for one in kept if one.group is None]
        case Ungroup():
            return [one for one in kept if one.group is None or not one.places & named(change.columns)]
        case UngroupLast():
            last = max((one.group for one in kept if one.group is not None), default=None)
            return [one for one in kept if one.group is None or one.group != last]
        case Shift():
            return _shifted(kept, change, *named([change.along]))
        case ToDate():
            return _to_date(world, kept, change, *named([change.along]))


def condition(world: World, wanted: Expression, home: str) -> Restriction:
    """The restriction that a condition of a formula is, seen from a home."""
    found = {one: place_of(world, home, one.table, one.via, one.column) for one in columns_in(wanted)}

    def holds(read: Read) -> bool:
        def lookup(one: Any) -> Any:
            return world.parameters[one.name] if isinstance(one, ParameterRef) else read(found[one])

        return evaluate(wanted, lookup) is True

    return Restriction(frozenset(found.values()), holds)


def columns_in(expression: Expression) -> Iterator[ColumnRef]:
    """The columns that an expression of single values names."""
    match expression:
        case ColumnRef():
            yield expression
        case Apply():
            for one in expression.arguments:
                yield from columns_in(one)
        case Cast():
            yield from columns_in(expression.value)
        case Case():
            for pair in expression.branches:
                for one in pair:
                    yield from columns_in(one)
            if expression.default is not None:
                yield from columns_in(expression.default)


def _in_period(place: Place, period: Period, group: int | None = None) -> Restriction:
    return Restriction(frozenset({place}), lambda read: period.holds(read(place)), group, period)


def _shifted(kept: list[Restriction], change: Shift, along: Place) -> list[Restriction]:
    on_it = [one for one in kept if along in one.places]
    rest = [one for one in kept if along not in one.places]
    if not on_it:
        return kept
    if any(_holds_nothing(one) for one in on_it):
        return [*rest, _impossible(along)]
    spans = [(one, one.period) for one in on_it if one.period is not None]
    if len(spans) < len(on_it):
        raise NotJudged("a shift of something that is no span of time")
    unit, times = change.unit, 1
    if unit is None:
        grains = [period.grain for _, period in spans if period.grain is not None]
        unit, times = (grains[-1], 1) if grains else (spans[0][1].length() or (None, 1))
    if unit is None:
        raise NotJudged("a shift by a unit that nobody knows")
    return [*rest, *(_in_period(along, period.shifted(unit, change.count * times), one.group) for one, period in spans)]


def _to_date(world: World, kept: list[Restriction], change: ToDate, along: Place) -> list[Restriction]:
    on_it = [one for one in kept if along in one.places]
    rest = [one for one in kept if along not in one.places]
    if any(_holds_nothing(one) for one in on_it):
        return [*rest, _impossible(along)]
    if any(one.period is None and one.group is not None for one in on_it):
        raise NotJudged("up to a group that is no span of time")
    ends = [one.period for one in on_it if one.period is not None and one.period.end is not None]
    if not ends:
        raise NotJudged("up to an end that nobody knows")
    end, includes_end = min((one.end, one.includes_end) for one in ends if one.end is not None)
    last = end if includes_end else end - periods.SPANS[TimeGrain.SECOND]
    start = periods.begin(last, change.unit, world.model.definition.calendar, is_fiscal=change.is_fiscal)
    return [*rest, _in_period(along, Period(start, end, includes_end))]


def _impossible(along: Place) -> Restriction:
    return Restriction(frozenset({along}), lambda _: False)


def _holds_nothing(one: Restriction) -> bool:
    """Whether it is a group, or a filter, of the rows without a moment."""
    return one.period is None and one.group is not None and one.holds(lambda _: None)
