"""One table as formulas see it: its columns, and those that are computed for each of its rows."""

from collections.abc import Mapping

from gnomon.datasets.contracts import ColumnType, DatasetTable
from gnomon.foundation.kit.near_misses import near_misses
from gnomon.query.draft import row_number_of
from gnomon.query.engine_types import is_zoned
from gnomon.query.errors import UnknownMember
from gnomon.query.plan import (
    Bound,
    Computed,
    Exposed,
    Field,
    Formula,
    FormulaTotal,
    Join,
    OverRows,
    Relation,
    Source,
    Unguarded,
    Value,
    WallClock,
)
from gnomon.query.resolving.names import Names
from gnomon.query.resolving.routes import Spot, Steps, require_single, spot_of
from gnomon.query.resolving.trees import columns_of, mapped, parameters_of
from gnomon.query.world import World
from gnomon.semantic.contracts import ColumnRef, Expression, Fixed, ParameterRef

ROOT = "t0"
Parameters = Mapping[str, Bound]


class TableReader:
    """What is read of one table.

    `source` gives a scan where the table is all that is needed, else a relation whose rows are still those of the
    table: other tables stand beside them by to-one steps only.
    """

    def __init__(self, world: World, name: str, parameters: Parameters, time_zone: str) -> None:
        self.world, self.name, self.parameters, self.time_zone = world, name, parameters, time_zone
        self.table: DatasetTable = world.checked.tables[name]
        self._physical = {
            column.name: Field(column.name, column.type, column.engine_type) for column in self.table.columns
        }
        self._names = Names(frozenset(self._physical))
        self._read: dict[str, Field] = {}
        self._computed: dict[str, Computed] = {}
        self._parts: dict[Steps, tuple[str, TableReader, tuple[tuple[Value, Field], ...]]] = {}
        self._beside: dict[Spot, Exposed] = {}

    def column(self, name: str) -> Field:
        """A column of the table. Raises `UnknownMember`."""
        physical = self._physical.get(name)
        if physical is not None:
            return self._read.setdefault(name, physical)
        if name in self._computed:
            return self._computed[name].field
        calculated = self.world.checked.calculated.get((self.name, name))
        if calculated is None:
            raise UnknownMember(name, near_misses(name, self._physical))
        field = Field(self._names.free(name), calculated.of.type, calculated.of.engine_type)
        self._computed[name] = Computed(field, self.formula(calculated.expression))
        return field

    def row(self) -> Field:
        """The column that tells where each row stands."""
        name = row_number_of(self.table)
        return self._read.setdefault(name, Field(name, ColumnType.INTEGER, "BIGINT"))

    def formula(self, expression: Expression) -> Formula:
        """A formula over this table's rows."""
        found: dict[ColumnRef, Value] = {}

        def settle(part: Expression) -> Expression | None:
            if not isinstance(part, Fixed):
                return None
            ref = ColumnRef("", (), f"fixed {len(found)}", part.of)
            found[ref] = self._fixed(part)
            return ref

        settled = mapped(expression, settle)
        for ref in columns_of(settled):
            if ref.table:
                found[ref] = at_the_wall(self._reached(spot_of(self.world, self.name, ref)), self.time_zone)
        return Formula(settled, tuple(found.items()), bound_parameters(settled, self.parameters))

    def _reached(self, spot: Spot) -> Field:
        if not spot.steps:
            return self.column(spot.column)
        if spot not in self._beside:
            part, reader, _ = self._part(spot.steps)
            source = reader.column(spot.column)
            name = self._names.free(spot.address(self.world, self.name))
            self._beside[spot] = Exposed(Field(name, source.type, source.engine_type), part, source)
        return self._beside[spot].field

    def _part(self, steps: Steps) -> "tuple[str, TableReader, tuple[tuple[Value, Field], ...]]":
        if steps not in self._parts:
            require_single(self.world, self.name, steps)
            step = steps[-1]
            reader = TableReader(self.world, step.to_table, self.parameters, self.time_zone)
            pairs = zip(step.from_columns, step.to_columns, strict=True)
            keys = tuple((self._reached(Spot(steps[:-1], left)), reader.column(right)) for left, right in pairs)
            self._parts[steps] = (f"t{len(self._parts) + 1}", reader, keys)
        return self._parts[steps]

    def _fixed(self, fixed: Fixed) -> OverRows:
        call = fixed.aggregate
        total = FormulaTotal(
            name="",
            function=call.function,
            arguments=tuple(map(self.formula, call.arguments)),
            is_distinct=call.is_distinct,
            where=None if call.where is None else self.formula(call.where),
            only_at=None,
            engine_type=fixed.of.engine_type,
        )
        return OverRows(total, tuple(map(self.formula, fixed.keys)))

    def source(self) -> Source:
        """What to read for everything that was asked of this table."""
        known = {column.name: place for place, column in enumerate(self.table.columns)}
        fields = tuple(sorted(self._read.values(), key=lambda field: known.get(field.name, len(known))))
        scan = Unguarded(self.name, fields)
        if not self._computed:
            return scan
        joins = tuple(Join(reader.source(), part, keys, False) for part, reader, keys in self._parts.values())
        exposed = (*(Exposed(field, ROOT, field) for field in fields), *self._beside.values())
        return Relation(scan, ROOT, joins, exposed, tuple(self._computed.values()))


def at_the_wall(field: Field, time_zone: str) -> Value:
    """A column as formulas see it: moments as the clock on the wall shows them."""
    return WallClock(field, time_zone) if is_zoned(field.engine_type) else field


def bound_parameters(expression: Expression, parameters: Parameters) -> tuple[tuple[str, Bound], ...]:
    """The values of the parameters that a formula names."""
    refs: dict[str, ParameterRef] = {ref.name: ref for ref in parameters_of(expression)}
    return tuple((name, parameters[name]) for name in refs)
