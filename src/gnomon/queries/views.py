"""Rows of queries as contracts."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from gnomon.datasets.contracts import DatasetId, DatasetVersionId
from gnomon.identity.contracts import UserId
from gnomon.queries.contracts import (
    DatasetOrigin,
    RunStatus,
    SavedParameter,
    SavedQuery,
    SavedQueryId,
    SqlRun,
    SqlRunId,
)
from gnomon.queries.tables import DatasetOriginRow, SavedQueryRow, SqlRunRow
from gnomon.query.contracts import SqlSource
from gnomon.sources.contracts import ImportId


def run_of(row: SqlRunRow) -> SqlRun:
    """A run as its maker sees it."""
    return SqlRun(
        id=SqlRunId(row.id),
        sql=row.sql,
        parameters=row.parameters,
        status=RunStatus(row.status),
        error_code=row.error_code,
        error_message=row.error_message,
        row_count=row.row_count,
        total_rows=row.total_rows,
        truncated=row.is_truncated,
        execution_time_ms=row.elapsed_ms,
        is_cached=row.is_cached,
        sources=tuple(SqlSource.model_validate(source) for source in row.sources),
        saved_query_id=None if row.saved_query_id is None else SavedQueryId(row.saved_query_id),
        created_at=row.created_at,
    )


def saved_query_of(row: SavedQueryRow, names: Mapping[UserId, str], paths: Mapping[UUID, str]) -> SavedQuery:
    """A saved query with what its author is called, and where it lies."""
    author = None if row.created_by is None else UserId(row.created_by)
    return SavedQuery(
        id=SavedQueryId(row.id),
        name=row.name,
        description=row.description,
        folder="" if row.folder_id is None else paths[row.folder_id],
        sql=row.sql,
        parameters=tuple(SavedParameter.model_validate(parameter) for parameter in row.parameters),
        revision=row.revision,
        created_by=author,
        created_by_name=None if author is None else names.get(author),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def origin_of(
    row: DatasetOriginRow, version_ids: Sequence[DatasetVersionId], names: Mapping[UserId, str]
) -> DatasetOrigin:
    """What the versions of a dataset were made of."""
    maker = UserId(row.made_by)
    return DatasetOrigin(
        id=ImportId(row.id),
        dataset_id=DatasetId(row.dataset_id),
        version_ids=tuple(version_ids),
        saved_query_id=None if row.saved_query_id is None else SavedQueryId(row.saved_query_id),
        sql=row.sql,
        parameters=row.parameters,
        sources=tuple(SqlSource.model_validate(source) for source in row.sources),
        made_by=maker,
        made_by_name=names.get(maker),
        made_at=row.made_at,
    )
