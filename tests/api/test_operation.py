"""Health, metrics and the descriptions of the API."""

from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from tests.factories import Person, open_client

from gnomon import __version__
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit.runtime import Runtime


async def test_health_says_exactly_four_things(client: httpx.AsyncClient) -> None:
    answer = await client.get("/health")
    assert (answer.status_code, answer.json()) == (
        200,
        {"status": "healthy", "database": "connected", "storage": "available", "version": __version__},
    )


async def test_health_is_honest_without_a_database(
    client: httpx.AsyncClient, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Database) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(Database, "read", refuse)
    answer = await client.get("/health")
    assert answer.status_code == 503
    assert (answer.json()["status"], answer.json()["database"]) == ("unhealthy", "disconnected")
    assert (await client.get("/health/ready")).status_code == 503
    assert (await client.get("/health/live")).status_code == 200


async def test_a_server_that_is_stopping_is_not_ready(app: FastAPI, client: httpx.AsyncClient) -> None:
    assert (await client.get("/health/ready")).json() == {"status": "ready"}
    app.state.draining.set()
    answer = await client.get("/health/ready")
    assert (answer.status_code, answer.json()) == (503, {"status": "stopping"})
    assert (await client.get("/health/live")).status_code == 200


async def test_metrics_count_requests_by_route(owner: Person) -> None:
    await owner.client.get("/api/v1/auth/me")
    text = (await owner.client.get("/metrics")).text
    assert 'endpoint="/api/v1/auth/me",method="GET",status="200"' in text
    for name in ("gnomon_engine_workers", "gnomon_active_users", "gnomon_disk_free_bytes", "gnomon_sign_ins_total"):
        assert f"\n{name}" in text


async def test_metrics_are_for_this_machine_alone(app: FastAPI) -> None:
    outside = httpx.ASGITransport(app=app, client=("203.0.113.7", 1))
    async with httpx.AsyncClient(transport=outside, base_url="http://testserver") as client:
        assert (await client.get("/metrics")).status_code == 404
    async with open_client(app, **{"x-forwarded-for": "203.0.113.7"}) as client:
        assert (await client.get("/metrics")).status_code == 404


async def test_a_token_opens_the_metrics_from_anywhere(make_app: Any) -> None:
    app = await make_app(metrics_token="a-token-for-the-scraper")
    outside = httpx.ASGITransport(app=app, client=("203.0.113.7", 1))
    async with httpx.AsyncClient(transport=outside, base_url="http://testserver") as client:
        assert (await client.get("/metrics")).status_code == 404
        headers = {"authorization": "Bearer a-token-for-the-scraper"}
        assert (await client.get("/metrics", headers=headers)).status_code == 200


async def test_the_readable_page_names_every_operation_and_runs_no_script(client: httpx.AsyncClient) -> None:
    document = (await client.get("/api/v1/openapi.json")).json()
    page = (await client.get("/docs")).text
    for item in document["paths"].values():
        for operation in item.values():
            assert f'id="{operation["operationId"]}"' in page
    assert "<script" not in page
    assert "http" not in page.replace("httpx", "").split("<body>")[0]


async def test_large_answers_are_compressed_for_who_reads_that(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/v1/openapi.json", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    plain = await client.get("/api/v1/openapi.json", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.json() == answer.json()
