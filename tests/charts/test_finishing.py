"""What people choose of a picture: ends and scale of its axis, lines to compare with, the place of the legend."""

import re
import statistics
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from pydantic import ValidationError
from tests.charts.gallery import AMOUNT, PROFIT, SALES, answer_to, by, chart
from tests.charts.vega import Drawn, draw_all

from gnomon.charts.contracts import Ability, ChartOptions, ChartSpec, Drawing, Mark, Reference, ReferenceKind
from gnomon.charts.drawing import draft

AVERAGE = Reference(kind=ReferenceKind.AVERAGE)
GOAL = Reference(kind=ReferenceKind.CONSTANT, value=1500, label="Goal")

CHOSEN = {
    "bars": chart(Mark.BAR, ChartOptions(references=(AVERAGE, GOAL)), x=by("region"), y=(AMOUNT,)),
    "stacked": chart(Mark.BAR, ChartOptions(references=(AVERAGE,)), x=by("region"), y=(AMOUNT,), color=by("is_new")),
    "lying": chart(Mark.BAR, ChartOptions(references=(AVERAGE, GOAL), is_horizontal=True), x=by("region"), y=(AMOUNT,)),
    "facets": chart(
        Mark.BAR, ChartOptions(references=(AVERAGE, GOAL)), x=by("is_new"), y=(AMOUNT,), facet=by("region")
    ),
    "line": chart(
        Mark.LINE,
        ChartOptions(
            references=(
                Reference(kind=ReferenceKind.BAND, value=500, to=1000, label="Usual"),
                Reference(kind=ReferenceKind.PERCENTILE, value=90),
                Reference(kind=ReferenceKind.MEDIAN, label="Middle"),
            ),
            value_max=3000,
        ),
        x=by("order_date"),
        y=(AMOUNT,),
    ),
    "bands": chart(
        Mark.LINE,
        ChartOptions(
            references=(
                Reference(kind=ReferenceKind.PERCENTILE_BAND, value=25, to=75),
                Reference(kind=ReferenceKind.DEVIATION_BAND, value=1.5),
                Reference(kind=ReferenceKind.DEVIATION_BAND, value=1, label='"]; alert(1); datum["'),
            )
        ),
        x=by("order_date"),
        y=(AMOUNT,),
    ),
    "log": chart(Mark.LINE, ChartOptions(value_scale="log", value_min=10), x=by("order_date"), y=(AMOUNT,)),
    "legend": chart(
        Mark.LINE, ChartOptions(legend_place="bottom"), x=by("order_date"), y=(AMOUNT,), color=by("region")
    ),
    "points": chart(
        Mark.SCATTER, ChartOptions(references=(AVERAGE,), value_min=0), x=AMOUNT, y=(PROFIT,), color=by("region")
    ),
    "cut": chart(Mark.BAR, ChartOptions(value_min=500, value_max=1000), x=by("region"), y=(AMOUNT,)),
}


def drawn(spec: ChartSpec) -> tuple[Drawing, list[dict[str, Any]]]:
    made = draft(spec, SALES)
    meaning, rows = answer_to(made.query, SALES)
    return made.drawing(meaning), rows


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Drawn]:
    specs = {}
    for name, spec in CHOSEN.items():
        drawing, rows = drawn(spec)
        assert drawing.vega_lite is not None
        specs[name] = (drawing.vega_lite, rows)
    return draw_all(specs, tmp_path_factory.mktemp("specs"))


def texts(picture: Drawn) -> list[str]:
    assert (picture.error, picture.warnings) == (None, [])
    assert picture.svg is not None
    return [one.text or "" for one in ElementTree.fromstring(picture.svg).iter() if one.tag.endswith("text")]


def amounts(name: str) -> list[float]:
    _, rows = drawn(CHOSEN[name])
    return [row["sum_amount"] for row in rows if row["sum_amount"] is not None]


def test_an_average_is_that_of_the_bars_and_a_constant_stands_where_it_was_put(pictures: dict[str, Drawn]) -> None:
    words = list(dict.fromkeys(one for one in texts(pictures["bars"]) if one.startswith(("Average", "Goal"))))
    assert words == [f"Average {number(statistics.mean(amounts('bars')))}", "Goal 1,500"]


def number(value: float) -> str:
    """A number in at most four digits, as pictures write it."""
    return f"{float(f'{value:.4g}'):,.10g}"


