"""Pictures that compare: what they say is worked out anew here."""

import random
import re
import xml.etree.ElementTree as ElementTree
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.charts.gallery import AMOUNT, PROFIT, ROWS, SALES, answer_to, by, chart, of
from tests.charts.gallery_comparing import COMPARING, TOTAL_PROFIT
from tests.charts.test_words_of_pictures import spec_of, texts_of
from tests.charts.vega import Drawn, draw_all

from gnomon.charts.contracts import ChartOptions, ChartSpec, FieldRef, Mark, NotDrawable
from gnomon.charts.drawing import draft
from gnomon.charts.fields import wells_of
from gnomon.charts.ranking import ranking_of
from gnomon.semantic.contracts import Aggregation, TimeGrain

Rows = list[dict[str, Any]]

MARKS = (
    Mark.COMBO,
    Mark.DONUT,
    Mark.WATERFALL,
    Mark.FUNNEL,
    Mark.LOLLIPOP,
    Mark.BULLET,
    Mark.GAUGE,
    Mark.SLOPE,
    Mark.BUMP,
)
STEPS = (503.0, -207.0, 121.0, -709.0, 93.0, -31.0)
SIGN = "−"


def draw_one(spec: ChartSpec, rows: Rows, folder: Path) -> Drawn:
    return draw_all({"one": (spec_of(spec, len(rows)), rows)}, folder)["one"]


def seen(spec: ChartSpec, rows: Rows, folder: Path) -> list[str]:
    """Every text of a picture that can be seen, without the mark that keeps our own words apart."""
    return [text.replace("\ufeff", "") for text in texts_of(draw_one(spec, rows, folder))]


def whole(number: float) -> str:
    return f"{number:,.0f}".replace("-", SIGN)


def place(found: str, word: str) -> float:
    """Where a path begins, along x or y."""
    match = re.match(r"translate\((-?[\d.]+),(-?[\d.]+)\)", found)
    assert match is not None
    return float(match.group(1 if word == "x" else 2))


def positions(picture: Drawn, kind: str) -> list[tuple[float, float]]:
    """The centers of the points that can be seen."""
    assert (picture.error, picture.warnings) == (None, [])
    marks = [
        one
        for one in ElementTree.fromstring(picture.svg or "").iter()
        if one.get("aria-roledescription") == kind and one.get("opacity") != "0"
    ]
    return [(place(one.get("transform", ""), "x"), place(one.get("transform", ""), "y")) for one in marks]


def weekdays(amounts: tuple[float | None, ...], column: str = "sum_profit") -> Rows:
    return [{"order_date_day_of_week": day + 1, column: amount} for day, amount in enumerate(amounts)]


WATERFALL = chart(Mark.WATERFALL, x=by("order_date", grain=TimeGrain.DAY_OF_WEEK), y=(TOTAL_PROFIT,))


def test_a_waterfall_writes_each_step_with_its_sign_and_ends_at_the_total(tmp_path: Path) -> None:
    texts = seen(WATERFALL, weekdays(STEPS), tmp_path)
    signed = [f"{'+' if step > 0 else ''}{whole(step)}" for step in STEPS]
    assert [text for text in texts if text in signed] == signed
    assert texts.count(whole(sum(STEPS))) >= 1
    assert "Total" in texts


def test_where_steps_have_no_room_for_their_values_they_keep_their_signs(tmp_path: Path) -> None:
    amounts = [1_234.5 if number % 3 else -1_234.5 for number in range(35)]
    rows = [{"product": f"P{number}", "sum_profit": amount} for number, amount in enumerate(amounts)]
    texts = seen(chart(Mark.WATERFALL, x=by("product"), y=(TOTAL_PROFIT,)), rows, tmp_path)
    assert (texts.count("+"), texts.count(SIGN)) == (23, 12)


