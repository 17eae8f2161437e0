"""Uploads over HTTP: what is good comes in whole, what is not is refused at once and leaves nothing."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import httpx
import openpyxl
import pytest
from tests.conftest import MakeApp
from tests.datasets.test_routes import files_of, until_jobs_are_done
from tests.datasets.uploading import SALES, get, problem, send, upload
from tests.factories import Person, Team, make_team

from gnomon.engine.contracts import Engine, Progress, QueryCancelled, TaskRefused
from gnomon.foundation.kit import ids
from gnomon.foundation.kit.errors import ErrorCode, StorageFull
from gnomon.foundation.kit.runtime import Runtime
from gnomon.foundation.settings import Settings
from gnomon.foundation.storage import Blobs
from gnomon.identity.contracts import Principal, PrincipalKind, Role, UserId, WorkspaceId
from gnomon.sources import service
from gnomon.sources.contracts import ImportId, UploadOptions

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4


def workbook(**sheets: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


BOOK = workbook(
    North=[["day", "units"], ["2024-01-01", 1], ["2024-01-02", 2]],
    Empty=[],
    South=[["day", "units"], ["2024-01-01", 3]],
)


async def until_ended(client: httpx.AsyncClient, import_id: str, seconds: float = 30) -> dict[str, Any]:
    async with asyncio.timeout(seconds):
        while True:
            found: dict[str, Any] = await get(client, f"/imports/{import_id}")
            if found["status"] not in ("queued", "running"):
                return found
            await asyncio.sleep(0.05)


async def nothing_is_left(client: httpx.AsyncClient, runtime: Runtime, settings: Settings) -> bool:
    await until_jobs_are_done(runtime)
    left = files_of(settings) + [path.name for path in (settings.data_dir / "work").iterdir()]
    return (await get(client, "/datasets"))["total"] == 0 and left == []


async def test_the_original_file_comes_back_byte_for_byte_and_as_an_attachment(editor: Person) -> None:
    content = b"\xef\xbb\xbfa;b\r\n1,5;x\r\n"
    answer = await send(editor.client, content, name="../../Köln.csv")
    made = answer.json()
    raw = await editor.client.get(f"/api/v1/datasets/{made['id']}/raw")
    assert (made["name"], made["file_name"], made["sql_name"]) == ("Köln", "Köln.csv", "koln")
    assert raw.content == content
    assert raw.headers["content-type"] == "application/octet-stream"
    assert raw.headers["content-disposition"] == "attachment; filename=\"K_ln.csv\"; filename*=UTF-8''K%C3%B6ln.csv"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.exe", b"MZ", (415, "UNSUPPORTED_TYPE")),
        ("picture.png", PNG, (415, "UNSUPPORTED_TYPE")),
        ("picture.csv", PNG, (415, "UNSUPPORTED_TYPE")),
        ("rubbish.csv", bytes(range(256)) * 300, (415, "UNSUPPORTED_TYPE")),
        ("table.xlsx", SALES, (415, "UNSUPPORTED_TYPE")),
        ("book.parquet", BOOK, (415, "UNSUPPORTED_TYPE")),
        ("book.csv", BOOK, (415, "UNSUPPORTED_TYPE")),
        ("cut.parquet", b"PAR1" + b"x" * 100, (415, "UNSUPPORTED_TYPE")),
        ("empty.csv", b"", (422, "VALIDATION_ERROR")),
        ("noname", SALES, (415, "UNSUPPORTED_TYPE")),
        ("broken.json", b'[{"a": 1}, {"a"', (422, "SOURCE_ERROR")),
        ("wide.csv", b",".join(b"c%d" % n for n in range(10_000)) + b"\n", (413, "PAYLOAD_TOO_LARGE")),
    ],
)
async def test_a_file_that_cannot_be_used_is_refused_at_once_and_leaves_nothing(
    editor: Person, runtime: Runtime, settings: Settings, name: str, content: bytes, expected: tuple[int, str]
) -> None:
    answer = await send(editor.client, content, name=name)
    assert problem(answer) == expected, answer.text
    assert answer.json()["error"]["hint"]
    assert await nothing_is_left(editor.client, runtime, settings)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"nmae": "x"}, "has no field"),
        ({"dataset_id": "not-an-id"}, "dataset_id"),
        ({"options": "{"}, "upload cannot be used"),
        ({"options": '{"delimeter": ";"}'}, "delimeter"),
        ({"ask_sheets": "perhaps"}, "ask_sheets"),
        ({"name": "x" * 256}, "name"),
        ({"sheets": "[1]"}, "sheets"),
    ],
)
async def test_a_wrong_form_field_is_named_and_leaves_nothing(
    editor: Person, runtime: Runtime, settings: Settings, fields: dict[str, str], message: str
) -> None:
    answer = await editor.client.post("/api/v1/datasets/upload", files={"file": ("a.csv", SALES)}, data=fields)
    assert problem(answer) == (422, "VALIDATION_ERROR"), answer.text
    assert message in answer.json()["error"]["message"]
    assert await nothing_is_left(editor.client, runtime, settings)


async def test_an_upload_without_a_file_or_with_two_is_refused(
    editor: Person, runtime: Runtime, settings: Settings
) -> None:
    path = "/api/v1/datasets/upload"
    for files in ([("other", ("a.csv", SALES))], [("file", ("a.csv", SALES)), ("file", ("b.csv", SALES))]):
        answer = await editor.client.post(path, files=files)
        assert problem(answer) == (422, "VALIDATION_ERROR")
    for body in ({"json": {"file": "x"}}, {"content": b"x"}, {"content": b"", "headers": {"content-type": "a/b"}}):
        assert problem(await editor.client.post(path, **body))[0] in (415, 422)
    assert await nothing_is_left(editor.client, runtime, settings)


async def test_a_body_that_breaks_off_leaves_nothing(editor: Person, runtime: Runtime, settings: Settings) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'

    async def body() -> AsyncIterator[bytes]:
        yield head + b"a,b\n" + b"1,2\n" * 100_000

    answer = await editor.client.post(
        "/api/v1/datasets/upload", content=body(), headers={"content-type": "multipart/form-data; boundary=x"}
    )
    assert problem(answer) == (422, "VALIDATION_ERROR")
    assert await nothing_is_left(editor.client, runtime, settings)


async def test_a_file_over_the_limit_is_refused_by_its_length_before_a_byte_is_read(make_app: MakeApp) -> None:
    app = await make_app(max_file_size=1_000_000)
    async with make_team(app) as team:
        read = 0

        async def body() -> AsyncIterator[bytes]:
            nonlocal read
            while True:
                read += 1
                yield b"x" * 1000

        headers = {"content-type": "multipart/form-data; boundary=x", "content-length": "9000000"}
        answer = await team.editor.client.post("/api/v1/datasets/upload", content=body(), headers=headers)
        assert problem(answer) == (413, "PAYLOAD_TOO_LARGE")
        assert "976.6 KiB (1000000 bytes)" in answer.json()["error"]["message"]
        assert read <= 1


async def test_a_file_over_the_limit_without_a_length_is_refused_while_it_streams(
    make_app: MakeApp, settings: Settings
) -> None:
    app = await make_app(max_file_size=1_000_000)
    async with make_team(app) as team:
        read = 0

        async def body() -> AsyncIterator[bytes]:
            nonlocal read
            yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\na,b\n'
            while True:
                read += 1
                yield b"1,2\n" * 1000

        headers = {"content-type": "multipart/form-data; boundary=x"}
        answer = await team.editor.client.post("/api/v1/datasets/upload", content=body(), headers=headers)
        assert problem(answer) == (413, "PAYLOAD_TOO_LARGE")
        assert read < 300
        assert await nothing_is_left(team.editor.client, app.state.runtime, settings)


async def test_files_of_one_name_sent_together_all_come_in(editor: Person) -> None:
    made = await asyncio.gather(*(upload(editor.client) for _ in range(5)))
    assert sorted(dataset["sql_name"] for dataset in made) == [
        "sales_q4",
        "sales_q4_2",
        "sales_q4_3",
        "sales_q4_4",
        "sales_q4_5",
    ]
    assert {dataset["status"] for dataset in made} <= {"ready", "importing"}


async def test_who_may_upload_and_follow(team: Team, client: httpx.AsyncClient) -> None:
    assert (await send(client)).status_code == 401
    assert problem(await send(team.viewer.client)) == (403, "FORBIDDEN")
    made = await upload(team.editor.client)
    assert problem(await send(team.stranger.client, dataset_id=made["id"])) == (404, "NOT_FOUND")
    path = f"/api/v1/imports/{made['import_id']}"
    for method, target, body in (("GET", path, None), ("DELETE", path, None), ("POST", f"{path}/sheets", SHEETS)):
        assert (await client.request(method, target, json=body)).status_code == 401
        assert (await team.stranger.client.request(method, target, json=body)).status_code == 404
        expected = 200 if method == "GET" else 403
        assert (await team.viewer.client.request(method, target, json=body)).status_code == expected
        expected = 200 if method == "GET" else 409
        assert (await team.editor.client.request(method, target, json=body)).status_code == expected
    assert (await client.get("/api/v1/imports")).status_code == 401
    assert await get(team.viewer.client, "/imports") == {"items": [], "total": 0, "next_cursor": None}


SHEETS = {"sheets": ["North"]}


async def test_an_import_tells_how_it_ended(editor: Person) -> None:
    made = await upload(editor.client)
    found = await get(editor.client, f"/imports/{made['import_id']}")
    assert found == {
        "id": made["import_id"],
        "dataset_ids": [made["id"]],
        "status": "ready",
        "stage": None,
        "rows": 3,
        "fraction": 1.0,
        "file_name": "Sales Q4.csv",
        "file_size": len(SALES),
        "sheets": [],
        "error": None,
        "created_at": found["created_at"],
        "finished_at": found["finished_at"],
    }


async def test_each_filled_sheet_of_a_workbook_becomes_a_dataset(editor: Person) -> None:
    made = await upload(editor.client, BOOK, name="Book.xlsx")
    found = await get(editor.client, f"/imports/{made['import_id']}")
    shown = [await get(editor.client, f"/datasets/{dataset_id}") for dataset_id in found["dataset_ids"]]
    assert [(dataset["name"], dataset["sql_name"], dataset["row_count"], dataset["status"]) for dataset in shown] == [
        ("Book – North", "book_north", 2, "ready"),
        ("Book – South", "book_south", 1, "ready"),
    ]
    assert (made["id"], found["sheets"]) == (shown[0]["id"], ["North", "South"])


async def test_one_sheet_can_be_asked_for(editor: Person) -> None:
    made = await upload(editor.client, BOOK, name="Book.xlsx", sheet="South")
    assert (made["name"], made["row_count"]) == ("Book", 1)
    answer = await send(editor.client, BOOK, name="Book.xlsx", sheet="Sout")
    assert (problem(answer), answer.json()["error"]["hint"]) == ((422, "VALIDATION_ERROR"), "Did you mean “South”?")
    answer = await send(editor.client, BOOK, name="Book.xlsx", dataset_id=made["id"])
    assert problem(answer) == (422, "VALIDATION_ERROR")
    assert (await get(editor.client, f"/datasets/{made['id']}"))["status"] == "ready"


async def test_a_workbook_can_wait_for_the_choice_of_sheets(editor: Person) -> None:
    made = await upload(editor.client, BOOK, name="Book.xlsx", ask_sheets="true")
    path = f"/api/v1/imports/{made['import_id']}"
    waiting = await get(editor.client, f"/imports/{made['import_id']}")
    assert (made["status"], waiting["status"], waiting["sheets"]) == ("importing", "waiting", ["North", "South"])
    assert (await get(editor.client, "/imports"))["total"] == 1

    assert problem(await editor.client.post(f"{path}/sheets", json={"sheets": ["None"]})) == (422, "VALIDATION_ERROR")
    assert (await editor.client.post(f"{path}/sheets", json={"sheets": ["South"]})).status_code == 200
    ended = await until_ended(editor.client, made["import_id"])
    shown = await get(editor.client, f"/datasets/{made['id']}")
    assert (ended["status"], ended["dataset_ids"], shown["row_count"]) == ("ready", [made["id"]], 1)


async def test_a_column_can_be_given_another_type_and_rolled_back(editor: Person) -> None:
    made = await upload(editor.client, b"code,n\n501,1\n502,2\nx3,3\n", name="codes.csv")
    path = f"/api/v1/datasets/{made['id']}/columns"
    changed = (await editor.client.patch(path, json={"columns": [{"name": "n", "type": "text"}]})).json()
    again = (await editor.client.patch(path, json={"columns": [{"name": "code", "type": "integer"}]})).json()

    assert [info["type"] for info in changed["columns_info"]] == ["text", "text"]
    assert [info["type"] for info in again["columns_info"]] == ["integer", "text"]
    assert again["rejected_rows"] == 1
    rejects = await get(editor.client, f"/datasets/{made['id']}/rejects")
    assert [(item["line"], item["column"], item["value"]) for item in rejects["items"]] == [(4, "code", "x3")]
    versions = (await get(editor.client, f"/datasets/{made['id']}/versions"))["items"]
    assert [version["number"] for version in versions] == [3, 2, 1]


async def test_a_type_that_stays_makes_no_version(editor: Person) -> None:
    made = await upload(editor.client)
    path = f"/api/v1/datasets/{made['id']}/columns"
    same = (await editor.client.patch(path, json={"columns": [{"name": "date", "type": "date"}]})).json()
    assert same["active_version_id"] == made["active_version_id"]


async def test_a_full_disk_is_told_and_leaves_nothing(
    editor: Person, runtime: Runtime, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    blobs = runtime.get(Blobs)  # type: ignore[type-abstract]
    put_file = blobs.put_file

    async def full(*_arguments: Any) -> Any:
        raise StorageFull

    monkeypatch.setattr(blobs, "put_file", full)
    answer = await send(editor.client)
    assert problem(answer) == (507, "UNAVAILABLE")
    assert await nothing_is_left(editor.client, runtime, settings)

    monkeypatch.setattr(blobs, "put_file", put_file)
    assert (await upload(editor.client))["status"] == "ready"


class SlowEngine:
    """Stands where the engine is, and takes its time until it is cancelled or told what to do."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self.ending: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

    async def run_task(self, _task: Any, *, run_id: Any, on_progress: Any) -> Any:
        on_progress(Progress("typing", rows=1234, fraction=0.5))
        self.begun.set()
        return await self.ending

    async def cancel(self, _run_id: Any) -> bool:
        if not self.ending.done():
            self.ending.set_exception(QueryCancelled())
        return True