def test_the_average_of_stacked_bars_is_that_of_whole_bars(pictures: dict[str, Drawn]) -> None:
    _, rows = drawn(CHOSEN["stacked"])
    whole: dict[Any, float] = {}
    for row in rows:
        whole[row["region"]] = whole.get(row["region"], 0) + (row["sum_amount"] or 0)
    assert f"Average {number(statistics.mean(whole.values()))}" in texts(pictures["stacked"])


def test_lines_stand_across_lying_bars_as_well(pictures: dict[str, Drawn]) -> None:
    assert {"Goal 1,500", f"Average {number(statistics.mean(amounts('lying')))}"} <= set(texts(pictures["lying"]))


def test_each_small_picture_has_an_average_of_its_own(pictures: dict[str, Drawn]) -> None:
    _, rows = drawn(CHOSEN["facets"])
    by_region: dict[Any, list[float]] = {}
    for row in rows:
        if row["sum_amount"] is not None:
            by_region.setdefault(row["region"], []).append(row["sum_amount"])
    expected = sorted(f"Average {number(statistics.mean(values))}" for values in by_region.values())
    assert sorted({one for one in texts(pictures["facets"]) if one.startswith("Average")}) == expected


def test_percentile_median_and_band_are_named(pictures: dict[str, Drawn]) -> None:
    values = sorted(amounts("line"))
    ninetieth = statistics.quantiles(values, n=10, method="inclusive")[8]
    words = set(texts(pictures["line"]))
    assert {"Usual", f"90% lie below {number(ninetieth)}", f"Middle {number(statistics.median(values))}"} <= words


@pytest.mark.parametrize("name", CHOSEN)
def test_vega_draws_every_choice_without_a_complaint(name: str, pictures: dict[str, Drawn]) -> None:
    assert texts(pictures[name])
    assert "NaN" not in (pictures[name].svg or "")


def test_the_ends_of_an_axis_are_those_that_were_chosen_and_the_reader_is_told(pictures: dict[str, Drawn]) -> None:
    drawing, _ = drawn(CHOSEN["cut"])
    assert drawing.notes == (
        "The axis runs to 1000, as chosen; what lies beyond is cut off.",
        "The axis begins at zero, because bars are lengths from zero.",
    )
    numbers = [float(one.replace(",", "")) for one in texts(pictures["cut"]) if re.fullmatch(r"[\d,]+", one)]
    assert (min(numbers), max(numbers)) == (0, 1000)


def test_an_end_that_would_lie_changes_nothing_but_what_the_reader_is_told() -> None:
    plain, _ = drawn(chart(Mark.BAR, x=by("region"), y=(AMOUNT,)))
    asked, _ = drawn(chart(Mark.BAR, ChartOptions(value_min=500), x=by("region"), y=(AMOUNT,)))
    assert asked.vega_lite == plain.vega_lite
    assert asked.notes == (*plain.notes, "The axis begins at zero, because bars are lengths from zero.")


def test_a_logarithmic_axis_is_told_of_and_begins_where_it_was_asked_to(pictures: dict[str, Drawn]) -> None:
    drawing, _ = drawn(CHOSEN["log"])
    assert drawing.notes == (
        "The axis is logarithmic: values of zero and below have no place on it.",
        "The axis runs from 10, as chosen; what lies beyond is cut off.",
    )


def test_a_legend_stands_where_it_was_put() -> None:
    drawing, _ = drawn(CHOSEN["legend"])
    assert drawing.vega_lite is not None
    assert drawing.vega_lite["encoding"]["color"]["legend"]["orient"] == "bottom"


def test_a_drawing_says_what_can_be_chosen_of_it() -> None:
    assert drawn(CHOSEN["log"])[0].abilities == (
        Ability.VALUE_AXIS,
        Ability.LOG_SCALE,
        Ability.REFERENCES,
        Ability.FORECAST,
        Ability.ANNOTATIONS,
        Ability.GAPS,
        Ability.LABELS,
        Ability.LEGEND,
    )