def test_each_step_of_a_waterfall_begins_where_the_last_one_ended(tmp_path: Path) -> None:
    spec = spec_of(WATERFALL, len(STEPS))
    picture = draw_all({"one": (spec, weekdays(STEPS))}, tmp_path)["one"]
    assert picture.svg is not None
    found = re.findall(r'aria-label="([^"]*)" role="graphics-symbol" aria-roledescription="bar"', picture.svg)
    steps = [re.findall(r"[−\d]+", text.split(": ")[1]) for text in found]
    told = [[int(one.replace(SIGN, "-")) for one in step] for step in steps]
    sums = list(accumulate(STEPS))
    begins = [0, *sums[:-1]]
    assert told == [*([*one] for one in zip(STEPS, begins, sums, strict=True)), [sums[-1]]]


def test_a_step_without_a_value_is_left_out_of_a_waterfall(tmp_path: Path) -> None:
    with_gap = seen(WATERFALL, weekdays((5.0, None, -2.0)), tmp_path)
    assert [text for text in with_gap if text in {"Mon", "Tue", "Wed"}] == ["Mon", "Wed"]


def test_what_does_not_add_up_comes_to_no_total(tmp_path: Path) -> None:
    spec = chart(Mark.WATERFALL, x=by("region"), y=(PROFIT,))
    texts = seen(spec, [{"region": "East", "avg_profit": 3.0}, {"region": "West", "avg_profit": -1.0}], tmp_path)
    assert "Total" not in texts
    assert "do not add up" in draft(spec, SALES).made.notes[0]


def test_the_total_of_a_cut_waterfall_says_that_it_is_one_of_these(tmp_path: Path) -> None:
    spec = chart(Mark.WATERFALL, ChartOptions(limit=2), x=by("product"), y=(AMOUNT,))
    texts = seen(spec, [{"product": "Anvil", "sum_amount": 3.0}, {"product": "Zither", "sum_amount": 1.0}], tmp_path)
    assert "Total of these" in texts


def test_a_funnel_tells_the_shares_of_the_first_stage_and_of_the_one_before(tmp_path: Path) -> None:
    chance = random.Random(5)
    counts = sorted((float(chance.randint(100, 5_000)) for _ in range(6)), reverse=True)
    rows = [{"region": f"Stage {step}", "count": count} for step, count in enumerate(counts)]
    chance.shuffle(rows)
    texts = seen(chart(Mark.FUNNEL, x=by("region"), y=(ROWS,)), rows, tmp_path)
    shares = [text for text in texts if text == "–" or text.endswith("%")]
    first = [f"{100 * count / counts[0]:.1f}%" for count in counts]
    before = ["–", *(f"{100 * after / one:.1f}%" for one, after in pairwise(counts))]
    assert sorted(shares) == sorted(first + before)
    assert [text for text in texts if text.startswith("Stage")] == [f"Stage {step}" for step in range(6)]


def test_a_funnel_of_a_field_with_an_order_keeps_it(tmp_path: Path) -> None:
    rows = [{"rating": rating, "count": count} for rating, count in ((3, 9.0), (1, 2.0), (2, 40.0))]
    texts = seen(chart(Mark.FUNNEL, x=by("rating"), y=(ROWS,)), rows, tmp_path)
    assert [text for text in texts if text in {"1", "3"}] == ["1", "3"]
    assert "2000.0%" in texts


def test_a_stage_after_nothing_has_no_share(tmp_path: Path) -> None:
    rows = [{"rating": 1, "count": 0.0}, {"rating": 2, "count": 4.0}]
    texts = seen(chart(Mark.FUNNEL, x=by("rating"), y=(ROWS,)), rows, tmp_path)
    assert texts.count("–") == 4


def test_a_donut_writes_the_sum_of_all_slices_in_its_middle(tmp_path: Path) -> None:
    amounts = [float(amount) for amount in range(1, 31)]
    rows = [{"product": f"Product {number:02d}", "sum_amount": amount} for number, amount in enumerate(amounts)]
    texts = seen(chart(Mark.DONUT, color=by("product"), y=(AMOUNT,)), rows, tmp_path)
    assert whole(sum(amounts)) in texts
    assert "in total" in texts


def test_a_donut_of_what_does_not_add_up_has_no_total(tmp_path: Path) -> None:
    rows = [{"region": "East", "avg_profit": 3.0}, {"region": "West", "avg_profit": 5.0}]
    assert "in total" not in seen(chart(Mark.DONUT, color=by("region"), y=(PROFIT,)), rows, tmp_path)


