"""A matrix over a hand-written statement: its rows grouped by its own columns, with true totals.

The statement is prepared as for a run: every dataset stands behind its guard in the text that is grouped, so that what
a policy keeps from somebody is in no cell and in no total of theirs.
"""

import time
from dataclasses import dataclass

from gnomon.engine.contracts import Budget, Projection, RunId
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.errors import ErrorCode
from gnomon.identity.contracts import Principal
from gnomon.query import arrow
from gnomon.query.answers import SqlAnswer
from gnomon.query.cache import KeptResult, hashed
from gnomon.query.contracts import PIVOT_LIMIT, PivotSql, SqlColumn, SqlMeaning
from gnomon.query.errors import QueryError
from gnomon.query.handwritten.catalog import load_catalog
from gnomon.query.handwritten.columns import column_type
from gnomon.query.handwritten.executing import Prepared, run_wrapped
from gnomon.query.handwritten.guarding import SCHEMA
from gnomon.query.handwritten.naming import without_guards
from gnomon.query.handwritten.outgoing import WRITTEN_COLUMNS
from gnomon.query.handwritten.pivot_sql import ADDED_UP, NUMBERS, Around, around, sets_of
from gnomon.query.handwritten.preparing import prepare
from gnomon.query.handwritten.running import Ran, receipt_of
from gnomon.query.moments import zone
from gnomon.query.runs import unless
from gnomon.query.runtime import QueryRuntime

CHANGES = "The statement gives other rows each time, so that the matrix may be of other rows than the table."


@dataclass(frozen=True, slots=True)
class Pivoted:
    """The cells and totals of a matrix: columns `c` and a place for groups, `m` and a number for figures, `__level`."""

    columns: tuple[SqlColumn, ...]
    """What the statement itself gives."""
    sets: tuple[tuple[int, ...], ...]
    """The places that the rows of each level are grouped by: cells, then totals from the finest to the whole."""
    answer: SqlAnswer


class NoSuchColumn(QueryError):
    """The matrix is of a column that the statement does not give."""

    def __init__(self, place: int, count: int) -> None:
        super().__init__(
            ErrorCode.VALIDATION_ERROR,
            f"The statement gives {count} column{'s' * (count != 1)}, and none at place {place + 1}.",
            hint="Run it again, and choose among the columns that it gives now.",
            details={"place": place, "columns": count},
        )


class NoNumbers(QueryError):
    """A figure adds up what is no number."""

    def __init__(self, name: str, place: int) -> None:
        super().__init__(
            ErrorCode.VALIDATION_ERROR,
            f"“{name[:100]}” holds no numbers, so that nothing can be added up.",
            hint="Count its values instead, or have the statement make numbers of them with CAST.",
            details={"place": place},
        )


async def pivot_sql(runtime: QueryRuntime, principal: Principal, pivot: PivotSql) -> Pivoted:
    """Group the rows of a statement. Raises what `run_sql` raises, `NoSuchColumn` and `NoNumbers`."""
    run_id = None if pivot.asked.run_id is None else RunId(pivot.asked.run_id)
    with runtime.runs.under(principal, run_id) as cancelled:
        return await unless(cancelled, _pivoted(runtime, principal, pivot, run_id))


async def _pivoted(runtime: QueryRuntime, principal: Principal, pivot: PivotSql, run_id: RunId | None) -> Pivoted:
    started, asked_at, command = time.perf_counter(), clock.now(), pivot.asked
    time_zone = zone(command.time_zone).key
    catalog = await load_catalog(runtime, principal, command.dataset_id)
    async with runtime.limits.place(principal) as budget:
        prepared = await prepare(runtime, principal, command, catalog, budget)
        columns, engine_types = await _columns(runtime, prepared, budget)
        _check(pivot, columns)
        words = around(pivot, engine_types, time_zone)
        sql = prepared.script.wrapped(words.before, words.behind).sql
        key = _fingerprint(prepared, sql, time_zone)
        kept = None if command.skip_cache or prepared.is_volatile else await runtime.cache.get(key)
        is_cached = kept is not None
        if kept is None:
            counting = around(pivot, engine_types, time_zone, limit=None)
            kept = await _run(runtime, prepared, words, counting, time_zone, budget)
            if not prepared.is_volatile:
                runtime.cache.put(key, kept)
    total_rows = kept.row_count if kept.total_rows is None else kept.total_rows
    ran = Ran(run_id=run_id, sql=sql, fingerprint=key, asked_at=asked_at, is_cached=is_cached)
    meaning = SqlMeaning(
        columns=kept.columns,
        row_count=kept.row_count,
        total_rows=total_rows,
        truncated=kept.row_count < total_rows,
        warnings=(CHANGES,) if prepared.is_volatile else (),
        receipt=receipt_of(prepared, command, kept, ran, started),
    )
    return Pivoted(columns, sets_of(pivot), SqlAnswer(meaning, kept.ipc))


async def _columns(
    runtime: QueryRuntime, prepared: Prepared, budget: Budget
) -> tuple[tuple[SqlColumn, ...], tuple[str, ...]]:
    """The columns of the statement, and what the engine calls their types; no row is read for it."""
    result = await run_wrapped(runtime, prepared, "SELECT * FROM (\n", "\n) AS answer LIMIT 0", budget)
    columns = tuple(
        SqlColumn(name=without_guards(one.name, SCHEMA), type=column_type(one.engine_type)) for one in result.columns
    )
    return columns, tuple(one.engine_type for one in result.columns)


def _check(pivot: PivotSql, columns: tuple[SqlColumn, ...]) -> None:
    wanted = (*pivot.groups, *(one.place for one in pivot.measures if one.place is not None))
    beyond = next((place for place in wanted if place >= len(columns)), None)
    if beyond is not None:
        raise NoSuchColumn(beyond, len(columns))
    for one in pivot.measures:
        if one.place is not None and one.aggregation in ADDED_UP and columns[one.place].type not in NUMBERS:
            raise NoNumbers(columns[one.place].name, one.place)


async def _run(
    runtime: QueryRuntime, prepared: Prepared, words: Around, counting: Around, time_zone: str, budget: Budget
) -> KeptResult:
    written = Projection(WRITTEN_COLUMNS, {"time_zone": time_zone, "schema": SCHEMA})
    result = await run_wrapped(runtime, prepared, words.before, words.behind, budget, written)
    total: int | None = None
    if result.row_count == PIVOT_LIMIT:
        counted = await run_wrapped(runtime, prepared, counting.before, counting.behind, budget)
        total = max(int(arrow.table_of(counted.ipc).column(0)[0].as_py()), result.row_count)
    columns = tuple(SqlColumn(name=one.name, type=column_type(one.engine_type)) for one in result.columns)
    return KeptResult(result.ipc, result.row_count, total, columns)


def _fingerprint(prepared: Prepared, sql: str, time_zone: str) -> str:
    """What decides the cells; the guards are in the statement, so that people of other rights share nothing."""
    versions = [[str(table.version_id), table.content_hash] for table in prepared.tables.values()]
    bound = [[name, type(value).__name__, str(value)] for name, value in sorted(prepared.parameters.items())]
    return hashed(["sql-matrix", sql, bound, versions, time_zone])
