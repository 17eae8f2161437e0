"""Charts with notes, and with gaps, over the same made-up past as those that look ahead."""

from collections.abc import Sequence
from typing import Any

from tests.charts.gallery import AMOUNT, PROFIT, RECEIPT, SALES, by, chart
from tests.charts.gallery_forecast import columns_of, looked_ahead, passengers, rows_over_time, with_milliseconds

from gnomon.charts.annotating import with_annotations
from gnomon.charts.contracts import Annotation, AnnotationKind, ChartOptions, ChartSpec, Drawing, Forecast, Mark
from gnomon.charts.drawing import draft
from gnomon.charts.gaps import with_gaps
from gnomon.charts.layers import Gaps
from gnomon.query.contracts import QueryMeaning
from gnomon.semantic.contracts import SemanticModel

POINT, RANGE, HEIGHT = AnnotationKind.POINT, AnnotationKind.RANGE, AnnotationKind.HEIGHT
NOTES = (
    Annotation(kind=POINT, text="The new terminal opens", x="2022-07-14"),
    Annotation(kind=POINT, text="Strike", x="2021-02-01", y=600),
    Annotation(kind=RANGE, text="Runway closed", x="2023-02-01", x_to="2023-06-30"),
    Annotation(kind=HEIGHT, text="What the old terminal could hold", y=450),
)
NAMED = (
    Annotation(kind=POINT, text="Includes the shop that was bought in spring, from its first day on", x="West"),
    Annotation(kind=HEIGHT, text="Goal", y=300),
)
OVER_TIME = {"x": by("order_date"), "y": (AMOUNT,)}
GROUPS = ("East", "North", "South", "West")


def gappy(at: int, series: Any) -> float | None:
    """The same months, of which some are missing."""
    return None if at in {20, 21, 40} or at > 60 else passengers(at, series)


LAYER_CHARTS: dict[str, ChartSpec] = {
    "line_with_notes": chart(Mark.LINE, ChartOptions(annotations=NOTES), **OVER_TIME),
    "area_with_notes": chart(Mark.AREA, ChartOptions(annotations=NOTES), **OVER_TIME),
    "bars_with_notes": chart(Mark.BAR, ChartOptions(annotations=NOTES), **OVER_TIME),
    "stacked_bars_with_notes": chart(
        Mark.BAR, ChartOptions(annotations=NOTES), x=by("order_date"), y=(AMOUNT,), color=by("region")
    ),
    "bars_of_names_with_notes": chart(Mark.BAR, ChartOptions(annotations=NAMED), x=by("region"), y=(AMOUNT,)),
    "lying_bars_with_notes": chart(
        Mark.BAR, ChartOptions(annotations=NAMED, is_horizontal=True), x=by("region"), y=(AMOUNT,)
    ),
    "line_with_notes_and_a_forecast": chart(
        Mark.LINE,
        ChartOptions(
            forecast=Forecast(periods=12), annotations=(*NOTES, Annotation(kind=POINT, text="Next", x="2025-06-01"))
        ),
        **OVER_TIME,
    ),
    "line_that_breaks": chart(Mark.LINE, ChartOptions(gaps=Gaps.BREAK), **OVER_TIME),
    "line_that_falls_to_zero": chart(Mark.LINE, ChartOptions(gaps=Gaps.ZERO), **OVER_TIME),
    "lines_that_break": chart(
        Mark.LINE, ChartOptions(gaps=Gaps.BREAK), x=by("order_date"), y=(AMOUNT,), color=by("region")
    ),
    "lines_of_measures_that_fall_to_zero": chart(
        Mark.LINE, ChartOptions(gaps=Gaps.ZERO), x=by("order_date"), y=(AMOUNT, PROFIT)
    ),
    "lines_that_go_on": chart(Mark.LINE, ChartOptions(gaps=Gaps.CONNECT), x=by("order_date"), y=(AMOUNT, PROFIT)),
}


def rows_for(spec: ChartSpec, model: SemanticModel = SALES) -> list[list[Any]]:
    """Rows of the answer to one of these charts."""
    made = draft(spec, model)
    if made.made.x is not None and made.made.x.column == "region":
        return [[name, value] for name, value in zip(GROUPS, (420.0, 260.0, None, 130.0), strict=True)]
    value = passengers if spec.options.gaps is Gaps.AUTO else gappy
    return rows_over_time(made, value, 72, GROUPS if made.made.series is not None else (None,))


def laid_over(
    spec: ChartSpec, rows: Sequence[Sequence[Any]] | None = None, model: SemanticModel = SALES
) -> tuple[Drawing, list[dict[str, Any]]]:
    """A chart with its layers, and its rows as the browser holds them."""
    made = draft(spec, model)
    rows = rows_for(spec, model) if rows is None else rows
    columns = columns_of(made)
    if spec.options.forecast is not None:
        drawing, held = looked_ahead(spec, rows, model)
    else:
        meaning = QueryMeaning(
            columns=columns, row_count=len(rows), total_rows=len(rows), is_truncated=False, warnings=(), receipt=RECEIPT
        )
        drawing = with_gaps(made.drawing(meaning), made.made, spec, columns, rows)
        held = with_milliseconds(columns, rows)
    return with_annotations(drawing, made.made, spec, columns, rows), held
