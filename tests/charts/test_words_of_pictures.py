"""What a picture says in words: of what has no value, of what is left over, and beside its marks."""

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest
from tests.charts.gallery import AMOUNT, PROFIT, SALES, answer_to, by, chart, of
from tests.charts.vega import Drawn, draw_all

from gnomon.charts.contracts import ChartOptions, ChartSpec, Mark
from gnomon.charts.drawing import draft
from gnomon.semantic.contracts import Aggregation

UNSEEN = "\ufeff"
NAMES = (None, "null", "", "No value", "Others", "East")
TOTAL = of("profit", Aggregation.SUM)

REGIONS: dict[str, tuple[ChartSpec, dict[str, Any]]] = {
    "bar": (chart(Mark.BAR, x=by("region"), y=(AMOUNT,)), {}),
    "lying bar": (chart(Mark.BAR, ChartOptions(is_horizontal=True), x=by("region"), y=(AMOUNT,)), {}),
    "stack": (chart(Mark.BAR, x=by("is_new"), y=(AMOUNT,), color=by("region")), {"is_new": True}),
    "pie": (chart(Mark.PIE, color=by("region"), y=(AMOUNT,)), {}),
    "points": (chart(Mark.SCATTER, x=AMOUNT, y=(PROFIT,), color=by("region")), {"avg_profit": 1.0}),
    "lines": (chart(Mark.LINE, x=by("order_date"), y=(AMOUNT,), color=by("region")), {"order_date_month": 0}),
    "heatmap": (chart(Mark.HEATMAP, x=by("is_new"), y=(by("region"),), color=AMOUNT), {"is_new": True}),
    "facets": (chart(Mark.BAR, x=by("is_new"), y=(AMOUNT,), facet=by("region")), {"is_new": True}),
}


def spec_of(chart_spec: ChartSpec, row_count: int) -> dict[str, Any]:
    made = draft(chart_spec, SALES)
    meaning, _ = answer_to(made.query, SALES)
    spec = made.drawing(meaning.model_copy(update={"row_count": row_count})).vega_lite
    assert spec is not None
    return spec


def texts_of(picture: Drawn) -> list[str]:
    """Every text that can be seen."""
    assert (picture.error, picture.warnings) == (None, [])
    assert picture.svg is not None
    found = [one for one in ElementTree.fromstring(picture.svg).iter() if one.tag.endswith("}text")]
    return ["".join(one.itertext()) for one in found if one.get("opacity") != "0"]


def marks_of(picture: Drawn) -> list[str]:
    """What each mark says of itself."""
    assert picture.svg is not None
    marks = r'aria-label="([^"]*)" role="graphics-symbol" aria-roledescription="(?:bar|arc mark|rect mark)"'
    return re.findall(marks, picture.svg)


@pytest.fixture(scope="module")
def regions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Drawn]:
    rows = [{"region": name, "sum_amount": 10.0 + place} for place, name in enumerate(NAMES)]
    specs = {name: (spec_of(one, len(rows)), [row | more for row in rows]) for name, (one, more) in REGIONS.items()}
    return draw_all(specs, tmp_path_factory.mktemp("regions"))


@pytest.mark.parametrize("name", REGIONS)
def test_what_has_no_value_says_so_and_stays_apart_from_every_text(name: str, regions: dict[str, Drawn]) -> None:
    # Two of them read alike, and are two all the same: the mark that keeps them apart is not to be seen.
    expected = ["No value", "null", "Empty", "No value", "Others", "East"]
    assert sorted(text for text in texts_of(regions[name]) if text in expected) == sorted(expected)


@pytest.mark.parametrize("name", ["bar", "lying bar", "stack", "pie", "heatmap"])
def test_each_name_has_a_mark_of_its_own(name: str, regions: dict[str, Drawn]) -> None:
    marks = marks_of(regions[name])
    assert len(marks) == len(NAMES)
    assert sum("null" in mark for mark in marks) == 1
    assert sum(f"{UNSEEN}No value" in mark for mark in marks) == 1


def test_names_without_a_value_come_last_in_an_order_of_names(tmp_path: Path) -> None:
    in_order = ChartOptions(sort="label_ascending")
    specs = {
        "text": (chart(Mark.BAR, in_order, x=by("region"), y=(AMOUNT,)), "region", (None, "Zulu", "Alpha")),
        "yes or no": (chart(Mark.BAR, in_order, x=by("is_new"), y=(AMOUNT,)), "is_new", (None, True, False)),
        "rating": (chart(Mark.BAR, in_order, x=by("rating"), y=(AMOUNT,)), "rating", (None, 5, 2)),
    }
    asked = {
        name: (spec_of(one, 3), [{column: value, "sum_amount": 1.0} for value in values])
        for name, (one, column, values) in specs.items()
    }
    seen = {name: texts_of(drawn)[:3] for name, drawn in draw_all(asked, tmp_path).items()}
    assert seen == {
        "text": ["Alpha", "Zulu", "No value"],
        "yes or no": ["No", "Yes", "No value"],
        "rating": ["2", "5", "No value"],
    }


