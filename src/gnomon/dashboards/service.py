"""Keep dashboards: make, change with revisions, restore, copy, throw away."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.charts import service as charts
from gnomon.dashboards import repository
from gnomon.dashboards.asset_access import check_images
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
from gnomon.dashboards.finding import PLACE_KINDS
from gnomon.dashboards.finding import find_places as find_places
from gnomon.dashboards.repository import changeable_ids as changeable_ids
from gnomon.dashboards.states import keep_revision, plain, seen, themed, thin, write
from gnomon.dashboards.tables import DashboardRow
from gnomon.dashboards.template_trash import delete_template as delete_template
from gnomon.dashboards.template_trash import list_trashed_templates as list_trashed_templates
from gnomon.dashboards.template_trash import purge_template as purge_template
from gnomon.dashboards.template_trash import restore_template as restore_template
from gnomon.dashboards.tooltips import charts_in
from gnomon.dashboards.trails import filter_words as filter_words
from gnomon.dashboards.views import revision_of, summary_of, tile_count
from gnomon.folders import service as folders
from gnomon.foundation.db.named import Filed, Named, named_among
from gnomon.foundation.db.wordings import forget_words
from gnomon.foundation.jobs.trash import PurgeThrown, Thrown, enqueue_purge, thrown, withdraw_purge
from gnomon.foundation.kit import clock, ids
from gnomon.foundation.kit.pagination import Page, decode_cursor, page_of
from gnomon.identity import service as identity
from gnomon.identity.contracts import Principal, UserId

PURGE = "dashboards.purge"

EMPTY = DashboardSpec(pages=(DashboardPage(id="page-1", title="Page 1"),))


async def create_dashboard(
    session: AsyncSession,
    principal: Principal,
    command: CreateDashboard,
    dashboard_id: DashboardId | None = None,
    folder_id: UUID | None = None,
) -> Dashboard:
    """Make a dashboard; without a spec it has one empty page. Raises `DashboardExists` when the identifier is taken."""
    spec = command.spec or EMPTY
    charts.check_documents(charts_in(spec))
    await check_images(session, principal, spec, EMPTY)
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
        is_live=command.is_live,
        published_revision=None,
        folder_id=folder_id,
    )
    session.add(row)
    try:
        await session.flush()
    except IntegrityError as error:
        raise DashboardExists from error
    await keep_revision(session, principal, row, is_kept=True)
    return await seen(session, principal, row)


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
    found = repository.matching(kept, principal, search)
    rows, total = await repository.page(session, principal, found, sort, offset, limit)
    return page_of(await _summaries(session, principal, rows), total=total, offset=offset)


async def get_dashboard(session: AsyncSession, principal: Principal, dashboard_id: DashboardId) -> Dashboard:
    """One dashboard: its draft for those who may edit, what is published for all others. Raises `NotFound`."""
    return await seen(session, principal, await repository.find(session, repository.readable(principal), dashboard_id))


async def find_dashboard(session: AsyncSession, principal: Principal, dashboard_id: DashboardId) -> Dashboard:
    """The same to ask about and not to draw: in no theme, which spares a look for one. Raises `NotFound`."""
    return await plain(session, principal, await repository.find(session, repository.readable(principal), dashboard_id))


async def save_dashboard(
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId, command: SaveDashboard
) -> Dashboard:
    """Save a state made from the present revision. Raises `SavedMeanwhile` when there is a newer one."""
    row = await repository.lock(session, principal, repository.readable(principal), dashboard_id)
    if command.revision != row.revision:
        raise SavedMeanwhile(row.revision, command.revision)
    charts.check_documents(charts_in(command.spec))
    await check_images(session, principal, command.spec, DashboardSpec.model_validate(row.spec))
    write(row, name=command.name, description=command.description, spec=command.spec)
    await session.flush()
    await thin(session, principal, dashboard_id)
    await keep_revision(session, principal, row, is_kept=False)
    return await seen(session, principal, row)


async def list_revisions(
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId, *, cursor: str | None, limit: int
) -> Page[DashboardRevision]:
    """The saved states of a dashboard that the caller may see, newest first."""
    dashboard = await repository.find(session, repository.readable(principal), dashboard_id)
    offset = decode_cursor(cursor)
    rows, total = await repository.revision_page(session, principal, dashboard_id, offset, limit)
    authors = {UserId(one) for row in rows for one in (row.saved_by, row.published_by) if one is not None}
    names = await identity.names_of(session, authors)
    shown = dashboard.revision if dashboard.is_live else dashboard.published_revision
    return page_of([revision_of(row, names, shown) for row in rows], total=total, offset=offset)


async def get_revision(
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId, number: int
) -> Dashboard:
    """A dashboard as it was at one revision that the caller may see."""
    row = await repository.find(session, repository.readable(principal), dashboard_id)
    saved = await repository.visible_revision(session, principal, dashboard_id, number)
    present = await seen(session, principal, row)
    then = present.model_copy(
        update={
            "name": saved.name,
            "description": saved.description,
            "spec": DashboardSpec.model_validate(saved.spec),
            "revision": saved.revision,
            "updated_at": saved.saved_at,
        }
    )
    return await themed(session, principal, then)


async def restore_revision(
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId, number: int
) -> Dashboard:
    """Make an old state the present one, as a new revision, so that this too can be undone."""
    row = await repository.lock(session, principal, repository.readable(principal), dashboard_id)
    saved = await repository.revision(session, dashboard_id, number)
    before = await repository.revision(session, dashboard_id, row.revision)
    before.is_kept = saved.is_kept = True
    spec = DashboardSpec.model_validate(saved.spec)
    write(row, name=saved.name, description=saved.description, spec=spec)
    await session.flush()
    await keep_revision(session, principal, row, is_kept=True)
    return await seen(session, principal, row)


async def duplicate_dashboard(session: AsyncSession, principal: Principal, dashboard_id: DashboardId) -> Dashboard:
    """Make a copy of the present state with a history of its own, published the same way."""
    row = await repository.find(session, repository.readable(principal), dashboard_id)
    copy = CreateDashboard(
        name=f"{row.name[:248]} (copy)",
        description=row.description,
        spec=DashboardSpec.model_validate(row.spec),
        is_live=row.is_live,
    )
    beside = await folders.place_of_copy(session, principal, row.folder_id)
    return await create_dashboard(session, principal, copy, folder_id=beside)


async def delete_dashboard(session: AsyncSession, principal: Principal, dashboard_id: DashboardId) -> None:
    """Throw a dashboard into the trash."""
    row = await repository.lock(session, principal, repository.readable(principal), dashboard_id)
    row.deleted_at = clock.now()
    await session.flush()
    due = PurgeThrown(id=dashboard_id, workspace_id=principal.workspace_id, deleted_at=row.deleted_at)
    await enqueue_purge(session, PURGE, due)


async def list_trash(session: AsyncSession, principal: Principal) -> list[Thrown]:
    """The dashboards in the trash of the workspace, the latest first, by the names that the caller knows."""
    rows = await repository.newest_trashed(session, principal)
    names = {one.id: one.name for one in await _summaries(session, principal, rows)}
    return [one.model_copy(update={"name": names[DashboardId(one.id)]}) for one in thrown(rows)]


async def restore_dashboard(session: AsyncSession, principal: Principal, dashboard_id: DashboardId) -> Dashboard:
    """Take a dashboard out of the trash."""
    row = await repository.lock(session, principal, repository.trashed(principal), dashboard_id)
    row.deleted_at = None
    await folders.revive(session, row.folder_id)
    await withdraw_purge(session, PURGE, dashboard_id)
    return await seen(session, principal, row)


async def purge_dashboard(
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId, *, since: datetime | None = None
) -> None:
    """Remove a dashboard in the trash for good, with its history; if `since` is given, only if it lies there since."""
    row = await repository.lock(session, principal, repository.trashed(principal), dashboard_id)
    if since is None or row.deleted_at == since:
        await session.delete(row)
        await forget_words(session, PLACE_KINDS, dashboard_id)
        await withdraw_purge(session, PURGE, dashboard_id)


async def named_dashboards(
    session: AsyncSession, principal: Principal, ids: Collection[UUID] | None = None, filed: Filed | None = None
) -> list[Named]:
    """Names of the dashboards that the caller may see, the latest changed first; of these ids alone, if any."""
    columns = repository.names_seen_by(principal)
    return await named_among(session, repository.readable(principal), columns, ids, filed)


async def check_changeable(session: AsyncSession, principal: Principal, dashboard_id: DashboardId) -> None:
    """See that the caller may change a dashboard. Raises `NotFound`, and `FolderNotYours` for its folder's sake."""
    row = await repository.find(session, repository.readable(principal), dashboard_id)
    await folders.check_not_locked(session, principal, row.folder_id)


async def file_dashboard(
    session: AsyncSession, principal: Principal, dashboard_id: UUID, folder_id: UUID | None
) -> UUID | None:
    """Put a dashboard in a folder, or in none, and answer where it was. Raises `NotFound`, `FolderNotYours`."""
    row = await repository.lock(session, principal, repository.readable(principal), DashboardId(dashboard_id))
    before, row.folder_id = row.folder_id, folder_id
    await session.flush()
    return before


async def _summaries(
    session: AsyncSession, principal: Principal, rows: Sequence[DashboardRow]
) -> list[DashboardSummary]:
    published = await repository.published_states(session, rows)
    return [summary_of(row, principal, published.get(DashboardId(row.id))) for row in rows]
