"""Models over HTTP: kept, changed by one person at a time, gone back to, thrown away and had back."""

from typing import Any
from uuid import uuid4

import httpx
from tests.datasets.uploading import get, problem, upload
from tests.factories import Person, Team
from tests.semantic.shop import CUSTOMERS, create_model, definition_of, upload_shop


async def save(client: httpx.AsyncClient, model: dict[str, Any], **changes: Any) -> httpx.Response:
    body = {key: model[key] for key in ("name", "description", "definition", "revision")}
    return await client.put(f"/api/v1/models/{model['id']}", json={**body, **changes})


async def test_a_model_is_kept_with_the_datasets_that_it_speaks_about(team: Team) -> None:
    shop = await upload_shop(team.editor.client)
    made = await create_model(team.editor.client, definition_of(shop), "  Shop ")
    assert await get(team.viewer.client, f"/models/{made['id']}") == made
    assert (made["name"], made["revision"], made["check"]["problems"]) == ("Shop", 1, [])
    assert made["tables"][1] == {
        "name": "customers",
        "dataset_id": shop["customers"],
        "dataset_name": "customers",
        "sql_name": "customers",
        "is_missing": False,
        "row_count": 2,
        "columns": [
            {"name": "id", "type": "integer", "label": None},
            {"name": "name", "type": "text", "label": None},
            {"name": "country_code", "type": "text", "label": None},
        ],
    }
    assert {one["place"] for one in made["check"]["types"]} == {"tables/orders/calculated/fee", "measures/profit"}
    (listed,) = (await get(team.viewer.client, "/models?search=sho"))["items"]
    assert listed == {
        **{key: made[key] for key in ("id", "name", "description", "revision", "created_at", "updated_at")},
        "tables": [{"name": name, "dataset_id": shop[name], "dataset_name": name} for name in shop],
        "relationship_count": 2,
        "measure_count": 1,
    }
    assert (await get(team.viewer.client, "/models?search=none"))["items"] == []
    assert (await get(team.stranger.client, "/models"))["items"] == []


async def test_a_dataset_knows_its_model_or_what_to_begin_with(editor: Person) -> None:
    shop = await upload_shop(editor.client)
    before = await get(editor.client, f"/models/of-dataset/{shop['orders']}")
    assert (before["id"], before["revision"], before["name"]) == (None, 0, "orders")
    assert before["definition"]["tables"] == [
        {"name": "orders", "dataset_id": shop["orders"], "columns": [], "calculated": [], "hierarchies": []}
    ]
    made = await create_model(editor.client, definition_of(shop))
    for name in shop:
        assert await get(editor.client, f"/models/of-dataset/{shop[name]}") == made
    assert problem(await editor.client.get(f"/api/v1/models/of-dataset/{uuid4()}")) == (404, "NOT_FOUND")


async def test_an_old_state_is_not_saved_and_says_what_changed_since(team: Team) -> None:
    shop = await upload_shop(team.editor.client)
    made = await create_model(team.editor.client, definition_of(shop))
    measures = [{"name": "profit", "table": "orders", "formula": "SUM(amount)"}]
    hers = await save(team.editor.client, made, definition=definition_of(shop, measures=measures, relationships=[]))
    assert (hers.status_code, hers.json()["revision"]) == (200, 2)
    mine = await save(team.owner.client, made, name="Mine")
    assert problem(mine) == (409, "CONFLICT")
    assert mine.json()["error"]["message"] == (
        "Somebody changed this model in the meantime: "
        "measures/profit, relationships/ordered_by, relationships/lives_in."
    )
    assert mine.json()["error"]["details"] == {
        "revision": 2,
        "base": 1,
        "changes": [
            {"place": "measures/profit", "kind": "changed"},
            {"place": "relationships/ordered_by", "kind": "removed"},
            {"place": "relationships/lives_in", "kind": "removed"},
        ],
    }
    assert await get(team.owner.client, f"/models/{made['id']}") == hers.json()


