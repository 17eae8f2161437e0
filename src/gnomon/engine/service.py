"""Runs statements and tasks in worker processes, cancels them, and says why one gave nothing."""

import asyncio
import json
from collections.abc import Callable, Collection, Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

import structlog

from gnomon.engine import access, protocol, spawn
from gnomon.engine.contracts import (
    Budget,
    EngineResult,
    EngineStats,
    OnProgress,
    ResultColumn,
    RunId,
    Statement,
    TableFiles,
    TaskLane,
    WorkerCall,
    WorkerTask,
)
from gnomon.engine.endings import error_of_ending, error_of_failure
from gnomon.engine.kept import KeptWorker
from gnomon.engine.pool import WorkerPool
from gnomon.engine.process import Allowance, Answer, WorkEnded, Worker
from gnomon.engine.protocol import FrameKind
from gnomon.engine.task_runner import TaskRunner
from gnomon.engine.waiting import unless_cancelled
from gnomon.engine.walls import ALL_WALLS
from gnomon.foundation.settings import EngineSettings

log = structlog.get_logger(__name__)

Given = TypeVar("Given")

_WORN_BYTES = 1024 * 1024 * 1024
_RESERVED_BYTES = 80 << 30
"""What a machine for scripts sets aside as room for its heap; how much of it is used is watched."""
_MAX_KNOWN_FILES = 10_000


class GiveBack(Protocol):
    """Takes a worker back."""

    def __call__(self, worker: Worker, *, is_worn: bool = False) -> None: ...


def start_engine(
    settings: EngineSettings,
    *,
    data_folders: Sequence[Path],
    task_entry_points: Collection[str] = (),
    call_entry_points: Collection[str] = (),
    kept_entry_points: Collection[str] = (),
    walls: frozenset[str] = ALL_WALLS,
) -> "ProcessEngine":
    """The engine, with its first workers starting in the background; call it inside the event loop.

    Statements can read files under `data_folders` only. Fewer `walls` are for the tests of each wall alone.
    """
    engine = ProcessEngine(settings, data_folders, task_entry_points, call_entry_points, kept_entry_points, walls)
    engine.open()
    return engine


