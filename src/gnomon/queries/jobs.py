"""The jobs of queries: making datasets, and removing what has lain in the trash long enough."""

from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.foundation.jobs.contracts import JobHandler
from gnomon.foundation.jobs.trash import PurgeThrown, purge_handler
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity import service as identity
from gnomon.identity.contracts import WorkspaceId
from gnomon.queries import service
from gnomon.queries.contracts import SavedQueryId
from gnomon.sources import service as sources
from gnomon.sources.contracts import LANE


async def purge(session: AsyncSession, due: PurgeThrown) -> None:
    """Remove a saved query whose time in the trash is over."""
    principal = identity.system_principal(WorkspaceId(due.workspace_id))
    await service.purge_query(session, principal, SavedQueryId(due.id), since=due.deleted_at)


async def make_dataset(runtime: Runtime, due: service.MakeDue) -> None:
    """Run the statement of an import into its dataset."""
    await sources.make_file(runtime, due.import_id, partial(service.make_answer, runtime, due.import_id))


async def making_failed(runtime: Runtime, due: service.MakeDue, error: BaseException) -> None:
    """Say that a dataset came to nothing."""
    await sources.give_up_file(runtime, due.import_id, error)


HANDLERS = (
    purge_handler(service.PURGE, purge),
    JobHandler(
        name=service.MAKE_DATASET,
        payload=service.MakeDue,
        run=make_dataset,
        on_failed=making_failed,
        lane=LANE,
        lease_seconds=15,
    ),
)
