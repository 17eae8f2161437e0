"""Make, list, change and end links to dashboards."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards import service as dashboards
from gnomon.dashboards.contracts import BookmarkId, DashboardId
from gnomon.dashboards.openings import check_opening
from gnomon.foundation.kit import clock, ids
from gnomon.identity import service as identity
from gnomon.identity.contracts import Principal, UserId
from gnomon.query import service as query
from gnomon.query.service import QueryRuntime
from gnomon.sharing import repository
from gnomon.sharing.contracts import (
    MAX_LINKS,
    ChangeShare,
    CreateShare,
    Lock,
    ShareId,
    ShareLink,
    SharingClosed,
    TooManyLinks,
)
from gnomon.sharing.doors import author_in, authors_of, check_end, gone_of, locks_of_link
from gnomon.sharing.secrets import LinkSecrets
from gnomon.sharing.tables import ShareLinkRow


async def list_links(
    session: AsyncSession, links: LinkSecrets, principal: Principal, dashboard_id: DashboardId
) -> tuple[ShareLink, ...]:
    """The links to a dashboard, the newest first. Raises `SharingClosed` and `NotFound`."""
    if not links.is_open:
        raise SharingClosed
    await dashboards.check_changeable(session, principal, dashboard_id)
    rows = await repository.of_dashboard(session, principal, dashboard_id)
    names = await authors_of(session, rows)
    gone = await gone_of(session, principal, dashboard_id, (row.opening for row in rows))
    return tuple(_shown(links, row, names, gone) for row in rows)


async def create_link(
    runtime: QueryRuntime, links: LinkSecrets, principal: Principal, command: CreateShare
) -> ShareLink:
    """Make a link.

    Raises `SharingClosed`, `NotFound`, `EndsInThePast`, `TooManyLinks`, and what is wrong with a lock.
    """
    if not links.is_open:
        raise SharingClosed
    check_end(command.expires_at)
    await query.check_locks(runtime, principal, locks_of_link(command.locks))
    password_hash = await _hash_of(command.password)
    now = clock.now()
    async with runtime.database.write() as session:
        await dashboards.check_changeable(session, principal, command.dashboard_id)
        await check_opening(session, principal, command.dashboard_id, command.opening)
        if await repository.count_live(session, principal, command.dashboard_id, now) >= MAX_LINKS:
            raise TooManyLinks
        row = ShareLinkRow(
            id=ids.new(ShareId),
            workspace_id=principal.workspace_id,
            dashboard_id=command.dashboard_id,
            handle=links.new_handle(),
            name=command.name,
            password_hash=password_hash,
            expires_at=command.expires_at,
            locks=_written(command.locks),
            preview=command.preview,
            opening=command.opening,
            view_count=0,
            last_viewed_at=None,
            created_by=principal.user_id,
            created_at=now,
        )
        session.add(row)
        await session.flush()
        await _note(session, principal, "sharing.link_created", row)
        return await _shown_alone(session, links, principal, row)


async def change_link(
    runtime: QueryRuntime, links: LinkSecrets, principal: Principal, share_id: ShareId, command: ChangeShare
) -> ShareLink:
    """Change a link; its address stays. Raises `NoSuchLink`, `EndsInThePast`, and what is wrong with a lock."""
    changed = command.model_fields_set
    if "expires_at" in changed:
        check_end(command.expires_at)
    await query.check_locks(runtime, principal, locks_of_link(command.locks))
    password_hash = await _hash_of(command.password)
    async with runtime.database.write() as session:
        row = await repository.lock(session, principal, share_id)
        if "name" in changed:
            row.name = command.name
        if "expires_at" in changed:
            row.expires_at = command.expires_at
        if "password" in changed:
            row.password_hash = password_hash
        if "locks" in changed:
            row.locks = _written(command.locks)
        if "preview" in changed:
            row.preview = command.preview
        if "opening" in changed:
            await check_opening(session, principal, DashboardId(row.dashboard_id), command.opening)
            row.opening = command.opening
        await session.flush()
        await _note(session, principal, "sharing.link_changed", row)
        return await _shown_alone(session, links, principal, row)


async def end_link(session: AsyncSession, principal: Principal, share_id: ShareId) -> None:
    """End a link for good: the next request of a visitor finds nothing. Raises `NoSuchLink`."""
    row = await repository.lock(session, principal, share_id)
    await _note(session, principal, "sharing.link_ended", row)
    await session.delete(row)


def locks_in(row: ShareLinkRow) -> tuple[Lock, ...]:
    """The locks of a link."""
    return tuple(Lock.model_validate(one) for one in row.locks)


def has_preview(row: ShareLinkRow) -> bool:
    """Whether anybody is told what a link shows who has not opened it."""
    is_wanted = not row.locks if row.preview is None else row.preview
    return is_wanted and row.password_hash is None


async def _hash_of(password: SecretStr | None) -> str | None:
    return None if password is None else await identity.hash_password(password.get_secret_value())


def _written(locks: Iterable[Lock]) -> list[object]:
    return [one.model_dump(mode="json") for one in locks]


async def _note(session: AsyncSession, principal: Principal, verb: str, row: ShareLinkRow) -> None:
    details = {
        "dashboard_id": str(row.dashboard_id),
        "has_password": row.password_hash is not None,
        "expires_at": None if row.expires_at is None else row.expires_at.isoformat(),
        "locks": len(row.locks),
        "has_preview": has_preview(row),
    }
    await identity.record(session, principal, verb, "share_link", row.id, details)


async def _shown_alone(session: AsyncSession, links: LinkSecrets, principal: Principal, row: ShareLinkRow) -> ShareLink:
    gone = await gone_of(session, principal, DashboardId(row.dashboard_id), [row.opening])
    return _shown(links, row, await authors_of(session, [row]), gone)


def _shown(links: LinkSecrets, row: ShareLinkRow, names: Mapping[UserId, str], gone: Collection[UUID]) -> ShareLink:
    return ShareLink(
        id=ShareId(row.id),
        dashboard_id=DashboardId(row.dashboard_id),
        name=row.name,
        path=f"/s/{links.token_of(row.handle)}",
        has_password=row.password_hash is not None,
        expires_at=row.expires_at,
        locks=locks_in(row),
        has_preview=has_preview(row),
        view_count=row.view_count,
        last_viewed_at=row.last_viewed_at,
        created_at=row.created_at,
        created_by=author_in(names, row),
        is_live=row.expires_at is None or row.expires_at > clock.now(),
        opening=None if row.opening is None else BookmarkId(row.opening),
        opening_is_gone=row.opening in gone,
    )
