"""States of a dashboard that readers keep: their own, and those that editors share."""

from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI
from tests.dashboards.pieces import create
from tests.factories import Person, Team, open_client, sign_up

STATE = {
    "page": "page-1",
    "filters": {"filter-1": {"kind": "in", "member": "region", "values": ["North", None, "<b>"], "exclude": False}},
    "picked": [{"tile_id": "bars", "dataset_id": str(uuid4()), "filters": []}],
}


def address_of(dashboard: dict[str, Any], bookmark: dict[str, Any] | None = None) -> str:
    of_dashboard = f"/api/v1/dashboards/{dashboard['id']}/bookmarks"
    return of_dashboard if bookmark is None else f"{of_dashboard}/{bookmark['id']}"


async def keep(client: httpx.AsyncClient, dashboard: dict[str, Any], name: str = "Mine", **more: Any) -> dict[str, Any]:
    answer = await client.post(address_of(dashboard), json={"name": name, "state": STATE, **more})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def found(client: httpx.AsyncClient, dashboard: dict[str, Any]) -> list[dict[str, Any]]:
    answer = await client.get(address_of(dashboard))
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_a_reader_keeps_a_state_and_finds_it_as_it_was(team: Team) -> None:
    dashboard = await create(team.editor.client)
    made = await keep(team.viewer.client, dashboard, "  North only ")
    assert made == {
        "id": made["id"],
        "dashboard_id": dashboard["id"],
        "name": "North only",
        "state": STATE,
        "is_shared": False,
        "is_mine": True,
        "owner_name": made["owner_name"],
        "may_change": True,
        "created_at": made["created_at"],
        "updated_at": made["created_at"],
    }
    assert await found(team.viewer.client, dashboard) == [made]


async def test_what_is_not_shared_is_nobody_elses(team: Team) -> None:
    dashboard = await create(team.editor.client)
    made = await keep(team.viewer.client, dashboard)
    for other in (team.owner, team.editor):
        assert await found(other.client, dashboard) == []
        address = address_of(dashboard, made)
        assert (await other.client.patch(address, json={"name": "Theirs"})).status_code == 404
        assert (await other.client.delete(address)).status_code == 404
    assert await found(team.viewer.client, dashboard) == [made]


async def test_an_editor_shares_with_all_who_see_the_dashboard(team: Team) -> None:
    dashboard = await create(team.editor.client)
    made = await keep(team.editor.client, dashboard, "Board meeting", is_shared=True)
    (seen,) = await found(team.viewer.client, dashboard)
    assert seen == {**made, "is_mine": False, "may_change": False}
    address = address_of(dashboard, made)
    changes: tuple[dict[str, Any], ...] = ({"name": "Mine now"}, {"state": {}}, {"is_shared": False})
    for change in changes:
        assert (await team.viewer.client.patch(address, json=change)).status_code == 403
    assert (await team.viewer.client.delete(address)).status_code == 403
    changed = (await team.owner.client.patch(address, json={"name": "Board"})).json()
    assert changed == {**made, "name": "Board", "is_mine": False, "updated_at": changed["updated_at"]}


async def test_a_viewer_shares_nothing(team: Team) -> None:
    dashboard = await create(team.editor.client)
    body = {"name": "For all", "state": STATE, "is_shared": True}
    assert (await team.viewer.client.post(address_of(dashboard), json=body)).status_code == 403
    made = await keep(team.viewer.client, dashboard)
    assert (await team.viewer.client.patch(address_of(dashboard, made), json={"is_shared": True})).status_code == 403
    assert await found(team.viewer.client, dashboard) == [made]


async def test_a_bookmark_is_renamed_given_another_state_and_removed(editor: Person) -> None:
    dashboard = await create(editor.client)
    made = await keep(editor.client, dashboard)
    renamed = (await editor.client.patch(address_of(dashboard, made), json={"name": "Other"})).json()
    assert renamed == {**made, "name": "Other", "updated_at": renamed["updated_at"]}
    overwritten = (await editor.client.patch(address_of(dashboard, made), json={"state": {"page": "two"}})).json()
    assert overwritten == {**renamed, "state": {"page": "two"}, "updated_at": overwritten["updated_at"]}
    assert (await editor.client.delete(address_of(dashboard, made))).status_code == 204
    assert await found(editor.client, dashboard) == []
    assert (await editor.client.delete(address_of(dashboard, made))).status_code == 404


async def test_bookmarks_stand_by_name_whatever_their_case(editor: Person) -> None:
    dashboard = await create(editor.client)
    for name in ("beta", "Alpha", "gamma", "Alpha"):
        await keep(editor.client, dashboard, name)
    assert [one["name"] for one in await found(editor.client, dashboard)] == ["Alpha", "Alpha", "beta", "gamma"]


async def test_another_workspace_finds_nothing(app: FastAPI, team: Team) -> None:
    dashboard = await create(team.editor.client)
    made = await keep(team.editor.client, dashboard, is_shared=True)
    async with sign_up(app, name="stranger") as stranger:
        body = {"name": "Mine", "state": {}}
        answers = [
            await stranger.client.get(address_of(dashboard)),
            await stranger.client.post(address_of(dashboard), json=body),
            await stranger.client.patch(address_of(dashboard, made), json={"name": "Mine"}),
            await stranger.client.delete(address_of(dashboard, made)),
        ]
        own = await create(stranger.client)
        answers.append(await stranger.client.patch(address_of(own, made), json={"name": "Mine"}))
        answers.append(await stranger.client.delete(address_of(own, made)))
    assert [answer.status_code for answer in answers] == [404] * 6
    assert await found(team.editor.client, dashboard) == [made]


