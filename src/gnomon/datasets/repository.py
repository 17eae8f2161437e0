"""Every statement of datasets; each read begins from what the caller may see."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, delete, func, null, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets.contracts import DatasetId, DatasetSort, DatasetVersionId
from gnomon.datasets.tables import DatasetFileRow, DatasetProfileRow, DatasetRow, DatasetVersionRow
from gnomon.folders import service as folders
from gnomon.foundation.db.lists import in_order, some_of
from gnomon.foundation.db.named import NameColumns
from gnomon.foundation.db.wordings import forget_words, holding, keep_words
from gnomon.foundation.kit.errors import NotFound
from gnomon.identity.contracts import Principal, WorkspaceId

ORDERS: dict[str, ColumnElement[Any]] = {
    "name": func.lower(DatasetRow.name),
    "created_at": DatasetRow.created_at.expression,
    "updated_at": DatasetRow.updated_at.expression,
    "row_count": DatasetRow.row_count.expression,
    "file_size": DatasetRow.file_size.expression,
}


WORDS_OF_COLUMNS = "dataset"
WORDS_OF_MODELS = "model"
"""Written by the room that keeps models."""


def readable(principal: Principal) -> Select[DatasetRow]:
    """The datasets that the caller may see; not those in the trash."""
    return owned(principal).where(DatasetRow.deleted_at.is_(None))


def owned(principal: Principal) -> Select[DatasetRow]:
    """The datasets of the caller's workspace, also those in the trash."""
    return select(DatasetRow).where(DatasetRow.workspace_id == principal.workspace_id)


def trashed(principal: Principal) -> Select[DatasetRow]:
    """The datasets of the caller's workspace that lie in the trash."""
    return owned(principal).where(DatasetRow.deleted_at.is_not(None))


def names_seen_by(principal: Principal) -> NameColumns:
    """Names of datasets; one that lies in a folder which is closed to the caller lies in none for them."""
    folder: ColumnElement[Any] = DatasetRow.folder_id.expression
    if not folders.sees_all(principal):
        folder = case((DatasetRow.folder_id.in_(folders.closed_to(principal)), null()), else_=DatasetRow.folder_id)
    return NameColumns(DatasetRow.id, DatasetRow.name, DatasetRow.description, DatasetRow.updated_at, folder)


def matching(found: Select[DatasetRow], search: str | None) -> Select[DatasetRow]:
    """Those whose name or description contains the words."""
    if not search:
        return found
    return found.where(
        DatasetRow.name.icontains(search, autoescape=True) | DatasetRow.description.icontains(search, autoescape=True)
    )


async def find(session: AsyncSession, found: Select[DatasetRow], dataset_id: DatasetId) -> DatasetRow:
    """One of the datasets found. Raises `NotFound`."""
    row = await session.scalar(found.where(DatasetRow.id == dataset_id))
    if row is None:
        raise NotFound("dataset")
    return row


async def lock(session: AsyncSession, found: Select[DatasetRow], dataset_id: DatasetId) -> DatasetRow:
    """One of the datasets found, held against changes by others until the transaction ends."""
    return await find(session, found.with_for_update(), dataset_id)


async def page(
    session: AsyncSession, found: Select[DatasetRow], sort: DatasetSort, offset: int, limit: int
) -> tuple[list[DatasetRow], int]:
    """Some of the datasets found, in order, and how many there are in all."""
    return await some_of(session, found, in_order(ORDERS, sort), DatasetRow.id, offset=offset, limit=limit)


async def newest_trashed(session: AsyncSession, principal: Principal) -> Sequence[DatasetRow]:
    """What was thrown away, the latest first."""
    return (await session.scalars(trashed(principal).order_by(DatasetRow.deleted_at.desc(), DatasetRow.id))).all()


async def sql_names(session: AsyncSession, workspace_id: WorkspaceId) -> set[str]:
    """The identifiers that are taken in a workspace."""
    names = await session.scalars(
        select(DatasetRow.sql_name).where(DatasetRow.workspace_id == workspace_id, DatasetRow.sql_name.is_not(None))
    )
    return {name for name in names if name is not None}


async def ids_by_sql_name(session: AsyncSession, found: Select[DatasetRow]) -> dict[str, DatasetId]:
    """The datasets found, by the names that statements give them."""
    rows = await session.execute(found.with_only_columns(DatasetRow.sql_name, DatasetRow.id))
    return {row.sql_name: DatasetId(row.id) for row in rows if row.sql_name is not None}


