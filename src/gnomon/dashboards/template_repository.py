"""Every statement of templates; each read begins from what the caller may see."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards.contracts import TemplateId
from gnomon.dashboards.tables import DashboardTemplateRow
from gnomon.foundation.kit.errors import NotFound
from gnomon.identity.contracts import Principal


def readable(principal: Principal) -> Select[DashboardTemplateRow]:
    """The templates of the caller's workspace; not those in the trash."""
    return _owned(principal).where(DashboardTemplateRow.deleted_at.is_(None))


def trashed(principal: Principal) -> Select[DashboardTemplateRow]:
    """The templates of the caller's workspace in the trash."""
    return _owned(principal).where(DashboardTemplateRow.deleted_at.is_not(None))


async def find(
    session: AsyncSession, found: Select[DashboardTemplateRow], template_id: TemplateId
) -> DashboardTemplateRow:
    """One of the templates found. Raises `NotFound`."""
    row = await session.scalar(found.where(DashboardTemplateRow.id == template_id))
    if row is None:
        raise NotFound("template")
    return row


async def lock(
    session: AsyncSession, found: Select[DashboardTemplateRow], template_id: TemplateId
) -> DashboardTemplateRow:
    """One of the templates found, held against changes by others until the transaction ends."""
    return await find(session, found.with_for_update(), template_id)


async def by_name(session: AsyncSession, principal: Principal) -> Sequence[DashboardTemplateRow]:
    """All templates of the workspace in the order of their names."""
    order = (func.lower(DashboardTemplateRow.name), DashboardTemplateRow.id)
    return (await session.scalars(readable(principal).order_by(*order))).all()


async def newest_trashed(session: AsyncSession, principal: Principal) -> Sequence[DashboardTemplateRow]:
    """What was thrown away, the latest first."""
    order = (DashboardTemplateRow.deleted_at.desc(), DashboardTemplateRow.id)
    return (await session.scalars(trashed(principal).order_by(*order))).all()


async def count(session: AsyncSession, principal: Principal) -> int:
    """How many templates the workspace keeps, without those in the trash."""
    return await session.scalar(select(func.count()).select_from(readable(principal).subquery())) or 0


def _owned(principal: Principal) -> Select[DashboardTemplateRow]:
    return select(DashboardTemplateRow).where(DashboardTemplateRow.workspace_id == principal.workspace_id)
