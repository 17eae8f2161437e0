"""Parts of measures: what some groups have of them, so that the groups of those groups have it too."""

from dataclasses import dataclass, replace

from gnomon.datasets.contracts import ColumnType
from gnomon.query.engine_types import sum_type
from gnomon.query.plan import AnyTotal, Field, FormulaTotal, Output, PartKind, RolledTotal, Total
from gnomon.query.rollups.needs import NotAdditive, measured
from gnomon.semantic.contracts import Aggregation

ADDITIVE_FORMULAS = {
    "sum": Aggregation.SUM,
    "count": Aggregation.COUNT,
    "min": Aggregation.MIN,
    "max": Aggregation.MAX,
}


@dataclass(frozen=True, slots=True)
class Part:
    """An aggregate of rows whose values for some groups make its value for all of them together; it has no name yet."""

    total: Total | FormulaTotal
    type: ColumnType
    engine_type: str


@dataclass(frozen=True, slots=True)
class Again:
    """A measure as it is put together of parts."""

    aggregation: Aggregation
    parts: tuple[Part, ...]


def again_of(total: AnyTotal | RolledTotal, output: Output) -> Again:
    """A measure as it is put together of parts. Raises `NotAdditive`."""
    if isinstance(total, FormulaTotal) and total.function in ADDITIVE_FORMULAS:
        if total.is_distinct or total.only_at is not None:
            raise NotAdditive
        part = Part(replace(total, name=""), output.type, total.engine_type)
        return Again(ADDITIVE_FORMULAS[total.function], (part,))
    column = measured(total)
    kinds = [kind for kind, _ in column.parts]
    return Again(column.aggregation, tuple(_part(kind, column.field) for kind in kinds))


def _part(kind: PartKind, column: Field | None) -> Part:
    total = Total("", Aggregation(kind.value), column)
    if column is None or kind is PartKind.COUNT:
        return Part(total, ColumnType.INTEGER, "BIGINT")
    return Part(total, column.type, sum_type(column) if kind is PartKind.SUM else column.engine_type)
