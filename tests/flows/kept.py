"""What lies in the metadata database and in the folders of a house: looked at, and made older."""

import asyncio
import hashlib
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from tests.files_below import files_below
from tests.flows.house import House

from gnomon.dashboards.tables import DashboardRevisionRow
from gnomon.datasets.tables import DatasetFileRow, DatasetProfileRow, DatasetVersionRow
from gnomon.foundation.db.database import Database
from gnomon.foundation.jobs.tables import RUNNING, JobRow
from gnomon.foundation.kit import clock
from gnomon.sources.queueing import FORGET_UPLOAD

SECONDS_FOR_TIDYING = 20

Found = TypeVar("Found")


def in_database(house: House, work: Callable[[AsyncSession], Awaitable[Found]]) -> Found:
    """Do something in the metadata database, beside the server."""

    async def run() -> Found:
        database = Database(house.database_url)
        try:
            async with database.write() as session:
                return await work(session)
        finally:
            await database.close()

    return asyncio.run(run())


def let_leases_run_out(house: House) -> None:
    """Age the jobs of a server that is dead, so that the next one need not wait until it takes them for abandoned."""

    async def age(session: AsyncSession) -> None:
        past = clock.now() - timedelta(seconds=1)
        await session.execute(update(JobRow).where(JobRow.state == RUNNING).values(lease_until=past))

    in_database(house, age)


def let_uploads_grow_old(house: House) -> None:
    """Age the notes of uploads that were coming in when the server died; files without an import are forgotten then."""

    async def age(session: AsyncSession) -> None:
        past = clock.now() - timedelta(seconds=1)
        await session.execute(update(JobRow).where(JobRow.name == FORGET_UPLOAD).values(run_at=past))

    in_database(house, age)


def jobs_of(house: House, name: str) -> list[tuple[str, int]]:
    """State and attempts of the jobs of one name."""

    async def look(session: AsyncSession) -> list[tuple[str, int]]:
        found = await session.execute(select(JobRow.state, JobRow.attempts).where(JobRow.name == name))
        return [(state, attempts) for state, attempts in found]

    return in_database(house, look)


def waiting_jobs(house: House, name: str) -> list[str | None]:
    """The keys of the jobs of one name."""

    async def look(session: AsyncSession) -> list[str | None]:
        return list((await session.scalars(select(JobRow.key).where(JobRow.name == name))).all())

    return in_database(house, look)


def counts(house: House) -> dict[str, int]:
    """How many rows there are of what belongs to other things."""
    tables = (DatasetVersionRow, DatasetProfileRow, DatasetFileRow, DashboardRevisionRow)

    async def look(session: AsyncSession) -> dict[str, int]:
        return {
            table.__tablename__: await session.scalar(select(func.count()).select_from(table)) or 0 for table in tables
        }

    return in_database(house, look)


def known_files(house: House) -> set[str]:
    """The keys of the blobs that something in the database stands for."""

    async def look(session: AsyncSession) -> set[str]:
        versions = (await session.scalars(select(DatasetVersionRow))).all()
        keys = {key for version in versions for key in (*version.file_keys, version.rejects_key) if key is not None}
        return keys | set((await session.scalars(select(DatasetFileRow.raw_key))).all())

    return in_database(house, look)


def files_of(house: House) -> dict[str, str]:
    """Every file of the house beside its database, secrets and log, with its digest."""
    found = {}
    for folder in (house.data_dir / "blobs", house.data_dir / "work", house.temp_dir):
        for path in files_below(folder):
            if digest := _digest(path):
                found[str(path.relative_to(house.folder))] = digest
    return found


def stray_and_missing(house: House) -> tuple[set[str], set[str]]:
    """Files that nothing stands for, and those that should be there and are not, once the server had time to tidy."""
    deadline = time.monotonic() + SECONDS_FOR_TIDYING
    while True:
        expected = {f"data/blobs/{key}" for key in known_files(house)}
        found = set(files_of(house))
        if found == expected or time.monotonic() > deadline:
            return found - expected, expected - found
        time.sleep(0.1)


def _digest(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
    except FileNotFoundError:
        return None
