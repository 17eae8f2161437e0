"""The jobs of charts: removing what has lain in the trash long enough."""

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.charts import service
from gnomon.charts.contracts import ChartId
from gnomon.foundation.jobs.trash import PurgeThrown, purge_handler
from gnomon.identity import service as identity
from gnomon.identity.contracts import WorkspaceId


async def purge(session: AsyncSession, due: PurgeThrown) -> None:
    """Remove a chart whose time in the trash is over."""
    principal = identity.system_principal(WorkspaceId(due.workspace_id))
    await service.purge_chart(session, principal, ChartId(due.id), since=due.deleted_at)


HANDLERS = (purge_handler(service.PURGE, purge),)
