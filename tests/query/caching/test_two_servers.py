"""Two servers over one database and one Redis: what one was asked the other need not run, and rights stay rights."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import pytest_asyncio
from tests.built_routes import create_quickly
from tests.factories import make_settings, open_client
from tests.query.running.house import ENGINE, House, ask, open_house, send
from tests.redis_server import RedisServer

from gnomon.query.caching.levels import make_result_cache

pytestmark = pytest.mark.asyncio(loop_scope="module")

SALES = "SELECT i::BIGINT AS id, CASE i % 3 WHEN 0 THEN 'north' ELSE 'south' END AS region FROM range(12) AS r(i)"
COUNT = {"aggregation": "count", "name": "n"}
BY_REGION = {"dimensions": [{"member": "region"}], "measures": [COUNT]}
KEY = "the signing key of both of these servers"


@dataclass(frozen=True)
class Pair:
    """A house, and its owner at a second server beside it."""

    house: House
    owner: httpx.AsyncClient

    async def shared(self) -> None:
        """Wait until what the house was asked is in Redis."""
        cache: Any = self.house.questions.cache
        while cache._shared._writes:
            await next(iter(cache._shared._writes))


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """One Redis for both."""
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    server.start()
    yield server
    server.end()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pair(tmp_path_factory: pytest.TempPathFactory, redis: RedisServer) -> AsyncIterator[Pair]:
    """Both servers."""
    folder = tmp_path_factory.mktemp("house")
    url = f"sqlite:///{folder / 'metadata.db'}"
    async with open_house(folder, redis_url=redis.url, secret_key=KEY) as house, AsyncExitStack() as stack:
        settings = make_settings(
            data_dir=folder / "data", database_url=url, engine=ENGINE, redis_url=redis.url, secret_key=KEY
        )
        beside = create_quickly(settings)
        await stack.enter_async_context(beside.router.lifespan_context(beside))
        headers = house.team.owner.client.headers
        carried = {name: headers[name] for name in ("authorization", "x-workspace-id")}
        yield Pair(house, await stack.enter_async_context(open_client(beside, **carried)))


async def test_what_one_server_has_answered_the_other_gives_from_redis(pair: Pair) -> None:
    dataset_id = await pair.house.store(SALES)
    first = await ask(pair.house.team.owner, dataset_id, **BY_REGION)
    await pair.shared()
    second = await ask(pair.owner, dataset_id, **BY_REGION)
    assert (second["rows"], second["receipt"]["fingerprint"]) == (first["rows"], first["receipt"]["fingerprint"])
    assert [one["receipt"]["is_cached"] for one in (first, second)] == [False, True]


async def test_a_server_that_starts_anew_finds_what_was_answered_before(pair: Pair, redis: RedisServer) -> None:
    dataset_id = await pair.house.store(SALES, "restarted")
    await ask(pair.house.team.owner, dataset_id, **BY_REGION)
    await pair.shared()
    found = []
    for key in (KEY, "the signing key of a server that is none of ours"):
        cache = make_result_cache(make_settings(redis_url=redis.url), key.encode())
        with pair.house.replaced("cache", cache):
            found.append((await ask(pair.house.team.owner, dataset_id, **BY_REGION))["receipt"]["is_cached"])
        await cache.close()
    assert found == [True, False]


async def test_a_statement_written_by_hand_is_shared_with_the_types_of_its_columns(pair: Pair) -> None:
    await pair.house.store(SALES, "written")
    body = {"sql": "SELECT region, count(*) AS n, sum(id) AS ids FROM written GROUP BY region ORDER BY n"}
    first = (await pair.house.team.owner.client.post("/api/v1/queries/execute", json=body)).json()
    await pair.shared()
    second = (await pair.owner.post("/api/v1/queries/execute", json=body)).json()
    assert [one["receipt"]["is_cached"] for one in (first, second)] == [False, True]
    told = ("columns", "rows", "row_count", "total_rows", "truncated", "fan_outs", "corrected_sql")
    assert {name: second[name] for name in told} == {name: first[name] for name in told}


async def test_a_new_version_and_the_trash_are_seen_although_the_old_answer_is_shared(pair: Pair) -> None:
    dataset_id = await pair.house.store(SALES, "changing")
    before = await ask(pair.house.team.owner, dataset_id, measures=[COUNT])
    await pair.shared()
    await pair.house.store("SELECT 1 AS id", "changing", dataset_id)
    after = await ask(pair.owner, dataset_id, measures=[COUNT])
    assert [(one["rows"], one["receipt"]["is_cached"]) for one in (before, after)] == [([[12]], False), ([[1]], False)]
    thrown = await pair.owner.delete(f"/api/v1/datasets/{dataset_id}")
    assert thrown.status_code == 204
    assert (await send(pair.house.team.owner, dataset_id, measures=[COUNT])).status_code == 404
    assert (await send(pair.owner, dataset_id, measures=[COUNT])).status_code == 404
