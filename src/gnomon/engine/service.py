"""Runs statements and tasks in worker processes, cancels them, and says why one gave nothing."""

import asyncio
from collections.abc import Callable, Collection, Coroutine, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import structlog

from gnomon.engine import protocol, spawn
from gnomon.engine.contracts import (
    Budget,
    EngineResult,
    EngineStats,
    OnProgress,
    QueryCancelled,
    QueryFailed,
    QueryMemory,
    QueryTimeout,
    QueryTooBulky,
    QueryTooLarge,
    ResultColumn,
    RunId,
    Statement,
    WorkerTask,
)
from gnomon.engine.pool import WorkerPool
from gnomon.engine.process import Allowance, Answer, Ending, WorkEnded
from gnomon.engine.protocol import Failure, FrameKind
from gnomon.foundation.kit.errors import AppError
from gnomon.foundation.settings import EngineSettings

log = structlog.get_logger(__name__)

Given = TypeVar("Given")

_WORN_BYTES = 512 * 1024 * 1024


def start_engine(
    settings: EngineSettings,
    *,
    data_folders: Sequence[Path] = (),
    task_entry_points: Collection[str] = (),
    walls: frozenset[str] = spawn.ALL_WALLS,
) -> "ProcessEngine":
    """The engine, with its first workers starting in the background; call it inside the event loop."""
    engine = ProcessEngine(settings, data_folders, task_entry_points, walls)
    engine.open()
    return engine


class ProcessEngine:
    """DuckDB in locked-down worker processes."""

    def __init__(
        self,
        settings: EngineSettings,
        data_folders: Sequence[Path],
        task_entry_points: Collection[str],
        walls: frozenset[str],
    ) -> None:
        kind = spawn.WorkerKind(threads=settings.threads, memory_bytes=settings.memory_limit, walls=walls)
        self._pool = WorkerPool(lambda: spawn.start_worker(kind), settings.workers)
        self._cancels: dict[RunId, asyncio.Event] = {}
        self._runs: set[asyncio.Task[Any]] = set()

    def open(self) -> None:
        """Begin to start the warm workers."""
        self._pool.fill()

    async def run(self, statement: Statement, budget: Budget, *, run_id: RunId | None = None) -> EngineResult:
        """Run one statement in the next free worker."""
        return await self._until_cancelled(run_id, lambda cancelled: self._run(statement, budget, cancelled))

    async def run_task(
        self, task: WorkerTask, *, run_id: RunId | None = None, on_progress: OnProgress | None = None
    ) -> Mapping[str, Any]:
        """Run one task in a worker of its own."""
        raise NotImplementedError

    async def cancel(self, run_id: RunId) -> bool:
        """End what runs under this id."""
        cancelled = self._cancels.get(run_id)
        if cancelled is None:
            return False
        cancelled.set()
        return True

    def stats(self) -> EngineStats:
        """How the workers fare now."""
        return EngineStats(
            workers=self._pool.alive,
            busy=self._pool.busy,
            queued=self._pool.queued,
            tasks=0,
            restarts=self._pool.restarts,
        )

    async def close(self) -> None:
        """End every worker."""
        for cancelled in self._cancels.values():
            cancelled.set()
        await asyncio.gather(*self._runs, return_exceptions=True)
        await self._pool.close()

    async def _until_cancelled(
        self, run_id: RunId | None, work: Callable[[asyncio.Event], Coroutine[Any, Any, Given]]
    ) -> Given:
        """Do the work on a task of its own, so that it ends in good order even when the caller has gone."""
        cancelled = asyncio.Event()
        if run_id is not None:
            self._cancels[run_id] = cancelled
        run = asyncio.get_running_loop().create_task(work(cancelled))
        self._runs.add(run)
        run.add_done_callback(self._runs.discard)
        try:
            return await asyncio.shield(run)
        except asyncio.CancelledError:
            cancelled.set()
            run.add_done_callback(_look_away)
            raise
        finally:
            if run_id is not None and self._cancels.get(run_id) is cancelled:
                del self._cancels[run_id]

    async def _run(self, statement: Statement, budget: Budget, cancelled: asyncio.Event) -> EngineResult:
        request = {
            "sql": statement.sql,
            "parameters": [protocol.write_scalar(value) for value in statement.parameters],
            "tables": [[table.name, [str(path) for path in table.paths]] for table in statement.tables],
            "memory_bytes": budget.memory_bytes,
            "max_rows": budget.max_rows,
            "max_bytes": budget.max_bytes,
        }
        worker = await _unless(cancelled, self._pool.lend(statement.tables))
        worker.asked_about = statement.tables
        try:
            answer = await worker.perform(
                FrameKind.STATEMENT, request, Allowance(budget.seconds, budget.memory_bytes), cancelled
            )
        except WorkEnded as ended:
            log.info("engine.statement_ended", cause=ended.ending.value, worker_lost=not worker.is_alive)
            raise _ended(ended.ending, budget.seconds, budget.memory_bytes) from None
        finally:
            is_worn = worker.resident_bytes() > worker.idle_bytes + _WORN_BYTES
            self._pool.give_back(worker, is_worn=is_worn)
        if answer.kind is not FrameKind.DONE:
            raise _failed(answer.body, budget)
        return _result(answer)


async def _unless(cancelled: asyncio.Event, awaited: Coroutine[Any, Any, Given]) -> Given:
    """What is awaited, unless it is cancelled first."""
    waiting = asyncio.ensure_future(awaited)
    cancelling = asyncio.ensure_future(cancelled.wait())
    try:
        await asyncio.wait({waiting, cancelling}, return_when=asyncio.FIRST_COMPLETED)
        if waiting.done():
            return waiting.result()
        waiting.cancel()
        raise QueryCancelled
    finally:
        cancelling.cancel()


def _result(answer: Answer) -> EngineResult:
    return EngineResult(
        ipc=answer.content,
        columns=tuple(ResultColumn(name=name, engine_type=kind) for name, kind in answer.body["columns"]),
        row_count=answer.body["row_count"],
        elapsed_ms=answer.body["elapsed_ms"],
    )


def _ended(ending: Ending, seconds: float, memory_bytes: int) -> AppError:
    match ending:
        case Ending.TIMEOUT:
            return QueryTimeout(seconds)
        case Ending.MEMORY:
            return QueryMemory(memory_bytes)
        case Ending.CANCELLED:
            return QueryCancelled()
        case Ending.DIED:
            return QueryFailed("The process that answered the question ended unexpectedly. Please try again.")


def _failed(body: Mapping[str, Any], budget: Budget) -> AppError:
    match body["failure"]:
        case Failure.MEMORY:
            return QueryMemory(budget.memory_bytes)
        case Failure.TOO_MANY_ROWS:
            return QueryTooLarge(budget.max_rows)
        case Failure.TOO_MANY_BYTES:
            return QueryTooBulky(budget.max_bytes)
        case Failure.CANCELLED:
            return QueryCancelled()
        case _:
            return QueryFailed(body["message"])


def _look_away(run: asyncio.Task[Any]) -> None:
    """Nobody is left to be told how it ended."""
    if not run.cancelled():
        run.exception()
