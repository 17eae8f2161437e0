"""Images of dashboards: who puts them there, who sees them, and when they go."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select
from tests.conftest import MakeApp
from tests.dashboards.images import jpeg, png, svg
from tests.dashboards.pieces import create, spec_of
from tests.factories import Person, Team, open_client
from tests.sharing.embedding import embed, public, signed, with_token

from gnomon.dashboards.assets import LookAfterAsset, clean_name, key_of, look_after_asset
from gnomon.dashboards.contracts import AssetId
from gnomon.dashboards.images import MAX_BYTES
from gnomon.dashboards.tables import DashboardAssetRow
from gnomon.foundation.db.database import Database
from gnomon.foundation.jobs.tables import JobRow
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.errors import NotFound
from gnomon.foundation.kit.runtime import Runtime
from gnomon.foundation.storage import Blobs
from gnomon.identity.contracts import WorkspaceId

IMAGES = "/api/v1/dashboard-images"


@pytest.fixture
async def visitor(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody signed out."""
    async with open_client(app) as client:
        yield client


async def put(client: httpx.AsyncClient, content: bytes, name: str = "logo.png") -> httpx.Response:
    """Upload an image."""
    return await client.post(IMAGES, params={"name": name}, content=content)


async def keep(client: httpx.AsyncClient, content: bytes | None = None) -> dict[str, Any]:
    """Upload an image that is taken."""
    answer = await put(client, png() if content is None else content)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def image_tile(asset_id: str, tile_id: str = "logo", **more: Any) -> dict[str, Any]:
    """An image on a page."""
    layout = {"x": 0, "y": 0, "width": 4, "height": 4}
    return {"kind": "image", "id": tile_id, "layout": layout, "asset_id": asset_id, "alt": "Our logo"} | more


async def shared(person: Person, dashboard: dict[str, Any]) -> str:
    """Where the API answers for a new link to a dashboard."""
    answer = await person.client.post("/api/v1/shares", json={"dashboard_id": dashboard["id"]})
    return "/api/v1/public/shares/" + str(answer.json()["path"]).removeprefix("/s/")


async def test_an_image_is_kept_once_and_shown_to_those_who_read(team: Team) -> None:
    made = await keep(team.editor.client)
    assert made == {
        "id": made["id"],
        "name": "logo.png",
        "content_type": "image/png",
        "byte_size": len(png()),
        "width": 2,
        "height": 3,
        "created_at": made["created_at"],
    }
    assert await keep(team.owner.client, png() + b"<script>") == made
    await create(team.editor.client, spec_of(image_tile(made["id"])))
    assert (await team.viewer.client.get(f"{IMAGES}/{made['id']}")).json() == made
    shown = await team.viewer.client.get(f"{IMAGES}/{made['id']}/content")
    assert (shown.status_code, shown.content) == (200, png())
    wanted = {
        "content-type": "image/png",
        "cache-control": "private, max-age=86400, immutable",
        "content-disposition": "attachment",
        "content-security-policy": "default-src 'none'; sandbox",
        "x-content-type-options": "nosniff",
        "content-length": str(len(png())),
    }
    assert {name: shown.headers[name] for name in wanted} == wanted


async def test_images_are_put_there_by_editors_and_seen_in_their_workspace_only(
    team: Team, visitor: httpx.AsyncClient
) -> None:
    made = await keep(team.editor.client)
    found = {
        "anonymous": [(await put(visitor, png())).status_code],
        "viewer": [(await put(team.viewer.client, png())).status_code],
        "stranger": [],
    }
    for path in (f"{IMAGES}/{made['id']}", f"{IMAGES}/{made['id']}/content"):
        found["anonymous"].append((await visitor.get(path)).status_code)
        found["stranger"].append((await team.stranger.client.get(path)).status_code)
    assert found == {"anonymous": [401] * 3, "viewer": [403], "stranger": [404] * 2}
    theirs = await keep(team.stranger.client)
    assert theirs["id"] != made["id"]
    assert (await team.owner.client.get(f"{IMAGES}/{uuid4()}/content")).status_code == 404


async def test_what_bytes_are_counts_and_not_what_they_are_called(team: Team) -> None:
    assert (await keep(team.editor.client, jpeg()))["content_type"] == "image/jpeg"
    hostile = svg("<script>alert(1)</script><rect/>")
    made = await keep(team.editor.client, hostile)
    shown = await team.editor.client.get(f"{IMAGES}/{made['id']}/content")
    assert (shown.headers["content-type"], b"script" in shown.content) == ("image/svg+xml", False)
    refused = [
        (b"", 422),
        (b"<html><script>alert(1)</script></html>", 422),
        (png(60_000, 60_000), 422),
        (b"\x89PNG\r\n\x1a\n" + b"x" * MAX_BYTES, 413),
    ]
    for content, status in refused:
        assert (await put(team.editor.client, content, "fine.png")).status_code == status


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("logo.png", "logo.png"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\a.png", "a.png"),
        ("a\x00b\r\nc\u202e.png", "abc.png"),
        ("..", "image"),
        ("", "image"),
        ("/" * 50, "image"),
        ("x" * 400, "x" * 255),
    ],
)
def test_the_name_of_an_image_holds_no_folders_and_nothing_unseen(given: str, kept: str) -> None:
    assert clean_name(given) == kept


