"""Whoever leaves the connection, or ends a run by its id, ends the work in the engine, on every path that asks."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio
from tests.factories import Person
from tests.query.running.house import SOON, House, ask, slow, until
from tests.query.test_routes import BATCH, frames_of

from gnomon.datasets.contracts import DatasetId

pytestmark = pytest.mark.asyncio(loop_scope="module")

CANCELLED: dict[str, Any] = {
    "code": "QUERY_CANCELLED",
    "kind": "conflict",
    "message": "The question was cancelled.",
    "hint": None,
    "details": {},
}
Y = {"role": "measure", "member": "*", "aggregation": "count"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def url(house: House) -> AsyncIterator[str]:
    """The house behind a real server."""
    async with house.served() as address:
        yield address


def quick(name: str) -> dict[str, Any]:
    """A question that is answered at once, and that no other test asks."""
    return {"measures": [{"aggregation": "count", "name": name}]}


def chart(dataset_id: DatasetId, marker: str, x: str = "id") -> dict[str, Any]:
    """A picture whose question is slow."""
    encodings = {"x": {"role": "dimension", "member": x, "bins": {"width": 1000}}, "y": [Y]}
    return {"dataset_id": str(dataset_id), "encodings": encodings, "filters": slow(marker)["filters"]}


async def made(person: Person, path: str, body: dict[str, Any]) -> str:
    answer = await person.client.post(f"/api/v1/{path}", json=body)
    assert answer.status_code == 201, answer.text
    found: str = answer.json()["id"]
    return found


async def dashboard(person: Person, dataset_id: DatasetId, marker: str) -> str:
    """A dashboard of two tiles, each of which is slow."""
    layout = {"x": 0, "y": 0, "width": 6, "height": 6}
    tiles = [
        {"kind": "chart", "id": name, "layout": layout, "chart": chart(dataset_id, f"{marker}{name}")} for name in "ab"
    ]
    page = {"id": "page-1", "title": "Page", "tiles": tiles, "filters": []}
    return await made(person, "dashboards", {"name": marker, "spec": {"pages": [page]}})


async def request_for(name: str, person: Person, dataset_id: DatasetId) -> tuple[str, str, dict[str, Any] | None]:
    """A request that asks something slow in the way that is named; each way asks another question."""
    marker = name.replace(" ", "")
    spec = {"dataset_id": str(dataset_id), **slow(marker)}
    # An address has room for fewer of them.
    listed = quote(json.dumps(slow(marker, needles=24)["filters"], separators=(",", ":")))
    match name:
        case "one question":
            return "POST", "query", {"spec": spec}
        case "a batch":
            batch = [{"id": one, "spec": {**spec, **slow(marker + one)}} for one in "ab"]
            return "POST", "query/batch", {"questions": batch}
        case "a page of rows":
            return "GET", f"datasets/{dataset_id}/preview?sort=id&filter={listed}", None
        case "values to choose from":
            return "GET", f"datasets/{dataset_id}/members/id/values?filter={listed}", None
        case "an unsaved picture":
            return "POST", "charts/preview", {"spec": chart(dataset_id, marker)}
        case "a saved picture":
            chart_id = await made(person, "charts", {"name": "slow", "spec": chart(dataset_id, marker)})
            return "POST", f"charts/{chart_id}/result", {}
        case _:
            return "POST", f"dashboards/{await dashboard(person, dataset_id, marker)}/results", {}


@asynccontextmanager
async def connected(
    url: str, person: Person, method: str, path: str, body: dict[str, Any] | None, accept: str
) -> AsyncIterator[asyncio.StreamReader]:
    """What the server sends to a request; leaving the block leaves the connection."""
    content = b"" if body is None else json.dumps(body).encode()
    address = urlsplit(url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    headers = {
        "host": address.netloc,
        "authorization": person.client.headers["authorization"],
        "x-workspace-id": person.workspace_id,
        "accept": accept,
        "content-type": "application/json",
        "content-length": str(len(content)),
    }
    head = [f"{method} /api/v1/{path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    writer.write("\r\n".join(head).encode() + content)
    await writer.drain()
    try:
        yield reader
    finally:
        writer.close()
        await writer.wait_closed()


def busy(house: House) -> int:
    return house.engine.stats().busy


WAYS = {
    "one question": (1, "application/json"),
    "a batch": (2, BATCH),
    "a page of rows": (1, "application/json"),
    "values to choose from": (1, "application/json"),
    "an unsaved picture": (1, BATCH),
    "a saved picture": (1, "application/json"),
    "a dashboard": (2, BATCH),
    "a dashboard in one piece": (2, "application/json"),
}


@pytest.mark.parametrize("name", WAYS)
async def test_leaving_the_connection_ends_the_work_and_the_workers_serve_the_next(
    name: str, house: House, url: str, long_texts: DatasetId
) -> None:
    owner = house.team.owner
    statements, accept = WAYS[name]
    method, path, body = await request_for(name, owner, long_texts)
    async with connected(url, owner, method, path, body, accept):
        await until(lambda: busy(house) == statements)
        await asyncio.sleep(0.1)
        assert busy(house) == statements
    assert await until(lambda: busy(house) == 0) < SOON
    async with asyncio.timeout(30):
        assert (await ask(owner, long_texts, **quick(name)))["rows"] == [[300_000]]
    assert house.questions.runs._cancelled == {}


async def test_leaving_a_batch_after_its_first_answer_ends_the_rest(
    house: House, url: str, long_texts: DatasetId
) -> None:
    specs = [quick("first"), slow("rest")]
    questions = [{"id": str(n), "spec": {"dataset_id": str(long_texts), **spec}} for n, spec in enumerate(specs)]
    body = {"questions": questions}
    async with connected(url, house.team.owner, "POST", "query/batch", body, BATCH) as reader:
        received = b""
        while b'"id":"0"' not in received:
            received += await asyncio.wait_for(reader.read(65_536), 30)
        await until(lambda: busy(house) == 1)
    assert await until(lambda: busy(house) == 0) < SOON


async def delete(person: Person, run_id: str) -> None:
    assert (await person.client.delete(f"/api/v1/query-runs/{run_id}")).status_code == 204


async def test_a_run_is_ended_by_its_own_asker_alone(house: House, long_texts: DatasetId) -> None:
    team, run_id = house.team, str(uuid4())
    asked = {"run_id": run_id, "spec": {"dataset_id": str(long_texts), **slow("mine")}}
    running = asyncio.create_task(team.viewer.client.post("/api/v1/query", json=asked))
    await until(lambda: busy(house) == 1)
    for other in (team.owner, team.editor, team.stranger):
        await delete(other, run_id)
    await asyncio.sleep(0.1)
    assert (busy(house), running.done()) == (1, False)
    await delete(team.viewer, run_id)
    assert await until(running.done) < SOON
    answer: httpx.Response = running.result()
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "QUERY_CANCELLED")
    assert await until(lambda: busy(house) == 0) < SOON


async def test_a_batch_is_ended_by_its_run_and_keeps_the_answers_that_it_has(
    house: House, long_texts: DatasetId
) -> None:
    owner, run_id = house.team.owner, str(uuid4())
    specs = {"quick": quick("kept"), "slow": slow("one"), "queued": slow("two"), "too": slow("three")}
    questions = [{"id": name, "spec": {"dataset_id": str(long_texts), **spec}} for name, spec in specs.items()]
    body = {"questions": questions, "run_id": run_id}
    # The quick one is kept already: which question finds a worker first is nobody's promise.
    await ask(owner, long_texts, **quick("kept"))
    house.statements()
    running = asyncio.create_task(owner.client.post("/api/v1/query/batch", json=body))
    await until(lambda: len(house.engine.asked) == 3 and house.engine.stats().queued == 1 and busy(house) == 2)
    await delete(owner, run_id)
    assert await until(running.done) < SOON
    assert await until(lambda: busy(house) == 0 and house.engine.stats().queued == 0) < SOON
    errors = {header["id"]: header["error"] for header, _ in frames_of(running.result().content)}
    assert errors == {"quick": None, "slow": CANCELLED, "queued": CANCELLED, "too": CANCELLED}


async def test_a_run_that_has_ended_can_be_ended_again_and_its_id_used_again(
    house: House, long_texts: DatasetId
) -> None:
    owner, run_id = house.team.owner, str(uuid4())
    for name in ("before", "after"):
        found = await ask(owner, long_texts, **quick(name), run_id=run_id)
        assert (found["rows"], found["receipt"]["run_id"]) == ([[300_000]], run_id)
        await delete(owner, run_id)
