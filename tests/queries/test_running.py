"""Running statements: answered, noted whatever the end, counted, and neither delayed nor failed by the history."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text
from tests.factories import Person, Team, sign_up
from tests.queries.pieces import NOTHING, execute, get, runs_of, save, upload

from gnomon.engine.contracts import Engine
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit.runtime import Runtime
from gnomon.queries import runtime as history

BY_REGION = "SELECT region, sum(amount) AS amount FROM sales WHERE amount > $least GROUP BY ALL ORDER BY ALL"
ENDLESS = "SELECT sum(hash(i)) FROM range(1000000000000) AS r(i)"


async def test_an_answer_leaves_with_the_id_of_its_run(owner: Person) -> None:
    await upload(owner.client)
    saved = await save(owner)
    parameters = {"least": {"type": "decimal", "value": "10.50"}}
    answer = await execute(owner.client, BY_REGION, parameters=parameters, saved_query_id=saved["id"])
    result = answer.json()
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert result["rows"] == [["North", 30.0], ["South", 20.25]]
    run = await get(owner.client, f"/{answer.headers['x-query-id']}")
    assert run == {
        "kind": "run",
        "id": answer.headers["x-query-id"],
        "sql": BY_REGION,
        "parameters": parameters,
        "status": "done",
        "error_code": None,
        "error_message": None,
        "row_count": 2,
        "total_rows": 2,
        "truncated": False,
        "execution_time_ms": result["execution_time_ms"],
        "is_cached": False,
        "sources": result["receipt"]["sources"],
        "saved_query_id": saved["id"],
        "created_at": run["created_at"],
    }
    assert [source["sql_name"] for source in run["sources"]] == ["sales"]
    again = await execute(owner.client, BY_REGION, parameters=parameters)
    assert [(one["id"], one["is_cached"]) for one in await runs_of(owner.client)] == [
        (again.headers["x-query-id"], True),
        (run["id"], False),
    ]


async def test_a_cut_answer_is_noted_as_such(viewer: Person) -> None:
    await execute(viewer.client, "SELECT i FROM range(7) AS r(i)", limit=5)
    [run] = await runs_of(viewer.client)
    assert (run["row_count"], run["total_rows"], run["truncated"]) == (5, 7, True)


@pytest.mark.parametrize(
    ("sql", "parameters"),
    [
        ("SELECT amonut FROM sales", {}),
        ("DROP TABLE sales", {}),
        ("SELECT CAST($word AS INTEGER)", {"word": "north"}),
        ("SELECT $day", {"day": {"type": "date", "value": "soon"}}),
    ],
)
async def test_a_run_that_fails_is_noted_with_what_its_maker_was_told(
    owner: Person, sql: str, parameters: dict[str, Any]
) -> None:
    await upload(owner.client)
    answer = await execute(owner.client, sql, parameters=parameters)
    error = answer.json()["error"]
    assert answer.status_code == 422
    [run] = await runs_of(owner.client)
    assert run == {
        **run,
        "sql": sql,
        "parameters": parameters,
        "status": "failed",
        "error_code": error["code"],
        "error_message": error["message"],
        "row_count": None,
        "total_rows": None,
        "truncated": False,
        "is_cached": False,
        "sources": [],
        "saved_query_id": None,
    }


async def test_an_end_that_nobody_foresaw_is_noted_without_its_words(
    viewer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def break_down(*_: Any, **__: Any) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("gnomon.query.service.run_sql", break_down)
    assert (await execute(viewer.client, "SELECT 1")).status_code == 500
    [run] = await runs_of(viewer.client)
    assert (run["status"], run["error_code"], run["error_message"]) == (
        "failed",
        "INTERNAL",
        "Something went wrong on the server.",
    )


async def until_busy(runtime: Runtime) -> None:
    """Wait until the engine runs something."""
    engine = runtime.get(Engine)  # type: ignore[type-abstract]
    async with asyncio.timeout(20):
        while not engine.stats().busy:  # noqa: ASYNC110
            await asyncio.sleep(0.02)


CANCELLED = ("cancelled", "QUERY_CANCELLED", "The question was cancelled.")


async def test_a_run_that_its_maker_ends_is_noted_as_cancelled(viewer: Person, runtime: Runtime) -> None:
    asked = asyncio.create_task(execute(viewer.client, ENDLESS, run_id=NOTHING))
    await until_busy(runtime)
    assert (await viewer.client.delete(f"/api/v1/query-runs/{NOTHING}")).status_code == 204
    answer = await asked
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "QUERY_CANCELLED")
    [run] = await runs_of(viewer.client)
    assert (run["status"], run["error_code"], run["error_message"]) == CANCELLED
    assert run["id"] != NOTHING


async def test_a_run_whose_asker_leaves_ends_and_is_noted(app: FastAPI, viewer: Person, runtime: Runtime) -> None:
    body = json.dumps({"sql": ENDLESS}).encode()
    has_left = asyncio.Event()
    pieces = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def receive() -> Any:
        piece = next(pieces, None)
        if piece is None:
            await has_left.wait()
        return piece or {"type": "http.disconnect"}

    async def send(_: Any) -> None:
        pytest.fail("nobody is there to be answered")

    path = "/api/v1/queries/execute"
    headers = {**viewer.client.headers, "content-type": "application/json", "host": "localhost"}
    scope: dict[str, Any] = {"type": "http", "method": "POST", "path": path, "raw_path": path.encode()}
    scope |= {"headers": [(name.encode(), value.encode()) for name, value in headers.items()], "scheme": "http"}
    scope |= {"client": ("127.0.0.1", 1), "server": ("localhost", 80), "app": app, "root_path": ""}
    asked = asyncio.ensure_future(app({**scope, "query_string": b"", "http_version": "1.1"}, receive, send))
    await until_busy(runtime)
    has_left.set()
    await asyncio.wait_for(asked, 10)
    [run] = await runs_of(viewer.client)
    assert (run["sql"], run["status"], run["error_code"], run["error_message"]) == (ENDLESS, *CANCELLED)


async def test_parameters_are_noted_as_given_unless_they_are_too_large(viewer: Person) -> None:
    great, long = {"n": 2**100 + 1}, {"a": "ä" * 9_900}
    too_long = dict.fromkeys("ab", "ä" * 5_100)
    for sql, parameters in (("SELECT $n", great), ("SELECT $a", long), ("SELECT $a || $b", too_long)):
        assert (await execute(viewer.client, sql, parameters=parameters)).status_code == 200
    assert [run["parameters"] for run in await runs_of(viewer.client)] == [None, long, great]


async def test_viewers_run_statements_over_the_datasets_of_their_workspace_alone(
    team: Team, client: httpx.AsyncClient
) -> None:
    dataset_id = await upload(team.owner.client)
    count = "SELECT count(*) AS n FROM sales"
    assert (await execute(client, count)).status_code == 401
    assert (await execute(team.viewer.client, count)).json()["rows"] == [[3]]
    assert (await execute(team.stranger.client, count)).json()["error"]["code"] == "QUERY_ERROR"
    foreign = await execute(team.stranger.client, "SELECT count(*) FROM dataset", dataset_id=dataset_id)
    assert (foreign.status_code, foreign.json()["error"]["code"]) == (404, "NOT_FOUND")
    assert [run["status"] for run in await runs_of(team.stranger.client)] == ["failed", "failed"]


async def test_the_vocabulary_names_the_datasets_of_the_workspace(team: Team, client: httpx.AsyncClient) -> None:
    dataset_id = await upload(team.owner.client)
    words = await get(team.viewer.client, "/vocabulary")
    columns = [("day", "date"), ("region", "text"), ("amount", "decimal")]
    assert words["tables"] == [
        {
            "dataset_id": dataset_id,
            "name": "sales",
            "sql_name": "sales",
            "row_count": 3,
            "columns": [{"name": name, "type": kind} for name, kind in columns],
        }
    ]
    assert {"sum", "date_trunc", "regexp_matches"} <= set(words["functions"])
    assert (await get(team.stranger.client, "/vocabulary"))["tables"] == []
    assert (await client.get("/api/v1/queries/vocabulary")).status_code == 401


async def test_a_history_that_cannot_be_written_fails_no_answer(viewer: Person, runtime: Runtime) -> None:
    async with runtime.get(Database).write() as session:
        await session.execute(text("DROP TABLE sql_runs"))
    answer = await execute(viewer.client, "SELECT 1 AS one")
    assert (answer.status_code, answer.json()["rows"]) == (200, [[1]])
    assert (await execute(viewer.client, "SELECT nothing")).json()["error"]["code"] == "QUERY_ERROR"


async def test_a_history_that_takes_its_time_delays_no_answer_and_is_written_later(
    viewer: Person, runtime: Runtime, database_kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "PATIENCE_SECONDS", 0.1)
    async with runtime.get(Database).write() as session:
        if database_kind == "postgres":
            await session.execute(text("LOCK TABLE sql_runs IN EXCLUSIVE MODE"))
        answer = await asyncio.wait_for(execute(viewer.client, "SELECT 1 AS one"), 5)
        assert (answer.status_code, await runs_of(viewer.client)) == (200, [])
    async with asyncio.timeout(10):
        while not await runs_of(viewer.client):  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def test_only_statements_that_miss_the_cache_count_against_the_rate(
    make_app: Callable[..., Awaitable[FastAPI]],
) -> None:
    app = await make_app(rate_limit_queries="2/minute")
    async with sign_up(app) as person, sign_up(app) as other:
        await upload(person.client)
        count = "SELECT count(*) AS n FROM sales"
        asked = [await execute(person.client, sql) for sql in (count, count, count, "SELECT nothing", count)]
        assert [answer.status_code for answer in asked] == [200, 200, 200, 422, 429]
        assert [answer.json()["receipt"]["is_cached"] for answer in asked[:3]] == [False, True, True]
        assert 0 < int(asked[-1].headers["retry-after"]) <= 60
        assert len(await runs_of(person.client)) == 4
        assert (await execute(other.client, "SELECT 1")).status_code == 200


async def test_statements_under_way_take_up_room(make_app: Callable[..., Awaitable[FastAPI]]) -> None:
    app = await make_app(rate_limit_queries="2/minute")
    async with sign_up(app) as person:
        asked = await asyncio.gather(*(execute(person.client, f"SELECT {number}") for number in range(5)))
        assert sorted(answer.status_code for answer in asked) == [200, 200, 429, 429, 429]


async def test_a_browser_of_another_site_may_read_the_id_of_the_run(
    make_app: Callable[..., Awaitable[FastAPI]],
) -> None:
    app = await make_app(cors_origins=("https://reports.example.com",))
    async with sign_up(app) as person:
        answer = await person.client.get("/api/v1/queries", headers={"origin": "https://reports.example.com"})
        assert "x-query-id" in answer.headers["access-control-expose-headers"]
