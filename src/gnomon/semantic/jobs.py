"""The jobs of models: removing what has lain in the trash long enough."""

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.foundation.jobs.trash import PurgeThrown, purge_handler
from gnomon.identity import service as identity
from gnomon.identity.contracts import WorkspaceId
from gnomon.semantic import service
from gnomon.semantic.contracts import ModelId


async def purge(session: AsyncSession, due: PurgeThrown) -> None:
    """Remove a model whose time in the trash is over."""
    principal = identity.system_principal(WorkspaceId(due.workspace_id))
    await service.purge_model(session, principal, ModelId(due.id), since=due.deleted_at)


HANDLERS = (purge_handler(service.PURGE, purge),)
