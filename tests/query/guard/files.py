"""What leaves in files: exports of a question, a statement and a tile, read again as JSON."""

import asyncio
from typing import Any

import httpx
from tests.exports.pieces import ended

ADDRESS = "/exports"


async def exported(client: httpx.AsyncClient, body: dict[str, Any]) -> Any:
    """The rows in the file of an export, or why there is none."""
    begun = await client.post(f"/api/v1{ADDRESS}", json=body)
    if begun.status_code != 202:
        return begun.json()
    export = await ended(client, begun.json()["id"])
    if export["state"] != "done":
        return {"error": export["problem"]}
    return (await client.get(f"/api/v1{ADDRESS}/{export['id']}/file")).json()


def in_json(**source: Any) -> dict[str, Any]:
    """How a source is asked for as JSON."""
    return {"source": source, "format": "json"}


async def files(client: httpx.AsyncClient, dataset_id: str) -> Any:
    """The rows of a question and of a statement, as files."""
    spec = {"dataset_id": dataset_id, "mode": "rows", "sort": [{"by": "number", "descending": True}]}
    statement = "SELECT count(*) AS n, max(name) AS name, max(number) AS number FROM dataset"
    return await asyncio.gather(
        exported(client, in_json(kind="question", spec=spec)),
        exported(client, in_json(kind="sql", sql=statement, dataset_id=dataset_id)),
    )
