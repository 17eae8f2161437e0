"""Files that nobody needs any more, removed by a job once the transaction that freed them is committed."""

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.jobs.queue import enqueue
from gnomon.foundation.kit.contract import Contract

REMOVE_FILES = "datasets.remove_files"
PURGE = "datasets.purge"


class RemoveFiles(Contract):
    """Remove blobs: all below some prefixes, and original files if they feed no dataset any more."""

    prefixes: tuple[str, ...]
    raw_keys: tuple[str, ...]


async def enqueue_removal(session: AsyncSession, files: RemoveFiles) -> None:
    """Remove files once the caller's transaction is committed."""
    await enqueue(session, REMOVE_FILES, files)


def dataset_prefix(dataset_id: DatasetId) -> str:
    """Where the files of a dataset lie."""
    return f"datasets/{dataset_id}"


def version_prefix(dataset_id: DatasetId, version_id: object) -> str:
    """Where the files of one version lie."""
    return f"datasets/{dataset_id}/{version_id}"
