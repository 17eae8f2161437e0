"""The worker that draws: behind its walls it refuses what would reach outside, keeps its limits, and is replaced."""

import asyncio
import base64
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import psutil
import pyarrow as pa
import pytest
import pytest_asyncio

from gnomon.engine import spawn
from gnomon.engine.contracts import Budget, QueryMemory, TaskRefused, WorkerCall
from gnomon.engine.kept import KeptWorker
from gnomon.engine.service import ProcessEngine, start_engine
from gnomon.exports.picturing import RENDER
from gnomon.foundation.settings import EngineSettings

pytestmark = pytest.mark.asyncio(loop_scope="module")

BUDGET = Budget(seconds=30, memory_bytes=1 << 30, max_rows=0)
BARS = {
    "data": {"name": "result"},
    "mark": "bar",
    "encoding": {"x": {"field": "a", "type": "nominal"}, "y": {"field": "b", "type": "quantitative"}},
}
MARKS: list[dict[str, Any]] = [{"type": "rect", "encode": {"enter": {"width": {"value": 5}, "height": {"value": 5}}}}]
VEGA = {"data": [{"name": "result"}], "marks": MARKS}
ADDRESS = "http://127.0.0.1:9/secret"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def engine(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ProcessEngine]:
    """An engine that draws."""
    settings = EngineSettings(workers=1, threads=1, memory_limit=1 << 30)
    engine = start_engine(settings, data_folders=(tmp_path_factory.mktemp("data"),), kept_entry_points=(RENDER,))
    yield engine
    await engine.close()


def rows(**columns: list[Any]) -> str:
    """Rows as the server hands them over."""
    table = pa.table(columns)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return base64.b64encode(sink.getvalue().to_pybytes()).decode()


def payload(**more: Any) -> dict[str, Any]:
    """What a picture is made of."""
    words: dict[str, Any] = {"title": "T", "subtitle": None, "notes": [], "description": "D"}
    names = [{"name": "a", "is_number": False}, {"name": "b", "is_number": True}]
    sizes = {"width": 600, "height": 400}
    looks = {"format": "svg", "theme": "light", "vega_lite": None, "vega": None, "time_zone": "UTC"}
    return {**looks, **sizes, "words": words, "columns": names, "rows": "", **more}


async def drawn(engine: ProcessEngine, budget: Budget = BUDGET, **more: Any) -> str:
    """A picture as the worker answers it."""
    told = await engine.call(WorkerCall(RENDER, payload(**more)), budget)
    return base64.b64decode(told["content"]).decode("utf-8", "replace")


def worker_of(engine: ProcessEngine) -> psutil.Process:
    """The process that draws."""
    worker = engine._kept[RENDER]._worker
    assert worker is not None
    return psutil.Process(worker.pid)


def interfaces_of(pid: int) -> list[str]:
    """The network as a process sees it."""
    return [line.split(":")[0].strip() for line in Path(f"/proc/{pid}/net/dev").read_text().splitlines()[2:]]