async def test_every_state_is_in_the_history_and_can_be_had_again(team: Team) -> None:
    shop = await upload_shop(team.editor.client)
    first = await create_model(team.editor.client, definition_of(shop))
    second = (await save(team.owner.client, first, name="Two", definition=definition_of(shop, measures=[]))).json()
    restored = await team.editor.client.post(f"/api/v1/models/{first['id']}/revisions/1/restore")
    assert {**restored.json(), "updated_at": None} == {**first, "revision": 3, "updated_at": None}
    history = (await get(team.viewer.client, f"/models/{first['id']}/revisions"))["items"]
    assert [
        (one["number"], one["name"], one["saved_by"], one["is_present"], one["changes"], one["change_count"])
        for one in history
    ] == [
        (3, "Shop", team.editor.user_id, True, [{"place": "measures/profit", "kind": "added"}], 1),
        (2, "Two", team.owner.user_id, False, [{"place": "measures/profit", "kind": "removed"}], 1),
        (1, "Shop", team.editor.user_id, False, [], 0),
    ]
    assert second["revision"] == 2
    missing = await team.editor.client.post(f"/api/v1/models/{first['id']}/revisions/9/restore")
    assert problem(missing) == (404, "NOT_FOUND")


async def test_a_dataset_belongs_to_one_model(editor: Person) -> None:
    shop = await upload_shop(editor.client)
    made = await create_model(editor.client, definition_of(shop))
    tables = [{"name": "people", "dataset_id": shop["customers"]}]
    second = await editor.client.post("/api/v1/models", json={"name": "People", "definition": {"tables": tables}})
    assert problem(second) == (409, "CONFLICT")
    assert second.json()["error"]["message"] == "The dataset of “people” belongs to the model “Shop” already."
    assert second.json()["error"]["details"]["model_id"] == made["id"]
    # Thrown away, it leaves its datasets to others, and cannot have them back from them.
    assert (await editor.client.delete(f"/api/v1/models/{made['id']}")).status_code == 204
    people = await create_model(editor.client, {"tables": tables}, "People")
    back = await editor.client.post(f"/api/v1/trash/model/{made['id']}/restore")
    assert problem(back) == (409, "CONFLICT")
    assert (await save(editor.client, people, definition=definition_of(shop))).status_code == 200
    assert (await get(editor.client, f"/models/of-dataset/{shop['orders']}"))["id"] == people["id"]


async def test_a_model_speaks_of_datasets_of_its_workspace_alone(team: Team) -> None:
    foreign = await upload(team.stranger.client, CUSTOMERS, "customers.csv")
    for dataset_id in (foreign["id"], str(uuid4())):
        definition = {"tables": [{"name": "people", "dataset_id": dataset_id}]}
        refused = await team.editor.client.post("/api/v1/models", json={"name": "People", "definition": definition})
        assert problem(refused) == (422, "VALIDATION_ERROR")
        assert refused.json()["error"]["details"]["place"] == "tables/people/dataset_id"
        checked = await team.editor.client.post("/api/v1/models/validate", json={"definition": definition})
        assert [one["place"] for one in checked.json()["problems"]] == ["tables/people"]


async def test_a_definition_that_contradicts_itself_is_refused_with_the_place(editor: Person) -> None:
    shop = {name: str(uuid4()) for name in ("orders", "customers", "countries")}
    twice = definition_of(shop, measures=[{"name": "m", "table": "orders", "formula": "1"}] * 2)
    refused = await editor.client.post("/api/v1/models", json={"name": "Shop", "definition": twice})
    assert problem(refused) == (422, "VALIDATION_ERROR")
    assert refused.json()["error"]["message"] == "There are two measures called “m”."
    assert refused.json()["error"]["details"]["place"] == "measures/m"
    checked = await editor.client.post("/api/v1/models/validate", json={"definition": twice})
    assert checked.json() == {"problems": refused.json()["error"]["details"]["problems"], "types": []}


