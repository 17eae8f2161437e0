"""Templates that were thrown away: had back, or removed for good."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards import template_repository as repository
from gnomon.dashboards.contracts import TemplateId
from gnomon.foundation.jobs.trash import PurgeThrown, Thrown, enqueue_purge, thrown, withdraw_purge
from gnomon.foundation.kit import clock
from gnomon.identity.contracts import Principal

PURGE_TEMPLATE = "dashboards.purge_template"


async def delete_template(session: AsyncSession, principal: Principal, template_id: TemplateId) -> None:
    """Throw a template into the trash. Raises `NotFound`."""
    row = await repository.lock(session, repository.readable(principal), template_id)
    row.deleted_at = clock.now()
    await session.flush()
    due = PurgeThrown(id=template_id, workspace_id=principal.workspace_id, deleted_at=row.deleted_at)
    await enqueue_purge(session, PURGE_TEMPLATE, due)


async def list_trashed_templates(session: AsyncSession, principal: Principal) -> list[Thrown]:
    """The templates in the trash of the workspace, the latest first."""
    return thrown(await repository.newest_trashed(session, principal))


async def restore_template(session: AsyncSession, principal: Principal, template_id: TemplateId) -> str:
    """Take a template out of the trash; gives its name. Raises `NotFound`."""
    row = await repository.lock(session, repository.trashed(principal), template_id)
    row.deleted_at = None
    await session.flush()
    await withdraw_purge(session, PURGE_TEMPLATE, template_id)
    return row.name


async def purge_template(
    session: AsyncSession, principal: Principal, template_id: TemplateId, *, since: datetime | None = None
) -> None:
    """Remove a template in the trash for good; if `since` is given, only if it lies there since."""
    row = await repository.lock(session, repository.trashed(principal), template_id)
    if since is None or row.deleted_at == since:
        await session.delete(row)
        await withdraw_purge(session, PURGE_TEMPLATE, template_id)
