"""Pictures that people write in Vega-Lite themselves: what is drawn, what is refused, and where the fault is."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.charts.gallery import SALES, answer_to, by, chart, of
from tests.charts.test_pictures import CHARTS, drawn
from tests.charts.vega import WEB, Drawn, draw_all

from gnomon.charts import raw
from gnomon.charts.contracts import ChartOptions, ChartSpec, Mark
from gnomon.charts.drawing import draft
from gnomon.charts.raw.checking import check, spec_of
from gnomon.charts.raw.expressions import RefusedExpression, check_expression
from gnomon.charts.raw.faults import BrokenDocument
from gnomon.semantic.contracts import Aggregation

HOSTILE = json.loads(Path(__file__).with_name("hostile_documents.json").read_text("utf-8"))
COLUMNS = ("region", "sum_amount")
BEYOND = {Mark.CALENDAR, Mark.DENSITY, Mark.VIOLIN, Mark.WATERFALL}
"""Kinds whose specs work out more than a document may; the editor begins with a plain picture there."""
OURS = {"data", "description", "usermeta", "width", "height", "autosize"}
BARS = {
    "mark": "bar",
    "encoding": {
        "x": {"field": "region", "type": "nominal"},
        "y": {"field": "sum_amount", "type": "quantitative"},
    },
}
LITE = [name for name in CHARTS if drawn(name)[0].vega_lite is not None]


def faults(document: Any, columns: tuple[str, ...] = COLUMNS) -> list[tuple[tuple[str | int, ...], str]]:
    """Each fault with its place."""
    with pytest.raises(BrokenDocument) as refused:
        check(document if isinstance(document, str) else json.dumps(document), columns)
    return [(tuple(one["path"]), one["message"]) for one in refused.value.details["faults"]]


def written(document: Any, *fields: Any) -> ChartSpec:
    """A chart that draws a document over fields."""
    spec = chart(Mark.VEGA_LITE, x=by("region"), y=fields or (of("amount", Aggregation.SUM),))
    return spec.model_copy(update={"options": ChartOptions(document=json.dumps(document))})


def started_from(vega_lite: dict[str, Any]) -> dict[str, Any]:
    """What the editor makes of a picture to go on from."""
    steps = list(vega_lite["transform"])
    while steps and str(steps[0].get("as")).endswith((":label", ":order")):
        steps.pop(0)
    started = {"transform": steps} | {name: one for name, one in vega_lite.items() if name not in OURS | {"transform"}}
    document: dict[str, Any] = without_signs(started)
    return document


def without_signs(value: Any) -> Any:
    """Without the range of what rises and falls, which only pictures of ours have."""
    if isinstance(value, list):
        return [without_signs(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {name: without_signs(one) for name, one in value.items() if (name, one) != ("range", "signs")}


@pytest.mark.parametrize("one", HOSTILE, ids=lambda one: one["name"])
def test_a_hostile_document_is_refused_at_its_place(one: dict[str, Any]) -> None:
    assert tuple(one["path"]) in [path for path, _ in faults(one["document"])]


def test_there_are_many_hostile_documents_and_each_has_a_name_of_its_own() -> None:
    assert len({one["name"] for one in HOSTILE}) == len(HOSTILE) >= 40


@pytest.mark.parametrize("one", HOSTILE, ids=lambda one: one["name"])
def test_a_hostile_document_makes_no_question_and_no_picture(one: dict[str, Any]) -> None:
    spec = written({}).model_copy(update={"options": ChartOptions(document=one["document"][:20_000])})
    with pytest.raises(BrokenDocument):
        draft(spec, SALES)


@pytest.mark.parametrize(
    ("document", "path", "message"),
    [
        ({"mark": {"type": "barr"}}, ("mark", "type"), "Did you mean “bar”?"),
        ({"mark": "bar", "encodin": {}}, ("encodin",), "“encodin” is not known here. Did you mean “encoding”?"),
        (
            {"mark": "bar", "encoding": {"x": {"field": "region", "type": "nominl"}}},
            ("encoding", "x", "type"),
            "This is none of quantitative, ordinal, temporal, nominal. Did you mean “nominal”?",
        ),
        (
            {"mark": "bar", "encoding": {"y": {"aggregat": "sum"}}},
            ("encoding", "y", "aggregat"),
            "“aggregat” is not known here. Did you mean “aggregate”?",
        ),
        ({"encoding": {}}, (), "“mark” is missing here."),
        ({"mark": "bar", "encoding": {"x": 5}}, ("encoding", "x"), "This should be an object."),
        (
            {"layer": [{"mark": "line"}, {"mrk": "bar"}]},
            ("layer", 1, "mrk"),
            "“mrk” is not known here. Did you mean “mark”?",
        ),
        (
            {"mark": "bar", "encoding": {"x": {"field": "regon", "type": "nominal"}}},
            ("encoding", "x", "field"),
            "There is no field “regon” in these rows. Did you mean “region”?",
        ),
    ],
)
def test_a_slip_is_told_at_its_place_with_what_was_meant(document: Any, path: tuple[str, ...], message: str) -> None:
    ((found, told),) = faults(document)
    assert found == path
    assert message in told


def test_the_document_is_drawn_over_the_rows_of_its_fields() -> None:
    document = {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "data": {"name": "table"}, **BARS}
    made = draft(written(document), SALES)
    meaning, _ = answer_to(made.query, SALES)
    drawing = made.drawing(meaning)
    assert drawing.vega_lite is not None
    own = {name: one for name, one in drawing.vega_lite.items() if name in {"data", "mark", "encoding"}}
    assert own == {"data": {"name": "result"}, **BARS}
    assert "$schema" not in drawing.vega_lite
    assert drawing.description == f"Vega-Lite picture: Sum of amount by region, {meaning.row_count} values."
    assert [(one.channel, one.column) for one in drawing.bindings] == [("y", "sum_amount"), ("detail", "region")]


def test_labels_and_exact_numbers_can_be_used_like_fields() -> None:
    encoding = {
        "x": {"field": "region:label", "type": "nominal"},
        "y": {"field": "sum_amount", "type": "quantitative"},
        "tooltip": {"field": "sum_amount:exact", "type": "nominal"},
    }
    check(json.dumps({"mark": "bar", "encoding": encoding}), COLUMNS)


def test_columns_that_a_document_makes_are_known_to_it() -> None:
    steps = [
        {"calculate": "datum.sum_amount / 2", "as": "half"},
        {"fold": ["sum_amount", "half"]},
        {"aggregate": [{"op": "mean", "field": "value", "as": "middle"}], "groupby": ["key", "region"]},
    ]
    encoding = {"x": {"field": "key", "type": "nominal"}, "y": {"field": "middle", "type": "quantitative"}}
    check(json.dumps({"transform": steps, "mark": "bar", "encoding": encoding}), COLUMNS)


@pytest.mark.parametrize("name", LITE)
def test_every_picture_can_be_gone_on_from(name: str) -> None:
    drawing, _, _ = drawn(name)
    assert drawing.vega_lite is not None
    columns = tuple(one.column for one in draft(CHARTS[name], SALES).made.fields)
    document = json.dumps(started_from(drawing.vega_lite))
    if drawing.mark in BEYOND:
        assert faults(document, columns)
    else:
        check(document, columns)
        assert spec_of(document, columns, "result")["transform"] == started_from(drawing.vega_lite)["transform"]


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Drawn, Drawn]]:
    """Bars, lines and points as they are drawn by themselves, and as documents that were begun from them."""
    specs: dict[str, tuple[dict[str, Any], list[dict[str, Any]]]] = {}
    names = ("bars_by_region", "line_over_time", "lines_of_two_measures")
    for name in [one for one in names if one in CHARTS]:
        drawing, rows, _ = drawn(name)
        assert drawing.vega_lite is not None
        columns = tuple(one.column for one in draft(CHARTS[name], SALES).made.fields)
        again = spec_of(json.dumps(started_from(drawing.vega_lite)), columns, "result")
        labels = [one for one in drawing.vega_lite["transform"] if one not in again["transform"]]
        head = {name: one for name, one in drawing.vega_lite.items() if name in OURS}
        specs[name] = (drawing.vega_lite, rows)
        specs[f"{name}, written"] = (head | again | {"transform": [*labels, *again["transform"]]}, rows)
    found = draw_all(specs, tmp_path_factory.mktemp("documents"))
    return {name: (found[name], found[f"{name}, written"]) for name in specs if not name.endswith("written")}


def test_a_document_that_was_begun_from_a_picture_draws_the_same_one(
    pictures: dict[str, tuple[Drawn, Drawn]],
) -> None:
    assert pictures
    for own, again in pictures.values():
        assert own.svg is not None
        assert (own.svg, own.error) == (again.svg, again.error)


@pytest.mark.parametrize(
    "text",
    [
        "datum.sum_amount > 10 ? 'much' : 'little'",
        "format(datum['sum_amount'], ',.1f') + ' €'",
        "['Mon', 'Tue'][datum.day - 1]",
        "isValid(datum.region) && !(width / 2 < 5)",
        "scale('x', datum.sum_amount) + bandwidth('x') / 2",
        "length(data('pick_store')) == 0",
        "round(1e3 * .5) % 7",
        "{a: 1, 'b': 2}['a']",
    ],
)
def test_calm_expressions_pass(text: str) -> None:
    check_expression(text, {"pick"})


@pytest.mark.parametrize(
    "text", ["", "datum.", "(1", "1 2", "f", "a => 1", "/x/", "datum.x++", "'a", "new Date()", "1;2"]
)
def test_what_is_no_expression_is_refused(text: str) -> None:
    with pytest.raises(RefusedExpression):
        check_expression(text)


def test_an_expression_of_many_brackets_ends() -> None:
    with pytest.raises(RefusedExpression):
        check_expression("(" * 500 + "1" + ")" * 500)


def test_the_schema_is_the_one_of_the_vega_lite_that_draws() -> None:
    own = json.loads((Path(raw.__file__).parent / "vega-lite-schema.json").read_text("utf-8"))
    theirs = json.loads((WEB / "node_modules/vega-lite/build/vega-lite-schema.json").read_text("utf-8"))
    assert len(own["definitions"]) == len(theirs["definitions"])
    assert _property_names(own) == _property_names(theirs)


def test_the_editor_completes_by_the_same_schema() -> None:
    own = Path(raw.__file__).parent / "vega-lite-schema.json"
    assert own.read_text("utf-8") == (WEB / "src/features/explore/raw/vega-lite-schema.json").read_text("utf-8")


def _property_names(schema: dict[str, Any]) -> list[list[str]]:
    return sorted(sorted(one.get("properties", {})) for one in schema["definitions"].values())