def test_a_pie_has_no_hole_and_a_donut_has_one() -> None:
    pie, donut = (spec_of(chart(mark, color=by("region"), y=(AMOUNT,)), 3) for mark in (Mark.PIE, Mark.DONUT))
    assert "innerRadius" not in pie["mark"]
    assert "innerRadius" in donut["layer"][0]["mark"]


LIKE = [
    ((AMOUNT, TOTAL_PROFIT), False),
    ((ROWS, of("product", Aggregation.COUNT_DISTINCT)), False),
    ((of("profit", Aggregation.MIN), of("profit", Aggregation.MAX)), False),
    ((AMOUNT, PROFIT), True),
    ((AMOUNT, ROWS), True),
    ((of("amount", Aggregation.AVG), of("rating", Aggregation.AVG)), True),
]


@pytest.mark.parametrize(("values", "has_two"), LIKE)
def test_bars_and_lines_have_two_axes_only_where_one_cannot_hold_both(
    values: tuple[FieldRef, FieldRef], has_two: bool
) -> None:
    made = draft(chart(Mark.COMBO, x=by("region"), y=values), SALES)
    spec = made.drawing(answer_to(made.query, SALES)[0]).vega_lite
    assert spec is not None
    assert (spec.get("resolve") == {"scale": {"y": "independent"}}) is has_two
    assert bool(made.made.notes) is has_two


def test_each_axis_of_bars_and_lines_has_the_unit_and_the_format_of_its_measure() -> None:
    looks: dict[str, dict[str, Any]] = {
        "amount": {"format": "$,.0f", "unit": "€"},
        "profit": {"format": ".1%", "unit": None},
    }
    measures = tuple(one.model_copy(update=looks.get(one.name, {})) for one in SALES.measures)
    model = SALES.model_copy(update={"measures": measures})
    made = draft(chart(Mark.COMBO, x=by("region"), y=(AMOUNT, PROFIT)), model)
    spec = made.drawing(answer_to(made.query, model)[0]).vega_lite
    assert spec is not None
    left, right = (part["layer"][0]["encoding"]["y"]["axis"] for part in spec["layer"])
    assert (left["title"], left["format"]) == ("Sum of amount (€)", "$,.0f")
    assert (right["title"], right["format"], right["orient"]) == ("Average profit", ".1~%", "right")


def test_bars_stay_from_zero_beside_lines() -> None:
    for name in (one for one in COMPARING if one.startswith("combo")):
        spec = spec_of(COMPARING[name], 5)
        first = spec["layer"][0]
        bars = first if "mark" in first else first["layer"][0]
        assert bars["mark"]["type"] == "bar"
        assert bars["encoding"]["y"]["scale"]["zero"] is True


def test_a_lollipop_stands_where_its_value_is(tmp_path: Path) -> None:
    amounts = (10.0, 40.0, -20.0, 30.0)
    rows = [{"region": f"Region {number}", "sum_profit": amount} for number, amount in enumerate(amounts)]
    dots = positions(draw_one(chart(Mark.LOLLIPOP, x=by("region"), y=(TOTAL_PROFIT,)), rows, tmp_path), "point")
    heights = [y for _, y in sorted(dots)]
    falls = [(heights[0] - y) / (heights[0] - heights[-1]) for y in heights]
    ordered = sorted(amounts, reverse=True)
    assert falls == pytest.approx([(40 - one) / 60 for one in ordered], abs=0.01)


def test_stems_reach_from_zero_to_the_farthest_dot() -> None:
    spec = spec_of(chart(Mark.LOLLIPOP, x=by("region"), y=(TOTAL_PROFIT, AMOUNT)), 4)
    stem = spec["layer"][0]
    low, high = (one["calculate"] for one in stem["transform"])
    assert (low[:7], high[:7], stem["mark"]["type"]) == ("min(0, ", "max(0, ", "rule")
    assert stem["encoding"]["y"]["scale"]["zero"] is True


def test_many_names_lie_as_they_do_for_bars() -> None:
    lying, bars = (draft(chart(mark, x=AMOUNT, y=(by("product"),)), SALES) for mark in (Mark.LOLLIPOP, Mark.BAR))
    assert lying.made.is_horizontal == bars.made.is_horizontal is True
    assert lying.query.limit == 40


