"""Live notices over a real server: what is committed is told within a moment, to those who may know it."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from tests.dashboards.pieces import SALES, create, spec_of, tile, upload
from tests.factories import Person, Team, open_client

from gnomon.api import live
from gnomon.foundation.kit.runtime import Runtime
from gnomon.foundation.live.watch import MAX_OF_ONE, LiveWatch

SOON = 5.0
"""Told within a second; a busy machine may take longer."""
Json = dict[str, Any]


@pytest.fixture
async def address(app: FastAPI) -> AsyncIterator[str]:
    """The application behind a real server."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, lifespan="off", log_level="error"))
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/api/v1"
    server.should_exit = True
    app.state.draining.set()
    await asyncio.wait_for(serving, 10)
    app.state.draining.clear()


class Events:
    """What a stream tells."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self._lines = response.aiter_lines()
        self.beats = 0

    async def next(self) -> Json | None:
        """The next state; none when the stream has ended."""
        async with asyncio.timeout(SOON):
            async for line in self._lines:
                self.beats += line.startswith(":")
                if line.startswith("data: "):
                    told: Json = json.loads(line.removeprefix("data: "))
                    return told
        return None


@asynccontextmanager
async def listening(address: str, person: Person, query: str, **headers: str) -> AsyncIterator[Events]:
    """The stream of a person, who works in their workspace."""
    mine = {"authorization": f"Bearer {person.access_token}", "x-workspace-id": person.workspace_id, **headers}
    async with (
        httpx.AsyncClient(headers=mine, timeout=SOON) as client,
        client.stream("GET", f"{address}/live?{query}") as response,
    ):
        yield Events(response)


async def board(person: Person) -> Json:
    """A dashboard over sales."""
    sales = await upload(person.client, "sales.csv", SALES)
    return await create(person.client, spec_of(tile("bars", sales, "region")))


def dataset_of(dashboard: Json) -> str:
    """What its first tile reads."""
    dataset_id: str = dashboard["spec"]["pages"][0]["tiles"][0]["chart"]["dataset_id"]
    return dataset_id


def about(dashboard: Json) -> str:
    """The question for a dashboard and its data."""
    return f"dashboard={dashboard['id']}&dataset={dataset_of(dashboard)}"


async def save(person: Person, dashboard: Json, **changes: Any) -> Json:
    """Save a state."""
    body = {name: dashboard[name] for name in ("revision", "name", "description", "spec")} | changes
    answer = await person.client.put(f"/api/v1/dashboards/{dashboard['id']}", json=body)
    assert answer.status_code == 200, answer.text
    saved: Json = answer.json()
    return saved


async def another_version(person: Person, dataset_id: str, content: str = "region,amount\nNorth,7\n") -> str:
    """Bring a new version of the data; answers its id."""
    files = {"file": ("sales.csv", content.encode(), "text/csv")}
    answer = await person.client.post("/api/v1/datasets/upload", files=files, data={"dataset_id": dataset_id})
    assert answer.status_code == 201, answer.text
    version: str = answer.json()["active_version_id"]
    return version


async def test_a_new_version_and_a_saved_state_are_told_within_a_second(address: str, team: Team) -> None:
    made = await board(team.editor)
    dataset = (await team.viewer.client.get(f"/api/v1/datasets/{dataset_of(made)}")).json()
    async with listening(address, team.viewer, about(made)) as events:
        headers = events.response.headers
        assert headers["content-type"].startswith("text/event-stream")
        assert headers["cache-control"] == "no-store, no-transform"
        assert headers["x-accel-buffering"] == "no"
        assert "content-encoding" not in headers
        first = await events.next()
        assert first is not None
        assert first["datasets"] == {dataset["id"]: dataset["active_version_id"]}
        assert set(first["dashboards"]) == {made["id"]}

        version = await another_version(team.editor, dataset["id"])
        began = time.monotonic()
        second = await events.next()
        assert second is not None
        assert second["datasets"] == {dataset["id"]: version}
        assert second["dashboards"] == first["dashboards"]
        assert time.monotonic() - began < SOON

        await save(team.editor, made, name="Renamed")
        third = await events.next()
        assert third is not None
        assert third["datasets"] == second["datasets"]
        assert third["dashboards"] != second["dashboards"]

        assert (await team.editor.client.delete(f"/api/v1/dashboards/{made['id']}")).status_code == 204
        last = await events.next()
        assert last is not None
        assert last["dashboards"] == {}


async def test_what_has_been_told_is_not_told_again(address: str, team: Team) -> None:
    made = await board(team.editor)
    async with listening(address, team.viewer, about(made)) as events:
        first = await events.next()
    assert first is not None
    async with listening(address, team.viewer, about(made), **{"last-event-id": first["sign"]}) as events:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(1):
                await events.next()
    async with listening(address, team.viewer, about(made), **{"last-event-id": first["sign"]}) as events:
        await save(team.editor, made, name="Renamed")
        second = await events.next()
    assert second is not None
    assert second["sign"] != first["sign"]


async def test_a_stranger_and_a_reader_learn_nothing_that_is_not_theirs(address: str, team: Team) -> None:
    made = await board(team.editor)
    async with listening(address, team.stranger, about(made)) as events:
        told = await events.next()
        assert told is not None
        assert (told["dashboards"], told["datasets"]) == ({}, {})
    foreign = {"authorization": f"Bearer {team.stranger.access_token}", "x-workspace-id": team.workspace_id}
    async with httpx.AsyncClient(headers=foreign) as client:
        assert (await client.get(f"{address}/live?{about(made)}")).status_code == 404
        assert (await client.get(f"{address}/live/changes?{about(made)}")).status_code == 404
    async with httpx.AsyncClient() as client:
        assert (await client.get(f"{address}/live?{about(made)}")).status_code == 401


async def test_the_stream_ends_with_the_session(address: str, team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "BEAT_SECONDS", 0.3)
    made = await board(team.editor)
    async with listening(address, team.viewer, about(made)) as events:
        assert await events.next() is not None
        assert (await team.viewer.client.post("/api/v1/auth/logout")).status_code in {200, 204}
        assert await events.next() is None
    assert events.beats < 20


async def test_whoever_leaves_the_workspace_is_told_nothing_more(address: str, team: Team) -> None:
    made = await board(team.editor)
    async with listening(address, team.viewer, about(made)) as events:
        assert await events.next() is not None
        path = f"/api/v1/workspaces/{team.workspace_id}/members/{team.viewer.user_id}"
        assert (await team.owner.client.delete(path)).is_success
        await save(team.editor, made, name="Secret")
        assert await events.next() is None


async def test_many_listen_and_all_are_told_also_beside_one_who_never_reads(
    address: str, team: Team, runtime: Runtime
) -> None:
    made = await board(team.editor)
    port = int(address.split(":")[2].split("/")[0])
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    request = f"GET /api/v1/live?{about(made)} HTTP/1.1\r\nhost: a\r\nx-workspace-id: {team.workspace_id}\r\n"
    writer.write(f"{request}authorization: Bearer {team.owner.access_token}\r\n\r\n".encode())

    async def hear() -> Json | None:
        async with listening(address, team.viewer, about(made)) as events:
            assert await events.next() is not None
            heard.release()
            return await events.next()

    heard = asyncio.Semaphore(0)
    listeners = [asyncio.create_task(hear()) for _ in range(MAX_OF_ONE)]
    for _ in listeners:
        await heard.acquire()
    async with listening(address, team.viewer, about(made)) as events:
        assert events.response.status_code == 429
    assert runtime.get(LiveWatch).count() == MAX_OF_ONE + 1
    await save(team.editor, made, name="Renamed")
    told = await asyncio.gather(*listeners)
    assert len({one["sign"] for one in told if one is not None}) == 1
    assert None not in told
    writer.close()
    await gone_to(0, runtime)


async def gone_to(count: int, runtime: Runtime) -> None:
    """Wait until so many listen."""
    async with asyncio.timeout(SOON):
        while runtime.get(LiveWatch).count() != count:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def test_a_reader_who_takes_nothing_is_let_go(
    app: FastAPI, team: Team, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "SEND_SECONDS", 0.2)
    sent: list[str] = []

    async def send(message: Any) -> None:
        sent.append(message["type"])
        if message["type"] == "http.response.body":
            await asyncio.Event().wait()

    async def receive() -> Any:
        await asyncio.Event().wait()

    headers = {"authorization": f"Bearer {team.viewer.access_token}", "x-workspace-id": team.workspace_id}
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/api/v1/live",
        "raw_path": b"/api/v1/live",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "http_version": "1.1",
        "scheme": "http",
        "server": ("testserver", 80),
        "client": ("127.0.0.1", 1),
    }
    async with asyncio.timeout(SOON):
        await app(scope, receive, send)
    assert sent == ["http.response.start", "http.response.body"]
    assert runtime.get(LiveWatch).count() == 0


async def test_a_server_that_is_to_stop_ends_its_streams(address: str, app: FastAPI, team: Team) -> None:
    async with listening(address, team.viewer, "") as events:
        assert await events.next() is not None
        app.state.draining.set()
        assert await events.next() is None


async def test_changes_are_asked_for_where_no_stream_comes_through(team: Team) -> None:
    made = await board(team.editor)
    path = f"/api/v1/live/changes?{about(made)}"
    first = await team.viewer.client.get(path)
    assert first.status_code == 200
    told = first.json()
    assert set(told) == {"sign", "dashboards", "datasets"}
    assert (await team.viewer.client.get(f"{path}&since={told['sign']}")).status_code == 204
    version = await another_version(team.editor, dataset_of(made))
    second = (await team.viewer.client.get(f"{path}&since={told['sign']}")).json()
    assert second["datasets"] == {dataset_of(made): version}
    assert second["dashboards"] == told["dashboards"]
    strangers = (await team.stranger.client.get(path)).json()
    assert (strangers["dashboards"], strangers["datasets"]) == ({}, {})


async def test_nonsense_is_refused(app: FastAPI, team: Team) -> None:
    async with open_client(app, authorization=f"Bearer {team.viewer.access_token}") as client:
        for query in ("dataset=nothing", "dashboard=1", "&".join(f"dataset={team.workspace_id}" for _ in range(101))):
            assert (await client.get(f"/api/v1/live/changes?{query}")).status_code == 422
            assert (await client.get(f"/api/v1/live?seconds=0&{query}")).status_code == 422
        assert (await client.get("/api/v1/live?seconds=-1")).status_code == 422
