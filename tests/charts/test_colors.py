"""Colors that people choose: what can be chosen, what becomes of it in a spec, and that a value keeps its color."""

import io
import json
import re
from itertools import combinations
from typing import Any

import pyarrow as pa
import pytest
from pydantic import ValidationError
from tests.charts.gallery import CHARTS as FIRST_CHARTS
from tests.charts.gallery import SALES, answer_to
from tests.charts.gallery_comparing import COMPARING
from tests.charts.gallery_spread import SPREAD_CHARTS

from gnomon.charts.color_sets import PALETTES, palette_of, ramp_of
from gnomon.charts.colors import MOST_MEMBERS, Palette, Ramp
from gnomon.charts.contracts import ChartOptions, ChartSpec, ChosenColors, Drawing, Mark
from gnomon.charts.drawing import draft
from gnomon.charts.shown_colors import with_shown_colors
from gnomon.exports.pictures.rendering import draw_svg, vega_of
from gnomon.exports.pictures.spec_parts import Size
from gnomon.query.answers import QueryAnswer
from gnomon.themes.applying import PANELS, dark_of
from gnomon.themes.color_math import CONE_LOSSES, contrast, distance, lightness_of
from gnomon.themes.contracts import Look

CHARTS = {**FIRST_CHARTS, **COMPARING, **SPREAD_CHARTS}
RED = "#c0102a"
HOSTILE = (
    "constructor",
    "__proto__",
    '"]; alert(1); datum["',
    "'] || alert(1) || hand['",
    "<img src=x onerror=alert(1)>",
)

OWN: Any = {
    "categories": ["#111111", "#2222aa"],
    "sequential": ["#eeeeee", "#000000"],
    "diverging": ["#aa0000", "#00aa00"],
    "positive": "#117711",
    "negative": "#771111",
    "font": "inter",
}
"""A theme of the workspace."""


def chosen(chart: ChartSpec, **colors: Any) -> ChartSpec:
    options = chart.options.model_copy(update={"colors": ChosenColors.model_validate(colors)})
    return chart.model_copy(update={"options": options})


def drawn(chart: ChartSpec) -> tuple[Drawing, list[dict[str, Any]]]:
    made = draft(chart, SALES)
    meaning, rows = answer_to(made.query, SALES)
    return made.drawing(meaning), rows


def svg_of(chart: ChartSpec, keep: Any = None, theme: Any = "light", looks: Any = None) -> str:
    drawing, rows = drawn(chart)
    shown = rows if keep is None else [row for row in rows if keep(row)]
    return draw_svg(vega_of(drawing.vega_lite, drawing.vega, shown, theme, Size(560, 320), looks))


def colors_in(svg: str) -> set[str]:
    return set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', svg))


