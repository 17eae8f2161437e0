"""Fields of a picture: what stands in the wells, with what the model knows about it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from gnomon.charts.contracts import ChartSpec, FieldRef, FieldRole, UnknownField
from gnomon.charts.names import column_name
from gnomon.charts.words import dimension_title, measure_title, with_unit
from gnomon.datasets.contracts import ROWS, ColumnType
from gnomon.foundation.kit.near_misses import near_misses
from gnomon.query.contracts import Bins
from gnomon.semantic.contracts import (
    CYCLIC_GRAINS,
    Aggregation,
    Dimension,
    DimensionKind,
    Measure,
    SemanticModel,
    TimeGrain,
)

DISCRETE_NUMBERS = 20
"""A number with at most so many values is shown as categories."""
DEFAULT_BINS = Bins(at_most=20)
ADDITIVE = frozenset({Aggregation.SUM, Aggregation.COUNT})
COUNTS = frozenset({Aggregation.COUNT, Aggregation.COUNT_DISTINCT})


class Place(StrEnum):
    """How the values of a field lie beside each other."""

    TIME = "time"
    NUMBER = "number"
    STEPS = "steps"
    ORDER = "order"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Field:
    """A field in a well."""

    channel: str
    ref: FieldRef
    column: str
    """Name of its result column."""
    label: str
    """What the model calls the member."""
    type: ColumnType
    kind: DimensionKind | None
    aggregation: Aggregation | None
    default_grain: TimeGrain | None = None
    distinct_count: int | None = None
    min: bool | int | float | str | None = None
    max: bool | int | float | str | None = None
    is_discrete: bool = False
    """Whether each number is a category of its own, however many there are."""
    format: str | None = None
    """The d3-format that the model gives its numbers."""
    unit: str | None = None

    @property
    def title(self) -> str:
        """What people read: “Order date (month)”, “Sum of amount (€)”, or what a person called it."""
        if self.aggregation is None:
            # A dimension, or a measure that says in its formula how it aggregates.
            return with_unit(dimension_title(self.ref, self.label), self.ref, self.unit)
        return with_unit(measure_title(self.ref, self.aggregation, self.label), self.ref, self.unit)

    @property
    def is_measure(self) -> bool:
        """Whether the field counts rather than groups."""
        return self.ref.role is FieldRole.MEASURE

    @property
    def is_additive(self) -> bool:
        """Whether values of different groups may be added up."""
        return self.aggregation in ADDITIVE

    @property
    def has_negative_values(self) -> bool:
        """Whether some value of the column is known to lie below zero."""
        return self.aggregation is not Aggregation.COUNT and isinstance(self.min, int | float) and self.min < 0

    @property
    def is_number(self) -> bool:
        """Whether the column holds numbers."""
        return self.kind is DimensionKind.NUMBER or (self.is_measure and self.ref.member != ROWS)

    @property
    def is_moment(self) -> bool:
        """Whether the values are dates or moments."""
        return self.kind is DimensionKind.TIME and self.ref.grain not in CYCLIC_GRAINS and self.type in MOMENTS

    @property
    def is_stepped_moment(self) -> bool:
        """Whether the steps are stretches of time."""
        return self.ref.bins is not None and self.type in MOMENTS

    @property
    def place(self) -> Place:
        """How the values lie beside each other on an axis."""
        if self.is_measure:
            return Place.NUMBER
        if self.ref.bins is not None:
            return Place.STEPS
        if self.is_moment:
            return Place.TIME
        if self.ref.grain in CYCLIC_GRAINS or self.kind is DimensionKind.TIME:
            return Place.ORDER
        if self.kind is DimensionKind.NUMBER:
            return Place.ORDER if self.has_few_values else Place.NUMBER
        return Place.NAME

    @property
    def has_few_values(self) -> bool:
        """Whether each value of a number is a category of its own, as where they are few."""
        is_small = self.distinct_count is not None and self.distinct_count <= DISCRETE_NUMBERS
        return self.is_discrete or is_small

    @property
    def looks_like_years(self) -> bool:
        """Whether whole numbers are years, which are written without separators."""
        bounds = (self.min, self.max)
        return self.type is ColumnType.INTEGER and all(isinstance(one, int) and 1000 <= one <= 2200 for one in bounds)


MOMENTS = frozenset({ColumnType.DATE, ColumnType.DATETIME})


@dataclass(frozen=True, slots=True)
class Wells:
    """All fields of a picture by channel."""

    x: Field | None
    y: tuple[Field, ...]
    color: Field | None
    size: Field | None
    facet: Field | None
    tooltip: tuple[Field, ...]

    def __iter__(self) -> Iterator[Field]:
        single = (self.color, self.size, self.facet)
        candidates = (self.x, *self.y, *single, *self.tooltip)
        return (one for one in candidates if one is not None)

    @property
    def dimensions(self) -> tuple[Field, ...]:
        """Fields that group, most prominent first."""
        return tuple(one for one in self if not one.is_measure)

    @property
    def measures(self) -> tuple[Field, ...]:
        """Fields that count, most prominent first."""
        return tuple(one for one in self if one.is_measure)


def wells_of(spec: ChartSpec, model: SemanticModel) -> Wells:
    """The picture's fields, each looked up in the model. Raises `UnknownField`."""
    bound = spec.encodings

    def one(channel: str, ref: FieldRef | None) -> Field | None:
        return None if ref is None else field_of(channel, ref, model)

    return Wells(
        x=one("x", bound.x),
        y=tuple(field_of("y", ref, model) for ref in bound.y),
        color=one("color", bound.color),
        size=one("size", bound.size),
        facet=one("facet", bound.facet),
        tooltip=tuple(field_of("tooltip", ref, model) for ref in bound.tooltip),
    )


