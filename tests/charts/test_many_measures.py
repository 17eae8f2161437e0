"""Calendars, bubbles, candles, radars, parallel axes and streams: what they ask, and that what they draw is true."""

import math
import re
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.charts.drawn_marks import PLACE, WICK, notes_of, svg_of
from tests.charts.gallery import (
    AMOUNT,
    DATASET,
    PROFIT,
    ROWS,
    SALES,
    by,
    chart,
    of,
)

from gnomon.charts.contracts import ChartOptions, Mark, NotDrawable
from gnomon.charts.drawing import draft
from gnomon.query.contracts import DimensionRef, MeasureRef, QueryMode, QuerySpec, Sort
from gnomon.semantic.contracts import Aggregation, TimeGrain

DAY_MS = 86_400_000


def test_a_calendar_asks_for_days_whatever_grain_stands_in_the_well() -> None:
    days = QuerySpec(
        dataset_id=DATASET,
        dimensions=(DimensionRef(member="order_date", name="order_date_day", grain=TimeGrain.DAY),),
        measures=(MeasureRef(member="amount", aggregation=Aggregation.SUM, name="sum_amount"),),
        sort=(Sort(by="order_date_day", descending=True),),
        limit=3_660,
    )
    for grain in (None, TimeGrain.DAY, TimeGrain.MONTH, TimeGrain.YEAR):
        assert draft(chart(Mark.CALENDAR, x=by("order_date", grain=grain), y=(AMOUNT,)), SALES).query == days
    assert draft(chart(Mark.CALENDAR, color=AMOUNT, tooltip=(by("order_date"),)), SALES).query == days
    with pytest.raises(NotDrawable, match="A calendar needs a date"):
        draft(chart(Mark.CALENDAR, x=by("order_date", grain=TimeGrain.DAY_OF_WEEK), y=(AMOUNT,)), SALES)


def cells_of(svg: str) -> dict[str, tuple[float, float]]:
    """The left upper corner of the cell of each day that has a value, by its label."""
    found = re.findall(
        r'<path aria-label="([^"]*)" role="[^"]*" aria-roledescription="rect mark" d="M([-\d.]+),([-\d.]+)h', svg
    )
    return {
        re.findall(r"Order date \(day\): (?:\w+ )?([^;]+)", label)[0]: (float(x), float(y)) for label, x, y in found
    }


def test_days_of_a_calendar_lie_in_their_week_and_on_their_weekday(tmp_path: Path) -> None:
    days = [date(2024, 1, 1), date(2024, 1, 7), date(2024, 1, 8), date(2024, 2, 29), date(2024, 12, 31)]
    days += [date(2023, 1, 1), date(2023, 1, 2), date(2023, 12, 31)]
    rows: list[dict[str, Any]] = [
        {"order_date_day": (one - date(1970, 1, 1)).days * DAY_MS, "sum_amount": 5.0 + at}
        for at, one in enumerate(days)
    ]
    rows += [{"order_date_day": rows[0]["order_date_day"] + DAY_MS, "sum_amount": None}]
    rows += [{"order_date_day": None, "sum_amount": 3.0}]
    svg = svg_of(chart(Mark.CALENDAR, x=by("order_date"), y=(AMOUNT,)), rows, tmp_path)
    cells = cells_of(svg)
    assert len(cells) == len(days)
    at = [cells[f"{one.day} {one:%b %Y}"] for one in days]
    wide, high = at[2][0] - at[0][0], (at[1][1] - at[0][1]) / 6
    first = {2023: at[5][0], 2024: at[0][0]}
    top = {2023: at[6][1], 2024: at[0][1]}
    for one, (x, y) in zip(days, at, strict=True):
        start = date(one.year, 1, 1)
        week = ((one - start).days + start.weekday()) // 7
        assert (x, y) == pytest.approx((first[one.year] + week * wide, top[one.year] + one.weekday() * high), abs=0.01)
    assert top[2024] - top[2023] == pytest.approx(7 * high + 24, abs=0.01)
    assert first[2023] == pytest.approx(first[2024])
    assert [word for word in ("Mon", "Sun", "Jan", "Dec", "2023", "2024") if f">{word}</text>" not in svg] == []
    assert svg.count('fill-opacity="0.16"') == 365 + 366


