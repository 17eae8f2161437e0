"""API keys over HTTP: made, shown once, listed, revoked; and what of them is kept."""

import asyncio
import hashlib
import io
import json
import logging
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
import structlog
from fastapi import FastAPI
from sqlalchemy import select
from tests.factories import Person, Team, open_client
from tests.identity.keys import PATH, error_of, key_client, make_key

from gnomon.foundation.db.database import Database
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity.tables import ApiKeyRow, AuditEntryRow

DATASETS = "/api/v1/datasets"
REFUSED = (401, "UNAUTHENTICATED", "This API key is not valid: it is unknown, expired or revoked.")


def later(**lapse: float) -> str:
    return (datetime.now(UTC) + timedelta(**lapse)).isoformat()


async def test_signed_out_there_is_no_list_and_no_key_and_nothing_to_revoke(client: httpx.AsyncClient) -> None:
    body = {"name": "Script", "scopes": ["read"]}
    answers = [
        await client.get(PATH),
        await client.post(PATH, json=body),
        await client.delete(f"{PATH}/{uuid4()}"),
    ]
    assert [error_of(answer) for answer in answers] == [(401, "UNAUTHENTICATED", "Please sign in.")] * 3


async def test_a_new_key_is_shown_once_and_only_its_hash_and_beginning_are_kept(
    viewer: Person, runtime: Runtime
) -> None:
    answer = await viewer.client.post(PATH, json={"name": "Nightly", "scopes": ["query", "read"]})
    made = answer.json()
    assert (answer.status_code, answer.headers["cache-control"]) == (201, "no-store")
    key = made.pop("key")
    assert re.fullmatch(r"gn_[A-Za-z0-9_-]{43}", key)
    assert made == {
        "id": made["id"],
        "name": "Nightly",
        "prefix": key[:11],
        "scopes": ["read", "query"],
        "workspace_id": viewer.workspace_id,
        "workspace_name": "Team",
        "created_at": made["created_at"],
        "expires_at": None,
        "last_used_at": None,
    }
    assert (await viewer.client.get(PATH)).json() == {"items": [made], "total": 1, "next_cursor": None}
    async with runtime.get(Database).read() as session:
        row = (await session.scalars(select(ApiKeyRow))).one()
    assert row.key_hash == hashlib.sha256(key.encode()).hexdigest()
    assert key not in str(vars(row))


async def test_two_keys_are_never_the_same_and_the_latest_comes_first(viewer: Person) -> None:
    made = [await make_key(viewer, name=f"Key {place}") for place in range(3)]
    assert len({one["key"] for one in made}) == 3
    listed = (await viewer.client.get(PATH)).json()["items"]
    assert [one["name"] for one in listed] == ["Key 2", "Key 1", "Key 0"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["write"]}, "scopes"),
        ({"scopes": ["capture"]}, "scopes"),
        ({"expires_at": "2031-01-01T00:00:00"}, "expires_at"),
        ({"expires_at": "2020-01-01T00:00:00Z"}, "expires_at"),
        ({"expires_at": "9999-12-31T23:59:59-14:00"}, "expires_at"),
        ({"key": "gn_mine"}, "key"),
    ],
)
async def test_a_key_that_makes_no_sense_is_refused_by_the_name_of_what_is_wrong(
    viewer: Person, body: dict[str, Any], field: str
) -> None:
    answer = await viewer.client.post(PATH, json={"name": "Script", "scopes": ["read"], **body})
    assert answer.status_code == 422
    assert field in json.dumps(answer.json()["error"]["details"])
    assert (await viewer.client.get(PATH)).json()["total"] == 0


async def test_a_key_in_either_header_is_its_person_in_its_workspace(app: FastAPI, team: Team) -> None:
    key = (await make_key(team.viewer))["key"]
    ways: tuple[dict[str, str], ...] = (
        {"authorization": f"Bearer {key}"},
        {"authorization": f"bearer  {key} "},
        {"x-api-key": key},
        {"authorization": f"Bearer {key}", "x-api-key": key},
        {"x-api-key": key, "x-workspace-id": team.workspace_id},
    )
    here = f"/api/v1/workspaces/{team.workspace_id}"
    async with open_client(app) as client:
        for headers in ways:
            answer = await client.get(here, headers=headers)
            assert (answer.status_code, answer.json().get("role")) == (200, "viewer"), headers