class ProcessEngine:
    """DuckDB in locked-down worker processes."""

    def __init__(
        self,
        settings: EngineSettings,
        data_folders: Sequence[Path],
        task_entry_points: Collection[str],
        call_entry_points: Collection[str],
        kept_entry_points: Collection[str],
        walls: frozenset[str],
    ) -> None:
        folders = tuple(folder.resolve() for folder in data_folders)
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
        kind = spawn.WorkerKind(
            threads=settings.threads,
            memory_bytes=settings.memory_limit,
            modules=(*spawn.STATEMENT_MODULES, *sorted({point.partition(":")[0] for point in call_entry_points})),
            readable=folders,
            walls=walls,
        )
        self._pool = WorkerPool(lambda: spawn.start_worker(kind), settings.workers)
        self._call_entry_points = frozenset((*call_entry_points, *kept_entry_points))
        kept = spawn.WorkerKind(
            threads=1,
            memory_bytes=settings.memory_limit,
            modules=(*spawn.STATEMENT_MODULES, *sorted({point.partition(":")[0] for point in kept_entry_points})),
            walls=walls,
            reserved_bytes=_RESERVED_BYTES,
        )
        keeper = KeptWorker(lambda: spawn.start_worker(kept))
        self._kept = dict.fromkeys(kept_entry_points, keeper)
        places = {
            TaskLane.IMPORTS: settings.max_concurrent_imports,
            TaskLane.EXPORTS: settings.max_concurrent_exports,
        }
        self._tasks = TaskRunner(task_entry_points, places, walls)
        self._runs: dict[asyncio.Task[Any], tuple[RunId | None, asyncio.Event]] = {}
        self._known_files: set[Path] = set()

    def open(self) -> None:
        """Begin to start the warm workers."""
        self._pool.fill()

    async def run(self, statement: Statement, budget: Budget, *, run_id: RunId | None = None) -> EngineResult:
        """Run one statement in the next free worker."""
        if statement.projection is not None:
            self._expect_call(statement.projection.entry_point)
        return await self._until_cancelled(run_id, lambda cancelled: self._run(statement, budget, cancelled))

    async def call(self, call: WorkerCall, budget: Budget, *, run_id: RunId | None = None) -> Mapping[str, Any]:
        """Do brief work in the next free worker, or in the one that is kept for it."""
        self._expect_call(call.entry_point)
        request = {
            "entry_point": call.entry_point,
            "payload": dict(call.payload),
            "memory_bytes": budget.memory_bytes,
        }
        kept = self._kept.get(call.entry_point)
        lend = kept.lend if kept else partial(self._pool.lend, (), is_light=True, asker=budget.asker)
        give_back = kept.give_back if kept else self._pool.give_back
        answer = await self._until_cancelled(
            run_id, lambda cancelled: self._perform(FrameKind.CALL, request, lend, give_back, budget, cancelled)
        )
        returned: Mapping[str, Any] = json.loads(answer.content)
        return returned

    async def run_task(
        self, task: WorkerTask, *, run_id: RunId | None = None, on_progress: OnProgress | None = None
    ) -> Mapping[str, Any]:
        """Run one task in a worker of its own."""
        return await self._until_cancelled(run_id, lambda cancelled: self._tasks.run(task, cancelled, on_progress))

    async def cancel(self, run_id: RunId) -> bool:
        """End what runs or waits under this id."""
        wanted = [cancelled for known_id, cancelled in self._runs.values() if known_id == run_id]
        for cancelled in wanted:
            cancelled.set()
        return bool(wanted)

    def stats(self) -> EngineStats:
        """How the workers fare now."""
        return EngineStats(
            workers=self._pool.alive,
            busy=self._pool.busy,
            queued=self._pool.queued,
            tasks=self._tasks.running,
            restarts=self._pool.restarts,
        )

    async def close(self) -> None:
        """Cancel what runs, and end every worker."""
        for _, cancelled in self._runs.values():
            cancelled.set()
        await asyncio.gather(*self._runs, return_exceptions=True)
        for kept in self._kept.values():
            await kept.close()
        await self._pool.close()

    async def _until_cancelled(
        self, run_id: RunId | None, work: Callable[[asyncio.Event], Coroutine[Any, Any, Given]]
    ) -> Given:
        """Do the work on a task of its own, so that it ends in good order even when the caller has gone."""
        cancelled = asyncio.Event()
        run = asyncio.get_running_loop().create_task(work(cancelled))
        self._runs[run] = (run_id, cancelled)
        run.add_done_callback(self._forget)
        try:
            return await asyncio.shield(run)
        except asyncio.CancelledError:
            cancelled.set()
            raise

    def _forget(self, run: asyncio.Task[Any]) -> None:
        self._runs.pop(run, None)
        if not run.cancelled():
            # Read, so that an error that nobody is left to hear of is not reported as lost.
            run.exception()

    async def _run(self, statement: Statement, budget: Budget, cancelled: asyncio.Event) -> EngineResult:
        await self._let_workers_read(statement.tables)
        # What a person wrote is anything: it passes by others only as long as its asker has nothing else at work.
        is_light = statement.is_light and not (statement.is_handwritten and self._pool.is_at_work_for(budget.asker))
        lend = partial(self._pool.lend, statement.tables, is_light=is_light, asker=budget.asker)
        request = _request(statement, budget)
        answer = await self._perform(FrameKind.STATEMENT, request, lend, self._pool.give_back, budget, cancelled)
        return _result(answer)

    async def _perform(
        self,
        kind: FrameKind,
        request: Mapping[str, Any],
        lend: Callable[[], Coroutine[Any, Any, Worker]],
        give_back: "GiveBack",
        budget: Budget,
        cancelled: asyncio.Event,
    ) -> Answer:
        """Have the next free worker do it, and see that it ended well."""
        worker = await unless_cancelled(cancelled, lend())
        try:
            answer = await worker.perform(kind, request, Allowance(budget.seconds, budget.memory_bytes), cancelled)
        except WorkEnded as ended:
            log.info("engine.statement_ended", cause=ended.ending.value, is_worker_lost=not worker.is_alive)
            raise error_of_ending(ended.ending, budget.seconds, budget.memory_bytes) from None
        finally:
            is_worn = worker.resident_bytes() > worker.idle_bytes + _WORN_BYTES
            give_back(worker, is_worn=is_worn)
        if answer.kind is not FrameKind.DONE:
            raise error_of_failure(
                answer.body,
                memory_bytes=budget.memory_bytes,
                max_rows=budget.max_rows,
                max_bytes=budget.max_bytes,
            )
        return answer

    def _expect_call(self, entry_point: str) -> None:
        if entry_point not in self._call_entry_points:
            raise LookupError(f"{entry_point} is not one of the calls that this engine was started with")

    async def _let_workers_read(self, tables: Sequence[TableFiles]) -> None:
        """Whoever stored a file should have made it readable; a restored backup may have forgotten."""
        unknown = [path for table in tables for path in table.paths if path not in self._known_files]
        if not unknown:
            return
        if len(self._known_files) > _MAX_KNOWN_FILES:
            self._known_files.clear()
        for path in unknown:
            with suppress(OSError):
                await asyncio.to_thread(access.make_readable, path)
                self._known_files.add(path)


def _request(statement: Statement, budget: Budget) -> dict[str, Any]:
    return {
        "sql": statement.sql,
        "parameters": protocol.write_parameters(statement.parameters),
        "is_handwritten": statement.is_handwritten,
        "schema": statement.schema,
        "projection": None if statement.projection is None else asdict(statement.projection),
        "tables": [[table.name, [str(path) for path in table.paths], table.row_number] for table in statement.tables],
        "memory_bytes": budget.memory_bytes,
        "max_rows": budget.max_rows,
        "max_bytes": budget.max_bytes,
    }


def _result(answer: Answer) -> EngineResult:
    return EngineResult(
        ipc=answer.content,
        columns=tuple(ResultColumn(name=name, engine_type=kind) for name, kind in answer.body["columns"]),
        row_count=answer.body["row_count"],
        elapsed_ms=answer.body["elapsed_ms"],
    )
