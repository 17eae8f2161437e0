"""In which state datasets are, for those who follow them: the version that questions read."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets.tables import DatasetRow
from gnomon.foundation.live.tags import Tag

KIND = "dataset"


async def tags_of(session: AsyncSession, dataset_ids: Collection[UUID]) -> Mapping[UUID, Tag]:
    """The tags of the datasets among these that are there and can be asked: the id of their active version."""
    found = await session.execute(
        select(DatasetRow.id, DatasetRow.workspace_id, DatasetRow.active_version_id).where(
            DatasetRow.id.in_(dataset_ids), DatasetRow.deleted_at.is_(None), DatasetRow.active_version_id.is_not(None)
        )
    )
    return {row.id: Tag(row.workspace_id, str(row.active_version_id)) for row in found}
