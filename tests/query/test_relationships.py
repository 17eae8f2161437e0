"""Relationships that the data suggests, and what it says about those that a model declares."""

from typing import Any
from uuid import UUID, uuid4

import httpx
from tests.datasets.uploading import problem, upload
from tests.factories import Person, Team
from tests.query.limiting import limiting
from tests.semantic.shop import create_model, definition_of, relation, upload_shop

from gnomon.datasets.contracts import ColumnType, DatasetTable
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity.contracts import Principal
from gnomon.query.plan import UNRESTRICTED, Field, OneOf, Restricted, RowFilter
from gnomon.query.runtime import QueryRuntime

VISITS = b"customer_id,day\n1,2024-01-01\n1,2024-01-02\n9,2024-01-03\n,2024-01-04\n"


async def suggested(client: httpx.AsyncClient, *dataset_ids: str) -> list[dict[str, Any]]:
    answer = await client.post("/api/v1/models/suggestions", json={"dataset_ids": dataset_ids})
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_relationships_are_suggested_as_the_data_has_them(team: Team) -> None:
    shop = await upload_shop(team.editor.client)
    visits = (await upload(team.editor.client, VISITS, "visits.csv"))["id"]
    found = await suggested(team.viewer.client, *shop.values(), visits)
    match = {"is_from_unique": False, "is_to_unique": True}
    assert found == [
        {
            "name": "country",
            "from_dataset_id": shop["customers"],
            "from_columns": ["country_code"],
            "to_dataset_id": shop["countries"],
            "to_columns": ["code"],
            "cardinality": "one_to_one",
            "match": {"is_from_unique": True, "is_to_unique": True, "matched_share": 1.0},
        },
        {
            "name": "customer",
            "from_dataset_id": shop["orders"],
            "from_columns": ["customer_id"],
            "to_dataset_id": shop["customers"],
            "to_columns": ["id"],
            "cardinality": "many_to_one",
            "match": {**match, "matched_share": 1.0},
        },
        {
            "name": "customer",
            "from_dataset_id": visits,
            "from_columns": ["customer_id"],
            "to_dataset_id": shop["customers"],
            "to_columns": ["id"],
            "cardinality": "many_to_one",
            "match": {**match, "matched_share": 2 / 3},
        },
    ]
    foreign = await team.stranger.client.post("/api/v1/models/suggestions", json={"dataset_ids": [visits]})
    missing = await team.viewer.client.post("/api/v1/models/suggestions", json={"dataset_ids": [str(uuid4())]})
    assert problem(foreign) == problem(missing) == (404, "NOT_FOUND")


async def test_who_may_not_see_every_row_learns_nothing_of_the_keys(team: Team, runtime: Runtime) -> None:
    shop = await upload_shop(team.editor.client)
    made = await create_model(team.editor.client, definition_of(shop))

    def policy(principal: Principal, table: DatasetTable) -> RowFilter:
        ada = Restricted(OneOf(Field("name", ColumnType.TEXT, "VARCHAR"), ("Ada",), "VARCHAR"))
        is_hidden = principal.user_id == UUID(team.viewer.user_id) and table.sql_name == "customers"
        return ada if is_hidden else UNRESTRICTED

    object.__setattr__(runtime.get(QueryRuntime), "permissions", limiting(policy))
    found = await suggested(team.viewer.client, *shop.values())
    assert [(one["name"], one["cardinality"], one["match"]) for one in found] == [
        ("country", "many_to_one", None),
        ("customer", "many_to_one", None),
    ]
    checked = await team.viewer.client.post(f"/api/v1/models/{made['id']}/check-relationships")
    assert [(one["holds"], one["match"], one["message"]) for one in checked.json()["items"]] == [(None, None, None)] * 2
    known = await team.editor.client.post(f"/api/v1/models/{made['id']}/check-relationships")
    assert [one["holds"] for one in known.json()["items"]] == [True, True]


async def test_declared_relationships_are_measured(editor: Person) -> None:
    shop = await upload_shop(editor.client)
    shop["visits"] = (await upload(editor.client, VISITS, "visits.csv"))["id"]
    definition = definition_of(
        shop,
        relationships=[
            relation("ordered_by", "orders", "customer_id", "customers", "id"),
            relation("visited", "customers", "id", "visits", "customer_id"),
            {**relation("many", "customers", "id", "visits", "customer_id"), "cardinality": "many_to_many"},
            {**relation("single", "orders", "customer_id", "customers", "id"), "cardinality": "one_to_one"},
            relation("nowhere", "orders", "amount", "customers", "id"),
            relation("broken", "orders", "ordered_on", "customers", "id"),
        ],
    )
    definition["tables"].append({"name": "visits", "dataset_id": shop["visits"]})
    made = await create_model(editor.client, definition)
    checked = await editor.client.post(f"/api/v1/models/{made['id']}/check-relationships")
    found = {
        one["name"]: (one["holds"], one["match"] and one["match"]["matched_share"], one["message"])
        for one in checked.json()["items"]
    }
    assert found == {
        "ordered_by": (True, 1.0, None),
        "visited": (False, 0.5, "The key repeats in “visits”: questions count each row once all the same, and say so."),
        "many": (True, 0.5, None),
        "single": (False, 1.0, "The key repeats in “orders”: questions count each row once all the same, and say so."),
        "nowhere": (True, 0.0, "No key of “orders” is found in “customers”."),
        "broken": (False, None, "A table or a column of it is missing, or its types do not fit."),
    }
