"""Themes: made and shared by those who edit, chosen by dashboards, and what happens when one is gone."""

import xml.etree.ElementTree as ElementTree
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select
from tests.dashboards.pieces import SALES, create, spec_of, tile, upload
from tests.exports.pieces import file_of
from tests.factories import Team, open_client
from tests.themes.looks import THEMES, look, made, with_light

from gnomon.foundation.db.database import Database
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity.tables import AuditEntryRow
from gnomon.themes.contracts import MAX_THEMES

DASHBOARDS = "/api/v1/dashboards"


@pytest.fixture
async def visitor(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody signed out."""
    async with open_client(app) as client:
        yield client


async def choose(client: httpx.AsyncClient, theme_id: str | None) -> int:
    """Choose the workspace's default; answers the status."""
    return (await client.put(f"{THEMES}/default", json={"theme_id": theme_id})).status_code


async def board(team: Team, theme_id: str | None = None) -> dict[str, Any]:
    """A dashboard of one tile in a theme."""
    sales = await upload(team.editor.client, "sales.csv", SALES)
    themed = {} if theme_id is None else {"theme_id": theme_id}
    return await create(team.editor.client, spec_of(tile("bars", sales, "region")) | themed)


async def seen(client: httpx.AsyncClient, dashboard_id: str) -> tuple[list[str] | None, bool]:
    """The palette by day that a dashboard is drawn in, and whether its theme is gone."""
    answer = (await client.get(f"{DASHBOARDS}/{dashboard_id}")).json()
    shown = answer.get("look")
    return shown and shown["light"]["categories"], answer.get("theme_is_gone", False)


async def test_a_theme_is_made_read_changed_and_removed(team: Team) -> None:
    theme = await made(team.editor.client, " House ", font="serif", corners="none", density="airy", has_shadow=True)
    assert (theme["name"], theme["is_default"], theme["revision"]) == ("House", False, 1)
    assert theme["look"]["light"] == look()["light"]
    assert theme["applied"]["light"]["categories"] == look()["light"]["categories"]
    assert len(theme["applied"]["light"]["sequential"]) == 9
    own = {name: theme["applied"][name] for name in ("font", "corners", "density", "has_border", "has_shadow")}
    assert own == {"font": "serif", "corners": "none", "density": "airy", "has_border": True, "has_shadow": True}
    at = f"{THEMES}/{theme['id']}"
    assert (await team.viewer.client.get(at)).json() == theme
    changed = {"name": "Brand", "look": with_light(accent="#AA0000"), "revision": 1}
    saved = (await team.editor.client.put(at, json=changed)).json()
    assert (saved["name"], saved["revision"], saved["look"]["light"]["accent"]) == ("Brand", 2, "#aa0000")
    late = await team.editor.client.put(at, json=changed)
    assert (late.status_code, late.json()["error"]["details"]) == (409, {"revision": 2})
    assert (await team.editor.client.delete(at)).status_code == 204
    assert (await team.viewer.client.get(at)).status_code == 404
    assert (await team.viewer.client.get(THEMES)).json()["items"] == []


async def test_a_removed_theme_can_be_had_back_under_a_free_name(team: Team) -> None:
    theme = await made(team.editor.client)
    await team.editor.client.delete(f"{THEMES}/{theme['id']}")
    await made(team.editor.client)
    back = await team.editor.client.post(f"{THEMES}/{theme['id']}/restore")
    assert (back.status_code, back.json()["name"], back.json()["id"]) == (200, "House 2", theme["id"])
    again = await team.editor.client.post(f"{THEMES}/{theme['id']}/restore")
    assert again.status_code == 404


async def test_two_themes_do_not_share_a_name(team: Team) -> None:
    await made(team.editor.client)
    answer = await team.editor.client.post(THEMES, json={"name": "House", "look": look()})
    assert (answer.status_code, answer.json()["error"]["message"]) == (409, "There is a theme “House” already.")
    # Another workspace may call its own so.
    assert (await made(team.stranger.client))["name"] == "House"


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        (with_light(accent="red"), "look.light.accent"),
        (with_light(accent="#12345"), "look.light.accent"),
        (with_light(accent="url(http://x)"), "look.light.accent"),
        (with_light(accent="#123456;background:url(x)"), "look.light.accent"),
        (with_light(accent="#123456\n"), "look.light.accent"),
        (with_light(categories=["#123456", "#12345g"]), "look.light.categories[1]"),
        (with_light(categories=["#123456"]), "look.light.categories"),
        (with_light(categories=["#123456"] * 13), "look.light.categories"),
        (look(font="Comic Sans"), "look.font"),
        (look(corners="12px"), "look.corners"),
        (look(dark={"categories": [None, 5]}), "look.dark.categories[1]"),
        (look(version=2), "look.version"),
        (look(css="*{}"), "look.css"),
    ],
)
async def test_what_is_no_color_is_refused_with_its_place(team: Team, wanted: dict[str, Any], path: str) -> None:
    answer = await team.editor.client.post(THEMES, json={"name": "House", "look": wanted})
    assert answer.status_code == 422
    assert path in answer.text.replace("body.", "")


