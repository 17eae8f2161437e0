"""The queue and its worker: what is committed is done, whoever dies."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from gnomon.foundation.db.database import Database
from gnomon.foundation.jobs import queue
from gnomon.foundation.jobs.contracts import JobAbandoned, JobHandler
from gnomon.foundation.jobs.tables import JobRow
from gnomon.foundation.jobs.worker import JobWorker
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import Unavailable
from gnomon.foundation.kit.runtime import Runtime

NAME = "test.note"


class Note(Contract):
    words: str


Run = Callable[[Runtime, Note], Awaitable[None]]


@asynccontextmanager
async def working(
    database: Database, run: Run, *, lanes: dict[str, int] | None = None, **settings: Any
) -> AsyncIterator[JobWorker]:
    runtime = Runtime()
    runtime.add(Database, database)
    handler = JobHandler(name=NAME, payload=Note, run=run, **({"backoff_seconds": 0.05} | settings))
    worker = JobWorker(runtime, [handler], lanes or {"default": 4}, poll_seconds=0.05)
    await worker.start()
    try:
        yield worker
    finally:
        await worker.stop(drain_seconds=0)


async def enqueue(database: Database, words: str, **settings: Any) -> None:
    async with database.write() as session:
        await queue.enqueue(session, NAME, Note(words=words), **settings)


async def enqueue_and_fail(database: Database) -> None:
    async with database.write() as session:
        await queue.enqueue(session, NAME, Note(words="never"))
        raise RuntimeError


async def counts(database: Database) -> dict[str, int]:
    async with database.read() as session:
        return await queue.counts(session)


async def until(is_so: Callable[[], bool], seconds: float = 10) -> None:
    async with asyncio.timeout(seconds):
        while not is_so():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def until_empty(database: Database, seconds: float = 10) -> None:
    async with asyncio.timeout(seconds):
        while (number := await counts(database))["queued"] + number["running"]:  # noqa: ASYNC110
            await asyncio.sleep(0.02)


def noting(done: list[str]) -> Run:
    async def run(_runtime: Runtime, note: Note) -> None:
        done.append(note.words)

    return run


async def test_a_job_runs_once_its_transaction_is_committed_and_leaves_no_row(database: Database) -> None:
    done: list[str] = []
    async with working(database, noting(done)) as worker:
        await enqueue(database, "a")
        await until_empty(database)
    assert (done, worker.counters.done[NAME], await counts(database)) == (
        ["a"],
        1,
        {"queued": 0, "running": 0, "failed": 0},
    )


async def test_a_job_of_a_transaction_that_fails_never_runs(database: Database) -> None:
    done: list[str] = []
    async with working(database, noting(done)):
        with pytest.raises(RuntimeError):
            await enqueue_and_fail(database)
        await enqueue(database, "a")
        await until_empty(database)
    assert done == ["a"]


async def test_a_commit_wakes_the_worker_of_its_process_at_once(database: Database) -> None:
    done: list[str] = []
    runtime = Runtime()
    runtime.add(Database, database)
    worker = JobWorker(runtime, [JobHandler(name=NAME, payload=Note, run=noting(done))], poll_seconds=60)
    await worker.start()
    await asyncio.sleep(0.2)
    await enqueue(database, "a")
    await until(lambda: done == ["a"], seconds=2)
    await worker.stop()


async def test_of_jobs_with_one_key_only_one_waits(database: Database) -> None:
    for _ in range(3):
        await enqueue(database, "a", key="k")
    await enqueue(database, "b", key="other")
    done: list[str] = []
    async with working(database, noting(done)):
        await until_empty(database)
    assert sorted(done) == ["a", "b"]


async def test_a_job_waits_for_its_time_and_can_be_withdrawn_before(database: Database) -> None:
    done: list[str] = []
    later = clock.now() + timedelta(seconds=0.6)
    await enqueue(database, "later", run_at=later)
    await enqueue(database, "never", run_at=later, key="k")
    async with database.write() as session:
        await queue.withdraw(session, NAME, "k")
    async with working(database, noting(done)):
        await asyncio.sleep(0.2)
        assert done == []
        await until_empty(database)
    assert done == ["later"]


async def test_a_passing_trouble_is_tried_again_and_counted(database: Database) -> None:
    attempts = 0

    async def run(_runtime: Runtime, _note: Note) -> None:
        nonlocal attempts
        attempts += 1
        if attempts < 3:
            raise Unavailable("not now")

    await enqueue(database, "a")
    async with working(database, run) as worker:
        await until_empty(database)
    assert (attempts, worker.counters.retried[NAME], worker.counters.done[NAME]) == (3, 2, 1)


async def test_when_no_attempt_is_left_the_failure_is_told_once_and_kept(database: Database) -> None:
    told: list[str] = []

    async def run(_runtime: Runtime, _note: Note) -> None:
        raise Unavailable("never")

    async def on_failed(_runtime: Runtime, note: Note, error: BaseException) -> None:
        told.append(f"{note.words}: {error}")

    await enqueue(database, "a", key="k")
    async with working(database, run, attempts=2, on_failed=on_failed):
        await until_empty(database)
        await enqueue(database, "b", key="k")
        await until_empty(database)
    assert (told, (await counts(database))["failed"]) == (["a: never", "b: never"], 2)


async def test_an_error_that_cannot_heal_is_not_tried_again(database: Database) -> None:
    attempts = 0

    async def run(_runtime: Runtime, _note: Note) -> None:
        nonlocal attempts
        attempts += 1
        raise ValueError("broken for good")

    await enqueue(database, "a")
    async with working(database, run):
        await until_empty(database)
    assert attempts == 1


async def test_a_stopping_worker_hands_its_job_back_without_using_up_an_attempt(database: Database) -> None:
    begun = asyncio.Event()

    async def endless(_runtime: Runtime, _note: Note) -> None:
        begun.set()
        await asyncio.sleep(60)

    await enqueue(database, "a")
    async with working(database, endless, attempts=1):
        await asyncio.wait_for(begun.wait(), 5)
    assert await counts(database) == {"queued": 1, "running": 0, "failed": 0}

    done: list[str] = []
    async with working(database, noting(done), attempts=1):
        await until_empty(database)
    assert done == ["a"]


async def test_a_job_longer_than_its_lease_is_not_run_twice(database: Database) -> None:
    begun: list[str] = []

    async def slow(_runtime: Runtime, note: Note) -> None:
        begun.append(note.words)
        await asyncio.sleep(1.5)

    await enqueue(database, "a")
    async with (
        working(database, slow, lease_seconds=0.5),
        working(database, slow, lease_seconds=0.5),
    ):
        await until_empty(database)
    assert begun == ["a"]


async def test_a_worker_that_lost_its_lease_stops_and_changes_nothing(database: Database) -> None:
    ended: list[str] = []

    async def slow(_runtime: Runtime, _note: Note) -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            ended.append("cancelled")
            raise

    await enqueue(database, "a")
    async with working(database, slow, lease_seconds=0.3):
        await asyncio.sleep(0.1)
        async with database.write() as session:
            row = (await session.scalars(select(JobRow))).one()
            await session.execute(update(JobRow).values(lease_token=row.id))
        await until(lambda: ended == ["cancelled"])
        assert (await counts(database))["running"] == 1


async def test_long_jobs_of_one_lane_do_not_hold_up_the_others(database: Database) -> None:
    done: list[str] = []
    begun: list[str] = []

    async def endless(_runtime: Runtime, note: Note) -> None:
        begun.append(note.words)
        await asyncio.sleep(60)

    runtime = Runtime()
    runtime.add(Database, database)
    handlers = [
        JobHandler(name="test.slow", payload=Note, run=endless, lane="slow"),
        JobHandler(name=NAME, payload=Note, run=noting(done)),
    ]
    async with database.write() as session:
        for words in "abc":
            await queue.enqueue(session, "test.slow", Note(words=words))
        await queue.enqueue(session, NAME, Note(words="quick"))
    worker = JobWorker(runtime, handlers, {"default": 1, "slow": 1})
    await worker.start()
    await until(lambda: done == ["quick"])
    await worker.stop(drain_seconds=0)
    assert begun == ["a"]


async def test_three_workers_do_every_job_exactly_once(database: Database) -> None:
    done: list[str] = []
    words = [str(number) for number in range(60)]
    async with database.write() as session:
        for word in words:
            await queue.enqueue(session, NAME, Note(words=word))
    run = noting(done)
    async with working(database, run), working(database, run), working(database, run):
        await until_empty(database, seconds=30)
    assert sorted(done, key=int) == words


VICTIM = """
import asyncio, sys
from gnomon.foundation.db.database import Database
from gnomon.foundation.jobs.contracts import JobHandler
from gnomon.foundation.jobs.worker import JobWorker
from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.runtime import Runtime

