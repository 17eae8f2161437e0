"""Which mark is recommended for which fields, and why."""

import pytest
from tests.charts.gallery import AMOUNT, PROFIT, ROWS, SALES, by, chart, of

from gnomon.charts.contracts import ChartSpec, Mark
from gnomon.charts.fields import wells_of
from gnomon.charts.recommend import recommend
from gnomon.semantic.contracts import Aggregation, TimeGrain

CASES: list[tuple[ChartSpec, Mark, str]] = [
    (chart(), Mark.TABLE, "The rows themselves, because no field is chosen yet."),
    (chart(y=(AMOUNT,)), Mark.KPI, "A single number, because one measure stands alone."),
    (chart(y=(AMOUNT, PROFIT)), Mark.KPI, "One number each, because the measures stand alone."),
    (chart(x=AMOUNT, y=(PROFIT,)), Mark.SCATTER, "Points, because two numbers are compared row by row."),
    (chart(x=by("order_date"), y=(AMOUNT,)), Mark.LINE, "A line, because a measure runs over time."),
    (chart(x=by("year"), y=(AMOUNT,)), Mark.LINE, "A line, because a measure runs over time."),
    (chart(x=by("region"), y=(AMOUNT,)), Mark.BAR, "Bars, because lengths compare region most exactly."),
    (chart(x=by("rating"), y=(AMOUNT,)), Mark.BAR, "Bars, because lengths compare rating most exactly."),
    (chart(x=by("region")), Mark.BAR, "Bars that count the rows of each region."),
    (chart(x=by("amount")), Mark.HISTOGRAM, "A histogram, because amount is a number."),
    (chart(x=by("amount"), y=(by("profit"),)), Mark.SCATTER, "Points, because two numbers are compared row by row."),
    (
        chart(x=by("order_date"), y=(AMOUNT,), color=by("region")),
        Mark.LINE,
        "Lines, because a measure runs over time for several groups.",
    ),
    (
        chart(x=by("product"), y=(AMOUNT,), color=by("order_date")),
        Mark.HEATMAP,
        "A heatmap, because two groupings meet in one measure.",
    ),
    (
        chart(x=by("product"), y=(AMOUNT,), color=by("region")),
        Mark.BAR,
        "Stacked bars, because the parts of each bar add up.",
    ),
    (
        chart(x=by("region"), y=(by("product"),), color=AMOUNT),
        Mark.HEATMAP,
        "A heatmap, because two groupings meet in one measure.",
    ),
    (
        chart(x=AMOUNT, y=(PROFIT,), color=by("product")),
        Mark.SCATTER,
        "Points, because two measures are compared for each product.",
    ),
]


@pytest.mark.parametrize(("spec", "mark", "reason"), CASES)
def test_the_best_mark_comes_with_its_reason(spec: ChartSpec, mark: Mark, reason: str) -> None:
    best = recommend(wells_of(spec, SALES), SALES.row_count)[0]
    assert (best.mark, best.reason) == (mark, reason)


def ranked(spec: ChartSpec) -> list[Mark]:
    return [one.mark for one in recommend(wells_of(spec, SALES), SALES.row_count)]


def test_a_pie_is_offered_last_and_only_for_a_few_parts_of_a_whole() -> None:
    assert ranked(chart(x=by("region"), y=(AMOUNT,)))[-1] is Mark.PIE
    assert Mark.PIE not in ranked(chart(x=by("product"), y=(AMOUNT,)))
    assert Mark.PIE not in ranked(chart(x=by("region"), y=(PROFIT,)))
    assert Mark.PIE not in ranked(chart(x=by("region"), y=(of("profit", Aggregation.SUM),)))


def test_an_area_is_offered_only_for_what_adds_up() -> None:
    assert Mark.AREA in ranked(chart(x=by("order_date"), y=(ROWS,)))
    assert Mark.AREA not in ranked(chart(x=by("order_date"), y=(PROFIT,)))


def test_many_rows_become_squares() -> None:
    crowd = SALES.model_copy(update={"row_count": 20_000})
    spec = chart(x=by("amount"), y=(by("profit"),))
    assert recommend(wells_of(spec, crowd), crowd.row_count)[0].mark is Mark.HEATMAP


def test_every_ranking_is_ordered_and_names_no_mark_twice() -> None:
    for spec, _, _ in CASES:
        found = recommend(wells_of(spec, SALES), SALES.row_count)
        assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
        assert len({one.mark for one in found}) == len(found)


def test_a_repeating_grain_is_a_category() -> None:
    assert ranked(chart(x=by("order_date", grain=TimeGrain.DAY_OF_WEEK), y=(AMOUNT,)))[0] is Mark.BAR
