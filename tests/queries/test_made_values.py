"""What becomes of an answer on its way into a dataset: every value, any number of rows, and every way to fail."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any
from uuid import UUID

import psutil
import pytest
import pytest_asyncio
from tests.files_below import files_below
from tests.queries.making import begin, dataset, ended, make, origins, rows
from tests.queries.pieces import save
from tests.query.limiting import limiting
from tests.query.running.house import House, open_house, until

from gnomon.datasets.contracts import ColumnType, DatasetTable
from gnomon.foundation.settings import Settings
from gnomon.identity.contracts import Principal
from gnomon.query.plan import UNRESTRICTED, Field, OneOf, Restricted, RowFilter

pytestmark = pytest.mark.asyncio(loop_scope="module")

ENDLESS = "SELECT sum(hash(i)) AS n FROM range(20000000000) AS r(i)"
MINE = Restricted(OneOf(Field("branch", ColumnType.TEXT, "VARCHAR"), ("mine",), "VARCHAR"))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """The application with an owner, an editor, a viewer and a stranger."""
    async with open_house(tmp_path_factory.mktemp("house")) as opened:
        yield opened


EXACT = """
SELECT
    170141183460469231731687303715884105727::HUGEINT AS "huge",
    sum(i) AS small_sum,
    99999999999999999999999999999999999999::HUGEINT + i * 0 AS long,
    max(18446744073709551615::UBIGINT) AS unsigned,
    12345678901234567890.123456789::DECIMAL(38, 9) AS price,
    0.1::DOUBLE AS ratio,
    DATE '2024-02-29' AS day,
    TIMESTAMP '2024-03-31 02:30:00.123456' AS local,
    TIMESTAMPTZ '2024-03-31 02:30:00+02' AS instant,
    TIME '23:59:59.999999' AS "time",
    {'a': [1, 2], 'b': {'c': 170141183460469231731687303715884105727::HUGEINT}} AS nested,
    [DATE '2024-01-01', NULL] AS list,
    INTERVAL '1 month 2 days 00:00:00.000001' AS span,
    'x'::ENUM('x', 'y') AS "choice",
    uuid '00000000-0000-0000-0000-00000000000a' AS key,
    '\\xAA\\x00'::BLOB AS blob,
    '101'::BIT AS bits,
    true AS flag,
    NULL AS nothing,
    'größe 数' AS "Größe 数"
