"""How long thrown-away things are kept, and the job that removes each when its time has come."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.foundation.jobs.queue import enqueue, withdraw
from gnomon.foundation.kit.contract import Contract

KEPT_IN_TRASH = timedelta(days=30)


class Thrown(Contract):
    """Something that lies in the trash."""

    id: UUID
    name: str
    deleted_at: datetime


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
