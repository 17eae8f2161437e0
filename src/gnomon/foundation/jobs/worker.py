"""The worker of one process: takes jobs while it has places, holds their leases, and ends each in one of four ways."""

import asyncio
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import structlog
from sqlalchemy import event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from gnomon.foundation.db.database import Database
from gnomon.foundation.db.trouble import is_passing
from gnomon.foundation.jobs import queue
from gnomon.foundation.jobs.contracts import DEFAULT_LANE, JobAbandoned, JobHandler
from gnomon.foundation.jobs.queue import Claimed
from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import Transient
from gnomon.foundation.kit.runtime import Runtime

log = structlog.get_logger()

POLL_SECONDS = 0.2
TROUBLE_SECONDS = 2.0
LONGEST_BACKOFF_SECONDS = 60.0
DEFAULT_LANES: Mapping[str, int] = {DEFAULT_LANE: 4}


@dataclass(slots=True)
class _Running:
    """A job under way."""

    lane: str
    task: asyncio.Task[None] | None = None


@dataclass(slots=True)
class JobCounters:
    """How many jobs ended how, since the process began, by name."""

    done: Counter[str] = field(default_factory=Counter)
    retried: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)


class JobWorker:
    """Runs the jobs of the handlers that it was given; any number of processes may run one on the same database."""

    def __init__(
        self,
        runtime: Runtime,
        handlers: Sequence[JobHandler[Any]],
        lanes: Mapping[str, int] = DEFAULT_LANES,
        *,
        poll_seconds: float = POLL_SECONDS,
    ) -> None:
        self._runtime = runtime
        self._database = runtime.get(Database)
        self._handlers = {handler.name: handler for handler in handlers}
        if len(self._handlers) != len(handlers):
            raise ValueError("two handlers have the same name")
        self._places = dict(lanes)
        self._poll_seconds = poll_seconds
        self._wake = asyncio.Event()
        self._running: dict[asyncio.Task[None], _Running] = {}
        self._loop_task: asyncio.Task[None] | None = None
        self._is_stopping = False
        self.counters = JobCounters()

    async def start(self) -> None:
        """Begin to take jobs."""
        event.listen(Session, "after_commit", self._on_commit)
        self._loop_task = asyncio.create_task(self._take_jobs(), name="jobs")

    async def stop(self, drain_seconds: float = 5.0) -> None:
        """Take no more jobs, let those under way end for a while, and hand the rest back to the queue."""
        if self._loop_task is None:
            return
        self._is_stopping = True
        self._wake.set()
        event.remove(Session, "after_commit", self._on_commit)
        await self._loop_task
        self._loop_task = None
        if self._running:
            await asyncio.wait(self._running, timeout=drain_seconds)
        for running in self._running.values():
            if running.task is not None:
                running.task.cancel()
        if self._running:
            await asyncio.wait(self._running)

    def _on_commit(self, session: Session) -> None:
        if session.info.pop(queue.HAS_NEW_JOBS, False):
            self._wake.set()

    async def _take_jobs(self) -> None:
        await self._forget_failed()
        while not self._is_stopping:
            self._wake.clear()
            try:
                job = await self._claim()
            except (SQLAlchemyError, OSError) as error:
                log.warning("jobs.unreachable", error=type(error).__name__)
                await self._rest(TROUBLE_SECONDS)
                continue
            if job is None:
                await self._rest(self._poll_seconds)
            else:
                self._begin(job)

    async def _forget_failed(self) -> None:
        with suppress(SQLAlchemyError, OSError):
            async with self._database.write() as session:
                await queue.forget_failed(session)

    async def _rest(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._wake.wait(), seconds)

    async def _claim(self) -> Claimed | None:
        names = self._takeable_names()
        if not names:
            return None
        async with self._database.read() as session:
            if not await queue.is_due(session, names):
                return None
        async with self._database.write() as session:
            # The shortest lease will do until the job's own is set by its first renewal, which comes at once.
            shortest = min(self._handlers[name].lease_seconds for name in names)
            return await queue.claim(session, names, shortest)

    def _takeable_names(self) -> list[str]:
        taken = Counter(running.lane for running in self._running.values())
        return [
            name
            for name, handler in self._handlers.items()
            if taken[handler.lane] < self._places.get(handler.lane, self._places[DEFAULT_LANE])
        ]

    def _begin(self, job: Claimed) -> None:
        running = _Running(self._handlers[job.name].lane)
        task = asyncio.create_task(self._run(job, running), name=f"job {job.name}")
        self._running[task] = running
        task.add_done_callback(self._end)

    def _end(self, task: asyncio.Task[None]) -> None:
        self._running.pop(task, None)
        self._wake.set()
        if not task.cancelled() and (error := task.exception()) is not None:
            # The row keeps its lease, so the job is run again when that has passed.
            log.error("jobs.unsettled", job=task.get_name(), error=repr(error))

    async def _run(self, job: Claimed, running: _Running) -> None:
        handler = self._handlers[job.name]
        with structlog.contextvars.bound_contextvars(job=job.name, job_id=str(job.id)):
            if job.attempts > handler.attempts:
                await self._give_up(job, handler, JobAbandoned(job.name, job.attempts - 1))
                return
            running.task = asyncio.create_task(self._work(job, handler))
            if await self._hold(job, handler, running.task):
                await self._settle(job, handler, running.task)
            else:
                log.warning("jobs.lease_lost")

    async def _work(self, job: Claimed, handler: JobHandler[Any]) -> None:
        await handler.run(self._runtime, handler.payload.model_validate(job.payload))

    async def _hold(self, job: Claimed, handler: JobHandler[Any], task: asyncio.Task[None]) -> bool:
        """Renew the lease until the job ends. False when another process has taken it, which stops this one's work."""
        while not task.done():
            try:
                async with self._database.write() as session:
                    is_held = await queue.renew(session, job, handler.lease_seconds)
            except (SQLAlchemyError, OSError) as error:
                log.warning("jobs.lease_not_renewed", error=type(error).__name__)
                is_held = True
            if not is_held:
                task.cancel()
                await asyncio.wait({task})
                return False
            await asyncio.wait({task}, timeout=handler.lease_seconds / 3)
        return True

    async def _settle(self, job: Claimed, handler: JobHandler[Any], task: asyncio.Task[None]) -> None:
        if task.cancelled() and self._is_stopping:
            async with self._database.write() as session:
                await queue.hand_back(session, job)
        elif task.cancelled():
            await self._give_up(job, handler, asyncio.CancelledError())
        elif (error := task.exception()) is None:
            async with self._database.write() as session:
                await queue.finish(session, job)
            self.counters.done[job.name] += 1
        elif is_transient(error) and job.attempts < handler.attempts:
            await self._try_again(job, handler, error)
        else:
            await self._give_up(job, handler, error)

    async def _try_again(self, job: Claimed, handler: JobHandler[Any], error: BaseException) -> None:
        wait = min(handler.backoff_seconds * 2 ** (job.attempts - 1), LONGEST_BACKOFF_SECONDS)
        async with self._database.write() as session:
            await queue.try_again(session, job, wait * random.uniform(0.8, 1.2), repr(error))  # noqa: S311
        self.counters.retried[job.name] += 1
        log.info("jobs.retried", attempts=job.attempts, error=type(error).__name__)

    async def _give_up(self, job: Claimed, handler: JobHandler[Any], error: BaseException) -> None:
        log.error("jobs.failed", attempts=job.attempts, error=repr(error), exc_info=error)
        if handler.on_failed is not None:
            await _tell(handler, self._runtime, job, error)
        async with self._database.write() as session:
            await queue.give_up(session, job, repr(error))
        self.counters.failed[job.name] += 1


async def _tell(handler: JobHandler[Any], runtime: Runtime, job: Claimed, error: BaseException) -> None:
    try:
        payload: Contract = handler.payload.model_validate(job.payload)
        assert handler.on_failed is not None
        await handler.on_failed(runtime, payload, error)
    except (SQLAlchemyError, OSError):
        # Not noted as failed, so that it is told again when the lease has passed.
        raise
    except Exception as second:
        log.error("jobs.failure_not_told", error=repr(second), exc_info=second)


def is_transient(error: BaseException) -> bool:
    """Whether another try can heal it: errors that say so, and a database that does not answer."""
    return isinstance(error, Transient) or is_passing(error)
