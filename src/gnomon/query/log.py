"""The query log: gathered in memory and written in batches, so that no question waits for it."""

import asyncio
from collections import deque
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError

from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.ids import uuid7
from gnomon.identity.contracts import Principal
from gnomon.query import repository

FLUSH_SECONDS = 2.0
MAX_WAITING = 10_000
KEEP = timedelta(days=30)
PRUNE_EVERY = timedelta(hours=6)

log = structlog.get_logger(__name__)


class QueryLog:
    """Who asked which dataset what, how long it took, and how it ended; never a value."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: deque[dict[str, Any]] = deque(maxlen=MAX_WAITING)
        self._repeated: dict[tuple[Any, ...], dict[str, Any]] = {}
        self._flushing: asyncio.Task[None] | None = None
        self._pruned_at = clock.now() - PRUNE_EVERY

    def add(
        self,
        principal: Principal,
        dataset_id: DatasetId,
        *,
        fingerprint: str | None,
        row_count: int,
        elapsed_ms: float,
        is_cached: bool,
        error_code: str | None,
    ) -> None:
        """Note one question; it is written within seconds, as one row for all that repeat a cached one until then."""
        who = principal.workspace_id, principal.user_id, dataset_id, fingerprint
        known = self._repeated.get(who) if is_cached else None
        if known is not None:
            known["times"] += 1
            known["elapsed_ms"] += (elapsed_ms - known["elapsed_ms"]) / known["times"]
            return
        row = {
            "id": uuid7(),
            "workspace_id": principal.workspace_id,
            "user_id": principal.user_id,
            "dataset_id": dataset_id,
            "fingerprint": fingerprint,
            "row_count": row_count,
            "times": 1,
            "elapsed_ms": elapsed_ms,
            "is_cached": is_cached,
            "error_code": error_code,
            "created_at": clock.now(),
        }
        self._waiting.append(row)
        if is_cached:
            self._repeated[who] = row
        if self._flushing is None or self._flushing.done():
            self._flushing = asyncio.get_running_loop().create_task(self._flush_soon())

    async def _flush_soon(self) -> None:
        while self._waiting:
            await asyncio.sleep(FLUSH_SECONDS)
            await self.flush()

    async def flush(self) -> None:
        """Write what waits, and forget what is old."""
        rows = list(self._waiting)
        self._waiting.clear()
        self._repeated.clear()
        if not rows:
            return
        try:
            async with self._database.write() as session:
                await repository.add_log_rows(session, rows)
                if clock.now() - self._pruned_at >= PRUNE_EVERY:
                    await repository.prune_log(session, clock.now() - KEEP)
                    self._pruned_at = clock.now()
        except SQLAlchemyError as error:
            log.warning("query.log_not_written", rows=len(rows), error=type(error).__name__)

    async def close(self) -> None:
        """Write what still waits."""
        if self._flushing is not None:
            self._flushing.cancel()
            await asyncio.gather(self._flushing, return_exceptions=True)
        await self.flush()
