"""Keep dashboards: make, change with revisions, restore, copy, throw away."""

from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards import repository
from gnomon.dashboards.contracts import (
    CreateDashboard,
    Dashboard,
    DashboardExists,
    DashboardId,
    DashboardPage,
    DashboardRevision,
    DashboardSort,
    DashboardSpec,
    DashboardSummary,
    SaveDashboard,
    SavedMeanwhile,
)
from gnomon.dashboards.tables import DashboardRevisionRow, DashboardRow
from gnomon.dashboards.views import dashboard_of, revision_of, summary_of, tile_count
from gnomon.foundation.jobs.trash import PurgeThrown, Thrown, enqueue_purge, thrown, withdraw_purge
from gnomon.foundation.kit import clock, ids
from gnomon.foundation.kit.pagination import Page, decode_cursor, page_of
from gnomon.identity import service as identity
from gnomon.identity.contracts import Principal, UserId

PURGE = "dashboards.purge"

THIN_WITHIN = timedelta(minutes=1)
"""Of the states that one person saves in a row, about one a minute is kept."""

EMPTY = DashboardSpec(pages=(DashboardPage(id="page-1", title="Page 1"),))


async def create_dashboard(
    session: AsyncSession, principal: Principal, command: CreateDashboard, dashboard_id: DashboardId | None = None
) -> Dashboard:
    """Make a dashboard; without a spec it has one empty page. Raises `DashboardExists` when the identifier is taken."""
    spec = command.spec or EMPTY
    now = clock.now()
    row = DashboardRow(
        id=dashboard_id or ids.new(DashboardId),
        workspace_id=principal.workspace_id,
        name=command.name,
        description=command.description,
        spec=spec.model_dump(mode="json"),
        revision=1,
        tile_count=tile_count(spec),
        created_by=principal.user_id,
        created_at=now,
        updated_at=now,
        deleted_at=None,
    )
    session.add(row)
    try:
        await session.flush()
    except IntegrityError as error:
        raise DashboardExists from error
    await _keep_revision(session, principal, row, is_kept=True)
    return dashboard_of(row, principal)


async def list_dashboards(
    session: AsyncSession,
    principal: Principal,
    *,
    search: str | None = None,
    sort: DashboardSort = DashboardSort.UPDATED_DESCENDING,
    cursor: str | None = None,
    limit: int = 50,
    is_trashed: bool = False,
) -> Page[DashboardSummary]:
    """The dashboards of the workspace, or those in its trash."""
    offset = decode_cursor(cursor)
    kept = repository.trashed(principal) if is_trashed else repository.readable(principal)
    rows, total = await repository.page(session, repository.matching(kept, search), sort, offset, limit)
    return page_of([summary_of(row) for row in rows], total=total, offset=offset)


async def get_dashboard(session: AsyncSession, principal: Principal, dashboard_id: DashboardId) -> Dashboard:
    """One dashboard with its present spec. Raises `NotFound`."""
    return dashboard_of(await repository.find(session, repository.readable(principal), dashboard_id), principal)


async def save_dashboard(
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId, command: SaveDashboard
) -> Dashboard:
    """Save a state made from the present revision. Raises `SavedMeanwhile` when there is a newer one."""
    row = await repository.lock(session, repository.readable(principal), dashboard_id)
    if command.revision != row.revision:
        raise SavedMeanwhile(row.revision, command.revision)
    _write(row, name=command.name, description=command.description, spec=command.spec)
    await session.flush()
    await _thin(session, principal, dashboard_id)
    await _keep_revision(session, principal, row, is_kept=False)
    return dashboard_of(row, principal)


async def list_revisions(
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId, *, cursor: str | None, limit: int
) -> Page[DashboardRevision]:
    """The saved states of a dashboard, newest first."""
    await repository.find(session, repository.readable(principal), dashboard_id)
    offset = decode_cursor(cursor)
    rows, total = await repository.revision_page(session, dashboard_id, offset, limit)
    authors = {UserId(row.saved_by) for row in rows if row.saved_by is not None}
    names = await identity.names_of(session, authors)
    return page_of([revision_of(row, names) for row in rows], total=total, offset=offset)


