"""Columns of a result as fields of a picture: none of them is grouped, none is aggregated."""

from dataclasses import replace

from gnomon.charts.contracts import FieldRef, FieldRole
from gnomon.charts.fields import Field, Place
from gnomon.charts.results.contracts import NUMBERS, ResultField
from gnomon.datasets.contracts import ColumnType
from gnomon.semantic.contracts import DimensionKind

MAX_LABEL = 255
KINDS = {
    **dict.fromkeys(NUMBERS, DimensionKind.NUMBER),
    **dict.fromkeys((ColumnType.DATE, ColumnType.DATETIME, ColumnType.TIME), DimensionKind.TIME),
    ColumnType.BOOLEAN: DimensionKind.BOOLEAN,
}


def column_of(one: ResultField) -> str:
    """The name that the rows of the picture have for a column."""
    return f"c{one.place}"


def name_of(one: ResultField) -> str:
    """What people call a column."""
    return one.name.strip() or f"Column {one.place + 1}"


def value(one: ResultField) -> Field:
    """A column whose numbers are lengths, heights or colors."""
    return _field(one, FieldRole.MEASURE)


def position(one: ResultField) -> Field:
    """A column that values stand along; numbers and moments lie on a line."""
    return _field(one, FieldRole.DIMENSION)


def category(one: ResultField) -> Field:
    """A column whose values stand beside each other; each number is one of its own."""
    field = position(one)
    return replace(field, is_discrete=True) if field.place is Place.NUMBER else field


def _field(one: ResultField, role: FieldRole) -> Field:
    is_value = role is FieldRole.MEASURE
    name = name_of(one)
    return Field(
        channel="",
        ref=FieldRef(role=role, member=column_of(one), grain=None if is_value else one.grain, label=name[:MAX_LABEL]),
        column=column_of(one),
        label=name,
        type=one.type,
        kind=None if is_value else KINDS.get(one.type, DimensionKind.CATEGORICAL),
        aggregation=None,
        distinct_count=one.distinct_count,
        min=one.min,
        max=one.max,
    )
