"""Analytical SQL of every kind: through HTTP, guard and walls each statement says what a plain engine says."""

from collections.abc import Callable, Mapping
from typing import Any

import httpx
import pytest
from tests.query.handwritten.corpus import Case, cases
from tests.query.handwritten.plain_engine import PlainEngine, answer
from tests.query.running.house import House

from gnomon.datasets.contracts import DatasetId

pytestmark = pytest.mark.asyncio(loop_scope="module")

CASES = list(cases("legitimate"))
RESPELLED: Mapping[str, Callable[[str], str]] = {
    "windows line ends": lambda sql: sql.replace("\n", "\r\n"),
    "blanks and comments around": lambda sql: f"\n\n -- before\n{sql}\n-- behind",
    "a semicolon behind": lambda sql: f"{sql}\n;",
    "letters of many bytes before": lambda sql: f"/* Größe 日本語 🦆 */ {sql}",
}


async def execute(client: httpx.AsyncClient, sql: str, **parts: Any) -> httpx.Response:
    return await client.post("/api/v1/queries/execute", json={"sql": sql, **parts})


async def agree(house: House, plain: PlainEngine, case: Case, sql: str) -> None:
    """The product answers `sql` as the plain engine answers the case."""
    reply = await execute(house.team.viewer.client, sql)
    assert reply.status_code == 200, reply.text
    found = reply.json()
    columns = [(column["name"], column["type"]) for column in found["columns"]]
    expected, given = plain.ask(case.sql), answer(columns, found["rows"])
    if not case.is_ordered:
        expected, given = expected.unordered(), given.unordered()
    assert given == expected
    assert (found["row_count"], found["total_rows"], found["truncated"]) == (len(given.rows), len(given.rows), False)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.usefixtures("datasets")
async def test_a_statement_answers_as_a_plain_engine_does(case: Case, house: House, plain: PlainEngine) -> None:
    await agree(house, plain, case, case.sql)


@pytest.mark.parametrize("way", RESPELLED)
@pytest.mark.usefixtures("datasets")
async def test_blanks_comments_and_line_ends_change_nothing(way: str, house: House, plain: PlainEngine) -> None:
    for case in CASES[:: len(CASES) // 20]:
        await agree(house, plain, case, RESPELLED[way](case.sql))


async def test_a_dataset_of_the_request_is_also_called_dataset(house: House, datasets: dict[str, DatasetId]) -> None:
    reply = await execute(
        house.team.viewer.client,
        "SELECT count(*) FROM dataset JOIN customers USING (customer_id)",
        dataset_id=str(datasets["orders"]),
    )
    assert reply.json()["rows"] == [[53]]
