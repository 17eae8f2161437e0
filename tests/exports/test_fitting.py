"""The server fits pictures to their frame as the browser does: the tests of both read the same examples."""

import json
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.charts.gallery import CHARTS, SALES, answer_to
from tests.charts.vega import draw_all

from gnomon.charts.drawing import draft
from gnomon.exports.pictures.fitting import fitted
from gnomon.exports.pictures.rendering import draw_svg, vega_of
from gnomon.exports.pictures.spec_parts import Size
from gnomon.exports.pictures.theme import ThemeName, colors, vega_config

GOLDEN = Path(__file__).with_name("golden") / "fitted.json"
LIGHT: ThemeName = "light"
DARK: ThemeName = "dark"
SIZES = ((760, 420), (300, 190))
NAMES = (
    "line_over_time",
    "lines_by_color",
    "lines_of_many_groups",
    "lines_in_facets",
    "bars_of_categories",
    "bars_of_many_categories",
    "bars_colored_by_a_measure",
    "bars_side_by_side",
    "histogram",
    "points_of_groups",
    "pie",
    "pie_of_many",
    "heatmap_of_hours",
)


def example(name: str, width: int, height: int) -> dict[str, Any]:
    made = draft(CHARTS[name], SALES)
    meaning, rows = answer_to(made.query, SALES)
    spec = made.drawing(meaning).vega_lite
    assert spec is not None
    fit = fitted(spec, rows, Size(width, height))
    return {
        "name": f"{name} of {width} by {height}",
        "spec": spec,
        "rows": rows,
        "size": {"width": width, "height": height},
        "fitted": {"spec": fit.spec, "config": fit.config},
    }


def test_every_color_of_a_theme_is_filled_in() -> None:
    for theme in (LIGHT, DARK):
        config, own = vega_config(theme), colors(theme)
        assert "$" not in json.dumps(config)
        assert config["bar"] == {"fill": own["category"][0]}
        assert config["style"]["on-mark"] == {"color": own["panel"]}
        assert config["range"]["heatmap"] == own["ramp"]


def test_pictures_are_fitted_as_in_the_browser(request: pytest.FixtureRequest) -> None:
    told = [example(name, *size) for name in NAMES for size in SIZES]
    if request.config.getoption("--update-golden", default=False):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n")
    assert json.loads(json.dumps(told)) == json.loads(GOLDEN.read_text())


def marks_of(svg: str) -> Counter[tuple[str, str, str]]:
    """What every mark of a picture is, what it says, and its color."""
    marks = (one for one in ElementTree.fromstring(svg).iter() if one.get("aria-roledescription"))
    told = ((one.get("aria-roledescription", ""), one.get("aria-label", ""), one.get("fill", "")) for one in marks)
    return Counter(one for one in told if one[0] not in {"axis", "legend", "title", "header"})


def test_the_marks_of_a_picture_are_those_that_the_vega_of_the_browser_draws(tmp_path: Path) -> None:
    made = {name: vega_of(*specs_of(name), DARK, Size(760, 420)) for name in NAMES}
    browser = draw_all({name: (vega, vega_rows(vega)) for name, vega in made.items()}, tmp_path)
    for name, vega in made.items():
        theirs = browser[name]
        assert (theirs.error, theirs.svg is None) == (None, False), name
        ours = marks_of(draw_svg(vega))
        assert ours, name
        assert ours == marks_of(theirs.svg or ""), name


def specs_of(name: str) -> tuple[dict[str, Any] | None, dict[str, Any] | None, list[dict[str, Any]]]:
    """What a picture is drawn from."""
    one = draft(CHARTS[name], SALES)
    meaning, rows = answer_to(one.query, SALES)
    drawing = one.drawing(meaning)
    return drawing.vega_lite, drawing.vega, rows


def vega_rows(vega: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows inside a spec."""
    rows: list[dict[str, Any]] = next(source["values"] for source in vega["data"] if source["name"] == "result")
    return rows
