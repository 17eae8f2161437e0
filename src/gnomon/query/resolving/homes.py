"""Rows of a home table, with whatever a question names beside them."""

from dataclasses import dataclass

from gnomon.datasets.contracts import ColumnType
from gnomon.query.engine_types import is_zoned
from gnomon.query.errors import QuestionRefused
from gnomon.query.plan import (
    Computed,
    Exposed,
    Field,
    Formula,
    Holds,
    Join,
    Relation,
    Shifted,
    Source,
    Value,
    WallClock,
)
from gnomon.query.resolving.names import Names
from gnomon.query.resolving.routes import Spot, Steps, is_single, require_single, spot_of
from gnomon.query.resolving.tables import ROOT, Parameters, TableReader, at_the_wall, bound_parameters
from gnomon.query.resolving.trees import columns_of, holds_fixed
from gnomon.query.world import World
from gnomon.semantic.contracts import ColumnRef, Expression, TimeGrain
from gnomon.semantic.graph import Step


@dataclass(frozen=True, slots=True)
class Move:
    """Moments that a context looks at from elsewhere: a row stands where its moment is after so many units."""

    spot: Spot
    count: int
    unit: TimeGrain


class HomeReader:
    """Finds columns from a home table, and remembers what has to be read and joined for them.

    Columns that only tell the context (groups, filters) are asked for with `context`, columns that are aggregated
    with `column`: where the context has moved in time they differ.
    """

    def __init__(
        self, world: World, home: str, parameters: Parameters, time_zone: str = "UTC", move: Move | None = None
    ) -> None:
        self.world, self.home, self.parameters, self.move = world, home, parameters, move
        self.time_zone = time_zone
        self.root = TableReader(world, home, parameters, time_zone)
        self.is_many = False
        """Whether a row of the home may stand there several times."""
        self.doubtful: list[Step] = []
        """Steps that were declared to find one row, and may find several."""
        computed = {name for table, name in world.checked.calculated if table == home}
        self._names = Names(frozenset(column.name for column in self.root.table.columns) | computed)
        self._exposed: dict[Spot, Exposed] = {}
        self._computed: dict[Spot, Computed] = {}
        self._walls: dict[Spot, Computed] = {}
        self._parts: dict[Steps, tuple[str, TableReader, tuple[tuple[Value, Field], ...], bool]] = {}

    def spot(self, ref: ColumnRef) -> Spot:
        """Where a column stands, seen from the home."""
        return spot_of(self.world, self.home, ref)

    def address(self, spot: Spot) -> str:
        """A name for people and for statements."""
        return spot.address(self.world, self.home)

    def column(self, spot: Spot) -> Field:
        """A column as it is."""
        if spot not in self._exposed:
            part, reader = (ROOT, self.root) if not spot.steps else self._part(spot.steps)[:2]
            source = reader.column(spot.column)
            name = source.name if not spot.steps else self._names.free(self.address(spot))
            self._exposed[spot] = Exposed(Field(name, source.type, source.engine_type), part, source)
        return self._exposed[spot].field

    def context(self, spot: Spot) -> Field:
        """A column as the context sees it."""
        if self.move is None:
            return self.column(spot)
        if spot in self._computed:
            return self._computed[spot].field
        if spot == self.move.spot:
            return self._moved(spot, self.move)
        calculated = None if spot.steps else self.world.checked.calculated.get((self.home, spot.column))
        if calculated is not None and self._follows(calculated.expression):
            return self._recomputed(spot, calculated.expression)
        if spot.steps and spot.steps == self.move.spot.steps:
            raise QuestionRefused(
                f"“{self.address(spot)}” cannot be looked at in another period, for it does not move with the dates.",
                f"Group and filter by “{self.address(self.move.spot)}” itself, at a grain.",
            )
        return self.column(spot)

    def plain_wall(self, spot: Spot) -> Field:
        """A moment as it is, as the clock on the wall shows it."""
        field = self.column(spot)
        if not is_zoned(field.engine_type):
            return field
        if spot not in self._walls:
            wall = Field(self._names.free(f"{field.name} at the wall"), field.type, "TIMESTAMP")
            self._walls[spot] = Computed(wall, WallClock(field, self.time_zone))
        return self._walls[spot].field

    def _moved(self, spot: Spot, move: Move) -> Field:
        field = self.column(spot)
        moved = Field(self._names.free(f"{field.name} moved"), field.type, field.engine_type)
        self._computed[spot] = Computed(moved, Shifted(field, move.count, move.unit, self.time_zone))
        return moved

    def _follows(self, expression: Expression) -> bool:
        """Whether a calculated column of the home changes when the moments move."""
        if self.move is None or self.move.spot.steps:
            return False
        for ref in columns_of(expression):
            spot = self.spot(ref)
            if spot == self.move.spot:
                return True
            inner = None if spot.steps else self.world.checked.calculated.get((self.home, spot.column))
            if inner is not None and self._follows(inner.expression):
                return True
        return False

    def _recomputed(self, spot: Spot, expression: Expression) -> Field:
        if holds_fixed(expression):
            raise QuestionRefused(
                f"“{spot.column}” cannot be looked at in another period, for it is computed of many rows.",
                "Group by other columns, or leave the comparison of periods out.",
            )
        refs = dict.fromkeys(columns_of(expression))
        columns = tuple((ref, at_the_wall(self.context(self.spot(ref)), self.time_zone)) for ref in refs)
        formula = Formula(expression, columns, bound_parameters(expression, self.parameters))
        plain = self.root.column(spot.column)
        field = Field(self._names.free(f"{spot.column} moved"), plain.type, plain.engine_type)
        self._computed[spot] = Computed(field, formula)
        return field

    def formula(self, expression: Expression) -> Formula:
        """A formula over the rows, of columns as they are."""
        columns: dict[ColumnRef, Value] = {
            ref: at_the_wall(self.column(self.spot(ref)), self.time_zone) for ref in columns_of(expression)
        }
        return Formula(expression, tuple(columns.items()), bound_parameters(expression, self.parameters))

    def argument(self, expression: Expression) -> Formula:
        """A formula of which every row of the home has one value. Raises `ManyValues`."""
        for ref in columns_of(expression):
            require_single(self.world, self.home, self.spot(ref).steps)
        return self.formula(expression)

    def condition(self, expression: Expression) -> Holds:
        """A condition of the context."""
        columns: dict[ColumnRef, Value] = {
            ref: at_the_wall(self.context(self.spot(ref)), self.time_zone) for ref in columns_of(expression)
        }
        return Holds(Formula(expression, tuple(columns.items()), bound_parameters(expression, self.parameters)))

    def row(self) -> Field:
        """The column that tells the rows of the home apart."""
        source = self.root.row()
        return self._exposed.setdefault(Spot((), source.name), Exposed(source, ROOT, source)).field

    def _part(self, steps: Steps) -> tuple[str, TableReader, tuple[tuple[Value, Field], ...], bool]:
        if steps not in self._parts:
            step = steps[-1]
            is_many = not is_single(self.world, step)
            self.is_many |= is_many
            if is_many and not step.is_many:
                self.doubtful.append(step)
            reader = TableReader(self.world, step.to_table, self.parameters, self.time_zone)
            keys: list[tuple[Value, Field]] = []
            for left, right in zip(step.from_columns, step.to_columns, strict=True):
                mine, other = self.column(Spot(steps[:-1], left)), reader.column(right)
                refuse_unequal_keys(step, mine, other)
                keys.append((mine, other))
            self._parts[steps] = (f"t{len(self._parts) + 1}", reader, tuple(keys), is_many)
        return self._parts[steps]

    def source(self) -> Source:
        """What to read for everything that was asked."""
        computed = (*self._computed.values(), *self._walls.values())
        if not self._parts and not computed:
            return self.root.source()
        joins = tuple(Join(reader.source(), part, keys, many) for part, reader, keys, many in self._parts.values())
        return Relation(self.root.source(), ROOT, joins, tuple(self._exposed.values()), computed)


_NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.FLOAT})


def refuse_unequal_keys(step: Step, mine: Field, other: Field) -> None:
    """Raise `QuestionRefused` unless values of both columns can be equal."""
    same_kind = mine.type is other.type or {mine.type, other.type} <= _NUMBERS
    if not same_kind or is_zoned(mine.engine_type) is not is_zoned(other.engine_type):
        raise QuestionRefused(
            f"The relationship “{step.relationship.name}” compares “{mine.name}” ({mine.type.value}) with "
            f"“{other.name}” ({other.type.value}), which are never equal.",
            "Give both columns the same type, or choose other columns for the relationship.",
        )
