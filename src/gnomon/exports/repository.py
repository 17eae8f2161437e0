"""Every statement of exports; each read begins from what the caller may see."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.exports.contracts import UNDER_WAY, ExportId, ExportState
from gnomon.exports.tables import ExportRow
from gnomon.foundation.db.lists import some_of
from gnomon.foundation.kit.errors import NotFound
from gnomon.identity.contracts import Principal

NEWEST_FIRST = (ExportRow.created_at.desc(), ExportRow.id.desc())


def own(principal: Principal) -> Select[ExportRow]:
    """The caller's own exports in this workspace; nobody sees those of another."""
    return select(ExportRow).where(
        ExportRow.workspace_id == principal.workspace_id, ExportRow.user_id == principal.user_id
    )


async def find(session: AsyncSession, principal: Principal, export_id: ExportId) -> ExportRow:
    """One of the caller's exports. Raises `NotFound`."""
    row = await session.scalar(own(principal).where(ExportRow.id == export_id))
    if row is None:
        raise NotFound("export")
    return row


async def lock(session: AsyncSession, principal: Principal, export_id: ExportId) -> ExportRow:
    """The same, held against changes by others until the transaction ends."""
    row = await session.scalar(own(principal).where(ExportRow.id == export_id).with_for_update())
    if row is None:
        raise NotFound("export")
    return row


async def lock_any(session: AsyncSession, export_id: ExportId) -> ExportRow | None:
    """An export, whosever it is, for the job that writes it."""
    return await session.scalar(select(ExportRow).where(ExportRow.id == export_id).with_for_update())


async def page(session: AsyncSession, principal: Principal, offset: int, limit: int) -> tuple[list[ExportRow], int]:
    """Some of the caller's exports, the newest first, and how many there are in all."""
    return await some_of(session, own(principal), *NEWEST_FIRST, offset=offset, limit=limit)


async def count_under_way(session: AsyncSession, principal: Principal) -> int:
    """How many of the caller's exports wait or run, in whatever workspace."""
    found = select(func.count()).where(ExportRow.user_id == principal.user_id, ExportRow.state.in_(UNDER_WAY))
    return await session.scalar(found) or 0


async def beyond_newest(session: AsyncSession, principal: Principal, count: int) -> list[ExportRow]:
    """The caller's files, in whatever workspace, but for the newest ones."""
    kept = select(ExportRow).where(ExportRow.user_id == principal.user_id, ExportRow.file_key.is_not(None))
    return list((await session.scalars(kept.order_by(*NEWEST_FIRST).offset(count))).all())


async def note_progress(session: AsyncSession, export_id: ExportId, stage: str, rows: int | None) -> bool:
    """Write down how far an export is; False when nobody wants it any more."""
    noted = update(ExportRow).where(ExportRow.id == export_id, ExportRow.state == ExportState.RUNNING)
    changed = await session.execute(
        noted.values(stage=stage, rows_written=rows or 0).execution_options(synchronize_session=False)
    )
    assert isinstance(changed, CursorResult)
    return changed.rowcount == 1


async def use_ticket(session: AsyncSession, ticket_hash: str, now: datetime) -> ExportRow | None:
    """The export that a ticket is for, which is used up by this; of several who come at once one gets it."""
    used = await session.scalar(
        update(ExportRow)
        .where(ExportRow.ticket_hash == ticket_hash, ExportRow.ticket_until > now)
        .values(ticket_hash=None, ticket_until=None)
        .returning(ExportRow.id)
        .execution_options(synchronize_session=False)
    )
    return None if used is None else await session.get(ExportRow, UUID(str(used)))


async def forget_before(session: AsyncSession, moment: datetime) -> None:
    """Forget everybody's exports whose files are gone since before a moment."""
    await session.execute(delete(ExportRow).where(ExportRow.expires_at < moment, ExportRow.file_key.is_(None)))
