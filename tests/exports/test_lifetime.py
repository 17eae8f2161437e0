"""How exports end: cancelled, too many, too large, too old, or twice begun."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import psutil
import pytest
from tests.exports.pieces import begin, ended, made, sql, upload
from tests.factories import Person, Team

from gnomon.exports.contracts import ExportId
from gnomon.exports.running import remove_file, run_export
from gnomon.exports.tables import ExportRow
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.runtime import Runtime
from gnomon.foundation.settings import ExportSettings, Settings
from gnomon.foundation.storage import Blobs

ENDLESS = "SELECT count(*) FROM range(1000000000) a, range(1000000) b WHERE hash(a.range, b.range) = 1"


async def change(runtime: Runtime, export_id: str, **values: Any) -> None:
    """Let an export be otherwise than it is."""
    async with runtime.get(Database).write() as session:
        row = await session.get(ExportRow, UUID(export_id))
        assert row is not None
        for name, value in values.items():
            setattr(row, name, value)


async def running(person: Person, export_id: str) -> None:
    """Wait until an export runs."""
    for _ in range(5_000):
        if (await person.client.get(f"/api/v1/exports/{export_id}")).json()["state"] == "running":
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it does not run")


async def test_an_export_that_runs_is_cancelled_and_its_worker_ends(team: Team, runtime: Runtime) -> None:
    begun = (await begin(team.viewer.client, sql(ENDLESS))).json()
    await running(team.viewer, begun["id"])
    assert (await team.viewer.client.get(f"/api/v1/exports/{begun['id']}/file")).status_code == 409
    assert (await team.viewer.client.delete(f"/api/v1/exports/{begun['id']}")).status_code == 204
    export = await ended(team.viewer.client, begun["id"])
    assert (export["state"], export["row_count"], export["problem"]) == ("cancelled", None, None)
    # The place is free again: another one runs to its end.
    assert (await made(team.viewer.client, sql("SELECT 1")))["state"] == "done"
    assert (await team.viewer.client.get(f"/api/v1/exports/{begun['id']}/file")).status_code == 409
    assert (await team.viewer.client.delete(f"/api/v1/exports/{begun['id']}")).status_code == 204
    assert (await team.viewer.client.get(f"/api/v1/exports/{begun['id']}")).status_code == 404


async def test_five_exports_of_a_person_may_be_under_way(team: Team) -> None:
    begun = [await begin(team.viewer.client, sql(ENDLESS)) for _ in range(6)]
    assert [answer.status_code for answer in begun] == [202] * 5 + [429]
    assert begun[5].json()["error"]["code"] == "QUOTA_EXCEEDED"
    assert begun[5].json()["error"]["message"] == "5 of your exports are under way already."
    assert (await begin(team.editor.client, sql("SELECT 1"))).status_code == 202
    for answer in begun[:5]:
        await team.viewer.client.delete(f"/api/v1/exports/{answer.json()['id']}")
    assert (await made(team.viewer.client, sql("SELECT 1")))["state"] == "done"


async def test_too_many_rows_are_a_failure_with_a_way_out_and_no_file(
    team: Team, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(runtime.get(Settings).__dict__, "exports", ExportSettings(max_rows=10))
    export = await made(team.viewer.client, sql("SELECT * FROM range(11)"))
    assert (export["state"], export["row_count"], export["byte_size"]) == ("failed", None, None)
    assert export["problem"] == {
        "code": "PAYLOAD_TOO_LARGE",
        "message": "There are more than 10 rows, which is the most that one export may have.",
        "hint": "Narrow it by a filter, group it, or export it in parts.",
        "details": {"max_rows": 10},
    }
    assert (await made(team.viewer.client, sql("SELECT * FROM range(10)")))["row_count"] == 10


async def test_a_file_whose_time_is_over_is_gone(team: Team, runtime: Runtime, client: Any) -> None:
    export = await made(team.viewer.client, sql("SELECT 1"))
    url = (await team.viewer.client.post(f"/api/v1/exports/{export['id']}/ticket")).json()["url"]
    path = await runtime.get(Blobs).local_path(f"exports/{export['id']}/file")  # type: ignore[type-abstract]
    await change(runtime, export["id"], expires_at=clock.now() - timedelta(seconds=1))
    for answer in (
        await team.viewer.client.get(f"/api/v1/exports/{export['id']}/file"),
        await team.viewer.client.post(f"/api/v1/exports/{export['id']}/ticket"),
        await client.get(url),
    ):
        assert (answer.status_code, answer.json()["error"]["code"]) == (410, "GONE")
    assert path.exists()
    await remove_file(runtime, ExportId(UUID(export["id"])))
    assert not path.exists()
    assert (await team.viewer.client.get(f"/api/v1/exports/{export['id']}")).json()["state"] == "done"


async def test_a_file_stays_until_its_time_is_over(team: Team, runtime: Runtime) -> None:
    export = await made(team.viewer.client, sql("SELECT 1"))
    lasts = clock.now() + timedelta(hours=23)
    assert lasts.isoformat() < export["expires_at"]
    await remove_file(runtime, ExportId(UUID(export["id"])))
    assert (await team.viewer.client.get(f"/api/v1/exports/{export['id']}/file")).status_code == 200


async def test_a_week_later_an_export_is_forgotten(team: Team, runtime: Runtime) -> None:
    export = await made(team.viewer.client, sql("SELECT 1"))
    await change(runtime, export["id"], expires_at=clock.now() - timedelta(days=8))
    await remove_file(runtime, ExportId(UUID(export["id"])))
    assert (await team.viewer.client.get(f"/api/v1/exports/{export['id']}")).status_code == 404


async def test_an_old_ticket_is_no_ticket(team: Team, runtime: Runtime, client: Any) -> None:
    export = await made(team.viewer.client, sql("SELECT 1"))
    url = (await team.viewer.client.post(f"/api/v1/exports/{export['id']}/ticket")).json()["url"]
    await change(runtime, export["id"], ticket_until=clock.now() - timedelta(seconds=1))
    assert (await client.get(url)).status_code == 404


async def test_an_export_whose_server_died_is_written_again_from_the_beginning(team: Team, runtime: Runtime) -> None:
    export = await made(team.viewer.client, sql("SELECT 1 AS a"))
    await change(runtime, export["id"], state="running", finished_at=None, file_key=None, byte_size=None)
    await run_export(runtime, ExportId(UUID(export["id"])))
    again = (await team.viewer.client.get(f"/api/v1/exports/{export['id']}")).json()
    assert again == export | {"finished_at": again["finished_at"]}
    assert (await team.viewer.client.get(f"/api/v1/exports/{export['id']}/file")).content == b"a\r\n1\r\n"


async def test_an_export_that_has_ended_is_not_written_again(team: Team, runtime: Runtime) -> None:
    export = await made(team.viewer.client, sql("SELECT 1 AS a"))
    await run_export(runtime, ExportId(UUID(export["id"])))
    assert (await team.viewer.client.get(f"/api/v1/exports/{export['id']}")).json() == export


async def test_rights_are_those_of_the_moment_in_which_the_job_runs(team: Team, runtime: Runtime) -> None:
    dataset_id = await upload(team.owner.client)
    source = {"kind": "question", "spec": {"dataset_id": dataset_id, "mode": "rows"}}
    statement = sql("SELECT * FROM dataset", dataset_id=dataset_id)
    before = [await made(team.viewer.client, one) for one in (source, statement)]
    assert [one["row_count"] for one in before] == [3, 3]
    table = {"name": "sales", "dataset_id": dataset_id}
    policy = {"name": "north", "table": "sales", "formula": "region = 'North'"}
    model = {"name": "Sales", "definition": {"tables": [table], "row_policies": [policy]}}
    assert (await team.owner.client.post("/api/v1/models", json=model)).status_code == 201
    for export in before:
        await change(runtime, export["id"], state="queued", file_key=None)
        await run_export(runtime, ExportId(UUID(export["id"])))
        again = (await team.viewer.client.get(f"/api/v1/exports/{export['id']}")).json()
        assert (again["state"], again["row_count"]) == ("done", 2)
        file = (await team.viewer.client.get(f"/api/v1/exports/{export['id']}/file")).text
        assert "South" not in file
    address = f"/api/v1/workspaces/{team.workspace_id}/members/{team.viewer.user_id}"
    assert (await team.owner.client.delete(address)).status_code == 204
    await change(runtime, before[0]["id"], state="queued", file_key=None)
    await run_export(runtime, ExportId(UUID(before[0]["id"])))
    async with runtime.get(Database).read() as session:
        row = await session.get(ExportRow, UUID(before[0]["id"]))
    assert row is not None
    assert (row.state, row.file_key) == ("failed", None)


async def test_only_the_newest_files_of_a_person_are_kept(
    team: Team, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gnomon.exports.service.MAX_KEPT", 2)
    ids = [(await made(team.viewer.client, sql(f"SELECT {one}")))["id"] for one in range(3)]
    answers = [await team.viewer.client.get(f"/api/v1/exports/{one}/file") for one in ids]
    assert [answer.status_code for answer in answers] == [410, 200, 200]


async def test_a_million_rows_never_pass_through_the_memory_of_the_server(team: Team) -> None:
    server = psutil.Process()
    most, before = 0, server.memory_info().rss
    text = "SELECT i, repeat('x', 100) || i AS words FROM range(1000000) r(i)"
    begun = (await begin(team.viewer.client, sql(text))).json()
    task = asyncio.create_task(ended(team.viewer.client, begun["id"]))
    while not task.done():
        most = max(most, server.memory_info().rss)
        await asyncio.sleep(0.02)
    export = await task
    assert (export["state"], export["row_count"]) == ("done", 1_000_000)
    received = 0
    async with team.viewer.client.stream("GET", f"/api/v1/exports/{begun['id']}/file") as answer:
        async for piece in answer.aiter_bytes():
            received += len(piece)
    assert received == export["byte_size"] > 110_000_000
    assert most - before < received * 0.7
