"""Dashboards over HTTP: kept, changed with revisions, restored; each by those who may."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from structlog.testing import capture_logs
from tests.dashboards.pieces import create, spec_of, tile
from tests.factories import Person, Team

from gnomon.dashboards import service
from gnomon.dashboards.contracts import CreateDashboard, DashboardId, SaveDashboard
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity.contracts import Principal, PrincipalKind, Role, UserId, WorkspaceId

DATASET = "01900000-0000-7000-8000-000000000000"
SPEC = spec_of(tile("one", DATASET, "region"))


def address_of(dashboard: dict[str, Any]) -> str:
    return f"/api/v1/dashboards/{dashboard['id']}"


def saving(dashboard: dict[str, Any], **changes: Any) -> dict[str, Any]:
    kept = {name: dashboard[name] for name in ("revision", "name", "description", "spec")}
    return {**kept, **changes}


async def test_a_dashboard_without_a_spec_has_one_empty_page(editor: Person) -> None:
    made = await create(editor.client)
    assert {key: made[key] for key in ("name", "revision", "may_edit", "created_by")} == {
        "name": "Sales",
        "revision": 1,
        "may_edit": True,
        "created_by": editor.user_id,
    }
    assert made["spec"] == {
        "version": 2,
        "pages": [{"id": "page-1", "title": "Page 1", "tiles": [], "filters": []}],
        "filters": [],
        "parameters": [],
    }


async def test_what_was_saved_is_there_for_everybody(team: Team) -> None:
    made = await create(team.editor.client, SPEC)
    saved = (await team.editor.client.put(address_of(made), json=saving(made, name="Q4"))).json()
    assert saved == {**made, "name": "Q4", "revision": 2, "updated_at": saved["updated_at"]}
    assert (await team.viewer.client.get(address_of(made))).json() == {**saved, "may_edit": False}


async def test_dashboards_are_found_sorted_and_paged(editor: Person) -> None:
    for name in ("Beta", "alpha", "Gamma"):
        await create(editor.client, SPEC, name)

    async def names(query: str) -> list[str]:
        answer = (await editor.client.get(f"/api/v1/dashboards?{query}")).json()
        return [one["name"] for one in answer["items"]]

    assert await names("sort=name") == ["alpha", "Beta", "Gamma"]
    assert await names("sort=-created_at") == ["Gamma", "alpha", "Beta"]
    assert await names("search=ET") == ["Beta"]
    assert await names("search=%25") == []
    first = (await editor.client.get("/api/v1/dashboards?sort=name&limit=2")).json()
    assert (first["total"], first["items"][0]["tile_count"]) == (3, 1)
    assert await names(f"sort=name&limit=2&cursor={first['next_cursor']}") == ["Gamma"]


async def test_a_save_from_an_old_state_is_refused_with_the_present_revision(editor: Person) -> None:
    made = await create(editor.client, SPEC)
    await editor.client.put(address_of(made), json=saving(made, name="Mine"))
    answer = await editor.client.put(address_of(made), json=saving(made, name="Too late"))
    assert (answer.status_code, answer.json()["error"]) == (
        409,
        {
            "code": "CONFLICT",
            "message": "Somebody saved this dashboard in the meantime.",
            "details": {"revision": 2, "base": 1},
            "hint": "Load the present state and make your changes again, or save yours as a copy.",
        },
    )
    assert (await editor.client.get(address_of(made))).json()["name"] == "Mine"


async def test_of_twenty_saves_from_one_state_exactly_one_wins(team: Team) -> None:
    made = await create(team.editor.client, SPEC)
    savers = [team.editor.client, team.owner.client] * 10
    answers = await asyncio.gather(
        *(
            saver.put(address_of(made), json=saving(made, name=f"Number {number}"))
            for number, saver in enumerate(savers)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 19
    winner = next(answer.json() for answer in answers if answer.status_code == 200)
    assert (await team.viewer.client.get(address_of(made))).json() == {**winner, "may_edit": False}
    listed = (await team.viewer.client.get(f"{address_of(made)}/revisions")).json()
    assert [one["revision"] for one in listed["items"]] == [2, 1]


async def test_an_old_state_can_be_had_back_and_that_too_can_be_undone(editor: Person) -> None:
    first = await create(editor.client, SPEC)
    second = (await editor.client.put(address_of(first), json=saving(first, name="Second", spec=spec_of()))).json()
    restored = (await editor.client.post(f"{address_of(first)}/revisions/1/restore")).json()
    assert restored == {**first, "revision": 3, "updated_at": restored["updated_at"]}
    again = (await editor.client.post(f"{address_of(first)}/revisions/2/restore")).json()
    assert again == {**second, "revision": 4, "updated_at": again["updated_at"]}
    listed = (await editor.client.get(f"{address_of(first)}/revisions")).json()
    assert [(one["revision"], one["name"], one["saved_by"]) for one in listed["items"]] == [
        (4, "Second", editor.user_id),
        (3, "Sales", editor.user_id),
        (2, "Second", editor.user_id),
        (1, "Sales", editor.user_id),
    ]
    assert (await editor.client.get(f"{address_of(first)}/revisions/1")).json()["spec"] == first["spec"]
    assert (await editor.client.post(f"{address_of(first)}/revisions/99/restore")).status_code == 404


async def test_saves_in_a_row_are_thinned_to_about_one_a_minute(runtime: Runtime, owner: Person) -> None:
    workspace = WorkspaceId(UUID(owner.workspace_id))
    principal = Principal(PrincipalKind.USER, workspace, Role.OWNER, user_id=UserId(UUID(owner.user_id)))
    start = datetime(2024, 5, 1, 12, tzinfo=UTC)
    database = runtime.get(Database)
    async with database.write() as session:
        with clock.fixed_at(start):
            made = await service.create_dashboard(session, principal, CreateDashboard(name="Sales"))
        for step in range(1, 16):
            with clock.fixed_at(start + timedelta(seconds=step * 10)):
                command = SaveDashboard(revision=made.revision, name=f"After {step * 10} s", spec=made.spec)
                made = await service.save_dashboard(session, principal, DashboardId(made.id), command)
        listed = await service.list_revisions(session, principal, DashboardId(made.id), cursor=None, limit=50)
    assert [one.name for one in listed.items] == ["After 150 s", "After 120 s", "After 60 s", "Sales"]


async def test_a_copy_has_a_history_of_its_own(editor: Person) -> None:
    made = await create(editor.client, SPEC)
    copy = (await editor.client.post(f"{address_of(made)}/duplicate")).json()
    assert (copy["name"], copy["revision"], copy["spec"]) == ("Sales (copy)", 1, made["spec"])
    assert copy["id"] != made["id"]


async def test_what_was_thrown_away_can_be_had_back(editor: Person) -> None:
    made = await create(editor.client, SPEC)
    assert (await editor.client.delete(address_of(made))).status_code == 204
    assert (await editor.client.get(address_of(made))).status_code == 404
    assert (await editor.client.put(address_of(made), json=saving(made))).status_code == 404
    assert (await editor.client.get("/api/v1/dashboards")).json()["total"] == 0
    trash = (await editor.client.get("/api/v1/dashboards?trashed=true")).json()
    assert [one["id"] for one in trash["items"]] == [made["id"]]
    assert (await editor.client.post(f"{address_of(made)}/restore")).json() == made


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"layout": {"x": 20, "y": 0, "width": 6, "height": 6}}, "layout"),
        ({"id": "no spaces please"}, "id"),
        ({"colour": "red"}, "colour"),
        ({"chart": {"dataset_id": DATASET, "mark": "doughnut"}}, "mark"),
    ],
)
async def test_a_faulty_tile_is_pointed_at(change: dict[str, Any], field: str, editor: Person) -> None:
    spec = spec_of(tile("good", DATASET, "region"), tile("bad", DATASET, "region") | change)
    answer = await editor.client.post("/api/v1/dashboards", json={"name": "Sales", "spec": spec})
    assert answer.status_code == 422
    [fault] = answer.json()["error"]["details"]["fields"]
    assert fault["field"].startswith("spec.pages[0].tiles[1].")
    assert field in fault["field"]


async def test_two_tiles_cannot_share_an_id(editor: Person) -> None:
    spec = spec_of(tile("same", DATASET, "region"), tile("same", DATASET, "region"))
    answer = await editor.client.post("/api/v1/dashboards", json={"name": "Sales", "spec": spec})
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "VALIDATION_ERROR")


@pytest.mark.parametrize(
    ("method", "path", "is_for_viewers"),
    [
        ("GET", "", True),
        ("GET", "/revisions", True),
        ("GET", "/revisions/1", True),
        ("POST", "/results", True),
        ("PUT", "", False),
        ("POST", "/duplicate", False),
        ("POST", "/revisions/1/restore", False),
        ("DELETE", "", False),
        ("POST", "/restore", False),
    ],
)
async def test_each_route_knows_who_asks(
    method: str, path: str, is_for_viewers: bool, client: httpx.AsyncClient, team: Team
) -> None:
    made = await create(team.owner.client, spec_of())
    if path == "/restore":
        await team.owner.client.delete(address_of(made))
    body = saving(made) if method == "PUT" else {} if path == "/results" else None

    async def status(asker: httpx.AsyncClient) -> int:
        return (await asker.request(method, address_of(made) + path, json=body)).status_code

    assert await status(client) == 401
    assert await status(team.stranger.client) == 404
    assert await status(team.viewer.client) == (200 if is_for_viewers else 403)
    assert await status(team.editor.client) in {200, 201, 204}


async def test_only_those_who_may_write_make_dashboards_and_bring_samples(
    client: httpx.AsyncClient, team: Team
) -> None:
    for path, body in (("/api/v1/dashboards", {"name": "x"}), ("/api/v1/samples", None)):
        assert (await client.post(path, json=body)).status_code == 401
        assert (await team.viewer.client.post(path, json=body)).status_code == 403


@pytest.mark.parametrize("number", [2**31, 2**63, -(2**70), 10**30])
async def test_a_revision_that_no_number_of_the_database_reaches_is_refused(owner: Person, number: int) -> None:
    made = await owner.client.post("/api/v1/dashboards", json={"name": "Numbered"})
    address = f"/api/v1/dashboards/{made.json()['id']}/revisions/{number}"
    with capture_logs() as logged:
        found = [await owner.client.get(address), await owner.client.post(f"{address}/restore")]
    assert {one.status_code for one in found} <= {404, 422}
    assert [one for one in logged if one["log_level"] == "error"] == []
