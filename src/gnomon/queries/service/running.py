"""Run a statement, and note the run whatever its end."""

import time
from dataclasses import dataclass
from typing import Any

from gnomon.engine.contracts import RunId
from gnomon.foundation.kit import clock, ids
from gnomon.identity.contracts import Principal
from gnomon.queries.contracts import ExecuteQuery, RunStatus, SqlRunId
from gnomon.queries.endings import kept_parameters, mishap_of
from gnomon.queries.runtime import RunHistory
from gnomon.queries.tables import SqlRunRow
from gnomon.query import service as query
from gnomon.query.contracts import SqlMeaning


@dataclass(frozen=True, slots=True)
class Ran:
    """The answer of a statement, and the run that the history keeps of it."""

    run_id: SqlRunId
    answer: query.SqlAnswer


async def execute_query(
    runtime: query.QueryRuntime, history: RunHistory, principal: Principal, command: ExecuteQuery
) -> Ran:
    """Run a statement and note it. Raises what `run_sql` raises."""
    run_id = ids.new(SqlRunId)
    row = _begun(principal, command, run_id)
    cancelled_by = RunId(command.run_id or run_id)
    started = time.perf_counter()
    try:
        answer = await query.run_sql(runtime, principal, command, run_id=cancelled_by)
    except BaseException as error:
        mishap = mishap_of(error)
        row.status, row.error_code, row.error_message = mishap.status.value, mishap.code.value, mishap.message
        row.elapsed_ms = (time.perf_counter() - started) * 1000
        await history.note(principal, row)
        raise
    _finish(row, answer.meaning)
    await history.note(principal, row)
    return Ran(run_id, answer)


def _begun(principal: Principal, command: ExecuteQuery, run_id: SqlRunId) -> SqlRunRow:
    return SqlRunRow(
        id=run_id,
        workspace_id=principal.workspace_id,
        user_id=principal.user_id,
        saved_query_id=command.saved_query_id,
        sql=command.sql,
        parameters=kept_parameters(command.parameters),
        is_truncated=False,
        is_cached=False,
        sources=[],
        created_at=clock.now(),
    )


def _finish(row: SqlRunRow, meaning: SqlMeaning) -> None:
    receipt = meaning.receipt
    sources: list[Any] = [source.model_dump(mode="json") for source in receipt.sources]
    row.status, row.sources = RunStatus.DONE.value, sources
    row.row_count, row.total_rows, row.is_truncated = meaning.row_count, meaning.total_rows, meaning.truncated
    row.elapsed_ms, row.is_cached = receipt.elapsed_ms, receipt.is_cached
