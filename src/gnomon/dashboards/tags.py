"""In which state dashboards are, for those who follow them: the revision that they see."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import case, select
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards.tables import DashboardRow
from gnomon.foundation.live.tags import Tag

DRAFT_KIND = "dashboard-draft"
"""For those who edit: every saved state."""
READ_KIND = "dashboard"
"""For those who read: what is published."""


async def draft_tags(session: AsyncSession, dashboard_ids: Collection[UUID]) -> Mapping[UUID, Tag]:
    """The tags of the dashboards among these that are there, as editors see them."""
    found = await session.execute(
        select(
            DashboardRow.id,
            DashboardRow.workspace_id,
            DashboardRow.revision,
            DashboardRow.is_live,
            DashboardRow.published_revision,
        ).where(DashboardRow.id.in_(dashboard_ids), DashboardRow.deleted_at.is_(None))
    )
    return {
        row.id: Tag(row.workspace_id, f"{row.revision}.{row.published_revision or 0}.{int(row.is_live)}")
        for row in found
    }


async def read_tags(session: AsyncSession, dashboard_ids: Collection[UUID]) -> Mapping[UUID, Tag]:
    """The same as readers see them: nothing of a draft, nor of what was never published."""
    seen = case((DashboardRow.is_live, DashboardRow.revision), else_=DashboardRow.published_revision)
    found = await session.execute(
        select(DashboardRow.id, DashboardRow.workspace_id, seen.label("seen")).where(
            DashboardRow.id.in_(dashboard_ids), DashboardRow.deleted_at.is_(None), seen.is_not(None)
        )
    )
    return {row.id: Tag(row.workspace_id, str(row.seen)) for row in found}
