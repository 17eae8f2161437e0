"""What a figure measures, in words."""

from gnomon.charts.contracts import FieldRef, FieldRole
from gnomon.charts.explaining.contracts import FigureKind, FigureMeasure
from gnomon.charts.fields import Field, field_of
from gnomon.datasets.contracts import ROWS
from gnomon.query.contracts import MeasureRef
from gnomon.query.service import Parting
from gnomon.semantic.contracts import Aggregation, SemanticModel

SENTENCES = {
    Aggregation.SUM: "The values of “{}” added up over all of these rows.",
    Aggregation.AVG: "The values of “{}” added up, divided by how many there are.",
    Aggregation.MIN: "The least value of “{}” among these rows.",
    Aggregation.MAX: "The greatest value of “{}” among these rows.",
    Aggregation.COUNT: "How many of these rows have a value of “{}”.",
    Aggregation.COUNT_DISTINCT: "How many different values “{}” has among these rows.",
    Aggregation.MEDIAN: "The value of “{}” that half of these rows lie below.",
    Aggregation.QUANTILE: "The value of “{}” that {:g} % of these rows lie below.",
    Aggregation.STDDEV: "How far the values of “{}” lie around their average: the standard deviation of a sample.",
}


def measured(measure: MeasureRef, parting: Parting, model: SemanticModel) -> FigureMeasure:
    """The measure with what the model says of it."""
    kind = FigureKind.WHOLE if not parting.above else FigureKind.RATIO if parting.below else FigureKind.SUM
    known = next((one for one in model.measures if one.name == measure.member and one.formula is not None), None)
    is_plain = measure.formula is None
    field = _field(measure, model) if is_plain else None
    formula = str(measure.formula) if measure.formula is not None else None
    if is_plain and measure.aggregation is None and known is not None:
        formula = known.formula
    told = next((one for one in model.measures if one.name == measure.member), None) if is_plain else None
    return FigureMeasure(
        label=field.title if field is not None else measure.name or measure.member,
        kind=kind,
        reason=parting.reason,
        definition=_definition(measure, field),
        formula=formula,
        description=None if told is None else told.description,
        format=None if field is None else field.format,
        unit=None if field is None else field.unit,
    )


def _field(measure: MeasureRef, model: SemanticModel) -> Field:
    ref = FieldRef(
        role=FieldRole.MEASURE, member=measure.member, aggregation=measure.aggregation, quantile=measure.quantile
    )
    return field_of("y", ref, model)


def _definition(measure: MeasureRef, field: Field | None) -> str:
    if measure.aggregation is None or field is None:
        return "A formula over these rows."
    if measure.member == ROWS:
        return "How many rows there are."
    return SENTENCES[measure.aggregation].format(field.label, (measure.quantile or 0.5) * 100)
