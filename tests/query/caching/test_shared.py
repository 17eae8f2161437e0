"""Results in Redis: shared while all is well, and never missed more than a moment when it is not."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from redis.asyncio import Redis
from structlog.testing import capture_logs
from tests.factories import make_settings
from tests.redis_server import RedisServer

from gnomon.query.cache import KeptResult
from gnomon.query.caching.levels import TwoLevels, make_result_cache, make_shared_results
from gnomon.query.caching.memory import MemoryResults
from gnomon.query.caching.sealing import Sealer
from gnomon.query.caching.shared import MOST_BYTES, PREFIX, SharedResults

KEY = b"the signing key of this instance"
RESULT = KeptResult(b"rows", 3, 7)
PATIENCE = 1.0
"""What a few calls of 50 ms may take on a machine that has much else to do; without a limit they take far longer."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """A Redis for all tests that do it no harm."""
    started = RedisServer(tmp_path_factory.mktemp("redis"))
    started.start()
    yield started
    started.end()


@asynccontextmanager
async def results_at(url: str, seconds: float = 300, key: bytes = KEY) -> AsyncIterator[SharedResults]:
    results = make_shared_results(url, key, seconds)
    assert results is not None
    try:
        yield results
    finally:
        await results.close()


async def written(results: SharedResults) -> None:
    """Wait for what is being shared."""
    await asyncio.gather(*results._writes)


@asynccontextmanager
async def client_of(server: RedisServer) -> AsyncIterator[Any]:
    client: Any = Redis.from_url(f"unix://{server.socket}")
    try:
        yield client
    finally:
        await client.aclose()


async def test_what_one_server_shares_another_finds_with_its_age(server: RedisServer) -> None:
    async with results_at(server.url) as here, results_at(server.url) as there:
        assert await there.get("a") is None
        here.put("a", RESULT)
        await written(here)
        found = await there.get("a")
        assert found is not None
        assert found[0] == RESULT
        assert 0 <= found[1] < 10


async def test_an_instance_with_another_key_finds_nothing(server: RedisServer) -> None:
    async with results_at(server.url) as here, results_at(server.url, key=b"another signing key") as other:
        here.put("mine", RESULT)
        await written(here)
        assert await other.get("mine") is None


async def test_it_is_kept_for_as_long_as_was_set_and_its_name_tells_nothing(server: RedisServer) -> None:
    async with results_at(server.url, seconds=40) as results, client_of(server) as client:
        results.put("timed", RESULT)
        await written(results)
        name = PREFIX + Sealer(KEY).name_of("timed")
        assert 39_000 < await client.pttl(name) <= 40_000
        assert "timed" not in name


async def test_what_is_older_than_it_may_be_is_a_miss_although_it_is_still_there(server: RedisServer) -> None:
    async with results_at(server.url) as results:
        results.put("old", RESULT)
        await written(results)
        results._wall_clock = lambda: time.time() + 301
        assert await results.get("old") is None


async def test_memory_keeps_what_was_shared_for_the_rest_of_its_time_only(server: RedisServer) -> None:
    now = 0.0
    async with results_at(server.url) as writer, results_at(server.url) as reader:
        writer._wall_clock = lambda: time.time() - 200
        writer.put("aged", RESULT)
        await written(writer)
        memory = MemoryResults(1_000_000, 300, clock=lambda: now)
        assert await TwoLevels(memory, reader).get("aged") == RESULT
        now = 95.0
        assert memory.at_hand("aged") == RESULT
        now = 101.0
        assert memory.at_hand("aged") is None


async def test_what_is_too_large_is_not_shared_but_what_can_be_packed_is(server: RedisServer) -> None:
    noise = KeptResult(b"".join(hash((i, "x")).to_bytes(8, "big", signed=True) for i in range(140_000)), 1, 1)
    zeros = KeptResult(bytes(2 * MOST_BYTES), 1, 1)
    async with results_at(server.url) as results:
        for name, result in (("noise", noise), ("zeros", zeros)):
            results.put(name, result)
        await written(results)
        found = await results.get("zeros")
        assert (await results.get("noise"), found is not None and found[0] == zeros) == (None, True)


@pytest.mark.parametrize("value", [b"", b"nonsense", b"x" * (3 * MOST_BYTES)], ids=["nothing", "nonsense", "too much"])
async def test_bytes_that_we_did_not_write_are_a_miss_that_is_told_once(server: RedisServer, value: bytes) -> None:
    async with results_at(server.url) as results, client_of(server) as client:
        await client.set(PREFIX + Sealer(KEY).name_of("foreign"), value)
        with capture_logs() as logs:
            assert [await results.get("foreign") for _ in range(3)] == [None, None, None]
        told = ["cache.redis_holds_what_we_did_not_write"] if value else []
        assert [one["event"] for one in logs] == told


async def test_a_result_that_was_moved_to_the_place_of_another_is_a_miss(server: RedisServer) -> None:
    async with results_at(server.url) as results, client_of(server) as client:
        results.put("theirs", RESULT)
        await written(results)
        sealer = Sealer(KEY)
        await client.rename(PREFIX + sealer.name_of("theirs"), PREFIX + sealer.name_of("yours"))
        assert await results.get("yours") is None


async def test_a_key_of_another_kind_is_a_miss(server: RedisServer) -> None:
    async with results_at(server.url) as results, client_of(server) as client:
        await client.rpush(PREFIX + Sealer(KEY).name_of("list"), "a")
        assert await results.get("list") is None


async def test_a_server_that_ends_is_left_alone_and_found_again(tmp_path: Path) -> None:
    server = RedisServer(tmp_path)
    server.start()
    try:
        async with results_at(server.url) as results:
            results.put("a", RESULT)
            await written(results)
            server.end()
            with capture_logs() as logs:
                assert [await results.get("a") for _ in range(6)] == [None] * 6
            assert [(one["event"], one["log_level"]) for one in logs] == [("cache.redis_left_alone", "warning")]
            server.start()
            assert await results.get("a") is None
            while results._reading.is_open:
                results._reading._tries_again_at = 0
                assert await results.get("a") is None
            results.put("a", RESULT)
            await written(results)
            found = await results.get("a")
            assert found is not None
            assert found[0] == RESULT
    finally:
        server.end()


async def test_a_server_that_is_full_keeps_what_it_has_and_is_left_alone_with_more(tmp_path: Path) -> None:
    server = RedisServer(tmp_path, ("--maxmemory", "3mb", "--maxmemory-policy", "noeviction"))
    server.start()
    try:
        async with results_at(server.url) as results:
            noise = bytes((i * i * 31 + i // 7 + i // 1000) % 251 for i in range(700_000))
            with capture_logs() as logs:
                for number in range(12):
                    results.put(f"r{number}", KeptResult(noise + bytes([number]), 1, 1))
                    await written(results)
            assert [one["event"] for one in logs] == ["cache.redis_left_alone"]
            assert await results.get("r0") is not None
    finally:
        server.end()


async def test_a_server_that_wants_a_password_is_left_alone(tmp_path: Path) -> None:
    server = RedisServer(tmp_path, ("--requirepass", "a secret"))
    server.start()
    try:
        async with results_at(server.url) as results:
            with capture_logs() as logs:
                assert [await results.get("a") for _ in range(5)] == [None] * 5
            assert [one["event"] for one in logs] == ["cache.redis_left_alone"]
    finally:
        server.end()


Answering = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def stranger(answering: Answering) -> AsyncIterator[str]:
    """The address of a server that is no Redis."""
    listener = await asyncio.start_server(answering, "127.0.0.1", 0)
    try:
        yield f"redis://127.0.0.1:{listener.sockets[0].getsockname()[1]}/0"
    finally:
        listener.close()


def saying(words: bytes, *, again: bool = False) -> Answering:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await reader.read(65_536):
                writer.write(words)
                await writer.drain()
                while again:
                    writer.write(words)
                    await writer.drain()
                    await asyncio.sleep(0)
        except ConnectionError:
            pass
        finally:
            writer.close()

    return answer


STRANGERS = {
    "silence": saying(b""),
    "http": saying(b"HTTP/1.1 400 Bad Request\r\n\r\n"),
    "a number": saying(b":5\r\n"),
    "numbers without end": saying(b":5\r\n" * 1000, again=True),
    "a text": saying(b"+OK\r\n"),
    "a text too long to end": saying(b"$99999999999\r\n" + b"x" * 65_536, again=True),
    "a length below zero": saying(b"$-5\r\n"),
    "no length": saying(b"$what\r\n"),
    "lists in lists": saying(b"*1\r\n" * 20_000),
    "a list without end": saying(b"*99999999\r\n" + b"$1\r\nx\r\n" * 1000, again=True),
    "bytes": saying(bytes(range(256)) * 16),
    "errors": saying(b"-ERR \xff\xfe no\r\n"),
    "no password": saying(b"-NOAUTH Authentication required.\r\n"),
}


@pytest.mark.parametrize("name", STRANGERS)
async def test_a_server_that_talks_nonsense_costs_a_moment_and_fails_nothing(name: str) -> None:
    async with stranger(STRANGERS[name]) as url, results_at(url) as results:
        began = time.perf_counter()
        assert [await results.get("a") for _ in range(20)] == [None] * 20
        assert time.perf_counter() - began < PATIENCE
        results.put("a", RESULT)


async def test_questions_that_meet_at_a_silent_server_wait_together_for_a_moment_only() -> None:
    async with stranger(STRANGERS["silence"]) as url, results_at(url) as results:
        began = time.perf_counter()
        assert await asyncio.gather(*(results.get(str(number)) for number in range(100))) == [None] * 100
        assert time.perf_counter() - began < 2 * PATIENCE
        began = time.perf_counter()
        assert [await results.get("a") for _ in range(100)] == [None] * 100
        assert time.perf_counter() - began < PATIENCE


@pytest.mark.parametrize("url", ["redis+cluster://127.0.0.1:1", "redis+sentinel://127.0.0.1:1/master"])
async def test_several_redis_servers_serve_rates_alone(url: str) -> None:
    with capture_logs() as logs:
        assert isinstance(make_result_cache(make_settings(redis_url=url), KEY), MemoryResults)
    assert [one["event"] for one in logs] == ["cache.redis_is_no_single_server"]
