"""Making datasets of queries: begin, wait for the import, look at what came of it."""

import asyncio
from typing import Any

import httpx
from tests.factories import Person

PATIENCE_SECONDS = 100.0
"""For a machine that has much else to do; a little less than a test may take."""
UNDER_WAY = ("queued", "running")


async def begin(client: httpx.AsyncClient, query_id: str, **body: Any) -> httpx.Response:
    """Ask for a dataset of a query."""
    return await client.post(f"/api/v1/queries/{query_id}/dataset", json=body)


async def ended(client: httpx.AsyncClient, import_id: str) -> dict[str, Any]:
    """An import when it is under way no more."""
    deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while True:
        found: dict[str, Any] = (await client.get(f"/api/v1/imports/{import_id}")).json()
        if found["status"] not in UNDER_WAY:
            return found
        assert asyncio.get_running_loop().time() < deadline, found
        await asyncio.sleep(0.05)


async def make(person: Person, query_id: str, **body: Any) -> dict[str, Any]:
    """A dataset of a query, when all has gone well."""
    answer = await begin(person.client, query_id, **({"name": "Made"} | body))
    assert answer.status_code == 201, answer.text
    import_ended = await ended(person.client, answer.json()["import_id"])
    assert import_ended["status"] == "ready", import_ended
    return await dataset(person.client, answer.json()["id"])


async def dataset(client: httpx.AsyncClient, dataset_id: str) -> dict[str, Any]:
    """A dataset as it is now."""
    found: dict[str, Any] = (await client.get(f"/api/v1/datasets/{dataset_id}")).json()
    return found


async def origins(client: httpx.AsyncClient, dataset_id: str) -> list[dict[str, Any]]:
    """What a dataset was made of."""
    answer = await client.get(f"/api/v1/queries/of-dataset/{dataset_id}")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def rows(client: httpx.AsyncClient, sql: str) -> list[list[Any]]:
    """What a statement answers."""
    answer = await client.post("/api/v1/queries/execute", json={"sql": sql})
    assert answer.status_code == 200, answer.text
    found: list[list[Any]] = answer.json()["rows"]
    return found
