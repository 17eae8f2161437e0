"""Every statement of query on the metadata database."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.query.tables import QueryLogRow, RollupRow


async def add_log_rows(session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep what was asked."""
    await session.execute(insert(QueryLogRow), list(rows))


async def prune_log(session: AsyncSession, before: datetime) -> None:
    """Forget what was asked before a moment."""
    await session.execute(delete(QueryLogRow).where(QueryLogRow.created_at < before))


async def rollups_of_versions(session: AsyncSession, version_ids: Collection[UUID]) -> Sequence[RollupRow]:
    """What is kept, or was found not to be worth it, of some versions."""
    found = select(RollupRow).where(RollupRow.version_id.in_(version_ids)).order_by(RollupRow.created_at, RollupRow.id)
    return (await session.scalars(found)).all()


async def rollups_of_workspace(session: AsyncSession, workspace_id: UUID) -> Sequence[RollupRow]:
    """What is kept in a workspace, the one that was not used for longest first."""
    found = select(RollupRow).where(RollupRow.workspace_id == workspace_id).order_by(RollupRow.used_at, RollupRow.id)
    return (await session.scalars(found)).all()


async def rollups_were_used(session: AsyncSession, file_keys: Collection[str], now: datetime) -> None:
    """Note that some roll-ups are wanted still."""
    await session.execute(update(RollupRow).where(RollupRow.file_key.in_(file_keys)).values(used_at=now))


async def forget_rollups(session: AsyncSession, rollup_ids: Collection[UUID]) -> None:
    """Remove what is said of some roll-ups."""
    await session.execute(delete(RollupRow).where(RollupRow.id.in_(rollup_ids)))


async def forget_lost_rollup(session: AsyncSession, file_key: str) -> None:
    """Remove what is said of a roll-up that has no file."""
    await session.execute(delete(RollupRow).where(RollupRow.file_key == file_key))