async def get_revision(
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId, number: int
) -> Dashboard:
    """A dashboard as it was at one revision."""
    row = await repository.find(session, repository.readable(principal), dashboard_id)
    saved = await repository.revision(session, dashboard_id, number)
    present = dashboard_of(row, principal)
    return present.model_copy(
        update={
            "name": saved.name,
            "description": saved.description,
            "spec": DashboardSpec.model_validate(saved.spec),
            "revision": saved.revision,
            "updated_at": saved.saved_at,
        }
    )


async def restore_revision(
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId, number: int
) -> Dashboard:
    """Make an old state the present one, as a new revision, so that this too can be undone."""
    row = await repository.lock(session, repository.readable(principal), dashboard_id)
    saved = await repository.revision(session, dashboard_id, number)
    before = await repository.revision(session, dashboard_id, row.revision)
    before.is_kept = saved.is_kept = True
    spec = DashboardSpec.model_validate(saved.spec)
    _write(row, name=saved.name, description=saved.description, spec=spec)
    await session.flush()
    await _keep_revision(session, principal, row, is_kept=True)
    return dashboard_of(row, principal)


async def duplicate_dashboard(session: AsyncSession, principal: Principal, dashboard_id: DashboardId) -> Dashboard:
    """Make a copy with a history of its own."""
    row = await repository.find(session, repository.readable(principal), dashboard_id)
    copy = CreateDashboard(
        name=f"{row.name[:248]} (copy)", description=row.description, spec=DashboardSpec.model_validate(row.spec)
    )
    return await create_dashboard(session, principal, copy)


async def delete_dashboard(session: AsyncSession, principal: Principal, dashboard_id: DashboardId) -> None:
    """Throw a dashboard into the trash."""
    row = await repository.lock(session, repository.readable(principal), dashboard_id)
    row.deleted_at = clock.now()
    await session.flush()
    due = PurgeThrown(id=dashboard_id, workspace_id=principal.workspace_id, deleted_at=row.deleted_at)
    await enqueue_purge(session, PURGE, due)


async def list_trash(session: AsyncSession, principal: Principal) -> list[Thrown]:
    """The dashboards in the trash of the workspace, the latest first."""
    return thrown(await repository.newest_trashed(session, principal))


async def restore_dashboard(session: AsyncSession, principal: Principal, dashboard_id: DashboardId) -> Dashboard:
    """Take a dashboard out of the trash."""
    row = await repository.lock(session, repository.trashed(principal), dashboard_id)
    row.deleted_at = None
    await session.flush()
    await withdraw_purge(session, PURGE, dashboard_id)
    return dashboard_of(row, principal)


async def purge_dashboard(
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId, *, since: datetime | None = None
) -> None:
    """Remove a dashboard in the trash for good, with its history; if `since` is given, only if it lies there since."""
    row = await repository.lock(session, repository.trashed(principal), dashboard_id)
    if since is None or row.deleted_at == since:
        await session.delete(row)
        await withdraw_purge(session, PURGE, dashboard_id)


def _write(row: DashboardRow, *, name: str, description: str | None, spec: DashboardSpec) -> None:
    row.name, row.description = name, description
    row.spec, row.tile_count = spec.model_dump(mode="json"), tile_count(spec)
    row.revision += 1
    row.updated_at = clock.now()


async def _keep_revision(session: AsyncSession, principal: Principal, row: DashboardRow, *, is_kept: bool) -> None:
    session.add(
        DashboardRevisionRow(
            dashboard_id=row.id,
            revision=row.revision,
            name=row.name,
            description=row.description,
            spec=row.spec,
            tile_count=row.tile_count,
            is_kept=is_kept,
            saved_by=principal.user_id,
            saved_at=row.updated_at,
        )
    )
    await session.flush()


async def _thin(session: AsyncSession, principal: Principal, dashboard_id: DashboardId) -> None:
    """Let go of the state before this one, where its author saved another shortly before it and now saves again."""
    latest = await repository.latest_revisions(session, dashboard_id, 2)
    if len(latest) < 2:
        return
    last, previous = latest
    is_same_author = last.saved_by == previous.saved_by == principal.user_id
    if is_same_author and not last.is_kept and last.saved_at - previous.saved_at < THIN_WITHIN:
        await repository.remove_revision(session, last)
