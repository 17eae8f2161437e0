"""The states of a dashboard: written, kept as revisions, thinned, and shown to readers."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards import repository
from gnomon.dashboards.contracts import Dashboard, DashboardId, DashboardSpec
from gnomon.dashboards.finding import keep_places
from gnomon.dashboards.tables import DashboardRevisionRow, DashboardRow
from gnomon.dashboards.views import dashboard_of, tile_count
from gnomon.foundation.kit import clock
from gnomon.identity.contracts import Principal, PrincipalKind
from gnomon.themes import service as themes

THIN_WITHIN = timedelta(minutes=1)
"""Of the states that one person saves in a row, about one a minute is kept."""


async def seen(session: AsyncSession, principal: Principal, row: DashboardRow) -> Dashboard:
    """A dashboard as the caller sees it: the draft for those who may edit, what is published for all others."""
    return await themed(session, principal, await plain(session, principal, row))


async def plain(session: AsyncSession, principal: Principal, row: DashboardRow) -> Dashboard:
    """The same in no theme."""
    published = await repository.published_states(session, [row])
    return dashboard_of(row, principal, published.get(DashboardId(row.id)))


async def themed(session: AsyncSession, principal: Principal, dashboard: Dashboard) -> Dashboard:
    """A dashboard in the theme of the state that is shown; visitors are not told which theme that is."""
    look, is_gone = await themes.look_for(session, principal, dashboard.spec.theme_id)
    spec = dashboard.spec
    if principal.kind is PrincipalKind.VISITOR:
        spec, is_gone = spec.model_copy(update={"theme_id": None}), False
    return dashboard.model_copy(update={"spec": spec, "look": look, "theme_is_gone": is_gone})


def write(row: DashboardRow, *, name: str, description: str | None, spec: DashboardSpec) -> None:
    """Make this the present state, as the next revision."""
    row.name, row.description = name, description
    row.spec, row.tile_count = spec.model_dump(mode="json"), tile_count(spec)
    row.revision += 1
    row.updated_at = clock.now()


async def keep_revision(
    session: AsyncSession, principal: Principal, row: DashboardRow, *, is_kept: bool
) -> DashboardRevisionRow:
    """Keep the present state as a revision; readers may see it where what is saved is published with it."""
    kept = DashboardRevisionRow(
        dashboard_id=row.id,
        revision=row.revision,
        name=row.name,
        description=row.description,
        spec=row.spec,
        tile_count=row.tile_count,
        is_kept=is_kept,
        saved_by=principal.user_id,
        saved_at=row.updated_at,
        published_by=principal.user_id if row.is_live else None,
        published_at=row.updated_at if row.is_live else None,
        note=None,
    )
    session.add(kept)
    await session.flush()
    await keep_places(session, row, is_read=row.is_live)
    if not row.is_live:
        published = (await repository.published_states(session, [row])).get(DashboardId(row.id))
        if published is not None and is_same_state(row, published):
            keep_as_published(row, kept, published)
            await session.flush()
    return kept


def keep_as_published(row: DashboardRow, kept: DashboardRevisionRow, published: DashboardRevisionRow) -> None:
    """Let the present state stand for the published one that says the same; for readers nothing changes."""
    row.published_revision = kept.revision
    kept.is_kept = True
    mark_published(kept, by=published.published_by, at=published.published_at, note=published.note)


def mark_published(row: DashboardRevisionRow, *, by: UUID | None, at: datetime | None, note: str | None) -> None:
    """Say of a revision who showed it to readers, when, and why."""
    row.published_by, row.published_at, row.note = by, at, note


def is_same_state(row: DashboardRow, other: DashboardRevisionRow) -> bool:
    """Whether the present state says the same as a revision."""
    if (row.name, row.description) != (other.name, other.description):
        return False
    return DashboardSpec.model_validate(row.spec) == DashboardSpec.model_validate(other.spec)


async def thin(session: AsyncSession, principal: Principal, dashboard_id: DashboardId) -> None:
    """Let go of the state before this one, where its author saved another shortly before it and now saves again."""
    latest = await repository.latest_revisions(session, dashboard_id, 2)
    if len(latest) < 2:
        return
    last, previous = latest
    is_same_author = last.saved_by == previous.saved_by == principal.user_id
    if is_same_author and not last.is_kept and last.saved_at - previous.saved_at < THIN_WITHIN:
        await repository.remove_revision(session, last)
