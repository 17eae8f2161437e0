"""Pieces for tests of folders."""

from typing import Any

import httpx
from tests.factories import Person

API = "/api/v1"


async def make(client: httpx.AsyncClient, name: str, parent: str | None = None) -> str:
    """Make a folder; answers its id."""
    answer = await client.post(f"{API}/folders", json={"name": name, "parent_id": parent})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def close(
    client: httpx.AsyncClient,
    folder: str,
    *people: Person,
    sees: str = "chosen",
    edits: str = "editors",
    may_edit: bool = False,
) -> None:
    """Let these people into a folder, and nobody else but owners."""
    named = [{"user_id": one.user_id, "may_edit": may_edit} for one in people]
    answer = await client.put(f"{API}/folders/{folder}/access", json={"sees": sees, "edits": edits, "people": named})
    assert answer.status_code == 200, answer.text


async def put_in(client: httpx.AsyncClient, folder: str | None, **things: str) -> httpx.Response:
    """Put things in a folder: `dashboard=…, chart=…`."""
    keys = [{"kind": kind, "id": one} for kind, one in things.items()]
    return await client.put(f"{API}/things/folder", json={"things": keys, "folder_id": folder})


async def inside(client: httpx.AsyncClient, folder: str | None) -> list[tuple[str, str]]:
    """Kind and name of what lies in a folder, or in none."""
    answer = await client.get(f"{API}/things", params={} if folder is None else {"folder_id": folder})
    assert answer.status_code == 200, answer.text
    return [(one["kind"], one["name"]) for one in answer.json()["items"]]


async def tree(client: httpx.AsyncClient) -> dict[str, str | None]:
    """The folders that somebody sees, each by name with the name of the one above it."""
    folders: list[dict[str, Any]] = (await client.get(f"{API}/folders")).json()["items"]
    names = {one["id"]: one["name"] for one in folders}
    return {one["name"]: names.get(one["parent_id"]) for one in folders}