def test_what_a_kind_of_picture_does_not_know_is_left_out_of_it() -> None:
    plain, _ = drawn(chart(Mark.PIE, color=by("region"), y=(AMOUNT,)))
    chosen = ChartOptions(references=(GOAL,), value_scale="log", value_max=10)
    asked, _ = drawn(chart(Mark.PIE, chosen, color=by("region"), y=(AMOUNT,)))
    assert (asked.vega_lite, asked.notes) == (plain.vega_lite, plain.notes)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"kind": "constant"}, "A line at a constant needs its value."),
        (
            {"kind": "band", "value": 3, "to": 2},
            "A band needs a value where it begins, and a larger one where it ends.",
        ),
        ({"kind": "percentile", "value": 101}, "A percentile lies from 0 to 100."),
        ({"kind": "constant", "value": float("nan")}, "finite number"),
    ],
)
def test_a_reference_that_stands_nowhere_is_refused(wrong: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        ChartOptions(references=(Reference(**wrong),))


def test_an_axis_that_runs_downward_is_refused() -> None:
    with pytest.raises(ValidationError, match="must end above where it begins"):
        ChartOptions(value_min=5, value_max=5)


def test_labels_of_lines_stay_text(tmp_path: Path) -> None:
    hostile = "'+alert(1)+' {{7*7}} <img src=x onerror=alert(1)> datum['x']"
    kinds = (ReferenceKind.CONSTANT, ReferenceKind.AVERAGE)
    lines = tuple(Reference(kind=kind, value=5, label=hostile) for kind in kinds)
    drawing, rows = drawn(chart(Mark.BAR, ChartOptions(references=lines), x=by("region"), y=(AMOUNT,)))
    assert drawing.vega_lite is not None
    picture = draw_all({"hostile": (drawing.vega_lite, rows)}, tmp_path)["hostile"]
    shown = {one.removeprefix(hostile) for one in texts(picture) if one.startswith(hostile)}
    average = statistics.mean(row["sum_amount"] for row in rows if row["sum_amount"] is not None)
    assert shown == {" 5", f" {number(average)}"}


def test_bands_reach_from_one_percentile_to_another_and_as_far_as_deviations(pictures: dict[str, Drawn]) -> None:
    """Their ends are read off the picture, by the scale that the line of the amounts itself gives."""
    values = amounts("bands")
    middle, spread = statistics.mean(values), statistics.stdev(values)
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    found = sorted(extents_of_bands(pictures["bands"]), key=lambda one: one[1] - one[0])
    expected = sorted(
        [(low, high), (middle - 1.5 * spread, middle + 1.5 * spread), (middle - spread, middle + spread)],
        key=lambda one: one[1] - one[0],
    )
    to_pixels = scale_of(pictures["bands"], values)
    assert [one for pair in found for one in pair] == pytest.approx(
        [to_pixels(end) for pair in expected for end in (pair[1], pair[0])], abs=0.6
    )
    words = dict.fromkeys(texts(pictures["bands"]))
    assert {"From 25% to 75%", "Average ± 1.5 σ", '"]; alert(1); datum["'} <= words.keys()


def extents_of_bands(picture: Drawn) -> list[tuple[float, float]]:
    """Where each band begins and ends, in pixels from the top."""
    paths = ElementTree.fromstring(picture.svg or "").iter("{http://www.w3.org/2000/svg}path")
    bands = [one.get("d") or "" for one in paths if re.fullmatch(r"M0,[-\d.]+h\d+v[-\d.]+h-\d+Z", one.get("d") or "")]
    found = []
    for one in bands:
        top, height = re.fullmatch(r"M0,([-\d.]+)h\d+v([-\d.]+)h-\d+Z", one).groups()  # type: ignore[union-attr]
        found.append((float(top), float(top) + float(height)))
    return [one for one in found if one[0] != 0]


def scale_of(picture: Drawn, values: list[float]) -> Any:
    """From an amount to pixels, by the highest and the lowest place of the line."""
    paths = ElementTree.fromstring(picture.svg or "").iter("{http://www.w3.org/2000/svg}path")
    line = max((one.get("d") or "" for one in paths if one.get("stroke-width") == "2"), key=len)
    heights = [float(one.rstrip("Z").split(",")[1]) for one in re.split("[ML]", line) if one]
    per = (max(heights) - min(heights)) / (max(values) - min(values))
    return lambda amount: max(heights) - (amount - min(values)) * per


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "percentile_band", "value": 90, "to": 10},
        {"kind": "percentile_band", "value": 10},
        {"kind": "percentile_band", "value": 10, "to": 101},
        {"kind": "deviation_band"},
        {"kind": "deviation_band", "value": 0},
        {"kind": "deviation_band", "value": 11},
    ],
)
def test_a_band_that_cannot_be_worked_out_is_refused(fault: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Reference.model_validate(fault)
