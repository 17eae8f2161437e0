"""How often, and what happens beyond."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from tests.factories import PASSWORD, make_settings, new_email, open_client, sign_up
from tests.identity.keys import make_key
from tests.redis_server import RedisServer

from gnomon.foundation.kit.errors import Unavailable
from gnomon.identity.contracts import Limit, RateLimited
from gnomon.identity.rate_limits import RateLimits, make_rate_limits


@pytest.fixture
def redis_url(tmp_path: Path) -> Iterator[str]:
    """The address of a private Redis."""
    server = RedisServer(tmp_path)
    server.start()
    yield server.url
    server.end()


def from_address(app: FastAPI, address: str, **headers: str) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=app, client=(address, 1234))
    return httpx.AsyncClient(transport=transport, base_url="http://testserver", headers=headers)


async def try_to_sign_in(client: httpx.AsyncClient, email: str) -> httpx.Response:
    return await client.post("/api/v1/auth/login", json={"email": email, "password": "Wrong-horse-7"})


async def test_the_sixth_try_within_a_minute_is_refused_with_a_time_to_wait(make_app: Any) -> None:
    app = await make_app(rate_limit_auth="5/minute")
    async with open_client(app) as client:
        answers = [await try_to_sign_in(client, new_email()) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [401] * 5 + [429]
    refused = answers[-1]
    assert refused.json()["error"]["code"] == "RATE_LIMITED"
    assert 0 < int(refused.headers["retry-after"]) <= 60


async def test_one_account_is_guarded_against_many_addresses(make_app: Any) -> None:
    app = await make_app(rate_limit_auth="5/minute")
    email = new_email()
    statuses = []
    for number in range(6):
        async with from_address(app, f"10.0.0.{number}") as client:
            statuses.append((await try_to_sign_in(client, email)).status_code)
    assert statuses == [401] * 5 + [429]


async def test_a_forged_address_does_not_begin_a_new_count(make_app: Any) -> None:
    app = await make_app(rate_limit_auth="5/minute")
    statuses = []
    for number in range(6):
        async with from_address(app, "203.0.113.9", **{"x-forwarded-for": f"10.0.0.{number}"}) as client:
            statuses.append((await try_to_sign_in(client, new_email())).status_code)
    assert statuses == [401] * 5 + [429]


async def test_behind_a_trusted_proxy_each_client_has_a_count_of_its_own(make_app: Any) -> None:
    app = await make_app(rate_limit_auth="5/minute", trusted_proxies=("10.1.0.0/16",))
    statuses = []
    for number in range(7):
        # What the client itself wrote stands to the left of what the proxy saw, and is not believed.
        seen = f"198.51.100.{number}, 203.0.113.{number % 2}"
        async with from_address(app, "10.1.2.3", **{"x-forwarded-for": seen}) as client:
            statuses.append((await try_to_sign_in(client, new_email())).status_code)
    assert statuses == [401] * 7
    async with from_address(app, "10.1.2.3", **{"x-forwarded-for": "203.0.113.0"}) as client:
        statuses = [(await try_to_sign_in(client, new_email())).status_code for _ in range(2)]
    assert statuses == [401, 429]


async def test_registrations_are_counted_by_themselves(make_app: Any) -> None:
    app = await make_app(rate_limit_auth="5/minute")
    async with open_client(app) as client:
        statuses = [
            (await client.post("/api/v1/auth/register", json={"email": new_email(), "password": PASSWORD})).status_code
            for _ in range(6)
        ]
        assert statuses == [201] * 5 + [429]
        assert (await try_to_sign_in(client, new_email())).status_code == 401


async def test_requests_count_per_address_signed_out_and_per_user_signed_in(make_app: Any) -> None:
    app = await make_app(rate_limit_default="3/minute", rate_limit_signed_in="6/minute")
    async with sign_up(app) as person:
        signed_out = [(await person.client.get("/api/v1/setup", headers={"authorization": ""})) for _ in range(2)]
        assert [answer.status_code for answer in signed_out] == [200, 429]
        signed_in = [(await person.client.get("/api/v1/auth/me")).status_code for _ in range(6)]
    assert signed_in == [200] * 5 + [429]


async def test_a_false_token_counts_as_nobody(make_app: Any) -> None:
    app = await make_app(rate_limit_default="2/minute")
    async with open_client(app, authorization="Bearer nonsense") as client:
        statuses = [(await client.get("/api/v1/auth/me")).status_code for _ in range(3)]
    assert statuses == [401, 401, 429]


async def test_pages_and_health_are_not_counted(make_app: Any) -> None:
    app = await make_app(rate_limit_default="1/minute")
    async with open_client(app) as client:
        for path in ("/", "/health/live", "/docs") * 3:
            assert (await client.get(path)).status_code == 200


async def test_files_dropped_together_count_once() -> None:
    limits = make_rate_limits(make_settings(rate_limit_uploads="2/hour"))
    for _ in range(5):
        await limits.hit_once(Limit.UPLOADS, "ada", "first drop")
    await limits.hit_once(Limit.UPLOADS, "ada", None)
    with pytest.raises(RateLimited):
        await limits.hit_once(Limit.UPLOADS, "ada", "second drop")
    with pytest.raises(RateLimited):
        await limits.hit_once(Limit.UPLOADS, "ada", "second drop")
    await limits.hit_once(Limit.UPLOADS, "ada", "first drop")
    await limits.hit_once(Limit.UPLOADS, "bob", "first drop")


async def test_a_drop_has_an_end() -> None:
    limits = make_rate_limits(make_settings(rate_limit_uploads="1/hour"))
    for _ in range(100):
        await limits.hit_once(Limit.UPLOADS, "ada", "endless drop")
    with pytest.raises(RateLimited):
        await limits.hit_once(Limit.UPLOADS, "ada", "endless drop")


async def test_off_counts_nothing() -> None:
    limits = make_rate_limits(make_settings(rate_limit_auth="off"))
    for _ in range(50):
        await limits.hit(Limit.AUTH, "ada")


async def test_a_counter_that_does_not_answer_lets_nobody_in() -> None:
    settings = make_settings(rate_limit_auth="5/minute", redis_url="redis://127.0.0.1:1/0")
    with pytest.raises(Unavailable):
        await make_rate_limits(settings).hit(Limit.AUTH, "ada")


def test_a_rate_that_cannot_be_read_is_told_with_an_example() -> None:
    with pytest.raises(ValueError, match="RATE_LIMIT_AUTH is 'often'; it looks like 5/minute, or off"):
        make_rate_limits(make_settings(rate_limit_auth="often"))


async def test_servers_that_share_redis_count_together(redis_url: str) -> None:
    settings = make_settings(rate_limit_auth="2/minute", rate_limit_uploads="1/hour", redis_url=redis_url)
    here, there = make_rate_limits(settings), make_rate_limits(settings)
    await here.hit(Limit.AUTH, "ada")
    await there.hit(Limit.AUTH, "ada")
    with pytest.raises(RateLimited) as caught:
        await here.hit(Limit.AUTH, "ada")
    assert 0 < (caught.value.retry_after_seconds or 0) <= 60
    await here.hit_once(Limit.UPLOADS, "ada", "drop")
    await there.hit_once(Limit.UPLOADS, "ada", "drop")
    with pytest.raises(RateLimited):
        await there.hit_once(Limit.UPLOADS, "ada", None)


async def test_a_turn_counts_at_its_end_unless_it_was_free_on_every_server(redis_url: str) -> None:
    settings = make_settings(rate_limit_queries="2/minute", redis_url=redis_url)
    here, there = make_rate_limits(settings), make_rate_limits(settings)

    async def take(limits: RateLimits, *, is_free: bool) -> None:
        async with limits.turn(Limit.QUERIES, "ada") as turn:
            turn.is_free = is_free

    for limits, is_free in ((here, True), (there, True), (here, False), (there, True), (there, False)):
        await take(limits, is_free=is_free)
    for limits in (here, there):
        with pytest.raises(RateLimited) as caught:
            await take(limits, is_free=True)
        assert 0 < (caught.value.retry_after_seconds or 0) <= 60


async def test_a_turn_that_fails_counts_and_gives_its_room_back() -> None:
    limits = make_rate_limits(make_settings(rate_limit_queries="2/minute"))

    async def fail() -> None:
        async with limits.turn(Limit.QUERIES, "ada"):
            raise LookupError

    for expected in (LookupError, LookupError, RateLimited, RateLimited):
        with pytest.raises(expected):
            await fail()
    async with limits.turn(Limit.QUERIES, "bob"):
        pass


async def test_a_turn_cannot_be_had_when_nobody_counts(tmp_path: Path) -> None:
    nobody = f"redis+unix://{tmp_path / 'nobody.sock'}"
    limits = make_rate_limits(make_settings(rate_limit_queries="2/minute", redis_url=nobody))
    with pytest.raises(Unavailable):
        async with limits.turn(Limit.QUERIES, "ada"):
            pytest.fail("there is no turn")


async def test_all_keys_of_a_person_count_as_the_person(make_app: Any) -> None:
    app = await make_app(rate_limit_signed_in="6/minute")
    async with sign_up(app) as person:
        # Signing up has asked once already.
        keys = [(await make_key(person))["key"] for _ in range(2)]
        async with open_client(app) as client:
            by_key = [
                (await client.get("/api/v1/datasets", headers={"x-api-key": key})).status_code for key in (*keys, *keys)
            ]
        assert by_key == [200, 200, 200, 429]
        assert (await person.client.get("/api/v1/auth/me")).status_code == 429


@pytest.mark.parametrize("header", ["authorization", "x-api-key"])
async def test_a_false_key_counts_against_its_address(make_app: Any, header: str) -> None:
    app = await make_app(rate_limit_default="2/minute")
    key = f"gn_{'A' * 43}"
    async with open_client(app, **{header: f"Bearer {key}" if header == "authorization" else key}) as client:
        statuses = [(await client.get("/api/v1/datasets")).status_code for _ in range(3)]
    assert statuses == [401, 401, 429]
