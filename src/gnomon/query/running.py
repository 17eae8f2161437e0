"""The rows of a compiled question: at hand, under way, or from the engine."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from gnomon.datasets.contracts import DatasetTable
from gnomon.engine.contracts import Statement, TableFiles
from gnomon.identity.contracts import Principal
from gnomon.query import arrow
from gnomon.query.cache import KeptResult
from gnomon.query.contracts import SharedPass
from gnomon.query.draft import Question, row_number_of
from gnomon.query.limits import is_light
from gnomon.query.pipeline import Compiled
from gnomon.query.plan import Bound, Rollup
from gnomon.query.rollups.reading import files_of
from gnomon.query.runtime import QueryRuntime


@dataclass(frozen=True, slots=True)
class Ready:
    """A question with its statement, and the key that its rows are kept under."""

    question: Question
    compiled: Compiled
    tables: tuple[DatasetTable, ...]
    key: str
    skip_cache: bool


@dataclass(frozen=True, slots=True)
class Ran:
    """The rows of a question, whether they were at hand already, and which pass they came from if they shared one."""

    kept: KeptResult
    is_cached: bool
    shared_pass: SharedPass | None = None


Run: TypeAlias = Callable[[Ready], Awaitable[Ran]]


async def at_hand(runtime: QueryRuntime, ready: Ready) -> KeptResult | None:
    """The rows of a question that were kept, unless it is not to be answered of those."""
    return None if ready.skip_cache else await runtime.cache.get(ready.key)


async def run_alone(runtime: QueryRuntime, ready: Ready) -> Ran:
    """The rows of a question; whoever asks the same at the same time waits for the one run."""
    kept = await at_hand(runtime, ready)
    if kept is not None:
        return Ran(kept, True)
    return Ran(*await runtime.flights.share(ready.key, lambda: run_now(runtime, ready)))


async def run_now(runtime: QueryRuntime, ready: Ready) -> KeptResult:
    """Run a question's own statement, and keep the rows."""
    compiled, lowered = ready.compiled, ready.compiled.lowered
    files = await read_by(runtime, ready.tables, compiled.read)
    files += [await files_of(runtime.blobs, rollup) for rollup in compiled.rollups]
    brief = is_light_on(ready.tables, compiled.read, compiled.rollups)
    ipc, row_count = await run_statement(
        runtime, ready.question.principal, lowered.sql, lowered.parameters, files, is_light=brief
    )
    kept = KeptResult(ipc, row_count, None)
    if lowered.total_column is not None:
        ipc, total = arrow.without_total(ipc, row_count)
        kept = KeptResult(ipc, row_count, total)
    runtime.cache.put(ready.key, kept)
    return kept


def is_light_on(tables: Iterable[DatasetTable], names: frozenset[str], rollups: Iterable[Rollup] = ()) -> bool:
    """Whether a statement over those tables and roll-ups is expected to end within a moment."""
    rows = [table.row_count for table in tables if table.sql_name in names]
    return is_light(*rows, *(rollup.row_count for rollup in rollups))


async def read_by(runtime: QueryRuntime, tables: Iterable[DatasetTable], names: frozenset[str]) -> list[TableFiles]:
    """The files of those tables that a statement reads."""
    found = []
    for table in tables:
        if table.sql_name in names:
            paths = [await runtime.blobs.local_path(file_key) for file_key in table.file_keys]
            found.append(TableFiles(name=table.sql_name, paths=tuple(paths), row_number=row_number_of(table)))
    return found


async def run_statement(
    runtime: QueryRuntime,
    principal: Principal,
    sql: str,
    parameters: tuple[Bound, ...],
    files: list[TableFiles],
    *,
    is_light: bool,
) -> tuple[bytes, int]:
    """The rows of a statement, and how many they are, when one of the principal's places is free."""
    statement = Statement(sql=sql, parameters=parameters, tables=tuple(files), is_light=is_light)
    async with runtime.limits.place(principal, is_light=is_light) as budget:
        result = await runtime.engine.run(statement, budget)
    return result.ipc, result.row_count
