"""Everything that goes wrong is told in one form."""

import asyncio
from typing import Any
from uuid import uuid4

import httpx
import pytest
import structlog
from fastapi import FastAPI
from sqlalchemy.exc import OperationalError
from tests.factories import Person, open_client

from gnomon.identity import accounts
from gnomon.query import service as query


def problem(answer: httpx.Response) -> dict[str, Any]:
    """The body of a problem, after a look at its form."""
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert set(body) == {"type", "title", "status", "detail", "request_id", "success", "error"}
    assert set(body["error"]) == {"code", "message", "details", "hint"}
    assert body["status"] == answer.status_code
    assert body["success"] is False
    assert body["detail"] == body["error"]["message"]
    assert body["request_id"] == answer.headers["x-request-id"]
    return body


async def test_an_unknown_path_is_a_problem(client: httpx.AsyncClient) -> None:
    for path in ("/api/v1/nothing", "/nothing", "/health/nothing"):
        answer = await client.get(path)
        assert (answer.status_code, problem(answer)["error"]["code"]) == (404, "NOT_FOUND")


async def test_a_wrong_method_is_a_problem(client: httpx.AsyncClient) -> None:
    answer = await client.delete("/api/v1/auth/login")
    assert (answer.status_code, problem(answer)["error"]["code"]) == (405, "METHOD_NOT_ALLOWED")
    assert answer.headers["allow"] == "POST"


