"""The history of runs: its maker's alone, searched, kept under a name, forgotten by hand and by age."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select, text
from tests.factories import Person, Team
from tests.queries.pieces import NOTHING, get, note, runs_of, save

from gnomon.foundation.db.database import Database
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.runtime import Runtime
from gnomon.queries import runtime as history
from gnomon.queries.tables import SqlRunRow


async def test_a_run_belongs_to_whoever_ran_it(team: Team, client: httpx.AsyncClient, runtime: Runtime) -> None:
    run_id = await note(runtime, team.viewer, "SELECT 1")
    address = f"/api/v1/queries/{run_id}"
    assert [run["id"] for run in await runs_of(team.viewer.client)] == [run_id]
    assert (await client.get("/api/v1/queries")).status_code == 401
    for other in (team.owner, team.editor, team.stranger):
        assert await runs_of(other.client) == []
        told = [
            (await other.client.get(address)).status_code,
            (await other.client.post(f"{address}/save", json={"name": "Theirs"})).status_code,
            (await other.client.delete(address)).status_code,
        ]
        assert told == [404, 404, 404]
    assert (await team.viewer.client.get(address)).json() == (await runs_of(team.viewer.client))[0]


async def test_what_a_person_runs_in_one_workspace_is_not_shown_in_another(team: Team, runtime: Runtime) -> None:
    run_id = await note(runtime, team.editor)
    del team.editor.client.headers["x-workspace-id"]
    assert await runs_of(team.editor.client) == []
    assert (await team.editor.client.get(f"/api/v1/queries/{run_id}")).status_code == 404


async def test_the_newest_run_comes_first_and_lists_have_pages(viewer: Person, runtime: Runtime) -> None:
    noted = [await note(runtime, viewer, f"SELECT {number}") for number in range(3)]
    first = await get(viewer.client, "?limit=2")
    rest = await get(viewer.client, f"?limit=2&cursor={first['next_cursor']}")
    assert [run["id"] for run in first["items"] + rest["items"]] == noted[::-1]
    assert (first["total"], rest["next_cursor"]) == (3, None)


async def test_the_search_looks_for_the_very_letters_in_the_statement(viewer: Person, runtime: Runtime) -> None:
    for sql in ("SELECT Region FROM sales", "SELECT '100%'", "SELECT a_b", "SELECT aXb"):
        await note(runtime, viewer, sql)

    async def found(search: str) -> list[str]:
        return [run["sql"] for run in await runs_of(viewer.client, search=search)]

    assert await found("rEGION from") == ["SELECT Region FROM sales"]
    assert await found("0%") == ["SELECT '100%'"]
    assert await found("a_b") == ["SELECT a_b"]
    assert await found("%") == ["SELECT '100%'"]
    assert await found("\\") == []


async def test_a_run_is_forgotten_by_its_maker_for_good(viewer: Person, runtime: Runtime) -> None:
    kept, gone = await note(runtime, viewer), await note(runtime, viewer)
    address = f"/api/v1/queries/{gone}"
    assert (await viewer.client.delete(address)).status_code == 204
    assert [run["id"] for run in await runs_of(viewer.client)] == [kept]
    assert [(await viewer.client.get(address)).status_code, (await viewer.client.delete(address)).status_code] == [
        404
    ] * 2
    assert (await viewer.client.get("/api/v1/trash")).json()["items"] == []


GIVEN: dict[str, Any] = {
    "n": 1,
    "x": 1.5,
    "is_on": True,
    "word": "north",
    "none": None,
    "day": {"type": "date", "value": "2024-01-31"},
    "broken": {"type": "date", "value": "soon"},
}
ASKED_FOR = {
    "n": ("integer", 1),
    "x": ("float", 1.5),
    "is_on": ("boolean", True),
    "word": ("text", "north"),
    "none": ("text", None),
    "day": ("date", "2024-01-31"),
    "broken": ("date", None),
}


async def test_a_run_is_kept_under_a_name_with_what_it_was_given(editor: Person, runtime: Runtime) -> None:
    run_id = await note(runtime, editor, "SELECT $n", parameters=GIVEN, status="failed", error_code="QUERY_ERROR")
    body = {"name": "By day", "description": "Kept", "folder": "Finance"}
    answer = await editor.client.post(f"/api/v1/queries/{run_id}/save", json=body)
    made = answer.json()
    expected = {
        **body,
        "kind": "saved",
        "id": made["id"],
        "sql": "SELECT $n",
        "parameters": made["parameters"],
        "revision": 1,
        "created_by": editor.user_id,
        "created_by_name": "Editor",
        "created_at": made["created_at"],
        "updated_at": made["created_at"],
    }
    assert (answer.status_code, made) == (201, expected)
    assert {one["name"]: (one["type"], one["value"]) for one in made["parameters"]} == ASKED_FOR
    assert await get(editor.client, f"/{made['id']}") == made


async def test_names_that_are_one_to_the_engine_become_one_parameter(editor: Person, runtime: Runtime) -> None:
    run_id = await note(runtime, editor, parameters={"day": 1, "DAY": 1})
    made = (await editor.client.post(f"/api/v1/queries/{run_id}/save", json={"name": "a"})).json()
    assert [one["value"] for one in made["parameters"]] == [1]


async def test_a_run_whose_parameters_were_too_large_is_kept_without_them(editor: Person, runtime: Runtime) -> None:
    run_id = await note(runtime, editor, "SELECT $n", parameters=None)
    made = (await editor.client.post(f"/api/v1/queries/{run_id}/save", json={"name": "a"})).json()
    assert (made["sql"], made["parameters"]) == ("SELECT $n", [])


async def test_viewers_keep_nothing_for_the_workspace(viewer: Person, runtime: Runtime) -> None:
    run_id = await note(runtime, viewer)
    answer = await viewer.client.post(f"/api/v1/queries/{run_id}/save", json={"name": "Mine"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "FORBIDDEN")
    assert (await get(viewer.client, "/saved"))["total"] == 0


async def test_a_saved_query_is_no_run_and_a_run_no_saved_query(editor: Person, runtime: Runtime) -> None:
    saved, run_id = (await save(editor))["id"], await note(runtime, editor)
    change = {"name": "a", "sql": "SELECT 1", "revision": 1}
    assert (await editor.client.post(f"/api/v1/queries/{saved}/save", json={"name": "a"})).status_code == 404
    assert (await editor.client.put(f"/api/v1/queries/{run_id}", json=change)).status_code == 404
    assert (await editor.client.post(f"/api/v1/trash/query/{run_id}/restore")).status_code == 404
    assert (await get(editor.client, f"/{saved}"))["kind"] == "saved"
    assert (await get(editor.client, f"/{run_id}"))["kind"] == "run"


async def test_a_run_knows_the_saved_query_that_it_began_from_as_long_as_there_is_one(
    editor: Person, stranger: Person, runtime: Runtime
) -> None:
    mine, gone, foreign = await save(editor), await save(editor), await save(stranger)
    assert (await editor.client.delete(f"/api/v1/queries/{gone['id']}")).status_code == 204
    for saved_id in (mine["id"], gone["id"], foreign["id"], NOTHING):
        await note(runtime, editor, saved_query_id=UUID(saved_id))
    assert [run["saved_query_id"] for run in await runs_of(editor.client)] == [None, None, None, mine["id"]]
    await editor.client.delete(f"/api/v1/queries/{mine['id']}")
    assert (await runs_of(editor.client))[-1]["saved_query_id"] == mine["id"]
    assert (await editor.client.delete(f"/api/v1/trash/query/{mine['id']}")).status_code == 204
    assert [run["saved_query_id"] for run in await runs_of(editor.client)] == [None] * 4


async def test_only_so_many_runs_of_a_person_are_kept(
    team: Team, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "KEEP_PER_PERSON", 2)
    monkeypatch.setattr(history, "PRUNE_AFTER_RUNS", 5)
    other = await note(runtime, team.editor)
    mine = [await note(runtime, team.viewer) for _ in range(4)]
    assert [run["id"] for run in await runs_of(team.viewer.client)] == mine[::-1]
    mine.append(await note(runtime, team.viewer))
    assert [run["id"] for run in await runs_of(team.viewer.client)] == [mine[4], mine[3]]
    assert [run["id"] for run in await runs_of(team.editor.client)] == [other]


async def test_old_runs_are_forgotten_whoever_made_them(
    team: Team, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = clock.now()
    await note(runtime, team.editor)
    await note(runtime, team.editor, created_at=now - timedelta(days=90, minutes=1))
    young = await note(runtime, team.editor, created_at=now - timedelta(days=89))
    assert len(await runs_of(team.editor.client)) == 3
    monkeypatch.setattr(history, "PRUNE_EVERY", timedelta(0))
    await note(runtime, team.viewer)
    assert [run["id"] for run in await runs_of(team.editor.client)][1:] == [young]


async def test_what_cannot_be_noted_is_told_to_the_log_without_a_value(
    viewer: Person, runtime: Runtime, capfd: pytest.CaptureFixture[str]
) -> None:
    async with runtime.get(Database).write() as session:
        await session.execute(text("DROP TABLE sql_runs"))
    await note(runtime, viewer, "SELECT 'secret'", parameters={"word": "secret"})
    told = capfd.readouterr().err
    assert "queries.run_not_noted" in told
    assert "secret" not in told


async def test_closing_waits_for_what_is_being_written(
    viewer: Person, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "PATIENCE_SECONDS", 0.0)
    run_id = await note(runtime, viewer)
    await runtime.get(history.RunHistory).close()
    async with runtime.get(Database).read() as session:
        assert await session.scalar(select(SqlRunRow.id)) == UUID(run_id)
