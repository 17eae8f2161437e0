"""Who may see an image, and that nobody gets at one of a closed folder by its id or a dashboard of theirs."""

from typing import Any

import httpx
import pytest
from tests.dashboards.images import jpeg, png
from tests.dashboards.pieces import create, spec_of
from tests.dashboards.test_assets import IMAGES, image_tile, keep, put, shared
from tests.factories import Person, Team, open_client
from tests.folders.pieces import close, make, put_in

API = "/api/v1"


async def tried(team: Team, image: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """What the image and its bytes answer to each member."""
    found = {}
    for name, person in (("owner", team.owner), ("editor", team.editor), ("viewer", team.viewer)):
        address = f"{IMAGES}/{image['id']}"
        statuses = [(await person.client.get(one)).status_code for one in (address, f"{address}/content")]
        found[name] = (statuses[0], statuses[1])
    return found


def told(owner: int, editor: int, viewer: int) -> dict[str, tuple[int, int]]:
    """The same for an image that answers alike, as it must."""
    return {"owner": (owner, owner), "editor": (editor, editor), "viewer": (viewer, viewer)}


async def save(person: Person, board: dict[str, Any], *tiles: dict[str, Any], revision: int = 1) -> httpx.Response:
    """Save a dashboard with these tiles."""
    body = {"revision": revision, "name": board["name"], "spec": spec_of(*tiles)}
    return await person.client.put(f"{API}/dashboards/{board['id']}", json=body)


@pytest.fixture
async def canary(team: Team) -> dict[str, Any]:
    """An image that only the owner's dashboard in a closed folder shows."""
    image = await keep(team.owner.client)
    board = await create(team.owner.client, spec_of(image_tile(image["id"])), "Secret")
    folder = await make(team.owner.client, "Outer")
    inner = await make(team.owner.client, "Inner", folder)
    assert (await put_in(team.owner.client, inner, dashboard=board["id"])).status_code == 200
    await close(team.owner.client, folder)
    return image | {"board": board, "folder": folder}


async def test_an_image_that_nothing_shows_is_for_its_bringer_and_for_editors(team: Team) -> None:
    image = await keep(team.owner.client)
    assert await tried(team, image) == told(200, 200, 404)


async def test_readers_see_images_of_what_is_published_and_not_of_drafts(team: Team) -> None:
    image, other = await keep(team.owner.client), await keep(team.owner.client, jpeg())
    body = {"name": "By hand", "spec": spec_of(image_tile(image["id"])), "is_live": False}
    board = (await team.owner.client.post(f"{API}/dashboards", json=body)).json()
    assert await tried(team, image) == told(200, 200, 404)
    published = await team.owner.client.post(f"{API}/dashboards/{board['id']}/publish", json={"revision": 1})
    assert published.status_code == 200, published.text
    assert await tried(team, image) == told(200, 200, 200)
    assert (await save(team.owner, board, image_tile(other["id"]))).status_code == 200
    assert await tried(team, other) == told(200, 200, 404)
    assert await tried(team, image) == told(200, 200, 200)


async def test_an_image_of_a_closed_folder_is_not_there_for_others(team: Team, canary: dict[str, Any]) -> None:
    assert await tried(team, canary) == told(200, 404, 404)
    nothing = await team.editor.client.get(f"{IMAGES}/{canary['board']['id']}/content")
    closed = await team.editor.client.get(f"{IMAGES}/{canary['id']}/content")
    assert {**closed.json(), "request_id": ""} == {**nothing.json(), "request_id": ""}
    await close(team.owner.client, canary["folder"], team.viewer)
    assert await tried(team, canary) == told(200, 404, 200)


async def test_an_old_state_and_the_trash_keep_an_image_closed(team: Team, canary: dict[str, Any]) -> None:
    assert (await save(team.owner, canary["board"])).status_code == 200
    assert await tried(team, canary) == told(200, 404, 404)
    assert (await team.owner.client.delete(f"{API}/dashboards/{canary['board']['id']}")).status_code == 204
    assert await tried(team, canary) == told(200, 404, 404)


async def test_what_is_open_too_shows_an_image_of_a_closed_folder(team: Team, canary: dict[str, Any]) -> None:
    await create(team.owner.client, spec_of(image_tile(canary["id"])), "Open")
    assert await tried(team, canary) == told(200, 200, 200)


async def test_a_template_shows_its_images_to_every_member(team: Team, canary: dict[str, Any]) -> None:
    body = {"dashboard_id": canary["board"]["id"], "name": "Template"}
    assert (await team.owner.client.post(f"{API}/dashboard-templates", json=body)).status_code == 201
    assert await tried(team, canary) == told(200, 200, 200)


async def test_nobody_sees_a_closed_image_by_showing_it_on_a_dashboard_of_theirs(
    team: Team, canary: dict[str, Any]
) -> None:
    tile = image_tile(canary["id"])
    made = await team.editor.client.post(f"{API}/dashboards", json={"name": "Mine", "spec": spec_of(tile)})
    assert (made.status_code, made.json()["error"]["message"]) == (422, "An image on this dashboard is not there.")
    board = await create(team.editor.client, spec_of(), "Mine")
    assert (await save(team.editor, board, tile)).status_code == 422
    file = {"file": {"name": "F", "spec": spec_of(tile)}}
    assert (await team.editor.client.post(f"{API}/dashboards/import", json=file)).status_code == 422
    text = {"kind": "text", "id": "words", "layout": tile["layout"], "markdown": canary["id"]}
    assert (await save(team.editor, board, text)).status_code == 200
    assert await tried(team, canary) == told(200, 404, 404)


async def test_who_has_the_same_picture_sees_it_by_their_own_name_for_it(team: Team, canary: dict[str, Any]) -> None:
    mine = (await put(team.editor.client, png(), "mine.png")).json()
    assert (mine["id"], mine["name"]) == (canary["id"], "mine.png")
    assert (await team.editor.client.get(f"{IMAGES}/{mine['id']}")).json() == mine
    assert (await team.owner.client.get(f"{IMAGES}/{mine['id']}")).json()["name"] == "logo.png"
    await create(team.editor.client, spec_of(image_tile(mine["id"])), "Mine")
    assert await tried(team, canary) == told(200, 200, 200)


async def test_a_dashboard_that_had_an_image_is_saved_with_it_by_whoever_edits_it(team: Team) -> None:
    image = await keep(team.owner.client)
    board = await create(team.owner.client, spec_of(image_tile(image["id"])), "Open")
    hidden = await create(team.owner.client, spec_of(image_tile(image["id"])), "Hidden")
    folder = await make(team.owner.client, "Closed")
    assert (await put_in(team.owner.client, folder, dashboard=hidden["id"])).status_code == 200
    await close(team.owner.client, folder)
    assert (await save(team.editor, board, image_tile(image["id"], fit="cover"))).status_code == 200
    copied = await team.editor.client.post(f"{API}/dashboards/{board['id']}/duplicate")
    assert copied.status_code == 201, copied.text


async def test_a_link_to_a_closed_dashboard_goes_on_showing_its_image(team: Team, canary: dict[str, Any]) -> None:
    link = await shared(team.owner, canary["board"])
    async with open_client(team.owner.client._transport.app) as visitor:  # type: ignore[attr-defined]
        shown = (await visitor.get(link)).json()["spec"]["pages"][0]["tiles"][0]["asset_id"]
        answer = await visitor.get(f"{link}/images/{shown}")
        assert (answer.status_code, answer.content) == (200, png())
        assert (await visitor.get(f"{link}/images/{canary['id']}")).status_code == 404
