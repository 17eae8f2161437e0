"""Cancelling: what nobody waits for any more ends at once, queued or running."""

import asyncio
import time

import pytest
from tests.engine.budgets import ask, budget, until

from gnomon.engine.contracts import QueryCancelled, RunId
from gnomon.engine.service import ProcessEngine
from gnomon.foundation.kit import ids

ENDLESS = "SELECT sum(hash(i)) FROM range(1000000000000) t(i)"
DEAF = "SELECT levenshtein(repeat('ab', 90000), repeat('ba', 90000))"


@pytest.mark.parametrize("sql", [ENDLESS, DEAF])
async def test_a_running_statement_ends_within_a_second(engine: ProcessEngine, sql: str) -> None:
    run_id = ids.new(RunId)
    running = asyncio.create_task(engine.run(ask(sql), budget(), run_id=run_id))
    await until(lambda: engine.stats().busy == 1)
    began = time.monotonic()
    assert await engine.cancel(run_id) is True
    with pytest.raises(QueryCancelled):
        await running
    assert time.monotonic() - began < 1
    assert await engine.cancel(run_id) is False
    assert (await engine.run(ask("SELECT 1"), budget())).row_count == 1


async def test_a_statement_that_listens_does_not_cost_its_worker(engine: ProcessEngine) -> None:
    run_id = ids.new(RunId)
    running = asyncio.create_task(engine.run(ask(ENDLESS), budget(), run_id=run_id))
    await until(lambda: engine.stats().busy == 1)
    await asyncio.sleep(0.2)
    await engine.cancel(run_id)
    with pytest.raises(QueryCancelled):
        await running
    assert engine.stats().restarts == 0


async def test_a_queued_statement_never_starts(engine: ProcessEngine) -> None:
    first, second = ids.new(RunId), ids.new(RunId)
    running = asyncio.create_task(engine.run(ask(ENDLESS), budget(), run_id=first))
    await until(lambda: engine.stats().busy == 1)
    queued = asyncio.create_task(engine.run(ask(ENDLESS), budget(), run_id=second))
    await until(lambda: engine.stats().queued == 1)
    assert await engine.cancel(second) is True
    with pytest.raises(QueryCancelled):
        await queued
    assert (engine.stats().busy, engine.stats().queued) == (1, 0)
    await engine.cancel(first)
    with pytest.raises(QueryCancelled):
        await running


async def test_a_caller_that_goes_away_takes_its_statement_along(engine: ProcessEngine) -> None:
    running = asyncio.create_task(engine.run(ask(ENDLESS), budget()))
    await until(lambda: engine.stats().busy == 1)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    await until(lambda: engine.stats().busy == 0, seconds=1.0)


async def test_an_unknown_run_cannot_be_cancelled(engine: ProcessEngine) -> None:
    assert await engine.cancel(ids.new(RunId)) is False


async def test_closing_ends_what_runs(engine: ProcessEngine) -> None:
    running = asyncio.create_task(engine.run(ask(ENDLESS), budget()))
    await until(lambda: engine.stats().busy == 1)
    await engine.close()
    with pytest.raises(QueryCancelled):
        await running


async def test_a_late_cancellation_does_not_hit_the_next_statement(engine: ProcessEngine) -> None:
    for _ in range(30):
        run_id = ids.new(RunId)
        running = asyncio.create_task(engine.run(ask("SELECT count(*) FROM range(20000)"), budget(), run_id=run_id))
        await asyncio.sleep(0.003)
        await engine.cancel(run_id)
        await asyncio.gather(running, return_exceptions=True)
        assert (await engine.run(ask("SELECT 1"), budget())).row_count == 1
