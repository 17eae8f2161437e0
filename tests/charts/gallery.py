"""A model, charts over it, and answers made up for them: what the tests of pictures draw."""

import itertools
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from gnomon.charts.contracts import ChartOptions, ChartSpec, Encodings, FieldRef, FieldRole, Mark
from gnomon.datasets.contracts import ColumnType, DatasetId, DatasetVersionId
from gnomon.query.contracts import (
    Bins,
    ColumnRole,
    DimensionRef,
    MeasureRef,
    QueryColumn,
    QueryMeaning,
    QuerySpec,
    Receipt,
)
from gnomon.semantic.contracts import Aggregation, Dimension, DimensionKind, Measure, SemanticModel, TimeGrain

DATASET = DatasetId(UUID(int=1))
VERSION = DatasetVersionId(UUID(int=2))
DAY_MS = 86_400_000
START_MS = 1_704_067_200_000

KINDS = {
    ColumnType.TEXT: DimensionKind.CATEGORICAL,
    ColumnType.BOOLEAN: DimensionKind.BOOLEAN,
    ColumnType.DATE: DimensionKind.TIME,
    ColumnType.DATETIME: DimensionKind.TIME,
    ColumnType.INTEGER: DimensionKind.NUMBER,
    ColumnType.DECIMAL: DimensionKind.NUMBER,
    ColumnType.FLOAT: DimensionKind.NUMBER,
}


def dimension(name: str, column_type: ColumnType, distinct: int, low: Any = None, high: Any = None) -> Dimension:
    """A dimension as the semantic room would infer it."""
    kind = KINDS[column_type]
    return Dimension(
        name=name,
        label=name.replace("_", " ").capitalize() if name.islower() else name,
        kind=kind,
        type=column_type,
        description=None,
        is_hidden=False,
        grains=tuple(TimeGrain) if kind is DimensionKind.TIME else (),
        default_grain=TimeGrain.MONTH if kind is DimensionKind.TIME else None,
        distinct_count=distinct,
        min=low,
        max=high,
        formula=None,
        format=None,
        unit=None,
        synonyms=(),
    )


def model_of(*dimensions: Dimension, row_count: int = 2_000) -> SemanticModel:
    """A model of these dimensions; every number is a measure too."""
    measures = tuple(
        Measure(
            name=one.name,
            label=one.label,
            type=one.type,
            description=None,
            is_hidden=False,
            default_aggregation=Aggregation.SUM,
            aggregations=tuple(Aggregation),
            formula=None,
            table="sales",
            format=None,
            unit=None,
            synonyms=(),
        )
        for one in dimensions
        if one.kind is DimensionKind.NUMBER
    )
    return SemanticModel(
        model_id=None,
        table="sales",
        related=(),
        hierarchies=(),
        parameters=(),
        dataset_id=DATASET,
        dataset_name="Sales",
        sql_name="sales",
        version_id=VERSION,
        row_count=row_count,
        as_of=datetime(2024, 1, 1, tzinfo=UTC),
        dimensions=dimensions,
        measures=measures,
    )


SALES = model_of(
    dimension("order_date", ColumnType.DATE, 700, "2023-01-01", "2024-12-31"),
    dimension("ordered_at", ColumnType.DATETIME, 2_000, "2023-01-01T00:00:00", "2024-12-31T23:59:59"),
    dimension("region", ColumnType.TEXT, 4, "East", "West"),
    dimension("product", ColumnType.TEXT, 348, "Anvil", "Zither"),
    dimension("is_new", ColumnType.BOOLEAN, 2, False, True),
    dimension("year", ColumnType.INTEGER, 11, 1955, 2005),
    dimension("rating", ColumnType.INTEGER, 5, 1, 5),
    dimension("amount", ColumnType.DECIMAL, 1_500, 0.5, 999.5),
    dimension("profit", ColumnType.FLOAT, 1_900, -300.0, 400.0),
)


def by(member: str, **more: Any) -> FieldRef:
    """A dimension in a well."""
    return FieldRef(role=FieldRole.DIMENSION, member=member, **more)


def of(member: str, aggregation: Aggregation | None = None, **more: Any) -> FieldRef:
    """A measure in a well."""
    return FieldRef(role=FieldRole.MEASURE, member=member, aggregation=aggregation, **more)


def chart(mark: Mark = Mark.AUTO, options: ChartOptions | None = None, **encodings: Any) -> ChartSpec:
    """A chart over the sales."""
    return ChartSpec(dataset_id=DATASET, mark=mark, encodings=Encodings(**encodings), options=options or ChartOptions())