async def test_a_full_workspace_takes_no_more_images(make_app: MakeApp, team: Team) -> None:
    small = await make_app(storage_quota=10)
    async with open_client(small) as client:
        client.headers.update(team.editor.client.headers)
        assert (await put(client, png())).json()["error"]["code"] == "QUOTA_EXCEEDED"


async def test_a_visitor_sees_the_images_of_the_shared_dashboard_and_no_others(
    team: Team, visitor: httpx.AsyncClient
) -> None:
    logo, other = await keep(team.editor.client), await keep(team.editor.client, svg())
    theirs = await keep(team.stranger.client, jpeg())
    spec = spec_of(image_tile(logo["id"]), image_tile(theirs["id"], "stolen"))
    board = await create(team.editor.client, spec)
    await create(team.editor.client, spec_of(image_tile(other["id"])), "Other")
    link = await shared(team.editor, board)
    tiles = (await visitor.get(link)).json()["spec"]["pages"][0]["tiles"]
    shown = {tile["id"]: tile["asset_id"] for tile in tiles}
    assert set(shown.values()).isdisjoint({logo["id"], other["id"], theirs["id"]})

    answer = await visitor.get(f"{link}/images/{shown['logo']}")
    assert (answer.status_code, answer.content) == (200, png())
    assert answer.headers["cache-control"] == "private, max-age=3600, immutable"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    again = await shared(team.editor, board)
    gone = [
        f"{link}/images/{shown['stolen']}",
        f"{link}/images/{logo['id']}",
        f"{link}/images/{other['id']}",
        f"{link}/images/{theirs['id']}",
        f"{link}/images/{uuid4()}",
        f"{again}/images/{shown['logo']}",
        f"/api/v1/public/shares/nonsense/images/{shown['logo']}",
    ]
    assert [(await visitor.get(address)).status_code for address in gone] == [404] * len(gone)


async def test_behind_a_password_images_are_closed_too(team: Team, visitor: httpx.AsyncClient) -> None:
    logo = await keep(team.editor.client)
    board = await create(team.editor.client, spec_of(image_tile(logo["id"])))
    body = {"dashboard_id": board["id"], "password": "correct horse"}
    made = (await team.editor.client.post("/api/v1/shares", json=body)).json()
    link = "/api/v1/public/shares/" + made["path"].removeprefix("/s/")
    ticket = (await visitor.post(f"{link}/open", json={"password": "correct horse"})).json()["ticket"]
    headers = {"X-Share-Ticket": ticket}
    asset_id = (await visitor.get(link, headers=headers)).json()["spec"]["pages"][0]["tiles"][0]["asset_id"]
    assert (await visitor.get(f"{link}/images/{asset_id}")).status_code == 401
    assert (await visitor.get(f"{link}/images/{asset_id}", headers=headers)).status_code == 200


async def test_an_image_goes_a_month_after_nothing_shows_it_any_more(
    app: FastAPI, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime: Runtime = app.state.runtime
    made = await keep(team.editor.client)
    board = await create(team.editor.client, spec_of(image_tile(made["id"])))
    address = f"/api/v1/dashboards/{board['id']}"
    body = {"revision": 1, "name": "Sales", "spec": spec_of()}
    assert (await team.editor.client.put(address, json=body)).status_code == 200
    due = LookAfterAsset(asset_id=AssetId(made["id"]), workspace_id=WorkspaceId(board["workspace_id"]))
    start = clock.now()

    async def look(days: int) -> bool | None:
        """Whether the image is taken for unused after so many days; none when it is gone."""
        monkeypatch.setattr(clock, "now", lambda: start + timedelta(days=days))
        await look_after_asset(runtime, due)
        async with runtime.get(Database).read() as session:
            row = await session.scalar(select(DashboardAssetRow))
            monkeypatch.setattr(clock, "now", lambda: start)
            return None if row is None else row.unused_since is not None

    assert await look(30) is False, "a revision shows it"
    assert (await team.editor.client.delete(address)).status_code == 204
    assert await look(60) is False, "it can be had back from the trash"
    assert (await team.owner.client.delete(f"/api/v1/trash/dashboard/{board['id']}")).status_code == 204
    assert await look(90) is True
    assert await look(100) is True
    async with runtime.get(Database).read() as session:
        waiting = (await session.scalars(select(JobRow).where(JobRow.name == "dashboards.look_after_asset"))).all()
        assert waiting
    assert await look(120) is None
    await look_after_asset(runtime, due)
    with pytest.raises(NotFound):
        await runtime.get(Blobs).local_path(key_of(AssetId(made["id"])))  # type: ignore[type-abstract]


async def test_a_frame_on_another_site_shows_the_images_of_its_dashboard(
    team: Team, visitor: httpx.AsyncClient
) -> None:
    logo, other = await keep(team.editor.client), await keep(team.editor.client, svg())
    board = await create(team.editor.client, spec_of(image_tile(logo["id"])))
    made = await embed(team.owner, board)
    headers = with_token(signed(made))
    shown = (await visitor.get(public(made), headers=headers)).json()
    asset_id = shown["spec"]["pages"][0]["tiles"][0]["asset_id"]
    answer = await visitor.get(public(made, f"/images/{asset_id}"), headers=headers)
    assert (answer.status_code, answer.content) == (200, png())
    found = [
        (await visitor.get(public(made, f"/images/{asset_id}"))).status_code,
        (await visitor.get(public(made, f"/images/{logo['id']}"), headers=headers)).status_code,
        (await visitor.get(public(made, f"/images/{other['id']}"), headers=headers)).status_code,
    ]
    assert found == [401, 404, 404]
