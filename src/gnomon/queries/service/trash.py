"""Forget runs, throw saved queries away, have them back, or remove them for good."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.folders import service as folders
from gnomon.foundation.jobs.trash import PurgeThrown, Thrown, enqueue_purge, thrown, withdraw_purge
from gnomon.foundation.kit import clock
from gnomon.identity.contracts import Action, Principal
from gnomon.queries import repository
from gnomon.queries.contracts import SavedQuery, SavedQueryId, SqlRunId
from gnomon.queries.service.reading import saved_query

PURGE = "queries.purge"


async def delete_query(session: AsyncSession, principal: Principal, query_id: UUID) -> None:
    """Forget a run of the caller, or throw a saved query into the trash, which takes an editor. Raises `NotFound`."""
    run = await repository.find_run(session, principal, SqlRunId(query_id))
    if run is not None:
        await session.delete(run)
        return
    row = await repository.lock(session, principal, repository.readable(principal), SavedQueryId(query_id))
    principal.require(Action.QUERY_WRITE)
    row.deleted_at = clock.now()
    await session.flush()
    due = PurgeThrown(id=row.id, workspace_id=principal.workspace_id, deleted_at=row.deleted_at)
    await enqueue_purge(session, PURGE, due)


async def list_trash(session: AsyncSession, principal: Principal) -> list[Thrown]:
    """The saved queries in the trash of the workspace, the latest first."""
    return thrown(await repository.newest_trashed(session, principal))


async def restore_query(session: AsyncSession, principal: Principal, query_id: SavedQueryId) -> SavedQuery:
    """Take a saved query out of the trash."""
    row = await repository.lock(session, principal, repository.trashed(principal), query_id)
    row.deleted_at = None
    await folders.revive(session, row.folder_id)
    await withdraw_purge(session, PURGE, query_id)
    return await saved_query(session, principal, row)


async def purge_query(
    session: AsyncSession, principal: Principal, query_id: SavedQueryId, *, since: datetime | None = None
) -> None:
    """Remove a saved query in the trash for good; if `since` is given, only if it lies there since then."""
    row = await repository.lock(session, principal, repository.trashed(principal), query_id)
    if since is None or row.deleted_at == since:
        await session.delete(row)
        await withdraw_purge(session, PURGE, query_id)
