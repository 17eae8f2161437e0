"""How visitors of a link learn that something has changed: of what they see alone, and never what."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from tests.dashboards.pieces import SALES, STORES, create, spec_of, tile, upload
from tests.factories import Team, open_client
from tests.sharing.test_links import PASSWORD, dataset_of, public, sales_board, share

Json = dict[str, Any]


@pytest.fixture
async def visitor(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody signed out."""
    async with open_client(app) as client:
        yield client


async def state(visitor: httpx.AsyncClient, link: Json, **headers: str) -> Json:
    """What a visitor is told."""
    answer = await visitor.get(public(link, "/changes"), headers=headers)
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    told: Json = answer.json()
    return told


async def bring(team: Team, dataset_id: str, content: str) -> None:
    """A new version of a dataset."""
    files = {"file": ("new.csv", content.encode(), "text/csv")}
    answer = await team.editor.client.post("/api/v1/datasets/upload", files=files, data={"dataset_id": dataset_id})
    assert answer.status_code == 201


async def test_new_data_and_a_new_state_change_their_own_tags_alone(team: Team, visitor: httpx.AsyncClient) -> None:
    board = await sales_board(team.editor)
    link = await share(team.editor, board)
    first = await state(visitor, link)
    assert await state(visitor, link) == first
    shown = (await visitor.get(public(link))).json()
    assert set(first["datasets"]) == {dataset_of(shown)}, "by the names that the visitor knows"

    await bring(team, dataset_of(board), "day,region,amount\n2024-01-01,North,1\n")
    second = await state(visitor, link)
    assert second["dashboard"] == first["dashboard"]
    assert second["datasets"].keys() == first["datasets"].keys()
    assert second["datasets"] != first["datasets"]

    body = {name: board[name] for name in ("revision", "description", "spec")} | {"name": "Other"}
    assert (await team.editor.client.put(f"/api/v1/dashboards/{board['id']}", json=body)).status_code == 200
    third = await state(visitor, link)
    assert third["dashboard"] != second["dashboard"]
    assert third["datasets"] == second["datasets"]


async def test_what_is_told_holds_no_id_and_differs_from_door_to_door(team: Team, visitor: httpx.AsyncClient) -> None:
    board = await sales_board(team.editor)
    dataset = (await team.editor.client.get(f"/api/v1/datasets/{dataset_of(board)}")).json()
    links = [await share(team.editor, board) for _ in range(2)]
    told = [await state(visitor, link) for link in links]
    text = str(told)
    for secret in (board["id"], dataset["id"], dataset["active_version_id"], team.workspace_id):
        assert secret not in text
        assert secret.replace("-", "") not in text
    assert told[0]["dashboard"] != told[1]["dashboard"]
    assert not set(told[0]["datasets"].values()) & set(told[1]["datasets"].values())
    assert not told[0]["datasets"].keys() & told[1]["datasets"].keys()


async def test_data_that_a_lock_hides_is_not_told_of(team: Team, visitor: httpx.AsyncClient) -> None:
    sales = await upload(team.editor.client, "sales.csv", SALES)
    stores = await upload(team.editor.client, "stores.csv", STORES)
    board = await create(
        team.editor.client, spec_of(tile("bars", sales, "region"), tile("sizes", stores, "region", "size"))
    )
    lock = {"dataset_id": sales, "member": "region", "values": ["North"]}
    link = await share(team.editor, board, locks=[lock])
    first = await state(visitor, link)
    assert len(first["datasets"]) == 1
    await bring(team, stores, "region,size\nNorth,99\n")
    assert await state(visitor, link) == first
    await bring(team, sales, "day,region,amount\n2024-01-01,North,1\n")
    assert await state(visitor, link) != first


async def test_a_password_and_the_end_of_a_link_hold_here_too(team: Team, visitor: httpx.AsyncClient) -> None:
    board = await sales_board(team.editor)
    link = await share(team.editor, board, password=PASSWORD)
    assert (await visitor.get(public(link, "/changes"))).status_code == 401
    opened = await visitor.post(public(link, "/open"), json={"password": PASSWORD})
    ticket = {"x-share-ticket": opened.json()["ticket"]}
    assert set(await state(visitor, link, **ticket)) == {"dashboard", "datasets"}
    assert (await team.editor.client.delete(f"/api/v1/shares/{link['id']}")).status_code == 204
    ended = await visitor.get(public(link, "/changes"), headers=ticket)
    assert ended.status_code == 404


async def test_asking_is_no_look_that_is_counted(team: Team, visitor: httpx.AsyncClient) -> None:
    link = await share(team.editor, await sales_board(team.editor))
    for _ in range(3):
        await state(visitor, link)
    listed = (await team.editor.client.get(f"/api/v1/shares?dashboard_id={link['dashboard_id']}")).json()
    assert [one["view_count"] for one in listed["items"]] == [0]
