"""The history of runs: each is written in a transaction of its own, which neither delays nor fails the answer."""

import asyncio
from datetime import timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from gnomon.foundation.db.database import Database
from gnomon.foundation.kit import clock
from gnomon.identity.contracts import Principal, UserId, WorkspaceId
from gnomon.queries import repository
from gnomon.queries.contracts import SavedQueryId
from gnomon.queries.tables import SqlRunRow

KEEP = timedelta(days=90)
KEEP_PER_PERSON = 1_000
"""In each workspace."""
PRUNE_AFTER_RUNS = 50
PRUNE_EVERY = timedelta(hours=6)
PATIENCE_SECONDS = 1.0
"""So long an answer waits for its run to be written, so that the history shows it already."""

log = structlog.get_logger(__name__)


class RunHistory:
    """Writes runs down also when their asker has gone, and now and then forgets what is old or too much."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._writing: set[asyncio.Task[None]] = set()
        self._noted: set[tuple[WorkspaceId, UserId]] = set()
        self._noted_count = 0
        self._pruned_at = clock.now() - PRUNE_EVERY

    async def note(self, principal: Principal, row: SqlRunRow) -> None:
        """Write a run down; goes on by itself where the caller is cancelled or the database takes its time."""
        if principal.user_id is None:
            return
        task = asyncio.create_task(self._write(principal, principal.user_id, row))
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)
        await asyncio.wait({task}, timeout=PATIENCE_SECONDS)

    async def close(self) -> None:
        """Wait for what is being written."""
        await asyncio.gather(*self._writing, return_exceptions=True)

    async def _write(self, principal: Principal, user_id: UserId, row: SqlRunRow) -> None:
        try:
            async with self._database.write() as session:
                if row.saved_query_id is not None:
                    named = repository.only(repository.readable(principal), SavedQueryId(row.saved_query_id))
                    row.saved_query_id = await session.scalar(named)
                session.add(row)
            await self._prune(principal.workspace_id, user_id)
        except (SQLAlchemyError, OSError) as error:
            log.warning("queries.run_not_noted", error=type(error).__name__)

    async def _prune(self, workspace_id: WorkspaceId, user_id: UserId) -> None:
        self._noted.add((workspace_id, user_id))
        self._noted_count += 1
        is_time = clock.now() - self._pruned_at >= PRUNE_EVERY
        if self._noted_count < PRUNE_AFTER_RUNS and not is_time:
            return
        people, self._noted, self._noted_count = self._noted, set(), 0
        async with self._database.write() as session:
            for person in people:
                await repository.keep_newest_runs(session, *person, KEEP_PER_PERSON)
            if is_time:
                await repository.forget_runs_before(session, clock.now() - KEEP)
                self._pruned_at = clock.now()
