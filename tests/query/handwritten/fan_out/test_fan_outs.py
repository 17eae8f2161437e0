"""The warning of an inflated figure on its whole way: beside the answer, kept, within its budget, behind the guards."""

from collections.abc import AsyncIterator
from dataclasses import replace
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio
from arro3.io import read_ipc_stream
from tests.query.handwritten.test_answers import run, send
from tests.query.limiting import limiting
from tests.query.running.house import House

from gnomon.datasets.contracts import ColumnType, DatasetId, DatasetTable
from gnomon.engine.contracts import Budget, EngineResult, QueryMemory, QueryTimeout, Statement
from gnomon.identity.contracts import Principal
from gnomon.query.contracts import SqlMeaning
from gnomon.query.handwritten.fan_out.companions import ROW
from gnomon.query.plan import UNRESTRICTED, Field, OneOf, Restricted, RowFilter

pytestmark = pytest.mark.asyncio(loop_scope="module")

SALES = """
SELECT * FROM (VALUES (1, 'north', 5008.00), (2, 'south', 2954.00), (3, 'north', 3046.00))
AS sales(sale_id, region, amount)
"""
LINES = """
SELECT * FROM (VALUES (1, 2, 'a'), (2, 1, 'a'), (2, 3, 'b'), (3, 1, 'b')) AS lines(sale_id, quantity, sku)
"""
CLASSIC = "SELECT SUM(s.amount) AS total FROM sales_made AS s JOIN sale_lines AS l ON l.sale_id = s.sale_id -- all"
TRUE, INFLATED = 11_008, 13_962


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sales(house: House) -> AsyncIterator[dict[str, DatasetId]]:
    """Three sales, one of which has two lines."""
    yield {"sales_made": await house.store(SALES, "sales made"), "sale_lines": await house.store(LINES, "sale lines")}


def told(dataset_id: DatasetId, name: str, alias: str) -> dict[str, str]:
    return {"dataset_id": str(dataset_id), "sql_name": name, "alias": alias}


async def test_the_true_figure_stands_beside_the_inflated_one(house: House, sales: dict[str, DatasetId]) -> None:
    found = await run(house.team.viewer, CLASSIC)
    assert found["rows"] == [[INFLATED]]
    assert found["fan_outs"] == [
        {
            "expression": "SUM(s.amount)",
            "function": "sum",
            "columns": ["amount"],
            "table": told(sales["sales_made"], "sales_made", "s"),
            "multiplied_by": [told(sales["sale_lines"], "sale_lines", "l")],
            "joined_on": ["l.sale_id = s.sale_id"],
            "message": "SUM(s.amount) counts rows of sales_made more than once, because sale_lines has several rows "
            "for one of them.",
            "figures": {
                "type": "decimal",
                "inflated": INFLATED,
                "true": TRUE,
                "times": pytest.approx(4 / 3),
                "group_columns": [],
                "groups": [],
                "wrong_groups": 1,
            },
        }
    ]
    assert found["corrected_sql"] == (
        "SELECT SUM(s.amount) AS total FROM sales_made AS s JOIN "
        "(SELECT l.sale_id FROM sale_lines AS l GROUP BY l.sale_id) AS l ON l.sale_id = s.sale_id"
    )
    corrected = await run(house.team.viewer, found["corrected_sql"])
    assert (corrected["rows"], corrected["fan_outs"], corrected["corrected_sql"]) == ([[TRUE]], [], None)


async def test_what_is_kept_carries_its_warning(house: House, sales: dict[str, DatasetId]) -> None:
    first = await run(house.team.owner, CLASSIC, skip_cache=True)
    house.statements()
    again = await run(house.team.editor, CLASSIC)
    assert again["receipt"]["is_cached"]
    assert (again["fan_outs"], again["corrected_sql"]) == (first["fan_outs"], first["corrected_sql"])
    assert house.statements() == []


async def test_the_warning_leaves_with_arrow_as_well(house: House, sales: dict[str, DatasetId]) -> None:
    answer = await house.team.viewer.client.post(
        "/api/v1/queries/execute", json={"sql": CLASSIC}, headers={"accept": "application/vnd.apache.arrow.stream"}
    )
    table = read_ipc_stream(BytesIO(answer.content)).read_all()
    meaning = SqlMeaning.model_validate_json(table.schema.metadata[b"gnomon"])
    assert [one.figures and (one.figures.inflated, one.figures.true) for one in meaning.fan_outs] == [(INFLATED, TRUE)]


