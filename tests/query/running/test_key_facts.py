"""Which columns identify the rows of a version: what is measured, how often, and what is left out."""

import asyncio
from uuid import uuid4

import pytest
from tests.query.conftest import principal_of
from tests.query.running.house import House

from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import DatasetId, DatasetTable, DatasetVersionId
from gnomon.query import key_facts
from gnomon.query.cache import KeyFacts
from gnomon.query.key_facts import is_unique

pytestmark = pytest.mark.asyncio(loop_scope="module")

LINES = '''
SELECT * FROM (VALUES
    (1, 1, 'a', NULL, 1.0::DOUBLE), (1, 2, 'b', NULL, 'nan'), (2, 1, 'A', 7, 'nan'), (2, 2, 'b', 8, -1.0)
) AS lines("order", "Line ""No""", code, ticket, ratio)
'''


async def table_of(house: House, dataset_id: DatasetId) -> DatasetTable:
    async with house.questions.database.read() as session:
        return await datasets.get_table(session, principal_of(house.team.owner), dataset_id)


async def test_columns_identify_rows_when_no_two_have_the_same_values(house: House) -> None:
    table = await table_of(house, await house.store(LINES, "lines"))
    wanted = {
        ("order",): False,
        ('Line "No"',): False,
        ("order", 'Line "No"'): True,
        ("code",): False,
        # Nulls join nothing, NaN joins NaN.
        ("ticket",): True,
        ("ratio",): False,
        ("ticket", "order"): True,
        ("CODE", "order"): True,
        (): False,
    }
    assert {columns: await is_unique(house.questions, table, columns) for columns in wanted} == wanted


async def test_no_column_identifies_the_one_row_of_a_table(house: House) -> None:
    table = await table_of(house, await house.store("SELECT 1 AS n", "single"))
    assert await is_unique(house.questions, table, ())


async def test_a_fact_is_measured_once_for_each_version(house: House) -> None:
    dataset_id = await house.store("SELECT i % 5 AS n, i AS id FROM range(10) AS r(i)", "measured")
    table = await table_of(house, dataset_id)
    house.statements()
    asked = await asyncio.gather(*(is_unique(house.questions, table, ("id", "n")) for _ in range(5)))
    again = await is_unique(house.questions, table, ("N", "id"))
    assert ([*asked, again], len(house.statements())) == ([True] * 6, 1)
    await house.store("SELECT 1 AS n, 1 AS id FROM range(2)", "measured", dataset_id)
    newer = await table_of(house, dataset_id)
    assert not await is_unique(house.questions, newer, ("id", "n"))
    assert len(house.statements()) == 1


async def test_what_repeats_at_once_is_not_looked_at_to_the_end(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_facts, "FIRST_ROWS", 100)
    table = await table_of(
        house, await house.store("SELECT i // 2 AS pair, least(i, 998) AS late, i AS id FROM range(1000) AS r(i)")
    )
    house.statements()
    counted = {}
    for column in ("pair", "late", "id"):
        counted[column] = await is_unique(house.questions, table, (column,)), len(house.statements())
    assert counted == {"pair": (False, 1), "late": (False, 2), "id": (True, 2)}


async def test_what_was_not_asked_for_longest_is_forgotten() -> None:
    facts = KeyFacts(2)
    first, second, third = ((DatasetVersionId(uuid4()), ("a",)) for _ in range(3))
    facts.put(first, is_unique=False)
    facts.put(second, is_unique=True)
    facts.get(first)
    facts.put(third, is_unique=True)
    assert [facts.get(one) for one in (first, second, third)] == [False, None, True]