LARGE = b"a,b\n" + b"1,2\n" * 1_500_000


@pytest.fixture
async def slow_engine(runtime: Runtime) -> SlowEngine:
    slow = SlowEngine()
    runtime._parts[Engine] = slow
    return slow


async def test_a_large_file_is_answered_before_it_is_imported_and_tells_its_progress(
    editor: Person, slow_engine: SlowEngine
) -> None:
    made = await upload(editor.client, LARGE, name="large.csv")
    assert (made["status"], made["row_count"], made["columns_info"]) == ("importing", 0, [])
    await asyncio.wait_for(slow_engine.begun.wait(), 10)
    await asyncio.sleep(1)
    running = await get(editor.client, f"/imports/{made['import_id']}")
    assert (running["status"], running["stage"], running["rows"], running["fraction"]) == (
        "running",
        "typing",
        1234,
        0.5,
    )
    assert [item["id"] for item in (await get(editor.client, "/imports"))["items"]] == [made["import_id"]]


async def test_a_cancelled_import_leaves_nothing(
    editor: Person, runtime: Runtime, settings: Settings, slow_engine: SlowEngine
) -> None:
    made = await upload(editor.client, LARGE, name="large.csv")
    await asyncio.wait_for(slow_engine.begun.wait(), 10)
    answer = await editor.client.delete(f"/api/v1/imports/{made['import_id']}")
    assert (answer.status_code, answer.json()["status"]) == (200, "cancelled")
    assert problem(await editor.client.get(f"/api/v1/datasets/{made['id']}")) == (404, "NOT_FOUND")
    assert await nothing_is_left(editor.client, runtime, settings)
    assert problem(await editor.client.delete(f"/api/v1/imports/{made['import_id']}")) == (409, "CONFLICT")


