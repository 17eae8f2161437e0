"""Every statement about what datasets were made of."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets.contracts import DatasetId
from gnomon.identity.contracts import Principal
from gnomon.queries.tables import DatasetOriginRow
from gnomon.sources.contracts import ImportId


def readable(principal: Principal, dataset_id: DatasetId) -> Select[DatasetOriginRow]:
    """What a dataset of the caller's workspace was made of, the latest first."""
    return (
        select(DatasetOriginRow)
        .where(DatasetOriginRow.workspace_id == principal.workspace_id, DatasetOriginRow.dataset_id == dataset_id)
        .order_by(DatasetOriginRow.made_at.desc(), DatasetOriginRow.id.desc())
    )


async def of_dataset(session: AsyncSession, principal: Principal, dataset_id: DatasetId) -> Sequence[DatasetOriginRow]:
    """What a dataset was made of, the latest first, also what has not come to anything."""
    return (await session.scalars(readable(principal, dataset_id))).all()


async def has_any(session: AsyncSession, principal: Principal, dataset_id: DatasetId) -> bool:
    """Whether a dataset was made of a query."""
    found = readable(principal, dataset_id).with_only_columns(DatasetOriginRow.id).limit(1)
    return await session.scalar(found) is not None


async def for_job(session: AsyncSession, import_id: ImportId) -> DatasetOriginRow | None:
    """The statement that the job of an import runs."""
    return await session.get(DatasetOriginRow, UUID(str(import_id)))


async def note_made(session: AsyncSession, import_id: ImportId, raw_key: str, sources: list[Any]) -> None:
    """Write down which file the answer is in, and what it was made of."""
    made = update(DatasetOriginRow).where(DatasetOriginRow.id == import_id)
    await session.execute(made.values(raw_key=raw_key, sources=sources))
