"""Every statement of sharing."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards import service as dashboards
from gnomon.dashboards.contracts import DashboardId
from gnomon.identity.contracts import Principal
from gnomon.sharing.contracts import NoSuchLink, ShareId
from gnomon.sharing.embed_contracts import EmbedId, NoSuchEmbed
from gnomon.sharing.tables import EmbedRow, ShareLinkRow


def owned(principal: Principal) -> Select[ShareLinkRow]:
    """The links to dashboards that the caller may change."""
    found = select(ShareLinkRow).where(ShareLinkRow.workspace_id == principal.workspace_id)
    return found.where(ShareLinkRow.dashboard_id.in_(dashboards.changeable_ids(principal)))


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


def owned_embeds(principal: Principal) -> Select[EmbedRow]:
    """The embeds of dashboards that the caller may change, those that have not been ended."""
    found = select(EmbedRow).where(EmbedRow.workspace_id == principal.workspace_id, EmbedRow.ended_at.is_(None))
    return found.where(EmbedRow.dashboard_id.in_(dashboards.changeable_ids(principal)))


async def embeds_of(session: AsyncSession, principal: Principal, dashboard_id: DashboardId) -> Sequence[EmbedRow]:
    """The embeds of a dashboard, the newest first."""
    found = owned_embeds(principal).where(EmbedRow.dashboard_id == dashboard_id).order_by(EmbedRow.id.desc())
    return (await session.scalars(found)).all()


async def count_embeds(session: AsyncSession, principal: Principal, dashboard_id: DashboardId, at: datetime) -> int:
    """How many embeds of a dashboard have not expired."""
    live = owned_embeds(principal).where(EmbedRow.dashboard_id == dashboard_id, _holds(at))
    return await session.scalar(select(func.count()).select_from(live.subquery())) or 0


async def embed_of(session: AsyncSession, principal: Principal, embed_id: EmbedId) -> EmbedRow:
    """An embed of the workspace. Raises `NoSuchEmbed`."""
    row = await session.scalar(owned_embeds(principal).where(EmbedRow.id == embed_id))
    if row is None:
        raise NoSuchEmbed
    return row


async def lock_embed(session: AsyncSession, principal: Principal, embed_id: EmbedId) -> EmbedRow:
    """An embed of the workspace, held against changes by others. Raises `NoSuchEmbed`."""
    row = await session.scalar(owned_embeds(principal).where(EmbedRow.id == embed_id).with_for_update())
    if row is None:
        raise NoSuchEmbed
    return row


async def embed_of_handle(session: AsyncSession, handle: str) -> EmbedRow | None:
    """The embed of a handle, also one that has ended."""
    found: EmbedRow | None = await session.scalar(select(EmbedRow).where(EmbedRow.handle == handle))
    return found


async def live_embed(session: AsyncSession, handle: str, at: datetime) -> EmbedRow | None:
    """The embed of a handle, unless it was ended or has expired."""
    held = select(EmbedRow).where(EmbedRow.handle == handle, EmbedRow.ended_at.is_(None), _holds(at))
    found: EmbedRow | None = await session.scalar(held)
    return found


async def count_embed_view(session: AsyncSession, embed_id: EmbedId, at: datetime) -> None:
    """Note that somebody looked."""
    await session.execute(
        update(EmbedRow).where(EmbedRow.id == embed_id).values(view_count=EmbedRow.view_count + 1, last_viewed_at=at)
    )


def _holds(at: datetime) -> ColumnElement[bool]:
    return or_(EmbedRow.expires_at.is_(None), EmbedRow.expires_at > at)
