"""Throw models away, have them back, or remove them for good."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.foundation.jobs.trash import PurgeThrown, Thrown, enqueue_purge, thrown, withdraw_purge
from gnomon.foundation.kit import clock
from gnomon.identity.contracts import Principal
from gnomon.semantic import repository
from gnomon.semantic.contracts import ModelDefinition, ModelId, ModelState
from gnomon.semantic.policing import require_no_policies
from gnomon.semantic.service.changing import claim_datasets
from gnomon.semantic.service.reading import stored_state

PURGE = "models.purge"


async def delete_model(session: AsyncSession, principal: Principal, model_id: ModelId) -> None:
    """Throw a model into the trash; its datasets mean what was inferred until another model speaks about them.

    With its policies goes what they hid: raises `PoliciesAreKept` for those who do not manage them.
    """
    row = await repository.lock(session, repository.readable(principal), model_id)
    require_no_policies(principal, ModelDefinition.model_validate(row.definition))
    row.deleted_at = clock.now()
    await session.flush()
    await repository.release(session, model_id)
    due = PurgeThrown(id=row.id, workspace_id=principal.workspace_id, deleted_at=row.deleted_at)
    await enqueue_purge(session, PURGE, due)


async def list_trash(session: AsyncSession, principal: Principal) -> list[Thrown]:
    """The models in the trash of the workspace, the latest first."""
    return thrown(await repository.newest_trashed(session, principal))


async def restore_model(session: AsyncSession, principal: Principal, model_id: ModelId) -> ModelState:
    """Take a model out of the trash. Raises `DatasetInOtherModel` where another one speaks about its datasets now."""
    row = await repository.lock(session, repository.trashed(principal), model_id)
    require_no_policies(principal, ModelDefinition.model_validate(row.definition))
    row.deleted_at = None
    await session.flush()
    await claim_datasets(session, principal, row, ModelDefinition.model_validate(row.definition))
    await withdraw_purge(session, PURGE, model_id)
    return await stored_state(session, principal, row)


async def purge_model(
    session: AsyncSession, principal: Principal, model_id: ModelId, *, since: datetime | None = None
) -> None:
    """Remove a model in the trash for good; if `since` is given, only if it lies there since then."""
    row = await repository.lock(session, repository.trashed(principal), model_id)
    if since is None or row.deleted_at == since:
        await session.delete(row)
        await withdraw_purge(session, PURGE, model_id)
