"""The whole application with people, tables and a look into its engine: started once for a module of tests."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
import uvicorn
from fastapi import FastAPI
from tests.built_routes import create_quickly
from tests.factories import Person, Team, make_settings, make_team
from tests.query.conftest import store_dataset
from tests.schema import create_schema

from gnomon.datasets.contracts import DatasetId
from gnomon.engine.contracts import (
    Budget,
    Engine,
    EngineResult,
    EngineStats,
    OnProgress,
    RunId,
    Statement,
    WorkerCall,
    WorkerTask,
)
from gnomon.foundation.kit.runtime import Runtime
from gnomon.foundation.settings import Settings
from gnomon.identity import passwords
from gnomon.query.caching.memory import MemoryResults
from gnomon.query.runtime import QueryRuntime

LONG_TEXTS = "SELECT i::BIGINT AS id, repeat('x', 200) || i AS text FROM range(300000) AS r(i)"
"""Sixty megabytes of texts that take their time to be searched."""
SOON = 8.0
"""Seconds in which what is no longer wanted has ended, also on a machine that has much else to do."""
ENGINE = {"workers": 2, "threads": 1, "memory_limit": 256 * 1024 * 1024, "max_result_rows": 90_000}


@dataclass
class WatchedEngine:
    """The real engine, with a list of what it was asked and a gate that can hold statements back."""

    real: Engine
    asked: list[Statement] = field(default_factory=list)
    budgets: list[Budget] = field(default_factory=list)
    gate: asyncio.Event | None = None

    async def run(self, statement: Statement, budget: Budget, *, run_id: RunId | None = None) -> EngineResult:
        """Run one statement when the gate is open."""
        self.asked.append(statement)
        self.budgets.append(budget)
        if self.gate is not None:
            await self.gate.wait()
        return await self.real.run(statement, budget, run_id=run_id)

    async def call(self, call: WorkerCall, budget: Budget) -> Mapping[str, Any]:
        """Have a worker do something small."""
        return await self.real.call(call, budget)

    async def run_task(
        self, task: WorkerTask, *, run_id: RunId | None = None, on_progress: OnProgress | None = None
    ) -> Mapping[str, Any]:
        """Do work in a process of its own."""
        return await self.real.run_task(task, run_id=run_id, on_progress=on_progress)

    def stats(self) -> EngineStats:
        """How the workers fare."""
        return self.real.stats()


@dataclass(frozen=True)
class House:
    """The application, the people in it, and its engine."""

    app: FastAPI
    team: Team
    folder: Path
    engine: WatchedEngine

    @property
    def runtime(self) -> Runtime:
        """The running parts."""
        found: Runtime = self.app.state.runtime
        return found

    @property
    def questions(self) -> QueryRuntime:
        """The running part of query."""
        return self.runtime.get(QueryRuntime)

    async def store(self, query: str, name: str = "sales", dataset_id: DatasetId | None = None) -> DatasetId:
        """A dataset of what a query gives; a second version of it when its id is named."""
        return await store_dataset(self.runtime, self.team.owner, self.folder, query, name, dataset_id)

    @contextmanager
    def limited(self, **limits: Any) -> Iterator[None]:
        """Other limits of the engine, for as long as the block lasts."""
        found = self.questions.limits.settings
        self.questions.limits.settings = found.model_copy(update=limits)
        try:
            yield
        finally:
            self.questions.limits.settings = found

    @contextmanager
    def gated(self) -> Iterator[asyncio.Event]:
        """Hold back every statement until the event is set."""
        self.engine.asked.clear()
        self.engine.gate = asyncio.Event()
        try:
            yield self.engine.gate
        finally:
            self.engine.gate.set()
            self.engine.gate = None

    @contextmanager
    def replaced(self, part: str, by: Any) -> Iterator[None]:
        """Another part in the running part of query, for as long as the block lasts."""
        found = getattr(self.questions, part)
        object.__setattr__(self.questions, part, by)
        try:
            yield
        finally:
            object.__setattr__(self.questions, part, found)

    @contextmanager
    def small_cache(self, max_bytes: int, max_seconds: float = 300) -> Iterator[MemoryResults]:
        """A cache of another size."""
        cache = MemoryResults(max_bytes, max_seconds)
        with self.replaced("cache", cache):
            yield cache

    async def until_asked(self, statements: int) -> None:
        """Wait until the engine was asked so many statements since the last look."""
        await until(lambda: len(self.engine.asked) >= statements)

    def statements(self) -> list[Statement]:
        """What the engine was asked since the last look."""
        asked = list(self.engine.asked)
        self.engine.asked.clear()
        return asked

    def workers(self) -> list[psutil.Process]:
        """The worker processes of this process."""
        return [one for one in psutil.Process().children() if "gnomon.engine.worker" in one.cmdline()]

    @asynccontextmanager
    async def served(self) -> AsyncIterator[str]:
        """The address of the application behind a real server."""
        with socket.create_server(("127.0.0.1", 0)) as listener:
            server = _Server(uvicorn.Config(self.app, lifespan="off", log_level="warning"))
            serving = asyncio.create_task(server.serve(sockets=[listener]))
            await until(lambda: server.started)
            try:
                yield f"http://127.0.0.1:{listener.getsockname()[1]}"
            finally:
                server.should_exit = True
                await serving


class _Server(uvicorn.Server):
    def capture_signals(self) -> Any:
        """Leave the signals to the tests' own process."""
        return nullcontext()


