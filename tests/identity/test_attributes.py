"""Attributes of members: what owners say of people, so that policies can ask for it."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select
from tests.factories import Person, Team

from gnomon.foundation.db.database import Database
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity.contracts import Principal, PrincipalKind, Role, UserId, WorkspaceId
from gnomon.identity.service import authenticate, member_principal
from gnomon.identity.tables import AuditEntryRow

REGIONS = {"region": ["north", "south"], "level": ["2"]}


async def say(team: Team, member: Person, by: Person | None = None, **body: Any) -> httpx.Response:
    address = f"/api/v1/workspaces/{team.workspace_id}/members/{member.user_id}"
    return await (by or team.owner).client.patch(address, json=body)


async def as_principal(runtime: Runtime, team: Team, member: Person) -> Principal:
    return await authenticate(
        runtime, authorization=f"Bearer {member.access_token}", workspace_header=team.workspace_id
    )


async def test_what_an_owner_says_of_a_member_counts_from_the_next_request_on(team: Team, runtime: Runtime) -> None:
    assert (await as_principal(runtime, team, team.viewer)).attributes == {}
    said = await say(team, team.viewer, attributes=REGIONS)
    assert (said.status_code, said.json()["attributes"], said.json()["role"]) == (200, REGIONS, "viewer")
    principal = await as_principal(runtime, team, team.viewer)
    assert principal.attributes == {"level": ("2",), "region": ("north", "south")}
    assert [principal.attribute(name) for name in ("region", "email", "role", "user_id", "branch")] == [
        ("north", "south"),
        (team.viewer.email,),
        ("viewer",),
        (team.viewer.user_id,),
        (),
    ]
    await say(team, team.viewer, attributes={"region": []})
    assert (await as_principal(runtime, team, team.viewer)).attributes == {}


async def test_a_job_knows_of_its_person_what_a_request_knows(team: Team, runtime: Runtime) -> None:
    await say(team, team.viewer, attributes=REGIONS)
    asking = await as_principal(runtime, team, team.viewer)
    async with runtime.get(Database).read() as session:
        working = await member_principal(session, asking.workspace_id, UserId(UUID(team.viewer.user_id)))
    assert working == replace(asking, session_id=None)


async def test_a_change_of_the_role_leaves_attributes_and_the_other_way_round(team: Team) -> None:
    await say(team, team.viewer, attributes=REGIONS)
    changed = await say(team, team.viewer, role="editor")
    assert (changed.json()["role"], changed.json()["attributes"]) == ("editor", REGIONS)
    kept = await say(team, team.owner, attributes={"region": ["west"]})
    assert (kept.status_code, kept.json()["role"]) == (200, "owner")


async def test_attributes_of_one_workspace_say_nothing_in_another(team: Team, runtime: Runtime) -> None:
    await say(team, team.viewer, attributes=REGIONS)
    at_home = await authenticate(runtime, authorization=f"Bearer {team.viewer.access_token}", workspace_header=None)
    assert at_home.attributes == {}


async def test_only_owners_are_told_what_is_said_of_people(team: Team) -> None:
    await say(team, team.viewer, attributes=REGIONS)
    for person, told in ((team.owner, REGIONS), (team.editor, {}), (team.viewer, {})):
        members = (await person.client.get(f"/api/v1/workspaces/{team.workspace_id}/members")).json()["items"]
        assert {one["user_id"]: one["attributes"] for one in members}[team.viewer.user_id] == told


async def test_nobody_but_an_owner_says_anything(team: Team) -> None:
    for person in (team.editor, team.viewer):
        assert (await say(team, team.viewer, by=person, attributes=REGIONS)).status_code == 403
    assert (await say(team, team.viewer, by=team.stranger, attributes=REGIONS)).status_code == 404


@pytest.mark.parametrize(
    "attributes",
    [
        {"email": ["ceo@example.com"]},
        {"role": ["owner"]},
        {"region": [f"r{number}" for number in range(201)]},
        {"Region": ["north"]},
        {"region": [""]},
        {"region": "north"},
        {f"a{number}": ["x"] for number in range(51)},
    ],
)
async def test_what_cannot_be_said_is_refused_and_changes_nothing(team: Team, attributes: dict[str, Any]) -> None:
    await say(team, team.viewer, attributes=REGIONS)
    refused = await say(team, team.viewer, attributes=attributes)
    assert refused.status_code == 422, refused.text
    members = (await team.owner.client.get(f"/api/v1/workspaces/{team.workspace_id}/members")).json()["items"]
    assert {one["user_id"]: one["attributes"] for one in members}[team.viewer.user_id] == REGIONS


async def test_the_audit_trail_tells_who_said_what(team: Team, runtime: Runtime) -> None:
    await say(team, team.viewer, attributes={"region": ["north", "north"]})
    async with runtime.get(Database).read() as session:
        found = select(AuditEntryRow).where(AuditEntryRow.verb == "identity.attributes_changed")
        entries = (await session.scalars(found)).all()
    assert [(str(one.user_id), one.details) for one in entries] == [
        (team.owner.user_id, {"user_id": team.viewer.user_id, "attributes": {"region": ["north"]}})
    ]


def test_a_principal_of_no_account_has_nothing_but_a_role() -> None:
    visitor = Principal(PrincipalKind.VISITOR, WorkspaceId(UUID(int=1)), Role.VIEWER)
    assert [visitor.attribute(name) for name in ("email", "user_id", "role")] == [(), (), ("viewer",)]
