"""How a statement is answered: kept and not kept, cut and counted, told where it came from, cancelled."""

import asyncio
from io import BytesIO
from typing import Any
from uuid import uuid4

import httpx
import pytest
from arro3.io import read_ipc_stream
from tests.factories import Person
from tests.query.running.house import House, problem, until

from gnomon.datasets.contracts import DatasetId
from gnomon.query.contracts import SqlMeaning

pytestmark = pytest.mark.asyncio(loop_scope="module")

UNSTEADY = {"run_id", "asked_at", "elapsed_ms", "fingerprint", "as_of"}


async def send(person: Person, sql: str, **more: Any) -> httpx.Response:
    return await person.client.post("/api/v1/queries/execute", json={"sql": sql, **more})


async def run(person: Person, sql: str, **more: Any) -> dict[str, Any]:
    """The answer to a statement that is good."""
    answer = await send(person, sql, **more)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_the_same_statement_is_answered_from_what_is_kept(house: House, datasets: dict[str, DatasetId]) -> None:
    sql = "select region, sum(amount) as total from orders where quantity > $least group by all order by all"
    first = await run(house.team.owner, sql, parameters={"least": 1})
    again = await run(house.team.editor, f"{sql} -- the same", parameters={"least": 1})
    other = await run(house.team.owner, sql, parameters={"least": 2})
    anew = await run(house.team.owner, sql, parameters={"least": 1}, skip_cache=True)
    assert [one["receipt"]["is_cached"] for one in (first, again, other, anew)] == [False, True, False, False]
    assert first["rows"] == again["rows"] == anew["rows"] != other["rows"]
    assert first["receipt"]["fingerprint"] == again["receipt"]["fingerprint"]


async def test_what_changes_by_itself_is_never_kept(house: House, datasets: dict[str, DatasetId]) -> None:
    for sql in ("select random() as x from orders", "select count(*) as x from orders using sample 50 percent"):
        both = [await run(house.team.owner, sql) for _ in range(2)]
        assert [one["receipt"]["is_cached"] for one in both] == [False, False]


async def test_a_new_version_is_asked_at_once_and_named_in_the_receipt(house: House) -> None:
    dataset_id = await house.store("SELECT 1::BIGINT AS n", "counted")
    first = await run(house.team.owner, "select sum(n) as n from counted")
    await house.store("SELECT 2::BIGINT AS n", "counted", dataset_id)
    second = await run(house.team.owner, "select sum(n) as n from counted")
    assert (first["rows"], second["rows"]) == ([[1]], [[2]])
    told = [(source["sql_name"], source["version_number"]) for source in second["receipt"]["sources"]]
    assert told == [("counted", 2)]
    assert first["receipt"]["sources"][0]["content_hash"] != second["receipt"]["sources"][0]["content_hash"]


async def test_an_answer_that_is_cut_says_so_and_how_many_rows_there_are(
    house: House, datasets: dict[str, DatasetId]
) -> None:
    sql = "select i from range(12345) as r(i) order by i desc"
    cut = await run(house.team.owner, sql, limit=3)
    whole = await run(house.team.owner, sql, limit=12_345)
    just = await run(house.team.owner, "select i from range(3) as r(i)", limit=3)
    assert [[one[key] for key in ("row_count", "total_rows", "truncated")] for one in (cut, whole, just)] == [
        [3, 12_345, True],
        [12_345, 12_345, False],
        [3, 3, False],
    ]
    assert cut["rows"] == [[12344], [12343], [12342]]
    assert [row[0] for row in whole["rows"]] == list(range(12_344, -1, -1))


async def test_the_receipt_tells_what_ran_over_what(house: House, datasets: dict[str, DatasetId]) -> None:
    sql = "select count(*) from orders o join customers using (customer_id) where o.ordered_on >= $from"
    day = {"type": "date", "value": "2024-06-01"}
    found = (await run(house.team.owner, sql, parameters={"from": day}))["receipt"]
    sources = {
        source["sql_name"]: {
            key: value for key, value in source.items() if key not in {"as_of", "content_hash", "sql_name"}
        }
        for source in found.pop("sources")
    }
    assert sources == {
        name: {
            "dataset_id": str(datasets[name]),
            "dataset_version_id": sources[name]["dataset_version_id"],
            "version_number": 1,
        }
        for name in ("customers", "orders")
    }
    guarded = found.pop("sql")
    assert guarded.startswith('select count(*) from (SELECT "order_id", "customer_id", ')
    assert guarded.endswith(" using (customer_id) where o.ordered_on >= $from")
    assert {key: value for key, value in found.items() if key not in UNSTEADY} == {
        "parameters": {"from": "2024-06-01"},
        "policy_hash": None,
        "time_zone": "UTC",
        "rows_scanned": 72,
        "row_count": 1,
        "is_truncated": False,
        "is_cached": False,
    }


async def test_zoned_moments_are_shown_in_the_time_zone_asked_for(house: House, datasets: dict[str, DatasetId]) -> None:
    sql = "select min(seen_at) as seen, min(occurred_at) as plain from events"
    shown = {zone: (await run(house.team.owner, sql, time_zone=zone))["rows"] for zone in ("UTC", "Asia/Kolkata")}
    assert shown == {
        "UTC": [["2024-03-30T21:15:00", "2024-03-30T21:15:00"]],
        "Asia/Kolkata": [["2024-03-31T02:45:00", "2024-03-30T21:15:00"]],
    }
    refused = problem(await send(house.team.owner, sql, time_zone="Asia/Kolkatta"))
    assert (refused[0], refused[1]["details"]["near"][0]) == (422, "Asia/Kolkata")


