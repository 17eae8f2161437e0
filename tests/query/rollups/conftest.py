"""A house that makes roll-ups of versions that are not large at all."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import select
from tests.factories import Person
from tests.query.running.house import House, ask, open_house

from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.db.database import Database
from gnomon.foundation.jobs.tables import JobRow
from gnomon.query.tables import RollupRow

Json = dict[str, Any]

SALES = """
SELECT 'region ' || (i * 7 % 5) AS region, CASE i % 3 WHEN 0 THEN NULL ELSE 'shop ' || i % 3 END AS shop,
  TIMESTAMP '2023-11-20 06:00' + to_minutes(i * 17) AS sold_at, (i * 37 % 1000 / 8.0)::DECIMAL(12,3) AS amount,
  (i * 11 % 97)::BIGINT AS pieces, i % 1000 / 8.0 AS weight, i::BIGINT AS number
FROM range(20000) AS r(i)
"""
COUNT = {"aggregation": "count", "name": "n"}
SUM = {"member": "amount", "aggregation": "sum", "name": "total"}
JOBS = ("query.build_rollup", "query.remove_rollups")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """The application, which rolls up whatever has a thousand rows."""
    async with open_house(tmp_path_factory.mktemp("house"), rollups={"least_rows": 1000}) as opened:
        yield opened


def among(member: str, *values: Any) -> Json:
    """A filter."""
    return {"kind": "in", "member": member, "values": list(values)}


async def kept(house: House, dataset_id: DatasetId) -> Sequence[RollupRow]:
    """What is known of the roll-ups of a dataset, the oldest first."""
    async with house.runtime.get(Database).read() as session:
        found = select(RollupRow).where(RollupRow.dataset_id == dataset_id).order_by(RollupRow.created_at)
        return (await session.scalars(found)).all()


async def until_built(house: House) -> None:
    """Wait until nothing is ordered any more, and what was made is known."""
    for _ in range(600):
        await asyncio.sleep(0.05)
        async with house.runtime.get(Database).read() as session:
            waiting = (await session.scalars(select(JobRow.id).where(JobRow.name == JOBS[0]))).all()
        if not waiting and not house.questions.rollups.is_writing:
            return
    raise AssertionError("the roll-up was not made in time")


async def ask_until_built(house: House, person: Person, dataset_id: DatasetId, **parts: Any) -> list[Json]:
    """The answers to a question that is really asked twice; what it orders has been made by then."""
    answers = [await ask(person, dataset_id, **parts, limit=limit) for limit in (9_998, 9_999)]
    await until_built(house)
    return answers


def files_of(house: House, dataset_id: DatasetId) -> list[str]:
    """The files of roll-ups in storage."""
    return sorted(path.name for path in house.folder.rglob(f"{dataset_id}/*/rollups/*.parquet"))
