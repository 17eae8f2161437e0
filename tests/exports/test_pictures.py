"""Pictures of charts and tiles as files, made by the real worker and read by independent means."""

import json
import re
import struct
import xml.etree.ElementTree as ElementTree
import zlib
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from tests.exports.pieces import NOTHING, begin, file_of, made, sql, upload
from tests.factories import Team
from tests.identity.keys import key_client

SVG = "{http://www.w3.org/2000/svg}"
REGIONS = {"role": "dimension", "member": "region"}
BAR = re.compile(r'aria-roledescription="bar" d="M[^"]*?[vV](-?[\d.]+)')
SUM = {"role": "measure", "member": "amount", "aggregation": "sum"}


def bars(dataset_id: str, **more: Any) -> dict[str, Any]:
    """The source of a chart: amounts by region."""
    spec = {"dataset_id": dataset_id, "mark": "bar", "encodings": {"x": REGIONS, "y": [SUM]}, **more}
    return {"kind": "chart", "spec": spec}


def tree_of(answer: httpx.Response) -> ElementTree.Element:
    """An SVG as a tree, when it is well formed."""
    return ElementTree.fromstring(answer.text)


def texts_of(tree: ElementTree.Element) -> list[str]:
    """Every text that stands in a picture."""
    return ["".join(one.itertext()) for one in tree.iter(f"{SVG}text")]


