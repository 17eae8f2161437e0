"""The jobs of datasets: removing files that nobody needs any more."""

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets import repository, service
from gnomon.datasets.contracts import DatasetId
from gnomon.datasets.removal import PURGE, REMOVE_FILES, RemoveFiles
from gnomon.foundation.db.database import Database
from gnomon.foundation.jobs.contracts import JobHandler
from gnomon.foundation.jobs.trash import PurgeThrown, purge_handler
from gnomon.foundation.kit.runtime import Runtime
from gnomon.foundation.storage import Blobs
from gnomon.identity import service as identity
from gnomon.identity.contracts import WorkspaceId


async def remove_files(runtime: Runtime, files: RemoveFiles) -> None:
    """Remove blobs that their owners have let go of."""
    blobs = runtime.get(Blobs)  # type: ignore[type-abstract]
    async with runtime.get(Database).read() as session:
        used = await repository.still_used(session, files.raw_keys)
    for prefix in (*files.prefixes, *(key for key in files.raw_keys if key not in used)):
        await blobs.delete_prefix(prefix)


async def purge(session: AsyncSession, due: PurgeThrown) -> None:
    """Remove a dataset whose time in the trash is over."""
    principal = identity.system_principal(WorkspaceId(due.workspace_id))
    await service.purge_dataset(session, principal, DatasetId(due.id), since=due.deleted_at)


HANDLERS = (
    JobHandler(name=REMOVE_FILES, payload=RemoveFiles, run=remove_files, attempts=20),
    purge_handler(PURGE, purge),
)