async def hold_workspace(session: AsyncSession, workspace_id: WorkspaceId) -> None:
    """Let nobody else name a dataset or claim storage in the workspace until the transaction ends."""
    # On SQLite a transaction that writes is alone anyway.
    if session.get_bind().dialect.name == "postgresql":
        number = UUID(str(workspace_id)).int & (2**63 - 1)
        await session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


async def ready_rows(session: AsyncSession, principal: Principal) -> Sequence[tuple[DatasetRow, DatasetVersionRow]]:
    """Every dataset that has a version, with the active one."""
    found = (
        readable(principal)
        .join(DatasetVersionRow, DatasetVersionRow.id == DatasetRow.active_version_id)
        .add_columns(DatasetVersionRow)
        .order_by(DatasetRow.sql_name)
    )
    return [(row.DatasetRow, row.DatasetVersionRow) for row in await session.execute(found)]


async def some_rows(
    session: AsyncSession, found: Select[DatasetRow], dataset_ids: Collection[DatasetId]
) -> Sequence[tuple[DatasetRow, DatasetVersionRow | None]]:
    """Some of the datasets found, each with its active version if it has one."""
    joined = (
        found.where(DatasetRow.id.in_(dataset_ids))
        .outerjoin(DatasetVersionRow, DatasetVersionRow.id == DatasetRow.active_version_id)
        .add_columns(DatasetVersionRow)
    )
    return [(row.DatasetRow, row.DatasetVersionRow) for row in await session.execute(joined)]


async def names(
    session: AsyncSession, found: Select[DatasetRow], dataset_ids: Collection[DatasetId]
) -> dict[DatasetId, str]:
    """What some of the datasets found are called."""
    rows = await session.execute(
        found.where(DatasetRow.id.in_(dataset_ids)).with_only_columns(DatasetRow.id, DatasetRow.name)
    )
    return {DatasetId(row.id): row.name for row in rows}


async def version(
    session: AsyncSession, dataset_id: UUID, version_id: DatasetVersionId | UUID | None
) -> DatasetVersionRow | None:
    """One version of a dataset."""
    if version_id is None:
        return None
    return await session.scalar(
        select(DatasetVersionRow).where(DatasetVersionRow.dataset_id == dataset_id, DatasetVersionRow.id == version_id)
    )


async def versions(session: AsyncSession, dataset_id: UUID) -> Sequence[DatasetVersionRow]:
    """The versions of a dataset, newest first."""
    found = select(DatasetVersionRow).where(DatasetVersionRow.dataset_id == dataset_id)
    return (await session.scalars(found.order_by(DatasetVersionRow.number.desc()))).all()


async def active_versions(session: AsyncSession, rows: Sequence[DatasetRow]) -> dict[UUID, tuple[int, int]]:
    """Column count and rejected rows of the active version of each dataset that has one, by dataset."""
    wanted = [row.active_version_id for row in rows if row.active_version_id is not None]
    length = func.json_array_length if session.get_bind().dialect.name == "sqlite" else func.jsonb_array_length
    found = await session.execute(
        select(DatasetVersionRow.dataset_id, length(DatasetVersionRow.columns), DatasetVersionRow.rejected_rows).where(
            DatasetVersionRow.id.in_(wanted)
        )
    )
    return {dataset_id: (columns, rejected) for dataset_id, columns, rejected in found}


async def next_number(session: AsyncSession, dataset_id: UUID) -> int:
    """The number that the next version of a dataset gets."""
    last = await session.scalar(
        select(func.max(DatasetVersionRow.number)).where(DatasetVersionRow.dataset_id == dataset_id)
    )
    return (last or 0) + 1


async def profile_columns(session: AsyncSession, version_id: UUID) -> list[object] | None:
    """The stored profile of a version."""
    return await session.scalar(select(DatasetProfileRow.columns).where(DatasetProfileRow.version_id == version_id))


async def profiles_of(session: AsyncSession, version_ids: Collection[UUID]) -> dict[UUID, list[object]]:
    """The stored profiles of several versions."""
    found = select(DatasetProfileRow.version_id, DatasetProfileRow.columns)
    rows = await session.execute(found.where(DatasetProfileRow.version_id.in_(version_ids)))
    return {row.version_id: row.columns for row in rows}