async def test_two_headers_that_differ_are_refused_whichever_is_right(app: FastAPI, viewer: Person) -> None:
    key, other = [(await make_key(viewer))["key"] for _ in range(2)]
    told = (401, "UNAUTHENTICATED", "The headers Authorization and X-API-Key do not hold the same key.")
    async with open_client(app) as client:
        for authorization in (f"Bearer {other}", f"Bearer {viewer.access_token}", "Basic YTpi", f"Bearer {key}x"):
            headers = {"authorization": authorization, "x-api-key": key}
            assert error_of(await client.get(DATASETS, headers=headers)) == told, authorization


async def test_a_key_in_an_address_or_a_cookie_is_no_key(app: FastAPI, viewer: Person) -> None:
    key = (await make_key(viewer))["key"]
    names = ("api_key", "x-api-key", "X-API-Key", "key", "token", "access_token", "authorization")
    async with open_client(app) as client:
        for name in names:
            answer = await client.get(DATASETS, params={name: key})
            assert error_of(answer) == (401, "UNAUTHENTICATED", "Please sign in."), name
            assert (await client.get(DATASETS, headers={"cookie": f"{name}={key}"})).status_code == 401, name
        assert (await client.get(DATASETS, headers={"x-api-key": key})).status_code == 200


async def test_every_key_that_is_not_good_is_told_the_same(app: FastAPI, viewer: Person) -> None:
    made = await make_key(viewer)
    key, revoked = made["key"], await make_key(viewer)
    assert (await viewer.client.delete(f"{PATH}/{revoked['id']}")).status_code == 204
    changed = key[:-1] + ("A" if key[-1] != "A" else "B")
    wrong = (
        "gn_",
        "gn_short",
        changed,
        key + "x",
        made["prefix"],
        revoked["key"],
        f"{key},{key}",
        f"gn_{key[3:].upper()}",
        "gn_é",
    )
    async with open_client(app) as client:
        for one in wrong:
            for name, value in (("x-api-key", one), ("authorization", f"Bearer {one}")):
                answer = await client.get(DATASETS, headers=[(name.encode(), value.encode("latin-1"))])
                assert error_of(answer) == REFUSED, one
                assert answer.headers["www-authenticate"] == "Bearer"
        for no_key in ("", viewer.access_token, hashlib.sha256(key.encode()).hexdigest()):
            assert error_of(await client.get(DATASETS, headers={"x-api-key": no_key})) == REFUSED


async def test_a_key_opens_no_other_workspace_of_its_person(app: FastAPI, viewer: Person) -> None:
    mine = (await viewer.client.get("/api/v1/workspaces")).json()["items"][0]
    assert mine["is_personal"] is True
    async with key_client(app, viewer) as client:
        answers = [
            await client.get(DATASETS, headers={"x-workspace-id": mine["id"]}),
            await client.get(f"/api/v1/workspaces/{mine['id']}"),
            await client.get(DATASETS, headers={"x-workspace-id": "nonsense"}),
        ]
    assert [error_of(answer) for answer in answers] == [(404, "NOT_FOUND", "There is no such workspace.")] * 3


async def test_the_list_shows_the_keys_of_all_workspaces_of_a_person_and_of_nobody_else(team: Team) -> None:
    await make_key(team.viewer, name="In the team")
    personal = (await team.viewer.client.get("/api/v1/workspaces")).json()["items"][0]["id"]
    body = {"name": "At home", "scopes": ["read"]}
    await team.viewer.client.post(PATH, json=body, headers={"x-workspace-id": personal})
    listed = (await team.viewer.client.get(PATH)).json()["items"]
    assert [(one["name"], one["workspace_name"]) for one in listed] == [
        ("At home", "Viewer’s workspace"),
        ("In the team", "Team"),
    ]
    assert (await team.owner.client.get(PATH)).json()["items"] == []


async def test_nobody_revokes_the_key_of_another(app: FastAPI, team: Team) -> None:
    made = await make_key(team.viewer)
    for person in (team.owner, team.stranger):
        answer = await person.client.delete(f"{PATH}/{made['id']}")
        assert error_of(answer) == (404, "NOT_FOUND", "There is no such API key.")
    async with open_client(app, **{"x-api-key": made["key"]}) as client:
        assert (await client.get(DATASETS)).status_code == 200