def test_a_bullet_tells_how_much_of_its_target_is_reached(tmp_path: Path) -> None:
    pairs = ((80.0, 100.0), (150.0, 120.0), (5.0, None), (7.0, 0.0))
    rows = [
        {"region": f"Region {number}", "sum_amount": one, "sum_profit": two} for number, (one, two) in enumerate(pairs)
    ]
    spec = chart(Mark.BULLET, ChartOptions(show_labels=True), x=by("region"), y=(AMOUNT, TOTAL_PROFIT))
    texts = seen(spec, rows, tmp_path)
    assert sorted(text for text in texts if text.endswith("%") or text == "–") == ["125.0%", "80.0%", "–", "–"]


ENDS = ((0.0, "1"), (0.73, "1"), (1.0, "1"), (7.0, "10"), (640.0, "1,000"), (1_001.0, "2,000"), (84_123.0, "100K"))


@pytest.mark.parametrize(("value", "end"), ENDS)
def test_a_gauge_without_a_target_ends_at_the_next_round_number(value: float, end: str, tmp_path: Path) -> None:
    texts = seen(chart(Mark.GAUGE, y=(AMOUNT,)), [{"sum_amount": value}], tmp_path)
    assert texts[-1] == end


def test_a_gauge_says_how_much_of_its_target_is_reached(tmp_path: Path) -> None:
    rows = [{"sum_amount": 90.0, "sum_profit": 120.0}]
    texts = seen(chart(Mark.GAUGE, y=(AMOUNT, TOTAL_PROFIT)), rows, tmp_path)
    assert texts == ["90", "0", "200", "75% of the target"]


@pytest.mark.parametrize("rows", [[{"sum_amount": None, "sum_profit": 5.0}], [{"sum_amount": 5.0, "sum_profit": None}]])
def test_a_gauge_with_half_an_answer_is_drawn(rows: Rows, tmp_path: Path) -> None:
    texts = seen(chart(Mark.GAUGE, y=(AMOUNT, TOTAL_PROFIT)), rows, tmp_path)
    assert ("No value" in texts) == (rows[0]["sum_amount"] is None)


def months(amounts: dict[str, tuple[float | None, ...]]) -> Rows:
    return [
        {"order_date_month": 1_704_067_200_000 + step * 2_678_400_000, "region": name, "sum_amount": amount}
        for name, row in amounts.items()
        for step, amount in enumerate(row)
    ]


OVER_TIME: dict[str, tuple[float | None, ...]] = {
    "East": (10.0, 99.0, 40.0),
    "West": (20.0, 98.0, 15.0),
    "North": (30.0, 97.0, 16.0),
}


def test_a_slope_shows_the_first_and_the_last_value_alone(tmp_path: Path) -> None:
    spec = chart(Mark.SLOPE, x=by("order_date"), y=(AMOUNT,), color=by("region"))
    texts = seen(spec, months(OVER_TIME), tmp_path)
    ends = [f"{name}  {row[0]:g}" for name, row in OVER_TIME.items()]
    ends += [f"{row[-1]:g}  {name}" for name, row in OVER_TIME.items()]
    assert sorted(text for text in texts if "  " in text) == sorted(ends)


def test_labels_of_slopes_do_not_cover_each_other(tmp_path: Path) -> None:
    crowd: dict[str, tuple[float | None, ...]] = {f"R{number}": (1.0 + number / 100, 9.0) for number in range(15)}
    spec = chart(Mark.SLOPE, x=by("order_date"), y=(AMOUNT,), color=by("region"))
    picture = draw_one(spec, months(crowd), tmp_path)
    assert picture.svg is not None
    found = re.findall(r'<text text-anchor="end" transform="translate\(([-\d.]+),([-\d.]+)\)"', picture.svg)
    heights = sorted(float(y) for _, y in found)
    assert len(heights) == 15
    assert min(after - one for one, after in pairwise(heights)) >= 9


