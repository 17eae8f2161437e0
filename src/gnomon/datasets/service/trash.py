"""Thrown away and had back: the trash of a workspace."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets import repository
from gnomon.datasets.contracts import Dataset, DatasetId
from gnomon.datasets.removal import PURGE, RemoveFiles, dataset_prefix, enqueue_removal
from gnomon.datasets.service.importing import free_sql_name
from gnomon.datasets.views import dataset_of
from gnomon.folders import service as folders
from gnomon.foundation.jobs.trash import PurgeThrown, Thrown, enqueue_purge, thrown, withdraw_purge
from gnomon.foundation.kit import clock
from gnomon.identity.contracts import Principal


async def delete_dataset(session: AsyncSession, principal: Principal, dataset_id: DatasetId) -> None:
    """Throw a dataset into the trash, from where it can be had back for some time."""
    row = await repository.lock(session, repository.readable(principal), dataset_id)
    row.deleted_at = row.updated_at = clock.now()
    row.sql_name = None
    await session.flush()
    due = PurgeThrown(id=dataset_id, workspace_id=principal.workspace_id, deleted_at=row.deleted_at)
    await enqueue_purge(session, PURGE, due)


async def list_trash(session: AsyncSession, principal: Principal) -> list[Thrown]:
    """The datasets in the trash of the workspace, the latest first."""
    return thrown(await repository.newest_trashed(session, principal))


async def restore_dataset(session: AsyncSession, principal: Principal, dataset_id: DatasetId) -> Dataset:
    """Take a dataset out of the trash; its identifier may differ if the old one is taken by now."""
    row = await repository.lock(session, repository.trashed(principal), dataset_id)
    row.sql_name = await free_sql_name(session, principal, row.name)
    row.deleted_at = None
    row.updated_at = clock.now()
    await folders.revive(session, row.folder_id)
    await withdraw_purge(session, PURGE, dataset_id)
    return dataset_of(row, await repository.version(session, row.id, row.active_version_id))


async def purge_dataset(
    session: AsyncSession, principal: Principal, dataset_id: DatasetId, *, since: datetime | None = None
) -> None:
    """Remove a dataset in the trash for good, with its files; if `since` is given, only if it lies there since then."""
    row = await repository.lock(session, repository.trashed(principal), dataset_id)
    if since is not None and row.deleted_at != since:
        return
    raw_keys = await repository.file_keys_of(session, row.id)
    await repository.remove(session, row.id)
    await withdraw_purge(session, PURGE, dataset_id)
    await enqueue_removal(
        session, RemoveFiles(prefixes=(dataset_prefix(dataset_id),), raw_keys=tuple(sorted(raw_keys)))
    )
