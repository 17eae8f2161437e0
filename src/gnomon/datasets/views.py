"""Rows as the wire and other rooms see them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from gnomon.datasets.contracts import (
    Column,
    ColumnInfo,
    Dataset,
    DatasetId,
    DatasetStatus,
    DatasetSummary,
    DatasetTable,
    DatasetVersion,
    DatasetVersionId,
)
from gnomon.datasets.tables import DatasetRow, DatasetVersionRow
from gnomon.identity.contracts import UserId, WorkspaceId

Words = Mapping[str, Mapping[str, Any]]


def columns_of(version: DatasetVersionRow | None, words: Words) -> tuple[Column, ...]:
    """The columns of a version, with what people have said about them."""
    if version is None:
        return ()
    return tuple(
        Column.model_validate({**column, **words.get(str(column["name"]).lower(), {})}) for column in version.columns
    )


def infos_of(version: DatasetVersionRow | None) -> tuple[ColumnInfo, ...]:
    """The columns of a version in two words each."""
    columns = version.columns if version is not None else []
    return tuple(ColumnInfo(name=column["name"], type=column["type"]) for column in columns)


def dataset_of(row: DatasetRow, version: DatasetVersionRow | None) -> Dataset:
    """A dataset with its active version, if it has one."""
    return Dataset(
        id=DatasetId(row.id),
        workspace_id=WorkspaceId(row.workspace_id),
        name=row.name,
        sql_name=row.sql_name or "",
        description=row.description,
        status=DatasetStatus(row.status),
        error=row.error,
        row_count=row.row_count,
        file_size=row.file_size,
        rejected_rows=version.rejected_rows if version is not None else 0,
        columns_info=infos_of(version),
        columns=columns_of(version, row.column_words),
        active_version_id=DatasetVersionId(version.id) if version is not None else None,
        import_id=row.import_id,
        file_name=row.file_name,
        created_by=UserId(row.created_by) if row.created_by is not None else None,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def summary_of(row: DatasetRow, counts: Mapping[UUID, tuple[int, int]]) -> DatasetSummary:
    """A dataset as a list shows it; `counts` has column count and rejected rows by dataset."""
    column_count, rejected_rows = counts.get(row.id, (0, 0))
    return DatasetSummary(
        id=DatasetId(row.id),
        name=row.name,
        sql_name=row.sql_name or "",
        description=row.description,
        status=DatasetStatus(row.status),
        error=row.error,
        row_count=row.row_count,
        column_count=column_count,
        file_size=row.file_size,
        rejected_rows=rejected_rows,
        file_name=row.file_name,
        import_id=row.import_id,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def version_of(row: DatasetVersionRow, active_version_id: UUID | None) -> DatasetVersion:
    """A version as the list of versions shows it."""
    return DatasetVersion(
        id=DatasetVersionId(row.id),
        dataset_id=DatasetId(row.dataset_id),
        number=row.number,
        row_count=row.row_count,
        byte_size=row.byte_size,
        rejected_rows=row.rejected_rows,
        content_hash=row.content_hash,
        file_name=row.file_name,
        is_active=row.id == active_version_id,
        created_by=UserId(row.created_by) if row.created_by is not None else None,
        created_at=row.created_at,
        columns_info=infos_of(row),
    )


def table_of(row: DatasetRow, version: DatasetVersionRow) -> DatasetTable:
    """A dataset as a question needs it."""
    return DatasetTable(
        dataset_id=DatasetId(row.id),
        workspace_id=WorkspaceId(row.workspace_id),
        name=row.name,
        sql_name=row.sql_name or "",
        version_id=DatasetVersionId(version.id),
        version_number=version.number,
        content_hash=version.content_hash,
        row_count=version.row_count,
        columns=columns_of(version, row.column_words),
        file_keys=tuple(version.file_keys),
        created_at=version.created_at,
    )
