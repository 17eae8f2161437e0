"""Runs tasks in throw-away workers, a few at a time, and leaves their folder as the caller expects it."""

import asyncio
import json
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import structlog

from gnomon.engine import access, protocol, spawn
from gnomon.engine.contracts import OnProgress, Progress, QueryFailed, Statement, TaskLane, WorkerTask
from gnomon.engine.endings import error_of_ending, error_of_failure
from gnomon.engine.process import Allowance, WorkEnded
from gnomon.engine.protocol import FrameKind
from gnomon.engine.waiting import unless_cancelled

log = structlog.get_logger(__name__)

SPILL_FOLDER = ".spill"
LARGEST_FILE_BYTES = 1 << 40


class TaskRunner:
    """The tasks that are allowed, and how many of each lane run at once."""

    def __init__(
        self, entry_points: Collection[str], max_concurrent: Mapping[TaskLane, int], walls: frozenset[str]
    ) -> None:
        self._entry_points = frozenset(entry_points)
        self._turns = {lane: asyncio.Semaphore(count) for lane, count in max_concurrent.items()}
        self._walls = walls
        self.running = 0

    async def run(
        self, task: WorkerTask, cancelled: asyncio.Event, on_progress: OnProgress | None
    ) -> Mapping[str, Any]:
        """Run one task when it is its turn."""
        if task.entry_point not in self._entry_points:
            raise LookupError(f"{task.entry_point} is not one of the tasks that this engine was started with")
        turns = self._turns[task.lane]
        await unless_cancelled(cancelled, turns.acquire())
        self.running += 1
        try:
            await asyncio.to_thread(_hand_over, task)
            return await self._run(task, cancelled, on_progress)
        finally:
            self.running -= 1
            turns.release()
            await asyncio.shield(asyncio.to_thread(_tidy, task.output_dir))

    async def _run(
        self, task: WorkerTask, cancelled: asyncio.Event, on_progress: OnProgress | None
    ) -> Mapping[str, Any]:
        kind = spawn.WorkerKind(
            threads=task.threads,
            memory_bytes=task.memory_bytes,
            modules=("gnomon.engine.tasks", task.entry_point.partition(":")[0]),
            file_bytes=LARGEST_FILE_BYTES,
            readable=_readable(task),
            writable=(task.output_dir,),
            walls=self._walls,
        )
        try:
            worker = await spawn.start_worker(kind)
        except spawn.WorkerNotStarted as error:
            log.error("engine.task_failed_to_start", entry_point=task.entry_point, reason=str(error))
            raise QueryFailed("The process that does this work could not be started.") from None
        request = {
            "entry_point": task.entry_point,
            "payload": dict(task.payload),
            "readable": [str(path) for path in _readable(task)],
            "output_dir": str(task.output_dir),
            "memory_bytes": task.memory_bytes,
            "threads": task.threads,
            "statement": _written(task.statement),
            "max_bytes": task.max_bytes,
        }

        def tell(news: dict[str, Any]) -> None:
            if on_progress is not None:
                on_progress(Progress(stage=news["stage"], rows=news["rows"], fraction=news["fraction"]))

        try:
            allowance = Allowance(task.seconds, task.memory_bytes)
            answer = await worker.perform(FrameKind.TASK, request, allowance, cancelled, tell)
        except WorkEnded as ended:
            log.info("engine.task_ended", entry_point=task.entry_point, cause=ended.ending.value)
            raise error_of_ending(ended.ending, task.seconds, task.memory_bytes) from None
        finally:
            await asyncio.shield(worker.close())
        if answer.kind is not FrameKind.DONE:
            where = answer.body.get("where")
            log.warning("engine.task_failed", entry_point=task.entry_point, cause=answer.body["failure"], where=where)
            raise error_of_failure(answer.body, memory_bytes=task.memory_bytes, max_bytes=task.max_bytes)
        returned: Mapping[str, Any] = json.loads(answer.content)
        return returned


def _written(statement: Statement | None) -> dict[str, Any] | None:
    if statement is None:
        return None
    return {
        "sql": statement.sql,
        "parameters": protocol.write_parameters(statement.parameters),
        "schema": statement.schema,
        "tables": [[table.name, [str(path) for path in table.paths], table.row_number] for table in statement.tables],
    }


def _readable(task: WorkerTask) -> tuple[Path, ...]:
    """The files of the task, and those of the tables of its statement."""
    tables = () if task.statement is None else task.statement.tables
    return (*task.readable, *(path for table in tables for path in table.paths))


def _hand_over(task: WorkerTask) -> None:
    for path in _readable(task):
        access.make_readable(path)
    access.lend_folder(task.output_dir)


def _tidy(output_dir: Path) -> None:
    shutil.rmtree(output_dir / SPILL_FOLDER, ignore_errors=True)
    if output_dir.is_dir():
        access.take_folder_back(output_dir)
