"""Show readers a state of a dashboard, hold changes back from them, take changes back, and compare states."""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards import repository
from gnomon.dashboards.comparing import State, compare
from gnomon.dashboards.contracts import (
    ChoosePublishing,
    Dashboard,
    DashboardComparison,
    DashboardId,
    DashboardSpec,
    DiscardDraft,
    NeverPublished,
    Publication,
    PublishDashboard,
    SavedMeanwhile,
)
from gnomon.dashboards.finding import keep_places
from gnomon.dashboards.states import keep_as_published, keep_revision, mark_published, seen, write
from gnomon.dashboards.tables import DashboardRevisionRow, DashboardRow
from gnomon.dashboards.views import publication_of
from gnomon.foundation.kit import clock
from gnomon.identity import service as identity
from gnomon.identity.contracts import Principal, Role, UserId


async def get_published(session: AsyncSession, principal: Principal, dashboard_id: DashboardId) -> Dashboard:
    """One dashboard as readers see it, also for those who may edit. Raises `NotFound` where nothing is published."""
    reader = replace(principal, role=Role.VIEWER)
    found = repository.readable(principal, as_reader=True)
    return await seen(session, reader, await repository.find(session, found, dashboard_id))


async def get_publication(session: AsyncSession, principal: Principal, dashboard_id: DashboardId) -> Publication:
    """What readers see of a dashboard, and what publishing would change. Raises `NotFound`."""
    row = await repository.find(session, repository.readable(principal), dashboard_id)
    present = await repository.revision(session, dashboard_id, row.revision)
    published = present if row.is_live else await _published(session, row)
    changed = None
    if published is not None and published.revision != present.revision:
        changed = await repository.first_revision_after(session, dashboard_id, published.revision)
    publisher = None if published is None else published.published_by
    people = {UserId(one) for one in (publisher, present.saved_by) if one is not None}
    names = await identity.names_of(session, people)

    def called(person: object) -> str | None:
        return next((name for user_id, name in names.items() if user_id == person), None)

    return Publication(
        state=publication_of(row, principal),
        published_revision=None if published is None else published.revision,
        published_at=None if published is None else published.published_at,
        published_by_name=called(publisher),
        note=None if published is None else published.note,
        changed_at=None if changed is None else changed.saved_at,
        changed_by_name=None if changed is None else called(present.saved_by),
        comparison=compare(None if published is None else _state(published), _state(present)),
    )


async def publish_dashboard(
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId, command: PublishDashboard
) -> Dashboard:
    """Show readers the present state. Raises `SavedMeanwhile` when there is a newer one."""
    row = await _locked(session, principal, dashboard_id, command.revision)
    if row.published_revision != row.revision or row.is_live:
        await _publish(session, principal, row, command.note)
    return await seen(session, principal, row)


async def discard_draft(
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId, command: DiscardDraft
) -> Dashboard:
    """Make what readers see the present state, as a new revision, so that this too can be undone.

    Raises `NeverPublished`, and `SavedMeanwhile` when there is a newer state than the one that is discarded.
    """
    row = await _locked(session, principal, dashboard_id, command.revision)
    published = await _published(session, row)
    if row.is_live or row.published_revision == row.revision:
        return await seen(session, principal, row)
    if published is None:
        raise NeverPublished
    (await repository.revision(session, dashboard_id, row.revision)).is_kept = True
    spec = DashboardSpec.model_validate(published.spec)
    write(row, name=published.name, description=published.description, spec=spec)
    await session.flush()
    keep_as_published(row, await keep_revision(session, principal, row, is_kept=True), published)
    await session.flush()
    return await seen(session, principal, row)


async def choose_publishing(
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId, command: ChoosePublishing
) -> Dashboard:
    """Publish what is saved with it from now on, the present state at once; or by hand, from what readers see on.

    Raises `SavedMeanwhile` when there is a newer state than the one that would be shown.
    """
    row = await _locked(session, principal, dashboard_id, command.revision)
    if row.is_live and not command.is_live:
        row.is_live, row.published_revision = False, row.revision
        present = await repository.revision(session, dashboard_id, row.revision)
        present.is_kept = True
        if present.published_at is None:
            mark_published(present, by=present.saved_by, at=present.saved_at, note=None)
        await _note(session, principal, "dashboards.publishing_by_hand", row)
    elif command.is_live and not row.is_live:
        if row.published_revision != row.revision:
            await _publish(session, principal, row, None)
        row.is_live = True
        await _note(session, principal, "dashboards.publishing_as_saved", row)
    await session.flush()
    return await seen(session, principal, row)


async def compare_revisions(
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId, number: int, other: int | None
) -> DashboardComparison:
    """What differs in a revision from another one, or from the one before it, of those that the caller may see."""
    await repository.find(session, repository.readable(principal), dashboard_id)
    after = await repository.visible_revision(session, principal, dashboard_id, number)
    base = other if other is not None else await repository.revision_before(session, principal, after)
    before = None if base is None else await repository.visible_revision(session, principal, dashboard_id, base)
    return compare(None if before is None else _state(before), _state(after))


async def _locked(
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId, revision: int
) -> DashboardRow:
    row = await repository.lock(session, principal, repository.readable(principal), dashboard_id)
    if revision != row.revision:
        raise SavedMeanwhile(row.revision, revision)
    return row


async def _publish(session: AsyncSession, principal: Principal, row: DashboardRow, note: str | None) -> None:
    present = await repository.revision(session, DashboardId(row.id), row.revision)
    present.is_kept = True
    mark_published(present, by=principal.user_id, at=clock.now(), note=note)
    row.published_revision = row.revision
    await session.flush()
    await keep_places(session, row, is_read=True)
    await _note(session, principal, "dashboards.published", row)


async def _published(session: AsyncSession, row: DashboardRow) -> DashboardRevisionRow | None:
    return (await repository.published_states(session, [row])).get(DashboardId(row.id))


async def _note(session: AsyncSession, principal: Principal, verb: str, row: DashboardRow) -> None:
    await identity.record(session, principal, verb, "dashboard", row.id, {"revision": row.revision})


def _state(row: DashboardRevisionRow) -> State:
    return State(row.revision, row.name, row.description, DashboardSpec.model_validate(row.spec))
