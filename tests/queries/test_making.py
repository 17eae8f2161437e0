"""Datasets that are made of queries: what becomes of the values, where each came from, and who may make them."""

from typing import Any

import pytest
from tests.factories import Person, Team
from tests.queries.making import begin, dataset, ended, make, origins, rows
from tests.queries.pieces import NOTHING, SALES, execute, runs_of, save, upload


async def test_a_saved_query_becomes_a_dataset_like_an_uploaded_one(editor: Person, viewer: Person) -> None:
    source = await upload(editor.client)
    saved = await save(
        editor,
        sql="SELECT region, sum(amount) AS total FROM sales WHERE day >= $since GROUP BY region ORDER BY region",
        parameters=[{"name": "since", "type": "date", "value": "2024-02-01"}],
    )
    answer = await begin(editor.client, saved["id"], name="By region", description="Since February")
    begun = answer.json()
    assert (answer.status_code, begun["status"], begun["file_name"]) == (201, "importing", None)
    how = await ended(viewer.client, begun["import_id"])
    assert {key: how[key] for key in ("status", "stage", "rows", "fraction", "file_name", "error", "dataset_ids")} == {
        "status": "ready",
        "stage": None,
        "rows": 2,
        "fraction": 1.0,
        "file_name": "By region.parquet",
        "error": None,
        "dataset_ids": [begun["id"]],
    }
    made = await dataset(viewer.client, begun["id"])
    assert made == begun | {
        "status": "ready",
        "row_count": 2,
        "file_size": how["file_size"],
        "file_name": "By region.parquet",
        "columns": made["columns"],
        "columns_info": [{"name": "region", "type": "text"}, {"name": "total", "type": "decimal"}],
        "active_version_id": made["active_version_id"],
        "updated_at": made["updated_at"],
    }
    assert (made["name"], made["sql_name"], made["description"]) == ("By region", "by_region", "Since February")
    assert await rows(viewer.client, "FROM by_region") == [["North", 30.0], ["South", 20.25]]
    profile = (await viewer.client.get(f"/api/v1/datasets/{made['id']}/profile")).json()
    assert [column["distinct_count"] for column in profile["columns"]] == [2, 2]
    (origin,) = await origins(viewer.client, made["id"])
    (read,) = origin["sources"]
    assert origin == {
        "id": begun["import_id"],
        "dataset_id": made["id"],
        "version_ids": [made["active_version_id"]],
        "saved_query_id": saved["id"],
        "sql": saved["sql"],
        "parameters": {"since": {"type": "date", "value": "2024-02-01"}},
        "sources": [read],
        "made_by": editor.user_id,
        "made_by_name": "Editor",
        "made_at": origin["made_at"],
    }
    assert (read["dataset_id"], read["sql_name"], read["version_number"]) == (source, "sales", 1)


async def test_a_run_becomes_a_dataset_with_the_values_that_it_ran_with(editor: Person) -> None:
    await execute(
        editor.client,
        "SELECT $n AS n, $day AS day",
        parameters={"n": 7, "day": {"type": "date", "value": "2024-02-29"}},
    )
    (run,) = await runs_of(editor.client)
    made = await make(editor, run["id"])
    assert await rows(editor.client, "FROM made") == [[7, "2024-02-29"]]
    assert [(one["saved_query_id"], one["sql"]) for one in await origins(editor.client, made["id"])] == [
        (None, "SELECT $n AS n, $day AS day")
    ]


async def test_a_run_of_a_saved_query_is_known_by_it_while_it_has_the_same_text(editor: Person) -> None:
    saved = await save(editor, sql="SELECT 1 AS n")
    for sql in ("SELECT 1 AS n", "SELECT 2 AS n"):
        await execute(editor.client, sql, saved_query_id=saved["id"])
    changed, same = await runs_of(editor.client)
    found = [(await origins(editor.client, (await make(editor, run["id"]))["id"]))[0] for run in (same, changed)]
    assert [one["saved_query_id"] for one in found] == [saved["id"], None]


async def test_running_it_again_makes_a_new_version_that_can_be_rolled_back(editor: Person) -> None:
    source = await upload(editor.client)
    saved = await save(editor, sql="SELECT count(*) AS n FROM sales")
    made = await make(editor, saved["id"])
    more = {"file": ("sales.csv", (SALES + "2024-03-01,West,1.00\n").encode(), "text/csv")}
    await editor.client.post("/api/v1/datasets/upload", files=more, data={"dataset_id": source})
    again = await begin(editor.client, saved["id"], dataset_id=made["id"])
    assert (again.status_code, again.json()["id"], again.json()["status"]) == (201, made["id"], "ready")
    await ended(editor.client, again.json()["import_id"])
    assert await rows(editor.client, "FROM made") == [[4]]
    versions = (await editor.client.get(f"/api/v1/datasets/{made['id']}/versions")).json()["items"]
    assert [version["number"] for version in versions] == [2, 1]
    read = [one["sources"][0]["version_number"] for one in await origins(editor.client, made["id"])]
    assert read == [2, 1]
    back = f"/api/v1/datasets/{made['id']}/versions/{versions[1]['id']}/activate"
    assert (await editor.client.post(back)).status_code == 200
    assert await rows(editor.client, "FROM made") == [[3]]


