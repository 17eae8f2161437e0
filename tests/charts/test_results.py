"""Pictures of rows that are at hand: as reviewed, drawn by the real Vega, honest about rows that share a place."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.charts.result_gallery import (
    BOTH_TOTALS,
    MONTH_TOTALS,
    ONE_ROW,
    ORDERS,
    REGION_TOTALS,
    RESULTS,
)
from tests.charts.vega import Drawn, draw_all
from tests.factories import Team

from gnomon.charts.contracts import Mark, Stacking
from gnomon.charts.results.contracts import DrawResult, NothingToDraw, PlacesRepeat, ResultField, WellIsEmpty
from gnomon.charts.results.drawing import draw_result
from gnomon.charts.results.histogram import step_width
from gnomon.datasets.contracts import ColumnType
from gnomon.foundation.kit.errors import Invalid
from gnomon.semantic.contracts import TimeGrain

GOLDEN = Path(__file__).with_name("golden") / "results"
WITH_VEGA = [name for name in RESULTS if name != "one_number"]


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Drawn]:
    specs = {}
    for name in WITH_VEGA:
        result, asked = RESULTS[name]
        spec = draw_result(asked).drawing.vega_lite
        assert spec is not None
        specs[name] = (spec, result.plotted())
    return draw_all(specs, tmp_path_factory.mktemp("results"))


@pytest.mark.parametrize("name", RESULTS)
def test_the_picture_of_a_result_is_as_reviewed(name: str, request: pytest.FixtureRequest) -> None:
    made = draw_result(RESULTS[name][1]).model_dump(mode="json", exclude_defaults=True)
    path = GOLDEN / f"{name}.json"
    if request.config.getoption("--update-golden", default=False):
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n")
    assert made == json.loads(path.read_text())


@pytest.mark.parametrize("name", WITH_VEGA)
def test_vega_draws_the_result_without_a_complaint(name: str, pictures: dict[str, Drawn]) -> None:
    picture = pictures[name]
    assert (picture.error, picture.warnings) == (None, [])
    assert picture.svg is not None
    assert "NaN" not in picture.svg
    assert "<script" not in picture.svg
    assert picture.svg.count("<path") > 2


def test_bars_stand_in_the_order_of_the_rows(pictures: dict[str, Drawn]) -> None:
    svg = pictures["bars_in_the_order_of_rows"].svg or ""
    places = [svg.index(f">{region}<") for region in ("West", "North", "East", "South")]
    assert places == sorted(places)


def test_a_histogram_counts_every_row_once(pictures: dict[str, Drawn]) -> None:
    counts = Counter(number % 13 for number in range(40))
    svg = pictures["histogram"].svg or ""
    assert all(f"Number of rows: {count}" in svg for count in set(counts.values()))


@pytest.mark.parametrize(
    ("asked", "marks"),
    [
        (REGION_TOTALS.asked(0, 1), ["bar", "pie", "scatter"]),
        (MONTH_TOTALS.asked(0, 1), ["line", "bar", "area", "scatter"]),
        (BOTH_TOTALS.asked(1, 2, color=0), ["bar", "heatmap", "scatter"]),
        (BOTH_TOTALS.asked(0, 2), ["scatter", "bar"]),
        (BOTH_TOTALS.asked(1, 2), ["scatter", "bar"]),
        (ORDERS.asked(1, 2), ["scatter", "bar"]),
        (ORDERS.asked(2), ["histogram"]),
        (ONE_ROW.asked(None, 0, 1), ["kpi"]),
    ],
)
def test_the_marks_that_fit_a_result(asked: DrawResult, marks: list[str]) -> None:
    drawing = draw_result(asked).drawing
    assert [drawing.mark, *(one.mark for one in drawing.alternatives)] == marks
    for one in drawing.alternatives:
        assert draw_result(asked.model_copy(update={"mark": one.mark})).drawing.reason == one.reason


def test_rows_that_share_a_place_are_never_drawn_as_one_value_in_silence() -> None:
    said = {}
    for mark in (Mark.BAR, Mark.LINE, Mark.AREA, Mark.SCATTER, Mark.PIE):
        try:
            said[mark.value] = draw_result(ORDERS.asked(0, 2, mark=mark)).drawing.notes
        except PlacesRepeat as problem:
            said[mark.value] = (problem.message,)
    assert said == {
        "bar": ("Several rows have the same region: their bars stand on each other, and the whole bar is their sum.",),
        "line": ("Several rows have the same region: the line goes through each of them.",),
        "area": ("Several rows have the same “region”; an area would hide one behind another.",),
        "scatter": (),
        "pie": ("Several rows have the same region, and a slice of its own.",),
    }


def test_bars_side_by_side_are_refused_where_one_would_hide_another() -> None:
    with pytest.raises(PlacesRepeat, match="the same “region” and “order”; bars side by side would hide"):
        draw_result(ORDERS.asked(0, 2, color=3, mark=Mark.BAR).model_copy(update={"place_count": 39}))
    with pytest.raises(PlacesRepeat, match="squares would hide"):
        draw_result(ORDERS.asked(0, 2, color=3, mark=Mark.HEATMAP).model_copy(update={"place_count": 39}))
    stacked = ORDERS.asked(0, 2, color=3, mark=Mark.BAR, stacking=Stacking.STACKED)
    assert "their sum" in draw_result(stacked.model_copy(update={"place_count": 39})).drawing.notes[0]


@pytest.mark.parametrize(
    ("asked", "problem", "said"),
    [
        (ORDERS.asked(0), NothingToDraw, "none of these columns holds numbers"),
        (ORDERS.asked(0, 3), NothingToDraw, "none of these columns holds numbers"),
        (ORDERS.asked(0, 3, 1), WellIsEmpty, "“order” holds no numbers, and cannot stand on Y"),
        (ORDERS.asked(None, 1), WellIsEmpty, "X is empty"),
        (ORDERS.asked(None, 1, mark=Mark.BAR), WellIsEmpty, "X is empty"),
        (ORDERS.asked(0, color=1), WellIsEmpty, "Y is empty"),
        (ORDERS.asked(0, 1, mark=Mark.KPI), WellIsEmpty, "needs a result of one row"),
        (ORDERS.asked(0, 1, mark=Mark.HEATMAP), WellIsEmpty, "needs two columns that group"),
        (ONE_ROW.asked(None, 0, mark=Mark.PIE), WellIsEmpty, "whose values are its slices"),
    ],
)
def test_what_cannot_be_drawn_says_why_and_what_to_do(asked: DrawResult, problem: type[Invalid], said: str) -> None:
    with pytest.raises(problem, match=said) as caught:
        draw_result(asked)
    assert caught.value.hint


def test_more_rows_than_marks_are_cut_and_said() -> None:
    asked = ORDERS.asked(1, 2).model_copy(update={"row_count": 20_000, "total_rows": 53_211})
    made = draw_result(asked)
    assert (made.row_count, made.drawing.notes) == (5_000, ("The first 5,000 of 53,211 rows.",))


def test_rows_without_a_place_are_missed_aloud() -> None:
    x = MONTH_TOTALS.field(0, TimeGrain.MONTH).model_copy(update={"null_count": 1})
    number = ORDERS.field(1).model_copy(update={"null_count": 1_200})
    name = REGION_TOTALS.field(0).model_copy(update={"null_count": 1})
    asked = [
        MONTH_TOTALS.asked(0, 1).model_copy(update={"x": x}),
        ORDERS.asked(1).model_copy(update={"x": number}),
        MONTH_TOTALS.asked(0, 1, mark=Mark.BAR).model_copy(update={"x": x}),
        MONTH_TOTALS.asked(0, 1, 2, mark=Mark.BAR).model_copy(update={"x": x}),
        REGION_TOTALS.asked(0, 1).model_copy(update={"x": name}),
    ]
    assert [draw_result(one).drawing.notes for one in asked] == [
        ("Not drawn: 1 row without a value of month.",),
        ("Not drawn: 1,200 rows without a value of delay.",),
        ("Not drawn: 1 row without a value of month.",),
        (),
        (),
    ]


def test_amounts_with_negative_values_have_no_shares() -> None:
    field = BOTH_TOTALS.field(2).model_copy(update={"min": -1})
    asked = BOTH_TOTALS.asked(0, 2, color=1, mark=Mark.AREA, stacking=Stacking.PERCENT)
    drawing = draw_result(asked.model_copy(update={"y": (field,)})).drawing
    assert drawing.notes == ("Side by side instead of percentages, because some values are negative.",)


@pytest.mark.parametrize(
    ("low", "high", "kind", "width"),
    [
        (0, 100, ColumnType.INTEGER, 5),
        (0, 3, ColumnType.INTEGER, 1),
        (0, 3, ColumnType.FLOAT, 0.2),
        (-1e9, 1e9, ColumnType.DECIMAL, 1e8),
        (5, 5, ColumnType.FLOAT, 1),
        (None, None, ColumnType.FLOAT, 1),
        (-1.7e308, 1.7e308, ColumnType.FLOAT, 1),
    ],
)
def test_steps_of_a_histogram_are_round(low: float | None, high: float | None, kind: ColumnType, width: float) -> None:
    assert step_width(ResultField(place=0, name="n", type=kind, min=low, max=high)) == pytest.approx(width)


def test_a_column_stands_once_and_its_grain_fits_its_type() -> None:
    with pytest.raises(ValueError, match="“region” stands in more than one place"):
        REGION_TOTALS.asked(0, 1, color=0)
    with pytest.raises(ValueError, match="A column of text does not go by month"):
        ResultField(place=0, name="region", type=ColumnType.TEXT, grain=TimeGrain.MONTH)
    with pytest.raises(ValueError, match="A column of date does not go by day_of_week"):
        ResultField(place=0, name="day", type=ColumnType.DATE, grain=TimeGrain.DAY_OF_WEEK)


async def test_a_viewer_draws_a_result_over_http(team: Team) -> None:
    asked: dict[str, Any] = REGION_TOTALS.asked(0, 1).model_dump(mode="json")
    answer = await team.viewer.client.post("/api/v1/charts/draw-result", json=asked)
    assert (answer.status_code, answer.json()["drawing"]["reason"]) == (
        200,
        "Bars, because lengths compare region most exactly.",
    )
    refused = await team.viewer.client.post("/api/v1/charts/draw-result", json=asked | {"y": []})
    assert (refused.status_code, refused.json()["error"]["message"]) == (
        422,
        "There is nothing to draw: none of these columns holds numbers.",
    )
