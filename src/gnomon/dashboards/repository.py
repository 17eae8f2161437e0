"""Every statement of dashboards; each read begins from what the caller may see."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards.contracts import DashboardId, DashboardSort
from gnomon.dashboards.tables import DashboardRevisionRow, DashboardRow, ShowcaseRow
from gnomon.foundation.db.lists import in_order, some_of
from gnomon.foundation.kit.errors import NotFound
from gnomon.identity.contracts import Principal

ORDERS: dict[str, ColumnElement[Any]] = {
    "name": func.lower(DashboardRow.name),
    "created_at": DashboardRow.created_at.expression,
    "updated_at": DashboardRow.updated_at.expression,
}


def owned(principal: Principal) -> Select[DashboardRow]:
    """The dashboards of the caller's workspace, also those in the trash."""
    return select(DashboardRow).where(DashboardRow.workspace_id == principal.workspace_id)


def readable(principal: Principal) -> Select[DashboardRow]:
    """The dashboards that the caller may see; not those in the trash."""
    return owned(principal).where(DashboardRow.deleted_at.is_(None))


def trashed(principal: Principal) -> Select[DashboardRow]:
    """The dashboards of the caller's workspace that lie in the trash."""
    return owned(principal).where(DashboardRow.deleted_at.is_not(None))


def matching(found: Select[DashboardRow], search: str | None) -> Select[DashboardRow]:
    """Those whose name or description contains the words."""
    if not search:
        return found
    name, description = DashboardRow.name, DashboardRow.description
    return found.where(name.icontains(search, autoescape=True) | description.icontains(search, autoescape=True))


async def find(session: AsyncSession, found: Select[DashboardRow], dashboard_id: DashboardId) -> DashboardRow:
    """One of the dashboards found. Raises `NotFound`."""
    row = await session.scalar(found.where(DashboardRow.id == dashboard_id))
    if row is None:
        raise NotFound("dashboard")
    return row


async def lock(session: AsyncSession, found: Select[DashboardRow], dashboard_id: DashboardId) -> DashboardRow:
    """One of the dashboards found, held against changes by others until the transaction ends."""
    return await find(session, found.with_for_update(), dashboard_id)


async def newest_trashed(session: AsyncSession, principal: Principal) -> Sequence[DashboardRow]:
    """What was thrown away, the latest first."""
    return (await session.scalars(trashed(principal).order_by(DashboardRow.deleted_at.desc(), DashboardRow.id))).all()


async def page(
    session: AsyncSession, found: Select[DashboardRow], sort: DashboardSort, offset: int, limit: int
) -> tuple[list[DashboardRow], int]:
    """Some of the dashboards found, in order, and how many there are in all."""
    return await some_of(session, found, in_order(ORDERS, sort), DashboardRow.id, offset=offset, limit=limit)


async def revision(session: AsyncSession, dashboard_id: DashboardId, number: int) -> DashboardRevisionRow:
    """One saved state. Raises `NotFound`."""
    row = await session.get(DashboardRevisionRow, (dashboard_id, number))
    if row is None:
        raise NotFound("revision")
    return row


async def latest_revisions(session: AsyncSession, dashboard_id: DashboardId, count: int) -> list[DashboardRevisionRow]:
    """The latest saved states, newest first."""
    found = _revisions(dashboard_id).order_by(DashboardRevisionRow.revision.desc()).limit(count)
    return list((await session.scalars(found)).all())


async def revision_page(
    session: AsyncSession, dashboard_id: DashboardId, offset: int, limit: int
) -> tuple[list[DashboardRevisionRow], int]:
    """Some saved states, newest first, and how many there are."""
    newest_first = DashboardRevisionRow.revision.desc()
    return await some_of(session, _revisions(dashboard_id), newest_first, offset=offset, limit=limit)


async def remove_revision(session: AsyncSession, row: DashboardRevisionRow) -> None:
    """Thin out one saved state."""
    await session.execute(
        delete(DashboardRevisionRow).where(
            DashboardRevisionRow.dashboard_id == row.dashboard_id, DashboardRevisionRow.revision == row.revision
        )
    )


async def showcase(session: AsyncSession, *, for_update: bool = False) -> ShowcaseRow | None:
    """Which dashboard visitors see, if there is one."""
    statement = select(ShowcaseRow)
    return await session.scalar(statement.with_for_update() if for_update else statement)


def _revisions(dashboard_id: DashboardId) -> Select[DashboardRevisionRow]:
    return select(DashboardRevisionRow).where(DashboardRevisionRow.dashboard_id == dashboard_id)
