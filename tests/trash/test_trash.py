"""The trash: what was thrown away in any room, had back, or removed for good."""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import func, select, update
from tests.dashboards.pieces import SALES, create, spec_of, tile, upload
from tests.factories import Person, Team

from gnomon.charts.tables import ChartRow
from gnomon.dashboards.tables import DashboardRevisionRow, DashboardRow
from gnomon.datasets.tables import DatasetRow
from gnomon.foundation.db.database import Database
from gnomon.foundation.jobs.tables import JobRow
from gnomon.foundation.jobs.trash import KEPT_IN_TRASH
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.runtime import Runtime
from gnomon.queries.tables import SavedQueryRow
from gnomon.semantic.tables import SemanticModelRow

ROOMS = {"dataset": "datasets", "model": "models", "query": "queries", "chart": "charts", "dashboard": "dashboards"}
KINDS = tuple(ROOMS)
TABLES: dict[str, type[DatasetRow | SemanticModelRow | SavedQueryRow | ChartRow | DashboardRow]] = {
    "dataset": DatasetRow,
    "model": SemanticModelRow,
    "query": SavedQueryRow,
    "chart": ChartRow,
    "dashboard": DashboardRow,
}


async def make_things(client: httpx.AsyncClient) -> dict[str, str]:
    """One thing of each kind, by kind."""
    dataset = await upload(client, "sales.csv", SALES)
    encodings = {"y": [{"role": "measure", "member": "amount", "aggregation": "sum"}]}
    chart = {"name": "Total", "spec": {"dataset_id": dataset, "encodings": encodings}}
    made = await client.post("/api/v1/charts", json=chart)
    assert made.status_code == 201, made.text
    query = await client.post("/api/v1/queries/saved", json={"name": "All", "sql": "SELECT * FROM sales"})
    assert query.status_code == 201, query.text
    definition = {"tables": [{"name": "sales", "dataset_id": dataset}]}
    model = await client.post("/api/v1/models", json={"name": "Sales model", "definition": definition})
    assert model.status_code == 201, model.text
    dashboard = await create(client, spec_of(tile("bars", dataset, "region")))
    ids = {
        "model": model.json()["id"],
        "query": query.json()["id"],
        "chart": made.json()["id"],
        "dashboard": dashboard["id"],
    }
    return {"dataset": dataset, **ids}


async def throw(client: httpx.AsyncClient, things: Mapping[str, str]) -> None:
    """Throw each of them away, one after the other."""
    for kind, thing_id in things.items():
        assert (await client.delete(f"/api/v1/{ROOMS[kind]}/{thing_id}")).status_code == 204


