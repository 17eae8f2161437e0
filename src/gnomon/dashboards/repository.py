"""Every statement of dashboards; each read begins from what the caller may see."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards.contracts import DashboardId, DashboardSort
from gnomon.dashboards.tables import DashboardRevisionRow, DashboardRow, ShowcaseRow
from gnomon.folders import service as folders
from gnomon.foundation.db.lists import in_order, some_of
from gnomon.foundation.db.named import NameColumns
from gnomon.foundation.kit.errors import NotFound
from gnomon.identity.contracts import Action, Principal

IS_PUBLISHED = and_(
    DashboardRevisionRow.dashboard_id == DashboardRow.id,
    DashboardRevisionRow.revision == DashboardRow.published_revision,
    DashboardRow.is_live.is_(False),
)
"""The revision that readers see of a dashboard that is published by hand."""


def owned(principal: Principal) -> Select[DashboardRow]:
    """The dashboards of the caller's workspace, in folders that are open to them, also those in the trash."""
    is_open = folders.seen_in(principal, DashboardRow.folder_id)
    return select(DashboardRow).where(DashboardRow.workspace_id == principal.workspace_id, is_open)


def readable(principal: Principal, *, as_reader: bool = False) -> Select[DashboardRow]:
    """The dashboards that the caller may see, on demand as if they could only read; not those in the trash."""
    return _visible(principal, as_reader=as_reader).where(DashboardRow.deleted_at.is_(None))


def trashed(principal: Principal) -> Select[DashboardRow]:
    """The dashboards that the caller may see in the trash."""
    return _visible(principal).where(DashboardRow.deleted_at.is_not(None))


def matching(found: Select[DashboardRow], principal: Principal, search: str | None) -> Select[DashboardRow]:
    """Those whose name or description, as the caller sees them, contains the words."""
    if not search:
        return found
    seen = seen_by(principal)
    return found.where(
        seen["name"].icontains(search, autoescape=True) | seen["description"].icontains(search, autoescape=True)
    )


def seen_by(principal: Principal) -> dict[str, ColumnElement[Any]]:
    """What lists search and sort by: of the draft for those who edit, of what is published for all others."""
    present, published = DashboardRow, DashboardRevisionRow
    pairs = {
        "name": (present.name, published.name),
        "description": (present.description, published.description),
        "updated_at": (present.updated_at, published.published_at),
    }
    if principal.may(Action.DASHBOARD_WRITE):
        return {name: of_draft.expression for name, (of_draft, _) in pairs.items()}
    return {
        name: case((present.is_live, of_draft), else_=of_published) for name, (of_draft, of_published) in pairs.items()
    }


def names_seen_by(principal: Principal) -> NameColumns:
    """The same as columns of something that is found by its name."""
    seen = seen_by(principal)
    return NameColumns(DashboardRow.id, seen["name"], seen["description"], seen["updated_at"], DashboardRow.folder_id)


async def published_states(
    session: AsyncSession, rows: Iterable[DashboardRow]
) -> dict[DashboardId, DashboardRevisionRow]:
    """What readers see of those that are published by hand; those are left out that never were."""
    by_hand = [row.id for row in rows if not row.is_live and row.published_revision is not None]
    if not by_hand:
        return {}
    found = select(DashboardRevisionRow).join(DashboardRow, IS_PUBLISHED).where(DashboardRow.id.in_(by_hand))
    return {DashboardId(one.dashboard_id): one for one in (await session.scalars(found)).all()}


async def find(session: AsyncSession, found: Select[DashboardRow], dashboard_id: DashboardId) -> DashboardRow:
    """One of the dashboards found. Raises `NotFound`."""
    row = await session.scalar(found.where(DashboardRow.id == dashboard_id))
    if row is None:
        raise NotFound("dashboard")
    return row


