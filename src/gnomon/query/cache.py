"""Kept results, by fingerprint; and identical questions that meet run once."""

import asyncio
import hashlib
import json
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from gnomon.datasets.contracts import DatasetTable, DatasetVersionId
from gnomon.query.contracts import FanOut, SqlColumn
from gnomon.query.draft import Lowered

ENTRY_OVERHEAD_BYTES = 1024
MOST_KEY_FACTS = 20_000

KeyColumns: TypeAlias = tuple[DatasetVersionId, tuple[str, ...]]
"""A version, and columns of it in an order and a case of our own."""


@dataclass(frozen=True, slots=True)
class KeptResult:
    """The rows of an answer, as far as they do not depend on who asked."""

    ipc: bytes
    row_count: int
    total_rows: int | None
    """Rows without limit and offset; None where the statement did not count them."""
    columns: tuple[SqlColumn, ...] = ()
    """Of a hand-written statement; a question knows its own."""
    fan_outs: tuple[FanOut, ...] = ()
    """Figures of a hand-written statement that a join has inflated."""
    corrected_sql: str | None = None

    @property
    def byte_size(self) -> int:
        """What keeping it costs."""
        return len(self.ipc) + ENTRY_OVERHEAD_BYTES


def fingerprint(lowered: Lowered, tables: Sequence[DatasetTable], time_zone: str) -> str:
    """A stable hash of SQL, parameters, versions and time zone; the guards are in the SQL, so rights share nothing."""
    versions = [[str(table.version_id), table.content_hash] for table in tables]
    return hashed([lowered.sql, lowered.parameters, versions, time_zone])


def hashed(parts: Sequence[Any]) -> str:
    """A stable hash of what decides an answer."""
    # Not by orjson, which writes every infinity, and NaN, as the same null.
    return hashlib.blake2b(json.dumps(parts).encode(), digest_size=20).hexdigest()


class ResultCache(Protocol):
    """Where results are kept; who asks for one waits for a moment at most, and what is gone is only asked again."""

    async def get(self, key: str) -> KeptResult | None:
        """The result kept under this fingerprint, unless it is too old."""

    def at_hand(self, key: str) -> KeptResult | None:
        """The same as far as this process has it, for those who cannot wait."""

    def put(self, key: str, result: KeptResult) -> None:
        """Keep a result, if there is room for it; nobody waits for that."""

    async def close(self) -> None:
        """End what is under way."""


class KeyFacts:
    """Which columns of a version are known to identify its rows, and which not; a version never changes."""

    def __init__(self, most: int = MOST_KEY_FACTS) -> None:
        self._most = most
        self._known: OrderedDict[KeyColumns, bool] = OrderedDict()

    def get(self, columns: KeyColumns) -> bool | None:
        """What is known; None when nothing is."""
        if columns in self._known:
            self._known.move_to_end(columns)
        return self._known.get(columns)

    def put(self, columns: KeyColumns, *, is_unique: bool) -> None:
        """Remember it; what was not asked for longest makes room."""
        self._known[columns] = is_unique
        self._known.move_to_end(columns)
        if len(self._known) > self._most:
            self._known.popitem(last=False)


class SingleFlight:
    """Identical questions under way at the same time share one run, which ends when nobody waits for it any more."""

    def __init__(self) -> None:
        self._flights: dict[str, tuple[asyncio.Task[KeptResult], set[object]]] = {}

    async def share(self, key: str, run: Callable[[], Awaitable[KeptResult]]) -> tuple[KeptResult, bool]:
        """The result, and whether another question had started the run already."""
        flight = self._flights.get(key)
        is_shared = flight is not None
        if flight is None:
            flight = (asyncio.get_running_loop().create_task(_awaited(run)), set())
            self._flights[key] = flight
            flight[0].add_done_callback(lambda ended: self._land(key, ended))
        task, waiting = flight
        me = object()
        waiting.add(me)
        try:
            return await asyncio.shield(task), is_shared
        except asyncio.CancelledError:
            waiting.discard(me)
            if not waiting and not task.done():
                self._land(key, task)
                task.cancel()
            raise

    def _land(self, key: str, ended: asyncio.Task[KeptResult]) -> None:
        """Let nobody join this run any more; another one may have taken its place already."""
        flight = self._flights.get(key)
        if flight is not None and flight[0] is ended:
            del self._flights[key]


async def _awaited(run: Callable[[], Awaitable[KeptResult]]) -> KeptResult:
    return await run()
