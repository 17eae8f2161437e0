"""The jobs of dashboards: setting the showcase up, and removing what has lain in the trash long enough."""

from gnomon.dashboards import service
from gnomon.dashboards.contracts import DashboardId
from gnomon.dashboards.samples.showcase import JOB, InstallShowcase, install_showcase
from gnomon.foundation.db.database import Database
from gnomon.foundation.jobs.contracts import JobHandler
from gnomon.foundation.jobs.trash import PurgeThrown
from gnomon.foundation.kit.errors import NotFound
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity import service as identity
from gnomon.identity.contracts import WorkspaceId


async def purge(runtime: Runtime, due: PurgeThrown) -> None:
    """Remove a dashboard whose time in the trash is over."""
    principal = identity.system_principal(WorkspaceId(due.workspace_id))
    async with runtime.get(Database).write() as session:
        try:
            await service.purge_dashboard(session, principal, DashboardId(due.id), since=due.deleted_at)
        except NotFound:
            # Restored, or purged by hand.
            return


HANDLERS = (
    JobHandler(name=JOB, payload=InstallShowcase, run=install_showcase, attempts=5),
    JobHandler(name=service.PURGE, payload=PurgeThrown, run=purge, attempts=20),
)
