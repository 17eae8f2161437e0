"""Every statement of the queue: put in, take out under a lease, renew, end."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, and_, delete, exists, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.foundation.jobs.contracts import JobId
from gnomon.foundation.jobs.tables import FAILED, QUEUED, RUNNING, JobRow
from gnomon.foundation.kit import clock, ids
from gnomon.foundation.kit.contract import Contract

HAS_NEW_JOBS = "has_new_jobs"
"""Set in a session's `info`, so that the worker of this process wakes when the session commits."""

KEEP_FAILED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A job in the hands of one worker."""

    id: JobId
    name: str
    payload: dict[str, Any]
    attempts: int
    token: UUID


async def enqueue(
    session: AsyncSession, name: str, payload: Contract, *, run_at: datetime | None = None, key: str | None = None
) -> None:
    """Put a job in the queue, with the caller's transaction; of jobs with the same name and key only one waits."""
    now = clock.now()
    values = {
        "id": ids.new(JobId),
        "name": name,
        "key": key,
        "payload": payload.model_dump(mode="json"),
        "state": QUEUED,
        "run_at": run_at or now,
        "attempts": 0,
        "created_at": now,
    }
    if key is None:
        await session.execute(insert(JobRow).values(values))
    elif session.get_bind().dialect.name == "sqlite":
        await session.execute(sqlite.insert(JobRow).values(values).on_conflict_do_nothing())
    else:
        await session.execute(postgresql.insert(JobRow).values(values).on_conflict_do_nothing())
    session.info[HAS_NEW_JOBS] = True


async def withdraw(session: AsyncSession, name: str, key: str) -> None:
    """Take a job that has not begun out of the queue again."""
    await session.execute(delete(JobRow).where(JobRow.name == name, JobRow.key == key, JobRow.state == QUEUED))


async def is_due(session: AsyncSession, names: Collection[str]) -> bool:
    """Whether a job of these names can be taken now."""
    return bool(await session.scalar(select(exists().where(_takeable(names)))))


async def claim(session: AsyncSession, names: Collection[str], lease_seconds: float) -> Claimed | None:
    """Take the job that has waited longest, or one whose worker died."""
    token = uuid4()
    oldest = (
        select(JobRow.id)
        .where(_takeable(names))
        .order_by(JobRow.run_at, JobRow.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    taken = await session.execute(
        update(JobRow)
        .where(JobRow.id == oldest)
        .values(
            state=RUNNING,
            attempts=JobRow.attempts + 1,
            lease_token=token,
            lease_until=clock.now() + timedelta(seconds=lease_seconds),
        )
        .returning(JobRow.id, JobRow.name, JobRow.payload, JobRow.attempts)
        .execution_options(synchronize_session=False)
    )
    row = taken.one_or_none()
    return None if row is None else Claimed(JobId(row.id), row.name, row.payload, row.attempts, token)


async def renew(session: AsyncSession, job: Claimed, lease_seconds: float) -> bool:
    """Hold the job for longer; False when somebody else holds it by now."""
    return await _change(session, job, lease_until=clock.now() + timedelta(seconds=lease_seconds))


async def finish(session: AsyncSession, job: Claimed) -> None:
    """The job is done; its row goes."""
    await session.execute(delete(JobRow).where(_held(job)))


async def try_again(session: AsyncSession, job: Claimed, after_seconds: float, error: str) -> None:
    """Put the job back for a later attempt."""
    await _change(session, job, run_at=clock.now() + timedelta(seconds=after_seconds), error=error, **_UNHELD)


async def hand_back(session: AsyncSession, job: Claimed) -> None:
    """Put the job back as if it had not been begun, for another process to run."""
    await _change(session, job, attempts=job.attempts - 1, **_UNHELD)


async def give_up(session: AsyncSession, job: Claimed, error: str) -> None:
    """Keep the job as failed, with its error, out of the way of new ones with its key."""
    await _change(session, job, **(_UNHELD | {"state": FAILED}), key=None, error=error)


async def forget_failed(session: AsyncSession) -> None:
    """Remove what failed long ago."""
    await session.execute(delete(JobRow).where(JobRow.state == FAILED, JobRow.created_at < clock.now() - KEEP_FAILED))


async def counts(session: AsyncSession) -> dict[str, int]:
    """How many jobs there are in each state, for metrics."""
    rows = await session.execute(select(JobRow.state, func.count()).group_by(JobRow.state))
    return {QUEUED: 0, RUNNING: 0, FAILED: 0} | dict(rows.all())


_UNHELD: dict[str, Any] = {"state": QUEUED, "lease_token": None, "lease_until": None}


def _takeable(names: Collection[str]) -> ColumnElement[bool]:
    now = clock.now()
    waits = and_(JobRow.state == QUEUED, JobRow.run_at <= now)
    is_orphan = and_(JobRow.state == RUNNING, JobRow.lease_until < now)
    return and_(JobRow.name.in_(names), or_(waits, is_orphan))


def _held(job: Claimed) -> ColumnElement[bool]:
    return and_(JobRow.id == job.id, JobRow.lease_token == job.token)


async def _change(session: AsyncSession, job: Claimed, **values: Any) -> bool:
    changed = await session.execute(
        update(JobRow).where(_held(job)).values(**values).execution_options(synchronize_session=False)
    )
    assert isinstance(changed, CursorResult)
    return changed.rowcount == 1
