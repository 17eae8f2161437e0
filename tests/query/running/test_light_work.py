"""What takes long holds up neither charts nor filter lists nor the SQL of others; and what counts as light."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from tests.factories import Person
from tests.query.running.house import SOON, House, ask, until

from gnomon.datasets.contracts import DatasetId
from gnomon.query import limits

pytestmark = pytest.mark.asyncio(loop_scope="module")

COUNT = {"aggregation": "count", "name": "n"}
ENDLESS = "SELECT count(*) FROM range(10000000) a(i), range(10000000) b(i) WHERE a.i * b.i % 7 = 3"
PATIENCE = 20.0
"""Seconds that a statement may take here; far longer than anybody should have to wait."""


async def execute(who: Person, sql: str) -> httpx.Response:
    return await who.client.post("/api/v1/queries/execute", json={"sql": sql})


@asynccontextmanager
async def all_workers_busy(house: House, who: Person) -> AsyncIterator[list[asyncio.Task[httpx.Response]]]:
    """As many endless statements of one person as there are workers."""
    house.statements()
    with house.limited(query_seconds=PATIENCE):
        tasks = [asyncio.create_task(execute(who, f"{ENDLESS} -- {place}")) for place in range(2)]
        # They are read first, and run then.
        await until(lambda: sum("range(10000000)" in one.sql for one in house.engine.asked) == 2)
        await until(lambda: house.engine.stats().busy == 2)
        try:
            yield tasks
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
    await until(lambda: house.engine.stats().busy == 0)


async def test_charts_lists_and_the_sql_of_others_are_answered_while_one_person_keeps_every_worker_busy(
    house: House, long_texts: DatasetId
) -> None:
    team = house.team
    async with all_workers_busy(house, team.editor) as endless:
        began = time.monotonic()
        for who in (team.viewer, team.editor):
            answer = await ask(who, long_texts, measures=[COUNT | {"name": f"by {who.user_id}"}])
            assert answer["rows"] == [[300_000]]
        values = await team.viewer.client.get(f"/api/v1/datasets/{long_texts}/members/id/values?limit=3")
        assert values.status_code == 200, values.text
        written = await execute(team.owner, "SELECT count(*) AS n FROM long_texts")
        assert (written.status_code, written.json()["rows"]) == (200, [[300_000]])
        assert time.monotonic() - began < SOON
        assert [task.done() for task in endless] == [False, False]


async def test_more_of_their_own_sql_waits_for_what_a_person_began(house: House) -> None:
    async with all_workers_busy(house, house.team.editor) as endless:
        mine = asyncio.create_task(execute(house.team.editor, "SELECT 1 AS one"))
        # It is read like the work of anybody; what waits is to run it.
        await until(lambda: any("SELECT 1 AS one" in statement.sql for statement in house.engine.asked))
        await until(lambda: house.engine.stats().queued == 1)
        assert (await execute(house.team.owner, "SELECT 2 AS two")).json()["rows"] == [[2]]
        assert (house.engine.stats().queued, mine.done()) == (1, False)
        endless[0].cancel()
        assert (await mine).json()["rows"] == [[1]]


async def test_how_many_rows_are_read_decides_what_is_light(
    house: House, long_texts: DatasetId, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = house.team.owner

    async def lightness(name: str) -> list[bool]:
        house.statements()
        await ask(owner, long_texts, measures=[COUNT | {"name": name}])
        specs: list[dict[str, Any]] = [
            {"dataset_id": str(long_texts), "measures": [COUNT | {"name": f"{name} {place}"}]} for place in range(3)
        ]
        body = {"questions": [{"id": str(place), "spec": spec} for place, spec in enumerate(specs)]}
        batch = await owner.client.post("/api/v1/query/batch", json=body)
        assert batch.status_code == 200, batch.text
        return sorted({statement.is_light for statement in house.statements()})

    assert await lightness("light") == [True]
    monkeypatch.setattr(limits, "LIGHT_ROWS", 299_999)
    assert await lightness("heavy") == [False]