@asynccontextmanager
async def open_house(folder: Path, **changes: Any) -> AsyncIterator[House]:
    """Start the application with its files below the folder, and end it; `changes` are settings."""
    create = asyncio.to_thread(create_schema, f"sqlite:///{folder / 'metadata.db'}")
    await create
    settings: Settings = make_settings(
        data_dir=folder / "data", database_url=f"sqlite:///{folder / 'metadata.db'}", engine=ENGINE, **changes
    )
    app = create_quickly(settings)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "COST", 4)
        async with app.router.lifespan_context(app), make_team(app) as team:
            questions = app.state.runtime.get(QueryRuntime)
            engine = WatchedEngine(questions.engine)
            object.__setattr__(questions, "engine", engine)
            yield House(app, team, folder, engine)


async def until(condition: Callable[[], bool], seconds: float = 30.0) -> float:
    """Wait until something has become true; answers how long that took."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds, "it did not become true in time"
        await asyncio.sleep(0.01)
    return time.monotonic() - began


async def ask(person: Person | httpx.AsyncClient, dataset_id: DatasetId, **parts: Any) -> dict[str, Any]:
    """The JSON answer to a question that is good."""
    answer = await send(person, dataset_id, **parts)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def send(person: Person | httpx.AsyncClient, dataset_id: DatasetId, **parts: Any) -> httpx.Response:
    """What the server says to a question; `run_id` and `accept` are not part of the question itself."""
    client = person.client if isinstance(person, Person) else person
    headers = {"accept": parts.pop("accept")} if "accept" in parts else None
    body = {"run_id": parts.pop("run_id", None), "spec": {"dataset_id": str(dataset_id), **parts}}
    return await client.post("/api/v1/query", json=body, headers=headers)


def problem(answer: httpx.Response) -> tuple[int, dict[str, Any]]:
    """Status and error of a refusal."""
    return answer.status_code, answer.json()["error"]


def slow(marker: str, needles: int = 45) -> dict[str, Any]:
    """A question about the long texts that takes most of a second for each needle."""
    matches = [
        {"kind": "text", "member": "text", "operator": "contains", "value": f"xxxxx{marker}{n}", "case_sensitive": True}
        for n in range(needles)
    ]
    return {"measures": [{"aggregation": "count", "name": "n"}], "filters": [{"kind": "any", "filters": matches}]}
