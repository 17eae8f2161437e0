"""Sessions over HTTP: renewing, re-use, signing out, and how soon it is known everywhere."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select
from tests.factories import PASSWORD, Person, open_client, register, sign_in

from gnomon.foundation.db.database import Database
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity import authentication
from gnomon.identity.tables import AuditEntryRow, SessionRow

COOKIE = {"x-gnomon-session": "cookie"}


async def refresh(client: httpx.AsyncClient, token: str) -> httpx.Response:
    return await client.post("/api/v1/auth/refresh", json={"refresh_token": token})


async def is_signed_in(client: httpx.AsyncClient, access_token: str) -> bool:
    headers = {"authorization": f"Bearer {access_token}"}
    return (await client.get("/api/v1/auth/me", headers=headers)).status_code == 200


@pytest.fixture
async def tokens(client: httpx.AsyncClient) -> dict[str, Any]:
    account = await register(client)
    return await sign_in(client, account["email"])


async def test_a_sign_in_answers_what_clients_rely_on(client: httpx.AsyncClient) -> None:
    account = await register(client, name="jane")
    tokens = await sign_in(client, account["email"].upper())
    assert set(tokens) == {"access_token", "refresh_token", "token_type", "expires_in", "user"}
    assert tokens["token_type"] == "bearer"
    assert tokens["expires_in"] == 3600
    assert tokens["user"] == {"id": account["id"], "email": account["email"], "full_name": "Jane"}


async def test_a_wrong_password_and_an_unknown_account_answer_alike(client: httpx.AsyncClient) -> None:
    account = await register(client)
    answers = [
        await client.post("/api/v1/auth/login", json={"email": email, "password": "Wrong-horse-7"})
        for email in (account["email"], "nobody@example.com")
    ]
    bodies = [{**answer.json(), "request_id": ""} for answer in answers]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert bodies[0] == bodies[1]
    assert "set-cookie" not in answers[0].headers


async def test_a_refresh_spends_its_token(client: httpx.AsyncClient, tokens: dict[str, Any]) -> None:
    renewed = await refresh(client, tokens["refresh_token"])
    assert renewed.status_code == 200
    body = renewed.json()
    assert body["refresh_token"] != tokens["refresh_token"]
    assert await is_signed_in(client, body["access_token"])
    assert (await refresh(client, body["refresh_token"])).status_code == 200


async def test_a_token_that_is_used_again_later_ends_the_whole_family(
    client: httpx.AsyncClient, tokens: dict[str, Any], runtime: Runtime
) -> None:
    renewed = (await refresh(client, tokens["refresh_token"])).json()
    with clock.fixed_at(clock.now() + timedelta(seconds=11)):
        assert (await refresh(client, tokens["refresh_token"])).status_code == 401
    assert (await refresh(client, renewed["refresh_token"])).status_code == 401
    assert not await is_signed_in(client, renewed["access_token"])
    assert not await is_signed_in(client, tokens["access_token"])
    async with runtime.get(Database).read() as session:
        verbs = (await session.scalars(select(AuditEntryRow.verb))).all()
    assert "identity.token_reused" in verbs


async def test_an_older_token_ends_the_family_even_within_the_grace_time(
    client: httpx.AsyncClient, tokens: dict[str, Any]
) -> None:
    second = (await refresh(client, tokens["refresh_token"])).json()
    third = (await refresh(client, second["refresh_token"])).json()
    assert (await refresh(client, tokens["refresh_token"])).status_code == 401
    assert (await refresh(client, third["refresh_token"])).status_code == 401


async def test_twenty_tabs_that_renew_at_once_stay_signed_in_with_one_successor(
    client: httpx.AsyncClient, tokens: dict[str, Any]
) -> None:
    answers = await asyncio.gather(*(refresh(client, tokens["refresh_token"]) for _ in range(20)))
    assert {answer.status_code for answer in answers} == {200}
    successors = {answer.json()["refresh_token"] for answer in answers}
    assert len(successors) == 1
    assert (await refresh(client, successors.pop())).status_code == 200


async def test_an_access_token_renews_nothing_and_a_refresh_token_opens_nothing(
    client: httpx.AsyncClient, tokens: dict[str, Any]
) -> None:
    assert (await refresh(client, tokens["access_token"])).status_code == 401
    assert not await is_signed_in(client, tokens["refresh_token"])


async def test_a_session_that_nobody_used_for_thirty_days_is_over(
    client: httpx.AsyncClient, tokens: dict[str, Any], runtime: Runtime
) -> None:
    async with runtime.get(Database).write() as session:
        row = (await session.scalars(select(SessionRow))).one()
        assert row.expires_at - row.created_at == timedelta(days=30)
        row.expires_at = clock.now() - timedelta(seconds=1)
    assert (await refresh(client, tokens["refresh_token"])).status_code == 401


async def test_only_hashes_of_refresh_tokens_are_kept(runtime: Runtime, tokens: dict[str, Any]) -> None:
    async with runtime.get(Database).read() as session:
        row = (await session.scalars(select(SessionRow))).one()
    kept = str({name: getattr(row, name) for name in SessionRow.__table__.columns.keys()})  # noqa: SIM118
    assert tokens["refresh_token"] not in kept
    assert tokens["refresh_token"].split(".")[2] not in kept


@pytest.mark.parametrize("proof", ["access", "refresh"])
async def test_signing_out_ends_the_session_at_once(
    client: httpx.AsyncClient, tokens: dict[str, Any], proof: str
) -> None:
    assert await is_signed_in(client, tokens["access_token"])
    if proof == "access":
        headers = {"authorization": f"Bearer {tokens['access_token']}"}
        answer = await client.post("/api/v1/auth/logout", headers=headers)
    else:
        answer = await client.post("/api/v1/auth/logout", json={"refresh_token": tokens["refresh_token"]})
    assert answer.status_code == 204
    assert not await is_signed_in(client, tokens["access_token"])
    assert (await refresh(client, tokens["refresh_token"])).status_code == 401


async def test_signing_out_without_any_proof_is_refused(client: httpx.AsyncClient) -> None:
    assert (await client.post("/api/v1/auth/logout")).status_code == 401


async def test_another_server_learns_of_a_sign_out_within_five_seconds(
    make_app: Any, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert authentication.MAX_AGE_SECONDS < 5
    monkeypatch.setattr(authentication, "MAX_AGE_SECONDS", 0.3)
    other = await make_app(secret_key=None)
    async with open_client(app) as here, open_client(other) as there:
        account = await register(here)
        tokens = await sign_in(here, account["email"])
        assert await is_signed_in(there, tokens["access_token"])
        await here.post("/api/v1/auth/logout", json={"refresh_token": tokens["refresh_token"]})
        await asyncio.sleep(0.35)
        assert not await is_signed_in(there, tokens["access_token"])


async def test_a_browser_keeps_its_refresh_token_in_a_cookie(client: httpx.AsyncClient) -> None:
    account = await register(client)
    body = {"email": account["email"], "password": PASSWORD}
    answer = await client.post("/api/v1/auth/login", json=body, headers=COOKIE)
    assert answer.json()["refresh_token"] is None
    name, *attributes = answer.headers["set-cookie"].split("; ")
    assert name.startswith("gnomon_refresh=ey")
    assert set(attributes) == {"HttpOnly", "Max-Age=2592000", "Path=/api/v1/auth", "SameSite=strict"}
    renewed = await client.post("/api/v1/auth/refresh", headers=COOKIE)
    assert renewed.status_code == 200
    assert renewed.json()["refresh_token"] is None
    out = await client.post("/api/v1/auth/logout", headers=COOKIE)
    assert 'gnomon_refresh=""' in out.headers["set-cookie"]
    assert (await client.post("/api/v1/auth/refresh", headers=COOKIE)).status_code == 401


@pytest.mark.parametrize("base_url", ["https://bi.example.com", "http://localhost:8000", "http://127.0.0.1:8000"])
async def test_the_cookie_asks_for_a_secure_connection_where_there_is_one(app: FastAPI, base_url: str) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=base_url) as client:
        account = await register(client)
        body = {"email": account["email"], "password": PASSWORD}
        answer = await client.post("/api/v1/auth/login", json=body, headers=COOKIE)
    assert "Secure" in answer.headers["set-cookie"].split("; ")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({**COOKIE, "origin": "https://foe.example"}, 403),
        ({**COOKIE, "origin": "null"}, 403),
        ({**COOKIE, "origin": "http://testserver"}, 200),
    ],
    ids=["without the header", "from another site", "from nowhere", "from our own pages"],
)
async def test_the_cookie_alone_renews_nothing(client: httpx.AsyncClient, headers: dict[str, str], status: int) -> None:
    account = await register(client)
    await client.post("/api/v1/auth/login", json={"email": account["email"], "password": PASSWORD}, headers=COOKIE)
    assert (await client.post("/api/v1/auth/refresh", headers=headers)).status_code == status


async def test_a_person_sees_and_ends_their_sessions(owner: Person, stranger: Person) -> None:
    second = await sign_in(owner.client, owner.email)
    sessions = (await owner.client.get("/api/v1/users/me/sessions")).json()
    assert sessions["total"] == 2
    assert [one["is_current"] for one in sessions["items"]].count(True) == 1
    other = next(one for one in sessions["items"] if not one["is_current"])
    path = f"/api/v1/users/me/sessions/{other['id']}"
    assert (await stranger.client.delete(path)).status_code == 404
    assert await is_signed_in(owner.client, second["access_token"])
    assert (await owner.client.delete(path)).status_code == 204
    assert not await is_signed_in(owner.client, second["access_token"])
    assert (await owner.client.get("/api/v1/auth/me")).status_code == 200


async def test_a_new_password_ends_every_other_session(owner: Person) -> None:
    second = await sign_in(owner.client, owner.email)
    wrong = {"current_password": "Wrong-horse-7", "new_password": "Another-horse-8"}
    refused = await owner.client.put("/api/v1/users/me/password", json=wrong)
    assert (refused.status_code, refused.json()["error"]["details"]) == (422, {"field": "current_password"})
    weak = await owner.client.put(
        "/api/v1/users/me/password", json={"current_password": PASSWORD, "new_password": "weak"}
    )
    assert weak.status_code == 422
    right = {"current_password": PASSWORD, "new_password": "Another-horse-8"}
    assert (await owner.client.put("/api/v1/users/me/password", json=right)).status_code == 204
    assert not await is_signed_in(owner.client, second["access_token"])
    assert (await owner.client.get("/api/v1/auth/me")).status_code == 200
    old = await owner.client.post("/api/v1/auth/login", json={"email": owner.email, "password": PASSWORD})
    assert old.status_code == 401
    await sign_in(owner.client, owner.email, "Another-horse-8")