AMOUNT = of("amount", Aggregation.SUM)
ROWS = of("*", Aggregation.COUNT)
PROFIT = of("profit", Aggregation.AVG)

CHARTS: dict[str, ChartSpec] = {
    "kpi": chart(y=(AMOUNT,)),
    "table_of_groups": chart(Mark.TABLE, x=by("product"), y=(AMOUNT, PROFIT)),
    "table_of_rows": chart(),
    "line_over_time": chart(x=by("order_date"), y=(AMOUNT,)),
    "lines_of_two_measures": chart(x=by("order_date"), y=(AMOUNT, PROFIT)),
    "lines_by_color": chart(x=by("order_date", grain=TimeGrain.WEEK), y=(AMOUNT,), color=by("region")),
    "lines_of_many_groups": chart(Mark.LINE, x=by("order_date"), y=(AMOUNT,), color=by("product")),
    "line_of_years": chart(x=by("year"), y=(AMOUNT,), color=by("region")),
    "lines_in_facets": chart(Mark.LINE, x=by("order_date"), y=(AMOUNT,), facet=by("region")),
    "lines_of_two_measures_by_color": chart(Mark.LINE, x=by("order_date"), y=(AMOUNT, PROFIT), color=by("region")),
    "line_with_labels": chart(
        Mark.LINE, ChartOptions(show_labels=True), x=by("order_date", grain=TimeGrain.QUARTER), y=(AMOUNT,)
    ),
    "area_stacked": chart(Mark.AREA, x=by("order_date"), y=(AMOUNT,), color=by("region")),
    "area_in_percent": chart(
        Mark.AREA, ChartOptions(stacking="percent"), x=by("order_date"), y=(AMOUNT,), color=by("region")
    ),
    "area_of_averages": chart(Mark.AREA, x=by("order_date"), y=(PROFIT,), color=by("region")),
    "bars_of_categories": chart(x=by("region"), y=(AMOUNT,)),
    "bars_of_many_categories": chart(x=by("product"), y=(AMOUNT,)),
    "bars_over_time": chart(Mark.BAR, x=by("order_date"), y=(AMOUNT,)),
    "bars_of_weekdays": chart(x=by("order_date", grain=TimeGrain.DAY_OF_WEEK), y=(PROFIT,)),
    "bars_of_steps": chart(Mark.BAR, x=by("amount"), y=(PROFIT,)),
    "bars_stacked_with_labels": chart(
        Mark.BAR, ChartOptions(show_labels=True), x=by("region"), y=(AMOUNT,), color=by("is_new")
    ),
    "bars_side_by_side": chart(
        Mark.BAR, ChartOptions(stacking="grouped", show_labels=True), x=by("region"), y=(AMOUNT,), color=by("is_new")
    ),
    "bars_in_percent_lying": chart(
        Mark.BAR, ChartOptions(stacking="percent", is_horizontal=True), x=by("region"), y=(ROWS,), color=by("is_new")
    ),
    "bars_of_averages_by_color": chart(Mark.BAR, x=by("region"), y=(PROFIT,), color=by("is_new")),
    "bars_of_two_measures": chart(Mark.BAR, x=by("region"), y=(AMOUNT, PROFIT)),
    "bars_of_two_measures_by_color": chart(Mark.BAR, x=by("region"), y=(AMOUNT, ROWS), color=by("is_new")),
    "bars_of_many_colors": chart(Mark.BAR, x=by("region"), y=(AMOUNT,), color=by("product")),
    "bars_sorted_by_label_with_format": chart(
        Mark.BAR,
        ChartOptions(sort="label_descending", number_format=",.2f", show_labels=True),
        x=by("region"),
        y=(AMOUNT,),
    ),
    "bars_colored_by_a_measure": chart(Mark.BAR, x=by("region"), y=(AMOUNT,), color=PROFIT),
    "histogram": chart(x=by("amount")),
    "histogram_by_color": chart(Mark.HISTOGRAM, x=by("amount", bins=Bins(width=50)), color=by("region")),
    "histogram_of_dates": chart(Mark.HISTOGRAM, x=by("order_date")),
    "points_of_rows": chart(x=by("amount"), y=(by("profit"),), color=by("region"), tooltip=(by("product"),)),
    "points_of_groups": chart(x=AMOUNT, y=(PROFIT,), size=ROWS, color=by("region"), tooltip=(by("product"),)),
    "pie": chart(Mark.PIE, ChartOptions(show_labels=True), color=by("region"), y=(AMOUNT,)),
    "pie_of_many": chart(Mark.PIE, color=by("product"), y=(AMOUNT,)),
    "heatmap": chart(x=by("product"), y=(by("region"),), color=AMOUNT),
    "heatmap_over_time": chart(Mark.HEATMAP, x=by("ordered_at"), y=(by("region"),), color=AMOUNT),
    "heatmap_of_hours": chart(
        Mark.HEATMAP,
        x=by("ordered_at", grain=TimeGrain.HOUR_OF_DAY),
        y=(by("ordered_at", grain=TimeGrain.DAY_OF_WEEK),),
        color=PROFIT,
    ),
    "squares": chart(Mark.HEATMAP, x=by("amount"), y=(by("profit"),)),
}


