"""What the doctor says of Redis."""

from pathlib import Path

import pytest
from redis.exceptions import RedisError
from tests.factories import make_settings
from tests.redis_server import RedisServer

from gnomon.cli.checkups import Severity, check_redis, examine


@pytest.mark.parametrize(
    ("options", "severity", "words"),
    [
        (("--maxmemory", "32mb", "--maxmemory-policy", "allkeys-lru"), Severity.OK, "share 32 MiB"),
        (("--maxmemory", "32mb", "--maxmemory-policy", "noeviction"), Severity.WARNING, "evicts nothing"),
        ((), Severity.WARNING, "no maxmemory"),
    ],
    ids=["well", "without eviction", "without a limit"],
)
async def test_it_looks_at_the_memory_of_redis(
    tmp_path: Path, options: tuple[str, ...], severity: Severity, words: str
) -> None:
    server = RedisServer(tmp_path, options)
    server.start()
    try:
        found = await check_redis(make_settings(redis_url=server.url))
    finally:
        server.end()
    assert found[0] is severity
    assert words in found[1]


async def test_a_redis_that_is_not_there_or_lets_nobody_in_is_trouble(tmp_path: Path) -> None:
    server = RedisServer(tmp_path, ("--requirepass", "a secret"))
    server.start()
    try:
        with pytest.raises(RedisError):
            await check_redis(make_settings(redis_url=server.url))
    finally:
        server.end()
    with pytest.raises(RedisError):
        await check_redis(make_settings(redis_url=server.url))


async def test_without_redis_it_says_when_to_use_one() -> None:
    found = await check_redis(make_settings())
    assert (found[0], "REDIS_URL" in found[1]) == (Severity.OK, True)


async def test_several_redis_servers_are_for_rates(tmp_path: Path) -> None:
    settings = make_settings(redis_url="redis+cluster://127.0.0.1:1", data_dir=tmp_path)
    assert await check_redis(settings) == (
        Severity.OK,
        "several servers are used, for rates alone; results are kept in memory.",
    )
    assert "Redis" in [finding.subject for finding in await examine(settings)]
