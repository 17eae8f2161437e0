"""Whether anything was committed since the last look: what was read of the database before holds until then.

Asking for it costs a fraction of reading: a look at the shared memory of SQLite, one short statement on PostgreSQL.
"""

import asyncio
import sqlite3
from collections.abc import Hashable
from pathlib import Path
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine


class Stamps(Protocol):
    """Says in which state the database is."""

    async def now(self) -> Hashable | None:
        """Equal stamps: nothing was committed between the two looks, by whatever process. None: nobody knows."""

    def close(self) -> None:
        """End the connection, if there is one."""


class SqliteStamps:
    """Asks a connection that never writes whether others have."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._cursor: sqlite3.Cursor | None = None
        self._connected = 0
        self._of_this_turn: Hashable | None = None

    async def now(self) -> Hashable | None:
        """How often somebody has committed, as this connection counts it; it waits for nobody.

        Requests that the event loop takes up in one turn had all come before the first of them looked: they share it.
        """
        if self._of_this_turn is None:
            self._of_this_turn = self._look()
            asyncio.get_running_loop().call_soon(self._end_turn)
        return self._of_this_turn

    def _look(self) -> Hashable | None:
        try:
            if self._cursor is None:
                self._cursor = self._connect()
            (version,) = self._cursor.execute("PRAGMA data_version").fetchone()
        except sqlite3.Error:
            self.close()
            return None
        # Counts of different connections say nothing of each other.
        return self._connected, version

    def _connect(self) -> sqlite3.Cursor:
        address = f"{self._path.resolve().as_uri()}?mode=rw"
        self._connection = sqlite3.connect(address, uri=True, timeout=0, isolation_level=None, check_same_thread=False)
        self._connected += 1
        return self._connection.cursor()

    def _end_turn(self) -> None:
        self._of_this_turn = None

    def close(self) -> None:
        """End the connection."""
        if self._connection is not None:
            self._connection.close()
        self._connection = self._cursor = None


class PostgresStamps:
    """Asks which transactions can be seen."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")

    async def now(self) -> Hashable | None:
        """The transactions that a statement of this moment sees."""
        try:
            async with self._engine.connect() as connection:
                found = await connection.exec_driver_sql("SELECT pg_current_snapshot()::text")
                return str(found.scalar_one())
        except (SQLAlchemyError, OSError):
            return None

    def close(self) -> None:
        """Its connections are those of the engine."""
