"""Looking at a model as somebody else: just what that person is shown."""

from typing import Any

import pytest
from tests.query.guard.policed import CASES, make_given
from tests.query.running.house import House, ask

from gnomon.datasets.contracts import DatasetId

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def see(house: House, dataset_id: str, role: str, attributes: Any, **parts: Any) -> Any:
    """What an owner is told that somebody sees of a table."""
    definition = {"tables": [{"name": "orders", "dataset_id": dataset_id}], **parts}
    asked = {"definition": definition, "role": role, "attributes": attributes}
    answer = await house.team.owner.client.post("/api/v1/models/see-as", json=asked)
    assert answer.status_code == 200, answer.text
    (table,) = answer.json()["tables"]
    return table


@pytest.mark.parametrize("name", CASES)
async def test_an_owner_is_told_what_others_see(name: str, house: House) -> None:
    case = CASES[name]
    dataset_id = await make_given(house, case)
    policies = {"row_policies": case.row_policies, "column_policies": case.column_policies}
    told = await see(house, dataset_id, "viewer", case.attributes, **policies)
    count = {"measures": [{"aggregation": "count", "name": "n"}]}
    shown = await ask(house.team.viewer, DatasetId(dataset_id), **count)  # type: ignore[arg-type]
    preview = (await house.team.viewer.client.get(f"/api/v1/datasets/{dataset_id}/preview")).json()
    columns = {column["name"] for column in preview["columns"]}
    assert told["visible_rows"] == shown["rows"][0][0]
    assert ("secret" in told["hidden_columns"]) == ("secret" in case.given and "secret" not in columns)
    assert told["policies"] == [one["name"] for one in (*case.row_policies, *case.column_policies)]
    assert (told["problem"], told["row_count"] >= told["visible_rows"]) == (None, True)
    owner = await see(house, dataset_id, "owner", {}, **policies)
    assert (owner["visible_rows"], owner["policies"]) == (owner["row_count"], [])


async def test_a_policy_that_does_not_fit_is_told_before_it_is_saved(house: House) -> None:
    dataset_id = await make_given(house, CASES["rows by role"])
    wrong = {"name": "wrong", "table": "orders", "formula": "brunch = 'x'"}
    told = await see(house, dataset_id, "viewer", {}, row_policies=[wrong])
    assert (told["visible_rows"], told["hidden_columns"]) == (None, [])
    assert told["problem"].startswith("“orders” cannot be shown to you now: its policy “wrong” does not fit")


async def test_a_dataset_of_others_is_not_there(house: House) -> None:
    dataset_id = await make_given(house, CASES["rows by role"])
    definition = {"tables": [{"name": "orders", "dataset_id": dataset_id}]}
    asked = {"definition": definition, "role": "owner"}
    answer = await house.team.stranger.client.post("/api/v1/models/see-as", json=asked)
    assert answer.json() == {"tables": []}
