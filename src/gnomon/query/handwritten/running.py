"""One hand-written statement: prepare it, look among the kept results, run it, and say what came out."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from gnomon.datasets.contracts import DatasetTable
from gnomon.engine.contracts import Budget, Projection, RunId, Scalar
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.ids import uuid7
from gnomon.identity.contracts import Principal
from gnomon.query import arrow
from gnomon.query.answers import SqlAnswer
from gnomon.query.cache import KeptResult, hashed
from gnomon.query.contracts import ExecuteSql, SqlColumn, SqlMeaning, SqlReceipt, SqlSource
from gnomon.query.handwritten.catalog import load_catalog
from gnomon.query.handwritten.columns import column_type
from gnomon.query.handwritten.executing import Prepared, run_wrapped
from gnomon.query.handwritten.fan_out.telling import find_fan_outs
from gnomon.query.handwritten.guarding import SCHEMA
from gnomon.query.handwritten.naming import without_guards
from gnomon.query.handwritten.outgoing import WRITTEN_COLUMNS
from gnomon.query.handwritten.preparing import prepare
from gnomon.query.moments import zone
from gnomon.query.runs import unless
from gnomon.query.runtime import QueryRuntime

LOOKING_SECONDS = 2.0
MOST_LOOKING_SECONDS = 8.0


async def run_sql(
    runtime: QueryRuntime, principal: Principal, command: ExecuteSql, *, run_id: RunId | None = None
) -> SqlAnswer:
    """Answer a statement that a person wrote. Raises `SqlError`, `WrongParameters`, and what the engine raises."""
    with runtime.runs.under(principal, run_id) as cancelled:
        return await unless(cancelled, _answer(runtime, principal, command, run_id))


async def _answer(runtime: QueryRuntime, principal: Principal, command: ExecuteSql, run_id: RunId | None) -> SqlAnswer:
    started, asked_at = time.perf_counter(), clock.now()
    time_zone = zone(command.time_zone).key
    catalog = await load_catalog(runtime, principal, command.dataset_id)
    async with runtime.limits.place(principal) as budget:
        prepared = await prepare(runtime, principal, command, catalog, budget)
        key = _fingerprint(prepared, command)
        kept = None if command.skip_cache or prepared.is_volatile else await runtime.cache.get(key)
        is_cached = kept is not None
        if kept is None:
            ran = time.perf_counter()
            kept = await run_prepared(runtime, prepared, command, time_zone, budget)
            small = _looking(budget, time.perf_counter() - ran)
            told = await find_fan_outs(runtime, principal, command, catalog, prepared, small)
            kept = replace(kept, fan_outs=told.found, corrected_sql=told.corrected_sql)
            if not prepared.is_volatile:
                runtime.cache.put(key, kept)
    total_rows = kept.row_count if kept.total_rows is None else kept.total_rows
    receipt = receipt_of(
        prepared,
        command,
        kept,
        Ran(run_id=run_id, sql=prepared.script.sql, fingerprint=key, asked_at=asked_at, is_cached=is_cached),
        started,
    )
    meaning = SqlMeaning(
        columns=kept.columns,
        row_count=kept.row_count,
        total_rows=total_rows,
        truncated=kept.row_count < total_rows,
        warnings=(),
        fan_outs=kept.fan_outs,
        corrected_sql=kept.corrected_sql,
        receipt=receipt,
    )
    return SqlAnswer(meaning, kept.ipc)


def _looking(budget: Budget, ran_seconds: float) -> Budget:
    """What looking for inflated figures may use: no more than a few times what the answer itself has taken."""
    seconds = min(LOOKING_SECONDS + 3 * ran_seconds, MOST_LOOKING_SECONDS, budget.seconds)
    return replace(budget, seconds=seconds)


async def run_prepared(
    runtime: QueryRuntime, prepared: Prepared, command: ExecuteSql, time_zone: str, budget: Budget
) -> KeptResult:
    """The rows of a prepared statement, past every cache. Raises `SqlError` and what the engine raises."""
    written = Projection(WRITTEN_COLUMNS, {"time_zone": time_zone, "schema": SCHEMA})
    behind = f"\n) AS answer LIMIT {command.limit}"
    result = await run_wrapped(runtime, prepared, "SELECT * FROM (\n", behind, budget, written)
    total: int | None = None
    if result.row_count == command.limit:
        counted = await run_wrapped(runtime, prepared, "SELECT COUNT(*) FROM (\n", "\n) AS answer", budget)
        total = max(int(arrow.table_of(counted.ipc).column(0)[0].as_py()), result.row_count)
    columns = tuple(
        SqlColumn(name=without_guards(column.name, SCHEMA), type=column_type(column.engine_type))
        for column in result.columns
    )
    return KeptResult(result.ipc, result.row_count, total, columns)


def _fingerprint(prepared: Prepared, command: ExecuteSql) -> str:
    """What decides the answer; the guards are in the statement, so that people of other rights share nothing."""
    versions = [[str(table.version_id), table.content_hash] for table in prepared.tables.values()]
    bound = [[name, type(value).__name__, str(value)] for name, value in sorted(prepared.parameters.items())]
    return hashed(["sql", prepared.script.sql, bound, versions, command.limit, command.time_zone])


@dataclass(frozen=True, slots=True)
class Ran:
    """What is known of a run beside its rows."""

    run_id: RunId | None
    sql: str
    """The statement as it ran."""
    fingerprint: str
    asked_at: datetime
    is_cached: bool


def receipt_of(prepared: Prepared, command: ExecuteSql, kept: KeptResult, ran: Ran, started: float) -> SqlReceipt:
    """Where an answer came from; `started` is when it was begun, by the clock that measures."""
    total_rows = kept.row_count if kept.total_rows is None else kept.total_rows
    return SqlReceipt(
        run_id=UUID(str(ran.run_id or uuid7())),
        sources=tuple(source_of(table) for table in prepared.sources),
        sql=ran.sql,
        parameters=_shown(prepared.given),
        policy_hash=prepared.policy_hash,
        fingerprint=ran.fingerprint,
        time_zone=command.time_zone,
        asked_at=ran.asked_at,
        rows_scanned=sum(table.row_count for table in prepared.sources),
        row_count=kept.row_count,
        is_truncated=kept.row_count < total_rows,
        is_cached=ran.is_cached,
        elapsed_ms=round((time.perf_counter() - started) * 1000, 3),
    )


def source_of(table: DatasetTable) -> SqlSource:
    """A table as a receipt names it."""
    return SqlSource(
        dataset_id=table.dataset_id,
        sql_name=table.sql_name,
        dataset_version_id=table.version_id,
        version_number=table.version_number,
        content_hash=table.content_hash,
        as_of=table.created_at,
    )


def _shown(parameters: Mapping[str, Scalar]) -> dict[str, bool | int | float | str | None]:
    """Parameters as a receipt tells them: moments and exact numbers as text."""
    return {name: _plain(value) for name, value in parameters.items()}


def _plain(value: Scalar) -> bool | int | float | str | None:
    is_exact = not isinstance(value, int) or abs(value) <= arrow.MAX_EXACT_INTEGER
    return value if is_exact and (value is None or isinstance(value, (int, float, str))) else str(value)
