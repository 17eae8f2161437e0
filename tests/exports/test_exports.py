"""Rows become files: of a question, a chart, a tile and a statement."""

import asyncio
import json
from typing import Any

import pytest
from sqlalchemy import select
from tests.exports.pieces import begin, ended, file_of, made, sql, upload
from tests.factories import Person, Team

from gnomon.foundation.db.database import Database
from gnomon.foundation.kit.runtime import Runtime
from gnomon.foundation.storage import Blobs
from gnomon.identity.tables import AuditEntryRow

SUM = {"member": "amount", "aggregation": "sum", "name": "total"}


async def test_a_statement_becomes_a_file_with_a_name(editor: Person) -> None:
    await upload(editor.client)
    answer = await begin(editor.client, sql("SELECT region, amount FROM sales ORDER BY day"), name="Größe: a/b")
    begun = answer.json()
    assert (answer.status_code, begun["state"], begun["rows_written"]) == (202, "queued", 0)
    export = await ended(editor.client, begun["id"])
    assert export == begun | {
        "name": "Größe a b.csv",
        "state": "done",
        "stage": None,
        "rows_written": 3,
        "row_count": 3,
        "byte_size": 54,
        "finished_at": export["finished_at"],
    }
    found = await editor.client.get(f"/api/v1/exports/{begun['id']}/file")
    assert found.text == "region,amount\r\nNorth,10.50\r\nSouth,20.25\r\nNorth,30.00\r\n"
    assert {name: found.headers[name] for name in ("content-type", "cache-control", "content-length")} == {
        "content-type": "text/csv; charset=utf-8; header=present",
        "cache-control": "no-store",
        "content-length": "54",
    }
    wanted = "attachment; filename=\"Gr__e a b.csv\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20a%20b.csv"
    assert found.headers["content-disposition"] == wanted


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json", "parquet", "arrow"])
async def test_a_worker_behind_its_walls_writes_every_format(kind: str, editor: Person) -> None:
    found = await file_of(editor.client, sql("SELECT 1 AS a, 5::HUGEINT AS b, 'é' AS c, DATE '2024-01-01' AS d"), kind)
    starts = {"csv": b"a,b,c,d", "xlsx": b"PK", "json": b"[\n{", "parquet": b"PAR1", "arrow": b"ARROW1"}
    assert found.content.startswith(starts[kind])


async def test_values_of_parameters_are_bound_and_moments_written_in_the_zone(editor: Person) -> None:
    source = sql(
        "SELECT $who AS who, TIMESTAMPTZ '2024-07-01 12:00:00+00' AS at",
        parameters={"who": "O'Neil"},
        time_zone="Asia/Kolkata",
    )
    found = await file_of(editor.client, source, "json")
    assert found.json() == [{"who": "O'Neil", "at": "2024-07-01T17:30:00+05:30"}]


async def test_a_question_becomes_a_file_under_the_labels_of_the_interface(editor: Person) -> None:
    dataset_id = await upload(editor.client)
    spec = {
        "dataset_id": dataset_id,
        "dimensions": [{"member": "region"}],
        "measures": [SUM],
        "sort": [{"by": "total"}],
    }
    asked = (await editor.client.post("/api/v1/query", json={"spec": spec})).json()
    found = await file_of(editor.client, {"kind": "question", "spec": spec}, "json")
    labels = [column["label"] for column in asked["columns"]]
    assert json.loads(found.text, parse_float=str) == [
        {labels[0]: "South", labels[1]: "20.25"},
        {labels[0]: "North", labels[1]: "40.50"},
    ]


async def test_a_limit_counts_where_it_was_said_and_a_page_is_no_limit(editor: Person) -> None:
    numbers = "number\n" + "\n".join(map(str, range(12_000)))
    dataset_id = await upload(editor.client, "numbers.csv", numbers)
    spec: dict[str, Any] = {"dataset_id": dataset_id, "mode": "rows", "sort": [{"by": "number", "descending": True}]}
    export = await made(editor.client, {"kind": "question", "spec": spec})
    assert export["row_count"] == 12_000
    found = await file_of(editor.client, {"kind": "question", "spec": {**spec, "limit": 2, "offset": 1}})
    assert found.text.splitlines()[1:] == ["11998", "11997"]
    table = {"dataset_id": dataset_id, "mark": "table", "encodings": {"tooltip": [field("number")]}}
    assert (await made(editor.client, {"kind": "chart", "spec": table}))["row_count"] == 12_000
    few = {"kind": "chart", "spec": {**table, "options": {"limit": 7}}}
    assert (await made(editor.client, few))["row_count"] == 7


def field(member: str) -> dict[str, Any]:
    return {"role": "dimension", "member": member}


async def test_rows_leave_in_the_order_in_which_they_stand_in_the_dataset(editor: Person) -> None:
    dataset_id = await upload(editor.client, "numbers.csv", "number\n" + "\n".join(map(str, range(9_000, 0, -1))))
    found = await file_of(editor.client, {"kind": "question", "spec": {"dataset_id": dataset_id, "mode": "rows"}})
    assert found.text.splitlines()[1:] == [str(number) for number in range(9_000, 0, -1)]