FROM range(4) AS t(i) GROUP BY i HAVING i = 3
"""


async def test_every_value_is_kept_exactly(house: House) -> None:
    editor = house.team.editor
    saved = await save(editor, sql=EXACT)
    made = await make(editor, saved["id"])
    assert await rows(editor.client, f"FROM {made['sql_name']}") == await rows(editor.client, EXACT)
    # What is nested is JSON by now, so only the others say the same as text.
    texts = "SELECT COLUMNS(* EXCLUDE (nested, list))::VARCHAR FROM"
    (kept,), (direct,) = [await rows(editor.client, f"{texts} {source}") for source in (made["sql_name"], f"({EXACT})")]
    assert kept == direct
    assert kept[:2] + kept[-1:] == ["170141183460469231731687303715884105727", "3", "größe 数"]
    types = {column["name"]: (column["type"], column["engine_type"]) for column in made["columns"]}
    assert types == {
        "huge": ("text", "VARCHAR"),
        "small_sum": ("integer", "BIGINT"),
        "long": ("integer", "DECIMAL(38,0)"),
        "unsigned": ("integer", "DECIMAL(38,0)"),
        "price": ("decimal", "DECIMAL(38,9)"),
        "ratio": ("float", "DOUBLE"),
        "day": ("date", "DATE"),
        "local": ("datetime", "TIMESTAMP"),
        "instant": ("datetime", "TIMESTAMP WITH TIME ZONE"),
        "time": ("time", "TIME"),
        "nested": ("json", "JSON"),
        "list": ("json", "JSON"),
        "span": ("text", "VARCHAR"),
        "choice": ("text", "VARCHAR"),
        "key": ("text", "VARCHAR"),
        "blob": ("text", "VARCHAR"),
        "bits": ("text", "VARCHAR"),
        "flag": ("boolean", "BOOLEAN"),
        "nothing": ("text", "VARCHAR"),
        "Größe 数": ("text", "VARCHAR"),
    }


async def test_columns_of_one_name_are_told_apart(house: House) -> None:
    editor = house.team.editor
    saved = await save(editor, sql='SELECT 1 AS a, 2 AS a, 3::HUGEINT AS A, 4 AS "a b", 5 AS "  "')
    made = await make(editor, saved["id"])
    assert [(one["name"], one["type"]) for one in made["columns_info"]] == [
        ("a", "integer"),
        ("a_1", "integer"),
        ("A_2", "integer"),
        ("a b", "integer"),
        ("column_5", "integer"),
    ]
    assert await rows(editor.client, f"FROM {made['sql_name']}") == [[1, 2, 3, 4, 5]]


async def test_a_column_without_a_name_is_called_by_what_was_written(house: House) -> None:
    await house.store("SELECT 1 AS n", "numbers")
    editor = house.team.editor
    saved = await save(editor, sql="SELECT max(n), (SELECT count(*) FROM numbers), EXISTS (FROM numbers) FROM numbers")
    made = await make(editor, saved["id"])
    names = [one["name"] for one in made["columns_info"]]
    assert "max(n)" in names
    assert not [name for name in names if "datasets of the workspace" in name]
    assert await rows(editor.client, f"FROM {made['sql_name']}") == [[1, 1, True]]


async def test_an_answer_without_rows_becomes_a_dataset_without_rows(house: House) -> None:
    editor = house.team.editor
    saved = await save(editor, sql="SELECT i, i::VARCHAR AS t, i::HUGEINT AS h FROM range(3) AS r(i) WHERE i > 5")
    made = await make(editor, saved["id"])
    assert (made["row_count"], [one["type"] for one in made["columns_info"]]) == (0, ["integer", "text", "integer"])
    assert await rows(editor.client, f"SELECT count(*) FROM {made['sql_name']}") == [[0]]


async def test_a_statement_that_fails_as_it_runs_fails_the_import_with_its_words_and_its_place(house: House) -> None:
    editor = house.team.editor
    saved = await save(editor, sql="SELECT i,\n  ('ä' || i)::INTEGER AS n\nFROM range(3) AS r(i)")
    begun = (await begin(editor.client, saved["id"], name="Made")).json()
    failed = await ended(editor.client, begun["import_id"])
    message = "Could not convert string 'ä0' to INT32"
    assert (failed["status"], failed["error"]) == (
        "error",
        {
            "code": "QUERY_ERROR",
            "message": message,
            "hint": None,
            "details": {"line": 2, "column": 13, "length": 9},
        },
    )
    found = await dataset(editor.client, begun["id"])
    assert (found["status"], found["error"]) == ("error", message)
    assert await origins(editor.client, begun["id"]) == []
    # It may be made again of a better statement.
    better = await save(editor, "Better", "SELECT 1 AS n")
    again = (await begin(editor.client, better["id"], dataset_id=begun["id"])).json()
    assert (await ended(editor.client, again["import_id"]))["status"] == "ready"
    assert (await dataset(editor.client, begun["id"]))["status"] == "ready"


async def begun(house: House, sql: str) -> dict[str, Any]:
    """A dataset that has begun to be made."""
    saved = await save(house.team.editor, sql=sql)
    answer = await begin(house.team.editor.client, saved["id"], name="Made")
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


@contextmanager
def changed(settings: Settings, **limits: int) -> Iterator[None]:
    """Other settings, for as long as the block lasts."""
    before = {name: getattr(settings, name) for name in limits}
    for name, value in limits.items():
        object.__setattr__(settings, name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            object.__setattr__(settings, name, value)


async def nothing_is_left(house: House, files: int) -> None:
    """Wait until no file of an attempt is left, and nobody works any more."""
    data_dir = house.runtime.get(Settings).data_dir
    await until(lambda: files_below(data_dir / "work") == [] and len(files_below(data_dir / "blobs")) == files)
    await until(lambda: house.engine.real.stats().tasks == 0)


async def running(client: Any, import_id: str) -> None:
    """Wait until the statement of an import runs."""
    for _ in range(600):
        found = (await client.get(f"/api/v1/imports/{import_id}")).json()
        if (found["status"], found["stage"]) == ("running", "querying"):
            return
        await asyncio.sleep(0.05)
    raise TimeoutError


@asynccontextmanager
async def others_first(house: House) -> AsyncIterator[None]:
    """Keep the place of imports taken, so that those which begin in the block wait until its end."""
    client = house.team.owner.client
    found = (await begin(client, (await save(house.team.owner, sql=ENDLESS))["id"], name="First")).json()
    try:
        await running(client, found["import_id"])
        yield
    finally:
        await client.delete(f"/api/v1/imports/{found['import_id']}")


def file_count(house: House) -> int:
    """How many files the application keeps."""
    return len(files_below(house.runtime.get(Settings).data_dir / "blobs"))


async def test_a_million_rows_come_in_order_and_in_bounded_memory(house: House) -> None:
    sql = "SELECT i, repeat('x', 60) || i AS text, i::HUGEINT AS h FROM range(1000000) AS r(i) ORDER BY i DESC"
    before, most = psutil.Process().memory_info().rss, 0
    found = await begun(house, sql)
    following = asyncio.create_task(ended(house.team.editor.client, found["import_id"]))
    while not following.done():
        most = max(most, psutil.Process().memory_info().rss)
        await asyncio.sleep(0.05)
    how = await following
    assert (how["status"], how["rows"]) == ("ready", 1_000_000), how
    # The server itself sees none of the rows, and a worker may use 256 MiB.
    assert most - before < 60_000_000
    sql_name = found["sql_name"]
    sql = f"SELECT count(*), min(i), max(i), sum(h)::BIGINT, min(length(text)), list(i ORDER BY i)[1] FROM {sql_name}"
    assert await rows(house.team.editor.client, sql) == [[1_000_000, 0, 999_999, 499_999_500_000, 61, 0]]
    first = (await house.team.editor.client.get(f"/api/v1/datasets/{found['id']}/preview?limit=2")).json()
    assert [row[0] for row in first["rows"]] == [999_999, 999_998]


async def test_cancelling_ends_the_statement_and_leaves_nothing(house: House) -> None:
    client, files = house.team.editor.client, file_count(house)
    found = await begun(house, ENDLESS)
    await running(client, found["import_id"])
    cancelled = (await client.delete(f"/api/v1/imports/{found['import_id']}")).json()
    assert cancelled["status"] == "cancelled"
    await nothing_is_left(house, files)
    assert (await client.get(f"/api/v1/datasets/{found['id']}")).status_code == 404
    assert (await client.get(f"/api/v1/queries/of-dataset/{found['id']}")).status_code == 404


async def test_cancelling_a_new_version_leaves_the_one_that_is_there(house: House) -> None:
    editor = house.team.editor
    made = await make(editor, (await save(editor, sql="SELECT 1 AS n"))["id"])
    files = file_count(house)
    slow = await save(editor, sql=ENDLESS)
    again = (await begin(editor.client, slow["id"], dataset_id=made["id"])).json()
    await running(editor.client, again["import_id"])
    await editor.client.delete(f"/api/v1/imports/{again['import_id']}")
    await nothing_is_left(house, files)
    assert (await dataset(editor.client, made["id"])) | {"import_id": None} == made | {"import_id": None}
    assert [one["sql"] for one in await origins(editor.client, made["id"])] == ["SELECT 1 AS n"]


async def test_a_worker_that_is_killed_fails_the_import(house: House) -> None:
    files = file_count(house)
    before = {one.pid for one in house.workers()}
    found = await begun(house, ENDLESS)
    await running(house.team.editor.client, found["import_id"])
    # It has a place to spill once it is at work.
    await until(lambda: list((house.runtime.get(Settings).data_dir / "work").glob("*/.spill")) != [])
    (pid,) = {one.pid for one in house.workers()} - before
    psutil.Process(pid).kill()
    failed = await ended(house.team.editor.client, found["import_id"])
    assert (failed["status"], failed["error"]["code"], failed["error"]["message"]) == (
        "error",
        "UNAVAILABLE",
        "The process that did the work ended unexpectedly.",
    )
    await nothing_is_left(house, files)


async def test_a_statement_that_takes_too_long_is_ended(house: House) -> None:
    with house.limited(import_seconds=1.0):
        failed = await ended(house.team.editor.client, (await begun(house, ENDLESS))["import_id"])
    assert (failed["status"], failed["error"]["code"], failed["error"]["details"]) == (
        "error",
        "QUERY_TIMEOUT",
        {"seconds": 1.0},
    )


async def test_an_answer_that_is_too_large_is_not_kept(house: House) -> None:
    settings, files = house.runtime.get(Settings), file_count(house)
    sql = "SELECT hash(i) AS h FROM range(3000000000) AS r(i)"
    with changed(settings, max_file_size=1_000_000):
        by_size = await ended(house.team.editor.client, (await begun(house, sql))["import_id"])
    assert by_size["error"] == {
        "code": "PAYLOAD_TOO_LARGE",
        "message": "What the query gives is larger than 976.6 KiB (1000000 bytes), which is the limit for one file.",
        "hint": "Ask for fewer rows or columns, or ask the administrator to raise MAX_FILE_SIZE.",
        "details": {"max_file_size": 1_000_000},
    }
    used = (await house.team.editor.client.get("/api/v1/datasets/storage")).json()["used_bytes"]
    with changed(settings, storage_quota=used + 100_000):
        by_quota = await ended(house.team.editor.client, (await begun(house, sql))["import_id"])
    with changed(settings, storage_quota=used):
        saved = await save(house.team.editor)
        at_once = await begin(house.team.editor.client, saved["id"], name="Made")
    assert by_quota["error"]["code"] == "QUOTA_EXCEEDED"
    assert (at_once.status_code, at_once.json()["error"]["code"]) == (413, "QUOTA_EXCEEDED")
    await nothing_is_left(house, files)


async def test_rows_that_only_some_may_see_are_not_copied_for_others(house: House) -> None:
    await house.store("SELECT 'mine' AS branch UNION ALL SELECT 'CANARY'", "branches")
    editor, owner = house.team.editor, house.team.owner
    saved = await save(editor, sql="SELECT count(*) AS n FROM branches")
    restricted = {UUID(editor.user_id)}

    def policy(principal: Principal, _table: DatasetTable) -> RowFilter:
        return MINE if principal.user_id in restricted else UNRESTRICTED

    with house.replaced("permissions", limiting(policy)):
        refused = await begin(editor.client, saved["id"], name="Copy")
        told = refused.json()["error"]
        assert (refused.status_code, told["code"], "CANARY" in refused.text) == (422, "QUERY_REFUSED", False)
        assert told["message"].startswith("The statement reads a dataset of which you may not see everything")
        assert (await make(owner, saved["id"], name="Copy of the owner"))["row_count"] == 1
        # What counts are the rows that may be seen when the statement runs.
        restricted.clear()
        async with others_first(house):
            found = (await begin(editor.client, saved["id"], name="Late")).json()
            restricted.add(UUID(editor.user_id))
        failed = await ended(editor.client, found["import_id"])
    assert (failed["status"], failed["error"]["code"]) == ("error", "QUERY_REFUSED")


async def test_the_statement_runs_with_the_role_of_that_moment(house: House) -> None:
    owner, editor = house.team.owner, house.team.editor
    address = f"/api/v1/workspaces/{house.team.workspace_id}/members/{editor.user_id}"
    async with others_first(house):
        found = await begun(house, "SELECT 1 AS n")
        assert (await owner.client.patch(address, json={"role": "viewer"})).status_code == 200
    failed = await ended(owner.client, found["import_id"])
    assert (await owner.client.patch(address, json={"role": "editor"})).status_code == 200
    assert (failed["status"], failed["error"]["code"]) == ("error", "FORBIDDEN")