def test_rows_without_a_place_on_the_axis_do_not_stretch_the_other_one(tmp_path: Path) -> None:
    rows = [{"order_date_month": month, "sum_amount": 100.0 + place} for place, month in enumerate((0, 3e9, 6e9))]
    spec = spec_of(chart(x=by("order_date"), y=(AMOUNT,)), 4)
    pictures = draw_all(
        {"all": (spec, rows), "with none": (spec, [*rows, {"order_date_month": None, "sum_amount": 1.0}])}, tmp_path
    )
    assert texts_of(pictures["with none"]) == texts_of(pictures["all"])


def test_a_pie_never_has_more_than_eight_slices(tmp_path: Path) -> None:
    pies = {}
    for count in (1, 8, 9, 30):
        rows = [{"product": f"Product {place:02d}", "sum_amount": 100.0 - place} for place in range(count)]
        pies[str(count)] = (spec_of(chart(Mark.PIE, color=by("product"), y=(AMOUNT,)), count), rows)
    assert [len(marks_of(pie)) for pie in draw_all(pies, tmp_path).values()] == [1, 8, 8, 8]


def test_the_last_slice_of_a_crowded_pie_is_all_that_is_left(tmp_path: Path) -> None:
    spec = spec_of(chart(Mark.PIE, ChartOptions(show_labels=True), color=by("product"), y=(AMOUNT,)), 30)
    rows = [{"product": f"Product {place:02d}", "sum_amount": 7.0 if place < 7 else 51 / 23} for place in range(30)]
    texts = texts_of(draw_all({"pie": (spec, rows)}, tmp_path)["pie"])
    assert texts.count("7%") == 7
    assert texts.count("51%") == 1
    assert texts.count("Others") == 1


def labels_of(tmp_path: Path, options: ChartOptions, amounts: tuple[float, ...]) -> list[str]:
    """The values that stand at the ends of bars and can be seen."""
    spec = spec_of(chart(Mark.BAR, options, x=by("region"), y=(TOTAL,)), len(amounts))
    for layer in spec["layer"][1:]:
        layer["mark"]["font"] = "label"
    rows = [{"region": f"Region {place}", "sum_profit": amount} for place, amount in enumerate(amounts)]
    picture = draw_all({"bars": (spec, rows)}, tmp_path)["bars"]
    assert picture.svg is not None
    found = [one for one in ElementTree.fromstring(picture.svg).iter() if one.get("font-family") == "label"]
    return [f"{''.join(one.itertext())} {one.get('text-anchor')}" for one in found if one.get("opacity") != "0"]


def test_values_stand_at_the_ends_of_bars_on_the_side_that_is_free(tmp_path: Path) -> None:
    lying = ChartOptions(show_labels=True, is_horizontal=True)
    assert sorted(labels_of(tmp_path, lying, (500.0, -420.0))) == ["500 start", "−420 end"]


def test_a_long_value_stands_inside_its_bar_rather_than_beyond_the_edge(tmp_path: Path) -> None:
    lying = ChartOptions(show_labels=True, is_horizontal=True, number_format=",.2f")
    assert labels_of(tmp_path, lying, (98_765_432_109.5, 1.5)) == ["1.50 start", "98,765,432,109.50 end"]


def test_values_are_left_out_where_they_would_run_into_each_other(tmp_path: Path) -> None:
    standing = ChartOptions(show_labels=True, limit=50)
    few, many = tuple(range(1_000, 1_010)), tuple(range(1_000, 1_050))
    assert [len(labels_of(tmp_path, standing, amounts)) for amounts in (few, many)] == [10, 0]


def test_an_absent_number_is_no_zero_under_the_pointer() -> None:
    spec = spec_of(chart(Mark.BAR, x=by("region"), y=(AMOUNT,)), 1)
    shown = {one["title"]: one["field"] for one in spec["encoding"]["tooltip"]}
    steps = {one["as"]: one["calculate"] for one in spec["transform"] if "calculate" in one}
    assert shown == {"Region": "region:label", "Sum of amount": "sum_amount:exact"}
    assert steps["sum_amount:exact"].endswith(": '\\ufeffNo value'")


@pytest.mark.parametrize("mark", [Mark.BAR, Mark.AREA])
def test_what_may_be_negative_is_neither_a_share_nor_a_stacked_area(mark: Mark) -> None:
    spec = chart(mark, ChartOptions(stacking="percent"), x=by("order_date"), y=(TOTAL,), color=by("region"))
    made = draft(spec, SALES)
    drawing = made.drawing(answer_to(made.query, SALES)[0])
    assert "normalize" not in str(drawing.vega_lite)
    assert any("negative" in note for note in drawing.notes)


@pytest.mark.parametrize(
    "options", [ChartOptions(), ChartOptions(is_horizontal=True), ChartOptions(stacking="grouped")]
)
@pytest.mark.parametrize("mark", [Mark.BAR, Mark.AREA, Mark.HISTOGRAM])
def test_bars_and_areas_always_begin_at_zero(mark: Mark, options: ChartOptions) -> None:
    spec = spec_of(chart(mark, options, x=by("amount"), y=(AMOUNT,), color=by("region")), 5)
    lengths = [spec["encoding"][one] for one in ("x", "y") if not spec["encoding"][one]["field"].startswith("amount")]
    assert [one["scale"]["zero"] for one in lengths] == [True]