async def test_parameters_and_the_time_zone_are_those_of_the_statement(
    house: House, sales: dict[str, DatasetId]
) -> None:
    sql = """
        SELECT region || $mark AS part, COUNT(s.sale_id) FROM sales_made s JOIN sale_lines USING (sale_id)
        WHERE quantity < $most AND region <> $none GROUP BY ALL
    """
    values = {"mark": "!", "most": 9, "none": "west"}
    (found,) = (await run(house.team.owner, sql, parameters=values))["fan_outs"]
    assert found["figures"]["groups"] == [["south!", 2, 1]]
    assert found["figures"]["group_columns"] == [{"name": "part", "type": "text"}]


async def test_figures_are_those_of_the_rows_that_one_may_see(house: House, sales: dict[str, DatasetId]) -> None:
    editor = UUID(house.team.editor.user_id)
    south = Restricted(OneOf(Field("region", ColumnType.TEXT, "VARCHAR"), ("south",), "VARCHAR"))
    north = Restricted(OneOf(Field("region", ColumnType.TEXT, "VARCHAR"), ("north",), "VARCHAR"))
    shown: list[Any] = []
    for policy in (south, north):

        def policies(principal: Principal, table: DatasetTable, policy: RowFilter = policy) -> RowFilter:
            is_his = principal.user_id == editor and table.sql_name == "sales_made"
            return policy if is_his else UNRESTRICTED

        with house.replaced("permissions", limiting(policies)):
            found = await run(house.team.editor, CLASSIC)
        shown.append(
            (found["rows"], [one["figures"]["true"] for one in found["fan_outs"]], found["corrected_sql"] is None)
        )
    # Nothing is multiplied in the north; that something is in the south is not told.
    assert shown == [([[5908]], [2954], False), ([[8054]], [], True)]


class Failing:
    """An engine whose companions end in an error."""

    def __init__(self, real: Any, error: Exception) -> None:
        self.real, self.error = real, error

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    async def run(self, statement: Statement, budget: Budget, **more: Any) -> EngineResult:
        if ROW in statement.sql:
            raise self.error
        found: EngineResult = await self.real.run(statement, budget, **more)
        return found


@pytest.mark.parametrize("error", [QueryTimeout(1.0), QueryMemory(1)])
async def test_without_time_the_warning_stands_without_figures(
    error: Exception, house: House, sales: dict[str, DatasetId]
) -> None:
    with house.replaced("engine", Failing(house.questions.engine, error)):
        found = await run(house.team.owner, CLASSIC, skip_cache=True)
    assert [one["figures"] for one in found["fan_outs"]] == [None]
    assert found["rows"] == [[INFLATED]]

    def policies(_principal: Principal, _table: DatasetTable) -> RowFilter:
        return Restricted(OneOf(Field("sale_id", ColumnType.INTEGER, "INTEGER"), (1, 2, 3), "INTEGER"))

    with (
        house.replaced("engine", Failing(house.questions.engine, error)),
        house.replaced("permissions", limiting(policies)),
    ):
        assert (await run(house.team.owner, CLASSIC, skip_cache=True))["fan_outs"] == []


async def test_looking_for_it_has_a_small_budget_and_happens_only_where_keys_repeat(
    house: House, sales: dict[str, DatasetId]
) -> None:
    await run(house.team.owner, CLASSIC, skip_cache=True)
    house.engine.budgets.clear()
    house.statements()
    await run(house.team.owner, CLASSIC, skip_cache=True)
    asked = list(zip(house.statements(), house.engine.budgets, strict=True))
    (companion,) = [replace(budget, seconds=0) for statement, budget in asked if ROW in statement.sql]
    assert companion == replace(asked[0][1], seconds=0, max_bytes=companion.max_bytes)
    seconds = [budget.seconds for statement, budget in asked if ROW in statement.sql]
    assert all(one < asked[0][1].seconds for one in seconds)
    assert companion.max_bytes < asked[0][1].max_bytes
    await run(house.team.owner, "SELECT SUM(quantity) FROM sale_lines JOIN sales_made USING (sale_id)")
    await run(
        house.team.owner, "SELECT SUM(quantity) FROM sale_lines WHERE sale_id IN (SELECT sale_id FROM sales_made)"
    )
    house.statements()
    await run(house.team.owner, "SELECT SUM(quantity), 1 FROM sale_lines JOIN sales_made USING (sale_id)")
    assert [ROW in statement.sql for statement in house.statements()] == [False]


async def test_a_statement_that_answers_otherwise_each_time_is_not_measured(
    house: House, sales: dict[str, DatasetId]
) -> None:
    found = await run(house.team.owner, CLASSIC.replace("SELECT", "SELECT random(),"))
    assert found["fan_outs"] == []


async def test_errors_of_a_statement_are_its_own(house: House, sales: dict[str, DatasetId]) -> None:
    answer = await send(house.team.owner, CLASSIC.replace("s.amount", "s.amuont"))
    assert answer.status_code == 422 or answer.status_code == 400
    assert answer.json()["error"]["details"]["near_misses"] == ["amount"]
