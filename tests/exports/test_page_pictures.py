"""A whole page of a dashboard as a file: every tile in its place, under what its reader chose and may see."""

import base64
import re
import struct
import xml.etree.ElementTree as ElementTree
import zlib
from typing import Any

import pytest
from fastapi import FastAPI
from tests.exports.pieces import begin, file_of, upload
from tests.exports.test_pictures import REGIONS, SUM, pixel_of, texts_of, tree_of
from tests.factories import Team

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '"><script>alert(1)</script><image href="http://x"/>&amp;'


WORDS = "# Hello\n\nAll of it: **{all}**\n\n- one [link](https://x.y)"


def png_of(width: int, height: int) -> bytes:
    """A red image."""
    rows = b"".join(b"\x00" + b"\xff\x00\x00" * width for _ in range(height))

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def tile(kind: str, tile_id: str, place: tuple[int, int, int, int], **more: Any) -> dict[str, Any]:
    """A tile in its place."""
    return {"kind": kind, "id": tile_id, "layout": dict(zip(("x", "y", "width", "height"), place, strict=True)), **more}


def chart(dataset_id: str, mark: str, **encodings: Any) -> dict[str, Any]:
    """A picture of a tile."""
    return {"dataset_id": dataset_id, "mark": mark, "encodings": encodings}


def tiles_of(dataset_id: str) -> list[dict[str, Any]]:
    """One tile of nearly every kind."""
    figure = {"name": "all", "dataset_id": dataset_id, "measure": SUM}
    return [
        tile("text", "words", (0, 0, 12, 3), markdown=WORDS, figures=[figure]),
        tile("chart", "number", (12, 0, 6, 3), title="Number", chart=chart(dataset_id, "kpi", y=[SUM])),
        tile("slicer", "control", (18, 0, 6, 3), control_id="f"),
        tile("chart", "bars", (0, 3, 12, 8), title="Bars", chart=chart(dataset_id, "bar", x=REGIONS, y=[SUM])),
        tile("chart", "rows", (12, 3, 12, 8), title="Rows", chart=chart(dataset_id, "table", x=REGIONS, y=[SUM])),
        tile("shape", "arrow", (0, 11, 6, 2), form="arrow", stroke="accent", direction="right"),
        tile("button", "press", (6, 11, 6, 2), words="Press me", action={"kind": "clear"}),
    ]


async def dashboard(team: Team, dataset_id: str, *more: dict[str, Any], **page: Any) -> str:
    """A dashboard of one page with them all."""
    field = {"id": "f", "label": "Where", "dataset_id": dataset_id, "member": "region", "control": "list"}
    first = {"id": "p", "title": "Page", "tiles": [*tiles_of(dataset_id), *more], "filters": [field], **page}
    made = await team.owner.client.post("/api/v1/dashboards", json={"name": "Whole", "spec": {"pages": [first]}})
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


def places_of(tree: ElementTree.Element) -> list[tuple[float, float]]:
    """Where tiles stand."""
    found = []
    for group in tree.iter(f"{SVG}g"):
        if any((one.get("clip-path") or "").startswith("url(#tile") for one in group):
            x, y = re.findall(r"[-\d.]+", group.get("transform") or "")
            found.append((float(x), float(y)))
    return found


async def test_a_page_shows_every_tile_in_its_place(team: Team) -> None:
    dataset_id = await upload(team.owner.client)
    source = {"kind": "page", "dashboard_id": await dashboard(team, dataset_id)}
    answer = await file_of(team.viewer.client, source, "svg")
    assert answer.headers["content-disposition"].startswith('attachment; filename="Whole.svg"')
    tree = tree_of(answer)
    texts = texts_of(tree)
    assert texts[0] == "Whole"
    for words in ("Hello", "All of it: 60.75", "one link", "•", "60.75", "Bars", "North", "Rows", "Press me", "All"):
        assert words in texts, words
    assert texts[-1].startswith("Made ")
    # A column is (1,200 + 12) / 24 wide, and a row 32 + 12 high.
    placed = [(0, 0), (606, 0), (909, 0), (0, 132), (606, 132), (0, 484), (303, 484)]
    assert places_of(tree) == [(float(x), float(y)) for x, y in placed]


async def test_a_page_follows_what_is_chosen_and_says_so(team: Team) -> None:
    dataset_id = await upload(team.owner.client)
    chosen = [{"filter_id": "f", "filter": {"kind": "in", "member": "region", "values": ["South"]}}]
    source = {"kind": "page", "dashboard_id": await dashboard(team, dataset_id), "chosen": chosen}
    texts = texts_of(tree_of(await file_of(team.viewer.client, source, "svg")))
    assert ("North" in texts, "South" in texts) == (False, True)
    assert texts[-1].startswith("Filtered by Where: South. Made ")
    assert {"All of it: 20.25", "20.25", "Where", "South"} <= set(texts)


async def test_a_page_is_a_png_of_the_width_that_is_wanted_and_a_pdf_of_one_page(team: Team) -> None:
    source = {"kind": "page", "dashboard_id": await dashboard(team, await upload(team.owner.client))}
    light = await file_of(team.viewer.client, source, "png", picture={"width": 800})
    width, height, color = pixel_of(light.content)
    assert (width, color) == (1600, (0xF6, 0xF7, 0xF9, 255))
    assert height == 852
    dark = await file_of(team.viewer.client, source, "png", picture={"width": 800, "theme": "dark"})
    assert pixel_of(dark.content)[2] == (0x0E, 0x11, 0x16, 255)
    pdf = await file_of(team.viewer.client, source, "pdf")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf.content)) == 1


