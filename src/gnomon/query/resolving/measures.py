"""Measures of a question: each becomes totals in cells, and a value made of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from gnomon.datasets.contracts import ROWS, ColumnType
from gnomon.query.contracts import ColumnRole, MeasureRef, QueryColumn
from gnomon.query.draft import Cell
from gnomon.query.engine_types import is_zoned, written_as
from gnomon.query.errors import BrokenFormula, QuestionRefused
from gnomon.query.measures import label_of, name_of, output_of, total_of
from gnomon.query.plan import AnyTotal, FirstOf, Formula, FormulaTotal, Output, Shown, Total, Value, WallClock
from gnomon.query.resolving.cells import Asked, CellBuilder, Edge
from gnomon.query.resolving.contexts import Context, changed
from gnomon.query.resolving.homes import HomeReader
from gnomon.query.resolving.names import Names
from gnomon.query.resolving.routes import Spot
from gnomon.query.resolving.tables import bound_parameters
from gnomon.query.resolving.trees import mapped
from gnomon.query.resolving.windows import along_groups
from gnomon.semantic.contracts import (
    Aggregate,
    Aggregation,
    AtEdge,
    ColumnRef,
    ContextChange,
    Dimension,
    Expression,
    FormulaKind,
    InContext,
    ModelProblem,
    OverGroups,
    SemanticModel,
    ValueType,
)
from gnomon.semantic.formulas.checking import check_formula

COUNT = "count"
"""The aggregate that is 0 of no rows, by its name in the registry."""


@dataclass(frozen=True, slots=True)
class CellKey:
    """What makes a cell: totals that agree in it stand in one aggregate."""

    home: str
    context: Context
    edge: Edge | None


class MakeTotal(Protocol):
    """Makes a total of a home's rows, under a name."""

    def __call__(self, reader: HomeReader, name: str) -> tuple[AnyTotal, Output]:
        """The total, and the output that it is."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A total that somebody needs."""

    home: str
    name: str
    is_count: bool
    """Whether it is 0 of no rows."""
    make: MakeTotal