async def test_a_revoked_key_ends_at_once_and_is_not_found_again(app: FastAPI, viewer: Person) -> None:
    made, other = await make_key(viewer), await make_key(viewer)
    async with open_client(app, **{"x-api-key": made["key"]}) as client:
        assert (await client.get(DATASETS)).status_code == 200
        assert (await viewer.client.delete(f"{PATH}/{made['id']}")).status_code == 204
        assert error_of(await client.get(DATASETS)) == REFUSED
        assert (await client.get(DATASETS, headers={"x-api-key": other["key"]})).status_code == 200
    assert (await viewer.client.delete(f"{PATH}/{made['id']}")).status_code == 404
    assert [one["id"] for one in (await viewer.client.get(PATH)).json()["items"]] == [other["id"]]


async def test_an_expired_key_ends_at_that_moment_and_stays_in_the_list(app: FastAPI, viewer: Person) -> None:
    made = await make_key(viewer, expires_at=later(minutes=5))
    expires_at = datetime.fromisoformat(made["expires_at"])
    async with open_client(app, **{"x-api-key": made["key"]}) as client:
        with clock.fixed_at(expires_at - timedelta(seconds=1)):
            assert (await client.get(DATASETS)).status_code == 200
        with clock.fixed_at(expires_at):
            assert error_of(await client.get(DATASETS)) == REFUSED
    assert [one["id"] for one in (await viewer.client.get(PATH)).json()["items"]] == [made["id"]]


async def test_nobody_has_more_than_fifty_live_keys_and_expired_ones_make_room(
    viewer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gnomon.identity.api_keys.MAX_KEYS", 3)
    body = {"name": "Script", "scopes": ["read"]}
    short = [await make_key(viewer, name=f"Short {place}", expires_at=later(minutes=5)) for place in range(2)]
    await make_key(viewer, name="Long")
    too_many = await viewer.client.post(PATH, json=body)
    assert error_of(too_many) == (409, "CONFLICT", "You have 50 API keys already.")
    with clock.fixed_at(datetime.fromisoformat(short[1]["expires_at"])):
        await make_key(viewer, name="New")
        names = [one["name"] for one in (await viewer.client.get(PATH)).json()["items"]]
    assert names == ["New", "Long", "Short 1"]


async def test_of_many_keys_asked_for_at_the_same_moment_no_more_are_made_than_there_may_be(
    viewer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gnomon.identity.api_keys.MAX_KEYS", 3)
    body = {"name": "Script", "scopes": ["read"]}
    answers = await asyncio.gather(*(viewer.client.post(PATH, json=body) for _ in range(6)))
    assert sorted(answer.status_code for answer in answers) == [201] * 3 + [409] * 3
    assert (await viewer.client.get(PATH)).json()["total"] == 3


async def test_making_and_revoking_is_written_down_without_the_key(viewer: Person, runtime: Runtime) -> None:
    made = await make_key(viewer, name="Nightly")
    await viewer.client.delete(f"{PATH}/{made['id']}")
    async with runtime.get(Database).read() as session:
        rows = (await session.scalars(select(AuditEntryRow).where(AuditEntryRow.kind == "api_key"))).all()
    by = (viewer.user_id, "user", made["id"])
    told = [(row.verb, row.details, (str(row.user_id), row.principal_kind, row.resource_id)) for row in rows]
    assert sorted(told, key=lambda one: one[0]) == [
        ("identity.api_key_created", {"name": "Nightly", "prefix": made["prefix"], "scopes": ["query"]}, by),
        ("identity.api_key_revoked", {"name": "Nightly", "prefix": made["prefix"]}, by),
    ]


async def test_no_line_of_the_log_holds_a_key(app: FastAPI, viewer: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = io.StringIO()
    log = structlog.wrap_logger(
        structlog.PrintLogger(lines),
        wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG),
        processors=[structlog.contextvars.merge_contextvars, structlog.processors.JSONRenderer()],
    )
    monkeypatch.setattr("gnomon.api.middleware.request_context.log", log)
    key = (await make_key(viewer))["key"]
    wrong = key[:-4] + "AAAA"
    async with open_client(app) as client:
        for one in (key, wrong):
            await client.get(DATASETS, headers={"x-api-key": one})
            await client.get(DATASETS, headers={"authorization": f"Bearer {one}"})
            await client.get(DATASETS, params={"api_key": one})
            await client.get(f"/api/v1/workspaces/{one}", headers={"x-api-key": one})
    assert len(lines.getvalue().splitlines()) == 9
    assert key[3:-4] not in lines.getvalue()
