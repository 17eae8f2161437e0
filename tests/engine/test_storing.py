"""Rows of a hand-written statement as a file: streamed, bounded, over its own tables, with no setting to change."""

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from tests.engine.budgets import MEBIBYTE
from tests.engine.conftest import StartEngine, WriteTable

from gnomon.engine.contracts import (
    ErrorPlace,
    QueryFailed,
    QueryMemory,
    QueryTooBulky,
    Scalar,
    Statement,
    TableFiles,
    WorkerTask,
)
from gnomon.engine.protocol import Failure
from gnomon.engine.service import ProcessEngine

STORE = "tests.engine.sample_tasks:store"
STORE_AND_LOOK = "tests.engine.sample_tasks:store_and_look"
STORE_TOO_MUCH = "tests.engine.sample_tasks:store_too_much"
SCHEMA = "hidden away"


@pytest.fixture
async def engine(start: StartEngine) -> ProcessEngine:
    return start(task_entry_points=(STORE, STORE_AND_LOOK, STORE_TOO_MUCH))


def task(
    folder: Path,
    sql: str,
    *tables: TableFiles,
    parameters: Mapping[str, Scalar] | None = None,
    entry_point: str = STORE,
    memory_bytes: int = 512 * MEBIBYTE,
    max_bytes: int = 100 * MEBIBYTE,
) -> WorkerTask:
    return WorkerTask(
        entry_point=entry_point,
        payload={},
        readable=(),
        output_dir=folder,
        seconds=60,
        memory_bytes=memory_bytes,
        threads=2,
        statement=Statement(sql, parameters or {}, tables, is_handwritten=True, schema=SCHEMA),
        max_bytes=max_bytes,
    )


def is_there(path: Path) -> bool:
    return path.exists()


def parquet_in(folder: Path) -> list[Path]:
    return list(folder.glob("*.parquet"))


@pytest.fixture
def folder(data_folder: Path) -> Path:
    made = data_folder / "output"
    made.mkdir()
    return made


async def test_rows_are_stored_in_order_with_what_was_bound(
    engine: ProcessEngine, folder: Path, write_table: WriteTable
) -> None:
    table = write_table("sales", "SELECT i FROM range(5) AS r(i)")
    values: Mapping[str, Scalar] = {"d": Decimal("1.10"), "day": date(2024, 2, 29), "n": None}
    sql = f'SELECT i, $d AS d, $day AS day, $n::INTEGER AS n FROM "{SCHEMA}"."sales" ORDER BY i DESC -- all of it'
    told = await engine.run_task(task(folder, sql, table, parameters=values))
    types = [["i", "BIGINT"], ["d", "DECIMAL(3,2)"], ["day", "DATE"], ["n", "INTEGER"]]
    assert told == {"columns": types, "row_count": 5}
    (path,) = parquet_in(folder)
    with duckdb.connect() as connection:
        stored = connection.execute(f"FROM '{path}'").fetchall()
    assert stored == [(i, Decimal("1.10"), date(2024, 2, 29), None) for i in (4, 3, 2, 1, 0)]


async def test_more_than_the_memory_holds_is_streamed(engine: ProcessEngine, folder: Path) -> None:
    # 800 MB of texts that pack to little.
    sql = "SELECT i, repeat('x', 400) || i // 1000 AS text FROM range(2000000) AS r(i)"
    told = await engine.run_task(task(folder, sql, memory_bytes=256 * MEBIBYTE))
    assert told["row_count"] == 2_000_000


async def test_a_file_that_grows_too_large_is_ended(engine: ProcessEngine, folder: Path) -> None:
    sql = "SELECT hash(i) AS h FROM range(3000000000) AS r(i)"
    with pytest.raises(QueryTooBulky) as ended:
        await engine.run_task(task(folder, sql, max_bytes=2 * MEBIBYTE))
    assert ended.value.details == {"max_bytes": 2 * MEBIBYTE}


async def test_writing_ends_soon_after_the_limit_every_time(engine: ProcessEngine, folder: Path) -> None:
    # All the rows would be 24 GB. Once, one attempt in ten never ended.
    payload = {"sql": "SELECT hash(i) AS a FROM range(3000000000) AS r(i)", "times": 30, "max_bytes": 2 * MEBIBYTE}
    told = await engine.run_task(
        replace(task(folder, "SELECT 1"), entry_point=STORE_TOO_MUCH, payload=payload, statement=None)
    )
    assert [failure for failure, _ in told["endings"]] == [Failure.TOO_MANY_BYTES] * 30
    assert all(2 * MEBIBYTE < written < 1024 * MEBIBYTE for _, written in told["endings"])


async def test_a_file_that_was_too_large_before_anybody_looked_is_refused(engine: ProcessEngine, folder: Path) -> None:
    with pytest.raises(QueryTooBulky):
        await engine.run_task(task(folder, "SELECT hash(i) AS h FROM range(2000) AS r(i)", max_bytes=1000))


async def test_memory_that_the_statement_needs_at_once_is_bounded(engine: ProcessEngine, folder: Path) -> None:
    sql = "SELECT list(repeat('x', 1000) || i) AS l FROM range(2000000) AS r(i)"
    with pytest.raises(QueryMemory):
        await engine.run_task(task(folder, sql, memory_bytes=256 * MEBIBYTE))


@pytest.mark.parametrize(
    ("sql", "place"),
    [
        ("SELECT 'ä' AS a, nope FROM range(1) AS r(i)", ErrorPlace(18, 4, "nope", ("i",))),
        ("SELECT ('ä' || i)::INTEGER AS n FROM range(1) AS r(i)", ErrorPlace(18, 9, None, ())),
    ],
)
async def test_an_error_tells_its_place_in_the_statement(
    engine: ProcessEngine, folder: Path, sql: str, place: ErrorPlace
) -> None:
    with pytest.raises(QueryFailed) as failed:
        await engine.run_task(task(folder, sql))
    assert failed.value.place == place


ELSEWHERE = Path(tempfile.gettempdir()) / "elsewhere.parquet"
REFUSED = (
    "SELECT 1; SELECT 2",
    "CREATE TABLE t (a INTEGER)",
    f"SELECT 1) TO '{ELSEWHERE}'; --",
    f"SELECT 1 AS a) AS answer) TO '{ELSEWHERE}' (FORMAT parquet); COPY (SELECT 1 FROM (SELECT 2",
    "FROM read_csv('/etc/passwd')",
    "FROM sales",
)


async def test_what_is_not_one_statement_over_its_own_tables_is_refused(
    engine: ProcessEngine, folder: Path, write_table: WriteTable
) -> None:
    table = write_table("sales", "SELECT 1 AS i")
    for sql in REFUSED:
        with pytest.raises(QueryFailed):
            await engine.run_task(task(folder, sql, table))
    assert (is_there(ELSEWHERE), parquet_in(folder)) == (False, [])


async def test_no_setting_can_be_changed_afterwards(engine: ProcessEngine, folder: Path) -> None:
    told = await engine.run_task(task(folder, "SELECT 1 AS n", entry_point=STORE_AND_LOOK))
    assert told == {"refused": ["SET threads = 1", "SET allowed_directories = ['/']", "RESET lock_configuration"]}