async def test_a_tile_is_asked_under_the_filters_that_are_chosen(editor: Person, viewer: Person) -> None:
    dataset_id = await upload(editor.client)
    measure = {"role": "measure", "member": "amount", "aggregation": "sum"}
    chart = {"dataset_id": dataset_id, "mark": "bar", "encodings": {"x": field("region"), "y": [measure]}}
    tile = {"kind": "chart", "id": "bars", "layout": {"x": 0, "y": 0, "width": 6, "height": 6}, "chart": chart}
    page_filter = {"id": "where", "label": "Region", "dataset_id": dataset_id, "member": "region", "control": "list"}
    page = {"id": "page-1", "title": "Page", "tiles": [tile], "filters": [page_filter]}
    dashboard = await editor.client.post("/api/v1/dashboards", json={"name": "D", "spec": {"pages": [page]}})
    assert dashboard.status_code == 201, dashboard.text
    chosen = [{"filter_id": "where", "filter": {"kind": "in", "member": "region", "values": ["South"]}}]
    source = {"kind": "tile", "dashboard_id": dashboard.json()["id"], "tile_id": "bars", "chosen": chosen}
    shown = await viewer.client.post(f"/api/v1/dashboards/{dashboard.json()['id']}/results", json={"chosen": chosen})
    (item,) = shown.json()["items"]
    found = await file_of(viewer.client, source, "json")
    labels = [column["label"] for column in item["result"]["columns"]]
    assert found.json() == [dict(zip(labels, row, strict=True)) for row in item["result"]["rows"]]
    assert [row[0] for row in item["result"]["rows"]] == ["South"]
    assert found.headers["content-disposition"].startswith('attachment; filename="Sum of amount by region.json"')
    titled = {"pages": [{**page, "tiles": [{**tile, "title": "By region"}]}]}
    named = await made(editor.client, {**source, "draft": titled}, "parquet")
    assert (named["name"], named["row_count"]) == ("By region.parquet", 1)
    gone = await begin(viewer.client, {**source, "tile_id": "gone"})
    assert (gone.status_code, gone.json()["error"]["message"]) == (404, "This tile is no longer on the page.")
    draft = await begin(viewer.client, {**source, "draft": {"pages": [page]}})
    assert draft.status_code == 403


async def test_what_is_wrong_with_a_statement_is_told_before_it_is_queued(editor: Person) -> None:
    await upload(editor.client)
    answer = await begin(editor.client, sql("SELECT amuont FROM sales"))
    asked = await editor.client.post("/api/v1/queries/execute", json={"sql": "SELECT amuont FROM sales"})
    assert answer.status_code == asked.status_code
    for key in ("code", "message", "hint"):
        assert answer.json()["error"].get(key) == asked.json()["error"].get(key)
    listed = (await editor.client.get("/api/v1/exports")).json()
    assert listed["items"] == []


async def test_what_goes_wrong_while_it_runs_is_its_problem(editor: Person) -> None:
    export = await made(editor.client, sql("SELECT CAST(x AS INTEGER) FROM (VALUES ('1'), ('two')) t(x)"))
    assert (export["state"], export["row_count"], export["problem"]["code"]) == ("failed", None, "QUERY_ERROR")
    assert "two" in export["problem"]["message"]
    refused = await editor.client.get(f"/api/v1/exports/{export['id']}/file")
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "CONFLICT")


async def test_ones_own_exports_are_listed_newest_first(editor: Person) -> None:
    ids = [(await made(editor.client, sql(f"SELECT {number}")))["id"] for number in range(3)]
    first = (await editor.client.get("/api/v1/exports", params={"limit": 2})).json()
    assert ([one["id"] for one in first["items"]], first["total"]) == ([ids[2], ids[1]], 3)
    rest = (await editor.client.get("/api/v1/exports", params={"cursor": first["next_cursor"]})).json()
    assert [one["id"] for one in rest["items"]] == [ids[0]]


async def test_an_export_leaves_an_entry_in_the_audit_trail(team: Team, runtime: Runtime) -> None:
    export = await made(team.viewer.client, sql("SELECT 1"), "parquet")
    async with runtime.get(Database).read() as session:
        (entry,) = (await session.scalars(select(AuditEntryRow).where(AuditEntryRow.kind == "export"))).all()
    assert (entry.verb, entry.resource_id, str(entry.user_id), entry.details) == (
        "exports.created",
        export["id"],
        team.viewer.user_id,
        {"format": "parquet", "source": "sql"},
    )


async def test_a_file_that_is_forgotten_is_gone_from_the_store(editor: Person, runtime: Runtime) -> None:
    export = await made(editor.client, sql("SELECT 1"))
    blobs = runtime.get(Blobs)  # type: ignore[type-abstract]
    path = await blobs.local_path(f"exports/{export['id']}/file")
    assert path.exists()
    assert (await editor.client.delete(f"/api/v1/exports/{export['id']}")).status_code == 204
    assert (await editor.client.get(f"/api/v1/exports/{export['id']}")).status_code == 404
    for _ in range(3_000):
        if not path.exists():
            break
        await asyncio.sleep(0.02)
    assert not path.exists()
