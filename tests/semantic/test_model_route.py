"""The model over HTTP: who may read it, and what it keeps from those who may not see every row."""

from typing import Any
from uuid import UUID, uuid4

import httpx
from tests.datasets.uploading import get, problem, upload
from tests.factories import Person, Team
from tests.query.limiting import limiting
from tests.semantic.shop import create_model, definition_of, upload_shop

from gnomon.datasets.contracts import ColumnType, DatasetTable
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity.contracts import Principal
from gnomon.query.plan import UNRESTRICTED, Field, OneOf, Restricted, RowFilter
from gnomon.query.runtime import QueryRuntime

SALES = b"order_id,day,region,revenue\n1,2024-01-01,North,1.50\n2,2024-01-02,South,2.25\n3,2024-01-03,,3.00\n"
DAYS = ["day", "week", "month", "quarter", "year", "day_of_week", "month_of_year"]
SUMMED = ["sum", "avg", "min", "max", "median", "quantile", "stddev", "count", "count_distinct"]
UNSAID: dict[str, Any] = {"formula": None, "format": None, "unit": None, "synonyms": []}
UNKNOWN = {"distinct_count": None, "min": None, "max": None}


def dimension(name: str, label: str, kind: str, column_type: str, **more: Any) -> dict[str, Any]:
    said: dict[str, Any] = {"description": None, "is_hidden": False, "grains": [], "default_grain": None, **UNSAID}
    return {"name": name, "label": label, "kind": kind, "type": column_type, **said, **more}


def expected(dataset: dict[str, Any], as_of: str) -> dict[str, Any]:
    return {
        "model_id": None,
        "table": "sales_q4",
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
                "table": "sales_q4",
                **UNSAID,
            },
            {
                "name": "revenue",
                "label": "Revenue",
                "type": "decimal",
                "description": None,
                "is_hidden": False,
                "default_aggregation": "sum",
                "aggregations": SUMMED,
                "table": "sales_q4",
                **UNSAID,
            },
        ],
        "related": [],
        "hierarchies": [],
        "parameters": [],
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
        "table": "sales_q5",
        "dimensions": [*dimensions, {**revenue, **said}],
        "measures": [{**rows, "table": "sales_q5"}, {**measure, **said, "table": "sales_q5"}],
    }


async def test_who_may_not_see_every_row_learns_nothing_of_their_values(team: Team, runtime: Runtime) -> None:
    dataset = await upload(team.editor.client, SALES)
    path = f"/datasets/{dataset['id']}/model"
    full = await get(team.viewer.client, path)

    def policy(principal: Principal, _table: DatasetTable) -> RowFilter:
        north = Restricted(OneOf(Field("region", ColumnType.TEXT, "VARCHAR"), ("North",), "VARCHAR"))
        return north if principal.user_id == UUID(team.viewer.user_id) else UNRESTRICTED

    object.__setattr__(runtime.get(QueryRuntime), "permissions", limiting(policy))
    assert await get(team.editor.client, path) == full
    assert await get(team.viewer.client, path) == {
        **full,
        "row_count": 0,
        "dimensions": [
            {**one, **UNKNOWN, "default_grain": "month" if one["grains"] else None} for one in full["dimensions"]
        ],
    }


async def test_what_a_model_says_is_what_questions_may_name(team: Team, runtime: Runtime) -> None:
    shop = await upload_shop(team.editor.client)
    path = f"/datasets/{shop['orders']}/model"
    before = await get(team.viewer.client, path)
    definition = definition_of(shop, parameters=[{"name": "rate", "type": "float", "default": 0.5, "max": 1}])
    definition["tables"][0]["hierarchies"] = [
        {"name": "When", "levels": [{"column": "ordered_on", "grain": "year"}, {"column": "ordered_on"}]},
        {"name": "Gone", "levels": [{"column": "ordered_on"}, {"column": "lost"}]},
    ]
    definition["tables"][0]["columns"].append({"column": "customer_id", "kind": "categorical", "is_hidden": True})
    definition["tables"][1]["columns"] = [{"column": "name", "label": "Customer", "synonyms": ["client"]}]
    made = await create_model(team.editor.client, definition)

    view = await get(team.viewer.client, path)
    assert {key: view[key] for key in ("model_id", "table", "row_count")} == {
        "model_id": made["id"],
        "table": "orders",
        "row_count": 2,
    }
    key, customer, ordered, shipped, amount = before["dimensions"]
    money = {"label": "Turnover", "unit": "€", "format": ",.2f"}
    fee = dimension("fee", "Fee", "number", view["dimensions"][-1]["type"], **UNKNOWN)
    assert view["dimensions"] == [
        key,
        {**customer, "kind": "categorical", "is_hidden": True},
        ordered,
        shipped,
        {**amount, **money},
        {**fee, "formula": "amount * 0.1"},
    ]
    assert [(one["name"], one["formula"], one["default_aggregation"], one["unit"]) for one in view["measures"]] == [
        ("*", None, "count", None),
        ("amount", None, "sum", "€"),
        ("fee", None, "sum", None),
        ("profit", "SUM(amount) - SUM(fee)", None, None),
    ]
    assert [(one["address"], one["label"], one["is_many"]) for one in view["related"]] == [
        ("customers", "customers", False),
        ("countries", "countries", False),
    ]
    people = view["related"][0]["dimensions"]
    assert people[1] == dimension(
        "customers.name",
        "Customer",
        "categorical",
        "text",
        distinct_count=2,
        min="Ada",
        max="Bob",
        synonyms=["client"],
    )
    levels = [{"member": "ordered_on", "grain": "year"}, {"member": "ordered_on", "grain": None}]
    assert view["hierarchies"] == [{"name": "When", "levels": levels}]
    assert view["parameters"] == [
        {"name": "rate", "label": "Rate", "type": "float", "default": 0.5, "min": None, "max": 1.0, "step": None}
    ]
    from_countries = await get(team.viewer.client, f"/datasets/{shop['countries']}/model")
    assert [(one["address"], one["is_many"]) for one in from_countries["related"]] == [
        ("customers", True),
        ("orders", True),
    ]
    assert [one["name"] for one in from_countries["measures"]] == ["*", "profit"]

    def policy(principal: Principal, table: DatasetTable) -> RowFilter:
        ada = Restricted(OneOf(Field("name", ColumnType.TEXT, "VARCHAR"), ("Ada",), "VARCHAR"))
        is_hidden = principal.user_id == UUID(team.viewer.user_id) and table.sql_name == "customers"
        return ada if is_hidden else UNRESTRICTED

    object.__setattr__(runtime.get(QueryRuntime), "permissions", limiting(policy))
    customers, countries = view["related"]
    unknown = [{**one, **UNKNOWN} for one in customers["dimensions"]]
    assert await get(team.viewer.client, path) == {
        **view,
        "related": [{**customers, "dimensions": unknown}, countries],
    }
    assert await get(team.editor.client, path) == view
