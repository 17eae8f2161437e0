"""Memory first, then what is shared; and which of them the settings want."""

import structlog

from gnomon.foundation.settings import Settings
from gnomon.query.cache import KeptResult, ResultCache
from gnomon.query.caching.memory import MemoryResults
from gnomon.query.caching.redis import redis_client
from gnomon.query.caching.sealing import Sealer
from gnomon.query.caching.shared import READ_SECONDS, WRITE_SECONDS, SharedResults

log = structlog.get_logger(__name__)


class TwoLevels:
    """What this process has at hand, else what another one has shared."""

    def __init__(self, memory: MemoryResults, shared: SharedResults) -> None:
        self._memory = memory
        self._shared = shared

    async def get(self, key: str) -> KeptResult | None:
        """The result kept under this fingerprint; what was shared is at hand from then on, for the rest of its time."""
        kept = self._memory.at_hand(key)
        if kept is not None:
            return kept
        found = await self._shared.get(key)
        if found is None:
            return None
        result, age = found
        self._memory.put(key, result, age_seconds=age)
        return result

    def at_hand(self, key: str) -> KeptResult | None:
        """What is in the memory of this process."""
        return self._memory.at_hand(key)

    def put(self, key: str, result: KeptResult) -> None:
        """Keep a result, and share it soon."""
        self._memory.put(key, result)
        self._shared.put(key, result)

    async def close(self) -> None:
        """End what shares."""
        await self._shared.close()


def make_result_cache(settings: Settings, signing_key: bytes) -> ResultCache:
    """Memory alone, or Redis behind it where the settings name one."""
    memory = MemoryResults(settings.cache_bytes, settings.cache_seconds)
    if settings.redis_url is None or settings.cache_seconds == 0:
        return memory
    shared = make_shared_results(settings.redis_url.get_secret_value(), signing_key, settings.cache_seconds)
    return memory if shared is None else TwoLevels(memory, shared)


def make_shared_results(url: str, signing_key: bytes, max_seconds: float) -> SharedResults | None:
    """The results in the Redis at this address; None where it is one of several servers."""
    client = redis_client(url, waiting=READ_SECONDS, seconds=WRITE_SECONDS)
    if client is None:
        log.warning("cache.redis_is_no_single_server")
        return None
    return SharedResults(client, Sealer(signing_key), max_seconds)
