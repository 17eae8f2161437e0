"""Policies over HTTP: who is told of them, who changes them, and that nobody loses one by the way."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.factories import Person, Team
from tests.query.conftest import MakeDataset, store_dataset

from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.runtime import Runtime

OWN_ROWS = {"name": "own branch", "table": "orders", "formula": "branch = USER_ATTRIBUTE('branch')"}
NO_SALARY = {"name": "no salaries", "table": "orders", "columns": ["salary"], "roles": ["viewer"]}
POLICIES: dict[str, Any] = {"row_policies": [OWN_ROWS], "column_policies": [NO_SALARY]}
DATA = "SELECT 'mine' AS branch, 1 AS amount, 900 AS salary UNION ALL SELECT 'theirs', 2, 800"
TABLE = "orders"


@pytest.fixture
def make_dataset(runtime: Runtime, team: Team, tmp_path: Path) -> MakeDataset:
    async def make(query: str, name: str = "orders") -> DatasetId:
        return await store_dataset(runtime, team.owner, tmp_path, query, name, None)

    return make


@pytest.fixture
async def dataset_id(make_dataset: MakeDataset) -> str:
    return str(await make_dataset(DATA))


def body(dataset_id: str, table: str = TABLE, **parts: Any) -> dict[str, Any]:
    return {"name": "Orders", "definition": {"tables": [{"name": table, "dataset_id": dataset_id}], **parts}}


async def made(team: Team, dataset_id: str, **parts: Any) -> dict[str, Any]:
    answer = await team.owner.client.post("/api/v1/models", json=body(dataset_id, **(parts or POLICIES)))
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def read(person: Person, model: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = (await person.client.get(f"/api/v1/models/{model['id']}")).json()
    return found


async def put(person: Person, model: dict[str, Any], sent: dict[str, Any]) -> httpx.Response:
    present = await read(person, model)
    return await person.client.put(f"/api/v1/models/{model['id']}", json={**sent, "revision": present["revision"]})


def policies(state: dict[str, Any]) -> tuple[list[str], list[str]]:
    parts = [state["definition"].get(part, []) for part in ("row_policies", "column_policies")]
    return [one["name"] for one in parts[0]], [one["name"] for one in parts[1]]


async def test_owners_alone_are_told_of_policies(team: Team, dataset_id: str) -> None:
    wrong = {"name": "wrong", "table": TABLE, "formula": "brunch = 'x'"}
    model = await made(team, dataset_id, row_policies=[OWN_ROWS, wrong], column_policies=[NO_SALARY])
    assert policies(model) == (["own branch", "wrong"], ["no salaries"])
    assert [one["place"] for one in model["check"]["problems"]] == ["row_policies/wrong/formula"]
    for person in (team.editor, team.viewer):
        told = await read(person, model)
        assert (policies(told), told["check"]["problems"]) == (([], []), [])
        exported = (await person.client.get(f"/api/v1/models/{model['id']}/yaml")).text
        assert "branch" not in exported
        assert "salar" not in exported
    saved = await put(team.owner, model, body(dataset_id, **POLICIES, measures=[]))
    assert saved.status_code == 200
    for person, places in ((team.owner, ["row_policies/wrong"]), (team.editor, [])):
        history = (await person.client.get(f"/api/v1/models/{model['id']}/revisions")).json()["items"]
        assert [change["place"] for change in history[0]["changes"]] == places


async def test_an_editor_changes_the_rest_of_a_model_and_leaves_its_policies(team: Team, dataset_id: str) -> None:
    model = await made(team, dataset_id)
    revenue = {"name": "revenue", "table": TABLE, "formula": "SUM(amount)"}
    saved = await put(team.editor, model, body(dataset_id, measures=[revenue]))
    assert (saved.status_code, policies(saved.json())) == (200, ([], []))
    present = await read(team.owner, model)
    assert policies(present) == (["own branch"], ["no salaries"])
    assert [one["name"] for one in present["definition"]["measures"]] == ["revenue"]


@pytest.mark.parametrize(
    "parts",
    [
        {"row_policies": []},
        {"column_policies": []},
        {"row_policies": [{**OWN_ROWS, "formula": "true"}]},
        {"row_policies": [OWN_ROWS, {**OWN_ROWS, "name": "another"}]},
        {"column_policies": [{**NO_SALARY, "roles": ["owner"]}]},
    ],
)
async def test_an_editor_cannot_change_or_remove_a_policy(team: Team, dataset_id: str, parts: dict[str, Any]) -> None:
    model = await made(team, dataset_id)
    refused = await put(team.editor, model, body(dataset_id, **parts))
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "FORBIDDEN")
    assert policies(await read(team.owner, model)) == (["own branch"], ["no salaries"])


async def test_an_editor_cannot_take_the_dataset_from_under_a_policy(
    team: Team, dataset_id: str, make_dataset: MakeDataset
) -> None:
    model = await made(team, dataset_id)
    other = str(await make_dataset(DATA, name="other"))
    swapped = await put(team.editor, model, body(other))
    renamed = await put(team.editor, model, body(dataset_id, table="sales"))
    both = body(other)
    both["definition"]["tables"].append({"name": "free", "dataset_id": dataset_id})
    moved = await put(team.editor, model, both)
    assert [one.status_code for one in (swapped, renamed, moved)] == [403, 403, 403]
    assert (await team.editor.client.delete(f"/api/v1/models/{model['id']}")).status_code == 403
    claimed = await team.editor.client.post("/api/v1/models", json=body(dataset_id))
    assert claimed.status_code == 409


async def test_an_editor_makes_models_without_policies_only(team: Team, dataset_id: str) -> None:
    refused = await team.editor.client.post("/api/v1/models", json=body(dataset_id, **POLICIES))
    assert refused.status_code == 403
    assert (await team.editor.client.post("/api/v1/models", json=body(dataset_id))).status_code == 201


async def test_owners_keep_what_they_leave_out_and_remove_what_they_empty(team: Team, dataset_id: str) -> None:
    model = await made(team, dataset_id)
    kept = await put(team.owner, model, body(dataset_id))
    assert policies(kept.json()) == (["own branch"], ["no salaries"])
    emptied = await put(team.owner, model, body(dataset_id, row_policies=[]))
    assert policies(emptied.json()) == ([], ["no salaries"])


async def test_going_back_to_an_old_state_opens_nothing_that_was_closed_since(team: Team, dataset_id: str) -> None:
    model = await made(team, dataset_id, measures=[{"name": "n", "table": TABLE, "formula": "COUNT(*)"}])
    await put(team.owner, model, body(dataset_id, **POLICIES))
    for person in (team.editor, team.owner):
        restored = await person.client.post(f"/api/v1/models/{model['id']}/revisions/1/restore")
        assert [one["name"] for one in restored.json()["definition"]["measures"]] == ["n"]
        assert policies(await read(team.owner, model)) == (["own branch"], ["no salaries"])


async def test_a_model_in_the_trash_takes_its_policies_along_and_owners_alone_throw_it_there(
    team: Team, dataset_id: str
) -> None:
    model = await made(team, dataset_id)
    seen = {"spec": {"dataset_id": dataset_id, "measures": [{"aggregation": "count"}]}}
    assert (await team.viewer.client.post("/api/v1/query", json=seen)).json()["rows"] == [[0]]
    assert (await team.owner.client.delete(f"/api/v1/models/{model['id']}")).status_code == 204
    assert (await team.viewer.client.post("/api/v1/query", json=seen)).json()["rows"] == [[2]]
    refused = await team.editor.client.post(f"/api/v1/trash/model/{model['id']}/restore")
    assert refused.status_code == 403
    assert (await team.owner.client.post(f"/api/v1/trash/model/{model['id']}/restore")).status_code == 200
    assert (await team.viewer.client.post("/api/v1/query", json=seen)).json()["rows"] == [[0]]


async def test_policies_are_written_in_yaml_and_come_back_byte_for_byte(team: Team, dataset_id: str) -> None:
    excepted = {
        **OWN_ROWS,
        "except_for": {"attribute": "level", "values": ["2", "3"]},
        "description": "Each their own.",
    }
    model = await made(team, dataset_id, row_policies=[excepted], column_policies=[NO_SALARY])
    address = f"/api/v1/models/{model['id']}/yaml"
    text = (await team.owner.client.get(address)).text
    assert text.split("row_policies:")[1] == (
        "\n"
        "  - name: own branch\n"
        "    description: Each their own.\n"
        "    table: orders\n"
        "    formula: branch = USER_ATTRIBUTE('branch')\n"
        "    except_for:\n"
        "      attribute: level\n"
        "      values: ['2', '3']\n"
        "column_policies:\n"
        "  - name: no salaries\n"
        "    table: orders\n"
        "    roles: [viewer]\n"
        "    columns: [salary]\n"
    )
    sent = await team.owner.client.put(address, content=text, headers={"content-type": "text/yaml"})
    assert sent.status_code == 200, sent.text
    assert (await team.owner.client.get(address)).text == text
    without = text.split("row_policies:")[0]
    assert (await team.editor.client.put(address, content=without)).status_code == 200
    assert (await team.editor.client.put(address, content=text.replace("['2', '3']", "['1']"))).status_code == 403
    assert (await team.owner.client.get(address)).text == text


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        ({"row_policies": [OWN_ROWS, OWN_ROWS]}, "row_policies/own branch"),
        ({"row_policies": [{**OWN_ROWS, "table": "lines"}]}, "row_policies/own branch/table"),
        ({"column_policies": [{**NO_SALARY, "table": "lines"}]}, "column_policies/no salaries/table"),
    ],
)
async def test_a_policy_that_no_data_could_fit_is_refused(
    team: Team, dataset_id: str, parts: dict[str, Any], place: str
) -> None:
    refused = await team.owner.client.post("/api/v1/models", json=body(dataset_id, **parts))
    assert (refused.status_code, refused.json()["error"]["details"]["place"]) == (422, place)


async def test_the_original_file_is_kept_from_editors_whom_a_policy_limits(team: Team) -> None:
    file = {"file": ("a.csv", b"branch,amount\nmine,1\ntheirs,x\nmine,2\nmine,3\n" + b"mine,4\n" * 50)}
    uploaded = (await team.owner.client.post("/api/v1/datasets/upload", files=file)).json()
    addresses = [f"/api/v1/datasets/{uploaded['id']}/{part}" for part in ("raw", "rejects")]
    assert [(await team.editor.client.get(one)).status_code for one in addresses] == [200, 200]
    await made(team, uploaded["id"], row_policies=[{**OWN_ROWS, "roles": ["editor"]}])
    for one in addresses:
        refused = await team.editor.client.get(one)
        assert (refused.status_code, "theirs" in refused.text) == (403, False)
        assert (await team.owner.client.get(one)).status_code == 200