async def listed(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    """What lies in the trash."""
    answer = await client.get("/api/v1/trash")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_everything_thrown_away_lies_in_one_trash_the_latest_first(editor: Person) -> None:
    things = await make_things(editor.client)
    await throw(editor.client, things)
    found = await listed(editor.client)
    assert [(one["kind"], one["id"], one["name"]) for one in found] == [
        ("dashboard", things["dashboard"], "Sales"),
        ("chart", things["chart"], "Total"),
        ("query", things["query"], "All"),
        ("model", things["model"], "Sales model"),
        ("dataset", things["dataset"], "sales"),
    ]
    for one in found:
        kept = datetime.fromisoformat(one["purged_at"]) - datetime.fromisoformat(one["deleted_at"])
        assert kept == timedelta(days=30)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_thing_is_had_back_as_it_was(editor: Person, kind: str) -> None:
    things = await make_things(editor.client)
    path = f"/api/v1/{ROOMS[kind]}/{things[kind]}"
    before = (await editor.client.get(path)).json()
    await throw(editor.client, {kind: things[kind]})
    assert (await editor.client.get(path)).status_code == 404
    restored = await editor.client.post(f"/api/v1/trash/{kind}/{things[kind]}/restore")
    assert restored.json() == {"kind": kind, "id": things[kind], "name": before["name"]}
    after = (await editor.client.get(path)).json()
    assert {**after, "updated_at": None} == {**before, "updated_at": None}
    assert await listed(editor.client) == []


async def test_emptying_the_trash_leaves_what_is_not_in_it(editor: Person, runtime: Runtime) -> None:
    things, kept = await make_things(editor.client), await make_things(editor.client)
    await throw(editor.client, things)
    assert (await editor.client.delete("/api/v1/trash")).status_code == 204
    assert await listed(editor.client) == []
    for kind, thing_id in things.items():
        assert (await editor.client.post(f"/api/v1/trash/{kind}/{thing_id}/restore")).status_code == 404
        assert (await editor.client.get(f"/api/v1/{ROOMS[kind]}/{kept[kind]}")).status_code == 200
    async with runtime.get(Database).read() as session:
        for table in (*TABLES.values(), DashboardRevisionRow):
            assert await session.scalar(select(func.count()).select_from(table)) == 1


@pytest.mark.parametrize("kind", KINDS)
async def test_a_thing_goes_for_good_when_its_time_is_over(editor: Person, runtime: Runtime, kind: str) -> None:
    things = await make_things(editor.client)
    await throw(editor.client, {kind: things[kind]})
    database = runtime.get(Database)
    async with database.read() as session:
        due = await session.scalar(select(JobRow.run_at).where(JobRow.name == f"{ROOMS[kind]}.purge"))
        thrown = await session.scalar(select(TABLES[kind].deleted_at).where(TABLES[kind].id == UUID(things[kind])))
    assert due is not None
    assert thrown is not None
    assert due == thrown + KEPT_IN_TRASH
    async with database.write() as session:
        await session.execute(update(JobRow).where(JobRow.name == f"{ROOMS[kind]}.purge").values(run_at=clock.now()))
    async with asyncio.timeout(30):
        while await listed(editor.client):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    async with database.read() as session:
        assert await session.get(TABLES[kind], UUID(things[kind])) is None


@pytest.mark.parametrize("kind", KINDS)
async def test_what_was_had_back_is_not_removed_later(editor: Person, runtime: Runtime, kind: str) -> None:
    things = await make_things(editor.client)
    await throw(editor.client, {kind: things[kind]})
    await editor.client.post(f"/api/v1/trash/{kind}/{things[kind]}/restore")
    async with runtime.get(Database).read() as session:
        assert await session.scalar(select(func.count()).where(JobRow.name == f"{ROOMS[kind]}.purge")) == 0


@pytest.mark.parametrize("kind", KINDS)
async def test_only_editors_of_the_workspace_reach_into_the_trash(
    team: Team, client: httpx.AsyncClient, kind: str
) -> None:
    things = await make_things(team.editor.client)
    thing = f"/api/v1/trash/{kind}/{things[kind]}"
    assert (await team.editor.client.delete(thing)).status_code == 404
    await throw(team.editor.client, {kind: things[kind]})
    for asker, listing, status in (
        (client, 401, 401),
        (team.viewer.client, 200, 403),
        (team.stranger.client, 200, 404),
    ):
        assert (await asker.get("/api/v1/trash")).status_code == listing
        assert (await asker.post(f"{thing}/restore")).status_code == status
        assert (await asker.delete(thing)).status_code == status
    assert (await client.delete("/api/v1/trash")).status_code == 401
    assert (await team.viewer.client.delete("/api/v1/trash")).status_code == 403
    assert await listed(team.stranger.client) == []
    assert (await team.stranger.client.delete("/api/v1/trash")).status_code == 204
    assert [one["id"] for one in await listed(team.editor.client)] == [things[kind]]
    assert (await team.editor.client.delete(f"/api/v1/trash/{kind}/{uuid4()}")).status_code == 404
    assert (await team.editor.client.delete(f"/api/v1/trash/horse/{things[kind]}")).status_code == 422
    assert (await team.editor.client.delete(thing)).status_code == 204