@pytest.mark.parametrize(
    "colors",
    [
        {"single": "red"},
        {"single": "url(#x)"},
        {"single": "#12345"},
        {"single": "category-13"},
        {"single": "#123456;"},
        {"members": [{"label": "a", "color": "expression(1)"}]},
        {"members": [{"label": "", "color": RED}]},
        {"members": [{"label": "a", "color": RED}, {"label": "a", "color": "category-1"}]},
        {"members": [{"label": str(place), "color": RED} for place in range(MOST_MEMBERS + 1)]},
        {"steps": 1},
        {"steps": 10},
        {"steps": 3, "middle": 0},
        {"low": 2, "high": 2},
        {"low": 0, "middle": 0},
        {"middle": 5, "high": 4},
        {"middle": float("nan")},
        {"palette": "rainbow"},
        {"ramp": "rainbow"},
    ],
)
def test_what_is_no_color_or_contradicts_itself_is_refused(colors: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ChosenColors.model_validate(colors)


def test_a_fault_is_named_by_its_place() -> None:
    with pytest.raises(ValidationError) as refused:
        ChartOptions.model_validate(
            {"colors": {"members": [{"label": "a", "color": RED}, {"label": "b", "color": "red"}]}}
        )
    assert [one["loc"] for one in refused.value.errors()] == [("colors", "members", 1, "color")]


def test_a_picture_without_chosen_colors_says_nothing_of_them() -> None:
    assert "colors" not in ChartOptions().model_dump()
    assert ChosenColors().model_dump() == {}
    for name in CHARTS:
        drawing, _ = drawn(CHARTS[name])
        assert "hand" not in json.dumps([drawing.vega_lite, drawing.vega]), name


def test_every_kind_of_picture_is_drawn_in_chosen_colors() -> None:
    missing = []
    for name, chart in CHARTS.items():
        painted = chosen(
            chart,
            single="#8800aa",
            palette="ibm",
            ramp="greens",
            rises="#8800aa",
            members=[{"label": "none of these", "color": RED}],
        )
        drawing, rows = drawn(painted)
        if (drawing.vega_lite or drawing.vega) is None:
            continue
        spec: dict[str, Any] = drawing.vega_lite or drawing.vega or {}
        said = spec["usermeta"]["colors"]
        svg = draw_svg(vega_of(drawing.vega_lite, drawing.vega, rows, "light", Size(560, 320)))
        wanted = {"#8800aa", *PALETTES[Palette.IBM]}
        if "ramp" not in said and not wanted & colors_in(svg):
            missing.append(name)
        plain = svg_of(chart)
        if "ramp" in said and svg == plain:
            missing.append(name)
    assert missing == []


@pytest.mark.parametrize(
    "name", ["lines_by_color", "bars_of_many_colors", "area_stacked", "points_of_groups", "histogram_by_color", "pie"]
)
@pytest.mark.parametrize("gone", ["region A", "region B", "product A", None])
def test_a_value_has_its_own_color_whatever_else_is_shown(name: str, gone: str | None) -> None:
    """Of the marks that the picture names, those of the value have its color, and no others."""
    drawing, rows = drawn(CHARTS[name])
    column = next(one.column for one in drawing.bindings if one.channel == "color")
    label = next(row[column] for row in rows if str(row[column]).endswith(" C"))
    picture = chosen(CHARTS[name], members=[{"label": label, "color": RED}])
    alone = svg_of(picture, lambda row: row[column] == label)
    among = svg_of(picture, lambda row: row[column] != gone)
    without = svg_of(picture, lambda row: row[column] != label)
    assert RED in colors_in(alone)
    assert RED in colors_in(among)
    assert RED not in colors_in(without)


def test_the_legend_shows_the_color_of_the_value() -> None:
    drawing, rows = drawn(chosen(CHARTS["bars_side_by_side"], members=[{"label": "Yes", "color": RED}]))
    vega = vega_of(drawing.vega_lite, drawing.vega, rows, "light", Size(560, 320))
    svg = draw_svg(vega)
    legend = svg[svg.index("role-legend") :]
    marks = svg[: svg.index("role-legend")]
    assert legend.count(RED) == 1
    assert marks.count(RED) > 1


def test_a_place_in_the_theme_follows_the_theme_and_the_night() -> None:
    picture = chosen(CHARTS["bars_of_categories"], single="category-2")
    assert "#d97c0f" in colors_in(svg_of(picture))
    assert "#e0a11f" in colors_in(svg_of(picture, theme="dark"))
    assert "#2222aa" in colors_in(svg_of(picture, looks=OWN))
    turned = chosen(CHARTS["bars_of_categories"], single="category-9")
    assert "#111111" in colors_in(svg_of(turned, looks=OWN))


def test_a_color_of_ones_own_has_a_partner_by_night_that_can_be_seen() -> None:
    picture = chosen(CHARTS["bars_of_categories"], single="#330000")
    night = dark_of("#330000")
    assert night in colors_in(svg_of(picture, theme="dark"))
    assert contrast(night, PANELS[Look.DARK]) >= 3


def test_rises_and_falls_are_those_of_the_theme_until_they_are_chosen() -> None:
    candles = CHARTS["candlesticks"]
    assert {"#117a65", "#c4361b"} <= colors_in(svg_of(candles))
    assert {"#117711", "#771111"} <= colors_in(svg_of(candles, looks=OWN))
    assert {"#0000aa", "#771111"} <= colors_in(svg_of(chosen(candles, rises="#0000aa"), looks=OWN))
    waterfall = colors_in(svg_of(chosen(CHARTS["waterfall_of_weekdays"], total="neutral"), looks=OWN))
    assert {"#117711", "#515a69"} <= waterfall


def test_amounts_have_steps_a_middle_and_ends() -> None:
    def scale_of(**colors: Any) -> dict[str, Any]:
        drawing, rows = drawn(chosen(CHARTS["squares"], **colors))
        vega = vega_of(drawing.vega_lite, drawing.vega, rows, "light", Size(560, 320))
        draw_svg(vega)
        found: dict[str, Any] = next(one for one in vega["scales"] if one["name"] == "color")
        return found

    assert scale_of(steps=4)["type"] == "quantize"
    assert scale_of(steps=4, low=0, high=100)["domain"] == [0, 100]
    assert scale_of(middle=0)["range"] == "diverging"
    ends = scale_of(low=10, high=90, is_reversed=True)
    assert (ends["domainMin"], ends["domainMax"], ends["clamp"], ends["reverse"]) == (10, 90, True, True)


def test_steps_have_so_many_colors() -> None:
    svg = svg_of(chosen(CHARTS["squares"], ramp="blues", steps=3, low=0, high=3_000))
    first, *_, last = ramp_of(Ramp.BLUES)["light"]
    shades = set(re.findall(r'<path aria-label[^>]*fill="(rgb\([^"]+\)|#[0-9a-f]{6})"', svg))
    assert 1 <= len(shades) <= 3, (first, last)


@pytest.mark.parametrize("label", HOSTILE)
@pytest.mark.parametrize("name", ["lines_by_color", "pie", "bars_of_two_measures"])
def test_a_hostile_name_is_only_ever_data(name: str, label: str) -> None:
    drawing, rows = drawn(chosen(CHARTS[name], members=[{"label": label, "color": RED}]))
    spec: dict[str, Any] = drawing.vega_lite or {}
    assert spec["usermeta"]["colors"]["hand"] == {f"m:{label}": {"light": RED, "dark": dark_of(RED)}}
    rest = json.dumps({key: part for key, part in spec.items() if key != "usermeta"}, ensure_ascii=False)
    assert label == "constructor" or label not in rest
    svg = draw_svg(vega_of(drawing.vega_lite, drawing.vega, rows, "light", Size(560, 320)))
    assert RED not in colors_in(svg)


def test_a_value_called_like_what_every_object_has_gets_no_other_color() -> None:
    picture = chosen(CHARTS["pie"], members=[{"label": "region A", "color": RED}])
    drawing, rows = drawn(picture)
    odd = [row | {"region": "constructor"} for row in rows if row["region"] == "region C"]
    svg = draw_svg(vega_of(drawing.vega_lite, drawing.vega, odd, "light", Size(560, 320)))
    assert "#0047ba" in colors_in(svg)


def test_a_picture_that_its_author_draws_is_left_alone() -> None:
    document = json.dumps({"mark": "bar", "encoding": {"x": {"field": "region", "type": "nominal"}}})
    chart = CHARTS["bars_of_categories"]
    options = chart.options.model_copy(update={"document": document, "colors": ChosenColors(single=RED)})
    drawing, _ = drawn(chart.model_copy(update={"mark": Mark.VEGA_LITE, "options": options}))
    assert "usermeta" not in (drawing.vega_lite or {})


@pytest.mark.parametrize("name", Palette)
@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_sets_can_be_told_apart_by_everybody(name: Palette, look: str) -> None:
    colors = palette_of(name)[look]
    nearest = {eyes: min(distance(*pair, eyes) for pair in combinations(colors, 2)) for eyes in (None, *CONE_LOSSES)}
    assert min(nearest.values()) >= 0.03, nearest
    if look == "dark":
        assert min(contrast(one, PANELS[Look.DARK]) for one in colors) >= 3


@pytest.mark.parametrize("name", [one for one in Ramp if one is not Ramp.DIVERGING])
def test_the_most_stands_out_the_most_from_the_page(name: Ramp) -> None:
    day, night = ramp_of(name)["light"], ramp_of(name)["dark"]
    assert contrast(day[-1], PANELS[Look.LIGHT]) >= 4.5
    assert contrast(night[-1], PANELS[Look.DARK]) >= 4.5
    if name not in {Ramp.BLUE_RED, Ramp.PURPLE_GREEN, Ramp.BROWN_TEAL}:
        assert sorted(day, key=lightness_of, reverse=True) == day
        assert sorted(night, key=lightness_of) == night


def test_a_picture_speaks_of_no_value_that_is_not_in_it() -> None:
    """A policy or a locked filter keeps rows back, and so the names in them."""
    members = [{"label": one, "color": RED} for one in ("region C", "Secret unit", "\ufeffNo value", "Q1 2024", "Mon")]
    made = draft(chosen(CHARTS["pie"], members=members), SALES)
    meaning, rows = answer_to(made.query, SALES)
    columns = [[row[one.name] for row in rows] for one in meaning.columns]
    table = pa.table(columns, names=[one.name for one in meaning.columns])
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    shown = with_shown_colors(made.drawing(meaning), made, QueryAnswer(meaning, sink.getvalue()))
    hand = (shown.vega_lite or {})["usermeta"]["colors"]["hand"]
    assert list(hand) == ["m:region C", "m:\ufeffNo value", "m:Q1 2024", "m:Mon"]
    assert "Secret" not in shown.model_dump_json()
