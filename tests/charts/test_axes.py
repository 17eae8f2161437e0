"""What people choose of the axes of a picture: each is what it was made, on every kind that has one."""

import re
from typing import Any

import pytest
from pydantic import ValidationError
from tests.charts.gallery import AMOUNT, PROFIT, SALES, answer_to, by, chart
from tests.charts.gallery import CHARTS as FIRST_CHARTS
from tests.charts.gallery_comparing import COMPARING
from tests.charts.gallery_spread import SPREAD_CHARTS
from tests.charts.vega import Drawn, draw_all

from gnomon.charts.axes import Axes, Axis, DrawnAxis
from gnomon.charts.contracts import ChartOptions, ChartSpec, Drawing, FieldRef, FieldRole, Mark
from gnomon.charts.drawing import draft
from gnomon.exports.pictures.rendering import draw_svg, vega_of
from gnomon.exports.pictures.spec_parts import Size
from gnomon.semantic.contracts import Aggregation

CHARTS = {**FIRST_CHARTS, **COMPARING, **SPREAD_CHARTS}
BARS = chart(Mark.BAR, x=by("region"), y=(AMOUNT,))
LINE = chart(Mark.LINE, x=by("order_date"), y=(AMOUNT,))
POINTS = chart(Mark.SCATTER, x=AMOUNT, y=(PROFIT,), color=by("region"))
COUNT = FieldRef(role=FieldRole.MEASURE, member="*", aggregation=Aggregation.COUNT)
TWO_AXES = chart(Mark.COMBO, x=by("region"), y=(AMOUNT, COUNT))
BARE = Axes(**{place: Axis(is_hidden=True, has_grid=False) for place in ("x", "y", "right")})
EVERYTHING = Axes(
    x=Axis(angle="upright", has_grid=True, number_format="$EUR,.1f;K", moment_format="iso_day", has_title=False),
    y=Axis(angle="leaning", has_grid=True, number_format=",.1f;M;~; pcs", moment_format="year", has_title=False),
    right=Axis(title="Orders", number_format=",.0f;;n ="),
)


def with_axes(spec: ChartSpec, axes: Axes, **options: Any) -> ChartSpec:
    return spec.model_copy(update={"options": spec.options.model_copy(update={"axes": axes, **options})})


def drawn(spec: ChartSpec) -> tuple[Drawing, list[dict[str, Any]]]:
    made = draft(spec, SALES)
    meaning, rows = answer_to(made.query, SALES)
    return made.drawing(meaning), rows


def words_in(spec: ChartSpec) -> list[str]:
    """Every text that is read in the picture."""
    drawing, rows = drawn(spec)
    svg = draw_svg(vega_of(drawing.vega_lite, drawing.vega, rows, "light", Size(560, 320)))
    return re.findall(r">([^<>]+)</text>", svg)


WITH_AXES = [name for name, spec in CHARTS.items() if drawn(spec)[0].axes]


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Drawn]:
    specs = {}
    for name in WITH_AXES:
        for way, axes in (("bare", BARE), ("everything", EVERYTHING)):
            drawing, rows = drawn(with_axes(CHARTS[name], axes))
            assert drawing.vega_lite is not None
            specs[f"{name} {way}"] = (drawing.vega_lite, rows)
    return draw_all(specs, tmp_path_factory.mktemp("axes"))


def test_a_picture_tells_which_axes_it_has() -> None:
    lying = with_axes(BARS, Axes(), is_horizontal=True)
    told = [drawn(spec)[0].axes for spec in (BARS, lying, LINE, POINTS, TWO_AXES)]
    names, amounts = {"kind": "names"}, {"kind": "numbers", "has_ends": True, "is_of_amounts": True}
    number = {"kind": "numbers", "has_ends": True, "can_be_log": True}
    assert told == [
        (DrawnAxis(place="x", **names), DrawnAxis(place="y", **amounts)),
        (DrawnAxis(place="x", **amounts), DrawnAxis(place="y", **names)),
        (DrawnAxis(place="x", kind="time"), DrawnAxis(place="y", **amounts, can_be_log=True)),
        (DrawnAxis(place="x", **number), DrawnAxis(place="y", **number, is_of_amounts=True)),
        (DrawnAxis(place="x", **names), DrawnAxis(place="y", **amounts), DrawnAxis(place="right", **number)),
    ]


def test_kinds_without_axes_offer_none() -> None:
    pie = chart(Mark.PIE, x=by("region"), y=(AMOUNT,))
    gauge = chart(Mark.GAUGE, ChartOptions(value_max=100), y=(AMOUNT,))
    assert [drawn(one)[0].axes for one in (pie, gauge)] == [(), ()]
    assert "The axis runs to 100, as chosen; what lies beyond is cut off." in drawn(gauge)[0].notes


