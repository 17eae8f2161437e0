"""What tests of exports begin with: a small dataset, and files that are asked for, waited for and fetched."""

import asyncio
from typing import Any

import httpx

SALES = "day,region,amount\n2024-01-05,North,10.50\n2024-02-01,South,20.25\n2024-02-15,North,30.00\n"
NOTHING = "00000000-0000-4000-8000-000000000000"
PATIENCE_SECONDS = 100.0
UNDER_WAY = ("queued", "running")


async def upload(client: httpx.AsyncClient, name: str = "sales.csv", content: str = SALES) -> str:
    """Upload a small file; answers the dataset's id."""
    answer = await client.post("/api/v1/datasets/upload", files={"file": (name, content.encode(), "text/csv")})
    assert answer.status_code == 201, answer.text
    dataset_id: str = answer.json()["id"]
    return dataset_id


def sql(statement: str, **more: Any) -> dict[str, Any]:
    """The source of a statement."""
    return {"kind": "sql", "sql": statement, **more}


async def begin(client: httpx.AsyncClient, source: dict[str, Any], kind: str = "csv", **more: Any) -> httpx.Response:
    """Ask for a file."""
    return await client.post("/api/v1/exports", json={"source": source, "format": kind, **more})


async def ended(client: httpx.AsyncClient, export_id: str) -> dict[str, Any]:
    """An export when it is under way no more."""
    deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while True:
        answer = await client.get(f"/api/v1/exports/{export_id}")
        found: dict[str, Any] = answer.json()
        if answer.status_code != 200 or found["state"] not in UNDER_WAY:
            return found
        assert asyncio.get_running_loop().time() < deadline, found
        await asyncio.sleep(0.02)


async def made(client: httpx.AsyncClient, source: dict[str, Any], kind: str = "csv", **more: Any) -> dict[str, Any]:
    """An export that has ended, well or not."""
    answer = await begin(client, source, kind, **more)
    assert answer.status_code == 202, answer.text
    return await ended(client, answer.json()["id"])


async def file_of(client: httpx.AsyncClient, source: dict[str, Any], kind: str = "csv", **more: Any) -> httpx.Response:
    """The file of an export, when all is well."""
    export = await made(client, source, kind, **more)
    assert export["state"] == "done", export
    return await client.get(f"/api/v1/exports/{export['id']}/file")
