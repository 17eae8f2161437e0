"""Every statement of bookmarks; each read begins from what the caller may see."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards.contracts import BookmarkId, DashboardId, NoSuchBookmark
from gnomon.dashboards.tables import DashboardBookmarkRow
from gnomon.identity.contracts import Principal


def seen(principal: Principal, dashboard_id: DashboardId) -> Select[DashboardBookmarkRow]:
    """The bookmarks of a dashboard that are the caller's own, or shared."""
    row = DashboardBookmarkRow
    return select(row).where(
        row.workspace_id == principal.workspace_id,
        row.dashboard_id == dashboard_id,
        or_(row.is_shared, row.owner_id == principal.user_id),
    )


async def all_seen(
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId
) -> Sequence[DashboardBookmarkRow]:
    """The bookmarks that the caller finds, by name."""
    row = DashboardBookmarkRow
    return (await session.scalars(seen(principal, dashboard_id).order_by(func.lower(row.name), row.id))).all()


async def shared(
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId, bookmark_ids: Collection[UUID]
) -> Sequence[DashboardBookmarkRow]:
    """Those of these bookmarks that everybody finds who sees the dashboard."""
    row = DashboardBookmarkRow
    found = seen(principal, dashboard_id).where(row.is_shared, row.id.in_(bookmark_ids))
    return (await session.scalars(found)).all()


async def lock(
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId, bookmark_id: BookmarkId
) -> DashboardBookmarkRow:
    """One of them, held against changes by others. Raises `NoSuchBookmark`."""
    found = seen(principal, dashboard_id).where(DashboardBookmarkRow.id == bookmark_id)
    row = await session.scalar(found.with_for_update())
    if row is None:
        raise NoSuchBookmark
    return row


async def count_own(session: AsyncSession, principal: Principal, dashboard_id: DashboardId) -> int:
    """How many bookmarks of a dashboard are the caller's own."""
    own = seen(principal, dashboard_id).where(DashboardBookmarkRow.owner_id == principal.user_id)
    return await session.scalar(select(func.count()).select_from(own.subquery())) or 0
