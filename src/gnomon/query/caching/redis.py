"""Clients of the Redis that the settings name, and what it says of itself."""

from dataclasses import dataclass
from typing import Any

CONNECTIONS = 16
ASKING_SECONDS = 2.0
NO_EVICTION = "noeviction"


@dataclass(frozen=True, slots=True)
class RedisFacts:
    """What a Redis says of its memory."""

    max_memory: int
    """0: as much as there is."""
    evicts: bool
    """Whether old keys make room for new ones."""


def redis_client(url: str, *, waiting: float, seconds: float) -> Any | None:
    """A client that tries everything once; None where the address is one of several servers, which only rates can use.

    `waiting` is the time for a free connection, `seconds` that for each step of a call.
    """
    from redis.asyncio import BlockingConnectionPool, Redis
    from redis.asyncio.retry import Retry
    from redis.backoff import NoBackoff

    try:
        pool = BlockingConnectionPool.from_url(
            # What the counter of rates calls a socket.
            url.removeprefix("redis+") if url.startswith("redis+unix://") else url,
            max_connections=CONNECTIONS,
            timeout=waiting,
            socket_timeout=seconds,
            socket_connect_timeout=seconds,
            retry=Retry(NoBackoff(), 0),
        )
    except ValueError:
        return None
    return Redis.from_pool(pool)


async def redis_facts(url: str) -> RedisFacts | None:
    """What the Redis at an address says; None for several servers. Raises what the client raises."""
    client = redis_client(url, waiting=ASKING_SECONDS, seconds=ASKING_SECONDS)
    if client is None:
        return None
    try:
        memory = await client.info("memory")
    finally:
        await client.aclose()
    return RedisFacts(int(memory["maxmemory"]), memory["maxmemory_policy"] != NO_EVICTION)