async def test_refreshing_runs_the_statement_of_the_active_version(editor: Person) -> None:
    first = await save(editor, sql="SELECT 1 AS n")
    made = await make(editor, first["id"])
    second = await save(editor, "Other", "SELECT 2 AS n")
    await ended(editor.client, (await begin(editor.client, second["id"], dataset_id=made["id"])).json()["import_id"])
    address = f"/api/v1/datasets/{made['id']}/versions/{made['active_version_id']}/activate"
    assert (await editor.client.post(address)).status_code == 200
    for saved in (first, second):
        assert (await editor.client.delete(f"/api/v1/queries/{saved['id']}")).status_code == 204
    refreshed = await editor.client.post(f"/api/v1/queries/of-dataset/{made['id']}/refresh")
    assert refreshed.status_code == 201, refreshed.text
    await ended(editor.client, refreshed.json()["import_id"])
    assert [one["sql"] for one in await origins(editor.client, made["id"])] == [
        "SELECT 1 AS n",
        "SELECT 2 AS n",
        "SELECT 1 AS n",
    ]
    assert await rows(editor.client, "FROM made") == [[1]]


async def test_a_column_that_is_given_another_type_stays_of_the_same_origin(editor: Person) -> None:
    saved = await save(editor, sql="SELECT i::HUGEINT AS i, '0' || i AS code FROM range(3) AS r(i)")
    made = await make(editor, saved["id"])
    change = {"columns": [{"name": "code", "type": "integer"}]}
    changed = (await editor.client.patch(f"/api/v1/datasets/{made['id']}/columns", json=change)).json()
    assert [(one["name"], one["type"]) for one in changed["columns_info"]] == [("i", "integer"), ("code", "integer")]
    (origin,) = await origins(editor.client, made["id"])
    assert origin["version_ids"] == [changed["active_version_id"], made["active_version_id"]]


@pytest.mark.parametrize(
    ("sql", "status", "code", "column"),
    [
        ("SELECT nope FROM sales", 422, "QUERY_ERROR", 8),
        ("DELETE FROM sales", 422, "QUERY_REFUSED", 1),
        ("SELECT * FROM read_csv('/etc/passwd')", 422, "QUERY_REFUSED", 15),
        ("SELECT $n", 422, "VALIDATION_ERROR", None),
    ],
)
async def test_what_cannot_run_is_refused_at_once_and_leaves_nothing(
    editor: Person, sql: str, status: int, code: str, column: int | None
) -> None:
    await upload(editor.client)
    saved = await save(editor, sql=sql)
    answer = await begin(editor.client, saved["id"], name="Made")
    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["details"].get("column")) == (status, code, column)
    assert (await editor.client.get("/api/v1/datasets")).json()["total"] == 1
    assert (await editor.client.get("/api/v1/imports")).json()["items"] == []


async def test_a_dataset_that_was_uploaded_is_not_replaced_by_a_query(editor: Person) -> None:
    uploaded = await upload(editor.client)
    saved = await save(editor)
    for answer in (
        await begin(editor.client, saved["id"], dataset_id=uploaded),
        await editor.client.post(f"/api/v1/queries/of-dataset/{uploaded}/refresh"),
    ):
        told = answer.json()["error"]
        assert (answer.status_code, told["code"], told["message"]) == (
            409,
            "CONFLICT",
            "This dataset was not made of a query.",
        )
    assert await origins(editor.client, uploaded) == []


async def test_what_is_not_there_or_another_persons_is_not_found(team: Team) -> None:
    saved = await save(team.editor)
    await execute(team.owner.client, "SELECT 1")
    (run_of_another,) = await runs_of(team.owner.client)
    elsewhere = await save(team.stranger)
    foreign = await make(team.stranger, elsewhere["id"])
    asked: dict[str, tuple[str, dict[str, Any]]] = {
        "nothing": (NOTHING, {"name": "Made"}),
        "the run of another": (run_of_another["id"], {"name": "Made"}),
        "of another workspace": (elsewhere["id"], {"name": "Made"}),
        "into nothing": (saved["id"], {"dataset_id": NOTHING}),
        "into another workspace": (saved["id"], {"dataset_id": foreign["id"]}),
    }
    told = {name: (await begin(team.editor.client, of, **body)).status_code for name, (of, body) in asked.items()}
    assert told == dict.fromkeys(asked, 404)
    for path in (f"/of-dataset/{foreign['id']}", f"/of-dataset/{NOTHING}"):
        assert (await team.editor.client.get(f"/api/v1/queries{path}")).status_code == 404
        assert (await team.editor.client.post(f"/api/v1/queries{path}/refresh")).status_code == 404


async def test_making_takes_an_editor(team: Team) -> None:
    saved = await save(team.editor)
    made = await make(team.editor, saved["id"])
    for answer in (
        await begin(team.viewer.client, saved["id"], name="Made"),
        await team.viewer.client.post(f"/api/v1/queries/of-dataset/{made['id']}/refresh"),
    ):
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "FORBIDDEN")


@pytest.mark.parametrize(
    "body", [{}, {"name": ""}, {"name": "a", "dataset_id": NOTHING}, {"dataset_id": NOTHING, "description": "b"}]
)
async def test_a_request_says_either_a_name_or_a_dataset(editor: Person, body: dict[str, Any]) -> None:
    saved = await save(editor)
    assert (await begin(editor.client, saved["id"], **body)).status_code == 422
