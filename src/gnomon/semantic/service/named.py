"""What models are called, for lists of things of many kinds; it tells nothing of rows."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.foundation.db.named import Named, named_among
from gnomon.identity.contracts import Principal
from gnomon.semantic import repository


async def named_models(session: AsyncSession, principal: Principal, ids: Collection[UUID] | None = None) -> list[Named]:
    """Names of the models that the caller may see, the latest changed first; of these ids alone, if any."""
    return await named_among(session, repository.readable(principal), repository.NAMES, ids)
