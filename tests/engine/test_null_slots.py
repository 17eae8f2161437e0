"""Beneath a null there is nothing: no value of another row, none of a row that may not be seen."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from arro3.core import RecordBatchReader, Table
from arro3.io import write_ipc_stream
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.budgets import ask, budget
from tests.engine.conftest import WriteTable

from gnomon.engine.null_slots import blanked
from gnomon.engine.service import ProcessEngine

WIDE = 300_000
"""Rows of an answer that comes in more than one batch."""
TYPES = {
    "boolean": "(n % 2 = 0)",
    "tinyint": "(n % 100)::tinyint",
    "usmallint": "(n % 60000)::usmallint",
    "integer": "n::integer",
    "bigint": "n",
    "hugeint": "n::hugeint",
    "float": "n::float",
    "double": "n::double",
    "decimal": "(n % 1000)::decimal(18, 3)",
    "date": "date '2020-01-01' + (n % 1000)::integer",
    "time": "time '10:00:00' + to_seconds(n % 1000)",
    "timestamp": "timestamp '2020-01-01' + to_seconds(n)",
    "moment": "timestamptz '2020-01-01 00:00:00+00' + to_seconds(n)",
    "interval": "to_seconds(n)",
    "text": "'text ' || n",
    "kind": "(['a', 'b', 'c'][n % 3 + 1])::enum('a', 'b', 'c')",
    "struct": "{'one': n, 'two': {'three': n::double}}",
    "pair": "[n, n + 1]::bigint[2]",
    "list": "[n, nullif(n % 7, 3)]",
    "map": "map {'key': n}",
}
HOLES = "(hash(n) % 5 = 0 OR n BETWEEN 50000 AND 60000)"


def beneath(table: pa.Table) -> dict[str, int]:
    """How many bytes beneath the nulls of each column are not zero, read with another library."""
    return {name: sum(_beneath(chunk) for chunk in table.column(name).chunks) for name in table.column_names}


def _beneath(array: pa.Array, around: list[bool] | None = None) -> int:
    valid = [bool(one) for one in array.is_valid().to_pylist()]
    if around is not None:
        valid = [one and other for one, other in zip(valid, around, strict=True)]
    if pa.types.is_struct(array.type):
        return sum(_beneath(array.field(place), valid) for place in range(array.type.num_fields))
    if pa.types.is_map(array.type):
        return _beneath(array.keys) + _beneath(array.items)
    if pa.types.is_list(array.type):
        return _beneath(array.flatten())
    if pa.types.is_dictionary(array.type):
        array = array.indices
    return _bytes(array, valid)


def _bytes(array: pa.Array, valid: list[bool]) -> int:
    if pa.types.is_fixed_size_list(array.type):
        size = array.type.list_size
        return _bytes(array.values, [one for one in valid for _ in range(size)])
    if pa.types.is_string(array.type) or all(valid):
        return 0
    values = array.buffers()[1].to_pybytes()
    if pa.types.is_boolean(array.type):
        places = (place + array.offset for place, one in enumerate(valid) if not one)
        return sum(values[place // 8] >> place % 8 & 1 for place in places)
    width = array.type.bit_width // 8
    starts = (place * width for place, one in enumerate(valid, array.offset) if not one)
    return sum(width - values[start : start + width].count(0) for start in starts)


def read(ipc: bytes) -> pa.Table:
    with pa.ipc.open_stream(ipc) as stream:
        return stream.read_all()


@pytest.fixture(scope="module")
def numbers() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(f"CREATE TABLE numbers AS SELECT hash(i)::hugeint % 1000003 AS n FROM range({WIDE}) r(i)")
        yield connection


@pytest.mark.parametrize("kind", TYPES)
def test_values_stay_and_nulls_hold_zeros(numbers: duckdb.DuckDBPyConnection, kind: str) -> None:
    sql = f"SELECT CASE WHEN NOT {HOLES} THEN {TYPES[kind]} END AS seen FROM (SELECT n::bigint AS n FROM numbers)"
    written = BytesIO()
    write_ipc_stream(blanked(RecordBatchReader.from_arrow(numbers.sql(sql))), written, compression=None)
    found = read(written.getvalue())
    expected = read_plainly(numbers, sql)
    assert found.column(0).null_count > 0
    assert (found.equals(expected), beneath(found)) == (True, {"seen": 0})


def read_plainly(connection: duckdb.DuckDBPyConnection, sql: str) -> pa.Table:
    return pa.table(connection.sql(sql))


def test_without_it_there_is_something_beneath_the_nulls(numbers: duckdb.DuckDBPyConnection) -> None:
    sql = f"SELECT CASE WHEN NOT {HOLES} THEN n END AS seen FROM (SELECT n::bigint AS n FROM numbers) ORDER BY n DESC"
    assert beneath(read_plainly(numbers, sql))["seen"] > 0


@given(st.lists(st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1)), max_size=80), st.data())
def test_any_part_of_an_array_keeps_its_values(values: list[int | None], data: Any) -> None:
    start = data.draw(st.integers(0, len(values)))
    length = data.draw(st.integers(0, len(values) - start))
    inner = pa.array(values, pa.int64())
    rows = pa.StructArray.from_arrays([inner], ["inner"], mask=pa.array([value == 7 for value in values], pa.bool_()))
    batch = pa.record_batch({"plain": inner, "row": rows})
    # What is changed must be nobody else's.
    own = pa.ipc.open_stream(pa.py_buffer(_written(batch))).read_all().slice(start, length)
    expected = own.to_pylist()
    found = Table.from_arrow(blanked(RecordBatchReader.from_arrow(own)))
    assert pa.table(found).to_pylist() == expected
    assert beneath(pa.table(found)) == {"plain": 0, "row": 0}


def _written(batch: pa.RecordBatch) -> bytearray:
    sink = BytesIO()
    with pa.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_batch(batch)
    return bytearray(sink.getvalue())


async def test_an_answer_of_a_worker_holds_nothing_of_rows_that_were_left_out(
    engine: ProcessEngine, write_table: WriteTable
) -> None:
    people = write_table("people", "SELECT i % 3 AS team, 7000000 + i AS salary FROM range(20000) r(i)")
    sql = "SELECT CASE WHEN team = 1 THEN salary END AS seen FROM people ORDER BY salary DESC"
    answer = await engine.run(ask(sql, tables=(people,)), budget())
    assert beneath(read(answer.ipc)) == {"seen": 0}
