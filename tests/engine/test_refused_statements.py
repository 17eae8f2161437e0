"""Statements that cannot run: each is refused with a reason, and the next one runs as if nothing had been."""

import pytest
from tests.engine.budgets import ask, budget

from gnomon.engine.contracts import QueryFailed
from gnomon.engine.service import ProcessEngine

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize(
    "sql",
    [
        "",
        ";",
        "SELECT 1; SELECT 2",
        "PRAGMA version",
        "/* a */ PRAGMA database_list",
        "CALL pragma_version()",
        "CALL enable_logging(storage = 'file', storage_config = {'path': '/tmp'})",
        "SET threads = 1",
        "RESET threads",
        "CREATE TABLE t AS SELECT 1",
        "CREATE OR REPLACE MACRO count(x) AS 42",
        "DROP VIEW t",
        "ATTACH ':memory:' AS other",
        "COPY (SELECT 1) TO '/tmp/out.csv'",
        "EXPORT DATABASE '/tmp/out'",
        "IMPORT DATABASE '/tmp/out'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "USE memory",
        "PREPARE p AS SELECT 1",
        "EXPLAIN ANALYZE SELECT 1",
        "SET VARIABLE x = 1",
        "CREATE SECRET s (TYPE s3)",
        "BEGIN",
        "CHECKPOINT",
        "VACUUM",
        "SELECT",
        "SELECT * FROM nowhere",
        "SELECT 'a'::INTEGER",
        "SELECT error('my own words')",
        "WITH gone AS (DELETE FROM duckdb_tables() RETURNING *) SELECT 1",
        "SELECT " + "(" * 5000 + "1" + ")" * 5000,
        "SELECT 1 " + "/*" * 100_000,
        "SELECT " + "x" * 1_000_001,
    ],
)
async def test_what_cannot_run_fails_with_a_reason_and_harms_nothing(shared_engine: ProcessEngine, sql: str) -> None:
    with pytest.raises(QueryFailed) as failed:
        await shared_engine.run(ask(sql), budget())
    assert 10 < len(failed.value.message) <= 500
    assert "/tmp" not in failed.value.message
    assert (await shared_engine.run(ask("SELECT 1"), budget())).row_count == 1
    assert shared_engine.stats().restarts == 0
