"""The first start: one link, one owner."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from tests.factories import PASSWORD, new_email, open_client, register

from gnomon import __version__
from gnomon.bootstrap import secrets_dir, setup_token
from gnomon.foundation.kit.secret_files import UnsafeSecretFile, read_or_make
from gnomon.foundation.settings import Settings
from gnomon.identity.setup_token import SetupToken


@pytest.fixture
def token(app: FastAPI, settings: Settings) -> str:
    return setup_token(settings).read_or_make()


def claim_body(token: str) -> dict[str, str]:
    return {"token": token, "email": new_email("first"), "password": PASSWORD, "full_name": "First"}


async def test_a_newcomer_learns_what_to_do(client: httpx.AsyncClient) -> None:
    state = (await client.get("/api/v1/setup")).json()
    assert {**state, "has_showcase": None} == {
        "is_required": True,
        "is_signup_open": True,
        "has_showcase": None,
        "version": __version__,
    }


async def test_the_link_makes_the_first_owner_an_administrator(client: httpx.AsyncClient, token: str) -> None:
    answer = await client.post("/api/v1/setup", json=claim_body(token))
    assert answer.status_code == 201
    headers = {"authorization": f"Bearer {answer.json()['access_token']}"}
    me = (await client.get("/api/v1/auth/me", headers=headers)).json()
    assert me["is_admin"] is True
    assert me["workspace"]["role"] == "owner"
    assert (await client.get("/api/v1/setup")).json()["is_required"] is False


async def test_of_twenty_claims_at_once_one_succeeds(client: httpx.AsyncClient, token: str, settings: Settings) -> None:
    answers = await asyncio.gather(*(client.post("/api/v1/setup", json=claim_body(token)) for _ in range(20)))
    assert sorted(answer.status_code for answer in answers) == [201] + [404] * 19
    assert (await client.post("/api/v1/setup", json=claim_body(token))).status_code == 404
    assert list(secrets_dir(settings).glob("setup_token")) == []


async def test_a_guessed_token_is_refused(client: httpx.AsyncClient, token: str) -> None:
    for guess in ("", "x", token[:-1], "é" * 40):
        answer = await client.post("/api/v1/setup", json=claim_body(guess))
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "FORBIDDEN")


async def test_who_signs_up_first_is_no_administrator(client: httpx.AsyncClient) -> None:
    assert (await register(client))["is_admin"] is False


async def test_sign_up_is_closed_unless_it_was_opened(make_app: Any) -> None:
    app = await make_app(allow_signup=None, host="0.0.0.0")
    async with open_client(app) as client:
        assert (await client.get("/api/v1/setup")).json()["is_signup_open"] is False
        answer = await client.post("/api/v1/auth/register", json={"email": new_email(), "password": PASSWORD})
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "FORBIDDEN")


@pytest.mark.parametrize("field", ["username", "full_name"])
async def test_an_address_has_one_account(client: httpx.AsyncClient, field: str) -> None:
    email = new_email()
    first = await client.post("/api/v1/auth/register", json={"email": email, "password": PASSWORD, field: "A"})
    second = await client.post("/api/v1/auth/register", json={"email": f" {email.upper()} ", "password": PASSWORD})
    assert (first.status_code, second.status_code) == (201, 409)
    assert second.json()["error"]["code"] == "CONFLICT"


async def test_twenty_registrations_of_one_address_make_one_account(client: httpx.AsyncClient) -> None:
    body = {"email": new_email(), "password": PASSWORD}
    answers = await asyncio.gather(*(client.post("/api/v1/auth/register", json=body) for _ in range(20)))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 19


@pytest.mark.parametrize(
    "email", ["", "a", "a@b", "a b@example.com", "@example.com", "a@@example.com", "a@example..com"]
)
async def test_what_is_no_address_opens_no_account(client: httpx.AsyncClient, email: str) -> None:
    answer = await client.post("/api/v1/auth/register", json={"email": email, "password": PASSWORD})
    assert (answer.status_code, answer.json()["error"]["details"]) == (422, {"field": "email"})


def test_a_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "secrets" / "key"
    made = read_or_make(path, lambda: "first")
    assert (made, read_or_make(path, lambda: "second")) == ("first", "first")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert [one.name for one in path.parent.iterdir()] == ["key"]


def test_a_secret_that_others_can_read_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text("secret")
    path.chmod(0o644)
    with pytest.raises(UnsafeSecretFile, match="chmod 600"):
        read_or_make(path, lambda: "new")


def test_a_short_setup_token_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least 32"):
        SetupToken(tmp_path / "token", "short")
