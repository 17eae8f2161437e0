"""Charts of spreads, of days and of many measures: what the tests of these pictures draw."""

from tests.charts.gallery import AMOUNT, PROFIT, ROWS, by, chart, of

from gnomon.charts.contracts import ChartOptions, ChartSpec, Mark
from gnomon.query.contracts import Bins
from gnomon.semantic.contracts import Aggregation, TimeGrain

PRICES = (
    of("amount", Aggregation.QUANTILE, quantile=0.1, label="Open"),
    of("amount", Aggregation.MAX, label="High"),
    of("amount", Aggregation.MIN, label="Low"),
    of("amount", Aggregation.QUANTILE, quantile=0.9, label="Close"),
)
RATING = of("rating", Aggregation.AVG)
OLDEST = of("year", Aggregation.MIN)

SPREAD_CHARTS: dict[str, ChartSpec] = {
    "boxes_by_category": chart(Mark.BOX, x=by("region"), y=(of("profit", Aggregation.AVG),)),
    "boxes_by_category_and_color": chart(Mark.BOX, x=by("region"), y=(by("profit"),), color=by("is_new")),
    "boxes_of_many_categories_lying": chart(Mark.BOX, ChartOptions(limit=8), x=AMOUNT, y=(by("product"),)),
    "boxes_over_time": chart(Mark.BOX, x=by("order_date"), y=(by("amount"),)),
    "box_alone": chart(Mark.BOX, x=by("amount")),
    "boxes_in_facets": chart(Mark.BOX, x=by("is_new"), y=(by("amount"),), facet=by("region"), color=by("is_new")),
    "strips_by_category": chart(Mark.STRIP, x=by("region"), y=(by("profit"),), tooltip=(by("product"),)),
    "strips_lying_by_color": chart(Mark.STRIP, x=by("profit"), y=(by("is_new"),), color=by("region")),
    "strip_alone": chart(Mark.STRIP, y=(PROFIT,)),
    "density": chart(Mark.DENSITY, x=by("amount")),
    "densities_by_color": chart(Mark.DENSITY, x=by("profit"), color=by("region")),
    "densities_of_many_groups_in_facets": chart(
        Mark.DENSITY, x=by("profit", bins=Bins(width=20)), color=by("product"), facet=by("is_new")
    ),
    "violins": chart(Mark.VIOLIN, x=by("region"), y=(by("profit"),)),
    "violins_lying": chart(Mark.VIOLIN, x=by("profit"), y=(by("product"),), color=by("product")),
    "calendar": chart(Mark.CALENDAR, x=by("order_date", grain=TimeGrain.MONTH), y=(AMOUNT,)),
    "calendar_of_moments_with_a_tooltip": chart(Mark.CALENDAR, x=by("ordered_at"), color=ROWS, tooltip=(PROFIT,)),
    "bubbles": chart(Mark.BUBBLE, x=AMOUNT, y=(PROFIT,), size=ROWS, color=by("region"), tooltip=(by("product"),)),
    "bubbles_of_three_measures_in_y": chart(Mark.BUBBLE, x=by("product"), y=(AMOUNT, PROFIT, ROWS)),
    "candlesticks": chart(Mark.CANDLESTICK, x=by("order_date", grain=TimeGrain.WEEK), y=PRICES),
    "candlesticks_in_facets": chart(Mark.CANDLESTICK, x=by("order_date"), y=PRICES, facet=by("region")),
    "radar_of_measures": chart(Mark.RADAR, color=by("region"), y=(AMOUNT, PROFIT, ROWS, RATING, OLDEST)),
    "radar_of_months": chart(
        Mark.RADAR, x=by("order_date", grain=TimeGrain.DAY_OF_WEEK), y=(AMOUNT,), color=by("is_new")
    ),
    "radar_of_many_values": chart(Mark.RADAR, x=by("product"), y=(AMOUNT,)),
    "parallel": chart(Mark.PARALLEL, x=by("region"), y=(AMOUNT, PROFIT, ROWS, RATING), color=by("region")),
    "parallel_of_many_in_facets": chart(Mark.PARALLEL, x=by("product"), y=(AMOUNT, PROFIT, OLDEST), facet=by("is_new")),
    "streams": chart(Mark.STREAM, x=by("order_date"), y=(AMOUNT,), color=by("region")),
    "streams_of_many_groups": chart(Mark.STREAM, x=by("order_date"), y=(ROWS,), color=by("product")),
}