class MeasureBuilder:
    """Turns the measures of a question into cells, layers of values, and result columns."""

    def __init__(self, asked: Asked, groups: tuple[Output, ...], levels: tuple[tuple[int, ...], ...]) -> None:
        self._asked = asked
        self._groups = groups
        self._levels = levels
        """Positions of the dimensions of the question, then those of each of its totals."""
        names = [name_of(ref) for ref in asked.question.spec.measures]
        self._names = Names(frozenset([*(group.name for group in groups), *names]))
        self._frames: dict[str, CellBuilder] = {}
        self._looks: dict[tuple[CellKey, tuple[int, ...]], CellBuilder] = {}
        self.layers: list[list[tuple[Output, Value]]] = []
        self.counts: set[str] = set()

    def measure(self, ref: MeasureRef) -> tuple[Output, Shown, QueryColumn]:
        """One measure: the output that it is, and the result column that it makes."""
        if ref.formula is None and ref.aggregation is not None:
            output, label = self._plain(ref)
        else:
            output, label = self._defined(ref)
        return output, *self._shown(ref, output, label)

    def _shown(self, ref: MeasureRef, output: Output, label: str) -> tuple[Shown, QueryColumn]:
        zoned = output.type is ColumnType.DATETIME and is_zoned(output.engine_type)
        value: Value = WallClock(output, self._asked.dimensions.time_zone.key) if zoned else output
        cast, is_text_encoded = written_as(output.type, "TIMESTAMP" if zoned else output.engine_type)
        column = QueryColumn(
            name=output.name,
            label=label,
            role=ColumnRole.MEASURE,
            type=output.type,
            member=ref.member,
            aggregation=ref.aggregation,
            grain=None,
            bin_width=None,
            is_text_encoded=is_text_encoded,
        )
        return Shown(output.name, value, cast), column

    def _plain(self, ref: MeasureRef) -> tuple[Output, str]:
        """A column that is aggregated; its home is the table that holds it, so that no join counts a row twice."""
        world, members = self._asked.question.world, self._asked.members
        column = None if ref.member == ROWS else members.ref(ref.member)
        home = world.anchor if column is None else column.table
        dimension = None if column is None else members.dimension(ref.member)

        def make(reader: HomeReader, name: str) -> tuple[AnyTotal, Output]:
            field = None if column is None else reader.column(Spot((), column.column))
            total = replace(total_of(ref, field), name=name)
            return total, output_of(total, dimension, world.checked.tables[home].row_count)

        is_count = ref.aggregation in {Aggregation.COUNT, Aggregation.COUNT_DISTINCT}
        output = self._in_frame(Ask(home, name_of(ref), is_count, make))
        return output, label_of(ref, "Rows" if column is None else _label(ref, dimension))

    def _defined(self, ref: MeasureRef) -> tuple[Output, str]:
        """A measure of the model, or a formula that the question brings."""
        world = self._asked.question.world
        if ref.formula is not None:
            expression, of = self._in_place(ref)
            label = ref.name or ""
        else:
            checked = world.checked.measures.get(ref.member)
            if checked is None:
                raise self._unknown(ref.member)
            expression, of = checked.expression, checked.of
            label = checked.definition.label or _label(ref, None)
        output = Output(name_of(ref), of.type, of.engine_type)
        value, layer = self._value(expression, ())
        self._add(layer, output, value)
        return output, label

    def _unknown(self, name: str) -> Exception:
        model: SemanticModel = self._asked.question.model
        measures = [one.name for one in model.measures if not one.is_hidden]
        self._asked.members.require(name, also=measures)
        return QuestionRefused(
            f"“{name}” is a column, so that it needs an aggregation.", "Say `sum`, `avg`, `count` or another one."
        )

    def _in_place(self, ref: MeasureRef) -> tuple[Expression, ValueType]:
        if ref.aggregation is not None or ref.quantile is not None or ref.name is None:
            raise QuestionRefused(
                "A formula stands for itself.", "Give it a `name`, and neither an `aggregation` nor a `quantile`."
            )
        world = self._asked.question.world
        checked = check_formula(
            world.checked.definition, world.checked.tables, world.anchor, str(ref.formula), FormulaKind.MEASURE
        )
        if isinstance(checked, ModelProblem):
            raise BrokenFormula(ref.name, checked)
        return checked.expression, checked.of

    # Values.

    def _value(self, expression: Expression, changes: tuple[ContextChange, ...]) -> tuple[Formula, int]:
        """The value of a measure over the outputs of cells and layers, and the layer that it can stand in."""
        found: dict[ColumnRef, Value] = {}
        deepest = 0

        def settle(part: Expression) -> Expression | None:
            nonlocal deepest
            leaf = self._leaf(part, changes)
            if leaf is None:
                return None
            output, layer = leaf
            deepest = max(deepest, layer)
            ref = ColumnRef("", (), output.name, part.of)
            found[ref] = output
            return ref

        settled = mapped(expression, settle)
        return Formula(settled, tuple(found.items()), bound_parameters(settled, self._asked.parameters)), deepest

    def _leaf(self, part: Expression, changes: tuple[ContextChange, ...]) -> tuple[Output, int] | None:
        match part:
            case Aggregate():
                return self._aggregate(part, changes, None)
            case AtEdge():
                return self._aggregate(part.aggregate, changes, part)
            case InContext():
                return self._output(part.measure, (*changes, *part.changes), part.of)
            case OverGroups():
                return self._over_groups(part, changes)
            case _:
                return None

    def _output(self, expression: Expression, changes: tuple[ContextChange, ...], of: ValueType) -> tuple[Output, int]:
        """The value of an expression as an output of its own."""
        value, layer = self._value(expression, changes)
        if isinstance(value.expression, ColumnRef) and isinstance(value.columns[0][1], Output):
            return value.columns[0][1], layer
        output = Output(self._names.free("__value"), of.type, of.engine_type)
        self._add(layer, output, value)
        return output, layer + 1

    def _add(self, layer: int, output: Output, value: Value) -> None:
        while len(self.layers) <= layer:
            self.layers.append([])
        self.layers[layer].append((output, value))

    def _over_groups(self, part: OverGroups, changes: tuple[ContextChange, ...]) -> tuple[Output, int]:
        if changes:
            raise QuestionRefused(
                "What is computed along the groups of a result cannot be looked at in another context.",
                "Put CALCULATE and the time functions inside, and the ranks and running totals around them.",
            )
        inner, layer = self._output(part.measure, (), part.measure.of)
        output = Output(self._names.free("__along"), part.of.type, part.of.engine_type)
        self._add(layer, output, along_groups(self._asked, part, inner, self._groups, has_totals=len(self._levels) > 1))
        return output, layer + 1

    # Cells.

    def _aggregate(
        self, call: Aggregate, changes: tuple[ContextChange, ...], edge: AtEdge | None
    ) -> tuple[Output, int]:
        name = self._names.free("__total")

        def make(reader: HomeReader, name: str) -> tuple[AnyTotal, Output]:
            where = None if call.where is None else reader.formula(call.where)
            arguments = tuple(map(reader.argument, call.arguments))
            engine_type = call.of.engine_type
            total = FormulaTotal(name, call.function, arguments, call.is_distinct, where, None, engine_type)
            return total, Output(name, call.of.type, engine_type)

        return self._total(Ask(call.home, name, call.function == COUNT, make), changes, edge)

    def _total(self, ask: Ask, changes: tuple[ContextChange, ...], edge: AtEdge | None) -> tuple[Output, int]:
        filters = tuple(range(len(self._asked.filters)))
        ground = self._asked.ground(ask.home)
        at = None
        if edge is not None:
            at = Edge(ground.find(edge.along), tuple(map(ground.find, edge.keys)), edge.is_first)
        plain = [Context(level, filters) for level in self._levels]
        contexts = [changed(context, changes, ground) for context in plain]
        if at is None and contexts == plain:
            return self._in_frame(ask), 0
        return self._in_levels(ask, contexts, at)

    def _in_frame(self, ask: Ask) -> Output:
        if ask.is_count:
            self.counts.add(ask.name)
        return self._frame(ask.home).add(partial(ask.make, name=ask.name))

    def _frame(self, home: str) -> CellBuilder:
        if home not in self._frames:
            context = Context(self._levels[0], tuple(range(len(self._asked.filters))))
            sets = self._levels if len(self._levels) > 1 else ()
            self._frames[home] = CellBuilder(self._asked, home, context, None, self._groups, sets)
        return self._frames[home]

    def _in_levels(self, ask: Ask, contexts: Sequence[Context], edge: Edge | None) -> tuple[Output, int]:
        """The same total once for every context that the question's own groups and its totals come to."""
        parts: list[Output] = []
        for key in dict.fromkeys(CellKey(ask.home, context, edge) for context in contexts):
            levels = tuple(place for place, context in enumerate(contexts) if context == key.context)
            if (key, levels) not in self._looks:
                self._looks[key, levels] = CellBuilder(self._asked, ask.home, key.context, edge, self._groups, ())
            name = ask.name if not parts else self._names.free(ask.name)
            parts.append(self._looks[key, levels].add(partial(ask.make, name=name)))
        if len(parts) == 1:
            if ask.is_count:
                self.counts.add(parts[0].name)
            return parts[0], 0
        output = replace(parts[0], name=self._names.free("__first"))
        self._add(0, output, FirstOf(tuple(parts), ask.is_count))
        return output, 1

    def records(self) -> Output:
        """How many rows stand behind each group, counted where the measures are; `hiding` refuses several homes."""
        home = next(iter(self._frames), self._asked.question.world.anchor)

        def make(reader: HomeReader, name: str) -> tuple[AnyTotal, Output]:
            return Total(name, Aggregation.COUNT, None), Output(name, ColumnType.INTEGER, "BIGINT")

        return self._in_frame(Ask(home, self._names.free("__records"), True, make))

    def warnings(self) -> tuple[str, ...]:
        """What the reader of the answer must know about the relationships it rests on."""
        builders = (*self._frames.values(), *self._looks.values())
        steps = dict.fromkeys(step for builder in builders for step in builder.reader.doubtful)
        world = self._asked.question.world
        return tuple(
            f"“{step.to_table}” has several rows with the same {', '.join(step.to_columns)}, though the model says "
            "that each is there once. Every row is counted once in each group all the same."
            for step in steps
            if world.is_ambiguous(step.to_table, step.to_columns) and world.sees_all(step.to_table)
        )

    def cells(self) -> tuple[Cell, ...]:
        """Every cell, those that make the groups first; where none does, the groups of the anchor do."""
        if not self._frames:
            self._frame(self._asked.question.world.anchor)
        frames = [one.cell(is_frame=True, stands_beside=()) for one in self._frames.values()]
        looks = [one.cell(is_frame=False, stands_beside=levels) for (_, levels), one in self._looks.items()]
        return (*frames, *looks)


def _label(ref: MeasureRef, dimension: Dimension | None) -> str:
    return ref.member if dimension is None else dimension.label