def pixel_of(png: bytes) -> tuple[int, int, tuple[int, ...]]:
    """Width and height of a PNG, and the color of its first pixel."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert (depth, kind) == (8, 6)
    at, packed = 8, b""
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        packed += png[at + 8 : at + 8 + length] if name == b"IDAT" else b""
        at += 12 + length
    return width, height, tuple(zlib.decompress(packed)[1:5])


async def test_a_chart_becomes_an_svg_with_its_title_its_bars_and_their_names(team: Team) -> None:
    dataset_id = await upload(team.owner.client)
    titled = bars(dataset_id, title="Money & <more>", options={"subtitle": "By <region>"})
    export = await made(team.viewer.client, titled, "svg")
    assert (export["name"], export["state"], export["row_count"]) == ("Money & more.svg", "done", 2)
    answer = await team.viewer.client.get(f"/api/v1/exports/{export['id']}/file")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["content-disposition"].startswith("attachment;")
    tree = tree_of(answer)
    assert (tree.get("width"), tree.get("height"), tree.get("viewBox")) == ("1200", "750", "0 0 800 500")
    assert [one.text for one in tree[:2]] == ["Money & <more>", tree.get("aria-label")]
    texts = texts_of(tree)
    assert texts[:2] == ["Money & <more>", "By <region>"]
    assert [one for one in texts if one in {"North", "South"}] == ["North", "South"]
    heights = sorted(float(one) for one in BAR.findall(answer.text))
    assert len(heights) == 2
    # 40.50 and 20.25, which are drawn from zero.
    assert heights[1] / heights[0] == pytest.approx(2, rel=0.01)


async def test_the_same_chart_is_a_png_of_twice_the_size_and_a_pdf_of_one_page(team: Team) -> None:
    source = bars(await upload(team.owner.client))
    sizes = {"width": 600, "height": 300}
    light = await file_of(team.viewer.client, source, "png", picture=sizes)
    dark = await file_of(team.viewer.client, source, "png", picture={**sizes, "theme": "dark"})
    assert pixel_of(light.content) == (1200, 600, (255, 255, 255, 255))
    assert pixel_of(dark.content) == (1200, 600, (0x15, 0x19, 0x20, 255))
    assert (light.headers["content-type"], dark.headers["content-type"]) == ("image/png", "image/png")
    pdf = await file_of(team.viewer.client, source, "pdf", picture=sizes)
    assert pdf.headers["content-type"] == "application/pdf"
    assert (pdf.content[:5], pdf.content.rstrip()[-5:]) == (b"%PDF-", b"%%EOF")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf.content)) == 1


async def test_letters_are_those_of_the_house(team: Team) -> None:
    answer = await file_of(team.viewer.client, bars(await upload(team.owner.client)), "pdf")
    assert re.search(rb"Inter", answer.content)


async def test_a_tile_is_drawn_in_its_own_shape_under_the_filters_that_are_chosen(team: Team) -> None:
    dataset_id = await upload(team.owner.client)
    chart = bars(dataset_id)["spec"]
    tile = {
        "kind": "chart",
        "id": "bars",
        "title": "Amounts",
        "layout": {"x": 0, "y": 0, "width": 12, "height": 6},
        "chart": chart,
    }
    field = {"id": "f", "label": "Region", "dataset_id": dataset_id, "member": "region", "control": "list"}
    page = {"id": "p", "title": "Page", "tiles": [tile], "filters": [field]}
    made_of = await team.owner.client.post("/api/v1/dashboards", json={"name": "D", "spec": {"pages": [page]}})
    assert made_of.status_code == 201, made_of.text
    source = {"kind": "tile", "dashboard_id": made_of.json()["id"], "tile_id": "bars"}
    whole = tree_of(await file_of(team.viewer.client, source, "svg"))
    assert (whole.get("width"), whole.get("height")) == ("1200", "528")
    assert texts_of(whole)[0] == "Amounts"
    chosen = [{"filter_id": "f", "filter": {"kind": "in", "member": "region", "values": ["South"]}}]
    south = texts_of(tree_of(await file_of(team.viewer.client, {**source, "chosen": chosen}, "svg")))
    assert ("North" in texts_of(whole), "North" in south, "South" in south) == (True, False, True)
    stranger = await begin(team.stranger.client, source, "png")
    assert stranger.status_code == 404


async def test_a_picture_shows_no_row_that_a_policy_hides(team: Team) -> None:
    dataset_id = await upload(team.owner.client)
    policy = {"name": "south", "table": "sales", "formula": "region = 'South'"}
    table = {"name": "sales", "dataset_id": dataset_id}
    model = {"name": "Sales", "definition": {"tables": [table], "row_policies": [policy]}}
    assert (await team.owner.client.post("/api/v1/models", json=model)).status_code == 201
    texts = texts_of(tree_of(await file_of(team.viewer.client, bars(dataset_id), "svg")))
    assert ("North" in texts, "South" in texts) == (False, True)


WRITTEN: dict[str, tuple[dict[str, Any], list[str]]] = {
    "kpi": ({"y": [SUM]}, ["60.75", "Sum of amount"]),
    "table": ({"x": REGIONS, "y": [SUM]}, ["Region", "North", "South", "Sum of amount", "40.5", "20.25"]),
    "matrix": ({"y": [REGIONS, SUM]}, ["North", "40.5", "South", "20.25", "Total", "60.75"]),
}


@pytest.mark.parametrize("mark", WRITTEN)
async def test_numbers_tables_and_matrices_have_pictures_that_say_what_they_hold(mark: str, team: Team) -> None:
    encodings, said = WRITTEN[mark]
    dataset_id = await upload(team.owner.client)
    spec = {"dataset_id": dataset_id, "mark": mark, "encodings": encodings, "title": "Mine"}
    source = {"kind": "chart", "spec": spec}
    texts = texts_of(tree_of(await file_of(team.viewer.client, source, "svg")))
    assert [texts[0], *(one for one in texts[1:] if one in said)] == ["Mine", *said]
    png = await file_of(team.viewer.client, source, "png", picture={"width": 600, "height": 300, "theme": "dark"})
    assert pixel_of(png.content) == (1200, 600, (0x15, 0x19, 0x20, 255))
    pdf = await file_of(team.viewer.client, source, "pdf")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf.content)) == 1
    assert (await begin(team.stranger.client, source, "png")).status_code == 404


async def test_a_number_shows_no_row_that_a_policy_hides(team: Team) -> None:
    dataset_id = await upload(team.owner.client)
    policy = {"name": "south", "table": "sales", "formula": "region = 'South'"}
    model = {
        "name": "Sales",
        "definition": {"tables": [{"name": "sales", "dataset_id": dataset_id}], "row_policies": [policy]},
    }
    assert (await team.owner.client.post("/api/v1/models", json=model)).status_code == 201
    for mark, (encodings, _) in WRITTEN.items():
        source = {"kind": "chart", "spec": {"dataset_id": dataset_id, "mark": mark, "encodings": encodings}}
        texts = texts_of(tree_of(await file_of(team.viewer.client, source, "svg")))
        assert not {"North", "40.5", "60.75"} & set(texts)
        assert {"20.25"} <= set(texts)


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
async def test_what_is_not_drawn_has_no_picture_and_is_told_what_to_do(kind: str, team: Team) -> None:
    dataset_id = await upload(team.owner.client)
    question = {"kind": "question", "spec": {"dataset_id": dataset_id, "mode": "rows"}}
    told = [(await begin(team.viewer.client, source, kind)) for source in (question, sql("SELECT 1"))]
    assert [answer.status_code for answer in told] == [422] * 2
    assert [answer.json()["error"]["message"] for answer in told] == [
        "A list of rows is not drawn, so there is no picture of it.",
        "A list of rows is not drawn, so there is no picture of it.",
    ]
    assert {answer.json()["error"]["hint"] for answer in told} == {
        "Take its rows home as CSV or Excel, or choose a picture such as bars or a line first."
    }


@pytest.mark.parametrize(
    "picture",
    [
        {"width": 4001},
        {"width": 299},
        {"height": 100_000},
        {"width": 4000, "height": 1001},
        {"theme": "neon"},
        {"url": "http://example.com"},
    ],
)
async def test_a_huge_or_odd_picture_is_refused_at_once(picture: dict[str, Any], team: Team) -> None:
    source = {"kind": "chart", "spec": {"dataset_id": NOTHING, "mark": "bar"}}
    assert (await begin(team.viewer.client, source, "png", picture=picture)).status_code == 422


async def test_empty_single_null_and_negative_answers_are_drawn(team: Team) -> None:
    rows = "region,amount\n" + "".join(f"{name},{value}\n" for name, value in (("A", -5), ("", 3), ("B", "")))
    dataset_id = await upload(team.owner.client, "odd.csv", rows)
    for filters in ([], [{"kind": "in", "member": "region", "values": ["nobody"]}]):
        source = bars(dataset_id, filters=filters)
        tree = tree_of(await file_of(team.viewer.client, source, "svg"))
        assert (tree.get("width"), "No value" in texts_of(tree)) == ("1200", filters == [])


async def test_hostile_words_are_words_in_every_format(team: Team) -> None:
    name = "<script>alert(1)</script>&amp;\u0001]]><image href='file:///etc/passwd'/>"
    rows = f'region,amount\n"{name}",1\n"{{{{7*7}}}} ${{7}}",2\n'
    dataset_id = await upload(team.owner.client, "odd.csv", rows)
    source = bars(dataset_id, title=name, encodings={"x": {**REGIONS, "label": name}, "y": [{**SUM, "label": name}]})
    answer = await file_of(team.viewer.client, source, "svg")
    tree = tree_of(answer)
    assert {one.tag.removeprefix(SVG) for one in tree.iter()} <= {
        *("svg", "title", "desc", "rect", "text", "g", "path", "line", "defs", "clipPath", "tspan")
    }
    assert "\x01" not in answer.text
    assert (await file_of(team.viewer.client, source, "png")).content[:4] == b"\x89PNG"
    assert (await file_of(team.viewer.client, source, "pdf")).content[:4] == b"%PDF"


async def test_a_key_draws_what_it_may_ask(app: FastAPI, team: Team) -> None:
    source = bars(await upload(team.owner.client))
    async with key_client(app, team.viewer, "query") as robot:
        assert (await file_of(robot, source, "png")).content[:4] == b"\x89PNG"
    async with key_client(app, team.viewer, "read") as robot:
        assert (await begin(robot, source, "png")).status_code == 403


async def test_signed_out_no_picture_is_to_be_had(team: Team, client: Any) -> None:
    source = bars(await upload(team.owner.client))
    assert (await begin(client, source, "png")).status_code == 401


async def test_a_picture_in_vega_lite_of_its_author_is_drawn_as_it_is_written(team: Team) -> None:
    dataset_id = await upload(team.owner.client)
    words = "<script>alert(1)</script> & https://evil.example"
    encoding = {
        "x": {"field": "region", "type": "nominal"},
        "y": {"field": "sum_amount", "type": "quantitative"},
    }
    document = {"title": words, "mark": "bar", "encoding": encoding}
    source = bars(dataset_id, mark="vega_lite", options={"document": json.dumps(document)})
    tree = tree_of(await file_of(team.viewer.client, source, "svg"))
    texts = texts_of(tree)
    assert words in texts
    assert [one for one in texts if one in {"North", "South"}] == ["North", "South"]
    assert {one.tag.removeprefix(SVG) for one in tree.iter()}.isdisjoint({"image", "a", "script", "use"})


async def test_pictures_side_by_side_keep_the_sizes_of_their_author(team: Team) -> None:
    dataset_id = await upload(team.owner.client)
    one = {
        "width": 90,
        "height": 70,
        "mark": "bar",
        "encoding": {"x": {"field": "region", "type": "nominal"}, "y": {"field": "sum_amount", "type": "quantitative"}},
    }
    for document in ({"hconcat": [one, one]}, {"vconcat": [one, {"hconcat": [one, one]}]}):
        source = bars(dataset_id, mark="vega_lite", options={"document": json.dumps(document)})
        tree = tree_of(await file_of(team.viewer.client, source, "svg"))
        assert texts_of(tree).count("North") >= 2


async def test_a_refused_document_makes_no_file_and_reaches_no_worker(team: Team) -> None:
    dataset_id = await upload(team.owner.client)
    document = {"mark": {"type": "image", "url": "https://evil.example/x.png"}}
    source = bars(dataset_id, mark="vega_lite", options={"document": json.dumps(document)})
    answer = await begin(team.viewer.client, source, "svg")
    assert answer.status_code == 422
    assert answer.json()["error"]["details"]["faults"][0]["path"] == ["mark", "type"]
