"""Notes on pictures, and what lines do at gaps: where they stand, and what is left out and counted."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from pydantic import ValidationError
from tests.charts.gallery import AMOUNT, SALES, by, chart
from tests.charts.gallery_forecast import rows_over_time
from tests.charts.gallery_layers import HEIGHT, LAYER_CHARTS, NOTES, POINT, RANGE, gappy, laid_over
from tests.charts.published_series import AIR_PASSENGERS
from tests.charts.vega import Drawn, draw_all

from gnomon.charts.contracts import Annotation, ChartOptions, ChartSpec, Mark
from gnomon.charts.drawing import draft
from gnomon.charts.layers import Gaps
from gnomon.query.contracts import Bins
from gnomon.semantic.contracts import TimeGrain

GOLDEN = Path(__file__).with_name("golden")
HOSTILE = ('"]; alert(1); datum["', "</script><script>alert(1)</script>", "${7*7} {{7}}", "constructor", "<b>bold</b>")


def noted(spec: ChartSpec, *notes: Annotation) -> ChartSpec:
    return spec.model_copy(update={"options": spec.options.model_copy(update={"annotations": notes})})


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Drawn]:
    specs = {}
    for name, spec in LAYER_CHARTS.items():
        drawing, rows = laid_over(spec)
        assert drawing.vega_lite is not None
        specs[name] = (drawing.vega_lite, rows)
    return draw_all(specs, tmp_path_factory.mktemp("specs"))


@pytest.mark.parametrize("name", [name for name in LAYER_CHARTS if "forecast" not in name])
def test_the_picture_is_as_reviewed(name: str, request: pytest.FixtureRequest) -> None:
    made = laid_over(LAYER_CHARTS[name])[0].model_dump(mode="json")
    path = GOLDEN / f"{name}.json"
    if request.config.getoption("--update-golden", default=False):
        path.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n")
    assert made == json.loads(path.read_text())


@pytest.mark.parametrize("name", LAYER_CHARTS)
def test_vega_draws_it_without_a_complaint(name: str, pictures: dict[str, Drawn]) -> None:
    assert (pictures[name].error, pictures[name].warnings) == (None, [])
    assert "NaN" not in (pictures[name].svg or "NaN")


@pytest.mark.parametrize("name", [name for name in LAYER_CHARTS if "note" in name])
def test_every_note_can_be_read_and_is_told_to_those_who_do_not_see_it(name: str, pictures: dict[str, Drawn]) -> None:
    drawing, _ = laid_over(LAYER_CHARTS[name])
    shown = " ".join(texts(pictures[name]))
    for note in LAYER_CHARTS[name].options.annotations:
        assert note.text in drawing.description
        assert all(word in shown for word in note.text.split())
    assert not [one for one in drawing.notes if "outside" in one]


def test_a_point_stands_on_its_mark_unless_it_has_a_height() -> None:
    months = AIR_PASSENGERS[72 + 42], AIR_PASSENGERS[72 + 25]
    assert stands("line_with_notes", 0) == {"order_date_month": 1656633600000, ":note amount": months[0]}
    assert stands("line_with_notes", 1) == {"order_date_month": 1612137600000, ":note amount": 600.0}
    stacked = months[0] * (1.0 + 0.7 + 0.45 + 0.3)
    assert stands("stacked_bars_with_notes", 0)[":note amount"] == pytest.approx(stacked)
    assert stands("bars_of_names_with_notes", 0)[":note amount"] == 130.0
    assert months[1] != 600


def test_a_range_ends_with_the_period_that_it_names_where_bars_have_a_width() -> None:
    begin, june, july = 1675209600000, 1685577600000, 1688169600000
    assert stands("line_with_notes", 2) == {"order_date_month": begin, ":note until": june}
    assert stands("bars_with_notes", 2) == {"order_date_month": begin, ":note until": july}


@pytest.mark.parametrize(
    "note",
    [
        Annotation(kind=POINT, text="Before", x="2018-12-31"),
        Annotation(kind=POINT, text="After", x="2025-01-01"),
        Annotation(kind=POINT, text="No date", x="soon"),
        Annotation(kind=POINT, text="A number", x=7),
        Annotation(kind=POINT, text="Nowhere"),
        Annotation(kind=RANGE, text="Before", x="2017-01-01", x_to="2018-02-01"),
        Annotation(kind=RANGE, text="Backwards", x="2022-05-01", x_to="2022-02-01"),
        Annotation(kind=POINT, text="\u200b \u2060", x="2022-01-01"),
    ],
)
def test_what_lies_outside_is_counted_and_makes_no_room_for_itself(note: Annotation) -> None:
    plain = LAYER_CHARTS["line_with_notes"]
    drawing, _ = laid_over(noted(plain, note, NOTES[1]))
    alone, _ = laid_over(noted(plain, NOTES[1]))
    assert drawing.notes == ("1 note lies outside of what is drawn.",)
    assert drawing.vega_lite == alone.vega_lite


def test_a_range_that_reaches_beyond_ends_with_the_picture() -> None:
    spec = noted(
        LAYER_CHARTS["line_with_notes"], Annotation(kind=RANGE, text="Long", x="2010-01-01", x_to="2022-01-01")
    )
    drawing, _ = laid_over(spec)
    (row,) = {json.dumps(one[0]) for one in values(drawing.vega_lite)}
    assert json.loads(row) == {":note": ["Long"], "order_date_month": 1546300800000, ":note until": 1640995200000}


def test_names_that_are_gone_and_amounts_beyond_the_axis_are_counted() -> None:
    bars = chart(Mark.BAR, ChartOptions(value_max=400), x=by("region"), y=(AMOUNT,))
    notes = (
        Annotation(kind=POINT, text="Gone", x="Atlantis"),
        Annotation(kind=POINT, text="Cut off", x="East"),
        Annotation(kind=HEIGHT, text="Too high", y=401),
        Annotation(kind=RANGE, text="No order", x="East", x_to="West"),
        Annotation(kind=HEIGHT, text="Goal", y=400),
    )
    drawing, _ = laid_over(noted(bars, *notes))
    assert drawing.notes[-1] == "4 notes lie outside of what is drawn."
    assert drawing.description.endswith("Notes: Goal.")


def test_a_mark_without_a_value_has_a_line_instead_of_a_dot(tmp_path: Path) -> None:
    drawing, rows = laid_over(
        noted(LAYER_CHARTS["line_that_breaks"], Annotation(kind=POINT, text="Closed", x="2020-09-01"))
    )
    assert [one["mark"]["type"] for one in own_layers(drawing.vega_lite)] == ["rule", "text", "text"]
    assert drawing.vega_lite is not None
    (picture,) = draw_all({"line": (drawing.vega_lite, rows)}, tmp_path).values()
    assert "Closed" in texts(picture)


def test_steps_of_numbers_take_a_note_anywhere_within() -> None:
    note = Annotation(kind=POINT, text="Usual", x=120)
    spec = noted(chart(Mark.BAR, x=by("amount", bins=Bins(width=50)), y=(AMOUNT,)), note)
    made = draft(spec, SALES)
    names = [*(one.name for one in made.query.dimensions), *(one.name for one in made.query.measures)]
    drawing, _ = laid_over(spec, [[0, 3.0], [100, 5.0], [150, 2.0]])
    assert names == ["amount_bins", "sum_amount"]
    assert stands_in(drawing.vega_lite)[0] == {":note": ["Usual"], "amount_bins": 100.0, ":note amount": 5.0}


def test_small_multiples_say_that_they_show_no_notes() -> None:
    spec = chart(Mark.LINE, ChartOptions(annotations=NOTES), x=by("order_date"), y=(AMOUNT,), facet=by("region"))
    drawing, _ = laid_over(spec, [])
    assert drawing.notes[-1] == "Notes are not shown in small multiples."


def test_an_empty_answer_shows_no_note() -> None:
    drawing, _ = laid_over(LAYER_CHARTS["line_with_notes"], [])
    assert drawing.notes[-1] == "3 notes lie outside of what is drawn."


def test_words_are_data_and_never_expressions_or_markup(tmp_path: Path) -> None:
    notes = tuple(Annotation(kind=HEIGHT, text=text, y=100 + at) for at, text in enumerate(HOSTILE))
    drawing, rows = laid_over(noted(LAYER_CHARTS["line_with_notes"], *notes))
    assert drawing.vega_lite is not None
    assert [one for one in expressions(drawing.vega_lite) if "alert" in one or "7*7" in one or "bold" in one] == []
    (picture,) = draw_all({"line": (drawing.vega_lite, rows)}, tmp_path).values()
    assert (picture.error, picture.warnings) == (None, [])
    assert {one.tag.split("}")[-1] for one in ElementTree.fromstring(picture.svg or "").iter()}.isdisjoint(
        {"script", "b"}
    )
    assert {"<b>bold</b>", "</script><script>alert(1)</script>"} <= set(texts(picture))


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "range", "text": "From", "x": "2022-01-01"},
        {"kind": "height", "text": "Where"},
        {"kind": "point", "text": ""},
        {"kind": "point", "text": "x" * 121},
        {"kind": "height", "text": "Endless", "y": float("inf")},
        {"kind": "cloud", "text": "What"},
    ],
)
def test_a_note_says_where_it_stands(fault: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Annotation.model_validate(fault)


def test_no_more_than_twenty_notes_are_taken() -> None:
    note = {"kind": "height", "text": "One", "y": 1}
    assert len(ChartOptions.model_validate({"annotations": [note] * 20}).annotations) == 20
    with pytest.raises(ValidationError):
        ChartOptions.model_validate({"annotations": [note] * 21})


def test_options_without_layers_are_written_as_ever() -> None:
    written = ChartOptions().model_dump(mode="json")
    assert {"forecast", "annotations", "gaps"}.isdisjoint(written)


@pytest.mark.parametrize(("gaps", "pieces", "lowest"), [(Gaps.AUTO, 1, 1), (Gaps.BREAK, 3, 1), (Gaps.ZERO, 1, 3)])
def test_a_line_breaks_goes_on_or_falls_to_zero(gaps: Gaps, pieces: int, lowest: int, tmp_path: Path) -> None:
    """Counted in the path that is drawn: how often it begins anew, and how many of its points are the lowest."""
    spec = chart(Mark.LINE, ChartOptions(gaps=gaps), x=by("order_date"), y=(AMOUNT,))
    rows = rows_over_time(draft(spec, SALES), gappy, 72)
    drawing, held = laid_over(spec, rows)
    assert drawing.vega_lite is not None
    (picture,) = draw_all({"line": (drawing.vega_lite, held)}, tmp_path).values()
    path = line_path(picture)
    assert path.count("M") == pieces
    heights = [one.split(",")[1] for one in path.replace("M", "L").split("L") if one]
    assert heights.count(max(heights, key=float)) == lowest


@pytest.mark.parametrize(("gaps", "pieces"), [(Gaps.AUTO, 2), (Gaps.CONNECT, 1), (Gaps.ZERO, 1)])
def test_values_that_are_absent_break_a_line_unless_it_goes_on(gaps: Gaps, pieces: int, tmp_path: Path) -> None:
    spec = chart(Mark.LINE, ChartOptions(gaps=gaps), x=by("order_date"), y=(AMOUNT,))
    rows = rows_over_time(draft(spec, SALES), lambda at, _: 100.0 + at, 12)
    rows[5][1] = None
    drawing, held = laid_over(spec, rows)
    assert drawing.vega_lite is not None
    (picture,) = draw_all({"line": (drawing.vega_lite, held)}, tmp_path).values()
    assert line_path(picture).count("M") == pieces


def test_gaps_need_no_time() -> None:
    spec = chart(Mark.LINE, ChartOptions(gaps=Gaps.ZERO), x=by("order_date", grain=TimeGrain.DAY_OF_WEEK), y=(AMOUNT,))
    drawing, _ = laid_over(spec, [[1, 5.0], [3, None]])
    assert drawing.vega_lite is not None
    assert not [one for one in drawing.vega_lite["transform"] if "impute" in one]


def texts(picture: Drawn) -> list[str]:
    assert (picture.error, picture.warnings) == (None, [])
    return [
        one.text or ""
        for one in ElementTree.fromstring(picture.svg or "").iter()
        if one.tag.split("}")[-1] in {"text", "tspan"}
    ]


def line_path(picture: Drawn) -> str:
    assert (picture.error, picture.warnings) == (None, [])
    paths = ElementTree.fromstring(picture.svg or "").iter("{http://www.w3.org/2000/svg}path")
    return max((one.get("d") or "" for one in paths if one.get("stroke-width") == "2"), key=len)


def own_layers(spec: dict[str, Any] | None) -> list[dict[str, Any]]:
    assert spec is not None
    return [one for one in spec["layer"] if ":note" in json.dumps(one.get("data", {}))]


def values(spec: dict[str, Any] | None) -> list[list[dict[str, Any]]]:
    return [one["data"]["values"] for one in own_layers(spec)]


def stands_in(spec: dict[str, Any] | None) -> list[dict[str, Any]]:
    """Where notes stand, each once."""
    return [json.loads(one) for one in dict.fromkeys(json.dumps(rows[0]) for rows in values(spec))]


def stands(name: str, place: int) -> dict[str, Any]:
    """Where one of the notes of a chart stands, by its place among them."""
    spec = LAYER_CHARTS[name]
    drawing, _ = laid_over(noted(spec, spec.options.annotations[place]))
    (row,) = stands_in(drawing.vega_lite)
    return {name: value for name, value in row.items() if name != ":note"}


def expressions(spec: Any) -> Iterator[str]:
    if isinstance(spec, dict):
        for name, part in spec.items():
            if name in {"calculate", "filter", "expr", "test"}:
                yield json.dumps(part)
            elif name != "values":
                yield from expressions(part)
    elif isinstance(spec, list):
        for part in spec:
            yield from expressions(part)
