"""Cells: one aggregate of one home in one context, and the question that they are cells of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from gnomon.datasets.contracts import ColumnType
from gnomon.query import moments
from gnomon.query.conditions import condition_of
from gnomon.query.contracts import MeasureFilter, RowFilterSpec
from gnomon.query.draft import Cell, Question, Search
from gnomon.query.errors import QuestionRefused
from gnomon.query.plan import (
    Aggregate,
    AnyTotal,
    Begin,
    Beside,
    Condition,
    Distinct,
    Field,
    Filter,
    Formula,
    FormulaTotal,
    Group,
    IsNull,
    Latest,
    Not,
    Output,
    Periods,
    Stacked,
    Total,
    UpTo,
    Value,
)
from gnomon.query.plan.fields import fields_of_values
from gnomon.query.plan.walk import PENDING, with_source
from gnomon.query.resolving.contexts import Context, Extra, Ground, LookBack
from gnomon.query.resolving.dimensions import Dimensions
from gnomon.query.resolving.homes import HomeReader, Move
from gnomon.query.resolving.members import Members, members_of
from gnomon.query.resolving.moving import Moving, end_of, moved_condition
from gnomon.query.resolving.periods import FINEST_FIRST, Period, period_of
from gnomon.query.resolving.routes import Spot, spot_of
from gnomon.query.resolving.search import search_condition
from gnomon.query.resolving.tables import Parameters
from gnomon.semantic.contracts import CYCLIC_GRAINS, ColumnRef, TimeGrain, ValueType, Weekday

BOOLEAN = ValueType(ColumnType.BOOLEAN, "BOOLEAN")


@dataclass(frozen=True, slots=True)
class Edge:
    """Only the last (or first) moments along a column, of the context or of each key."""

    along: Spot
    keys: tuple[Spot, ...]
    is_first: bool


@dataclass(frozen=True)
class Asked:
    """A question whose members have been found."""

    question: Question
    members: Members
    dimensions: Dimensions
    parameters: Parameters
    grounds: dict[str, Ground] = field(default_factory=dict)

    @cached_property
    def filters(self) -> tuple[RowFilterSpec, ...]:
        """The filters on rows."""
        return tuple(one for one in self.question.spec.filters if not isinstance(one, MeasureFilter))

    @cached_property
    def dimension_refs(self) -> tuple[ColumnRef, ...]:
        """The columns of the dimensions, in their order."""
        return tuple(self.members.ref(one.member) for one in self.question.spec.dimensions)

    @cached_property
    def filter_refs(self) -> tuple[tuple[ColumnRef, ...], ...]:
        """The columns of each filter."""
        return tuple(tuple(map(self.members.ref, members_of(one))) for one in self.filters)

    def ground(self, home: str) -> Ground:
        """Where everything stands, seen from a home. Raises `NoPath` and `AmbiguousPath`."""
        if home not in self.grounds:
            self.grounds[home] = self._ground(home)
        return self.grounds[home]

    def _ground(self, home: str) -> Ground:
        def find(ref: ColumnRef) -> Spot:
            return spot_of(self.question.world, home, ref)

        spots = tuple(map(find, self.dimension_refs))
        filters = tuple(frozenset(map(find, refs)) for refs in self.filter_refs)

        def period(spot: Spot) -> Period:
            dims = [one for one, at in zip(self.question.spec.dimensions, spots, strict=True) if at == spot]
            on_it = [one for one, at in zip(self.filters, filters, strict=True) if at == {spot}]
            reader = HomeReader(self.question.world, home, self.parameters)
            return period_of(spot.column, reader.column(spot).type, dims, on_it)

        return Ground(spots, filters, find, period)


class CellBuilder:
    """Gathers the totals of one home in one context."""

    def __init__(
        self,
        asked: Asked,
        home: str,
        context: Context,
        edge: Edge | None,
        groups: tuple[Output, ...],
        sets: tuple[tuple[int, ...], ...],
    ) -> None:
        self.asked, self.home, self.context, self.edge, self.groups = asked, home, context, edge, groups
        self.sets = sets
        """Sets of positions of dimensions, where the groups of several sets are wanted."""
        self.ground = asked.ground(home)
        zone_name = asked.dimensions.time_zone.key
        self.reader = HomeReader(asked.question.world, home, asked.parameters, zone_name, context.move)
        self.totals: list[tuple[AnyTotal, Output]] = []

    def add(self, make: Callable[[HomeReader], tuple[AnyTotal, Output]]) -> Output:
        """One more total of the cell."""
        total, output = make(self.reader)
        self.totals.append((total, output))
        return output

    def cell(self, *, is_frame: bool, stands_beside: tuple[int, ...]) -> Cell:
        """The aggregate as it is planned."""
        aggregate: Aggregate | Stacked = self._aggregate(self.context.groups, self.sets)
        if self.sets and self.reader.is_many:
            # A row that stands in several groups must be counted once in the total of those, too.
            parts = tuple(self._aggregate(one, ()) for one in self.sets)
            aggregate = Stacked(parts, tuple(output for _, output in self.totals))
        keys = tuple(self.groups[position].name for position in self.context.groups)
        return Cell(aggregate, is_frame, keys, stands_beside)

    def _aggregate(self, positions: tuple[int, ...], sets: tuple[tuple[int, ...], ...]) -> Aggregate:
        totals = tuple(total for total, _ in self.totals)
        rows, groups = self._rows_and_groups(positions)
        if self.edge is not None:
            rows, totals = self._at_edge(rows, groups, totals)
        if self.reader.is_many:
            rows, groups, totals = self._once_each(rows, positions, groups, totals)
        elif sets:
            rows, groups = self._named(rows, positions, groups)
        rows = with_source(rows, self.reader.source())
        places = {position: place for place, position in enumerate(positions)}
        local = tuple(tuple(places[position] for position in one) for one in sets)
        return Aggregate(rows, groups, totals, tuple(output for _, output in self.totals), local)

    def _rows_and_groups(self, positions: tuple[int, ...]) -> tuple[Filter, tuple[Group, ...]]:
        context, search = self.context, self.asked.question.search
        spot = context.look_back.spot if context.look_back else context.move.spot if context.move else None
        timed = tuple(place for place in positions if self.ground.dimensions[place] == spot)
        if context.look_back is not None:
            return self._looking_back(context.look_back, positions, timed)
        if context.move is not None and self._is_fine(context.move, timed):
            rows = self._rows(self._conditions(context.filters), context.extras, search)
            return self._beside_periods(rows, context.move.spot, positions, timed, None, None)
        conditions = self._conditions(context.filters)
        if context.move is not None and timed:
            conditions.append(Not(IsNull(self.reader.column(context.move.spot))))
        rows = self._rows(conditions, context.extras, search)
        return rows, tuple(self._group(place) for place in positions)

    def _group(self, position: int) -> Group:
        return self.asked.dimensions.group(position, self.reader.context(self.ground.dimensions[position]))

    # Conditions.

    def _rows(self, conditions: list[Condition], extras: Iterable[Extra], search: Search | None) -> Filter:
        """The rows that pass some conditions; the source is put in when everything has been asked of it."""
        kept = list(conditions)
        if search is not None:
            kept.append(search_condition(self.asked.dimensions.scope(self._member), search))
        kept += [self.reader.condition(extra.condition) for extra in extras]
        return Filter(PENDING, tuple(kept))

    def _conditions(self, filters: Iterable[int]) -> list[Condition]:
        """Filters of the question; where the context looks at another time, those on the moments move as a whole."""
        scope = self.asked.dimensions.scope(self._member)
        conditions = [condition_of(scope, self.asked.filters[place]) for place in filters]
        moving = self._moving()
        return conditions if moving is None else [moved_condition(one, moving) for one in conditions]

    def _member(self, name: str) -> Field:
        spot = self.ground.find(self.asked.members.ref(name))
        is_along = self.context.move is not None and spot == self.context.move.spot
        return self.reader.column(spot) if is_along else self.reader.context(spot)

    def _moving(self) -> Moving | None:
        move = self.context.move
        if move is None:
            return None
        field, moved = self.reader.column(move.spot), self.reader.context(move.spot)
        return Moving(field, moved, -move.count, move.unit, self.asked.dimensions.time_zone)

    # Time.

    def _is_fine(self, move: Move, timed: tuple[int, ...]) -> bool:
        """Whether moments cannot be moved one by one: months have different days, so that some days share one."""
        grains = (self._grain(place) for place in timed)
        return move.unit is TimeGrain.MONTH and any(
            grain is not None and FINEST_FIRST.index(grain) < FINEST_FIRST.index(TimeGrain.MONTH) for grain in grains
        )

    def _grain(self, position: int) -> TimeGrain | None:
        """The length of a group along time; None where it has none, or repeats."""
        ref = self.asked.question.spec.dimensions[position]
        if ref.grain in CYCLIC_GRAINS or ref.bins is not None:
            return None
        is_day = ref.grain is None and self.groups[position].type is ColumnType.DATE
        return TimeGrain.DAY if is_day else ref.grain

    def _looking_back(
        self, look_back: LookBack, positions: tuple[int, ...], timed: tuple[int, ...]
    ) -> tuple[Filter, tuple[Group, ...]]:
        context, spot = self.context, look_back.spot
        on_it = [place for place in context.filters if self.ground.filters[place] == {spot}]
        others = self._conditions(place for place in context.filters if place not in on_it)
        extras_on_it = [extra for extra in context.extras if extra.spots == {spot}]
        other_extras = [extra for extra in context.extras if extra not in extras_on_it]
        rows = self._rows(others, other_extras, self.asked.question.search)
        seen = self._conditions(on_it)
        end = end_of(seen, self.reader.column(spot), self.asked.dimensions.time_zone)
        until = None if end is None or end == moments.LATEST else moments.wall_text(end)
        begin = self._begin(look_back)
        if timed:
            return self._beside_periods(rows, spot, positions, timed, begin, until)
        looked_at = self._rows(seen, extras_on_it, None)
        made = UpTo(rows, looked_at, self.reader.plain_wall(spot), begin, until)
        return Filter(made, ()), tuple(self._group(place) for place in positions)

    def _begin(self, look_back: LookBack) -> Begin:
        calendar = self.asked.question.world.checked.definition.calendar
        months_ahead = calendar.fiscal_year_starts - 1 if look_back.is_fiscal else 0
        ahead = {Weekday.MONDAY: 0, Weekday.SUNDAY: 1, Weekday.SATURDAY: 2}[calendar.week_starts]
        return Begin(look_back.unit, months_ahead, ahead if look_back.unit is TimeGrain.WEEK else 0)

    def _beside_periods(
        self,
        rows: Filter,
        spot: Spot,
        positions: tuple[int, ...],
        timed: tuple[int, ...],
        begin: Begin | None,
        until: str | None,
    ) -> tuple[Filter, tuple[Group, ...]]:
        grains = {place: grain for place in timed if (grain := self._grain(place)) is not None}
        if not grains or (begin is not None and len(grains) < len(timed)):
            raise QuestionRefused(
                f"“{self.reader.address(spot)}” is grouped in a way that has no last moment to look back from.",
                "Group it by day, week, month, quarter or year only.",
            )
        finest = min(grains, key=lambda place: FINEST_FIRST.index(grains[place]))
        move = self.context.move
        keys = tuple((self.groups[place].name, self._key(place)) for place in timed)
        count, unit = (0, TimeGrain.DAY) if move is None else (-move.count, move.unit)
        along = self.reader.plain_wall(spot)
        made = Periods(rows, along, self.groups[finest].name, grains[finest], keys, count, unit, begin, until)
        groups = tuple(
            Group(self.groups[place].name, self._key(place)) if place in timed else self._group(place)
            for place in positions
        )
        return Filter(made, ()), groups

    # What is counted once.

    def _at_edge(
        self, rows: Filter, groups: tuple[Group, ...], totals: tuple[AnyTotal, ...]
    ) -> tuple[Filter, tuple[AnyTotal, ...]]:
        edge = self.edge
        if edge is None:
            raise ValueError("the aggregate is one of edges")
        along = self.reader.column(edge.along)
        keys = (*(group.value for group in groups), *map(self.reader.column, edge.keys))
        latest = Field("edge of the context", along.type, along.engine_type)
        beside = Beside(rows, ((latest, Latest(along, keys, edge.is_first)),))
        marked = (replace(one, only_at=(along, latest)) if isinstance(one, FormulaTotal) else one for one in totals)
        return Filter(beside, ()), tuple(marked)

    def _named(
        self, rows: Filter, positions: tuple[int, ...], groups: tuple[Group, ...]
    ) -> tuple[Filter, tuple[Group, ...]]:
        """The groups as columns of the rows, so that sets of them can be named."""
        keys = tuple(map(self._key, positions))
        added = tuple((key, group.value) for key, group in zip(keys, groups, strict=True))
        made = tuple(Group(group.name, key) for key, group in zip(keys, groups, strict=True))
        return Filter(Beside(rows, added), ()), made

    def _key(self, position: int) -> Field:
        group = self.groups[position]
        return Field(f"group {position}", group.type, group.engine_type)

    def _once_each(
        self, rows: Filter, positions: tuple[int, ...], groups: tuple[Group, ...], totals: tuple[AnyTotal, ...]
    ) -> tuple[Filter, tuple[Group, ...], tuple[AnyTotal, ...]]:
        """Each row of the home once in every group, however many rows stand beside it."""
        row = self.reader.row()
        columns: list[tuple[Field, Value]] = [(row, row)]
        passing: list[tuple[Field, Value]] = []
        kept: list[AnyTotal] = []
        for place, total in enumerate(totals):
            if isinstance(total, FormulaTotal) and total.where is not None:
                passes = Field(f"passes {place}", ColumnType.BOOLEAN, "BOOLEAN")
                passing.append((passes, total.where))
                ref = ColumnRef("", (), passes.name, BOOLEAN)
                kept.append(replace(total, where=Formula(ref, ((ref, passes),), ())))
            else:
                kept.append(total)
            columns += [(field, field) for field in fields_of_total(total)]
        keys = tuple(map(self._key, positions))
        columns += [(key, group.value) for key, group in zip(keys, groups, strict=True)]
        made = tuple(Group(group.name, key) for key, group in zip(keys, groups, strict=True))
        distinct = Distinct(rows, tuple(dict.fromkeys(columns)), tuple(passing))
        return Filter(distinct, ()), made, tuple(kept)


def fields_of_total(total: AnyTotal) -> tuple[Field, ...]:
    """The columns that a total aggregates."""
    if isinstance(total, Total):
        return () if total.field is None else (total.field,)
    edges = total.only_at or ()
    return tuple(dict.fromkeys((*fields_of_values(total.arguments), *edges)))
