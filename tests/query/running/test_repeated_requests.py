"""Which requests are the same as one before, and how they arrive."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import text
from tests.query.running.house import House
from tests.query.running.repeating import BY_REGION, Watch, ask, warm
from tests.query.test_routes import BATCH, frames_of

from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.db.database import Database

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("quiet_log")]

PATH = "/api/v1/query"


async def send(house: House, content: Any, **headers: str) -> httpx.Response:
    given = {"accept": BATCH, "content-type": "application/json", **headers}
    return await house.team.owner.client.post(PATH, content=content, headers=given)


def question(dataset_id: DatasetId) -> bytes:
    return json.dumps({"spec": {"dataset_id": str(dataset_id), **BY_REGION}}).encode()


async def in_pieces(body: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(body), 16):
        yield body[start : start + 16]


def rows_of(answer: httpx.Response) -> bytes:
    assert answer.status_code == 200, answer.text
    ((_, rows),) = frames_of(answer.content)
    return rows


@pytest.mark.parametrize("name", ["x-request-id", "traceparent", "tracestate"])
async def test_what_tells_requests_apart_in_logs_makes_no_other_request(
    house: House, sales: DatasetId, watch: Watch, name: str
) -> None:
    answers = [await send(house, question(sales), **{name: f"request-{place}"}) for place in range(3)]
    assert watch.took() is True
    assert len({rows_of(answer) for answer in answers}) == 1
    if name == "x-request-id":
        assert [answer.headers.get_list(name) for answer in answers] == [[f"request-{place}"] for place in range(3)]


@pytest.mark.parametrize(("name", "value"), [("origin", "https://other.example"), ("accept-language", "de")])
async def test_another_header_makes_another_request(
    house: House, sales: DatasetId, watch: Watch, name: str, value: str
) -> None:
    plain = [await send(house, question(sales)) for _ in range(3)]
    assert watch.took() is True
    other = await send(house, question(sales), **{name: value})
    assert watch.took() is False
    assert rows_of(other) == rows_of(plain[0])


async def test_a_body_may_come_in_pieces(house: House, sales: DatasetId, watch: Watch) -> None:
    body = question(sales)
    answers = [await send(house, in_pieces(body)) for _ in range(3)]
    assert watch.took() is True
    assert len({rows_of(answer) for answer in answers}) == 1


async def test_a_body_that_stops_is_given_up_with_the_headers_of_any_reply(
    house: House, sales: DatasetId, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    await warm(house.team.owner, sales, watch)
    monkeypatch.setattr("gnomon.api.middleware.request_gate.BODY_SECONDS", 0.1)

    async def stopping() -> AsyncIterator[bytes]:
        yield question(sales)[:20]
        await asyncio.sleep(5)

    answer = await send(house, stopping())
    assert (answer.status_code, answer.json()["status"]) == (408, 408)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert watch.took() is False


async def test_a_body_that_is_too_large_is_refused_as_anywhere(house: House) -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b" " * 100_000

    for content in (b" " * (3 << 20), endless()):
        answer = await send(house, content)
        assert (answer.status_code, answer.json()["error"]["code"]) == (413, "PAYLOAD_TOO_LARGE")
        assert answer.headers["x-content-type-options"] == "nosniff"


async def test_repeats_of_a_moment_are_one_row_in_the_log_with_their_mean_time(
    house: House, sales: DatasetId, watch: Watch
) -> None:
    await house.questions.log.flush()
    await warm(house.team.owner, sales, watch)
    await house.questions.log.flush()
    for who in (house.team.owner, house.team.owner, house.team.viewer, house.team.owner):
        await ask(who, sales)
    await house.questions.log.flush()
    async with house.runtime.get(Database).read() as session:
        found = await session.execute(
            text("SELECT user_id, times, is_cached, elapsed_ms FROM query_log WHERE dataset_id = :id ORDER BY id"),
            {"id": sales.hex},
        )
        rows = [(user, times, bool(is_cached), elapsed > 0) for user, times, is_cached, elapsed in found]
    people = [str(one.user_id).replace("-", "") for one in (house.team.owner, house.team.viewer)]
    assert [(people.index(user), *rest) for user, *rest in rows] == [
        (0, 1, False, True),
        (0, 2, True, True),
        (0, 3, True, True),
        (1, 1, True, True),
    ]


async def test_what_failed_is_noted_each_time(house: House, sales: DatasetId) -> None:
    name = f"none {uuid4().hex[:6]}"
    body = {"spec": {"dataset_id": str(sales), "measures": [{"member": name, "aggregation": "sum"}]}}
    await house.questions.log.flush()
    for _ in range(2):
        assert (await send(house, json.dumps(body))).status_code == 422
    await house.questions.log.flush()
    async with house.runtime.get(Database).read() as session:
        found = await session.execute(
            text("SELECT times, error_code FROM query_log WHERE dataset_id = :id"), {"id": sales.hex}
        )
        rows = [tuple(row) for row in found]
    assert rows == [(1, "VALIDATION_ERROR")] * 2
