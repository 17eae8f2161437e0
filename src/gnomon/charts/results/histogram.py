"""A histogram of rows that are at hand: the picture itself counts them, in steps chosen here."""

from math import floor, log10
from typing import Any

from gnomon.charts.arrangement import Arrangement
from gnomon.charts.contracts import FieldRef, FieldRole, Mark
from gnomon.charts.fields import Field, row_count_field
from gnomon.charts.names import datum
from gnomon.charts.results.contracts import NUMBERS, DrawResult, NothingToDraw, ResultField
from gnomon.charts.results.fields import column_of, name_of
from gnomon.datasets.contracts import ColumnType
from gnomon.query.contracts import Bins
from gnomon.semantic.contracts import DimensionKind

STEPS = 20
STEP = "step"
"""The column that holds where a step begins."""


def number_of(asked: DrawResult) -> ResultField:
    """The column whose numbers are counted. Raises `NothingToDraw`."""
    found = next((one for one in asked.fields if one.type in NUMBERS), None)
    if found is None:
        raise NothingToDraw
    return found


def arrange_histogram(asked: DrawResult) -> Arrangement:
    """How many rows lie in each step of a number."""
    one = number_of(asked)
    steps = Field(
        channel="x",
        ref=FieldRef(role=FieldRole.DIMENSION, member=column_of(one), bins=Bins(width=step_width(one))),
        column=STEP,
        label=name_of(one),
        type=ColumnType.FLOAT,
        kind=DimensionKind.NUMBER,
        aggregation=None,
    )
    return Arrangement(mark=Mark.HISTOGRAM, x=steps, y=(row_count_field("y"),))


def step_width(one: ResultField) -> float:
    """A round width that makes about twenty steps of the numbers of a column."""
    span = 0.0 if one.min is None or one.max is None else float(one.max) - float(one.min)
    if not 0 < span < float("inf"):
        return 1.0
    raw = span / STEPS
    size: float = 10.0 ** floor(log10(raw))
    width = next(factor * size for factor in (1, 2, 5, 10) if factor * size >= raw * 0.999)
    return max(width, 1.0) if one.type is ColumnType.INTEGER else width


def counting(made: Arrangement, width: float) -> list[dict[str, Any]]:
    """Count the rows of each step, before anything else is worked out."""
    (number, count) = made.fields
    member = datum(number.ref.member)
    return [
        {"filter": f"isValid({member})"},
        {"calculate": f"floor({member} / {width:.15g}) * {width:.15g}", "as": number.column},
        {"aggregate": [{"op": "count", "as": count.column}], "groupby": [number.column]},
    ]
