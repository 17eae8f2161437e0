"""What a key may: what its person may now, cut to its scopes; and nothing that is a matter of people."""

from itertools import product
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from tests.factories import Team, sign_up
from tests.identity.keys import PATH, error_of, key_client, make_key

from gnomon.foundation.kit.errors import Forbidden
from gnomon.identity.contracts import (
    ROLE_ACTIONS,
    Action,
    KeyScope,
    Principal,
    PrincipalKind,
    Role,
    UserId,
    WorkspaceId,
)

NOBODY = UUID(int=1)
READING = {"workspace.read", "dataset.read", "model.read", "query.read", "chart.read", "dashboard.read"}
MAY = {
    (): set(),
    ("read",): READING,
    ("query",): READING | {"query.run"},
    ("read", "query"): READING | {"query.run"},
}
REFUSED = (401, "UNAUTHENTICATED", "This API key is not valid: it is unknown, expired or revoked.")


def with_key(role: Role, *scopes: str) -> Principal:
    return Principal(
        PrincipalKind.API_KEY,
        WorkspaceId(NOBODY),
        role,
        user_id=UserId(NOBODY),
        scopes=frozenset(map(KeyScope, scopes)),
    )


@pytest.mark.parametrize(("role", "scopes"), list(product(Role, MAY)))
def test_a_key_may_what_its_scopes_say_and_its_role_allows(role: Role, scopes: tuple[str, ...]) -> None:
    who = with_key(role, *scopes)
    assert {action.value for action in Action if who.may(action)} == MAY[scopes]
    assert who.actions <= ROLE_ACTIONS[role]


def test_scopes_give_no_right_that_a_role_does_not_have(monkeypatch: pytest.MonkeyPatch) -> None:
    smaller = {**ROLE_ACTIONS, Role.VIEWER: frozenset({Action.DATASET_READ})}
    monkeypatch.setattr("gnomon.identity.contracts.principals.ROLE_ACTIONS", smaller)
    assert with_key(Role.VIEWER, "query").actions == {Action.DATASET_READ}


@pytest.mark.parametrize(
    ("scope", "action", "hint"),
    [
        ("read", Action.QUERY_RUN, "Make a key that may also ask questions."),
        ("query", Action.DATASET_WRITE, "Keys read and ask; sign in to change something."),
    ],
)
def test_a_refusal_names_the_key_and_a_way_out(scope: str, action: Action, hint: str) -> None:
    with pytest.raises(Forbidden, match="This API key does not allow this") as refused:
        with_key(Role.OWNER, scope).require(action)
    assert (refused.value.hint, refused.value.details) == (hint, {"action": action.value, "scopes": [scope]})


def test_where_the_role_is_too_small_as_well_the_role_is_named() -> None:
    with pytest.raises(Forbidden, match="Your role in this workspace is viewer"):
        with_key(Role.VIEWER, "query").require(Action.DATASET_WRITE)


async def test_a_key_that_reads_asks_nothing_and_one_that_asks_also_reads(app: FastAPI, team: Team) -> None:
    statement = {"sql": "SELECT 1"}
    told = {}
    for scope in ("read", "query"):
        async with key_client(app, team.viewer, scope) as client:
            asked = await client.post("/api/v1/queries/execute", json=statement)
            told[scope] = ((await client.get("/api/v1/datasets")).status_code, asked.status_code)
    assert told == {"read": (200, 403), "query": (200, 200)}


async def test_no_key_is_a_person_before_their_account_sessions_and_keys(app: FastAPI, team: Team) -> None:
    made = await make_key(team.owner)
    member = f"/api/v1/workspaces/{team.workspace_id}/members/{team.owner.user_id}"
    password = {"current_password": team.owner.password, "new_password": "Another-horse-8"}
    told = (403, "FORBIDDEN", "An API key cannot be used for one's own account, sessions, workspaces or keys.")
    async with key_client(app, team.owner, "read", "query") as client:
        answers = [
            await client.get(PATH),
            await client.post(PATH, json={"name": "More", "scopes": ["query"]}),
            await client.delete(f"{PATH}/{made['id']}"),
            await client.put("/api/v1/users/me/password", json=password),
            await client.get("/api/v1/users/me/sessions"),
            await client.delete("/api/v1/users/me/sessions"),
            await client.get("/api/v1/auth/me"),
            await client.post("/api/v1/workspaces", json={"name": "Mine"}),
            await client.delete(member),
        ]
    assert [error_of(answer) for answer in answers] == [told] * len(answers)
    assert (await team.owner.client.get("/api/v1/users/me/sessions")).json()["total"] >= 1
    assert (await team.owner.client.get(PATH)).json()["total"] == 2


async def test_a_key_ends_no_session_and_renews_none(app: FastAPI, team: Team) -> None:
    key = (await make_key(team.owner))["key"]
    async with key_client(app, team.owner) as client:
        headers = {"authorization": f"Bearer {key}", "x-api-key": key}
        assert (await client.post("/api/v1/auth/logout", headers=headers)).status_code == 401
        assert (await client.post("/api/v1/auth/refresh", json={"refresh_token": key})).status_code == 401
    assert (await team.owner.client.get("/api/v1/auth/me")).status_code == 200


async def role_seen(client: httpx.AsyncClient, team: Team) -> str | None:
    """The role that the workspace shows to a key."""
    found: str | None = (await client.get(f"/api/v1/workspaces/{team.workspace_id}")).json().get("role")
    return found


async def test_another_role_of_the_person_is_another_role_of_the_key_at_once(app: FastAPI, team: Team) -> None:
    member = f"/api/v1/workspaces/{team.workspace_id}/members/{team.editor.user_id}"
    raw = "/api/v1/datasets/00000000-0000-4000-8000-000000000000"
    async with key_client(app, team.editor) as client:
        assert await role_seen(client, team) == "editor"
        assert (await client.patch(raw, json={"name": "Mine"})).json()["error"]["details"]["scopes"] == ["query"]
        await team.owner.client.patch(member, json={"role": "viewer"})
        assert await role_seen(client, team) == "viewer"
        assert (await client.patch(raw, json={"name": "Mine"})).json()["error"]["details"]["role"] == "viewer"


async def test_whoever_is_taken_out_has_no_key_any_more_also_when_they_come_back(app: FastAPI, team: Team) -> None:
    members = f"/api/v1/workspaces/{team.workspace_id}/members"
    async with sign_up(app, name="leaver", workspace_id=team.workspace_id) as leaver:
        body = {"email": leaver.email, "role": "viewer"}
        assert (await team.owner.client.post(members, json=body)).status_code == 201
        async with key_client(app, leaver) as client, key_client(app, team.viewer) as other:
            assert (await client.get("/api/v1/datasets")).status_code == 200
            assert (await team.owner.client.delete(f"{members}/{leaver.user_id}")).status_code == 204
            assert error_of(await client.get("/api/v1/datasets")) == REFUSED
            assert (await team.owner.client.post(members, json=body)).status_code == 201
            assert error_of(await client.get("/api/v1/datasets")) == REFUSED
            assert (await other.get("/api/v1/datasets")).status_code == 200


async def test_the_keys_of_a_workspace_end_with_it(app: FastAPI, team: Team) -> None:
    async with key_client(app, team.viewer) as client:
        assert (await client.get("/api/v1/datasets")).status_code == 200
        assert (await team.owner.client.delete(f"/api/v1/workspaces/{team.workspace_id}")).status_code == 204
        assert error_of(await client.get("/api/v1/datasets")) == REFUSED
