"""What the files of a workspace take, and whether more fits in."""

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets import repository
from gnomon.datasets.contracts import QuotaExceeded, StorageUse
from gnomon.identity.contracts import Principal


async def storage_use(session: AsyncSession, principal: Principal, quota_bytes: int) -> StorageUse:
    """What the workspace keeps, original files and versions together."""
    return StorageUse(
        used_bytes=await repository.stored_bytes(session, principal.workspace_id), quota_bytes=quota_bytes
    )


async def claim_storage(session: AsyncSession, principal: Principal, more_bytes: int, quota_bytes: int) -> None:
    """Make sure that so much more fits in, for the rest of the transaction. Raises `QuotaExceeded`."""
    await repository.hold_workspace(session, principal.workspace_id)
    use = await storage_use(session, principal, quota_bytes)
    if use.used_bytes + more_bytes > quota_bytes:
        raise QuotaExceeded(use)
