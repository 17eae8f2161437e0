"""Cells: one aggregate of one home in one context, and the question that they are cells of."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from gnomon.datasets.contracts import ColumnType
from gnomon.query.conditions import condition_of
from gnomon.query.contracts import MeasureFilter, RowFilterSpec
from gnomon.query.dimensions import Dimensions
from gnomon.query.draft import Cell, Question, Search
from gnomon.query.plan import (
    Aggregate,
    AnyTotal,
    Beside,
    Condition,
    Distinct,
    Field,
    Filter,
    Formula,
    FormulaTotal,
    Group,
    Latest,
    Output,
    Periods,
    Total,
    Value,
)
from gnomon.query.plan.fields import fields_of_values
from gnomon.query.plan.walk import PENDING, with_source
from gnomon.query.resolving.contexts import Context, Extra, Ground
from gnomon.query.resolving.homes import HomeReader
from gnomon.query.resolving.members import Members, members_of
from gnomon.query.resolving.names import Names
from gnomon.query.resolving.periods import Period, period_of
from gnomon.query.resolving.routes import Spot, spot_of
from gnomon.query.resolving.search import search_condition
from gnomon.query.resolving.tables import Parameters
from gnomon.semantic.contracts import ColumnRef, TimeGrain, ValueType

MONTHS_IN_A_YEAR = 12
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
        self, asked: Asked, home: str, context: Context, edge: Edge | None, sets: tuple[tuple[int, ...], ...]
    ) -> None:
        self.asked, self.home, self.context, self.edge = asked, home, context, edge
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

    def cell(self, *, is_frame: bool, stands_beside: tuple[int, ...], names: Mapping[int, str]) -> Cell:
        """The aggregate as it is planned."""
        aggregate = self._aggregate()
        keys = tuple(names[position] for position in self.context.groups)
        return Cell(aggregate, is_frame, keys, stands_beside)

    def _aggregate(self) -> Aggregate:
        groups = {place: self.asked.dimensions.group(place, self._context(place)) for place in self.context.groups}
        totals = tuple(total for total, _ in self.totals)
        if self.context.look_back is None:
            rows = self._rows(self.context.filters, self.context.extras, self.asked.question.search)
        else:
            rows, groups = self._looking_back(groups)
        ordered = tuple(groups[place] for place in self.context.groups)
        if self.edge is not None:
            rows, totals = self._at_edge(rows, ordered, totals)
        if self.reader.is_many:
            rows, ordered, totals = self._once_each(rows, ordered, totals)
        elif self.sets:
            rows, ordered = self._named(rows, ordered)
        rows = with_source(rows, self.reader.source())
        places = {place: index for index, place in enumerate(self.context.groups)}
        sets = tuple(tuple(places[place] for place in one) for one in self.sets)
        return Aggregate(rows, ordered, totals, tuple(output for _, output in self.totals), sets)

    def _context(self, position: int) -> Field:
        return self.reader.context(self.ground.dimensions[position])

    def _rows(self, filters: Iterable[int], extras: Iterable[Extra], search: Search | None) -> Filter:
        """The rows that pass some conditions; the source is put in when everything has been asked of it."""
        scope = self.asked.dimensions.scope(self._member)
        conditions: list[Condition] = [condition_of(scope, self.asked.filters[place]) for place in filters]
        if search is not None:
            conditions.append(search_condition(scope, search))
        conditions += [self.reader.condition(extra.condition) for extra in extras]
        return Filter(PENDING, tuple(conditions))

    def _member(self, name: str) -> Field:
        return self.reader.context(self.ground.find(self.asked.members.ref(name)))

    def _looking_back(self, groups: dict[int, Group]) -> tuple[Filter, dict[int, Group]]:
        look_back = self.context.look_back
        if look_back is None:
            raise ValueError("the context looks back")
        along = self.reader.wall(look_back.spot)
        on_it = [place for place in self.context.filters if self.ground.filters[place] == {look_back.spot}]
        others = [place for place in self.context.filters if place not in on_it]
        extras_on_it = [extra for extra in self.context.extras if extra.spots == {look_back.spot}]
        other_extras = [extra for extra in self.context.extras if extra not in extras_on_it]
        rows = self._rows(others, other_extras, self.asked.question.search)
        moments = self._rows(on_it, extras_on_it, None)
        keys: list[Group] = []
        made = dict(groups)
        names = Names(frozenset(group.name for group in groups.values()))
        for place in self.context.groups:
            if self.ground.dimensions[place] == look_back.spot:
                key = Group(names.free("period"), groups[place].value)
                keys.append(key)
                type_ = self._output_type(place)
                made[place] = Group(groups[place].name, Field(key.name, type_.type, type_.engine_type))
        calendar = self.asked.question.world.checked.definition.calendar
        months_ahead = calendar.fiscal_year_starts - 1 if look_back.is_fiscal else 0
        days_ahead = {"monday": 0, "sunday": 1, "saturday": 2}[calendar.week_starts.value]
        ahead = days_ahead if look_back.unit is TimeGrain.WEEK else 0
        periods = Periods(rows, moments, along, look_back.unit, months_ahead, ahead, tuple(keys))
        return Filter(periods, ()), made

    def _output_type(self, place: int) -> ValueType:
        output, _, _ = self.asked.dimensions.shown(place, self._context(place))
        return ValueType(output.type, output.engine_type)

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
        marked = tuple(
            replace(one, only_at=(along, latest)) if isinstance(one, FormulaTotal) else one for one in totals
        )
        return Filter(beside, ()), marked

    def _named(self, rows: Filter, groups: tuple[Group, ...]) -> tuple[Filter, tuple[Group, ...]]:
        """The groups as columns of the rows, so that sets of them can be named."""
        keys = tuple(self._key(place, self.context.groups[place]) for place in range(len(groups)))
        added = tuple((key, group.value) for key, group in zip(keys, groups, strict=True))
        made = tuple(Group(group.name, key) for key, group in zip(keys, groups, strict=True))
        return Filter(Beside(rows, added), ()), made

    def _key(self, place: int, position: int) -> Field:
        type_ = self._output_type(position)
        return Field(f"group {place}", type_.type, type_.engine_type)

    def _once_each(
        self, rows: Filter, groups: tuple[Group, ...], totals: tuple[AnyTotal, ...]
    ) -> tuple[Filter, tuple[Group, ...], tuple[AnyTotal, ...]]:
        """Each row of the home once in every group, however many rows stand beside it."""
        row = self.reader.row()
        columns: list[tuple[Field, Value]] = [(row, row)]
        kept: list[AnyTotal] = []
        for place, total in enumerate(totals):
            if isinstance(total, FormulaTotal) and total.where is not None:
                passes = Field(f"passes {place}", ColumnType.BOOLEAN, "BOOLEAN")
                columns.append((passes, total.where))
                ref = ColumnRef("", (), passes.name, BOOLEAN)
                kept.append(replace(total, where=Formula(ref, ((ref, passes),), ())))
            else:
                kept.append(total)
            columns += [(field, field) for field in fields_of_total(total)]
        made = []
        for place, group in enumerate(groups):
            key = self._key(place, self.context.groups[place])
            columns.append((key, group.value))
            made.append(Group(group.name, key))
        distinct = Distinct(rows, tuple(dict.fromkeys(columns)))
        return Filter(distinct, ()), tuple(made), tuple(kept)


def fields_of_total(total: AnyTotal) -> tuple[Field, ...]:
    """The columns that a total aggregates."""
    if isinstance(total, Total):
        return () if total.field is None else (total.field,)
    edges = total.only_at or ()
    return tuple(dict.fromkeys((*fields_of_values(total.arguments), *edges)))