async def test_a_dropped_dataset_or_column_is_named_and_the_rest_goes_on(editor: Person) -> None:
    shop = await upload_shop(editor.client)
    made = await create_model(editor.client, definition_of(shop))
    assert (await editor.client.delete(f"/api/v1/datasets/{shop['customers']}")).status_code == 204
    broken = await get(editor.client, f"/models/{made['id']}")
    assert {one["place"] for one in broken["check"]["problems"]} == {
        "tables/customers",
        "relationships/ordered_by",
        "relationships/lives_in",
    }
    assert [(one["name"], one["dataset_name"], one["is_missing"]) for one in broken["tables"]] == [
        ("orders", "orders", False),
        ("customers", "customers", True),
        ("countries", "countries", False),
    ]
    assert [one["place"] for one in broken["check"]["types"]] == ["tables/orders/calculated/fee", "measures/profit"]
    # A model with a missing dataset can still be changed, and the dataset comes back into it.
    assert (await save(editor.client, broken, name="Still")).status_code == 200
    assert (await editor.client.post(f"/api/v1/trash/dataset/{shop['customers']}/restore")).status_code == 200
    assert (await get(editor.client, f"/models/{made['id']}"))["check"]["problems"] == []
    assert (await get(editor.client, f"/models/of-dataset/{shop['customers']}"))["name"] == "Still"

    wrong = definition_of(shop)
    wrong["tables"][0]["columns"] = [{"column": "amuont", "label": "x"}, {"column": "id", "kind": "time"}]
    wrong["tables"][0]["hierarchies"] = [{"name": "h", "levels": [{"column": "fee"}, {"column": "gone"}]}]
    wrong["relationships"][0]["from_columns"] = ["ordered_on"]
    checked = await editor.client.post(f"/api/v1/models/{made['id']}/validate", json={"definition": wrong})
    assert [(one["place"], one["hint"]) for one in checked.json()["problems"]] == [
        ("tables/orders/columns/amuont", "Did you mean “amount”?"),
        ("tables/orders/columns/id/kind", "Change its type in the dataset, or choose another kind."),
        ("tables/orders/hierarchies/h", "The column was renamed or dropped in the dataset of “orders”."),
        ("relationships/ordered_by", "Choose columns of the same type, or change the type of one in its dataset."),
    ]


async def test_a_formula_is_checked_where_it_is_to_stand(editor: Person) -> None:
    shop = await upload_shop(editor.client)
    made = await create_model(editor.client, definition_of(shop))
    formula = {"table": "orders", "formula": "profit / COUNT(*)", "kind": "measure"}
    for around in ({"model_id": made["id"]}, {"definition": definition_of(shop)}):
        good = await editor.client.post("/api/v1/models/check-formula", json={**formula, **around})
        assert good.json() == {"type": "float", "problem": None}
        bad = await editor.client.post(
            "/api/v1/models/check-formula", json={**formula, **around, "formula": "SUM(amuont)"}
        )
        assert bad.json()["type"] is None
        assert (bad.json()["problem"]["start"], bad.json()["problem"]["end"]) == (4, 10)
    neither = await editor.client.post("/api/v1/models/check-formula", json=formula)
    assert problem(neither) == (422, "VALIDATION_ERROR")
    functions = (await get(editor.client, "/models/functions"))["items"]
    assert {"SUM", "ROUND"} <= {one["name"] for one in functions}


async def test_a_model_travels_as_yaml(team: Team) -> None:
    shop = await upload_shop(team.editor.client)
    made = await create_model(team.editor.client, definition_of(shop))
    path = f"/api/v1/models/{made['id']}/yaml"
    text = await team.viewer.client.get(path)
    assert text.headers["content-type"] == "text/yaml; charset=utf-8"
    assert "dataset: customers" in text.text
    # Elsewhere the same names stand for other datasets.
    there = await upload_shop(team.stranger.client)
    copied = await team.stranger.client.post("/api/v1/models/import", content=text.content)
    assert copied.status_code == 201, copied.text
    assert copied.json()["definition"] == {
        **made["definition"],
        "tables": [{**one, "dataset_id": there[one["name"]]} for one in made["definition"]["tables"]],
    }
    assert (await team.stranger.client.get(f"/api/v1/models/{copied.json()['id']}/yaml")).content == text.content
    # A dataset in the trash keeps its place when the model is edited as text.
    await team.editor.client.delete(f"/api/v1/datasets/{shop['countries']}")
    edited = text.text.replace("SUM(amount) - SUM(fee)", "SUM(amount)").encode()
    replaced = await team.editor.client.put(f"{path}?revision=1", content=edited)
    assert replaced.status_code == 200, replaced.text
    assert replaced.json()["definition"]["measures"][0]["formula"] == "SUM(amount)"
    assert [one["dataset_id"] for one in replaced.json()["definition"]["tables"]] == list(shop.values())
    assert problem(await team.editor.client.put(f"{path}?revision=1", content=edited)) == (409, "CONFLICT")
    assert (await team.editor.client.put(path, content=edited)).json()["revision"] == 3
    unknown = await team.editor.client.put(path, content=edited.replace(b"dataset: orders", b"dataset: ordres"))
    assert (problem(unknown), unknown.json()["error"]["details"]["line"]) == ((422, "VALIDATION_ERROR"), 5)
    for content, answer in (
        (b"#" * (1024 * 1024 + 1), (413, "PAYLOAD_TOO_LARGE")),
        (b"\xff", (422, "VALIDATION_ERROR")),
    ):
        assert problem(await team.editor.client.post("/api/v1/models/import", content=content)) == answer
