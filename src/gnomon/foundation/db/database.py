"""The metadata database: SQLite (WAL) by default, PostgreSQL by its URL."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from gnomon.foundation.db.stamps import PostgresStamps, SqliteStamps, Stamps

SQLITE_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000")
ATTEMPTS = 100
PAUSE_SECONDS = 0.02
SILENT_SECONDS = 8.0
"""A PostgreSQL server that says nothing for so long is taken to be away; else its users would wait for ever."""


class Database:
    """Hands out sessions; each is one transaction that only this class commits."""

    def __init__(self, url: str) -> None:
        self.url = async_url(url)
        self.engine = make_engine(self.url, silent_seconds=SILENT_SECONDS)
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False)
        self.stamps: Stamps = SqliteStamps(sqlite_path(url)) if self.is_sqlite else PostgresStamps(self.engine)

    @property
    def is_sqlite(self) -> bool:
        """Whether the metadata lies in SQLite."""
        return self.engine.dialect.name == "sqlite"

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A session for reading: a consistent view, nothing is kept."""
        async with self._sessions() as session:
            yield session

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """A session for writing: committed when the block ends well, undone when it raises.

        Both go on to their end where the caller is cancelled: the commit here, the undoing when the session closes.
        """
        async with self._sessions() as session:
            if self.is_sqlite:
                # A deferred SQLite transaction that reads first and writes later fails when another wrote between.
                await session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
            yield session
            await _to_the_end(session.commit())

    async def close(self) -> None:
        """Close every connection."""
        self.stamps.close()
        await self.engine.dispose()


async def _to_the_end(work: Coroutine[Any, Any, None]) -> None:
    """Work that is not cut short: a caller who is cancelled meanwhile hears of it when the work is done."""
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError as error:
            cancelled = error
    task.result()
    if cancelled is not None:
        raise cancelled


def sqlite_path(url: str) -> Path:
    """The file of a SQLite address."""
    return Path(make_url(url).database or "")


def async_url(url: str) -> str:
    """The same database address with the asynchronous driver named: `postgres://…` becomes `postgresql+asyncpg://…`."""
    scheme, rest = url.split("://", 1)
    drivers = {
        "sqlite": "sqlite+aiosqlite",
        "postgres": "postgresql+asyncpg",
        "postgresql": "postgresql+asyncpg",
    }
    return f"{drivers.get(scheme, scheme)}://{rest}"


def make_engine(url: str, *, checks_foreign_keys: bool = True, silent_seconds: float | None = None) -> AsyncEngine:
    """An engine whose SQLite connections are durable, wait for locks, and let us choose how a transaction begins.

    Its errors, which end in logs, name statements without the values. Migrations check no foreign keys on SQLite, for
    there they rebuild tables that others point at, and take their time.
    """
    if not url.startswith("sqlite"):
        patience = {} if silent_seconds is None else {"timeout": silent_seconds, "command_timeout": silent_seconds}
        return create_async_engine(
            url, pool_size=10, max_overflow=10, pool_pre_ping=True, connect_args=patience, hide_parameters=True
        )
    engine = create_async_engine(url, hide_parameters=True)
    pragmas = (*SQLITE_PRAGMAS, f"foreign_keys={'ON' if checks_foreign_keys else 'OFF'}")
    event.listen(engine.sync_engine, "connect", lambda connection, _record: prepare_sqlite(connection, pragmas))
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def prepare_sqlite(connection: Any, pragmas: tuple[str, ...]) -> None:
    """Make a new connection durable, patient and ours to begin transactions on."""
    # The driver's own implicit BEGIN is switched off, so that `_begin_sqlite` alone decides.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in pragmas:
        _until_free(cursor, f"PRAGMA {pragma}")
    cursor.close()


def _until_free(cursor: Any, statement: str) -> None:
    """Run what SQLite refuses at once, without waiting, where two turn a new file to its write-ahead log together."""
    for _ in range(ATTEMPTS):
        try:
            cursor.execute(statement)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            time.sleep(PAUSE_SECONDS)
        else:
            return
    cursor.execute(statement)


def _begin_sqlite(connection: Any) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")
