"""The whole answer of a hand-written statement as a file: for people who may see every row that it reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gnomon.datasets.contracts import ColumnType
from gnomon.engine.contracts import Budget, OnProgress, QueryFailed, RunId, WorkerTask
from gnomon.foundation.kit.errors import ErrorCode
from gnomon.identity.contracts import Principal
from gnomon.query.contracts import ExecuteSql, SqlSource
from gnomon.query.handwritten.catalog import load_catalog
from gnomon.query.handwritten.errors import SqlError
from gnomon.query.handwritten.executing import Prepared, run_wrapped, statement_of, with_place
from gnomon.query.handwritten.guarding import SCHEMA
from gnomon.query.handwritten.preparing import prepare
from gnomon.query.handwritten.running import source_of
from gnomon.query.handwritten.storing import FILE_NAME
from gnomon.query.limits import budget_for
from gnomon.query.runtime import QueryRuntime

STORE_ANSWER = "gnomon.query.handwritten.storing:store_answer"


@dataclass(frozen=True, slots=True)
class StoreInto:
    """Where the answer goes, and how the work is followed."""

    folder: Path
    """An empty private folder."""
    max_bytes: int
    """A larger file than this is `QueryTooBulky`."""
    run_id: RunId
    stage: str
    """What the work is called in its progress."""
    on_progress: OnProgress


@dataclass(frozen=True, slots=True)
class StoredColumn:
    """A column of the file; `type` is what its values are, where the file has them as text."""

    name: str
    type: ColumnType | None


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """A Parquet file with every row of an answer, and what it was made of."""

    path: Path
    columns: tuple[StoredColumn, ...]
    row_count: int
    sources: tuple[SqlSource, ...]


class NotForAll(SqlError):
    """The statement reads a dataset of which the principal may not see everything."""

    def __init__(self) -> None:
        super().__init__(
            ErrorCode.QUERY_REFUSED,
            "The statement reads a dataset of which you may not see everything, so its answer cannot become a dataset.",
            "Ask somebody who may see all of it to save it; what only some may see is not copied for others to read.",
            {},
        )


async def check_sql(runtime: QueryRuntime, principal: Principal, command: ExecuteSql) -> None:
    """See that a statement could be stored; it does not run. Raises what `store_sql` raises before it runs."""
    async with runtime.limits.place(principal) as budget:
        prepared = await _prepared(runtime, principal, command, budget)
        await run_wrapped(runtime, prepared, "DESCRIBE SELECT * FROM (\n", "\n) AS answer", budget)


async def store_sql(runtime: QueryRuntime, principal: Principal, command: ExecuteSql, into: StoreInto) -> StoredAnswer:
    """Run a statement to its end and store all its rows. Raises `NotForAll`, and what `run_sql` raises."""
    settings = runtime.limits.settings
    prepared = await _prepared(runtime, principal, command, budget_for(principal, settings))
    script = prepared.script.wrapped("SELECT * FROM (\n", "\n) AS answer")
    task = WorkerTask(
        entry_point=STORE_ANSWER,
        payload={"stage": into.stage, "schema": SCHEMA},
        readable=(),
        output_dir=into.folder,
        seconds=settings.import_seconds,
        memory_bytes=settings.memory_limit,
        threads=settings.threads,
        statement=await statement_of(runtime, prepared, script),
        max_bytes=into.max_bytes,
    )
    try:
        told = await runtime.engine.run_task(task, run_id=into.run_id, on_progress=into.on_progress)
    except QueryFailed as error:
        raise with_place(error, script, prepared.sources) from None
    return _stored(told, into.folder, prepared)


async def _prepared(runtime: QueryRuntime, principal: Principal, command: ExecuteSql, budget: Budget) -> Prepared:
    catalog = await load_catalog(runtime, principal, command.dataset_id)
    prepared = await prepare(runtime, principal, command, catalog, budget)
    if not prepared.is_whole:
        raise NotForAll
    return prepared


def _stored(told: Mapping[str, Any], folder: Path, prepared: Prepared) -> StoredAnswer:
    return StoredAnswer(
        path=folder / FILE_NAME,
        columns=tuple(
            StoredColumn(name, ColumnType.INTEGER if is_long_integer else None)
            for name, is_long_integer in told["columns"]
        ),
        row_count=told["row_count"],
        sources=tuple(source_of(table) for table in prepared.sources),
    )