def test_bubbles_take_the_third_measure_as_their_size() -> None:
    spread_over_wells = chart(Mark.BUBBLE, x=AMOUNT, y=(PROFIT,), size=ROWS, color=by("region"))
    made = draft(spread_over_wells, SALES).made
    assert made.x is not None
    assert made.size is not None
    assert (made.x.column, made.y[0].column, made.size.column) == ("sum_amount", "avg_profit", "count")
    for spec in (
        chart(Mark.BUBBLE, x=by("region"), y=(AMOUNT, PROFIT, ROWS)),
        chart(Mark.BUBBLE, y=(AMOUNT, PROFIT), color=by("region")),
    ):
        places = {channel: one.column for channel, one in draft(spec, SALES).made if channel in {"x", "y", "size"}}
        assert places == {"x": "sum_amount", "y": "avg_profit", "size": "count"}
    for y in ((), (AMOUNT,)):
        with pytest.raises(NotDrawable, match="A bubble needs"):
            draft(chart(Mark.BUBBLE, x=by("region"), y=y[:0], size=ROWS), SALES)


def test_bubbles_of_single_rows_ask_for_a_number_as_their_size() -> None:
    rows: dict[str, Any] = {"x": by("amount"), "y": (by("profit"),)}
    for size in (None, ROWS):
        for color in (None, by("product"), of("amount", Aggregation.SUM)):
            with pytest.raises(NotDrawable, match="a number as the size, besides the two on x and y"):
                draft(chart(Mark.BUBBLE, **rows, size=size, color=color), SALES)
    drawn = draft(chart(Mark.BUBBLE, **rows, size=of("rating")), SALES)
    assert (drawn.query.mode, [one.member for one in drawn.query.dimensions]) == (
        QueryMode.ROWS,
        ["amount", "profit", "rating"],
    )


def test_only_the_largest_bubbles_are_named(tmp_path: Path) -> None:
    spec = chart(Mark.BUBBLE, x=AMOUNT, y=(PROFIT,), size=ROWS, tooltip=(by("product"),))
    rows = [
        {"product": f"P{at}", "sum_amount": at, "avg_profit": at % 7, "count": None if at == 3 else at - 2}
        for at in range(30)
    ]
    named = re.findall(r">(P\d+)</text>", svg_of(spec, rows, tmp_path))
    assert sorted(named) == [f"P{at}" for at in range(24, 30)]
    assert (
        re.findall(
            r">(P\d+)</text>",
            svg_of(spec, [row | {"product": f"{row['product']}0{at}"} for at in range(4) for row in rows], tmp_path),
        )
        == []
    )


def test_a_bubble_is_as_large_as_its_value(tmp_path: Path) -> None:
    spec = chart(Mark.BUBBLE, x=AMOUNT, y=(PROFIT,), size=ROWS, tooltip=(by("product"),))
    rows = [{"product": f"P{n}", "sum_amount": n, "avg_profit": n, "count": n} for n in (25, 100)]
    radii = re.findall(r'aria-roledescription="point"[^>]*? d="M([\d.]+),0A', svg_of(spec, rows, tmp_path))
    small, large = sorted(float(one) for one in radii)
    assert large / small == pytest.approx(2, rel=0.01)


PRICES = tuple(of("amount", one) for one in (Aggregation.AVG, Aggregation.MAX, Aggregation.MIN, Aggregation.MEDIAN))


def candle(day: int, *values: float | None) -> dict[str, Any]:
    """One period: open, high, low and close."""
    columns = ("avg_amount", "max_amount", "min_amount", "median_amount")
    return {"order_date_day": 1_704_067_200_000 + day * DAY_MS, **dict(zip(columns, values, strict=True))}