async def test_warnings_hold_nobody_up(team: Team) -> None:
    pale = with_light(categories=["#ffffff", "#fffffe"])
    checked = await team.editor.client.post(f"{THEMES}/check", json=pale)
    told = {(one["kind"], one["look"], one["path"]) for one in checked.json()["warnings"]}
    assert {("contrast", "light", "categories[0]"), ("alike", "light", "categories[0]")} <= told
    assert (await team.editor.client.post(THEMES, json={"name": "Pale", "look": pale})).status_code == 201


async def test_a_dashboard_is_drawn_in_its_theme_or_the_default_or_as_gnomon_comes(team: Team) -> None:
    plain = await board(team)
    assert "look" not in (await team.viewer.client.get(f"{DASHBOARDS}/{plain['id']}")).json()
    own = await made(team.editor.client, "Own")
    usual = await made(team.editor.client, "Usual", light={**look()["light"], "categories": ["#111111", "#777777"]})
    chosen = await create(team.editor.client, {**plain["spec"], "theme_id": own["id"]}, "Chosen")
    assert await choose(team.owner.client, usual["id"]) == 200
    assert await seen(team.viewer.client, plain["id"]) == (["#111111", "#777777"], False)
    assert await seen(team.viewer.client, chosen["id"]) == (look()["light"]["categories"], False)
    listed = (await team.viewer.client.get(THEMES)).json()["items"]
    assert [(one["name"], one["is_default"]) for one in listed] == [("Own", False), ("Usual", True)]
    assert await choose(team.owner.client, own["id"]) == 200
    assert await seen(team.viewer.client, plain["id"]) == (look()["light"]["categories"], False)
    assert await choose(team.owner.client, None) == 200
    assert await seen(team.viewer.client, plain["id"]) == (None, False)
    assert (await team.viewer.client.get(f"{THEMES}/default")).json() == {"look": None}


async def test_when_its_theme_is_gone_a_dashboard_looks_like_the_default_and_says_so(team: Team) -> None:
    own, usual = await made(team.editor.client, "Own"), await made(team.editor.client, "Usual", corners="none")
    await choose(team.owner.client, usual["id"])
    dashboard = await board(team, own["id"])
    await team.editor.client.delete(f"{THEMES}/{own['id']}")
    answer = (await team.viewer.client.get(f"{DASHBOARDS}/{dashboard['id']}")).json()
    assert (answer["theme_is_gone"], answer["look"]["corners"]) == (True, "none")
    await team.editor.client.post(f"{THEMES}/{own['id']}/restore")
    assert await seen(team.viewer.client, dashboard["id"]) == (look()["light"]["categories"], False)


async def test_a_theme_of_another_workspace_is_as_one_that_never_was(team: Team) -> None:
    theirs = await made(team.stranger.client, "Theirs")
    for theme_id in (theirs["id"], str(uuid4())):
        dashboard = await board(team, theme_id)
        assert await seen(team.editor.client, dashboard["id"]) == (None, True)
        assert await choose(team.owner.client, theme_id) == 404
        for path in ("", "/file"):
            assert (await team.editor.client.get(f"{THEMES}/{theme_id}{path}")).status_code == 404
        assert (await team.editor.client.post(f"{THEMES}/{theme_id}/restore")).status_code == 404


async def test_the_default_is_the_owners_to_choose_and_to_remove(team: Team) -> None:
    theme = await made(team.editor.client)
    assert await choose(team.editor.client, theme["id"]) == 403
    assert await choose(team.owner.client, theme["id"]) == 200
    assert (await team.editor.client.delete(f"{THEMES}/{theme['id']}")).status_code == 403
    assert (await team.owner.client.delete(f"{THEMES}/{theme['id']}")).status_code == 204
    assert (await team.owner.client.get(f"{THEMES}/default")).json() == {"look": None}


async def test_an_older_state_is_shown_in_the_theme_that_it_had(team: Team) -> None:
    theme = await made(team.editor.client)
    dashboard = await board(team, theme["id"])
    spec = {name: value for name, value in dashboard["spec"].items() if name != "theme_id"}
    body = {"revision": 1, "name": "Sales", "description": None, "spec": spec}
    plain = (await team.editor.client.put(f"{DASHBOARDS}/{dashboard['id']}", json=body)).json()
    assert "look" not in plain
    first = (await team.editor.client.get(f"{DASHBOARDS}/{dashboard['id']}/revisions/1")).json()
    assert first["look"]["light"]["categories"] == look()["light"]["categories"]
    differs = (await team.editor.client.get(f"{DASHBOARDS}/{dashboard['id']}/revisions/2/compare?with=1")).json()
    assert differs["words"] == ["theme removed"]