def threads_of(pid: int) -> list[str]:
    """What the system says of every thread of a process."""
    return [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/status")]


HOSTILE: dict[str, dict[str, Any]] = {
    "data from an address": {"vega_lite": {**BARS, "data": {"url": ADDRESS}}},
    "data from a file": {"vega_lite": {**BARS, "data": {"url": "file:///etc/passwd"}}},
    "a lookup in an address": {
        "vega_lite": {
            **BARS,
            "transform": [{"lookup": "a", "from": {"data": {"url": ADDRESS}, "key": "a", "fields": ["b"]}}],
        }
    },
    "an image mark": {"vega_lite": {**BARS, "mark": "image"}},
    "an image mark in a layer": {"vega_lite": {"data": {"name": "result"}, "layer": [{"mark": {"type": "image"}}]}},
    "an address of an image": {"vega_lite": {**BARS, "encoding": {"url": {"value": ADDRESS}}}},
    "a link": {"vega_lite": {**BARS, "encoding": {**BARS["encoding"], "href": {"value": ADDRESS}}}},  # type: ignore[dict-item]
    "data of Vega from an address": {"vega": {**VEGA, "data": [{"name": "result"}, {"name": "x", "url": ADDRESS}]}},
    "an image mark of Vega": {"vega": {**VEGA, "marks": [{"type": "image"}]}},
    "an address that a signal makes": {
        "vega": {**VEGA, "data": [{"name": "x", "url": {"signal": f"'{ADDRESS}'"}}]},
    },
    "an expression that fetches": {"vega": {**VEGA, "signals": [{"name": "x", "update": f"fetch('{ADDRESS}')"}]}},
    "an expression that imports": {"vega": {**VEGA, "signals": [{"name": "x", "update": "import('fs')"}]}},
    "an expression that leaves its box": {
        "vega": {**VEGA, "signals": [{"name": "x", "update": "(function(){ return this })()"}]}
    },
    "no marks at all": {},
    "what is no spec": {"vega_lite": {"mark": 5}},
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_what_reaches_outside_is_refused(name: str, engine: ProcessEngine) -> None:
    with pytest.raises(TaskRefused) as refused:
        await drawn(engine, **HOSTILE[name])
    assert refused.value.message.startswith("This picture could not be drawn as a file.")
    assert refused.value.hint == "Take the rows home as CSV or Excel instead."
    assert ADDRESS not in refused.value.message


async def test_a_row_may_say_anything(engine: ProcessEngine) -> None:
    said = ["<image href='file:///etc/passwd'/>", "url(http://x)", "a\x01b\uffff", "{{7*7}}"]
    svg = await drawn(engine, vega_lite=BARS, rows=rows(a=said, b=[1, 2, 3, 4]))
    assert "<image" not in svg
    assert "\x01" not in svg
    assert "&lt;image href=" in svg


async def test_the_worker_has_no_network_and_is_nobody(engine: ProcessEngine) -> None:
    await drawn(engine, vega_lite=BARS)
    process = worker_of(engine)
    assert interfaces_of(process.pid) == ["lo"]
    if os.geteuid() == 0:
        assert set(process.uids()) == {64123}
        # Every thread, those of the program that draws too.
        assert all("NoNewPrivs:\t1" in text and "Uid:\t64123" in text for text in threads_of(process.pid))
    assert process.environ().get("PATH") == "/usr/bin:/bin"


async def test_a_picture_that_grows_with_its_rows_is_refused_when_it_is_huge(engine: ProcessEngine) -> None:
    many = {**BARS, "facet": {"field": "a", "type": "nominal"}, "spec": {"mark": "bar", "encoding": {}}}
    names = [f"name {number}" for number in range(4_000)]
    with pytest.raises(TaskRefused) as refused:
        await drawn(engine, vega_lite=many, rows=rows(a=names, b=list(range(4_000))), format="png")
    assert "pixels, which is too large for a file." in refused.value.message


async def test_a_worker_that_needs_too_much_is_ended_and_the_next_picture_has_another(engine: ProcessEngine) -> None:
    await drawn(engine, vega_lite=BARS)
    before = worker_of(engine).pid
    lots = {"vega": {**VEGA, "data": [{"name": "x", "transform": [{"type": "sequence", "start": 0, "stop": 9e7}]}]}}
    with pytest.raises(QueryMemory):
        await drawn(engine, Budget(seconds=30, memory_bytes=100 << 20, max_rows=0), **lots)
    assert "<svg" in await drawn(engine, vega_lite=BARS)
    assert worker_of(engine).pid != before


async def test_pictures_are_drawn_one_after_the_other_by_one_warm_worker(engine: ProcessEngine) -> None:
    pictures = await asyncio.gather(*(drawn(engine, vega_lite=BARS) for _ in range(4)))
    first = worker_of(engine).pid
    assert len(set(pictures)) == 1
    assert await drawn(engine, vega_lite=BARS) == pictures[0]
    assert worker_of(engine).pid == first


async def test_a_worker_that_nobody_wants_for_long_is_ended() -> None:
    kind = spawn.WorkerKind(threads=1, memory_bytes=1 << 28)
    keeper = KeptWorker(lambda: spawn.start_worker(kind), idle_seconds=0.05)
    worker = await keeper.lend()
    keeper.give_back(worker)
    async with asyncio.timeout(10):
        await worker.gone()
    assert not keeper.is_warm
    again = await keeper.lend()
    assert again is not worker
    keeper.give_back(again)
    await keeper.close()
    assert not keeper.is_warm
