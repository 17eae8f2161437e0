"""The jobs of dashboards: setting the showcase up, and removing what has lain in the trash long enough."""

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards import service
from gnomon.dashboards.assets import LOOK_AFTER, LookAfterAsset, look_after_asset
from gnomon.dashboards.contracts import DashboardId, TemplateId
from gnomon.dashboards.samples.showcase import JOB, InstallShowcase, install_showcase
from gnomon.dashboards.template_trash import PURGE_TEMPLATE, purge_template
from gnomon.foundation.jobs.contracts import JobHandler
from gnomon.foundation.jobs.trash import PurgeThrown, purge_handler
from gnomon.identity import service as identity
from gnomon.identity.contracts import WorkspaceId


async def purge(session: AsyncSession, due: PurgeThrown) -> None:
    """Remove a dashboard whose time in the trash is over."""
    principal = identity.system_principal(WorkspaceId(due.workspace_id))
    await service.purge_dashboard(session, principal, DashboardId(due.id), since=due.deleted_at)


async def purge_old_template(session: AsyncSession, due: PurgeThrown) -> None:
    """Remove a template whose time in the trash is over."""
    principal = identity.system_principal(WorkspaceId(due.workspace_id))
    await purge_template(session, principal, TemplateId(due.id), since=due.deleted_at)


HANDLERS = (
    JobHandler(name=JOB, payload=InstallShowcase, run=install_showcase, attempts=5),
    purge_handler(service.PURGE, purge),
    purge_handler(PURGE_TEMPLATE, purge_old_template),
    JobHandler(name=LOOK_AFTER, payload=LookAfterAsset, run=look_after_asset, attempts=20),
)
