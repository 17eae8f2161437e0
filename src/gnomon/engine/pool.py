"""The warm workers: first come, first served; whoever dies is replaced."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import structlog

from gnomon.engine.process import Worker
from gnomon.foundation.kit.errors import Unavailable

log = structlog.get_logger(__name__)

MAX_FAILED_STARTS = 3
_FIRST_PAUSE_SECONDS = 0.2
_LONGEST_PAUSE_SECONDS = 10.0


class WorkerPool:
    """A fixed number of workers, started in the background and lent to one piece of work at a time."""

    def __init__(self, start: Callable[[], Awaitable[Worker]], size: int) -> None:
        self._start = start
        self._size = size
        self._idle: list[Worker] = []
        self._lent: set[Worker] = set()
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self._chores: set[asyncio.Task[None]] = set()
        self._starting = 0
        self._failed_starts = 0
        self._closed = False
        self.restarts = 0

    @property
    def alive(self) -> int:
        """Workers that are up."""
        return len(self._idle) + len(self._lent)

    @property
    def busy(self) -> int:
        """Workers that are lent."""
        return len(self._lent)

    @property
    def queued(self) -> int:
        """How many wait for a worker."""
        return sum(not waiter.done() for waiter in self._waiting)

    def fill(self) -> None:
        """Start what is missing, in the background."""
        while not self._closed and self.alive + self._starting < self._size:
            self._starting += 1
            self._do(self._start_one())

    async def lend(self, about: object) -> Worker:
        """The next free worker, preferably one that was asked about the same before; wait in line for it."""
        self._drop_dead()
        self.fill()
        if self._idle and not self._waiting:
            worker = next((idle for idle in self._idle if idle.asked_about == about), self._idle[-1])
            self._idle.remove(worker)
            self._lent.add(worker)
            return worker
        if self._closed or self._failed_starts >= MAX_FAILED_STARTS:
            raise _no_worker()
        waiter: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiter)
        try:
            return await waiter
        except asyncio.CancelledError:
            if waiter.done() and not waiter.cancelled() and waiter.exception() is None:
                self.give_back(waiter.result())
            raise
        finally:
            if waiter in self._waiting:
                self._waiting.remove(waiter)

    def give_back(self, worker: Worker, *, is_worn: bool = False) -> None:
        """Take a worker back; a dead or worn one is replaced."""
        self._lent.discard(worker)
        if self._closed or is_worn or not worker.is_alive:
            self.restarts += not self._closed
            self._do(worker.close())
            self.fill()
        else:
            self._offer(worker)

    async def close(self) -> None:
        """End every worker, and send away whoever still waits."""
        self._closed = True
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_exception(_no_worker())
        workers = [*self._idle, *self._lent]
        self._idle.clear()
        await asyncio.gather(*(worker.close() for worker in workers), return_exceptions=True)
        while self._chores:
            await asyncio.gather(*self._chores, return_exceptions=True)

    def _offer(self, worker: Worker) -> None:
        if self._closed:
            self._do(worker.close())
            return
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                self._lent.add(worker)
                waiter.set_result(worker)
                return
        self._idle.append(worker)

    def _drop_dead(self) -> None:
        for worker in [idle for idle in self._idle if not idle.is_alive]:
            self._idle.remove(worker)
            self.give_back(worker)

    async def _start_one(self) -> None:
        pause = _FIRST_PAUSE_SECONDS
        try:
            while not self._closed:
                try:
                    worker = await self._start()
                except Exception as error:
                    self._failed_starts += 1
                    log.error("engine.worker_failed_to_start", reason=str(error), attempts=self._failed_starts)
                    self._send_away_when_hopeless()
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
                    continue
                self._failed_starts = 0
                self._do(self._notice_death(worker))
                self._offer(worker)
                return
        finally:
            self._starting -= 1

    async def _notice_death(self, worker: Worker) -> None:
        await worker.gone()
        self._drop_dead()

    def _send_away_when_hopeless(self) -> None:
        if self._failed_starts < MAX_FAILED_STARTS or self.alive:
            return
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_exception(_no_worker())

    def _do(self, chore: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(chore)
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)


def _no_worker() -> Unavailable:
    return Unavailable(
        "The engine that answers questions is not running.",
        hint="Try again in a moment; `gnomon doctor` tells the administrator why.",
    )