class Note(Contract):
    words: str

async def run(runtime, note):
    print("begun", flush=True)
    await asyncio.sleep(60)

async def main():
    runtime = Runtime()
    runtime.add(Database, Database(sys.argv[1]))
    worker = JobWorker(runtime, [JobHandler(name="test.note", payload=Note, run=run, lease_seconds=1.0)])
    await worker.start()
    await asyncio.sleep(60)

asyncio.run(main())
"""


def kill_a_worker_amid_its_job(url: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3] / "src")}
    victim = subprocess.Popen([sys.executable, "-c", VICTIM, url], stdout=subprocess.PIPE, env=environment)
    assert victim.stdout is not None
    assert victim.stdout.readline() == b"begun\n"
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    victim.stdout.close()


async def test_a_job_whose_worker_was_killed_is_run_by_another_after_the_lease(
    database: Database, database_url: str
) -> None:
    await enqueue(database, "a")
    await asyncio.to_thread(kill_a_worker_amid_its_job, database_url)
    assert (await counts(database))["running"] == 1

    done: list[str] = []
    async with working(database, noting(done)):
        await until(lambda: done == ["a"])
        await until_empty(database)


async def test_a_job_that_kills_every_worker_is_given_up(database: Database, database_url: str) -> None:
    told: list[BaseException] = []

    async def on_failed(_runtime: Runtime, _note: Note, error: BaseException) -> None:
        told.append(error)

    await enqueue(database, "a")
    await asyncio.to_thread(kill_a_worker_amid_its_job, database_url)
    done: list[str] = []
    async with working(database, noting(done), attempts=1, on_failed=on_failed):
        await until_empty(database)
    assert (done, [type(error) for error in told]) == ([], [JobAbandoned])
