"""Every statement of query on the metadata database."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.query.tables import QueryLogRow


async def add_log_rows(session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep what was asked."""
    await session.execute(insert(QueryLogRow), list(rows))


async def prune_log(session: AsyncSession, before: datetime) -> None:
    """Forget what was asked before a moment."""
    await session.execute(delete(QueryLogRow).where(QueryLogRow.created_at < before))
