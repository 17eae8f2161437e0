"""One worker process as the server sees it: watched while it works, interrupted first, killed when it must be."""

import asyncio
import os
import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from typing import Any

from gnomon.engine import protocol
from gnomon.engine.memory import ResidentMemory
from gnomon.engine.protocol import Failure, FrameKind

GRACE_SECONDS = 0.3
WATCH_SECONDS = 0.05
REAP_SECONDS = 5.0
PROGRAM_BYTES = 64 * 1024 * 1024
"""What the program itself may grow by as more of it is used."""
_OUT_OF_MEMORY_SIGNALS = frozenset({signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS})


class Ending(Enum):
    """Why a piece of work gave no answer."""

    TIMEOUT = "timeout"
    MEMORY = "memory"
    CANCELLED = "cancelled"
    DIED = "died"


class WorkEnded(Exception):
    """The work was ended before it was done; the worker may have survived it or not."""

    def __init__(self, ending: Ending) -> None:
        super().__init__(ending.value)
        self.ending = ending


@dataclass(frozen=True, slots=True)
class Allowance:
    """What the watchdog lets one piece of work use."""

    seconds: float
    memory_bytes: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker said at the end of one piece of work, and the content that it sent before."""

    kind: FrameKind
    body: Mapping[str, Any]
    content: bytes


class Worker:
    """A running worker process and the socket to it."""

    def __init__(
        self,
        process: asyncio.subprocess.Process,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self._process = process
        self._reader = reader
        self._writer = writer
        self._memory = ResidentMemory(process.pid)
        self._killed = False
        self._job = 0
        self.idle_bytes = 0
        self.asked_about: object = None
        """What the worker answered last; the pool prefers to ask it about the same again."""

    @property
    def pid(self) -> int:
        """Process id."""
        return self._process.pid

    @property
    def jobs(self) -> int:
        """How much work it was given so far."""
        return self._job

    @property
    def is_alive(self) -> bool:
        """Whether more work can be handed to it."""
        return not self._killed and self._process.returncode is None and not self._reader.at_eof()

    def resident_bytes(self) -> int:
        """Memory that the process holds now; 0 when it is gone."""
        return self._memory.bytes()

    async def read_frame(self) -> tuple[FrameKind, bytes]:
        """One frame from the worker."""
        kind, length = protocol.FRAME_HEAD.unpack(await self._reader.readexactly(protocol.FRAME_HEAD.size))
        if length > protocol.MAX_FRAME_BYTES:
            raise ConnectionError("a frame is too large")
        return FrameKind(kind), await self._reader.readexactly(length)

    def send(self, frame: bytes) -> None:
        """Hand a frame to the worker."""
        self._writer.write(frame)

    def kill(self) -> None:
        """End the process and everything that it started, now."""
        self._killed = True
        if self._process.returncode is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)

    async def gone(self) -> None:
        """Wait until the process has ended."""
        await self._process.wait()

    async def close(self) -> None:
        """End the process and wait until it is gone."""
        self.kill()
        self._memory.close()
        self._writer.close()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._process.wait(), REAP_SECONDS)

    async def perform(
        self,
        kind: FrameKind,
        request: Mapping[str, Any],
        allowance: Allowance,
        cancelled: asyncio.Event,
        on_progress: Callable[[dict[str, Any]], None] | None = None,
    ) -> Answer:
        """Hand the worker one piece of work and watch it to its end; raises `WorkEnded`."""
        self._job += 1
        start_bytes = self.resident_bytes()
        receiving = asyncio.create_task(self._receive(on_progress))
        cancelling = asyncio.create_task(cancelled.wait())
        try:
            self.send(protocol.pack_json(kind, {**request, "job": self._job}))
            ending = await self._watch(
                receiving, cancelling, allowance, start_bytes + allowance.memory_bytes + PROGRAM_BYTES
            )
            try:
                answer = receiving.result()
            except (asyncio.IncompleteReadError, ConnectionError, ValueError):
                raise WorkEnded(ending or await self._cause_of_death()) from None
            if ending is Ending.CANCELLED or (ending is not None and answer.body.get("failure") == Failure.CANCELLED):
                raise WorkEnded(ending)
            return answer
        finally:
            cancelling.cancel()
            if not receiving.done():
                # Whoever waited has gone without an answer, so nobody may read the rest of this one.
                receiving.cancel()
                self.kill()

    async def _receive(self, on_progress: Callable[[dict[str, Any]], None] | None) -> Answer:
        chunks: list[bytes] = []
        while True:
            kind, body = await self.read_frame()
            if kind is FrameKind.CHUNK:
                chunks.append(body)
            elif kind is FrameKind.PROGRESS:
                if on_progress is not None:
                    on_progress(protocol.unpack_json(body))
            else:
                return Answer(kind, protocol.unpack_json(body), b"".join(chunks))

    async def _watch(
        self, receiving: "asyncio.Task[Answer]", cancelling: "asyncio.Task[bool]", allowance: Allowance, max_bytes: int
    ) -> Ending | None:
        """Wait for the answer; interrupt the work at its limits, kill the worker when it does not listen."""
        clock = asyncio.get_running_loop().time
        limit_at = clock() + allowance.seconds
        ending: Ending | None = None
        while True:
            awaited: set[asyncio.Task[Any]] = {receiving} if ending else {receiving, cancelling}
            pause = max(0.0, min(WATCH_SECONDS, limit_at - clock()))
            await asyncio.wait(awaited, timeout=pause, return_when=asyncio.FIRST_COMPLETED)
            if receiving.done():
                return ending
            if self.resident_bytes() > max_bytes:
                self.kill()
                ending = ending or Ending.MEMORY
            elif ending is None and (cancelling.done() or clock() >= limit_at):
                ending = Ending.CANCELLED if cancelling.done() else Ending.TIMEOUT
                self.send(protocol.pack_json(FrameKind.CANCEL, {"job": self._job}))
                limit_at = clock() + GRACE_SECONDS
            elif ending is not None and clock() >= limit_at:
                self.kill()
                limit_at = clock() + REAP_SECONDS

    async def _cause_of_death(self) -> Ending:
        """Why a worker that nobody ended is gone: by its address-space limit, or we do not know."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._process.wait(), REAP_SECONDS)
        code = self._process.returncode
        return Ending.MEMORY if code is not None and -code in _OUT_OF_MEMORY_SIGNALS else Ending.DIED