async def lock(
    session: AsyncSession, principal: Principal, found: Select[DashboardRow], dashboard_id: DashboardId
) -> DashboardRow:
    """One of the dashboards found that the caller may change, held against changes by others. Raises `NotFound`."""
    row = await find(session, found.with_for_update(), dashboard_id)
    await folders.check_not_locked(session, principal, row.folder_id)
    return row


def changeable_ids(principal: Principal) -> Select[UUID]:
    """The dashboards of the workspace, in folders in which the caller may change something."""
    found = select(DashboardRow.id).where(DashboardRow.workspace_id == principal.workspace_id)
    return found.where(folders.changed_in(principal, DashboardRow.folder_id))


async def newest_trashed(session: AsyncSession, principal: Principal) -> Sequence[DashboardRow]:
    """What was thrown away, the latest first."""
    return (await session.scalars(trashed(principal).order_by(DashboardRow.deleted_at.desc(), DashboardRow.id))).all()


async def page(
    session: AsyncSession,
    principal: Principal,
    found: Select[DashboardRow],
    sort: DashboardSort,
    offset: int,
    limit: int,
) -> tuple[list[DashboardRow], int]:
    """Some of the dashboards found, in the order that the caller sees, and how many there are in all."""
    seen = seen_by(principal)
    orders = {
        "name": func.lower(seen["name"]),
        "created_at": DashboardRow.created_at.expression,
        "updated_at": seen["updated_at"],
    }
    return await some_of(session, found, in_order(orders, sort), DashboardRow.id, offset=offset, limit=limit)


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
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId, offset: int, limit: int
) -> tuple[list[DashboardRevisionRow], int]:
    """Some saved states that the caller may see, newest first, and how many there are."""
    newest_first = DashboardRevisionRow.revision.desc()
    return await some_of(session, _visible_revisions(principal, dashboard_id), newest_first, offset=offset, limit=limit)


async def visible_revision(
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId, number: int
) -> DashboardRevisionRow:
    """One saved state that the caller may see. Raises `NotFound`."""
    found = _visible_revisions(principal, dashboard_id).where(DashboardRevisionRow.revision == number)
    row = await session.scalar(found)
    if row is None:
        raise NotFound("revision")
    return row


async def revision_before(session: AsyncSession, principal: Principal, row: DashboardRevisionRow) -> int | None:
    """The number of the saved state before this one, of those that the caller may see."""
    found = _visible_revisions(principal, DashboardId(row.dashboard_id)).where(
        DashboardRevisionRow.revision < row.revision
    )
    return await session.scalar(found.with_only_columns(func.max(DashboardRevisionRow.revision)))


async def first_revision_after(
    session: AsyncSession, dashboard_id: DashboardId, number: int
) -> DashboardRevisionRow | None:
    """The first saved state after one of them, of those that were not thinned."""
    found = _revisions(dashboard_id).where(DashboardRevisionRow.revision > number)
    return await session.scalar(found.order_by(DashboardRevisionRow.revision).limit(1))


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


def _visible(principal: Principal, *, as_reader: bool = False) -> Select[DashboardRow]:
    """All that somebody may edit; of what is published by hand, those who may only read see what was published."""
    if principal.may(Action.DASHBOARD_WRITE) and not as_reader:
        return owned(principal)
    is_shown = DashboardRow.is_live | DashboardRevisionRow.revision.is_not(None)
    return owned(principal).outerjoin(DashboardRevisionRow, IS_PUBLISHED).where(is_shown)


def _visible_revisions(principal: Principal, dashboard_id: DashboardId) -> Select[DashboardRevisionRow]:
    """Readers see of a history what was published, when it was."""
    found = _revisions(dashboard_id)
    may_edit = principal.may(Action.DASHBOARD_WRITE)
    return found if may_edit else found.where(DashboardRevisionRow.published_at.is_not(None))


def _revisions(dashboard_id: DashboardId) -> Select[DashboardRevisionRow]:
    return select(DashboardRevisionRow).where(DashboardRevisionRow.dashboard_id == dashboard_id)
