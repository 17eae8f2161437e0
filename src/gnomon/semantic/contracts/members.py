"""Members: the dimensions and measures that a question may name, and what may be done with them."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from gnomon.datasets.contracts import ColumnType, DatasetId, DatasetVersionId
from gnomon.foundation.kit.contract import Contract


class DimensionKind(StrEnum):
    """What sort of thing a dimension groups by."""

    CATEGORICAL = "categorical"
    TIME = "time"
    NUMBER = "number"
    GEO = "geo"
    BOOLEAN = "boolean"


class TimeGrain(StrEnum):
    """What one step of a time dimension stands for; weeks begin on Monday (ISO 8601)."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    HOUR_OF_DAY = "hour_of_day"
    DAY_OF_WEEK = "day_of_week"
    """1 is Monday, 7 is Sunday."""
    MONTH_OF_YEAR = "month_of_year"


CYCLIC_GRAINS = frozenset({TimeGrain.HOUR_OF_DAY, TimeGrain.DAY_OF_WEEK, TimeGrain.MONTH_OF_YEAR})
"""Grains that repeat; their values are integers, not moments."""


class Aggregation(StrEnum):
    """How a measure makes one number of many rows."""

    SUM = "sum"
    AVG = "avg"
    MIN = "min"
    MAX = "max"
    COUNT = "count"
    """Rows, or values that are not null when a column is named."""
    COUNT_DISTINCT = "count_distinct"
    MEDIAN = "median"
    QUANTILE = "quantile"
    STDDEV = "stddev"
    """Of a sample (n - 1)."""


class Additivity(StrEnum):
    """Whether results of a measure may be added up."""

    ADDITIVE = "additive"
    NON_ADDITIVE = "non_additive"


class Dimension(Contract):
    """A member to group or filter by: a column of the dataset, of a related one, or one that a formula computes."""

    name: str
    """How a question calls it: the column's name, or its address in a related table such as `customers.country`."""
    label: str
    kind: DimensionKind
    type: ColumnType
    description: str | None
    is_hidden: bool
    grains: tuple[TimeGrain, ...]
    """Time grains that make sense here; empty unless the kind is time."""
    default_grain: TimeGrain | None
    """The grain that fits the span of the data."""
    distinct_count: int | None
    min: bool | int | float | str | None
    max: bool | int | float | str | None
    formula: str | None
    """Of a calculated column."""
    format: str | None
    """A d3-format string, where somebody chose one."""
    unit: str | None
    synonyms: tuple[str, ...]


class Measure(Contract):
    """A member to aggregate: a numeric column, the rows themselves, or a measure that a formula defines."""

    name: str
    """The column's name, `*` for the rows, or the measure's name."""
    label: str
    type: ColumnType
    description: str | None
    is_hidden: bool
    default_aggregation: Aggregation | None
    """None for a measure with a formula, which is asked for without an aggregation."""
    aggregations: tuple[Aggregation, ...]
    """The aggregations that this column's type allows; none for a measure with a formula."""
    formula: str | None
    table: str
    """The table of the model that it belongs to."""
    format: str | None
    unit: str | None
    synonyms: tuple[str, ...]


class MemberHierarchyLevel(Contract):
    """One step of a hierarchy."""

    member: str
    grain: TimeGrain | None


class MemberHierarchy(Contract):
    """Dimensions to drill through, the coarsest first."""

    name: str
    levels: tuple[MemberHierarchyLevel, ...]


class RelatedTable(Contract):
    """A table that the dataset's rows can be grouped and filtered by."""

    address: str
    """What the names of its members begin with: `customers`, `shipped_on`, `customers.countries`."""
    label: str
    dataset_id: DatasetId
    is_many: bool
    """Whether one row of the dataset may belong to several of its rows; each is then counted once in every group."""
    dimensions: tuple[Dimension, ...]
    hierarchies: tuple[MemberHierarchy, ...]


class MemberParameter(Contract):
    """A value that a question may set."""

    name: str
    label: str
    type: ColumnType
    default: bool | int | float | str
    min: float | None
    max: float | None
    step: float | None


class SemanticModel(Contract):
    """The meanings around one dataset: inferred from its columns and its profile, and what people said about them."""

    model_id: UUID | None
    """None while nobody has defined anything."""
    table: str
    """What the model calls this dataset."""
    dataset_id: DatasetId
    dataset_name: str
    sql_name: str
    version_id: DatasetVersionId
    row_count: int
    as_of: datetime
    dimensions: tuple[Dimension, ...]
    """Of the dataset itself, calculated ones last."""
    measures: tuple[Measure, ...]
    """The rows, the columns that can be aggregated, then every measure of the model, this table's first."""
    related: tuple[RelatedTable, ...]
    hierarchies: tuple[MemberHierarchy, ...]
    parameters: tuple[MemberParameter, ...]


NUMERIC_AGGREGATIONS = (
    Aggregation.SUM,
    Aggregation.AVG,
    Aggregation.MIN,
    Aggregation.MAX,
    Aggregation.MEDIAN,
    Aggregation.QUANTILE,
    Aggregation.STDDEV,
    Aggregation.COUNT,
    Aggregation.COUNT_DISTINCT,
)
ORDERED_AGGREGATIONS = (Aggregation.MIN, Aggregation.MAX, Aggregation.COUNT, Aggregation.COUNT_DISTINCT)
COUNTING_AGGREGATIONS = (Aggregation.COUNT, Aggregation.COUNT_DISTINCT)

AGGREGATIONS: Mapping[ColumnType, tuple[Aggregation, ...]] = MappingProxyType(
    {
        ColumnType.INTEGER: NUMERIC_AGGREGATIONS,
        ColumnType.DECIMAL: NUMERIC_AGGREGATIONS,
        ColumnType.FLOAT: NUMERIC_AGGREGATIONS,
        ColumnType.TEXT: ORDERED_AGGREGATIONS,
        ColumnType.BOOLEAN: COUNTING_AGGREGATIONS,
        ColumnType.DATE: ORDERED_AGGREGATIONS,
        ColumnType.DATETIME: ORDERED_AGGREGATIONS,
        ColumnType.TIME: ORDERED_AGGREGATIONS,
        ColumnType.DURATION: COUNTING_AGGREGATIONS,
        ColumnType.JSON: COUNTING_AGGREGATIONS,
        ColumnType.GEO: COUNTING_AGGREGATIONS,
    }
)
"""The aggregations that a column of each type allows; `count` is the only one of the rows themselves."""

DATE_GRAINS = (
    TimeGrain.DAY,
    TimeGrain.WEEK,
    TimeGrain.MONTH,
    TimeGrain.QUARTER,
    TimeGrain.YEAR,
    TimeGrain.DAY_OF_WEEK,
    TimeGrain.MONTH_OF_YEAR,
)

GRAINS: Mapping[ColumnType, tuple[TimeGrain, ...]] = MappingProxyType(
    {ColumnType.DATE: DATE_GRAINS, ColumnType.DATETIME: tuple(TimeGrain)}
)
"""The time grains that a column of each type can be cut at; none for the types that are absent."""