def test_ranks_are_those_of_each_period(tmp_path: Path) -> None:
    spec = chart(Mark.BUMP, x=by("order_date"), y=(AMOUNT,), color=by("region"))
    picture = draw_one(spec, months(OVER_TIME), tmp_path)
    assert picture.svg is not None
    found = re.findall(r"Rank: (\d+)", picture.svg)
    expected = [
        1 + sum((other[step] or 0) > (row[step] or 0) for other in OVER_TIME.values())
        for row in OVER_TIME.values()
        for step in range(3)
    ]
    assert sorted(map(int, found[: len(expected)])) == sorted(expected)
    first_on_top = sorted(positions(picture, "point"))[:3]
    assert len({y for _, y in first_on_top}) == 3


def test_only_so_many_lines_are_ranked(tmp_path: Path) -> None:
    crowd: dict[str, tuple[float | None, ...]] = {
        f"P{number:02d}": (1.0 + number, 9.0 + number) for number in range(30)
    }
    rows = [{**row, "product": row.pop("region")} for row in months(crowd)]
    spec = chart(Mark.BUMP, x=by("order_date"), y=(AMOUNT,), color=by("product"))
    texts = seen(spec, rows, tmp_path)
    assert sorted(text for text in texts if text.startswith("P")) == [f"P{number}" for number in range(20, 30)]


NEEDY: list[tuple[Mark, dict[str, Any]]] = [
    (Mark.COMBO, {"x": by("region"), "y": (AMOUNT,)}),
    (Mark.COMBO, {"y": (AMOUNT, PROFIT)}),
    (Mark.DONUT, {"y": (AMOUNT,)}),
    (Mark.WATERFALL, {"y": (AMOUNT,)}),
    (Mark.FUNNEL, {"y": (AMOUNT,)}),
    (Mark.LOLLIPOP, {"y": (AMOUNT,)}),
    (Mark.BULLET, {"x": by("region"), "y": (AMOUNT,)}),
    (Mark.SLOPE, {"y": (AMOUNT,)}),
    (Mark.BUMP, {"x": by("order_date"), "y": (AMOUNT,)}),
]


@pytest.mark.parametrize(("mark", "wells"), NEEDY)
def test_a_picture_that_lacks_a_field_says_what_it_needs(mark: Mark, wells: dict[str, Any]) -> None:
    with pytest.raises(NotDrawable) as caught:
        draft(chart(mark, **wells), SALES)
    assert caught.value.details == {"mark": mark}


def test_fields_without_a_place_are_told() -> None:
    made = draft(chart(Mark.FUNNEL, x=by("region"), y=(ROWS,), color=by("is_new")), SALES)
    assert made.made.notes[-1] == "Not shown: is new; this kind of picture has no place for it."


def test_none_of_these_is_the_first_that_is_offered() -> None:
    wells: list[dict[str, Any]] = [
        {"x": by("region"), "y": (AMOUNT, PROFIT)},
        {"x": by("product"), "y": (AMOUNT,)},
        {"x": by("order_date"), "y": (TOTAL_PROFIT,)},
        {"x": by("order_date"), "y": (AMOUNT,), "color": by("region")},
        {"y": (AMOUNT,)},
    ]
    rankings = [ranking_of(wells_of(chart(**one), SALES), SALES.row_count) for one in wells]
    assert [ranking[0].mark in MARKS for ranking in rankings] == [False] * len(wells)
    offered = {one.mark for ranking in rankings for one in ranking}
    assert offered >= {Mark.COMBO, Mark.LOLLIPOP, Mark.WATERFALL, Mark.SLOPE}


@pytest.mark.parametrize("mark", [one for one in MARKS if one is not Mark.GAUGE])
def test_a_click_picks_by_the_result_columns(mark: Mark) -> None:
    made = draft(chart(mark, x=by("order_date"), y=(AMOUNT, PROFIT), color=by("region")), SALES)
    drawing = made.drawing(answer_to(made.query, SALES)[0])
    found = re.findall(r"'name': 'pick', 'select': \{'type': 'point', 'fields': \[([^\]]*)\]", str(drawing.vega_lite))
    columns = {one.strip(" '") for one in found[0].split(",")}
    assert len(found) == 1
    assert columns <= {one.column for one in drawing.bindings}
