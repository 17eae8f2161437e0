"""Budgets: whatever a statement tries, it ends in time, within its memory, and alone."""

import asyncio
import os
import signal
import time

import psutil
import pytest
from tests.engine.budgets import MEBIBYTE, ask, budget, until
from tests.engine.conftest import StartEngine

from gnomon.engine.contracts import EngineError, QueryMemory, QueryTimeout, WorkerLost
from gnomon.engine.service import ProcessEngine

MEMORY_BOMBS = [
    "SELECT len(generate_series(1, 1000000000))",
    "SELECT len(list_transform(range(300000000), lambda x: x + 1))",
    "SELECT length(repeat('x', 4000000000))",
    "SELECT list(i) FROM range(1000000000) t(i)",
    "SELECT string_agg(repeat('x', 1000), '') FROM range(10000000)",
    "SELECT a.i, b.i FROM range(30000000) a(i) JOIN range(30000000) b(i) ON a.i = b.i ORDER BY hash(a.i) LIMIT 1000000",
]

ENDLESS = [
    "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range % 7 = 3",
    "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r",
    "SELECT levenshtein(repeat('ab', 60000), repeat('ba', 60000))",
    "SELECT damerau_levenshtein(repeat('ab', 8000), repeat('ba', 8000)) FROM range(1000)",
    "SELECT sum(hash(i)) FROM range(1000000000000) t(i)",
    "SELECT count(*) FROM (SELECT unnest(range(100000)) a), (SELECT unnest(range(100000)) b) WHERE sqrt(a * b) = 0.5",
]


def worker_of(engine: ProcessEngine) -> psutil.Process:
    """The process of the only worker."""
    (worker,) = [child for child in psutil.Process().children() if "gnomon.engine.worker" in child.cmdline()]
    return worker


@pytest.mark.parametrize("sql", MEMORY_BOMBS)
async def test_a_memory_bomb_ends_as_one_statements_error(start: StartEngine, sql: str) -> None:
    engine = start(workers=2)
    await engine.run(ask("SELECT 1"), budget())
    others: list[float] = []

    async def ask_others() -> None:
        while True:
            began = time.monotonic()
            await engine.run(ask("SELECT 1"), budget())
            others.append(time.monotonic() - began)
            await asyncio.sleep(0.05)

    bystander = asyncio.create_task(ask_others())
    with pytest.raises((QueryMemory, QueryTimeout)):
        await engine.run(ask(sql), budget(seconds=8, memory=400 * MEBIBYTE))
    bystander.cancel()
    assert max(others, default=0) < 5
    assert (await engine.run(ask("SELECT 1"), budget())).row_count == 1


@pytest.mark.parametrize("sql", ENDLESS)
async def test_an_endless_statement_ends_at_its_time(start: StartEngine, sql: str) -> None:
    engine = start(workers=1)
    await engine.run(ask("SELECT 1"), budget())
    began = time.monotonic()
    with pytest.raises((QueryTimeout, QueryMemory)):
        await engine.run(ask(sql), budget(seconds=0.5))
    assert time.monotonic() - began < 2.5
    assert (await engine.run(ask("SELECT 1"), budget())).row_count == 1


async def test_memory_is_watched_from_outside_when_the_other_walls_are_down(start: StartEngine) -> None:
    engine = start(walls=frozenset())
    with pytest.raises(QueryMemory) as ended:
        await engine.run(ask(MEMORY_BOMBS[0]), budget(seconds=30, memory=400 * MEBIBYTE))
    assert ended.value.details == {"memory_bytes": 400 * MEBIBYTE}
    assert (await engine.run(ask("SELECT 1"), budget())).row_count == 1


async def test_a_worker_killed_in_the_middle_is_one_statements_failure(engine: ProcessEngine) -> None:
    running = asyncio.create_task(engine.run(ask(ENDLESS[4]), budget()))
    await until(lambda: engine.stats().busy == 1)
    os.kill(worker_of(engine).pid, signal.SIGKILL)
    with pytest.raises(WorkerLost):
        await running
    assert (await engine.run(ask("SELECT 1"), budget())).row_count == 1
    assert engine.stats().restarts == 1


async def test_an_idle_worker_that_is_killed_is_replaced_before_it_is_needed(engine: ProcessEngine) -> None:
    await engine.run(ask("SELECT 1"), budget())
    first = worker_of(engine).pid
    os.kill(first, signal.SIGKILL)
    await until(lambda: engine.stats().restarts == 1 and engine.stats().workers == 1)
    assert worker_of(engine).pid != first


async def test_many_at_once_leave_no_process_behind(start: StartEngine) -> None:
    others = set(psutil.Process().children())
    engine = start(workers=2)
    sqls = [ENDLESS[4], "SELECT 1", MEMORY_BOMBS[0], "selec", "SELECT 2", ENDLESS[0]]
    ended = await asyncio.gather(
        *(engine.run(ask(sql), budget(seconds=1, memory=300 * MEBIBYTE)) for sql in sqls), return_exceptions=True
    )
    assert [isinstance(each, EngineError) for each in ended] == [True, False, True, True, False, True]
    await engine.close()
    left = set(psutil.Process().children()) - others
    assert [child for child in left if child.status() != psutil.STATUS_ZOMBIE] == []
