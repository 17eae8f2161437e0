"""Statements: what they give, what they may be, and how they fail."""

import asyncio

import pyarrow.compute
import pyarrow.ipc
import pytest
from tests.engine.budgets import ask, budget
from tests.engine.conftest import StartEngine, WriteTable
from tests.engine.rows import rows_of

from gnomon.engine.contracts import (
    QueryFailed,
    QueryTooBulky,
    QueryTooLarge,
    ResultColumn,
)
from gnomon.engine.service import ProcessEngine


async def test_a_statement_gives_its_columns_and_rows(engine: ProcessEngine, write_table: WriteTable) -> None:
    sales = write_table("sales", "SELECT * FROM (VALUES ('north', 10), ('south', 20)) t(region, amount)")
    result = await engine.run(ask('SELECT region, amount FROM "sales" ORDER BY 1', tables=(sales,)), budget())
    assert result.columns == (ResultColumn("region", "VARCHAR"), ResultColumn("amount", "INTEGER"))
    assert result.row_count == 2
    assert rows_of(result.ipc) == [["north", 10], ["south", 20]]


async def test_a_table_may_be_many_files_and_have_any_name(engine: ProcessEngine, write_table: WriteTable) -> None:
    one, two = write_table("one", "SELECT 1 AS n"), write_table("two", "SELECT 2 AS n")
    both = type(one)(name='odd "name"; --', paths=(*one.paths, *two.paths))
    result = await engine.run(ask('SELECT sum(n) FROM "odd ""name""; --"', tables=(both,)), budget())
    assert rows_of(result.ipc) == [[3]]


async def test_a_new_version_under_the_same_name_is_seen_at_once(
    engine: ProcessEngine, write_table: WriteTable
) -> None:
    old = write_table("v1", "SELECT 'old' AS state")
    new = write_table("v2", "SELECT 'new' AS state")
    seen = []
    for version in (old, new, old):
        table = type(old)(name="sales", paths=version.paths)
        seen.append(rows_of((await engine.run(ask("FROM sales", tables=(table,)), budget())).ipc))
    assert seen == [[["old"]], [["new"]], [["old"]]]


async def test_a_statement_sees_no_table_of_the_statement_before(
    engine: ProcessEngine, write_table: WriteTable
) -> None:
    secret = write_table("secret", "SELECT 42 AS answer")
    await engine.run(ask("FROM secret", tables=(secret,)), budget())
    with pytest.raises(QueryFailed, match="does not exist"):
        await engine.run(ask("FROM secret"), budget())
    with pytest.raises(QueryFailed, match="Permission"):
        await engine.run(ask(f"FROM read_parquet('{secret.paths[0]}')"), budget())


async def test_a_result_with_too_many_rows_is_refused_and_the_worker_goes_on(engine: ProcessEngine) -> None:
    with pytest.raises(QueryTooLarge) as refused:
        await engine.run(ask("FROM range(1000000)"), budget(rows=999_999))
    assert refused.value.details == {"max_rows": 999_999}
    assert (await engine.run(ask("FROM range(1000000)"), budget(rows=1_000_000))).row_count == 1_000_000
    assert engine.stats().restarts == 0


async def test_a_result_with_too_many_bytes_is_refused_and_the_worker_goes_on(engine: ProcessEngine) -> None:
    with pytest.raises(QueryTooBulky):
        await engine.run(ask("SELECT repeat('x', 1000) FROM range(20000)"), budget(size=10_000_000))
    assert (await engine.run(ask("SELECT 1"), budget())).row_count == 1
    assert engine.stats().restarts == 0


async def test_a_million_rows_arrive_whole(engine: ProcessEngine) -> None:
    result = await engine.run(
        ask("SELECT i, 'row ' || i AS name, i / 4 AS quarter FROM range(1000000) t(i)"), budget(rows=1_000_000)
    )
    table = pyarrow.ipc.open_stream(result.ipc).read_all()
    assert (table.num_rows, pyarrow.compute.sum(table["i"]).as_py()) == (1_000_000, 499_999_500_000)
    assert table.slice(999_999).to_pylist() == [{"i": 999_999, "name": "row 999999", "quarter": 249_999.75}]


async def test_a_result_without_rows_still_has_columns(engine: ProcessEngine) -> None:
    result = await engine.run(ask("SELECT 1 AS one WHERE false"), budget())
    assert (result.row_count, result.columns, pyarrow.ipc.open_stream(result.ipc).schema.names) == (
        0,
        (ResultColumn("one", "INTEGER"),),
        ["one"],
    )


async def test_a_missing_file_is_one_statements_failure(engine: ProcessEngine, write_table: WriteTable) -> None:
    table = write_table("gone", "SELECT 1 AS n")
    table.paths[0].unlink()
    with pytest.raises(QueryFailed) as failed:
        await engine.run(ask("FROM gone", tables=(table,)), budget())
    assert str(table.paths[0].parent) not in failed.value.message
    assert (await engine.run(ask("SELECT 1"), budget())).row_count == 1


async def test_a_damaged_file_is_one_statements_failure(engine: ProcessEngine, write_table: WriteTable) -> None:
    table = write_table("damaged", "SELECT i FROM range(10000) t(i)")
    content = bytearray(table.paths[0].read_bytes())
    content[100:-100] = bytes(len(content) - 200)
    table.paths[0].write_bytes(bytes(content))
    with pytest.raises(QueryFailed) as failed:
        await engine.run(ask("SELECT sum(i) FROM damaged", tables=(table,)), budget())
    assert str(table.paths[0].parent) not in failed.value.message
    assert (await engine.run(ask("SELECT 1"), budget())).row_count == 1


async def test_statements_wait_for_a_free_worker_in_the_order_they_came(start: StartEngine) -> None:
    engine = start(workers=1)
    done: list[int] = []

    async def run(number: int) -> None:
        await engine.run(ask("SELECT sum(i * i) FROM range(3000000) t(i)"), budget())
        done.append(number)

    await asyncio.gather(*(run(number) for number in range(6)))
    assert done == [0, 1, 2, 3, 4, 5]