def test_candles_reach_from_open_to_close_and_say_by_their_fill_which_way(tmp_path: Path) -> None:
    spec = chart(Mark.CANDLESTICK, x=by("order_date", grain=TimeGrain.DAY), y=PRICES)
    rows = [candle(0, 10, 40, 0, 30), candle(1, 30, 35, 5, 10), candle(2, 20, 20, 20, 20), candle(3, 1, None, 0, 2)]
    svg = svg_of(spec, rows, tmp_path)
    bodies = re.findall(
        r'aria-roledescription="rect mark" d="M[-\d.]+,([-\d.]+)h[-\d.]+v([-\d.]+)h[^>]*?fill-opacity="([\d.]+)"', svg
    )
    assert len(bodies) == 3
    (up_top, up_height, up_fill), (down_top, down_height, down_fill), (_, flat, _) = (map(float, one) for one in bodies)
    assert (up_top, up_height) == pytest.approx((down_top, down_height))
    assert (up_fill, down_fill, flat) == (0.12, 1, 0)
    wicks = [abs(float(one)) for one in WICK.findall(svg)]
    wicks = [one for one in wicks if one]
    assert sorted(one / up_height * 20 for one in wicks) == pytest.approx([5, 5, 10, 10], abs=0.1)


def test_candles_need_a_date_and_four_measures_because_nothing_tells_the_first_and_the_last_value() -> None:
    for x, y in ((by("order_date"), (AMOUNT,)), (by("region"), PRICES)):
        with pytest.raises(NotDrawable, match="four measures on y in the order open, high, low and close"):
            draft(chart(Mark.CANDLESTICK, x=x, y=y), SALES)


def corners_of(svg: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for _, x, y in PLACE.findall(svg)]


def test_each_axis_of_a_radar_of_measures_is_scaled_to_its_own_largest_value(tmp_path: Path) -> None:
    spec = chart(Mark.RADAR, x=by("region"), y=(AMOUNT, PROFIT, ROWS, of("rating", Aggregation.AVG)))
    columns = ("sum_amount", "avg_profit", "count", "avg_rating")
    values = {"East": (1_000.0, 2.0, 30, -4.0), "West": (500.0, 4.0, 15, 1.0)}
    rows = [{"region": name, **dict(zip(columns, one, strict=True))} for name, one in values.items()]
    svg = svg_of(spec, rows, tmp_path)
    corners = corners_of(svg)
    top, bottom = min(corners, key=lambda one: one[1]), max(corners, key=lambda one: one[1])
    middle_x, middle_y, radius = top[0], (top[1] + bottom[1]) / 2, (bottom[1] - top[1]) / 2
    largest = np.max(np.asarray([values[name] for name in values]), axis=0)
    expected = sorted(
        (middle_x + radius * part * math.sin(at * math.pi / 2), middle_y - radius * part * math.cos(at * math.pi / 2))
        for one in values.values()
        for at, part in enumerate(np.maximum(0, np.asarray(one)) / largest)
    )
    assert np.asarray(sorted(corners)) == pytest.approx(np.asarray(expected), abs=0.05)
    assert notes_of(spec) == (
        "Each axis runs from zero to the largest value of its own measure.",
        "Values below zero stand in the middle.",
    )


def test_a_radar_of_one_measure_takes_the_values_of_a_field_as_axes() -> None:
    made = draft(chart(Mark.RADAR, x=by("product"), y=(AMOUNT,), color=by("region")), SALES).made
    assert {channel: one.column for channel, one in made} == {"x": "product", "y": "sum_amount", "color": "region"}
    assert dict(made.top) == {"x": 12}
    crowded = draft(chart(Mark.RADAR, color=by("product"), y=(AMOUNT, PROFIT, ROWS)), SALES).made
    assert ([one.column for one in crowded.y], dict(crowded.top)) == (
        ["sum_amount", "avg_profit", "count"],
        {"color": 6},
    )
    with pytest.raises(NotDrawable, match="three measures or more, or a field whose values are the axes"):
        draft(chart(Mark.RADAR, y=(AMOUNT, PROFIT)), SALES)


