"""Measures of a question: what they are called, what they give, and how exact it is."""

from gnomon.datasets.contracts import ROWS, ColumnType
from gnomon.query.contracts import MeasureRef
from gnomon.query.engine_types import sum_type
from gnomon.query.errors import QuestionRefused, WrongAggregation
from gnomon.query.plan import Field, Output, Total
from gnomon.semantic.contracts import AGGREGATIONS, Aggregation, Dimension

_DOUBLES = frozenset({Aggregation.AVG, Aggregation.MEDIAN, Aggregation.QUANTILE, Aggregation.STDDEV})
_COUNTS = frozenset({Aggregation.COUNT, Aggregation.COUNT_DISTINCT})
_MAX_BIGINT = 2**63 - 1

_WORDS = {
    Aggregation.SUM: "Sum of",
    Aggregation.AVG: "Average of",
    Aggregation.MIN: "Least",
    Aggregation.MAX: "Greatest",
    Aggregation.COUNT: "Count of",
    Aggregation.COUNT_DISTINCT: "Distinct",
    Aggregation.MEDIAN: "Median of",
    Aggregation.QUANTILE: "Quantile of",
    Aggregation.STDDEV: "Standard deviation of",
}


def total_of(ref: MeasureRef, field: Field | None) -> Total:
    """The measure that a reference asks for. Raises `WrongAggregation`."""
    allowed = (Aggregation.COUNT,) if field is None else AGGREGATIONS[field.type]
    aggregation = aggregation_of(ref)
    if aggregation not in allowed:
        kind = "rows" if field is None else field.type.value
        raise WrongAggregation(ref.member, kind, aggregation.value, [one.value for one in allowed])
    if (ref.quantile is None) is (aggregation is Aggregation.QUANTILE):
        raise QuestionRefused(
            f"The measure {aggregation.value} of “{ref.member}” "
            + ("needs a `quantile`." if ref.quantile is None else "takes no `quantile`."),
            "Only the aggregation `quantile` has one, such as 0.9.",
        )
    return Total(name_of(ref), aggregation, field, ref.quantile)


def aggregation_of(ref: MeasureRef) -> Aggregation:
    """How the column of a reference is aggregated. Raises `QuestionRefused` where nothing says so."""
    if ref.aggregation is None:
        raise QuestionRefused(
            f"“{ref.member}” is a column, so that it needs an aggregation.", "Say `sum`, `avg`, `count` or another one."
        )
    return ref.aggregation


def name_of(ref: MeasureRef) -> str:
    """The name of the result column: as asked, else `count` of the rows, `sum_amount`, `quantile_0.9_amount`."""
    if ref.name is not None:
        return ref.name
    if ref.aggregation is None:
        return ref.member
    if ref.member == ROWS:
        return ref.aggregation.value
    if ref.quantile is not None:
        return f"{ref.aggregation.value}_{ref.quantile:g}_{ref.member}"
    return f"{ref.aggregation.value}_{ref.member}"


def label_of(ref: MeasureRef, label: str) -> str:
    """The measure in words: “Sum of sale amount”."""
    if ref.member == ROWS:
        return label
    if ref.quantile is not None:
        return f"{ref.quantile * 100:g} % quantile of {label}"
    return label if ref.aggregation is None else f"{_WORDS[ref.aggregation]} {label}"


def output_of(total: Total, dimension: Dimension | None, row_count: int) -> Output:
    """The result column of a measure: its type is fixed by the question and the dataset version, never by a row.

    Sums are exact. A sum of whole numbers leaves in 64 bits where even the sum of all rows at the member's greatest
    magnitude would fit, else as text; decimals always leave as text.
    """
    if total.field is None or total.aggregation in _COUNTS:
        return Output(total.name, ColumnType.INTEGER, "BIGINT")
    if total.aggregation in _DOUBLES:
        return Output(total.name, ColumnType.FLOAT, "DOUBLE")
    if total.aggregation is not Aggregation.SUM:
        return Output(total.name, total.field.type, total.field.engine_type)
    engine_type = sum_type(total.field)
    if engine_type == "HUGEINT" and dimension is not None and _fits_64_bits(dimension, row_count):
        engine_type = "BIGINT"
    return Output(total.name, total.field.type, engine_type)


def _fits_64_bits(dimension: Dimension, row_count: int) -> bool:
    try:
        magnitude = max(abs(int(str(dimension.min))), abs(int(str(dimension.max))))
    except ValueError:
        return False
    return magnitude * row_count <= _MAX_BIGINT
