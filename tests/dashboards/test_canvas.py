"""How tiles stand on a canvas: placed freely, locked, in groups, above one another, and on phones."""

from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from tests.dashboards.pieces import create
from tests.factories import Person, Team, open_client

from gnomon.dashboards.contracts import DashboardSpec


def words(tile_id: str, **more: Any) -> dict[str, Any]:
    """A text tile."""
    layout = {"x": 0, "y": 0, "width": 4, "height": 2, **more.pop("layout", {})}
    return {"kind": "text", "id": tile_id, "layout": layout, "markdown": "Words", **more}


def spec(*tiles: dict[str, Any], **page: Any) -> dict[str, Any]:
    """A dashboard of one page."""
    return {"pages": [{"id": "p", "title": "P", "tiles": list(tiles), "filters": [], **page}]}


CANVAS = spec(
    words("a", layout={"x": 3.03125, "y": 0.5, "width": 4.25, "height": 2.75}, locked=True, group="g-1", layer=1.5),
    words("b", layout={"x": 5, "y": 1}, group="g-1", layer=-2),
    arrangement="free",
    phone={"order": ["b", "a"], "heights": {"b": 7}, "hidden": ["a"]},
)
"""All that a canvas can say."""


def stand(shown: dict[str, Any]) -> dict[str, Any]:
    """What a page says of the standing of its tiles."""
    [page] = shown["pages"]
    said = ("id", "layout", "locked", "group", "layer")
    tiles = [{key: tile[key] for key in said if key in tile} for tile in page["tiles"]]
    return {key: page[key] for key in ("arrangement", "phone") if key in page} | {"tiles": tiles}


async def test_a_canvas_is_kept_as_it_is_and_shown_to_visitors_alike(team: Team, app: FastAPI) -> None:
    made = await create(team.editor.client, CANVAS)
    assert stand(made["spec"]) == stand(CANVAS)
    assert stand((await team.editor.client.get(f"/api/v1/dashboards/{made['id']}")).json()["spec"]) == stand(CANVAS)
    link = (await team.editor.client.post("/api/v1/shares", json={"dashboard_id": made["id"]})).json()
    async with open_client(app) as visitor:
        shown = await visitor.get(f"/api/v1/public/shares/{link['path'].removeprefix('/s/')}")
    assert stand(shown.json()["spec"]) == stand(CANVAS)


async def test_a_page_on_the_grid_says_nothing_of_it(editor: Person) -> None:
    plain = words("a")
    said = words("b", locked=False, group=None, layer=0)
    made = await create(editor.client, spec(plain, said, arrangement="grid", phone=None))
    assert stand(made["spec"]) == stand(spec(plain, words("b")))


def test_what_was_kept_before_there_were_canvases_is_read_as_a_grid() -> None:
    [page] = DashboardSpec.model_validate(spec(words("a"))).pages
    [tile] = page.tiles
    assert (page.arrangement, page.phone) == ("grid", None)
    assert (tile.locked, tile.group, tile.layer, tile.layout.x) == (False, None, 0, 0)


@pytest.mark.parametrize("chosen", [{"order": ["gone", "a"]}, {"hidden": ["gone"]}, {"heights": {"gone": 3}}, {}])
async def test_a_phone_may_name_tiles_that_somebody_else_has_removed(chosen: dict[str, Any], editor: Person) -> None:
    made = await create(editor.client, spec(words("a"), phone=chosen))
    assert made["spec"]["pages"][0]["phone"] == {"order": [], "heights": {}, "hidden": [], **chosen}


TILE = "spec.pages[0].tiles[0]"
PHONE = "spec.pages[0].phone"


@pytest.mark.parametrize(
    ("tile", "page", "field", "reason"),
    [
        ({"layout": {"x": 0.3}}, {}, f"{TILE}.layout.x", "multiple of 0.03125"),
        ({"layout": {"x": -0.5}}, {}, f"{TILE}.layout.x", "greater than or equal to 0"),
        ({"layout": {"x": 21.5}}, {}, f"{TILE}.layout", "beyond column 24"),
        ({"layout": {"width": 0.5}}, {}, f"{TILE}.layout.width", "greater than or equal to 1"),
        ({"layout": {"y": "NaN"}}, {}, f"{TILE}.layout.y", "finite"),
        ({"locked": "for ever"}, {}, f"{TILE}.locked", "boolean"),
        ({"group": "<script>"}, {}, f"{TILE}.group", "pattern"),
        ({"group": ""}, {}, f"{TILE}.group", "at least 1"),
        ({"layer": 1e7}, {}, f"{TILE}.layer", "less than or equal to 1000000"),
        ({"layer": "Infinity"}, {}, f"{TILE}.layer", "finite"),
        ({}, {"arrangement": "circle"}, "spec.pages[0].arrangement", "'grid' or 'free'"),
        ({}, {"phone": {"order": ["a", "a"]}}, f"{PHONE}.order", "A tile is named once."),
        ({}, {"phone": {"hidden": ["a", "a"]}}, f"{PHONE}.hidden", "A tile is named once."),
        ({}, {"phone": {"order": ["no spaces"]}}, f"{PHONE}.order[0]", "pattern"),
        ({}, {"phone": {"heights": {"a": 0}}}, f"{PHONE}.heights.a", "greater than or equal to 1"),
        ({}, {"phone": {"heights": {"a": 201}}}, f"{PHONE}.heights.a", "less than or equal to 200"),
        ({}, {"phone": {"order": [f"t{place}" for place in range(501)]}}, f"{PHONE}.order", "at most 500 items"),
        ({}, {"phone": {"width": 390}}, f"{PHONE}.width", "no such field"),
    ],
)
async def test_a_canvas_that_cannot_be_drawn_is_refused_with_the_place_of_the_fault(
    tile: dict[str, Any], page: dict[str, Any], field: str, reason: str, editor: Person
) -> None:
    refused: httpx.Response = await editor.client.post(
        "/api/v1/dashboards", json={"name": "Canvas", "spec": spec(words("a", **tile), **page)}
    )
    assert refused.status_code == 422
    [fault] = refused.json()["error"]["details"]["fields"]
    assert fault["field"] == field
    assert reason in fault["message"]
