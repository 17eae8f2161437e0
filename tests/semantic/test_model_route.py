"""The model over HTTP: who may read it, and what it keeps from those who may not see every row."""

from typing import Any
from uuid import UUID, uuid4

import httpx
from sqlalchemy.ext.asyncio import AsyncSession
from tests.datasets.uploading import get, problem, upload
from tests.factories import Person, Team

from gnomon.datasets.contracts import ColumnType, DatasetTable
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity.contracts import Principal
from gnomon.query.plan import UNRESTRICTED, Field, OneOf, Restricted, RowFilter
from gnomon.query.runtime import QueryRuntime

SALES = b"order_id,day,region,revenue\n1,2024-01-01,North,1.50\n2,2024-01-02,South,2.25\n3,2024-01-03,,3.00\n"
DAYS = ["day", "week", "month", "quarter", "year", "day_of_week", "month_of_year"]
SUMMED = ["sum", "avg", "min", "max", "median", "quantile", "stddev", "count", "count_distinct"]
UNKNOWN = {"distinct_count": None, "min": None, "max": None}


def dimension(name: str, label: str, kind: str, column_type: str, **more: Any) -> dict[str, Any]:
    said: dict[str, Any] = {"description": None, "is_hidden": False, "grains": [], "default_grain": None}
    return {"name": name, "label": label, "kind": kind, "type": column_type, **said, **more}


def expected(dataset: dict[str, Any], as_of: str) -> dict[str, Any]:
    return {
        "dataset_id": dataset["id"],
        "dataset_name": "Sales Q4",
        "sql_name": "sales_q4",
        "version_id": dataset["active_version_id"],
        "row_count": 3,
        "as_of": as_of,
        "dimensions": [
            dimension("order_id", "Order ID", "number", "integer", distinct_count=3, min=1, max=3),
            dimension(
                "day",
                "Day",
                "time",
                "date",
                grains=DAYS,
                default_grain="day",
                distinct_count=3,
                min="2024-01-01",
                max="2024-01-03",
            ),
            dimension("region", "Region", "categorical", "text", distinct_count=2, min="North", max="South"),
            dimension("revenue", "Revenue", "number", "decimal", distinct_count=3, min=1.5, max=3.0),
        ],
        "measures": [
            {
                "name": "*",
                "label": "Rows",
                "type": "integer",
                "description": "How many rows there are.",
                "is_hidden": False,
                "default_aggregation": "count",
                "aggregations": ["count"],
            },
            {
                "name": "revenue",
                "label": "Revenue",
                "type": "decimal",
                "description": None,
                "is_hidden": False,
                "default_aggregation": "sum",
                "aggregations": SUMMED,
            },
        ],
    }


async def test_everybody_in_the_workspace_reads_the_same_model_and_nobody_else_any(
    team: Team, client: httpx.AsyncClient
) -> None:
    dataset = await upload(team.editor.client, SALES)
    path = f"/api/v1/datasets/{dataset['id']}/model"
    (version,) = (await get(team.owner.client, f"/datasets/{dataset['id']}/versions"))["items"]
    wanted = expected(dataset, version["created_at"])
    for person in (team.owner, team.editor, team.viewer):
        assert (await person.client.get(path)).json() == wanted

    foreign, missing = (
        await team.stranger.client.get(path),
        await team.owner.client.get(f"/api/v1/datasets/{uuid4()}/model"),
    )
    assert problem(foreign) == problem(missing) == (404, "NOT_FOUND")
    assert foreign.json()["error"] == missing.json()["error"]
    assert problem(await client.get(path)) == (401, "UNAUTHENTICATED")

    await team.editor.client.delete(f"/api/v1/datasets/{dataset['id']}")
    assert problem(await team.owner.client.get(path)) == (404, "NOT_FOUND")


async def test_words_that_people_change_are_in_the_model_at_once(editor: Person) -> None:
    dataset = await upload(editor.client, SALES)
    before = await get(editor.client, f"/datasets/{dataset['id']}/model")
    words = {"name": "revenue", "label": "Money", "description": "In euros", "is_hidden": True}
    changed = await editor.client.patch(f"/api/v1/datasets/{dataset['id']}/columns", json={"columns": [words]})
    assert changed.status_code == 200
    await editor.client.patch(f"/api/v1/datasets/{dataset['id']}", json={"name": "Sales Q5"})

    said = {"label": "Money", "description": "In euros", "is_hidden": True}
    *dimensions, revenue = before["dimensions"]
    rows, measure = before["measures"]
    assert await get(editor.client, f"/datasets/{dataset['id']}/model") == {
        **before,
        "dataset_name": "Sales Q5",
        "sql_name": "sales_q5",
        "dimensions": [*dimensions, {**revenue, **said}],
        "measures": [rows, {**measure, **said}],
    }


async def test_who_may_not_see_every_row_learns_nothing_of_their_values(team: Team, runtime: Runtime) -> None:
    dataset = await upload(team.editor.client, SALES)
    path = f"/datasets/{dataset['id']}/model"
    full = await get(team.viewer.client, path)

    async def policy(_session: AsyncSession, principal: Principal, _table: DatasetTable) -> RowFilter:
        north = Restricted(OneOf(Field("region", ColumnType.TEXT, "VARCHAR"), ("North",), "VARCHAR"))
        return north if principal.user_id == UUID(team.viewer.user_id) else UNRESTRICTED

    object.__setattr__(runtime.get(QueryRuntime), "row_policies", policy)
    assert await get(team.editor.client, path) == full
    assert await get(team.viewer.client, path) == {
        **full,
        "row_count": 0,
        "dimensions": [
            {**one, **UNKNOWN, "default_grain": "month" if one["grains"] else None} for one in full["dimensions"]
        ],
    }
