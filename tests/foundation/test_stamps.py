"""A stamp of the database: the same while nothing was committed, another one after whatever was, by whomever."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from gnomon.foundation.db.database import Database
from gnomon.foundation.db.stamps import SqliteStamps


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    async with opened.write() as session:
        await session.execute(text("CREATE TABLE IF NOT EXISTS stamped (n INTEGER)"))
    yield opened
    async with opened.write() as session:
        await session.execute(text("DROP TABLE stamped"))
    await opened.close()


async def add(database: Database) -> None:
    async with database.write() as session:
        await session.execute(text("INSERT INTO stamped VALUES (1)"))


async def test_nothing_was_committed_and_the_stamp_is_the_same(database: Database) -> None:
    first = await database.stamps.now()
    async with database.read() as session:
        await session.execute(text("SELECT count(*) FROM stamped"))
    assert first is not None
    assert [await database.stamps.now() for _ in range(3)] == [first] * 3


async def test_whoever_commits_changes_the_stamp(database: Database, database_url: str) -> None:
    beside = Database(database_url)
    stamps = [await database.stamps.now()]
    for writer in (database, beside, database):
        await add(writer)
        stamps.append(await database.stamps.now())
    await beside.close()
    assert len(set(stamps)) == 4


async def test_what_is_not_committed_yet_is_not_seen_and_its_commit_is(database: Database) -> None:
    before = await database.stamps.now()
    async with database.write() as session:
        await session.execute(text("INSERT INTO stamped VALUES (1)"))
        during = await database.stamps.now()
        assert await database.stamps.now() == during
    after = await database.stamps.now()
    assert after not in (before, during)


async def test_a_transaction_that_was_begun_before_a_stamp_changes_it_when_it_commits(database: Database) -> None:
    async with database.write() as session:
        await session.execute(text("INSERT INTO stamped VALUES (2)"))
        began = await database.stamps.now()
        async with database.read() as other:
            seen = (await other.execute(text("SELECT count(*) FROM stamped WHERE n = 2"))).scalar_one()
    assert seen == 0
    assert await database.stamps.now() != began


async def test_a_database_that_cannot_be_asked_has_no_stamp(tmp_path: Path) -> None:
    assert await SqliteStamps(tmp_path / "none" / "gnomon.db").now() is None


async def test_a_stamp_waits_for_no_writer(tmp_path: Path) -> None:
    path = tmp_path / "gnomon.db"
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("PRAGMA journal_mode=WAL")
    writer.execute("CREATE TABLE t (n)")
    stamps = SqliteStamps(path)
    first = await stamps.now()
    writer.execute("BEGIN EXCLUSIVE")
    writer.execute("INSERT INTO t VALUES (1)")
    await asyncio.sleep(0)
    began = time.perf_counter()
    assert await stamps.now() == first
    assert time.perf_counter() - began < 0.5
    writer.execute("COMMIT")
    assert await stamps.now() == first, "within a turn of the loop"
    await asyncio.sleep(0)
    assert await stamps.now() != first
    stamps.close()
    writer.close()


async def test_whoever_asks_after_a_commit_was_told_sees_another_stamp_and_all_of_one_turn_the_same(
    database: Database,
) -> None:
    seen: list[object] = []

    async def look() -> None:
        seen.append(await database.stamps.now())

    for _ in range(3):
        await asyncio.gather(*(look() for _ in range(5)))
        await add(database)
    assert [len(set(seen[start : start + 5])) for start in (0, 5, 10)] == [1, 1, 1]
    assert len(set(seen)) == 3