async def test_nobody_keeps_anything_without_signing_in(app: FastAPI, editor: Person) -> None:
    dashboard = await create(editor.client)
    made = await keep(editor.client, dashboard, is_shared=True)
    async with open_client(app) as client:
        answers = [
            await client.get(address_of(dashboard)),
            await client.post(address_of(dashboard), json={"name": "Mine", "state": {}}),
            await client.patch(address_of(dashboard, made), json={"name": "Mine"}),
            await client.delete(address_of(dashboard, made)),
        ]
    assert [answer.status_code for answer in answers] == [401] * 4


async def test_a_key_reads_the_bookmarks_of_its_person_and_keeps_none(app: FastAPI, editor: Person) -> None:
    dashboard = await create(editor.client)
    made = await keep(editor.client, dashboard)
    key = (await editor.client.post("/api/v1/api-keys", json={"name": "Script", "scopes": ["read", "query"]})).json()
    async with open_client(app, Authorization=f"Bearer {key['key']}") as program:
        assert await found(program, dashboard) == [made]
        answers = [
            await program.post(address_of(dashboard), json={"name": "Mine", "state": {}}),
            await program.patch(address_of(dashboard, made), json={"name": "Mine"}),
            await program.delete(address_of(dashboard, made)),
        ]
    assert [answer.status_code for answer in answers] == [403] * 3
    assert await found(editor.client, dashboard) == [made]


async def test_a_bookmark_of_another_dashboard_is_not_found(editor: Person) -> None:
    first, second = await create(editor.client), await create(editor.client)
    made = await keep(editor.client, first)
    assert (await editor.client.patch(address_of(second, made), json={"name": "x"})).status_code == 404
    assert (await editor.client.delete(address_of(second, made))).status_code == 404
    assert await found(editor.client, second) == []


async def test_a_dashboard_in_the_trash_hides_its_bookmarks_and_takes_them_along(editor: Person) -> None:
    dashboard = await create(editor.client)
    made = await keep(editor.client, dashboard)
    await editor.client.delete(f"/api/v1/dashboards/{dashboard['id']}")
    assert (await editor.client.get(address_of(dashboard))).status_code == 404
    await editor.client.post(f"/api/v1/dashboards/{dashboard['id']}/restore")
    assert await found(editor.client, dashboard) == [made]


async def test_a_person_keeps_so_many_of_one_dashboard(editor: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gnomon.dashboards.bookmarks.MAX_BOOKMARKS", 3)
    dashboard = await create(editor.client)
    for number in range(3):
        await keep(editor.client, dashboard, f"Number {number}")
    answer = await editor.client.post(address_of(dashboard), json={"name": "One more", "state": {}})
    assert answer.status_code == 409
    await keep(editor.client, await create(editor.client))


def nested(depth: int) -> Any:
    found: Any = "deep"
    for _ in range(depth):
        found = [found]
    return found


@pytest.mark.parametrize(
    "body",
    [
        {"name": "", "state": {}},
        {"name": " \t ", "state": {}},
        {"name": "x" * 121, "state": {}},
        {"name": "x", "state": {"big": "y" * 70_000}},
        {"name": "x", "state": {"deep": nested(40)}},
        {"name": "x", "state": {f"part{number}": 1 for number in range(40)}},
        {"name": "x", "state": {"__proto__": {}}},
        {"name": "x", "state": []},
        {"name": "x", "state": {}, "owner_id": str(uuid4())},
        {"name": "x"},
    ],
)
async def test_what_is_no_state_under_a_name_is_refused(editor: Person, body: dict[str, Any]) -> None:
    dashboard = await create(editor.client)
    answer = await editor.client.post(address_of(dashboard), json=body)
    assert answer.status_code == 422
    assert await found(editor.client, dashboard) == []


async def test_a_dashboard_names_the_bookmark_that_it_opens_with_and_visitors_are_not_told(team: Team) -> None:
    board = await create(team.owner.client)
    kept = await team.owner.client.post(
        f"/api/v1/dashboards/{board['id']}/bookmarks", json={"name": "First", "state": {}, "is_shared": True}
    )
    opening = kept.json()["id"]
    saved = await team.editor.client.put(
        f"/api/v1/dashboards/{board['id']}",
        json={"revision": board["revision"], "name": "Sales", "spec": board["spec"] | {"opening": opening}},
    )
    assert (saved.status_code, saved.json()["spec"]["opening"]) == (200, opening)
    link = await team.owner.client.post("/api/v1/shares", json={"dashboard_id": board["id"]})
    shared = await team.stranger.client.get(f"/api/v1/public/shares/{link.json()['path'].removeprefix('/s/')}")
    assert (shared.status_code, opening in shared.text, "opening" in shared.json()["spec"]) == (200, False, False)
    # Without the key a document stays as it was.
    assert "opening" not in board["spec"]
