"""Every statement of queries; each read begins from what the caller may see."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.folders import service as folders
from gnomon.foundation.db.lists import in_order, some_of
from gnomon.foundation.db.named import NameColumns
from gnomon.foundation.kit.errors import NotFound
from gnomon.identity.contracts import Principal, UserId, WorkspaceId
from gnomon.queries.contracts import SavedQueryId, SavedQuerySort, SqlRunId
from gnomon.queries.tables import SavedQueryRow, SqlRunRow

ORDERS: dict[str, ColumnElement[Any]] = {
    "name": func.lower(SavedQueryRow.name),
    "created_at": SavedQueryRow.created_at.expression,
    "updated_at": SavedQueryRow.updated_at.expression,
}

NAMES = NameColumns(
    SavedQueryRow.id,
    SavedQueryRow.name,
    SavedQueryRow.description,
    SavedQueryRow.updated_at,
    SavedQueryRow.folder_id,
)


def own_runs(principal: Principal) -> Select[SqlRunRow]:
    """The runs of the caller in this workspace; nobody sees those of another."""
    return runs_of(principal.workspace_id, principal.user_id)


def runs_of(workspace_id: WorkspaceId, user_id: UserId | None) -> Select[SqlRunRow]:
    """The runs of one person in one workspace."""
    return select(SqlRunRow).where(SqlRunRow.workspace_id == workspace_id, SqlRunRow.user_id == user_id)


def runs_matching(found: Select[SqlRunRow], search: str | None) -> Select[SqlRunRow]:
    """Those whose statement contains the words."""
    return found.where(SqlRunRow.sql.icontains(search, autoescape=True)) if search else found


def owned(principal: Principal) -> Select[SavedQueryRow]:
    """The saved queries of the caller's workspace, in folders that are open to them, also those in the trash."""
    is_open = folders.seen_in(principal, SavedQueryRow.folder_id)
    return select(SavedQueryRow).where(SavedQueryRow.workspace_id == principal.workspace_id, is_open)


def readable(principal: Principal) -> Select[SavedQueryRow]:
    """The saved queries that the caller may see; not those in the trash."""
    return owned(principal).where(SavedQueryRow.deleted_at.is_(None))


def trashed(principal: Principal) -> Select[SavedQueryRow]:
    """The saved queries of the caller's workspace that lie in the trash."""
    return owned(principal).where(SavedQueryRow.deleted_at.is_not(None))


def matching(found: Select[SavedQueryRow], principal: Principal, search: str | None) -> Select[SavedQueryRow]:
    """Those whose name, description, folder or statement contains the words."""
    if not search:
        return found
    name, description, sql = (
        column.icontains(search, autoescape=True)
        for column in (SavedQueryRow.name, SavedQueryRow.description, SavedQueryRow.sql)
    )
    folder = SavedQueryRow.folder_id.in_(folders.called(principal, search))
    return found.where(name | description | folder | sql)


def within(found: Select[SavedQueryRow], folder_id: UUID | None) -> Select[SavedQueryRow]:
    """Those in this very folder, or in none."""
    is_there = SavedQueryRow.folder_id.is_(None) if folder_id is None else SavedQueryRow.folder_id == folder_id
    return found.where(is_there)


async def find_run(session: AsyncSession, principal: Principal, run_id: SqlRunId) -> SqlRunRow | None:
    """A run of the caller, if it is one."""
    return await session.scalar(own_runs(principal).where(SqlRunRow.id == run_id))


async def run_page(
    session: AsyncSession, found: Select[SqlRunRow], offset: int, limit: int
) -> tuple[list[SqlRunRow], int]:
    """Some of the runs found, the newest first, and how many there are in all."""
    newest_first = (SqlRunRow.created_at.desc(), SqlRunRow.id.desc())
    return await some_of(session, found, *newest_first, offset=offset, limit=limit)


async def keep_newest_runs(session: AsyncSession, workspace_id: WorkspaceId, user_id: UserId, count: int) -> None:
    """Forget all runs of one person in one workspace but the newest ones."""
    newest_first = (SqlRunRow.created_at.desc(), SqlRunRow.id.desc())
    kept = runs_of(workspace_id, user_id).with_only_columns(SqlRunRow.id).order_by(*newest_first)
    too_many = (await session.scalars(kept.offset(count))).all()
    for start in range(0, len(too_many), 500):
        await session.execute(delete(SqlRunRow).where(SqlRunRow.id.in_(too_many[start : start + 500])))


async def forget_runs_before(session: AsyncSession, moment: datetime) -> None:
    """Forget everybody's runs that began before a moment."""
    await session.execute(delete(SqlRunRow).where(SqlRunRow.created_at < moment))


def only(found: Select[SavedQueryRow], query_id: SavedQueryId) -> Select[UUID]:
    """The identifier of one of the saved queries found, if it is one."""
    return found.with_only_columns(SavedQueryRow.id).where(SavedQueryRow.id == query_id)


def has_text(sql: str) -> ColumnElement[bool]:
    """Whether a saved query is this very statement."""
    return SavedQueryRow.sql == sql


async def find(session: AsyncSession, found: Select[SavedQueryRow], query_id: SavedQueryId) -> SavedQueryRow:
    """One of the saved queries found. Raises `NotFound`."""
    row = await session.scalar(found.where(SavedQueryRow.id == query_id))
    if row is None:
        raise NotFound("query")
    return row


async def lock(
    session: AsyncSession, principal: Principal, found: Select[SavedQueryRow], query_id: SavedQueryId
) -> SavedQueryRow:
    """One of the saved queries found that the caller may change, held against changes by others. Raises `NotFound`."""
    row = await find(session, found.with_for_update(), query_id)
    await folders.check_not_locked(session, principal, row.folder_id)
    return row


async def page(
    session: AsyncSession, found: Select[SavedQueryRow], sort: SavedQuerySort, offset: int, limit: int
) -> tuple[list[SavedQueryRow], int]:
    """Some of the saved queries found, in order, and how many there are in all."""
    return await some_of(session, found, in_order(ORDERS, sort), SavedQueryRow.id, offset=offset, limit=limit)


async def count_by_folder(session: AsyncSession, found: Select[SavedQueryRow]) -> dict[UUID, int]:
    """How many of the saved queries found lie in each folder."""
    counted = found.with_only_columns(SavedQueryRow.folder_id, func.count()).group_by(SavedQueryRow.folder_id)
    rows = (await session.execute(counted.where(SavedQueryRow.folder_id.is_not(None)))).all()
    return {folder_id: count for folder_id, count in rows if folder_id is not None}


async def newest_trashed(session: AsyncSession, principal: Principal) -> Sequence[SavedQueryRow]:
    """What was thrown away, the latest first."""
    latest_first = trashed(principal).order_by(SavedQueryRow.deleted_at.desc(), SavedQueryRow.id)
    return (await session.scalars(latest_first)).all()
