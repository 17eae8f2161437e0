"""Every kind of picture: its question and its spec are as reviewed, and the real Vega draws it."""

import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest
from tests.charts.gallery import CHARTS as FIRST_CHARTS
from tests.charts.gallery import SALES, answer_to, by, chart, dimension, model_of, of
from tests.charts.gallery_comparing import COMPARING
from tests.charts.gallery_spread import SPREAD_CHARTS
from tests.charts.vega import Drawn, draw_all

from gnomon.charts.contracts import Drawing, Mark
from gnomon.charts.drawing import draft
from gnomon.datasets.contracts import ColumnType
from gnomon.semantic.contracts import Aggregation

CHARTS = {**FIRST_CHARTS, **SPREAD_CHARTS, **COMPARING}
GOLDEN = Path(__file__).with_name("golden")
GRADIENT = {"linearGradient", "stop", "image"}
HOSTILE = (
    "datum.x",
    '"]; alert(1); datum["',
    "<img src=x onerror=alert(1)>",
    "a[0]['b']\\",
    "__proto__",
    "constructor",
    "line\u2028break",
    "{{ 7 * 7 }} ${7}",
    "</script><script>alert(1)</script>",
    "*",
)


def drawn(name: str) -> tuple[Drawing, list[dict[str, Any]], dict[str, Any]]:
    made = draft(CHARTS[name], SALES)
    meaning, rows = answer_to(made.query, SALES)
    return made.drawing(meaning), rows, made.query.model_dump(mode="json", exclude_defaults=True)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Drawn]:
    specs = {}
    for name in CHARTS:
        drawing, rows, _ = drawn(name)
        if drawing.vega_lite is not None:
            specs[name] = (drawing.vega_lite, rows)
    return draw_all(specs, tmp_path_factory.mktemp("specs"))


@pytest.mark.parametrize("name", CHARTS)
def test_the_question_and_the_picture_are_as_reviewed(name: str, request: pytest.FixtureRequest) -> None:
    drawing, _, query = drawn(name)
    made = {"query": query, "drawing": drawing.model_dump(mode="json")}
    path = GOLDEN / f"{name}.json"
    if request.config.getoption("--update-golden", default=False):
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n")
    assert made == json.loads(path.read_text())


@pytest.mark.parametrize("name", [name for name in CHARTS if name not in {"kpi", "table_of_groups", "table_of_rows"}])
def test_vega_draws_the_picture_without_a_complaint(name: str, pictures: dict[str, Drawn]) -> None:
    picture = pictures[name]
    assert (picture.error, picture.warnings) == (None, [])
    assert picture.svg is not None
    assert "NaN" not in picture.svg
    assert picture.svg.count("<path") > 3


def test_numbers_and_tables_need_no_vega() -> None:
    assert [drawn(name)[0].vega_lite for name in ("kpi", "table_of_groups", "table_of_rows")] == [None, None, None]


@pytest.mark.parametrize("name", CHARTS)
def test_a_spec_reaches_nothing_outside_and_carries_no_theme(name: str) -> None:
    text = json.dumps(drawn(name)[0].vega_lite)
    assert [word for word in ("http", '"url"', '"config"', '"href"', '"background"') if word in text] == []


def assert_inert(svg: str) -> None:
    """Nothing in the picture is or runs code."""
    for element in ElementTree.fromstring(svg).iter():
        assert (
            element.tag.split("}")[-1]
            in {"svg", "defs", "clipPath", "g", "path", "text", "rect", "line", "tspan"} | GRADIENT
        )
        assert not [name for name in element.attrib if name.lower().startswith("on")]


def test_names_that_are_code_stay_names(tmp_path: Path) -> None:
    model = model_of(*(dimension(name, ColumnType.TEXT, 3) for name in HOSTILE), dimension("n", ColumnType.FLOAT, 90))
    specs = {}
    for place, name in enumerate(HOSTILE):
        for mark in (Mark.BAR, Mark.LINE, Mark.PIE, Mark.HEATMAP):
            color = by(HOSTILE[(place + 1) % len(HOSTILE)])
            y = (by(name),) if mark is Mark.HEATMAP else (of("n", Aggregation.SUM, label=name), of("n", label=name))
            spec = chart(mark, x=by(HOSTILE[place - 1]), y=y, color=color, facet=by("datum.x"))
            made = draft(spec.model_copy(update={"title": name}), model)
            meaning, rows = answer_to(made.query, model)
            vega_lite = made.drawing(meaning).vega_lite
            assert vega_lite is not None
            assert all(set(row) <= {one.name for one in meaning.columns} for row in rows)
            specs[f"{mark.value} {place}"] = (vega_lite, rows)
    for name, picture in draw_all(specs, tmp_path).items():
        assert picture.error is None, name
        assert picture.svg is not None
        assert_inert(picture.svg)


def test_hostile_values_are_shown_as_text(tmp_path: Path) -> None:
    made = draft(CHARTS["bars_of_categories"], SALES)
    meaning, rows = answer_to(made.query, SALES)
    spec = made.drawing(meaning).vega_lite
    assert spec is not None
    values = [value for value in HOSTILE if value != "__proto__"]
    hostile_rows = [row | {"region": value} for row, value in zip(rows, values, strict=False)]
    picture = draw_all({"bars": (spec, hostile_rows)}, tmp_path)["bars"]
    assert (picture.error, picture.warnings) == (None, [])
    assert picture.svg is not None
    assert_inert(picture.svg)
