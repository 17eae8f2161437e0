"""A naive oracle of models: any question over any tables, answered row by row in plain Python, without a word of SQL.

Tables are lists of rows; a path is followed by comparing keys of all rows; a group is found by looking at every row of
the home; every cell of the answer, totals as well, is computed from rows by itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tests.query.oracle import filters, windows
from tests.query.oracle.cells import Cells
from tests.query.oracle.context import (
    Asked,
    AskedGroup,
    Key,
    Member,
    NotJudged,
    Restriction,
    restrictions,
)
from tests.query.oracle.homes import homes_of, is_plain
from tests.query.oracle.paths import Refused, World, find_path, place_of
from tests.query.oracle.scalars import apply, cast, typed

from gnomon.datasets.contracts import ROWS, ColumnType
from gnomon.query.contracts import MeasureFilter, MeasureRef, QuerySpec
from gnomon.query.measures import name_of
from gnomon.semantic.contracts import (
    Aggregate,
    Aggregation,
    Apply,
    AtEdge,
    Case,
    Cast,
    ColumnRef,
    Constant,
    ContextChange,
    Expression,
    InContext,
    OverGroups,
    ParameterRef,
    ValueType,
)

Formulas = Mapping[str, Expression]
"""The checked formulas that the question itself brings, by the names of their result columns."""


def answer(world: World, spec: QuerySpec, formulas: Formulas) -> list[list[Any]]:
    """The rows of the answer, in no particular order."""
    asked_world = replace(world, parameters=_parameters(world, spec), cells={})
    return list(_Reader(asked_world, spec, formulas).answer())


def _parameters(world: World, spec: QuerySpec) -> dict[str, Any]:
    return {
        one.name: typed(spec.parameters.get(one.name, one.default), one.type)
        for one in world.model.definition.parameters
    }


class _Reader:
    """Answers one question."""

    def __init__(self, world: World, spec: QuerySpec, formulas: Formulas) -> None:
        self.world = world
        self.spec = spec
        self.formulas = formulas
        self.cells = Cells(world)
        tables = world.model.definition.tables
        self.anchor = next(table.name for table in tables if table.dataset_id == spec.dataset_id)
        self.asked = self._asked()

    def answer(self) -> Iterator[list[Any]]:
        """Row by row."""
        measures = [(name_of(ref), self._expression(ref)) for ref in self.spec.measures]
        homes = self._homes([one for _, one in measures])
        self._choose_top(dict(measures))
        finest = tuple(range(len(self.asked.groups)))
        names = [self._name(place) for place in finest]
        levels = [finest, *(tuple(sorted(names.index(name) for name in level)) for level in self.spec.totals)]
        for number, level in enumerate(levels):
            keys = self._keys(level, homes)
            columns = [self._values(one, keys, ()) for _, one in measures]
            for place, key in enumerate(keys):
                row = {name: column[place] for (name, _), column in zip(measures, columns, strict=True)}
                if number > 0 or self._passes(row):
                    marked = [number] if self.spec.totals else []
                    yield [*(key.get(one) for one in finest), *row.values(), *marked]

    def _name(self, place: int) -> str:
        ref = self.spec.dimensions[place]
        return ref.name or (ref.member if ref.grain is None else f"{ref.member}_{ref.grain.value}")

    # What the question's names stand for

    def _asked(self) -> Asked:
        groups = tuple(AskedGroup(ref, self._member(ref.member)) for ref in self.spec.dimensions)
        kept = tuple(one for one in self.spec.filters if not isinstance(one, MeasureFilter))
        named = {name for one in kept for name in filters.members_of(one)}
        return Asked(groups, kept, {name: self._member(name) for name in named})

    def _member(self, name: str) -> Member:
        if self._type(self.anchor, name) is not None:
            return self._known(self.anchor, (), name)
        *via, column = name.split(".")
        path = find_path(self.world, self.anchor, via)
        return self._known(path[-1].to if path else self.anchor, tuple(via), column)

    def _known(self, table: str, via: tuple[str, ...], column: str) -> Member:
        of = self._type(table, column)
        if of is None:
            raise Refused(table, column)
        return Member(table, via or (self.anchor,), column, of.type)

    def _type(self, table: str, column: str) -> ValueType | None:
        calculated = self.world.model.calculated.get((table, column))
        if calculated is not None:
            return calculated.of
        for one in self.world.model.tables[table].columns:
            if one.name == column:
                return ValueType(one.type, one.engine_type)
        return None

    def _expression(self, ref: MeasureRef) -> Expression:
        if ref.formula is not None:
            return self.formulas[name_of(ref)]
        if ref.aggregation is None:
            return self.world.model.measures[ref.member].expression
        number = ValueType(ColumnType.FLOAT, "DOUBLE")
        if ref.member == ROWS:
            return Aggregate("count", (), self.anchor, False, None, number)
        member = self._member(ref.member)
        of = self._type(member.table, member.column) or number
        column = ColumnRef(member.table, (), member.column, of)
        arguments: tuple[Expression, ...] = (column,)
        if ref.aggregation is Aggregation.QUANTILE:
            arguments = (column, Constant(ref.quantile, number))
        return Aggregate(ref.aggregation.value, arguments, member.table, False, None, number)

    def _restrictions(self, key: Key, changes: Sequence[ContextChange], home: str) -> list[Restriction]:
        return restrictions(self.world, self.asked, key, changes, home)

    # Which groups there are

    def _homes(self, measures: Sequence[Expression]) -> list[str]:
        """The tables whose rows make groups."""
        found = {
            home
            for one in measures
            for home, changes in homes_of(one)
            if is_plain(self.world, self.asked, home, changes)
        }
        return sorted(found) or [self.anchor]

    def _keys(self, level: Sequence[int], homes: Sequence[str]) -> list[Key]:
        if not level:
            return [{}]
        found: dict[tuple[Any, ...], None] = {}
        for home in homes:
            places = [self.asked.groups[one].member.seen_from(self.world, home) for one in level]
            asked = self._restrictions({}, (), home)
            for chain in self.cells.chains(home, asked, [place.path for place in places]):
                read = self.cells.reader(chain)
                if all(one.holds(read) for one in asked):
                    pairs = zip(level, places, strict=True)
                    found.setdefault(tuple(self.asked.groups[one].group_of(read(place)) for one, place in pairs))
        return [dict(zip(level, key, strict=True)) for key in found]

    def _choose_top(self, measures: Mapping[str, Expression]) -> None:
        """Among the groups that the measure itself has."""
        chosen = list(self.asked.groups)
        for place, group in enumerate(self.asked.groups):
            top = group.ref.top
            if top is None:
                continue
            keys = self._keys([place], self._homes([measures[top.by]]))
            values = self._values(measures[top.by], keys, ())
            pairs = sorted(
                zip(values, (key[place] for key in keys), strict=True), key=lambda one: windows.order_of(one[1])
            )
            present = [pair for pair in pairs if pair[0] is not None]
            present.sort(key=lambda pair: pair[0], reverse=top.descending)
            ordered = [*present, *(pair for pair in pairs if pair[0] is None)]
            chosen[place] = replace(group, kept=frozenset(value for _, value in ordered[: top.count]))
        self.asked = replace(self.asked, groups=tuple(chosen))

    def _passes(self, row: Mapping[str, Any]) -> bool:
        wanted = [one for one in self.spec.filters if isinstance(one, MeasureFilter)]
        return all(_is_within(row[one.measure], one) for one in wanted)

    # What a measure is for every group

    def _values(self, expression: Expression, keys: Sequence[Key], changes: tuple[ContextChange, ...]) -> list[Any]:
        def of(one: Expression) -> list[Any]:
            return self._values(one, keys, changes)

        match expression:
            case Constant():
                return [typed(expression.value, expression.of.type)] * len(keys)
            case ParameterRef():
                return [self.world.parameters[expression.name]] * len(keys)
            case Apply():
                columns = [of(one) for one in expression.arguments]
                return [apply(expression.function, [column[place] for column in columns]) for place in range(len(keys))]
            case Cast():
                return [cast(value, expression.of.type) for value in of(expression.value)]
            case Case():
                branches = [(of(condition), of(value)) for condition, value in expression.branches]
                default = [None] * len(keys) if expression.default is None else of(expression.default)
                return [
                    next((value[place] for holds, value in branches if holds[place] is True), default[place])
                    for place in range(len(keys))
                ]
            case Aggregate() | AtEdge():
                one = expression.aggregate if isinstance(expression, AtEdge) else expression
                return [self.cells.cell(expression, self._restrictions(key, changes, one.home)) for key in keys]
            case InContext():
                return self._values(expression.measure, keys, (*changes, *expression.changes))
            case OverGroups():
                return self._window(expression, keys, of(expression.measure))
            case _:
                raise TypeError(expression)

    def _window(self, one: OverGroups, keys: Sequence[Key], values: Sequence[Any]) -> list[Any]:
        present = list(keys[0]) if keys else []
        named = [self._position(column, present) for column in one.per]
        found: list[Any] = [None] * len(keys)
        if one.function in windows.RANKS:
            for places in windows.partitions(keys, named):
                part = windows.ranks(one.function, [values[place] for place in places], is_descending=one.is_descending)
                for place, value in zip(places, part, strict=True):
                    found[place] = value
            return found
        if not keys:
            return []
        everywhere = range(len(self.asked.groups))
        along = (
            windows.position_along(self.asked.groups) if one.along is None else self._position(one.along, everywhere)
        )
        per = named or [place for place in present if place != along]
        for places in windows.partitions(keys, per):
            of_places = [keys[place].get(along) for place in places]
            part = windows.along_groups(
                one.function, one.count, self.asked.groups[along], of_places, [values[place] for place in places]
            )
            for place, value in zip(places, part, strict=True):
                found[place] = value
        return found

    def _position(self, column: ColumnRef, present: Sequence[int]) -> int:
        """The dimension that a column of a formula is, seen from the anchor."""
        wanted = place_of(self.world, self.anchor, column.table, column.via, column.column)
        for place in present:
            if self.asked.groups[place].member.seen_from(self.world, self.anchor) == wanted:
                return place
        raise NotJudged("along a dimension that these groups do not have")


def _is_within(value: Any, one: MeasureFilter) -> bool:
    if one.min is None and one.max is None:
        return True
    if value is None:
        return False
    return (one.min is None or value >= one.min) and (one.max is None or value <= one.max)
