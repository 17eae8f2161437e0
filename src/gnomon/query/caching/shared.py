"""Results in a Redis that several server processes share; it may be slow, full, hostile or gone, and nobody minds."""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

import structlog

from gnomon.query.cache import KeptResult
from gnomon.query.caching.breaker import Breaker
from gnomon.query.caching.sealing import BrokenSeal, Sealer, Unsealed

PREFIX = "gnomon:result:"
READ_SECONDS = 0.05
"""What a question waits at most."""
WRITE_SECONDS = 0.5
"""Nobody waits for a result to be written."""
MOST_BYTES = 1024 * 1024
MOST_WRITES = 32
"""So many are under way at most; what comes on top is not shared."""
LONG_BYTES = 64 * 1024
"""What is longer is opened beside the event loop."""

Found = TypeVar("Found")

log = structlog.get_logger(__name__)


class RedisClient(Protocol):
    """What we need of a client."""

    async def getrange(self, key: str, start: int, end: int) -> object:
        """A part of the bytes kept under a key; none when there is no such key."""

    async def set(self, name: str, value: bytes, *, px: int) -> object:
        """Keep bytes under a key for so many milliseconds."""

    async def aclose(self) -> None:
        """End the connections."""


class SharedResults:
    """Gets and puts sealed results, each within its time; whatever goes wrong is a miss."""

    def __init__(
        self, client: RedisClient, sealer: Sealer, max_seconds: float, wall_clock: Callable[[], float] = time.time
    ) -> None:
        self._client = client
        self._sealer = sealer
        self._max_seconds = max_seconds
        self._wall_clock = wall_clock
        self._reading = Breaker()
        self._writing = Breaker()
        self._writes: set[asyncio.Task[None]] = set()
        self._has_told_of_seals = False

    async def get(self, key: str) -> tuple[KeptResult, float] | None:
        """The result of this fingerprint, and its age in seconds."""
        if not self._reading.allows():
            return None
        name = self._sealer.name_of(key)
        # One byte more than any of ours: a longer value, whoever wrote it, is cut off and fails its seal.
        reading = self._client.getrange(PREFIX + name, 0, MOST_BYTES)
        value = await self._carefully(self._reading, READ_SECONDS, reading)
        if not isinstance(value, bytes) or not value:
            return None
        try:
            found = await self._opened(name, value)
        except BrokenSeal as error:
            self._tell_of_seal(error)
            return None
        age = max(0.0, self._wall_clock() - found.kept_at)
        return None if age > self._max_seconds else (found.result, age)

    def put(self, key: str, result: KeptResult) -> None:
        """Share a result within the next moments, unless it is too large or too many wait already."""
        if result.byte_size > 4 * MOST_BYTES or len(self._writes) >= MOST_WRITES or not self._writing.allows():
            return
        task = asyncio.get_running_loop().create_task(self._write(self._sealer.name_of(key), result))
        self._writes.add(task)
        task.add_done_callback(self._writes.discard)

    async def close(self) -> None:
        """Let the writes under way end, and the connections."""
        await asyncio.gather(*self._writes, return_exceptions=True)
        await self._carefully(self._writing, WRITE_SECONDS, self._client.aclose())

    async def _write(self, name: str, result: KeptResult) -> None:
        value = await asyncio.to_thread(self._sealer.seal, name, result, self._wall_clock())
        if len(value) > MOST_BYTES:
            return
        lifetime = math.ceil(self._max_seconds * 1000)
        await self._carefully(self._writing, WRITE_SECONDS, self._client.set(PREFIX + name, value, px=lifetime))

    async def _opened(self, name: str, value: bytes) -> Unsealed:
        if len(value) > LONG_BYTES:
            return await asyncio.to_thread(self._sealer.open, name, value)
        return self._sealer.open(name, value)

    async def _carefully(self, breaker: Breaker, seconds: float, call: Awaitable[Found]) -> Found | None:
        try:
            async with asyncio.timeout(seconds):
                found = await call
        # The client raises whatever comes of reading what is no answer, and no question may fail by it.
        except Exception as error:
            if breaker.failed():
                log.warning("cache.redis_left_alone", error=type(error).__name__)
            return None
        if breaker.succeeded():
            log.info("cache.redis_is_back")
        return found

    def _tell_of_seal(self, error: BrokenSeal) -> None:
        if not self._has_told_of_seals:
            self._has_told_of_seals = True
            log.warning("cache.redis_holds_what_we_did_not_write", reason=str(error))
