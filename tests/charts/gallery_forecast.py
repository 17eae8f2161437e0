"""Charts that look ahead, and the made-up past that they look ahead from."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from tests.charts.gallery import AMOUNT, PROFIT, RECEIPT, SALES, by, chart
from tests.charts.published_series import AIR_PASSENGERS

from gnomon.charts.contracts import ChartOptions, ChartSpec, Drawing, Forecast, Mark
from gnomon.charts.drawing import Draft, draft
from gnomon.charts.forecasts.asking import Outlook, with_outlook
from gnomon.charts.forecasts.call import forecast
from gnomon.charts.forecasts.histories import NoForecast, past_of
from gnomon.charts.periods import moved
from gnomon.datasets.contracts import ColumnType
from gnomon.foundation.kit import clock
from gnomon.query.contracts import ColumnRole, QueryColumn, QueryMeaning
from gnomon.semantic.contracts import SemanticModel

NOW = datetime(2024, 12, 20, tzinfo=UTC)
START = datetime(2019, 1, 1)
AHEAD = ChartOptions(forecast=Forecast(periods=12))
Value = Callable[[int, Any], float | None]

FORECAST_CHARTS: dict[str, ChartSpec] = {
    "line_with_a_forecast": chart(Mark.LINE, AHEAD, x=by("order_date"), y=(AMOUNT,)),
    "area_with_a_forecast": chart(Mark.AREA, AHEAD, x=by("order_date"), y=(AMOUNT,)),
    "bars_with_a_forecast": chart(Mark.BAR, AHEAD, x=by("order_date"), y=(AMOUNT,)),
    "lines_with_forecasts": chart(Mark.LINE, AHEAD, x=by("order_date"), y=(AMOUNT,), color=by("region")),
    "lines_of_measures_with_forecasts": chart(Mark.LINE, AHEAD, x=by("order_date"), y=(AMOUNT, PROFIT)),
}


def passengers(at: int, series: Any) -> float | None:
    """Seventy-two months of the airline, scaled by series; the last one is not over."""
    scale = {None: 1.0, "East": 1.0, "North": 0.7, "South": 0.45, "West": 0.3}.get(series, 1.0)
    return None if at >= 72 else AIR_PASSENGERS[72 + at] * scale * (0.4 if at == 71 else 1)


def rows_over_time(made: Draft, value: Value, periods: int, series: Sequence[Any] = (None,)) -> list[list[Any]]:
    """Rows as they come from the engine: the latest first, each period for each series."""
    grain = made.made.x.ref.grain if made.made.x is not None else None
    assert grain is not None
    rows: list[list[Any]] = []
    for at in reversed(range(periods)):
        for one in series:
            known = value(at, one)
            if known is None:
                continue
            start = moved(START, grain, at)
            row: dict[str, Any] = {made.made.x.column: start.date().isoformat()} if made.made.x is not None else {}
            if made.made.series is not None:
                row[made.made.series.column] = one
            row |= {measure.name or "": known / (place + 1) for place, measure in enumerate(made.query.measures)}
            rows.append([row[column.name] for column in columns_of(made)])
    return rows


def columns_of(made: Draft) -> tuple[QueryColumn, ...]:
    """The columns of an answer to a chart."""
    groups = [
        (one.name or "", ColumnRole.DIMENSION, ColumnType.DATE, one.grain, one.bins and one.bins.width)
        for one in made.query.dimensions
    ]
    counts = [(one.name or "", ColumnRole.MEASURE, ColumnType.FLOAT, None, None) for one in made.query.measures]
    return tuple(
        QueryColumn(
            name=name,
            label=name,
            role=role,
            type=column_type,
            member=name,
            aggregation=None,
            grain=grain,
            bin_width=width,
            is_text_encoded=False,
        )
        for name, role, column_type, grain, width in (*groups, *counts)
    )


def looked_ahead(
    spec: ChartSpec, rows: Sequence[Sequence[Any]] | None = None, model: SemanticModel = SALES, now: datetime = NOW
) -> tuple[Drawing, list[dict[str, Any]]]:
    """A chart with its forecast as the worker makes it, and its rows as the browser holds them."""
    made = draft(spec, model)
    groups = ("East", "North", "South", "West") if made.made.series is not None else (None,)
    rows = rows_over_time(made, passengers, 72, groups) if rows is None else rows
    columns = columns_of(made)
    meaning = QueryMeaning(
        columns=columns, row_count=len(rows), total_rows=len(rows), is_truncated=False, warnings=(), receipt=RECEIPT
    )
    with clock.fixed_at(now):
        outlook = _outlook(made, columns, rows)
    drawing = with_outlook(made.drawing(meaning), made, outlook)
    return drawing, with_milliseconds(columns, rows)


def with_milliseconds(columns: Sequence[QueryColumn], rows: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
    """Rows as the browser holds them, with moments as numbers."""
    held = [dict(zip([one.name for one in columns], row, strict=True)) for row in rows]
    dates = [one.name for one in columns if one.grain is not None]
    return [row | {date: _milliseconds(row[date]) for date in dates} for row in held]


def _milliseconds(text: Any) -> Any:
    is_moment = isinstance(text, str)
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000) if is_moment else text


def _outlook(made: Draft, columns: Sequence[QueryColumn], rows: Sequence[Sequence[Any]]) -> Outlook:
    wanted = made.spec.options.forecast
    assert wanted is not None
    try:
        past = past_of(made.made, made.spec, columns, rows)
    except NoForecast as why:
        return Outlook(None, (), (f"No forecast: {why}.",))
    payload = {"series": [one.values for one in past.histories], "season": past.season}
    told = forecast(None, payload | {"periods": wanted.periods, "percent": wanted.interval})  # type: ignore[arg-type]
    return Outlook(past, tuple(told["series"]), past.notes)
