"""Transactions on both databases."""

import asyncio
import random
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from gnomon.foundation.db.database import SQLITE_PRAGMAS, Database, async_url, prepare_sqlite
from gnomon.foundation.kit import ids
from gnomon.identity.tables import AuditEntryRow


def entry(at: datetime) -> AuditEntryRow:
    return AuditEntryRow(
        id=ids.uuid7(),
        at=at,
        workspace_id=None,
        user_id=None,
        principal_kind="system",
        verb="test.written",
        kind="test",
        resource_id=None,
        details={"n": 1},
    )


async def test_a_moment_comes_back_in_utc(database: Database) -> None:
    moment = datetime(2026, 5, 3, 14, 10, 5, 123456, tzinfo=timezone(timedelta(hours=2)))
    async with database.write() as session:
        session.add(entry(moment))
    async with database.read() as session:
        found = (await session.scalars(select(AuditEntryRow))).one()
    assert (found.at, found.at.tzinfo) == (moment, UTC)
    assert found.details == {"n": 1}


async def test_a_moment_without_a_zone_is_not_stored(database: Database) -> None:
    async def write() -> None:
        async with database.write() as session:
            session.add(entry(datetime(2026, 5, 3)))

    with pytest.raises(Exception, match="needs a time zone"):
        await write()


async def test_an_error_says_nothing_of_what_was_to_be_written(database: Database) -> None:
    async def write_twice() -> None:
        async with database.write() as session:
            row = {column.name: getattr(known, column.key) for column in AuditEntryRow.__table__.columns}
            await session.execute(insert(AuditEntryRow), [row | {"verb": "unspoken"}, row])

    known = entry(datetime.now(UTC))
    with pytest.raises(IntegrityError) as failure:
        await write_twice()
    assert "audit_entries" in str(failure.value)
    assert "unspoken" not in str(failure.value)


async def test_what_fails_leaves_nothing(database: Database) -> None:
    async def write_and_fail() -> None:
        async with database.write() as session:
            session.add(entry(datetime.now(UTC)))
            await session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await write_and_fail()
    async with database.read() as session:
        assert (await session.scalars(select(AuditEntryRow))).all() == []


def test_processes_that_open_a_new_file_at_the_same_moment_all_come_in(tmp_path: Path) -> None:
    def open_it(path: Path, start: threading.Barrier) -> str:
        connection = sqlite3.connect(path, isolation_level=None)
        start.wait()
        prepare_sqlite(connection, SQLITE_PRAGMAS)
        (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
        connection.close()
        return str(mode)

    with ThreadPoolExecutor(4) as threads:
        for number in range(100):
            start = threading.Barrier(4)
            opened = [threads.submit(open_it, tmp_path / f"{number}.db", start) for _ in range(4)]
            assert [one.result() for one in opened] == ["wal"] * 4


async def test_forty_writers_at_once_all_write(database: Database) -> None:
    async def write() -> None:
        async with database.write() as session:
            count = len((await session.scalars(select(AuditEntryRow.id))).all())
            session.add(entry(datetime.now(UTC) + timedelta(seconds=count)))

    await asyncio.gather(*(write() for _ in range(40)))
    async with database.read() as session:
        assert len((await session.scalars(select(AuditEntryRow.id))).all()) == 40


async def test_who_is_cancelled_at_any_moment_leaves_all_or_nothing_and_no_word_in_the_log(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async def write_two() -> None:
        async with database.write() as session:
            session.add(entry(datetime.now(UTC)))
            await session.flush()
            session.add(entry(datetime.now(UTC)))

    chance = random.Random(1)
    begun = time.monotonic()
    await write_two()
    whole_seconds = time.monotonic() - begun
    for _ in range(150):
        writing = asyncio.create_task(write_two())
        await asyncio.sleep(chance.random() * whole_seconds)
        writing.cancel()
        await asyncio.wait({writing})
        async with database.read() as session:
            assert len((await session.scalars(select(AuditEntryRow.id))).all()) % 2 == 0
    assert caplog.records == []


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("sqlite:////data/gnomon.db", "sqlite+aiosqlite:////data/gnomon.db"),
        ("postgres://a:b@host/db", "postgresql+asyncpg://a:b@host/db"),
        ("postgresql://host/db", "postgresql+asyncpg://host/db"),
        ("postgresql+asyncpg://host/db", "postgresql+asyncpg://host/db"),
    ],
)
def test_a_plain_address_is_given_its_driver(given: str, used: str) -> None:
    assert async_url(given) == used
