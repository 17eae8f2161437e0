"""Every statement of charts; each read begins from what the caller may see."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.charts.contracts import ChartId, ChartListSort
from gnomon.charts.tables import ChartRow
from gnomon.folders import service as folders
from gnomon.foundation.db.lists import in_order, some_of
from gnomon.foundation.db.named import NameColumns
from gnomon.foundation.kit.errors import NotFound
from gnomon.identity.contracts import Principal

ORDERS: dict[str, ColumnElement[Any]] = {
    "name": func.lower(ChartRow.name),
    "created_at": ChartRow.created_at.expression,
    "updated_at": ChartRow.updated_at.expression,
}

NAMES = NameColumns(ChartRow.id, ChartRow.name, ChartRow.description, ChartRow.updated_at, ChartRow.folder_id)


def owned(principal: Principal) -> Select[ChartRow]:
    """The charts of the caller's workspace, in folders that are open to them, also those in the trash."""
    is_open = folders.seen_in(principal, ChartRow.folder_id)
    return select(ChartRow).where(ChartRow.workspace_id == principal.workspace_id, is_open)


def readable(principal: Principal) -> Select[ChartRow]:
    """The charts that the caller may see; not those in the trash."""
    return owned(principal).where(ChartRow.deleted_at.is_(None))


def trashed(principal: Principal) -> Select[ChartRow]:
    """The charts of the caller's workspace that lie in the trash."""
    return owned(principal).where(ChartRow.deleted_at.is_not(None))


def matching(found: Select[ChartRow], search: str | None) -> Select[ChartRow]:
    """Those whose name or description contains the words."""
    if not search:
        return found
    return found.where(
        ChartRow.name.icontains(search, autoescape=True) | ChartRow.description.icontains(search, autoescape=True)
    )


async def find(session: AsyncSession, found: Select[ChartRow], chart_id: ChartId) -> ChartRow:
    """One of the charts found. Raises `NotFound`."""
    row = await session.scalar(found.where(ChartRow.id == chart_id))
    if row is None:
        raise NotFound("chart")
    return row


async def lock(session: AsyncSession, principal: Principal, found: Select[ChartRow], chart_id: ChartId) -> ChartRow:
    """One of the charts found that the caller may change, held against changes by others. Raises `NotFound`."""
    row = await find(session, found.with_for_update(), chart_id)
    await folders.check_not_locked(session, principal, row.folder_id)
    return row


async def newest_trashed(session: AsyncSession, principal: Principal) -> Sequence[ChartRow]:
    """What was thrown away, the latest first."""
    return (await session.scalars(trashed(principal).order_by(ChartRow.deleted_at.desc(), ChartRow.id))).all()


async def page(
    session: AsyncSession, found: Select[ChartRow], sort: ChartListSort, offset: int, limit: int
) -> tuple[list[ChartRow], int]:
    """Some of the charts found, in order, and how many there are in all."""
    return await some_of(session, found, in_order(ORDERS, sort), ChartRow.id, offset=offset, limit=limit)