def test_parallel_axes_stand_in_the_order_of_the_wells_and_each_has_its_own_ends(tmp_path: Path) -> None:
    spec = chart(Mark.PARALLEL, x=by("region"), y=(ROWS, AMOUNT, PROFIT), color=by("region"))
    rows = [
        {"region": name, "count": one, "sum_amount": two, "avg_profit": three}
        for name, one, two, three in (("East", 1, -50.0, 7.0), ("West", 3, 150.0, 7.0), ("North", 2, 50.0, None))
    ]
    svg = svg_of(spec, rows, tmp_path)
    words = re.findall(r"<text [^>]*translate\(([-\d.]+),[-\d.]+\)[^>]*>([^<]+)</text>", svg)
    assert [text for _, text in words if text in {"Number of rows", "Sum of amount", "Average profit"}] == [
        "Number of rows",
        "Sum of amount",
        "Average profit",
    ]
    assert {"1", "3", "−50", "150", "7"} <= {text for _, text in words}
    corners = corners_of(svg)
    assert len(corners) == 8
    heights = sorted({round(y, 1) for _, y in corners})
    assert heights[1] - heights[0] == pytest.approx(heights[2] - heights[1], abs=0.2)
    with pytest.raises(NotDrawable, match="two measures or more"):
        draft(chart(Mark.PARALLEL, x=by("region"), y=(AMOUNT,)), SALES)


def test_streams_need_amounts_that_add_up_and_are_never_negative() -> None:
    for y, color in (((PROFIT,), by("region")), ((AMOUNT,), None), ((of("profit", Aggregation.SUM),), by("region"))):
        with pytest.raises(NotDrawable, match="a measure that adds up and is never negative, and a field on color"):
            draft(chart(Mark.STREAM, x=by("order_date"), y=y, color=color), SALES)
    spec = chart(Mark.STREAM, ChartOptions(stacking="percent"), x=by("order_date"), y=(AMOUNT,), color=by("region"))
    assert notes_of(spec) == ("The height of a stream is its amount; where it lies has no meaning.",)


def test_these_kinds_recommend_themselves_where_they_help_and_never_first() -> None:
    def ranked(**encodings: Any) -> list[Mark]:
        made = draft(chart(**encodings), SALES)
        return [made.made.mark, *(one.mark for one in made.drawing().alternatives)]

    by_region = ranked(x=by("region"), y=(PROFIT,))
    assert by_region[0] is Mark.BAR
    assert [one for one in by_region if one in {Mark.BOX, Mark.STRIP, Mark.VIOLIN}] == [
        Mark.BOX,
        Mark.STRIP,
        Mark.VIOLIN,
    ]
    assert ranked(x=by("amount"))[:2] == [Mark.HISTOGRAM, Mark.DENSITY]
    assert Mark.CALENDAR in ranked(x=by("order_date", grain=TimeGrain.DAY), y=(AMOUNT,))
    assert ranked(x=AMOUNT, y=(PROFIT,), size=ROWS, color=by("region"))[:2] == [Mark.SCATTER, Mark.BUBBLE]
    assert Mark.PARALLEL in ranked(x=by("region"), y=(AMOUNT, PROFIT, ROWS, of("rating", Aggregation.AVG)))


@pytest.mark.parametrize("mark", [Mark.LINE, Mark.AREA])
@pytest.mark.parametrize(("count", "limit"), [(1, 5_000), (2, 5_000), (3, 3_333), (4, 2_500)])
def test_measures_along_one_axis_have_ten_thousand_points_together(mark: Mark, count: int, limit: int) -> None:
    measures = (AMOUNT, PROFIT, ROWS, of("amount", Aggregation.AVG))[:count]
    drawn = draft(chart(mark, x=by("order_date", grain=TimeGrain.DAY), y=measures), SALES)
    assert drawn.query.limit == limit
