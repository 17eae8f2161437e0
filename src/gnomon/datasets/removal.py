"""Files that nobody needs any more, removed by a job once the transaction that freed them is committed."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.jobs.queue import enqueue, withdraw
from gnomon.foundation.kit.contract import Contract
from gnomon.identity.contracts import Principal, WorkspaceId

REMOVE_FILES = "datasets.remove_files"
PURGE = "datasets.purge"
KEPT_IN_TRASH = timedelta(days=30)


class RemoveFiles(Contract):
    """Remove blobs: all below some prefixes, and original files if they feed no dataset any more."""

    prefixes: tuple[str, ...]
    raw_keys: tuple[str, ...]


class PurgeDataset(Contract):
    """Remove a dataset for good if it still lies in the trash since then."""

    dataset_id: DatasetId
    workspace_id: WorkspaceId
    deleted_at: datetime


async def enqueue_removal(session: AsyncSession, files: RemoveFiles) -> None:
    """Remove files once the caller's transaction is committed."""
    await enqueue(session, REMOVE_FILES, files)


async def enqueue_purge(
    session: AsyncSession, principal: Principal, dataset_id: DatasetId, deleted_at: datetime
) -> None:
    """Empty the trash of a dataset when its time has come."""
    await enqueue(
        session,
        PURGE,
        PurgeDataset(dataset_id=dataset_id, workspace_id=principal.workspace_id, deleted_at=deleted_at),
        run_at=deleted_at + KEPT_IN_TRASH,
        key=str(dataset_id),
    )


async def withdraw_purge(session: AsyncSession, dataset_id: DatasetId) -> None:
    """The dataset is out of the trash, one way or the other."""
    await withdraw(session, PURGE, str(dataset_id))


def dataset_prefix(dataset_id: DatasetId) -> str:
    """Where the files of a dataset lie."""
    return f"datasets/{dataset_id}"


def version_prefix(dataset_id: DatasetId, version_id: object) -> str:
    """Where the files of one version lie."""
    return f"datasets/{dataset_id}/{version_id}"
