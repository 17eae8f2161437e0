"""The jobs of charts: removing what has lain in the trash long enough."""

from gnomon.charts import service
from gnomon.charts.contracts import ChartId
from gnomon.foundation.db.database import Database
from gnomon.foundation.jobs.contracts import JobHandler
from gnomon.foundation.jobs.trash import PurgeThrown
from gnomon.foundation.kit.errors import NotFound
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity import service as identity
from gnomon.identity.contracts import WorkspaceId


async def purge(runtime: Runtime, due: PurgeThrown) -> None:
    """Remove a chart whose time in the trash is over."""
    principal = identity.system_principal(WorkspaceId(due.workspace_id))
    async with runtime.get(Database).write() as session:
        try:
            await service.purge_chart(session, principal, ChartId(due.id), since=due.deleted_at)
        except NotFound:
            # Restored, or purged by hand.
            return


HANDLERS = (JobHandler(name=service.PURGE, payload=PurgeThrown, run=purge, attempts=20),)