async def test_cancelling_a_new_version_leaves_the_dataset_as_it_was(editor: Person, runtime: Runtime) -> None:
    made = await upload(editor.client)
    slow = SlowEngine()
    runtime._parts[Engine] = slow
    again = await upload(editor.client, LARGE, name="large.csv", dataset_id=made["id"])
    assert (again["status"], again["row_count"]) == ("ready", 3)
    await asyncio.wait_for(slow.begun.wait(), 10)
    assert (await editor.client.delete(f"/api/v1/imports/{again['import_id']}")).status_code == 200
    shown = await get(editor.client, f"/datasets/{made['id']}")
    same = ("status", "row_count", "active_version_id", "columns")
    assert {key: shown[key] for key in same} == {key: made[key] for key in same}
    assert (await editor.client.get(f"/api/v1/datasets/{made['id']}/raw")).content == SALES


async def test_a_large_file_that_cannot_be_read_says_why_and_keeps_what_was_sent(
    editor: Person, slow_engine: SlowEngine
) -> None:
    made = await upload(editor.client, LARGE, name="large.csv")
    await asyncio.wait_for(slow_engine.begun.wait(), 10)
    slow_engine.ending.set_exception(TaskRefused(ErrorCode.SOURCE_ERROR, "A quote is never closed.", hint="Look."))
    ended = await until_ended(editor.client, made["import_id"])
    shown = await get(editor.client, f"/datasets/{made['id']}")
    why = {"code": "SOURCE_ERROR", "message": "A quote is never closed.", "hint": "Look.", "details": {}}
    assert ended["error"] == why
    assert (shown["status"], shown["error"], shown["row_count"]) == ("error", "A quote is never closed.", 0)
    assert (await editor.client.get(f"/api/v1/datasets/{made['id']}/raw")).content == LARGE


