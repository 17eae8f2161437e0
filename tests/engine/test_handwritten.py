"""What a person's text runs on: a connection that is thrown away, tables in a schema, columns written at the end."""

import pytest
from tests.engine.conftest import StartEngine, WriteTable
from tests.engine.rows import rows_of

from gnomon.engine.contracts import (
    Budget,
    ErrorPlace,
    Projection,
    QueryFailed,
    Statement,
    TableFiles,
    TaskRefused,
    WorkerCall,
)
from gnomon.engine.service import ProcessEngine
from gnomon.foundation.kit.errors import ErrorCode

BUDGET = Budget(seconds=20, memory_bytes=1 << 30, max_rows=10_000)
READ = "gnomon.query.handwritten.reading:read_text"
WRITE = "gnomon.query.handwritten.outgoing:written_columns"


@pytest.fixture
async def engine(start: StartEngine) -> ProcessEngine:
    """An engine with one worker that reads texts and writes columns."""
    return start(call_entry_points=(READ, WRITE))


@pytest.fixture
def sales(write_table: WriteTable) -> TableFiles:
    return write_table("sales", "SELECT i AS a, 'x' || i AS b, i::DECIMAL(10,2) AS c FROM range(5) AS r(i)")


def written(sql: str, sales: TableFiles, **more: object) -> Statement:
    """A text over the table, which stands in a schema of its own."""
    parameters = more.pop("parameters", ())
    return Statement(sql, parameters, (sales,), is_handwritten=True, schema="hidden", **more)  # type: ignore[arg-type]


async def test_a_table_is_found_by_its_schema_alone(engine: ProcessEngine, sales: TableFiles) -> None:
    found = await engine.run(written('SELECT count(*) FROM "hidden"."sales"', sales), BUDGET)
    assert rows_of(found.ipc) == [[5]]
    with pytest.raises(QueryFailed) as raised:
        await engine.run(written("SELECT count(*) FROM sales", sales), BUDGET)
    assert raised.value.place == ErrorPlace(21, 5, "sales", ("hidden.sales",))


async def test_parameters_are_bound_by_name(engine: ProcessEngine, sales: TableFiles) -> None:
    sql = "SELECT b FROM hidden.sales WHERE a >= $from AND b <> $not ORDER BY a"
    found = await engine.run(written(sql, sales, parameters={"from": 2, "not": "x3"}), BUDGET)
    assert rows_of(found.ipc) == [["x2"], ["x4"]]


async def test_nothing_that_one_statement_leaves_is_there_for_the_next(
    engine: ProcessEngine, sales: TableFiles
) -> None:
    await engine.run(written("SELECT setseed(0.5)", sales), BUDGET)
    first = rows_of((await engine.run(written("SELECT random()", sales), BUDGET)).ipc)
    await engine.run(written("SELECT setseed(0.5)", sales), BUDGET)
    second = rows_of((await engine.run(written("SELECT random()", sales), BUDGET)).ipc)
    assert first != second


async def test_columns_leave_as_the_projection_writes_them_and_are_told_as_they_were(
    engine: ProcessEngine, sales: TableFiles
) -> None:
    sql = "SELECT a, c, [a] AS list, 1 AS a FROM hidden.sales ORDER BY b DESC LIMIT 2"
    projection = Projection(WRITE, {"time_zone": "UTC", "schema": "hidden"})
    found = await engine.run(written(f"SELECT * FROM ({sql}) AS answer", sales, projection=projection), BUDGET)
    assert [(column.name, column.engine_type) for column in found.columns] == [
        ("a", "BIGINT"),
        ("c", "DECIMAL(10,2)"),
        ("list", "BIGINT[]"),
        ("a_1", "INTEGER"),
    ]
    assert rows_of(found.ipc) == [[4, "4.00", "[4]", 1], [3, "3.00", "[3]", 1]]


@pytest.mark.parametrize("projection", [None, Projection(WRITE, {"time_zone": "UTC", "schema": "hidden"})])
@pytest.mark.parametrize(
    ("sql", "place"),
    [
        ("SELECT amount FROM hidden.sales", ErrorPlace(7, 6, "amount", ("a",))),
        ("SELECT 'äö', nope(a) FROM hidden.sales", None),
        ("SELECT a, CAST(b AS INTEGER) FROM hidden.sales", ErrorPlace(10, 18, None, ())),
    ],
)
async def test_an_error_tells_its_place_in_bytes(
    engine: ProcessEngine, sales: TableFiles, sql: str, place: ErrorPlace | None, projection: Projection | None
) -> None:
    with pytest.raises(QueryFailed) as raised:
        await engine.run(written(sql, sales, projection=projection), BUDGET)
    found = raised.value.place
    assert found is not None
    if place is None:
        assert (found.start, found.length, found.name) == (sql.encode().index(b"nope"), 7, "nope")
    else:
        assert (found.start, found.length, found.name, set(place.candidates) <= set(found.candidates)) == (
            place.start,
            place.length,
            place.name,
            True,
        )


async def test_a_call_reads_a_text_and_its_refusal_arrives_whole(engine: ProcessEngine) -> None:
    told = await engine.call(WorkerCall(READ, {"sql": "from sales"}), BUDGET)
    assert told["tables"] == [{"name": "sales", "start": 5, "end": 10, "is_aliased": False}]
    with pytest.raises(TaskRefused) as raised:
        await engine.call(WorkerCall(READ, {"sql": "select 1; select 2"}), BUDGET)
    assert (raised.value.code, raised.value.hint) == (ErrorCode.QUERY_REFUSED, "Select the one to run.")


async def test_only_listed_calls_and_projections_are_done(engine: ProcessEngine, sales: TableFiles) -> None:
    with pytest.raises(LookupError, match="os:system"):
        await engine.call(WorkerCall("os:system", {}), BUDGET)
    with pytest.raises(LookupError, match="os:system"):
        await engine.run(written("SELECT 1", sales, projection=Projection("os:system", {})), BUDGET)
