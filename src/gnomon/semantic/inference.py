"""A semantic model without any configuration: from columns and, where there is one, a profile."""

from datetime import datetime, timedelta

from gnomon.datasets.contracts import ROWS, Column, ColumnProfile, ColumnType, DatasetTable, Profile, ProfileValue
from gnomon.semantic.contracts import (
    AGGREGATIONS,
    GRAINS,
    Aggregation,
    Dimension,
    DimensionKind,
    Measure,
    SemanticModel,
    TimeGrain,
)
from gnomon.semantic.words import is_id_like, label_of, usual_aggregation

NUMERIC = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.FLOAT})

_KINDS = {
    ColumnType.INTEGER: DimensionKind.NUMBER,
    ColumnType.DECIMAL: DimensionKind.NUMBER,
    ColumnType.FLOAT: DimensionKind.NUMBER,
    ColumnType.DATE: DimensionKind.TIME,
    ColumnType.DATETIME: DimensionKind.TIME,
    ColumnType.BOOLEAN: DimensionKind.BOOLEAN,
    ColumnType.GEO: DimensionKind.GEO,
}
_GRAIN_UP_TO = (
    (timedelta(minutes=3), TimeGrain.SECOND),
    (timedelta(hours=3), TimeGrain.MINUTE),
    (timedelta(days=4), TimeGrain.HOUR),
    (timedelta(days=100), TimeGrain.DAY),
    (timedelta(days=400), TimeGrain.WEEK),
    (timedelta(days=12 * 366), TimeGrain.MONTH),
    (timedelta(days=40 * 366), TimeGrain.QUARTER),
)


def infer_model(table: DatasetTable, profile: Profile | None) -> SemanticModel:
    """What the columns of a dataset version mean, as far as their names, types and values tell."""
    profiles = {} if profile is None else {column.name: column for column in profile.columns}
    columns = sorted(table.columns, key=lambda column: column.position)
    return SemanticModel(
        model_id=None,
        table=table.sql_name,
        dataset_id=table.dataset_id,
        dataset_name=table.name,
        sql_name=table.sql_name,
        version_id=table.version_id,
        row_count=table.row_count,
        as_of=table.created_at,
        dimensions=tuple(infer_dimension(column, profiles.get(column.name)) for column in columns),
        measures=(
            infer_rows(table.sql_name),
            *(infer_measure(column, table.sql_name) for column in columns if counts(column)),
        ),
        related=(),
        hierarchies=(),
        parameters=(),
    )


def kind_of(column_type: ColumnType) -> DimensionKind:
    """The sort of thing that values of a type usually are."""
    return _KINDS.get(column_type, DimensionKind.CATEGORICAL)


def can_be(column_type: ColumnType, kind: DimensionKind) -> bool:
    """Whether somebody may say that a column of this type is of a kind."""
    return kind in (DimensionKind.CATEGORICAL, DimensionKind.GEO, kind_of(column_type))


def counts(column: Column, kind: DimensionKind | None = None) -> bool:
    """Whether a column is a quantity: by the kind that somebody chose, else by its name."""
    if column.type not in NUMERIC:
        return False
    return not is_id_like(column.name, column.type) if kind is None else kind is DimensionKind.NUMBER


def infer_dimension(column: Column, profile: ColumnProfile | None) -> Dimension:
    """A column to group and filter by."""
    low, high = (None, None) if profile is None else (profile.min, profile.max)
    return Dimension(
        name=column.name,
        label=column.label or label_of(column.name),
        kind=kind_of(column.type),
        type=column.type,
        description=column.description,
        is_hidden=column.is_hidden,
        grains=GRAINS.get(column.type, ()),
        default_grain=default_grain(column.type, low, high),
        distinct_count=None if profile is None else profile.distinct_count,
        min=low,
        max=high,
        formula=None,
        format=None,
        unit=None,
        synonyms=(),
    )


def infer_rows(table: str) -> Measure:
    """The rows of a table themselves."""
    return Measure(
        name=ROWS,
        label="Rows",
        type=ColumnType.INTEGER,
        description="How many rows there are.",
        is_hidden=False,
        default_aggregation=Aggregation.COUNT,
        aggregations=(Aggregation.COUNT,),
        formula=None,
        table=table,
        format=None,
        unit=None,
        synonyms=(),
    )


def infer_measure(column: Column, table: str) -> Measure:
    """A column to aggregate."""
    return Measure(
        name=column.name,
        label=column.label or label_of(column.name),
        type=column.type,
        description=column.description,
        is_hidden=column.is_hidden,
        default_aggregation=usual_aggregation(column.name),
        aggregations=AGGREGATIONS[column.type],
        formula=None,
        table=table,
        format=None,
        unit=None,
        synonyms=(),
    )


def default_grain(column_type: ColumnType, low: ProfileValue | None, high: ProfileValue | None) -> TimeGrain | None:
    """The grain that cuts the span of the data into a readable number of steps."""
    grains = GRAINS.get(column_type)
    if grains is None:
        return None
    first, last = _moment(low), _moment(high)
    if first is None or last is None:
        return TimeGrain.MONTH
    span = last - first
    fitting = (grain for limit, grain in _GRAIN_UP_TO if span <= limit and grain in grains)
    return next(fitting, TimeGrain.YEAR)


def _moment(value: ProfileValue | None) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        return datetime.fromisoformat(value).replace(tzinfo=None)
    except ValueError:
        return None
