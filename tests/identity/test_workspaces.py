"""Workspaces and members: who may do what, and how soon a change counts."""

from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select
from tests.factories import Person, Team

from gnomon.foundation.db.database import Database
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity.tables import AuditEntryRow


def here(team: Team, *rest: str) -> str:
    return "/".join((f"/api/v1/workspaces/{team.workspace_id}", *rest))


WRITES: list[tuple[str, str, dict[str, Any] | None]] = [
    ("PATCH", "", {"name": "Renamed"}),
    ("POST", "members", {"email": "somebody@example.com", "role": "viewer"}),
    ("PATCH", "members/{viewer}", {"role": "editor"}),
    ("DELETE", "members/{editor}", None),
    ("DELETE", "", None),
]
READS: list[tuple[str, str, dict[str, Any] | None]] = [("GET", "", None), ("GET", "members", None)]


async def send(client: httpx.AsyncClient, team: Team, method: str, rest: str, body: Any) -> httpx.Response:
    path = here(team, *filter(None, [rest.format(viewer=team.viewer.user_id, editor=team.editor.user_id)]))
    return await client.request(method, path, json=body)


@pytest.mark.parametrize(("method", "rest", "body"), [*READS, *WRITES])
async def test_nobody_reaches_a_workspace_signed_out_or_from_outside(
    client: httpx.AsyncClient, team: Team, method: str, rest: str, body: Any
) -> None:
    assert (await send(client, team, method, rest, body)).status_code == 401
    foreign = await send(team.stranger.client, team, method, rest, body)
    missing = await team.stranger.client.request(
        method, f"/api/v1/workspaces/{uuid4()}/{rest.format(viewer=uuid4(), editor=uuid4())}", json=body
    )
    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert {**foreign.json(), "request_id": ""} == {**missing.json(), "request_id": ""}


@pytest.mark.parametrize(("method", "rest", "body"), WRITES)
async def test_editors_and_viewers_manage_nothing(team: Team, method: str, rest: str, body: Any) -> None:
    for person in (team.viewer, team.editor):
        own = rest.replace("{editor}", "{viewer}") if person is team.editor else rest
        answer = await send(person.client, team, method, own, body)
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "FORBIDDEN")


async def test_every_member_reads_the_workspace_and_its_members(team: Team) -> None:
    for role in ("owner", "editor", "viewer"):
        person: Person = getattr(team, role)
        shown = (await person.client.get(here(team))).json()
        assert shown == {"id": team.workspace_id, "name": "Team", "role": role, "is_personal": False}
        members = (await person.client.get(here(team, "members"))).json()
        assert [(one["email"], one["role"]) for one in members["items"]] == [
            (team.owner.email, "owner"),
            (team.editor.email, "editor"),
            (team.viewer.email, "viewer"),
        ]
        assert (members["total"], members["next_cursor"]) == (3, None)


async def test_a_person_sees_their_own_workspaces_only(team: Team) -> None:
    listed = (await team.viewer.client.get("/api/v1/workspaces")).json()["items"]
    assert [(one["name"], one["role"], one["is_personal"]) for one in listed] == [
        ("Viewer’s workspace", "owner", True),
        ("Team", "viewer", False),
    ]
    theirs = (await team.stranger.client.get("/api/v1/workspaces")).json()["items"]
    assert [one["is_personal"] for one in theirs] == [True]


async def test_an_owner_renames_and_deletes_a_workspace(team: Team) -> None:
    renamed = await team.owner.client.patch(here(team), json={"name": "Crew"})
    assert (renamed.status_code, renamed.json()["name"]) == (200, "Crew")
    assert (await team.owner.client.delete(here(team))).status_code == 204
    for person in (team.owner, team.editor, team.viewer):
        assert (await person.client.get(here(team))).status_code == 404
        assert (await person.client.get("/api/v1/auth/me")).status_code == 404
    del team.owner.client.headers["x-workspace-id"]
    names = [one["name"] for one in (await team.owner.client.get("/api/v1/workspaces")).json()["items"]]
    assert names == ["Owner’s workspace"]


