"""Every statement of the library; each begins from what is the caller's own."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.identity.contracts import Principal
from gnomon.library.contracts import MAX_RECENT, ThingKind
from gnomon.library.tables import FavouriteRow, SightingRow


async def favourites(session: AsyncSession, principal: Principal) -> Sequence[FavouriteRow]:
    """The caller's stars in this workspace, the latest first."""
    found = select(FavouriteRow).where(*_own(FavouriteRow, principal))
    return (await session.scalars(found.order_by(FavouriteRow.created_at.desc(), FavouriteRow.thing_id))).all()


async def add_favourite(
    session: AsyncSession, principal: Principal, kind: ThingKind, thing_id: UUID, at: datetime
) -> None:
    """Set a star; one that is there stays."""
    assert principal.user_id is not None
    row = FavouriteRow(
        user_id=principal.user_id,
        workspace_id=principal.workspace_id,
        kind=kind,
        thing_id=thing_id,
        created_at=at,
    )
    await _add_unless_there(session, row)


async def remove_favourite(session: AsyncSession, principal: Principal, kind: ThingKind, thing_id: UUID) -> None:
    """Take a star away, if there is one."""
    await session.execute(
        delete(FavouriteRow).where(
            *_own(FavouriteRow, principal), FavouriteRow.kind == kind, FavouriteRow.thing_id == thing_id
        )
    )


async def sightings(session: AsyncSession, principal: Principal) -> Sequence[SightingRow]:
    """What the caller saw in this workspace, the latest first."""
    found = select(SightingRow).where(*_own(SightingRow, principal))
    return (await session.scalars(found.order_by(SightingRow.seen_at.desc(), SightingRow.thing_id))).all()


async def note_sighting(
    session: AsyncSession, principal: Principal, kind: ThingKind, thing_id: UUID, at: datetime
) -> None:
    """Remember when the caller saw something, and forget what lies furthest back."""
    assert principal.user_id is not None
    found = select(SightingRow).where(
        *_own(SightingRow, principal), SightingRow.kind == kind, SightingRow.thing_id == thing_id
    )
    row = await session.scalar(found)
    if row is not None:
        row.seen_at = at
    else:
        fresh = SightingRow(
            user_id=principal.user_id, workspace_id=principal.workspace_id, kind=kind, thing_id=thing_id, seen_at=at
        )
        await _add_unless_there(session, fresh)
    for old in (await sightings(session, principal))[MAX_RECENT:]:
        await session.delete(old)


async def _add_unless_there(session: AsyncSession, row: FavouriteRow | SightingRow) -> None:
    """Two windows may say the same at the same moment."""
    try:
        async with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return


def _own(table: type[FavouriteRow | SightingRow], principal: Principal) -> tuple[ColumnElement[bool], ...]:
    return (table.user_id == principal.user_id, table.workspace_id == principal.workspace_id)