async def test_a_dataset_named_by_its_id_may_be_called_dataset(house: House, datasets: dict[str, DatasetId]) -> None:
    sql = "select count(*) from dataset d join orders using (order_id)"
    found = await run(house.team.viewer, sql, dataset_id=str(datasets["orders"]))
    assert (found["rows"], len(found["receipt"]["sources"])) == ([[60]], 1)
    unknown = await send(house.team.viewer, sql, dataset_id=str(uuid4()))
    assert problem(unknown)[0] == 404
    foreign = await send(house.team.stranger, sql, dataset_id=str(datasets["orders"]))
    assert problem(foreign)[0] == 404


async def test_hidden_columns_are_not_there(house: House) -> None:
    dataset_id = await house.store("SELECT 1 AS shown, 'secret' AS hidden", "veiled")
    path = f"/api/v1/datasets/{dataset_id}/columns"
    changed = await house.team.owner.client.patch(path, json={"columns": [{"name": "hidden", "is_hidden": True}]})
    assert changed.status_code == 200, changed.text
    assert (await run(house.team.owner, "from veiled"))["rows"] == [[1]]
    for sql in ("select hidden from veiled", "select veiled.hidden from veiled", "select columns('^hid') from veiled"):
        answer = await send(house.team.owner, sql)
        assert (problem(answer)[1]["code"], "secret" in answer.text) == ("QUERY_ERROR", False)


async def test_another_workspaces_datasets_do_not_exist(house: House, datasets: dict[str, DatasetId]) -> None:
    status, error = problem(await send(house.team.stranger, "select * from orders"))
    assert (status, error["code"], error["message"]) == (422, "QUERY_ERROR", "There is no dataset “orders”.")
    assert error["details"] == {"line": 1, "column": 15, "length": 6}


async def test_an_error_points_at_the_word_as_it_was_written(house: House, datasets: dict[str, DatasetId]) -> None:
    sql = "-- höchste\nselect o.region,\n       max(o.amuont)\nfrom orders o\ngroup by all"
    _, error = problem(await send(house.team.owner, sql))
    assert error["details"] == {"line": 3, "column": 14, "length": 6, "near_misses": ["amount"]}
    assert error["hint"] == "Did you mean “amount”?"
    _, error = problem(await send(house.team.owner, "select cast(product as integer) as n\nfrom orders"))
    assert error["details"] == {"line": 1, "column": 8, "length": 24}


async def test_a_function_that_is_not_there_is_pointed_at_alone(house: House, datasets: dict[str, DatasetId]) -> None:
    status, error = problem(await send(house.team.owner, "select region, cuont(distinct product) from orders"))
    assert (status, error["message"]) == (422, "The function cuont cannot be used here.")
    assert error["details"] == {"line": 1, "column": 16, "length": 5, "near_misses": ["count"]}


async def test_a_pivot_spreads_over_the_values_that_are_there(house: House, datasets: dict[str, DatasetId]) -> None:
    sql = "pivot orders on status using count(*) group by category order by category limit 1"
    found = await run(house.team.owner, sql)
    assert [column["name"] for column in found["columns"]] == ["category", "cancelled", "open", "paid"]
    _, error = problem(await send(house.team.owner, "pivot range(2000) as r(i) on i using count(*)"))
    assert error["message"] == "PIVOT would make more than 1000 columns."


async def test_a_run_is_ended_by_its_id(house: House, datasets: dict[str, DatasetId]) -> None:
    run_id = str(uuid4())
    endless = "select count(*) from range(100000000) a, range(100000) b"
    running = asyncio.create_task(send(house.team.owner, endless, run_id=run_id))
    await until(lambda: house.engine.stats().busy > 0)
    await house.team.owner.client.delete(f"/api/v1/query-runs/{run_id}")
    status, error = problem(await running)
    assert (status, error["code"]) == (409, "QUERY_CANCELLED")


async def test_rows_leave_as_arrow_for_who_accepts_it(house: House, datasets: dict[str, DatasetId]) -> None:
    body = {"sql": "select order_id, amount from orders order by all", "limit": 2}
    answer = await house.team.viewer.client.post(
        "/api/v1/queries/execute", json=body, headers={"accept": "application/vnd.apache.arrow.stream"}
    )
    table = read_ipc_stream(BytesIO(answer.content)).read_all()
    meaning = SqlMeaning.model_validate_json(table.schema.metadata[b"gnomon"])
    assert [table.column(place).to_pylist() for place in (0, 1)] == [[1, 2], ["125.25", "245.50"]]
    assert [(column.name, column.type.value) for column in meaning.columns] == [
        ("order_id", "integer"),
        ("amount", "decimal"),
    ]
    assert (meaning.row_count, meaning.total_rows, meaning.truncated) == (2, 60, True)


async def test_the_vocabulary_names_what_statements_may_name(house: House, datasets: dict[str, DatasetId]) -> None:
    found = (await house.team.viewer.client.get("/api/v1/queries/vocabulary")).json()
    tables = {table["sql_name"]: table for table in found["tables"]}
    assert set(datasets) <= set(tables)
    assert tables["customers"]["columns"][:2] == [
        {"name": "customer_id", "type": "integer"},
        {"name": "name", "type": "text"},
    ]
    assert {"sum", "date_trunc", "list_transform", "row_number", "range"} <= set(found["functions"])
    assert not {"read_csv", "getenv", "query", "glob"} & set(found["functions"])