async def test_a_personal_workspace_stays_with_its_person(stranger: Person, owner: Person) -> None:
    mine = f"/api/v1/workspaces/{stranger.workspace_id}"
    assert (await stranger.client.delete(mine)).status_code == 409
    assert (await stranger.client.delete(f"{mine}/members/{stranger.user_id}")).status_code == 409
    await stranger.client.post(f"{mine}/members", json={"email": owner.email, "role": "owner"})
    taking = await owner.client.patch(f"{mine}/members/{stranger.user_id}", json={"role": "viewer"})
    assert (taking.status_code, taking.json()["error"]["code"]) == (409, "CONFLICT")


async def test_a_workspace_keeps_an_owner(team: Team) -> None:
    itself = here(team, "members", team.owner.user_id)
    assert (await team.owner.client.patch(itself, json={"role": "editor"})).status_code == 409
    assert (await team.owner.client.delete(itself)).status_code == 409
    await team.owner.client.patch(here(team, "members", team.editor.user_id), json={"role": "owner"})
    assert (await team.owner.client.delete(itself)).status_code == 204
    assert (await team.owner.client.get(here(team))).status_code == 404


async def test_a_member_may_leave_by_themselves(team: Team) -> None:
    answer = await team.viewer.client.delete(here(team, "members", team.viewer.user_id))
    assert answer.status_code == 204
    assert (await team.viewer.client.get(here(team))).status_code == 404


async def test_a_new_role_counts_at_once(team: Team) -> None:
    assert (await team.viewer.client.patch(here(team), json={"name": "Mine"})).status_code == 403
    await team.owner.client.patch(here(team, "members", team.viewer.user_id), json={"role": "owner"})
    assert (await team.viewer.client.patch(here(team), json={"name": "Mine"})).status_code == 200
    await team.owner.client.delete(here(team, "members", team.viewer.user_id))
    assert (await team.viewer.client.get(here(team))).status_code == 404


async def test_only_people_with_an_account_become_members_and_once(team: Team) -> None:
    unknown = await team.owner.client.post(here(team, "members"), json={"email": "no@example.com", "role": "viewer"})
    assert (unknown.status_code, unknown.json()["error"]["details"]) == (422, {"field": "email"})
    again = await team.owner.client.post(here(team, "members"), json={"email": team.viewer.email, "role": "editor"})
    assert (again.status_code, again.json()["error"]["code"]) == (409, "CONFLICT")


@pytest.mark.parametrize("header", ["nonsense", "0190a3b2-0000-7000-8000-000000000000", ""])
async def test_an_unknown_workspace_header_finds_nothing(stranger: Person, header: str) -> None:
    answer = await stranger.client.get("/api/v1/auth/me", headers={"x-workspace-id": header})
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "NOT_FOUND")


async def test_a_person_changes_their_names(stranger: Person) -> None:
    answer = await stranger.client.put("/api/v1/users/me", json={"full_name": "Ada", "username": "ada"})
    shown = (await stranger.client.get("/api/v1/users/me")).json()
    assert answer.json() == shown
    assert (shown["full_name"], shown["username"], shown["email"]) == ("Ada", "ada", stranger.email)
    kept = await stranger.client.put("/api/v1/users/me", json={"username": "lovelace"})
    assert (kept.json()["full_name"], kept.json()["username"]) == ("Ada", "lovelace")


async def test_what_people_do_is_written_down_without_secrets(team: Team, runtime: Runtime) -> None:
    await team.owner.client.patch(here(team, "members", team.viewer.user_id), json={"role": "editor"})
    await team.owner.client.post("/api/v1/auth/login", json={"email": team.owner.email, "password": "Wrong-horse-7"})
    async with runtime.get(Database).read() as session:
        rows = (await session.scalars(select(AuditEntryRow).order_by(AuditEntryRow.id))).all()
    told = [(row.verb, row.details) for row in rows]
    assert ("identity.role_changed", {"user_id": team.viewer.user_id, "role": "editor"}) in told
    assert ("identity.sign_in_failed", {}) in told
    assert "Wrong-horse-7" not in str(told)
    assert {"identity.registered", "identity.signed_in", "identity.member_added"} <= {verb for verb, _ in told}
