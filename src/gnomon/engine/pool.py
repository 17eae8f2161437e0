"""The warm workers; whoever dies is replaced. Light work passes by what may take long.

A worker that is free goes to the one of those waiting whose asker has the fewest at work, the first of these. When
light work waits and every worker has been busy for a moment with the same, one more worker is started that does
nothing else, and ends when it is not wanted any more: so statements that run for half a minute hold up others of their
kind alone.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Hashable
from dataclasses import dataclass, field
from typing import Any

import structlog

from gnomon.engine.process import Worker
from gnomon.foundation.kit.errors import Unavailable

log = structlog.get_logger(__name__)

MAX_FAILED_STARTS = 3
LOOK_SECONDS = 0.1
HELD_UP_SECONDS = 0.3
EXPRESS_IDLE_SECONDS = 30.0
_FIRST_PAUSE_SECONDS = 0.2
_LONGEST_PAUSE_SECONDS = 10.0


@dataclass(eq=False, slots=True)
class _Waiter:
    """Somebody in line."""

    is_light: bool
    asker: Hashable
    worker: "asyncio.Future[Worker]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())


@dataclass(frozen=True, slots=True)
class _Loan:
    """Whose work a worker does, and since when."""

    asker: Hashable
    since: float = field(default_factory=time.monotonic)


class WorkerPool:
    """A fixed number of workers, and as many again for light work; each is lent to one piece of work at a time."""

    def __init__(self, start: Callable[[], Awaitable[Worker]], size: int) -> None:
        self._start = start
        self._size = size
        self._idle: list[Worker] = []
        self._lent: dict[Worker, _Loan] = {}
        self._express: set[Worker] = set()
        """Those among them that do light work alone."""
        self._waiting: list[_Waiter] = []
        self._chores: set[asyncio.Task[None]] = set()
        self._starting = 0
        self._is_watching = False
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
        return sum(not waiter.worker.done() for waiter in self._waiting)

    def is_at_work_for(self, asker: Hashable) -> bool:
        """Whether a worker does something for them."""
        return any(loan.asker == asker for loan in self._lent.values())

    def fill(self) -> None:
        """Start what is missing, in the background."""
        while not self._closed and self.alive - len(self._express) + self._starting < self._size:
            self._starting += 1
            self._do(self._start_one())

    async def lend(self, about: object, *, is_light: bool = False, asker: Hashable = None) -> Worker:
        """The next free worker, preferably one that was asked about the same before; wait in line for it."""
        self._drop_dead()
        self.fill()
        free = [worker for worker in self._idle if is_light or worker not in self._express]
        if free:
            worker = next((idle for idle in free if idle.asked_about == about), free[-1])
            self._idle.remove(worker)
            self._lent[worker] = _Loan(asker)
        elif self._closed or self._failed_starts >= MAX_FAILED_STARTS:
            raise _no_worker()
        else:
            worker = await self._in_line(_Waiter(is_light, asker))
        worker.asked_about = about
        return worker

    async def _in_line(self, waiter: _Waiter) -> Worker:
        self._waiting.append(waiter)
        if waiter.is_light and not self._is_watching:
            self._is_watching = True
            self._do(self._watch_light_work())
        try:
            return await waiter.worker
        except asyncio.CancelledError:
            given = waiter.worker
            if given.done() and not given.cancelled() and given.exception() is None:
                self.give_back(given.result())
            raise
        finally:
            if waiter in self._waiting:
                self._waiting.remove(waiter)

    def give_back(self, worker: Worker, *, is_worn: bool = False) -> None:
        """Take a worker back; a dead or worn one is replaced."""
        self._lent.pop(worker, None)
        if self._closed or is_worn or not worker.is_alive:
            self.restarts += not self._closed
            self._express.discard(worker)
            self._do(worker.close())
            self.fill()
        else:
            self._offer(worker)

    async def close(self) -> None:
        """End every worker, and send away whoever still waits."""
        self._closed = True
        self._send_away()
        workers = [*self._idle, *self._lent]
        self._idle.clear()
        await asyncio.gather(*(worker.close() for worker in workers), return_exceptions=True)
        while self._chores:
            await asyncio.gather(*self._chores, return_exceptions=True)

    def _offer(self, worker: Worker) -> None:
        if self._closed:
            self._do(worker.close())
            return
        waiter = self._next(only_light=worker in self._express)
        if waiter is not None:
            self._waiting.remove(waiter)
            self._lent[worker] = _Loan(waiter.asker)
            waiter.worker.set_result(worker)
            return
        self._idle.append(worker)
        if worker in self._express:
            asyncio.get_running_loop().call_later(EXPRESS_IDLE_SECONDS, self._end_express, worker, worker.jobs)

    def _next(self, *, only_light: bool) -> _Waiter | None:
        at_work = Counter(loan.asker for loan in self._lent.values())
        at_work[None] = 0
        fit = (one for one in self._waiting if not one.worker.done() and (one.is_light or not only_light))
        return min(fit, key=lambda one: at_work[one.asker], default=None)

    async def _watch_light_work(self) -> None:
        """See to it that light work does not wait behind what takes long, until none waits."""
        try:
            while self._has_light_waiting() and not self._closed:
                await asyncio.sleep(LOOK_SECONDS)
                if self._has_light_waiting() and self._is_held_up():
                    await self._start_express()
        finally:
            self._is_watching = False

    def _has_light_waiting(self) -> bool:
        return any(one.is_light and not one.worker.done() for one in self._waiting)

    def _is_held_up(self) -> bool:
        """Whether every worker has been with the same work for a while, and there may be one more."""
        long_ago = time.monotonic() - HELD_UP_SECONDS
        is_idle = self._idle or self._starting or self._closed or len(self._express) >= self._size
        return not is_idle and all(loan.since <= long_ago for loan in self._lent.values())

    async def _start_express(self) -> None:
        try:
            worker = await self._start()
        except Exception as error:
            # Whoever waits is still in line for the others.
            log.error("engine.worker_failed_to_start", reason=str(error), attempts=1)
            await asyncio.sleep(_FIRST_PAUSE_SECONDS)
            return
        self._express.add(worker)
        self._do(self._notice_death(worker))
        self._offer(worker)

    def _end_express(self, worker: Worker, jobs: int) -> None:
        """End a worker for light work that has done nothing since."""
        if worker in self._idle and worker.jobs == jobs:
            self._idle.remove(worker)
            self._express.discard(worker)
            self._do(worker.close())

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
        self._send_away()

    def _send_away(self) -> None:
        for waiter in self._waiting:
            if not waiter.worker.done():
                waiter.worker.set_exception(_no_worker())

    def _do(self, chore: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(chore)
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)


def _no_worker() -> Unavailable:
    return Unavailable(
        "The engine that answers questions is not running.",
        hint="Try again in a moment; `gnomon doctor` tells the administrator why.",
    )
