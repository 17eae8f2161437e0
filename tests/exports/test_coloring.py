"""The server fills in chosen colors as the browser does: the tests of both read the same examples."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.charts.gallery import CHARTS, SALES, answer_to
from tests.charts.gallery_comparing import COMPARING

from gnomon.charts.contracts import ChosenColors
from gnomon.charts.drawing import draft
from gnomon.exports.pictures.coloring import in_colors
from gnomon.exports.pictures.theme import ThemeName, vega_config

GOLDEN = Path(__file__).with_name("golden") / "colored.json"
SECTIONS = ("range", "mark", "bar", "line", "arc", "style")
THEMES: tuple[ThemeName, ...] = ("light", "dark")
EXAMPLES: dict[str, tuple[str, dict[str, Any]]] = {
    "areas by region": (
        "area_stacked",
        {
            "palette": "tol_muted",
            "members": [
                {"label": "region C", "color": "#c0102a"},
                {"label": "constructor", "color": "category-12"},
                {"label": "region A", "color": "neutral"},
            ],
        },
    ),
    "bars of one color": ("bars_of_categories", {"single": "#330000"}),
    "amounts in steps": ("squares", {"ramp": "blue_red", "steps": 5, "is_reversed": True}),
    "amounts around a middle": ("squares", {"ramp": "diverging", "middle": 0}),
    "rises and falls": ("waterfall_of_weekdays", {"rises": "category-3", "total": "#00aa00"}),
}


def example(name: str, theme: ThemeName) -> dict[str, Any]:
    from_gallery, colors = EXAMPLES[name]
    chart = {**CHARTS, **COMPARING}[from_gallery]
    options = chart.options.model_copy(update={"colors": ChosenColors.model_validate(colors)})
    made = draft(chart.model_copy(update={"options": options}), SALES)
    meaning, rows = answer_to(made.query, SALES)
    spec = made.drawing(meaning).vega_lite
    assert spec is not None
    colored, config = in_colors(spec, vega_config(theme), theme)
    return {
        "name": name,
        "theme": theme,
        "spec": spec,
        "rows": rows,
        "size": {"width": 560, "height": 320},
        "colored": {"spec": colored, "config": {section: config[section] for section in SECTIONS}},
    }


def test_the_browser_and_the_server_fill_in_the_same_colors(request: pytest.FixtureRequest) -> None:
    made = [example(name, theme) for name in EXAMPLES for theme in THEMES]
    if request.config.getoption("--update-golden", default=False):
        GOLDEN.write_text(json.dumps(made, indent=1, ensure_ascii=False, default=str) + "\n")
    assert json.loads(json.dumps(made, default=str)) == json.loads(GOLDEN.read_text())


def test_a_place_beyond_the_colors_of_a_theme_begins_again() -> None:
    config = vega_config("light")
    spec = {"mark": "bar", "usermeta": {"colors": {"single": "category-12"}}}
    _, looks = in_colors(spec, config, "light")
    assert looks["bar"]["fill"] == config["range"]["category"][1]


def test_a_picture_of_the_theme_is_left_as_it_is() -> None:
    config = vega_config("dark")
    spec = {"mark": "bar", "usermeta": {"facet_columns": 2}}
    assert in_colors(spec, config, "dark") == (spec, config)