async def test_a_fault_of_ours_shows_nothing_of_its_inside(editor: Person, slow_engine: SlowEngine) -> None:
    made = await upload(editor.client, LARGE, name="large.csv")
    await asyncio.wait_for(slow_engine.begun.wait(), 10)
    slow_engine.ending.set_exception(RuntimeError("/secret/path"))
    ended = await until_ended(editor.client, made["import_id"])
    assert (ended["status"], ended["error"]["code"], "secret" in json.dumps(ended)) == ("error", "INTERNAL", False)


@pytest.mark.parametrize("name", ["../../../etc/passwd", "/etc/passwd", ".spill", "", "a/b"])
async def test_a_worker_cannot_make_the_server_store_a_file_of_its_own_choice(
    editor: Person, runtime: Runtime, settings: Settings, slow_engine: SlowEngine, name: str
) -> None:
    outcome = {
        "columns": [],
        "row_count": 1,
        "rejected_rows": 0,
        "parquet_files": [name],
        "rejects_file": None,
        "profile": [],
        "encoding": None,
        "delimiter": None,
        "header_line": None,
        "warnings": [],
    }
    slow_engine.ending.set_result(outcome)
    answer = await send(editor.client)
    assert problem(answer) == (503, "INTERNAL")
    assert await nothing_is_left(editor.client, runtime, settings)


async def test_a_local_file_is_imported_as_if_it_had_been_uploaded(
    editor: Person, runtime: Runtime, tmp_path: Any
) -> None:
    path = tmp_path / "flights.csv"
    path.write_bytes(SALES)
    principal = Principal(
        PrincipalKind.SYSTEM, WorkspaceId(UUID(editor.workspace_id)), Role.OWNER, UserId(UUID(editor.user_id))
    )
    import_id = ids.new(ImportId)
    made = await service.import_local_file(runtime, principal, path, UploadOptions(), import_id)
    assert (made.name, made.status, made.row_count, path.exists()) == ("flights", "ready", 3, True)


async def test_an_unknown_import_is_not_found(editor: Person) -> None:
    assert problem(await editor.client.get(f"/api/v1/imports/{uuid4()}")) == (404, "NOT_FOUND")
