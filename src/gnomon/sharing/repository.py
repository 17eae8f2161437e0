"""Every statement of sharing."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards.contracts import DashboardId
from gnomon.identity.contracts import Principal
from gnomon.sharing.contracts import NoSuchLink, ShareId
from gnomon.sharing.tables import ShareLinkRow


def owned(principal: Principal) -> Select[ShareLinkRow]:
    """The links of the caller's workspace."""
    return select(ShareLinkRow).where(ShareLinkRow.workspace_id == principal.workspace_id)


async def of_dashboard(
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId
) -> Sequence[ShareLinkRow]:
    """The links to a dashboard, the newest first."""
    found = owned(principal).where(ShareLinkRow.dashboard_id == dashboard_id).order_by(ShareLinkRow.id.desc())
    return (await session.scalars(found)).all()


async def count_live(session: AsyncSession, principal: Principal, dashboard_id: DashboardId, at: datetime) -> int:
    """How many links to a dashboard have not expired."""
    live = owned(principal).where(ShareLinkRow.dashboard_id == dashboard_id, _is_live(at))
    return await session.scalar(select(func.count()).select_from(live.subquery())) or 0


async def lock(session: AsyncSession, principal: Principal, share_id: ShareId) -> ShareLinkRow:
    """A link of the workspace, held against changes by others. Raises `NoSuchLink`."""
    row = await session.scalar(owned(principal).where(ShareLinkRow.id == share_id).with_for_update())
    if row is None:
        raise NoSuchLink
    return row


async def live(session: AsyncSession, handle: str, at: datetime) -> ShareLinkRow:
    """The link of a handle. Raises `NoSuchLink` once it has expired."""
    row = await session.scalar(select(ShareLinkRow).where(ShareLinkRow.handle == handle, _is_live(at)))
    if row is None:
        raise NoSuchLink
    return row


async def count_view(session: AsyncSession, share_id: ShareId, at: datetime) -> None:
    """Note that somebody looked."""
    await session.execute(
        update(ShareLinkRow)
        .where(ShareLinkRow.id == share_id)
        .values(view_count=ShareLinkRow.view_count + 1, last_viewed_at=at)
    )


def _is_live(at: datetime) -> ColumnElement[bool]:
    return or_(ShareLinkRow.expires_at.is_(None), ShareLinkRow.expires_at > at)
