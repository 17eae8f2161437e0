"""Results in the memory of one process, bounded in bytes and age."""

import time
from collections import OrderedDict
from collections.abc import Callable

from gnomon.query.cache import KeptResult


class MemoryResults:
    """The most recently used results that fit."""

    def __init__(self, max_bytes: int, max_seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._max_bytes = max_bytes
        self._max_seconds = max_seconds
        self._clock = clock
        self._kept: OrderedDict[str, tuple[float, KeptResult]] = OrderedDict()
        self.byte_size = 0

    async def get(self, key: str) -> KeptResult | None:
        """The result kept under this fingerprint, unless it is too old."""
        return self.at_hand(key)

    def at_hand(self, key: str) -> KeptResult | None:
        """The same for those who cannot wait."""
        entry = self._kept.get(key)
        if entry is None:
            return None
        if self._clock() - entry[0] > self._max_seconds:
            self._forget(key)
            return None
        self._kept.move_to_end(key)
        return entry[1]

    def put(self, key: str, result: KeptResult, *, age_seconds: float = 0.0) -> None:
        """Keep a result; those that were not used for longest make room."""
        if result.byte_size > self._max_bytes // 4:
            return
        if key in self._kept:
            self._forget(key)
        self._kept[key] = (self._clock() - age_seconds, result)
        self.byte_size += result.byte_size
        while self.byte_size > self._max_bytes:
            self._forget(next(iter(self._kept)))

    async def close(self) -> None:
        """Nothing is left to be done."""

    def _forget(self, key: str) -> None:
        self.byte_size -= self._kept.pop(key)[1].byte_size
