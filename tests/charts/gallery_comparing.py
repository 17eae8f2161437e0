"""Charts that compare: bars and lines, parts, steps, stages, targets and ranks, as the tests of pictures draw them."""

from tests.charts.gallery import AMOUNT, PROFIT, ROWS, by, chart, of

from gnomon.charts.contracts import ChartOptions, ChartSpec, Mark
from gnomon.semantic.contracts import Aggregation, TimeGrain

TOTAL_PROFIT = of("profit", Aggregation.SUM)

COMPARING: dict[str, ChartSpec] = {
    "combo_over_time": chart(Mark.COMBO, x=by("order_date"), y=(AMOUNT, PROFIT)),
    "combo_of_categories": chart(
        Mark.COMBO, ChartOptions(show_labels=True), x=by("region"), y=(AMOUNT, ROWS, of("amount", Aggregation.AVG))
    ),
    "combo_of_like_measures": chart(Mark.COMBO, x=by("product"), y=(AMOUNT, TOTAL_PROFIT)),
    "combo_of_weekdays": chart(Mark.COMBO, x=by("order_date", grain=TimeGrain.DAY_OF_WEEK), y=(AMOUNT, ROWS)),
    "donut": chart(Mark.DONUT, ChartOptions(show_labels=True), color=by("region"), y=(AMOUNT,)),
    "donut_of_many": chart(Mark.DONUT, color=by("product"), y=(ROWS,)),
    "donut_of_averages": chart(Mark.DONUT, color=by("region"), y=(PROFIT,)),
    "donuts_in_facets": chart(
        Mark.DONUT, ChartOptions(show_labels=True), color=by("region"), y=(AMOUNT,), facet=by("is_new")
    ),
    "waterfall_of_weekdays": chart(Mark.WATERFALL, x=by("order_date", grain=TimeGrain.DAY_OF_WEEK), y=(TOTAL_PROFIT,)),
    "waterfall_of_months": chart(Mark.WATERFALL, x=by("order_date"), y=(TOTAL_PROFIT,)),
    "waterfall_of_many": chart(Mark.WATERFALL, ChartOptions(limit=6), x=by("product"), y=(AMOUNT,)),
    "waterfall_of_averages": chart(Mark.WATERFALL, x=by("region"), y=(PROFIT,)),
    "funnel": chart(Mark.FUNNEL, x=by("region"), y=(ROWS,)),
    "funnel_in_its_own_order": chart(
        Mark.FUNNEL, ChartOptions(number_format=",.0f"), x=by("rating"), y=(AMOUNT,), tooltip=(PROFIT,)
    ),
    "lollipop": chart(Mark.LOLLIPOP, ChartOptions(is_horizontal=True, show_labels=True), x=by("product"), y=(AMOUNT,)),
    "lollipop_standing": chart(Mark.LOLLIPOP, x=by("order_date", grain=TimeGrain.DAY_OF_WEEK), y=(PROFIT,)),
    "lollipop_of_two_measures": chart(Mark.LOLLIPOP, x=AMOUNT, y=(by("region"), TOTAL_PROFIT)),
    "lollipop_by_color_in_facets": chart(
        Mark.LOLLIPOP, x=by("region"), y=(AMOUNT,), color=by("is_new"), facet=by("is_new")
    ),
    "bullets": chart(Mark.BULLET, ChartOptions(show_labels=True), x=by("region"), y=(AMOUNT, TOTAL_PROFIT)),
    "bullets_over_time": chart(Mark.BULLET, x=by("order_date"), y=(AMOUNT, TOTAL_PROFIT)),
    "bullet_alone": chart(Mark.BULLET, ChartOptions(show_labels=True), y=(AMOUNT, TOTAL_PROFIT)),
    "gauge": chart(Mark.GAUGE, y=(AMOUNT,)),
    "gauge_with_a_target": chart(Mark.GAUGE, y=(AMOUNT, TOTAL_PROFIT)),
    "gauge_to_a_chosen_end": chart(Mark.GAUGE, ChartOptions(value_max=2500, number_format=",.1f"), y=(AMOUNT,)),
    "slopes": chart(Mark.SLOPE, x=by("order_date"), y=(AMOUNT,), color=by("region")),
    "slopes_of_many": chart(Mark.SLOPE, x=by("product"), y=(AMOUNT,), color=by("year")),
    "slope_alone": chart(Mark.SLOPE, x=by("order_date", grain=TimeGrain.YEAR), y=(PROFIT,)),
    "bump": chart(Mark.BUMP, x=by("order_date"), y=(AMOUNT,), color=by("region")),
    "bump_of_many": chart(Mark.BUMP, x=by("order_date", grain=TimeGrain.DAY_OF_WEEK), y=(AMOUNT,), color=by("product")),
}