async def latest_file(session: AsyncSession, dataset_id: UUID, raw_key: str | None) -> DatasetFileRow | None:
    """The original file with this key, or the latest one."""
    found = select(DatasetFileRow).where(DatasetFileRow.dataset_id == dataset_id)
    if raw_key is not None:
        found = found.where(DatasetFileRow.raw_key == raw_key)
    return await session.scalar(found.order_by(DatasetFileRow.created_at.desc()).limit(1))


async def forget_file(session: AsyncSession, dataset_id: UUID, raw_key: str) -> None:
    """The file does not feed the dataset any more."""
    await session.execute(
        delete(DatasetFileRow).where(DatasetFileRow.dataset_id == dataset_id, DatasetFileRow.raw_key == raw_key)
    )


async def file_keys_of(session: AsyncSession, dataset_id: UUID) -> Sequence[str]:
    """The original files of a dataset."""
    return (await session.scalars(select(DatasetFileRow.raw_key).where(DatasetFileRow.dataset_id == dataset_id))).all()


async def still_used(session: AsyncSession, raw_keys: Sequence[str]) -> set[str]:
    """Those of the original files that still feed some dataset."""
    return set(await session.scalars(select(DatasetFileRow.raw_key).where(DatasetFileRow.raw_key.in_(raw_keys))))


async def remove(session: AsyncSession, dataset_id: UUID) -> None:
    """Remove a dataset with its versions and profiles."""
    await session.execute(delete(DatasetRow).where(DatasetRow.id == dataset_id))
    await forget_words(session, (WORDS_OF_COLUMNS, WORDS_OF_MODELS), dataset_id)


async def point_at(session: AsyncSession, row: DatasetRow, chosen: DatasetVersionRow, now: datetime) -> None:
    """Make a version the active one: the one pointer that moves."""
    await session.execute(
        update(DatasetRow)
        .where(DatasetRow.id == row.id)
        .values(
            active_version_id=chosen.id,
            row_count=chosen.row_count,
            file_size=chosen.byte_size if chosen.raw_size is None else chosen.raw_size,
            file_name=chosen.file_name or row.file_name,
            status="ready",
            error=None,
            updated_at=now,
        )
    )
    await session.refresh(row)
    await keep_column_words(session, row, chosen)


async def keep_column_words(session: AsyncSession, row: DatasetRow, version: DatasetVersionRow) -> None:
    """Say how the columns of a dataset are called, for who searches."""
    said = [str(value) for words in row.column_words.values() for value in words.values() if isinstance(value, str)]
    names = [str(column["name"]) for column in version.columns]
    await keep_words(session, row.workspace_id, WORDS_OF_COLUMNS, row.id, [*names, *said])


async def ids_holding(
    session: AsyncSession,
    principal: Principal,
    kinds: Collection[str],
    words: Sequence[str],
    *,
    is_loose: bool,
    most: int,
) -> list[DatasetId]:
    """The datasets that the caller may see of whose columns or members the words may tell, the latest changed first."""
    ids = holding(principal.workspace_id, kinds, words, is_loose=is_loose)
    found = readable(principal).where(DatasetRow.id.in_(ids)).with_only_columns(DatasetRow.id)
    latest = found.order_by(DatasetRow.updated_at.desc(), DatasetRow.id).limit(most)
    return [DatasetId(one) for one in await session.scalars(latest)]


async def stored_bytes(session: AsyncSession, workspace_id: WorkspaceId) -> int:
    """What the files of a workspace take: every version, and every original file once."""
    versions_size = await session.scalar(
        select(func.coalesce(func.sum(DatasetVersionRow.byte_size), 0))
        .join(DatasetRow, DatasetRow.id == DatasetVersionRow.dataset_id)
        .where(DatasetRow.workspace_id == workspace_id)
    )
    originals = (
        select(DatasetFileRow.raw_key, func.max(DatasetFileRow.byte_size).label("byte_size"))
        .join(DatasetRow, DatasetRow.id == DatasetFileRow.dataset_id)
        .where(DatasetRow.workspace_id == workspace_id)
        .group_by(DatasetFileRow.raw_key)
        .subquery()
    )
    originals_size = await session.scalar(select(func.coalesce(func.sum(originals.c.byte_size), 0)))
    return int(versions_size or 0) + int(originals_size or 0)
