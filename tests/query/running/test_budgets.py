"""Budgets over HTTP: whatever a question takes too much of, it alone ends, with words of its own."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import httpx
import psutil
import pytest
from tests.query.running.house import SOON, House, ask, problem, send, slow, until

from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.settings import EngineSettings
from gnomon.identity.contracts import Principal, PrincipalKind, Role, UserId, WorkspaceId
from gnomon.query.limits import VISITOR_SECONDS, budget_for

pytestmark = pytest.mark.asyncio(loop_scope="module")

COUNT = {"aggregation": "count", "name": "n"}
BY_TEXTS = {"dimensions": [{"member": "text", "name": f"text {place}"} for place in range(6)], "measures": [COUNT]}
PATIENCE = 2.0
"""Seconds that a question may take here: much for those that count, little for one that is slow."""
NARROWER = "Narrow it by a filter, or group by fields with fewer values."


def wide(columns: int) -> dict[str, Any]:
    """The same long texts side by side."""
    dimensions = [{"member": "text", "name": f"text {place}"} for place in range(columns)]
    return {"mode": "rows", "dimensions": dimensions, "limit": 80_000}


def refusal(status: int, code: str, message: str, hint: str, **details: Any) -> tuple[int, dict[str, Any]]:
    return status, {"code": code, "message": message, "hint": hint, "details": details}


TIMEOUT = refusal(
    408,
    "QUERY_TIMEOUT",
    "The question took longer than 2 seconds and was ended.",
    "Narrow it by a filter, group it more coarsely, or ask the administrator for a larger time limit.",
    seconds=PATIENCE,
)
MEMORY = refusal(
    422,
    "QUERY_MEMORY",
    "The question needed more than 256 MiB of memory and was ended.",
    NARROWER,
    memory_bytes=256 * 1024 * 1024,
)
ROWS = refusal(
    422,
    "QUERY_MEMORY",
    "The result has more than 500 rows.",
    "Set a limit, or group more coarsely.",
    max_rows=500,
)
BYTES = refusal(
    422,
    "QUERY_MEMORY",
    "The result is larger than 256 MiB.",
    "Ask for fewer columns or fewer rows.",
    max_bytes=256 * 1024 * 1024,
)
LOST = refusal(
    503,
    "UNAVAILABLE",
    "The process that did the work ended unexpectedly.",
    "Try again; if it stays so, the server may be short of memory.",
)

TOO_MUCH: dict[str, tuple[dict[str, Any], dict[str, Any], tuple[int, dict[str, Any]]]] = {
    "time": (slow("timeout"), {"query_seconds": PATIENCE}, TIMEOUT),
    "memory": (BY_TEXTS, {}, MEMORY),
    "rows": ({"mode": "rows", "limit": 600}, {"max_result_rows": 500}, ROWS),
    "bytes": (wide(20), {"memory_limit": 2 << 30}, BYTES),
}


class Bystander:
    """Somebody who asks small questions all the while, and how long they had to wait at most."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, Any]] = []
        self.longest = 0.0


@asynccontextmanager
async def bystander(house: House, dataset_id: DatasetId) -> AsyncIterator[Bystander]:
    """Another person's small questions, each a new one, for as long as the block lasts."""
    seen = Bystander()

    async def keep_asking() -> None:
        for place in range(10_000):
            began = time.monotonic()
            parts = {"measures": [COUNT | {"name": f"n{place} of {id(seen)}"}], "limit": 1}
            answer = await send(house.team.viewer, dataset_id, **parts)
            seen.longest = max(seen.longest, time.monotonic() - began)
            seen.answers.append((answer.status_code, answer.json().get("rows")))
            await asyncio.sleep(0.02)

    task = asyncio.create_task(keep_asking())
    await until(lambda: len(seen.answers) > 1)
    yield seen
    count = len(seen.answers)
    await until(lambda: len(seen.answers) > count)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@pytest.mark.parametrize("name", TOO_MUCH)
async def test_a_question_that_takes_too_much_ends_alone_with_words_of_its_own(
    name: str, house: House, long_texts: DatasetId
) -> None:
    parts, limits, expected = TOO_MUCH[name]
    async with bystander(house, long_texts) as other:
        with house.limited(**limits):
            began = time.monotonic()
            answer = await send(house.team.owner, long_texts, **parts)
            took = time.monotonic() - began
    assert problem(answer) == expected
    assert name != "time" or PATIENCE <= took < PATIENCE + SOON
    assert set(map(repr, other.answers)) == {repr((200, [[300_000]]))}
    assert other.longest < SOON
    assert (await ask(house.team.owner, long_texts, measures=[COUNT | {"name": name}]))["rows"] == [[300_000]]


async def test_a_tile_that_takes_too_much_is_an_error_in_its_own_frame(house: House, long_texts: DatasetId) -> None:
    layout = {"x": 0, "y": 0, "width": 6, "height": 6}
    count = {"role": "measure", "member": "*", "aggregation": "count"}
    spec = {"dataset_id": str(long_texts), "encodings": {"x": None, "y": [count]}}
    charts = {"heavy": {**spec, "filters": slow("tile")["filters"]}, "light": spec}
    tiles = [{"kind": "chart", "id": name, "layout": layout, "chart": chart} for name, chart in charts.items()]
    page = {"id": "page-1", "title": "Page", "tiles": tiles, "filters": []}
    client = house.team.owner.client
    made = (await client.post("/api/v1/dashboards", json={"name": "Heavy", "spec": {"pages": [page]}})).json()
    with house.limited(query_seconds=PATIENCE):
        answer = await client.post(f"/api/v1/dashboards/{made['id']}/results", json={})
    found = {one["id"]: one for one in answer.json()["items"]}
    assert (found["light"]["error"], found["light"]["result"]["rows"]) == (None, [[300_000]])
    assert found["heavy"]["error"] == {**TIMEOUT[1], "kind": "timeout"}


def killed(house: House) -> list[psutil.Process]:
    """Kill every worker, as the system does when memory is short."""
    workers = house.workers()
    for worker in workers:
        worker.kill()
    return workers


async def test_a_worker_that_is_killed_in_the_middle_is_one_clear_error_and_the_next_question_is_fine(
    house: House, long_texts: DatasetId
) -> None:
    running = asyncio.create_task(send(house.team.owner, long_texts, **slow("killed")))
    await until(lambda: house.engine.stats().busy == 1)
    before = killed(house)
    assert await until(running.done) < SOON
    answer: httpx.Response = running.result()
    assert (problem(answer), answer.headers["retry-after"]) == (LOST, "1")
    found = await ask(house.team.owner, long_texts, measures=[COUNT | {"name": "after"}])
    assert found["rows"] == [[300_000]]
    assert not {worker.pid for worker in before} & {worker.pid for worker in house.workers()}


def principal(kind: PrincipalKind) -> Principal:
    return Principal(kind, WorkspaceId(UUID(int=1)), Role.VIEWER, UserId(UUID(int=2)))


async def test_visitors_have_less_time_and_never_more_than_everybody() -> None:
    seconds = {
        (kind, most): budget_for(principal(kind), EngineSettings(query_seconds=most)).seconds
        for kind in (PrincipalKind.USER, PrincipalKind.VISITOR)
        for most in (30.0, 5.0)
    }
    assert seconds == {
        (PrincipalKind.USER, 30.0): 30.0,
        (PrincipalKind.USER, 5.0): 5.0,
        (PrincipalKind.VISITOR, 30.0): VISITOR_SECONDS,
        (PrincipalKind.VISITOR, 5.0): 5.0,
    }
