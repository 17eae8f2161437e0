"""Light work does not wait for what takes long, and nobody takes all workers for themselves."""

import asyncio
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from dataclasses import replace

import psutil
import pytest
from tests.engine.budgets import ask, budget, until
from tests.engine.conftest import StartEngine

from gnomon.engine import pool
from gnomon.engine.contracts import Budget, QueryCancelled, RunId
from gnomon.engine.service import ProcessEngine
from gnomon.foundation.kit import ids

ENDLESS = "SELECT sum(hash(i)) FROM range(1000000000000) t(i)"
LIGHT = replace(ask("SELECT 1"), is_light=True)
WRITTEN = replace(LIGHT, is_handwritten=True)


def of(asker: Hashable) -> Budget:
    return replace(budget(seconds=60.0), asker=asker)


@asynccontextmanager
async def busy_with(engine: ProcessEngine, *askers: Hashable, is_light: bool = False) -> AsyncIterator[None]:
    """One endless statement for each, as long as the block lasts."""
    run_id = ids.new(RunId)
    before = engine.stats().busy
    statement = replace(ask(ENDLESS), is_light=is_light)
    running = [asyncio.create_task(engine.run(statement, of(asker), run_id=run_id)) for asker in askers]
    await until(lambda: engine.stats().busy == before + len(askers))
    try:
        yield
    finally:
        await engine.cancel(run_id)
        ended = await asyncio.gather(*running, return_exceptions=True)
        assert [type(one) for one in ended] == [QueryCancelled] * len(askers)


async def test_light_work_is_done_while_every_worker_is_busy(start: StartEngine) -> None:
    engine = start(workers=2)
    async with busy_with(engine, "a", "a"):
        assert (await engine.run(LIGHT, budget())).row_count == 1
        assert (engine.stats().busy, engine.stats().workers) == (2, 3)
        assert (await engine.run(LIGHT, budget())).row_count == 1
        assert engine.stats().workers == 3


async def test_what_may_take_long_waits_for_one_of_the_workers_for_all(start: StartEngine) -> None:
    engine = start(workers=1)
    async with busy_with(engine, "a"):
        await engine.run(LIGHT, budget())
        waiting = asyncio.create_task(engine.run(ask("SELECT 2"), budget()))
        await until(lambda: engine.stats().queued == 1)
        for _ in range(3):
            await engine.run(LIGHT, budget())
        assert (engine.stats().queued, waiting.done()) == (1, False)
    assert (await waiting).row_count == 1


async def test_work_that_was_thought_to_be_light_holds_up_others_for_a_moment_only(start: StartEngine) -> None:
    engine = start(workers=2)
    async with busy_with(engine, "a", "a"), busy_with(engine, "b", is_light=True):
        assert engine.stats().busy == 3
        assert (await engine.run(LIGHT, budget())).row_count == 1
        assert engine.stats().workers == 4


async def test_there_are_never_more_than_twice_the_workers(start: StartEngine) -> None:
    engine = start(workers=1)
    async with busy_with(engine, "a"), busy_with(engine, "b", is_light=True):
        waiting = asyncio.create_task(engine.run(LIGHT, budget()))
        await asyncio.sleep(3 * pool.HELD_UP_SECONDS)
        assert (engine.stats().workers, engine.stats().queued) == (2, 1)
    assert (await waiting).row_count == 1


async def test_short_work_starts_no_further_worker(start: StartEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "HELD_UP_SECONDS", 30.0)
    engine = start(workers=1)
    await asyncio.gather(*(engine.run(LIGHT, budget()) for _ in range(60)))
    assert engine.stats().workers == 1


async def test_the_further_worker_ends_when_it_is_not_wanted_any_more(
    start: StartEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "EXPRESS_IDLE_SECONDS", 0.3)
    engine = start(workers=1)
    async with busy_with(engine, "a"):
        await engine.run(LIGHT, budget())
        children = psutil.Process().children()
        await until(lambda: engine.stats().workers == 1)
        await until(lambda: sum(child.is_running() for child in children) < len(children))
        assert (await engine.run(LIGHT, budget())).row_count == 1
    assert engine.stats().restarts == 0


async def test_whoever_has_the_fewest_at_work_is_next(start: StartEngine) -> None:
    engine = start(workers=2)
    order: list[str] = []

    async def run(asker: str) -> None:
        await engine.run(ask("SELECT 1"), of(asker))
        order.append(asker)

    async with busy_with(engine, "a"):
        async with busy_with(engine, "c"):
            waiting = [asyncio.create_task(run(asker)) for asker in ("a", "a", "b")]
            await until(lambda: engine.stats().queued == 3)
        await asyncio.gather(*waiting)
    assert order == ["b", "a", "a"]


async def test_what_somebody_wrote_passes_by_others_but_not_by_what_they_wrote_before(start: StartEngine) -> None:
    engine = start(workers=1)
    async with busy_with(engine, "a"):
        assert (await engine.run(WRITTEN, of("b"))).row_count == 1
        again = asyncio.create_task(engine.run(WRITTEN, of("a")))
        await until(lambda: engine.stats().queued == 1)
        assert (await engine.run(WRITTEN, of("b"))).row_count == 1
        assert (engine.stats().queued, again.done()) == (1, False)
    assert (await again).row_count == 1


async def test_light_work_that_nobody_waits_for_any_more_leaves_the_line(start: StartEngine) -> None:
    engine = start(workers=1)
    async with busy_with(engine, "a"):
        leaving = asyncio.create_task(engine.run(LIGHT, budget()))
        await until(lambda: engine.stats().queued == 1)
        leaving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await leaving
        await until(lambda: engine.stats().queued == 0)
    assert (await engine.run(LIGHT, budget())).row_count == 1


async def test_a_further_worker_that_dies_is_started_again_when_it_is_wanted(start: StartEngine) -> None:
    engine = start(workers=1)
    async with busy_with(engine, "a"):
        known = set(psutil.Process().children())
        await engine.run(LIGHT, budget())
        (further,) = set(psutil.Process().children()) - known
        further.kill()
        await until(lambda: engine.stats().workers == 1)
        assert (await engine.run(LIGHT, budget())).row_count == 1
        assert engine.stats().workers == 2
