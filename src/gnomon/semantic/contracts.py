"""The front door of semantic: dimensions, measures and what may be done with them."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

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
    """A member to group or filter by: one column of the dataset."""

    name: str
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


class Measure(Contract):
    """A member to aggregate: one numeric column, or the rows themselves."""

    name: str
    """The column's name, or `*` for the rows."""
    label: str
    type: ColumnType
    description: str | None
    is_hidden: bool
    default_aggregation: Aggregation
    aggregations: tuple[Aggregation, ...]
    """The aggregations that this column's type allows."""


class SemanticModel(Contract):
    """The meanings over one dataset, inferred from its columns and its profile."""

    dataset_id: DatasetId
    dataset_name: str
    sql_name: str
    version_id: DatasetVersionId
    row_count: int
    as_of: datetime
    dimensions: tuple[Dimension, ...]
    measures: tuple[Measure, ...]


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