async def test_a_visitor_gets_the_colors_with_the_dashboard_and_no_theme(
    team: Team, visitor: httpx.AsyncClient
) -> None:
    theme = await made(team.editor.client, "Secret project")
    dashboard = await board(team, theme["id"])
    link = (await team.editor.client.post("/api/v1/shares", json={"dashboard_id": dashboard["id"]})).json()
    shared = await visitor.get(f"/api/v1/public/shares/{link['path'].removeprefix('/s/')}")
    assert shared.json()["look"] == theme["applied"]
    for secret in (theme["id"], "Secret project", "theme_id", "theme_is_gone"):
        assert secret not in shared.text
    assert (await visitor.get(THEMES)).status_code == 401
    # Nor that there was one.
    await team.editor.client.delete(f"{THEMES}/{theme['id']}")
    after = await visitor.get(f"/api/v1/public/shares/{link['path'].removeprefix('/s/')}")
    assert "look" not in after.json()
    assert "theme" not in after.text


async def test_a_theme_goes_to_another_workspace_as_a_file(team: Team) -> None:
    theme = await made(team.editor.client, "House", font="mono", dark={"accent": "#ABCDEF"})
    file = await team.viewer.client.get(f"{THEMES}/{theme['id']}/file")
    assert file.headers["content-disposition"] == 'attachment; filename="theme.json"'
    assert file.json() == {"kind": "gnomon.theme", "name": "House", "look": theme["look"]}
    there = await team.stranger.client.post(f"{THEMES}/import", json=file.json())
    assert (there.status_code, there.json()["look"], there.json()["name"]) == (201, theme["look"], "House")
    here = await team.editor.client.post(f"{THEMES}/import", json=file.json())
    assert here.json()["name"] == "House 2"
    wrong = await team.editor.client.post(f"{THEMES}/import", json={**file.json(), "kind": "gnomon.dashboard"})
    assert wrong.status_code == 422


async def test_a_long_name_that_is_taken_gets_its_number_in_the_room_there_is(team: Team) -> None:
    name = "x" * 80
    await made(team.editor.client, name)
    file = {"kind": "gnomon.theme", "name": name, "look": look()}
    again = await team.editor.client.post(f"{THEMES}/import", json=file)
    assert again.json()["name"] == "x" * 78 + " 2"


async def test_a_workspace_keeps_so_many_themes_and_no_more(team: Team) -> None:
    for number in range(MAX_THEMES):
        await made(team.editor.client, f"Theme {number}")
    answer = await team.editor.client.post(THEMES, json={"name": "One more", "look": look()})
    assert (answer.status_code, answer.json()["error"]["hint"]) == (422, "Remove one that is not needed.")


async def test_what_is_done_with_themes_is_written_down(team: Team, app: FastAPI) -> None:
    theme = await made(team.editor.client)
    await team.editor.client.put(f"{THEMES}/{theme['id']}", json={"name": "House", "look": look(), "revision": 1})
    await choose(team.owner.client, theme["id"])
    await team.owner.client.delete(f"{THEMES}/{theme['id']}")
    await team.editor.client.post(f"{THEMES}/{theme['id']}/restore")
    runtime: Runtime = app.state.runtime
    async with runtime.get(Database).read() as session:
        found = await session.execute(
            select(AuditEntryRow.verb, AuditEntryRow.user_id)
            .where(AuditEntryRow.resource_id == theme["id"])
            .order_by(AuditEntryRow.at, AuditEntryRow.id)
        )
        rows = [(verb, str(user_id)) for verb, user_id in found]
    editor, owner = str(team.editor.user_id), str(team.owner.user_id)
    assert rows == [
        ("themes.created", editor),
        ("themes.changed", editor),
        ("themes.default_chosen", owner),
        ("themes.removed", owner),
        ("themes.restored", editor),
    ]


def fills(svg: str) -> set[str]:
    """The colors of the bars of a picture."""
    marks = (one for one in ElementTree.fromstring(svg).iter() if one.get("aria-roledescription") == "bar")
    return {one.get("fill", "") for one in marks}


async def test_a_picture_from_the_server_is_drawn_in_the_theme_of_its_dashboard(team: Team) -> None:
    theme = await made(team.editor.client, font="serif", dark={"categories": ["#aabbcc"]})
    dashboard = await board(team, theme["id"])
    source = {"kind": "tile", "dashboard_id": dashboard["id"], "tile_id": "bars"}
    light = (await file_of(team.viewer.client, source, "svg")).text
    dark = (await file_of(team.viewer.client, source, "svg", picture={"theme": "dark"})).text
    assert (fills(light), fills(dark)) == ({"#0047ba"}, {"#aabbcc"})
    assert "Georgia" in light
    assert "Inter" not in light
    # A state that is not saved yet is drawn as it stands.
    plain = {**source, "draft": {name: value for name, value in dashboard["spec"].items() if name != "theme_id"}}
    assert "Inter" in (await file_of(team.editor.client, plain, "svg")).text


async def test_a_picture_of_a_chart_is_drawn_in_the_default(team: Team) -> None:
    theme = await made(team.editor.client, light={**look()["light"], "categories": ["#123456", "#654321"]})
    dashboard = await board(team)
    source = {"kind": "chart", "spec": dashboard["spec"]["pages"][0]["tiles"][0]["chart"]}
    before = (await file_of(team.viewer.client, source, "svg")).text
    await choose(team.owner.client, theme["id"])
    after = (await file_of(team.viewer.client, source, "svg")).text
    assert (fills(before), fills(after)) == ({"#0047ba"}, {"#123456"})