@pytest.mark.parametrize("name", WITH_AXES)
def test_vega_draws_every_choice_without_a_complaint(name: str, pictures: dict[str, Drawn]) -> None:
    for way in ("bare", "everything"):
        one = pictures[f"{name} {way}"]
        assert (one.error, one.warnings) == (None, [])
        assert "NaN" not in (one.svg or "")


def test_a_hidden_axis_leaves_its_marks_alone() -> None:
    assert words_in(with_axes(BARS, BARE)) == []
    assert len(words_in(BARS)) > 6


def test_the_numbers_of_one_axis_are_written_apart_from_the_others() -> None:
    words = words_in(with_axes(POINTS, Axes(x=Axis(number_format="$EUR,.1f;K"), y=Axis(number_format=",.1f;;; t"))))
    assert any(re.fullmatch(r"€[\d.]+K", one) for one in words)
    assert any(re.fullmatch(r"−?[\d,.]+ t", one) for one in words)
    right = words_in(with_axes(TWO_AXES, Axes(right=Axis(title="Orders", number_format=",.0f;;n = "))))
    assert "Orders" in right
    assert any(re.fullmatch(r"n = \d+", one) for one in right)


def test_an_axis_repeats_no_digits_that_say_nothing() -> None:
    words = words_in(with_axes(BARS, Axes(), number_format="$EUR,.2f"))
    assert any(re.fullmatch(r"€[\d,]+", one) for one in words)
    assert not [one for one in words if one.endswith(".00")]


@pytest.mark.parametrize(
    ("form", "pattern"), [("year", r"\d{4}"), ("quarter", r"Q\d \d{4}"), ("iso_day", r"\d{4}-\d\d-\d\d")]
)
def test_an_axis_of_time_is_written_as_chosen(form: str, pattern: str) -> None:
    words = words_in(with_axes(LINE, Axes(x=Axis(moment_format=form, has_title=False), y=Axis(is_hidden=True))))
    assert words
    assert [one for one in words if re.fullmatch(pattern, one) is None] == []


def test_both_axes_of_points_have_ends_and_logarithms_and_the_reader_is_told() -> None:
    drawing, _ = drawn(with_axes(POINTS, Axes(x=Axis(min=100, max=2000, is_log=True)), value_min=-50))
    assert drawing.vega_lite is not None
    encoding = drawing.vega_lite["encoding"]
    assert (encoding["x"]["scale"], encoding["y"]["scale"]) == (
        {"type": "log", "domainMin": 100, "domainMax": 2000},
        {"zero": False, "domainMin": -50},
    )
    assert drawing.notes[-3:] == (
        "The x axis is logarithmic: values of zero and below have no place on it.",
        "The x axis runs from 100 to 2000, as chosen; what lies beyond is cut off.",
        "The y axis runs from -50, as chosen; what lies beyond is cut off.",
    )


def test_the_axis_of_lines_runs_by_itself_and_bars_still_begin_at_zero() -> None:
    drawing, _ = drawn(with_axes(TWO_AXES, Axes(right=Axis(min=5, max=50)), value_min=100, value_max=4000))
    assert drawing.notes[-3:] == (
        "The y axis runs to 4000, as chosen; what lies beyond is cut off.",
        "The y axis begins at zero, because bars are lengths from zero.",
        "The axis at the right runs from 5 to 50, as chosen; what lies beyond is cut off.",
    )


def test_what_was_chosen_for_another_axis_has_no_say() -> None:
    """Ends of an axis that a picture does not have stay with it, and come back with another kind of picture."""
    chosen = Axes(x=Axis(min=1, max=2, is_log=True, number_format=".1%"), right=Axis(is_hidden=True))
    assert drawn(with_axes(BARS, chosen))[0].vega_lite == drawn(BARS)[0].vega_lite


def test_pictures_of_an_author_keep_their_own_axes() -> None:
    document = '{"mark": "bar", "encoding": {"x": {"field": "region", "axis": {"orient": "top"}}}}'
    spec = chart(Mark.VEGA_LITE, ChartOptions(document=document, axes=BARE), x=by("region"), y=(AMOUNT,))
    drawing, _ = drawn(spec)
    assert drawing.axes == ()
    assert drawing.vega_lite is not None
    assert drawing.vega_lite["encoding"]["x"]["axis"] == {"orient": "top"}


@pytest.mark.parametrize(
    "wrong", [{"min": 2, "max": 1}, {"angle": 33}, {"number_format": "'); x("}, {"title": "x" * 256}]
)
def test_what_no_axis_can_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Axis(**wrong)


def test_a_picture_without_choices_is_kept_as_before() -> None:
    assert "axes" not in BARS.model_dump(mode="json")["options"]
    kept = with_axes(BARS, Axes(x=Axis(is_hidden=True))).model_dump(mode="json")["options"]["axes"]
    assert kept == {"x": {"is_hidden": True}}