def field_of(channel: str, ref: FieldRef, model: SemanticModel) -> Field:
    """One field with what the model knows about it."""
    dimension = next((one for one in dimensions_of(model) if one.name == ref.member), None)
    if ref.role is FieldRole.MEASURE:
        measure = _measure_of(ref, model)
        if measure is None and dimension is None and ref.member != ROWS:
            raise _unknown(ref, model)
        return _measure_field(channel, ref, measure, dimension)
    if dimension is None:
        raise _unknown(ref, model)
    is_number = dimension.kind is DimensionKind.NUMBER
    return Field(
        channel=channel,
        ref=ref,
        column=column_name(ref, None),
        label=dimension.label,
        type=dimension.type,
        kind=dimension.kind,
        aggregation=None,
        default_grain=dimension.default_grain,
        distinct_count=dimension.distinct_count,
        min=dimension.min,
        max=dimension.max,
        format=dimension.format if is_number else None,
        unit=dimension.unit if is_number else None,
    )


def dimensions_of(model: SemanticModel) -> Iterator[Dimension]:
    """What rows can be grouped by: members of the dataset, then those of related tables, named by their addresses."""
    yield from model.dimensions
    for table in model.related:
        yield from table.dimensions


def row_count_field(channel: str) -> Field:
    """The number of rows, for pictures that lack a measure."""
    ref = FieldRef(role=FieldRole.MEASURE, member=ROWS, aggregation=Aggregation.COUNT)
    return _measure_field(channel, ref, None, None)


def grouped(field: Field) -> Field:
    """The field as it groups: a moment by its default grain, a number with many values in steps."""
    ref = field.ref
    if field.is_measure or ref.grain is not None or ref.bins is not None:
        return field
    if field.place is Place.TIME and field.default_grain is not None:
        return with_ref(field, ref.model_copy(update={"grain": field.default_grain}))
    if field.place is Place.NUMBER:
        return in_steps(field, DEFAULT_BINS)
    return field


def in_steps(field: Field, bins: Bins) -> Field:
    """The field as equal-width steps."""
    ref = field.ref.model_copy(update={"bins": field.ref.bins or bins, "grain": None})
    return with_ref(field, ref)


def with_ref(field: Field, ref: FieldRef) -> Field:
    """The same field asked for in another way."""
    return replace(field, ref=ref, column=column_name(ref, None))


def as_dimension(field: Field, model: SemanticModel) -> Field:
    """The column behind a measure, as a field that groups."""
    if not field.is_measure:
        return field
    ref = FieldRef(role=FieldRole.DIMENSION, member=field.ref.member, bins=field.ref.bins, label=field.ref.label)
    return field_of(field.channel, ref, model)


def _measure_of(ref: FieldRef, model: SemanticModel) -> Measure | None:
    """The measure that is meant; one with a formula is asked for without an aggregation."""
    named = [one for one in model.measures if one.name == ref.member]
    meant = (one for one in named if (one.formula is not None) == (ref.aggregation is None))
    return next(meant, next(iter(named), None))


def _measure_field(channel: str, ref: FieldRef, measure: Measure | None, dimension: Dimension | None) -> Field:
    is_formula = measure is not None and measure.formula is not None
    aggregation = None if is_formula else ref.aggregation or _default_aggregation(ref, measure)
    known = measure or dimension
    is_count = aggregation in COUNTS
    column = None if is_formula else dimension
    return Field(
        channel=channel,
        ref=ref,
        column=column_name(ref, aggregation),
        label=known.label if known else "Rows",
        type=ColumnType.INTEGER if known is None or (measure is None and is_count) else known.type,
        kind=None,
        aggregation=aggregation,
        min=column.min if column else None,
        max=column.max if column else None,
        format=known.format if known and not is_count else None,
        unit=known.unit if known and not is_count else None,
    )


def _default_aggregation(ref: FieldRef, measure: Measure | None) -> Aggregation | None:
    if measure is not None:
        return measure.default_aggregation
    return Aggregation.COUNT if ref.member == ROWS else Aggregation.COUNT_DISTINCT


def _unknown(ref: FieldRef, model: SemanticModel) -> UnknownField:
    members = model.measures if ref.role is FieldRole.MEASURE else tuple(dimensions_of(model))
    known = [one.name for one in members if not one.is_hidden]
    return UnknownField(ref.member, near_misses(ref.member, known))
