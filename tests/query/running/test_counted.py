"""How many groups there are is right, whether they were expected to be few and not counted, or were more."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from tests.query.running.house import House, send

from gnomon.datasets.contracts import DatasetId
from gnomon.query.stages import build

pytestmark = pytest.mark.asyncio(loop_scope="module")

ROWS = """SELECT i % 7 AS k, CASE WHEN i % 5 = 0 THEN NULL ELSE 'name ' || (i % 12) END AS name,
    TIMESTAMP '2024-01-30 22:00' + INTERVAL (i) HOUR AS moment, i AS number FROM range(1000) AS r(i)"""
COUNT = {"member": "*", "aggregation": "count", "name": "rows"}
BY = {
    "a number": ({"member": "k"}, 7),
    "a text with gaps": ({"member": "name"}, 13),
    "months": ({"member": "moment", "grain": "month"}, 3),
    "weekdays": ({"member": "moment", "grain": "day_of_week"}, 7),
    "hours": ({"member": "moment", "grain": "hour"}, 1000),
    "steps": ({"member": "number", "bins": {"at_most": 10}}, 10),
}


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def rows(house: House) -> AsyncIterator[DatasetId]:
    yield await house.store(ROWS, f"counted {uuid4().hex[:6]}")


async def counted(house: House, dataset: DatasetId, **parts: Any) -> tuple[int, int, bool]:
    """How many rows came, how many there are, and whether some are missing."""
    found = (await send(house.team.editor.client, dataset, measures=[COUNT], **parts)).json()
    return found["row_count"], found["total_rows"], found["truncated"]


@pytest.mark.parametrize("limit", [1, 2, 3, 6, 7, 8, 13, 14, 999, 1000, 1001, 10_000])
@pytest.mark.parametrize("by", BY)
async def test_the_groups_beyond_the_limit_are_counted(house: House, rows: DatasetId, by: str, limit: int) -> None:
    dimension, groups = BY[by]
    found = await counted(house, rows, dimensions=[dimension], limit=limit)
    assert found == (min(limit, groups), groups, groups > limit)


@pytest.mark.parametrize("limit", [2, 7, 8])
async def test_groups_that_nobody_expected_are_counted_afterwards(
    house: House, rows: DatasetId, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "expects_all", lambda question: question.spec.limit > 1)
    again = [{"kind": "range", "member": "number", "max": 2000 + limit}]
    found = await counted(house, rows, dimensions=[{"member": "k"}], filters=again, limit=limit)
    assert found == (min(limit, 7), 7, limit < 7)


async def test_few_groups_are_not_counted_and_many_are(house: House, rows: DatasetId) -> None:
    async def counts(**more: Any) -> bool:
        spec = {"dataset_id": str(rows), "dimensions": [{"member": "k"}], "measures": [COUNT], **more}
        found = await house.team.editor.client.post("/api/v1/query/explain", json=spec)
        return "__total" in found.json()["sql"]

    assert {limit: await counts(limit=limit) for limit in (1, 7, 8, 9, 100)} == {
        1: True,
        7: True,
        8: True,
        9: False,
        100: False,
    }
    assert await counts(limit=100, offset=3)
    assert await counts(limit=15, totals=[[]]) is True
    assert await counts(limit=17, totals=[[]]) is False
