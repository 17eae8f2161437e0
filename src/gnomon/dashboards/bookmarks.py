"""Keep states of a dashboard: each reader their own, and those who may edit it also some for everybody."""

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards import bookmark_repository as repository
from gnomon.dashboards import service
from gnomon.dashboards.contracts import (
    MAX_BOOKMARKS,
    Bookmark,
    BookmarkId,
    ChangeBookmark,
    CreateBookmark,
    DashboardId,
    SharedByEditors,
    TooManyBookmarks,
)
from gnomon.dashboards.tables import DashboardBookmarkRow
from gnomon.foundation.kit import clock, ids
from gnomon.foundation.kit.errors import Forbidden
from gnomon.identity import service as identity
from gnomon.identity.contracts import Action, Principal, UserId


async def list_bookmarks(
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId
) -> tuple[Bookmark, ...]:
    """The caller's own bookmarks of a dashboard and the shared ones, by name. Raises `NotFound`."""
    await service.find_dashboard(session, principal, dashboard_id)
    rows = await repository.all_seen(session, principal, dashboard_id)
    names = await identity.names_of(session, {UserId(row.owner_id) for row in rows})
    return tuple(_shown(principal, row, names) for row in rows)


async def create_bookmark(
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId, command: CreateBookmark
) -> Bookmark:
    """Keep a state. Raises `NotFound`, `SharedByEditors`, `TooManyBookmarks`, and `Forbidden` for an API key."""
    owner = _person(principal)
    await service.find_dashboard(session, principal, dashboard_id)
    if command.is_shared:
        await _check_editor(session, principal, dashboard_id)
    if await repository.count_own(session, principal, dashboard_id) >= MAX_BOOKMARKS:
        raise TooManyBookmarks
    now = clock.now()
    row = DashboardBookmarkRow(
        id=ids.new(BookmarkId),
        workspace_id=principal.workspace_id,
        dashboard_id=dashboard_id,
        owner_id=owner,
        name=command.name,
        is_shared=command.is_shared,
        state=command.state,
        created_at=now,
        updated_at=now,
    )
    session.add(row)
    await session.flush()
    return await _shown_alone(session, principal, row)


async def change_bookmark(
    session: AsyncSession,
    principal: Principal,
    dashboard_id: DashboardId,
    bookmark_id: BookmarkId,
    command: ChangeBookmark,
) -> Bookmark:
    """Rename a bookmark, give it another state, share it or take it back. Raises `NotFound`, `SharedByEditors`."""
    row = await _changeable(session, principal, dashboard_id, bookmark_id)
    if command.name is not None:
        row.name = command.name
    if command.state is not None:
        row.state = command.state
    if command.is_shared is not None:
        if command.is_shared:
            await _check_editor(session, principal, dashboard_id)
        row.is_shared = command.is_shared
    row.updated_at = clock.now()
    await session.flush()
    return await _shown_alone(session, principal, row)


async def delete_bookmark(
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId, bookmark_id: BookmarkId
) -> None:
    """Remove a bookmark. Raises `NotFound`, `SharedByEditors`."""
    await session.delete(await _changeable(session, principal, dashboard_id, bookmark_id))


async def _changeable(
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId, bookmark_id: BookmarkId
) -> DashboardBookmarkRow:
    _person(principal)
    await service.find_dashboard(session, principal, dashboard_id)
    row = await repository.lock(session, principal, dashboard_id, bookmark_id)
    if row.is_shared:
        await _check_editor(session, principal, dashboard_id)
    return row


def _person(principal: Principal) -> UserId:
    """Whose bookmark it is to be; a key reads for a person, and keeps nothing."""
    principal.require(Action.OWN_WRITE)
    if principal.user_id is None:
        raise Forbidden("A bookmark belongs to a person.", hint="Sign in to keep one.")
    return principal.user_id


async def _check_editor(session: AsyncSession, principal: Principal, dashboard_id: DashboardId) -> None:
    if not principal.may(Action.DASHBOARD_WRITE):
        raise SharedByEditors
    await service.check_changeable(session, principal, dashboard_id)


async def _shown_alone(session: AsyncSession, principal: Principal, row: DashboardBookmarkRow) -> Bookmark:
    return _shown(principal, row, await identity.names_of(session, {UserId(row.owner_id)}))


def _shown(principal: Principal, row: DashboardBookmarkRow, names: Mapping[UserId, str]) -> Bookmark:
    return Bookmark(
        id=BookmarkId(row.id),
        dashboard_id=DashboardId(row.dashboard_id),
        name=row.name,
        state=row.state,
        is_shared=row.is_shared,
        is_mine=row.owner_id == principal.user_id,
        owner_name=names.get(UserId(row.owner_id)),
        may_change=principal.may(Action.DASHBOARD_WRITE) or not row.is_shared,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
