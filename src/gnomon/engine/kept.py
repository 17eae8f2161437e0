"""One worker for calls of a kind: started when it is first wanted, kept warm, ended when it has been idle for long.

What such calls load is too large to be in every worker, and takes too long to begin with to be loaded each time.
"""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from gnomon.engine.process import Worker
from gnomon.engine.spawn import WorkerNotStarted
from gnomon.foundation.kit.errors import Unavailable

log = structlog.get_logger(__name__)

IDLE_SECONDS = 300.0
MOST_JOBS = 500
"""A program that keeps a little of each piece of work is started anew after so many."""


class KeptWorker:
    """Lends its one worker to one piece of work after the other."""

    def __init__(self, start: Callable[[], Awaitable[Worker]], idle_seconds: float = IDLE_SECONDS) -> None:
        self._start = start
        self._idle_seconds = idle_seconds
        self._turn = asyncio.Lock()
        self._worker: Worker | None = None
        self._ending: asyncio.TimerHandle | None = None
        self._chores: set[asyncio.Task[None]] = set()
        self._is_closed = False

    @property
    def is_warm(self) -> bool:
        """Whether a worker is up."""
        return self._worker is not None and self._worker.is_alive

    async def lend(self) -> Worker:
        """The worker when it is one's turn; started if there is none. Raises `Unavailable`."""
        await self._turn.acquire()
        try:
            self._forget_timer()
            if self._worker is None or not self._worker.is_alive:
                self._worker = None if self._is_closed else await self._start()
            if self._worker is None:
                raise Unavailable("The engine that does this is closing.")
        except BaseException as error:
            self._turn.release()
            if isinstance(error, WorkerNotStarted):
                log.error("engine.worker_failed_to_start", reason=str(error), attempts=1)
                raise Unavailable("The process that does this work could not be started.") from None
            raise
        return self._worker

    def give_back(self, worker: Worker, *, is_worn: bool = False) -> None:
        """Let the next one have it; one that is worn or dead is ended."""
        if self._is_closed or is_worn or not worker.is_alive or worker.jobs >= MOST_JOBS:
            self._end()
        else:
            self._ending = asyncio.get_running_loop().call_later(self._idle_seconds, self._end)
        self._turn.release()

    async def close(self) -> None:
        """End the worker, and start none any more."""
        self._is_closed = True
        self._forget_timer()
        self._end()
        while self._chores:
            await asyncio.gather(*self._chores, return_exceptions=True)

    def _end(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            task = asyncio.get_running_loop().create_task(worker.close())
            self._chores.add(task)
            task.add_done_callback(self._chores.discard)

    def _forget_timer(self) -> None:
        if self._ending is not None:
            self._ending.cancel()
            self._ending = None