async def test_a_missing_field_is_named(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/v1/auth/login", json={"email": "a@example.com"})
    assert answer.status_code == 422
    error = problem(answer)["error"]
    assert error == {
        "code": "VALIDATION_ERROR",
        "message": "“password”: This field is required.",
        "details": {
            "fields": [{"field": "password", "place": "body", "message": "This field is required.", "hint": None}]
        },
        "hint": None,
    }


async def test_an_unknown_field_is_answered_with_its_near_miss(client: httpx.AsyncClient) -> None:
    body = {"email": "a@example.com", "password": "x", "pasword": "y"}
    answer = await client.post("/api/v1/auth/login", json=body)
    error = problem(answer)["error"]
    assert error["message"] == "“pasword”: There is no such field."
    assert error["hint"] == "Did you mean “password”?"
    assert "y" not in [field["message"] for field in error["details"]["fields"]]


@pytest.mark.parametrize(
    "body",
    [b"{", b"\xff\xfe", b"[" * 100_000 + b"]" * 100_000, b'{"a":' * 100_000, b'{"email":"\\u0000"}', b'"\\ud800"'],
    ids=["cut", "no text", "deep list", "deep object", "nul", "half a character"],
)
async def test_json_that_cannot_be_read_is_refused(client: httpx.AsyncClient, body: bytes) -> None:
    answer = await client.post("/api/v1/auth/login", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in {400, 422}
    assert problem(answer)["error"]["code"] == "VALIDATION_ERROR"


async def test_an_escaped_backslash_before_u0000_is_only_text(client: httpx.AsyncClient) -> None:
    body = rb'{"email":"a@example.com","password":"\\u0000 and \ud83d\ude00"}'
    answer = await client.post("/api/v1/auth/login", content=body, headers={"content-type": "application/json"})
    assert problem(answer)["error"]["code"] == "UNAUTHENTICATED"


async def test_a_large_body_is_refused_by_its_announced_length(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/v1/auth/login", content=b"x" * (2 * 1024 * 1024 + 1))
    assert (answer.status_code, problem(answer)["error"]["code"]) == (413, "PAYLOAD_TOO_LARGE")


async def test_a_large_body_without_a_length_is_refused_while_it_comes(client: httpx.AsyncClient) -> None:
    sent = 0

    async def endless() -> Any:
        nonlocal sent
        while sent < 100 * 1024 * 1024:
            sent += 64 * 1024
            yield b"x" * 64 * 1024

    answer = await client.post("/api/v1/auth/login", content=endless())
    assert answer.status_code == 413
    assert sent < 4 * 1024 * 1024


async def test_a_long_address_and_long_headers_are_refused(client: httpx.AsyncClient) -> None:
    long = await client.get("/api/v1/setup?" + "a" * 9000)
    assert (long.status_code, problem(long)["status"]) == (414, 414)
    heavy = await client.get("/api/v1/setup", headers={"x-padding": "a" * 40_000})
    assert (heavy.status_code, problem(heavy)["status"]) == (431, 431)


async def test_a_crash_says_nothing_about_its_cause(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    async def crash(*_: Any) -> None:
        raise RuntimeError("secret path /srv/data")

    monkeypatch.setattr(accounts, "sign_in", crash)
    async with open_client(app) as client:
        answer = await client.post("/api/v1/auth/login", json={"email": "a@example.com", "password": "x"})
    assert (answer.status_code, problem(answer)["error"]["code"]) == (500, "INTERNAL")
    assert "secret" not in answer.text


async def test_a_client_that_goes_away_is_no_crash(
    app: FastAPI, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def endless(*_: Any, **__: Any) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr(query, "run_query", endless)
    requests = iter([{"type": "http.request", "body": b"", "more_body": False}, {"type": "http.disconnect"}])
    sent: list[Any] = []

    async def receive() -> Any:
        return next(requests)

    async def send(message: Any) -> None:
        sent.append(message)

    path = f"/api/v1/datasets/{uuid4()}/preview"
    headers = [(b"authorization", owner.client.headers["authorization"].encode()), (b"host", b"localhost")]
    scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b""}
    scope |= {"headers": headers, "scheme": "http", "client": ("127.0.0.1", 1), "server": ("localhost", 80)}
    with structlog.testing.capture_logs() as lines:
        await asyncio.wait_for(app({**scope, "app": app, "root_path": "", "http_version": "1.1"}, receive, send), 10)
    assert [line["event"] for line in lines if line["log_level"] == "error"] == []
    assert sent == []


@pytest.mark.parametrize(
    ("trouble", "status", "code"),
    [
        (OperationalError("SELECT secret", {}, Exception("connection refused")), 503, "UNAVAILABLE"),
        (OperationalError("INSERT", {}, Exception("database or disk is full")), 507, "UNAVAILABLE"),
        (OSError(28, "No space left on device", "/srv/data"), 507, "UNAVAILABLE"),
        (ConnectionRefusedError(111, "refused"), 503, "UNAVAILABLE"),
    ],
)
async def test_trouble_below_is_told_honestly(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch, trouble: Exception, status: int, code: str
) -> None:
    async def fail(*_: Any) -> None:
        raise trouble

    monkeypatch.setattr(accounts, "sign_in", fail)
    async with open_client(app) as client:
        answer = await client.post("/api/v1/auth/login", json={"email": "a@example.com", "password": "x"})
    assert (answer.status_code, problem(answer)["error"]["code"]) == (status, code)
    assert "secret" not in answer.text
    assert "/srv" not in answer.text


async def test_a_sane_request_id_is_kept_and_a_strange_one_replaced(client: httpx.AsyncClient) -> None:
    kept = await client.get("/api/v1/nothing", headers={"x-request-id": "trace-12345678"})
    assert problem(kept)["request_id"] == "trace-12345678"
    strange = await client.get("/api/v1/nothing", headers={"x-request-id": 'x"\n{}'.replace("\n", " ")})
    assert len(problem(strange)["request_id"]) == 32


async def test_an_envelope_is_given_to_who_prefers_it(owner: Person) -> None:
    plain = (await owner.client.get("/api/v1/auth/me")).json()
    wrapped = await owner.client.get("/api/v1/auth/me", headers={"prefer": "envelope"})
    assert wrapped.json() == {"success": True, "data": plain, "message": "OK"}
    assert int(wrapped.headers["content-length"]) == len(wrapped.content)
    empty = await owner.client.delete("/api/v1/users/me/sessions", headers={"prefer": "envelope"})
    assert (empty.status_code, empty.json()) == (200, {"success": True, "data": None, "message": "OK"})
    failed = await owner.client.get("/api/v1/nothing", headers={"prefer": "envelope"})
    assert problem(failed)["error"]["code"] == "NOT_FOUND"


async def test_a_slash_at_the_end_changes_nothing(owner: Person) -> None:
    answer = await owner.client.get("/api/v1/auth/me/")
    assert answer.status_code == 200
    assert answer.json() == (await owner.client.get("/api/v1/auth/me")).json()


async def test_search_engines_keep_no_address_of_a_link(client: httpx.AsyncClient) -> None:
    told = {path: (await client.get(path)).headers.get("x-robots-tag") for path in ("/s/secret", "/", "/sql")}
    assert told == {"/s/secret": "noindex, nofollow", "/": None, "/sql": None}


async def test_every_reply_carries_the_security_headers(client: httpx.AsyncClient) -> None:
    for path in ("/", "/api/v1/setup", "/api/v1/nothing", "/docs"):
        headers = (await client.get(path)).headers
        policy = headers["content-security-policy"]
        assert "script-src 'self';" in policy
        assert "unsafe-eval" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"


async def test_other_sites_may_call_only_when_they_are_listed(make_app: Any) -> None:
    app = await make_app(cors_origins=("https://friend.example",))
    async with open_client(app) as client:
        friend = await client.get("/api/v1/setup", headers={"origin": "https://friend.example"})
        foe = await client.get("/api/v1/setup", headers={"origin": "https://foe.example"})
    assert friend.headers["access-control-allow-origin"] == "https://friend.example"
    assert "access-control-allow-origin" not in foe.headers


async def test_a_body_that_never_ends_is_given_up(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch, client: httpx.AsyncClient
) -> None:
    monkeypatch.setattr("gnomon.api.middleware.request_gate.BODY_SECONDS", 0.1)

    async def slow() -> Any:
        yield b"{"
        await asyncio.sleep(5)
        yield b"}"

    answer = await client.post("/api/v1/auth/login", content=slow())
    assert (answer.status_code, problem(answer)["status"]) == (408, 408)
