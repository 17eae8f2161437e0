"""How long thrown-away things are kept, and the job that removes each when its time has come."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.foundation.db.database import Database
from gnomon.foundation.jobs.contracts import JobHandler
from gnomon.foundation.jobs.queue import enqueue, withdraw
from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import NotFound
from gnomon.foundation.kit.runtime import Runtime

KEPT_IN_TRASH = timedelta(days=30)


class Thrown(Contract):
    """Something that lies in the trash."""

    id: UUID
    name: str
    deleted_at: datetime


class Throwable(Protocol):
    """A row of what can be thrown away."""

    @property
    def id(self) -> UUID:
        """Which one it is."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def deleted_at(self) -> datetime | None:
        """Since when it lies in the trash."""


class PurgeThrown(Contract):
    """Remove a thing for good if it still lies in the trash since then."""

    id: UUID
    workspace_id: UUID
    deleted_at: datetime


async def enqueue_purge(session: AsyncSession, job: str, due: PurgeThrown) -> None:
    """Remove the thing when its time in the trash is over."""
    await enqueue(session, job, due, run_at=due.deleted_at + KEPT_IN_TRASH, key=str(due.id))


async def withdraw_purge(session: AsyncSession, job: str, thing_id: UUID) -> None:
    """The thing is out of the trash, one way or the other."""
    await withdraw(session, job, str(thing_id))


def thrown(rows: Iterable[Throwable]) -> list[Thrown]:
    """Those rows that lie in the trash, in their order."""
    return [Thrown(id=row.id, name=row.name, deleted_at=row.deleted_at) for row in rows if row.deleted_at is not None]


def purge_handler(job: str, purge: Callable[[AsyncSession, PurgeThrown], Awaitable[None]]) -> JobHandler[PurgeThrown]:
    """Removes a thing whose time in the trash is over; one that was had back, or removed by hand, is let be."""

    async def run(runtime: Runtime, due: PurgeThrown) -> None:
        async with runtime.get(Database).write() as session:
            try:
                await purge(session, due)
            except NotFound:
                return

    return JobHandler(name=job, payload=PurgeThrown, run=run, attempts=20)