async def test_nobody_has_more_of_a_page_than_they_see(team: Team, app: FastAPI) -> None:
    dataset_id = await upload(team.owner.client)
    dashboard_id = await dashboard(team, dataset_id)
    source = {"kind": "page", "dashboard_id": dashboard_id}
    policy = {"name": "south", "table": "sales", "formula": "region = 'South'"}
    table = {"name": "sales", "dataset_id": dataset_id}
    model = {"name": "Sales", "definition": {"tables": [table], "row_policies": [policy]}}
    assert (await team.owner.client.post("/api/v1/models", json=model)).status_code == 201
    texts = texts_of(tree_of(await file_of(team.viewer.client, source, "svg")))
    assert ("North" in texts, "60.75" in texts, "All of it: 60.75" in texts) == (False, False, False)
    assert "20.25" in texts
    assert (await begin(team.stranger.client, source, "pdf")).status_code == 404
    assert (await begin(team.viewer.client, {**source, "page_id": "none"}, "pdf")).status_code == 404
    draft = {**source, "draft": {"pages": [{"id": "p", "title": "Mine", "tiles": []}]}}
    assert (await begin(team.viewer.client, draft, "pdf")).status_code == 403
    assert (await begin(team.owner.client, draft, "pdf")).status_code == 202


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json", "parquet", "arrow"])
async def test_a_page_has_no_rows(kind: str, team: Team) -> None:
    source = {"kind": "page", "dashboard_id": await dashboard(team, await upload(team.owner.client))}
    answer = await begin(team.viewer.client, source, kind)
    assert answer.status_code == 422
    assert answer.json()["error"]["message"] == "A page as a whole has no rows of its own."


async def test_a_tile_that_fails_says_so_and_costs_no_other(team: Team) -> None:
    dataset_id = await upload(team.owner.client)
    gone = {"role": "dimension", "member": "gone"}
    broken = tile("chart", "broken", (0, 13, 12, 6), title="Broken", chart=chart(dataset_id, "bar", x=gone, y=[SUM]))
    source = {"kind": "page", "dashboard_id": await dashboard(team, dataset_id, broken)}
    texts = texts_of(tree_of(await file_of(team.viewer.client, source, "svg")))
    assert {"Broken", "Bars", "North"} <= set(texts)
    assert any("gone" in one for one in texts)


async def test_a_free_page_keeps_what_lies_above_and_an_image_is_inside_of_the_file(team: Team) -> None:
    dataset_id = await upload(team.owner.client)
    asset = await team.owner.client.post("/api/v1/dashboard-images?name=red", content=png_of(8, 8))
    assert asset.status_code == 201, asset.text
    picture = tile("image", "red", (0, 0, 4, 4), asset_id=asset.json()["id"], alt=HOSTILE, layer=7)
    dashboard_id = await dashboard(team, dataset_id, picture, arrangement="free")
    tree = tree_of(await file_of(team.viewer.client, {"kind": "page", "dashboard_id": dashboard_id}, "svg"))
    images = list(tree.iter(f"{SVG}image"))
    assert [(one.get("href") or "")[:22] for one in images] == ["data:image/png;base64,"]
    assert base64.b64decode((images[0].get("href") or "").partition(",")[2])[:4] == b"\x89PNG"
    assert places_of(tree)[-1] == (0, 0)


async def test_whatever_a_page_says_is_words(team: Team) -> None:
    dataset_id = await upload(team.owner.client)
    more = [
        tile("text", "evil", (0, 13, 12, 4), markdown=f"# {HOSTILE}\n\n{HOSTILE} {{nothing}} <b>x</b>"),
        tile("button", "evil2", (12, 13, 6, 2), words=HOSTILE, action={"kind": "clear"}),
        tile("chart", "evil3", (12, 15, 6, 4), title=HOSTILE, chart=chart(dataset_id, "kpi", y=[SUM])),
    ]
    dashboard_id = await dashboard(team, dataset_id, *more, title=HOSTILE)
    renamed = await team.owner.client.get(f"/api/v1/dashboards/{dashboard_id}")
    assert renamed.status_code == 200
    for kind in ("svg", "png", "pdf"):
        answer = await file_of(team.viewer.client, {"kind": "page", "dashboard_id": dashboard_id}, kind)
        if kind == "svg":
            tags = {one.tag.removeprefix(SVG) for one in tree_of(answer).iter()}
            assert not tags & {"script", "image", "a", "use", "foreignObject", "style"}
            assert any("<script>alert(1)</script>" in one for one in texts_of(tree_of(answer)))


async def test_a_page_without_tiles_is_a_page(team: Team) -> None:
    spec = {"pages": [{"id": "a", "title": "One"}, {"id": "b", "title": "Two"}]}
    made = await team.owner.client.post("/api/v1/dashboards", json={"name": "Empty", "spec": spec})
    source = {"kind": "page", "dashboard_id": made.json()["id"], "page_id": "b"}
    answer = await file_of(team.viewer.client, source, "svg")
    assert answer.headers["content-disposition"].startswith('attachment; filename="Empty_ Two.svg"')
    assert texts_of(tree_of(answer))[:2] == ["Empty", "Two"]
