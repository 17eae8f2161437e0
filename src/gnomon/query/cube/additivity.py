"""What of a measure can be put together again: a static verdict, before anything is asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from gnomon.datasets.contracts import ROWS
from gnomon.query.contracts import CubeFold, MeasureRef
from gnomon.query.engine_types import NUMERIC
from gnomon.query.measures import name_of
from gnomon.query.resolving.members import Members
from gnomon.query.resolving.routes import is_single, spot_of
from gnomon.query.world import World
from gnomon.semantic.contracts import (
    Aggregate,
    Aggregation,
    ColumnRef,
    Expression,
    FormulaKind,
    ModelProblem,
)
from gnomon.semantic.formulas.checking import check_formula

FOLDS = {
    Aggregation.SUM: CubeFold.SUM,
    Aggregation.COUNT: CubeFold.SUM,
    Aggregation.MIN: CubeFold.MIN,
    Aggregation.MAX: CubeFold.MAX,
}
REFUSED = {
    Aggregation.COUNT_DISTINCT: "counts different values, of which one may stand in several steps",
    Aggregation.MEDIAN: "is a median, which the medians of steps do not tell",
    Aggregation.QUANTILE: "is a quantile, which the quantiles of steps do not tell",
    Aggregation.STDDEV: "is a standard deviation, which those of steps do not tell",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A figure that can be put together again, and how."""

    ref: MeasureRef
    fold: CubeFold


@dataclass(frozen=True, slots=True)
class Additive:
    """A measure as its parts: one, or a sum and a count of which it is the mean."""

    parts: tuple[Part, ...]
    is_count: bool = False


@dataclass(frozen=True, slots=True)
class NotAdditive:
    """Why the figures of steps do not tell that of a brush."""

    reason: str


def additivity_of(ref: MeasureRef, axis: ColumnRef, world: World, members: Members) -> Additive | NotAdditive:
    """Whether a measure by steps of the axis tells the measure of any range of steps.

    Raises what is wrong with the names of either.
    """
    if ref.formula is None and ref.aggregation is not None:
        home = world.anchor if ref.member == ROWS else members.ref(ref.member).table
        found = _of_column(ref, ref.aggregation)
    else:
        expression = _expression_of(ref, world)
        if expression is None:
            return Additive((Part(ref, CubeFold.SUM),))
        if not isinstance(expression, Aggregate):
            return NotAdditive(f"“{name_of(ref)}” is computed of other figures, which do not add up over steps.")
        home = expression.home
        found = _of_aggregate(ref, expression, world)
    return _where_rows_count_once(found, home, axis, world)


def _of_column(ref: MeasureRef, aggregation: Aggregation) -> Additive | NotAdditive:
    if aggregation in FOLDS:
        return Additive((Part(ref, FOLDS[aggregation]),), is_count=aggregation is Aggregation.COUNT)
    if aggregation is Aggregation.AVG:
        return _mean_of(ref.member)
    return NotAdditive(f"“{name_of(ref)}” {REFUSED[aggregation]}.")


def _mean_of(member: str) -> Additive:
    parts = (Aggregation.SUM, Aggregation.COUNT)
    return Additive(tuple(Part(MeasureRef(member=member, aggregation=one), CubeFold.SUM) for one in parts))


def _of_aggregate(ref: MeasureRef, aggregate: Aggregate, world: World) -> Additive | NotAdditive:
    """A formula that is one aggregate."""
    if aggregate.is_distinct:
        return NotAdditive(f"“{name_of(ref)}” {REFUSED[Aggregation.COUNT_DISTINCT]}.")
    fold = {one.value: fold for one, fold in FOLDS.items()}.get(aggregate.function)
    if fold is not None:
        return Additive((Part(ref, fold),), is_count=aggregate.function == Aggregation.COUNT.value)
    column = _plain_column(aggregate.arguments, world)
    if aggregate.function == Aggregation.AVG.value and column is not None and aggregate.where is None:
        return _mean_of(column)
    return NotAdditive(f"“{name_of(ref)}” is a {aggregate.function.replace('_', ' ')}, which does not add up.")


def _plain_column(arguments: Sequence[Expression], world: World) -> str | None:
    """The number column of the asked dataset itself that an aggregate is about."""
    match arguments:
        case (ColumnRef() as only,) if only.table == world.anchor and not only.via and only.of.type in NUMERIC:
            return only.column
        case _:
            return None


def _expression_of(ref: MeasureRef, world: World) -> Expression | None:
    """The checked formula of a measure; None where there is none, which the question will be refused for."""
    if ref.formula is None:
        checked = world.checked.measures.get(ref.member)
        return None if checked is None else checked.expression
    of = world.checked
    made = check_formula(of.definition, of.tables, world.anchor, str(ref.formula), FormulaKind.MEASURE)
    return None if isinstance(made, ModelProblem) else made.expression


def _where_rows_count_once(
    found: Additive | NotAdditive, home: str, axis: ColumnRef, world: World
) -> Additive | NotAdditive:
    """A row that stands in several steps would be added up in each; the least and the greatest do not mind."""
    if isinstance(found, NotAdditive) or all(part.fold is not CubeFold.SUM for part in found.parts):
        return found
    for step in spot_of(world, home, axis).steps:
        # Where rows are hidden, nobody is told whether keys repeat among them.
        if not is_single(world, step) or not world.sees_all(step.to_table):
            return NotAdditive(
                f"A row of “{home}” may find several of “{step.to_table}”, so that it may stand in several steps."
            )
    return found
