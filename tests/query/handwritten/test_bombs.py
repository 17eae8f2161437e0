"""Statements that want too much time or memory end at their budget, alone, while others are answered."""

import time

import psutil
import pytest
from tests.query.handwritten.corpus import Case, cases
from tests.query.handwritten.test_legitimate import execute
from tests.query.running.house import SOON, House
from tests.query.running.test_budgets import bystander

from gnomon.datasets.contracts import DatasetId

pytestmark = pytest.mark.asyncio(loop_scope="module")

PATIENCE = 1.0
"""Seconds that a statement may take here."""
CODES = {(408, "QUERY_TIMEOUT"), (422, "QUERY_MEMORY"), (422, "QUERY_REFUSED"), (422, "QUERY_ERROR")}


@pytest.mark.parametrize("bomb", list(cases("bombs")), ids=lambda bomb: bomb.name)
async def test_a_bomb_ends_at_its_budget_while_others_are_answered(
    bomb: Case, house: House, datasets: dict[str, DatasetId]
) -> None:
    async with bystander(house, datasets["orders"]) as other:
        with house.limited(query_seconds=PATIENCE):
            began = time.monotonic()
            reply = await execute(house.team.owner.client, bomb.sql)
            took = time.monotonic() - began
    assert (reply.status_code, reply.json()["error"]["code"]) in CODES, reply.text
    assert took < PATIENCE + SOON
    assert set(map(repr, other.answers)) == {repr((200, [[60]]))}
    assert other.longest < SOON
    assert sum(worker.memory_info().rss for worker in house.workers()) < 2 << 30


async def test_after_all_of_them_the_workers_are_as_many_as_before(
    house: House, datasets: dict[str, DatasetId]
) -> None:
    assert (await execute(house.team.owner.client, "SELECT count(*) FROM orders")).json()["rows"] == [[60]]
    assert len([one for one in house.workers() if one.status() != psutil.STATUS_ZOMBIE]) <= 2
    assert house.engine.stats().busy == 0