def answer_to(query: QuerySpec, model: SemanticModel) -> tuple[QueryMeaning, list[dict[str, Any]]]:
    """An answer as the browser holds it: each pair of made-up groups once, with made-up amounts and gaps."""
    dimensions = {one.name: one for one in model.dimensions}
    shown = query.dimensions or tuple(DimensionRef(member=one.name, name=one.name) for one in model.dimensions[:3])
    columns = [_column(one.name or one.member, one, dimensions[one.member]) for one in shown]
    values = [_values(one, dimensions[one.member]) for one in shown]
    pairs = list(itertools.islice(itertools.product(*values), 400))
    measures = [_measure_column(one) for one in query.measures]
    rows = []
    for place, pair in enumerate(pairs[: query.limit]):
        row = dict(zip([one.name for one in columns], pair, strict=True))
        for step, one in enumerate(measures):
            row[one.name] = None if place % 11 == 10 else ((place * 37 + step * 11) % 101) * 23.5
        rows.append(row)
    columns += measures
    meaning = QueryMeaning(
        columns=tuple(columns),
        row_count=len(rows),
        total_rows=len(pairs),
        is_truncated=len(rows) < len(pairs),
        warnings=(),
        receipt=RECEIPT,
    )
    return meaning, rows


RECEIPT = Receipt(
    run_id=UUID(int=3),
    spec=None,
    dataset_id=DATASET,
    dataset_version_id=VERSION,
    content_hash="hash",
    as_of=datetime(2024, 1, 1, tzinfo=UTC),
    sources=(),
    model_id=None,
    model_revision=0,
    policy_hash=None,
    sql="SELECT 1",
    parameters=(),
    fingerprint="fingerprint",
    time_zone="UTC",
    asked_at=datetime(2024, 1, 2, tzinfo=UTC),
    rows_scanned=1,
    row_count=1,
    is_truncated=False,
    is_cached=False,
    shared_pass=None,
    rolled_up=False,
    elapsed_ms=1.0,
)


def _column(name: str, ref: DimensionRef, known: Dimension) -> QueryColumn:
    width = None
    if ref.bins is not None:
        width = ref.bins.width or (86_400.0 * 30 if known.kind is DimensionKind.TIME else 50.0)
    return QueryColumn(
        name=name,
        label=known.label,
        role=ColumnRole.DIMENSION,
        type=known.type,
        member=known.name,
        aggregation=None,
        grain=ref.grain,
        bin_width=width,
        is_text_encoded=False,
    )


def _measure_column(ref: MeasureRef) -> QueryColumn:
    return QueryColumn(
        name=ref.name or "",
        label=ref.name or "",
        role=ColumnRole.MEASURE,
        type=ColumnType.FLOAT,
        member=ref.member,
        aggregation=ref.aggregation,
        grain=None,
        bin_width=None,
        is_text_encoded=False,
    )


def _values(ref: DimensionRef, known: Dimension) -> list[Any]:
    match ref.grain:
        case TimeGrain.DAY_OF_WEEK:
            return [1, 2, 3, 4, 5, 6, 7]
        case TimeGrain.HOUR_OF_DAY:
            return list(range(24))
        case _ if known.kind is DimensionKind.TIME:
            return [START_MS + step * 30 * DAY_MS for step in range(12)]
        case _ if known.kind is DimensionKind.BOOLEAN:
            return [True, False, None]
        case _ if known.kind is DimensionKind.NUMBER:
            low = int(known.min or 0) // 50 * 50 if ref.bins else float(known.min or 0)
            return [low + step * (50 if ref.bins else 17) for step in range(14)]
        case _:
            return [f"{known.name} {letter}" for letter in "ABCDEFGHIJKLMN"[: known.distinct_count]] + [None]
