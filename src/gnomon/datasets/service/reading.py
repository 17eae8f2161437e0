"""What there is: datasets, versions, profiles, and what questions need of them."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets import repository
from gnomon.datasets.contracts import (
    ColumnProfile,
    Dataset,
    DatasetId,
    DatasetNotReady,
    DatasetSort,
    DatasetStatus,
    DatasetSummary,
    DatasetTable,
    DatasetVersion,
    DatasetVersionId,
    Profile,
    RawFile,
)
from gnomon.datasets.tables import DatasetRow, DatasetVersionRow
from gnomon.datasets.views import dataset_of, summary_of, table_of, version_of
from gnomon.foundation.db.named import Filed, Named, named_among
from gnomon.foundation.kit.errors import NotFound
from gnomon.foundation.kit.pagination import Page, decode_cursor, page_of
from gnomon.identity.contracts import Principal


async def list_datasets(
    session: AsyncSession,
    principal: Principal,
    *,
    search: str | None,
    sort: DatasetSort,
    cursor: str | None,
    limit: int,
) -> Page[DatasetSummary]:
    """A page of the workspace's datasets."""
    offset = decode_cursor(cursor)
    found = repository.matching(repository.readable(principal), search)
    rows, total = await repository.page(session, found, sort, offset, limit)
    counts = await repository.active_versions(session, rows)
    return page_of([summary_of(row, counts) for row in rows], total=total, offset=offset)


async def get_dataset(session: AsyncSession, principal: Principal, dataset_id: DatasetId) -> Dataset:
    """One dataset with its columns."""
    row = await repository.find(session, repository.readable(principal), dataset_id)
    return dataset_of(row, await repository.version(session, row.id, row.active_version_id))


async def get_table(session: AsyncSession, principal: Principal, dataset_id: DatasetId) -> DatasetTable:
    """A dataset as a question needs it. Raises `DatasetNotReady` while it has no version."""
    row, version = await ready(session, principal, dataset_id)
    return table_of(row, version)


async def get_tables(
    session: AsyncSession, principal: Principal, dataset_ids: Collection[DatasetId]
) -> dict[DatasetId, DatasetTable | DatasetNotReady]:
    """Several datasets as questions need them, in one statement; those that are not there are absent."""
    rows = await repository.some_rows(session, repository.readable(principal), dataset_ids)
    return {
        DatasetId(row.id): DatasetNotReady(row.name, DatasetStatus(row.status))
        if version is None
        else table_of(row, version)
        for row, version in rows
    }


async def tables_at(
    session: AsyncSession, principal: Principal, versions: Mapping[DatasetId, DatasetVersionId]
) -> dict[DatasetId, DatasetTable]:
    """Datasets as they were in some of their versions; those that are not there any more are absent."""
    rows = await repository.some_rows(session, repository.readable(principal), versions)
    found = {}
    for row, _ in rows:
        version = await repository.version(session, row.id, versions[DatasetId(row.id)])
        if version is not None:
            found[DatasetId(row.id)] = table_of(row, version)
    return found


async def names_of(
    session: AsyncSession, principal: Principal, dataset_ids: Collection[DatasetId]
) -> dict[DatasetId, str]:
    """What several datasets are called; those that are gone for good are absent."""
    return await repository.names(session, repository.owned(principal), dataset_ids)


async def ids_by_sql_name(session: AsyncSession, principal: Principal) -> dict[str, DatasetId]:
    """Every dataset of the workspace, by the name that statements give it."""
    return await repository.ids_by_sql_name(session, repository.readable(principal))


async def list_tables(session: AsyncSession, principal: Principal) -> tuple[DatasetTable, ...]:
    """Every dataset of the workspace that can be asked, by its identifier."""
    return tuple(table_of(row, version) for row, version in await repository.ready_rows(session, principal))


async def list_versions(session: AsyncSession, principal: Principal, dataset_id: DatasetId) -> list[DatasetVersion]:
    """The versions of a dataset, newest first."""
    row = await repository.find(session, repository.readable(principal), dataset_id)
    return [version_of(version, row.active_version_id) for version in await repository.versions(session, row.id)]


async def files_of_versions(
    session: AsyncSession, principal: Principal, dataset_id: DatasetId
) -> dict[DatasetVersionId, str]:
    """The keys of the original files that the versions of a dataset were read from, the newest version first."""
    row = await repository.find(session, repository.readable(principal), dataset_id)
    versions = await repository.versions(session, row.id)
    return {DatasetVersionId(version.id): version.raw_key for version in versions if version.raw_key is not None}


async def stored_profile(session: AsyncSession, principal: Principal, dataset_id: DatasetId) -> Profile:
    """The profile of the active version, computed at its import over all rows; for principals without a row policy."""
    row, version = await ready(session, principal, dataset_id)
    columns = await repository.profile_columns(session, version.id) or []
    return Profile(
        dataset_id=DatasetId(row.id),
        version_id=version.id,
        row_count=version.row_count,
        columns=tuple(ColumnProfile.model_validate(column) for column in columns),
    )


async def stored_profiles(session: AsyncSession, tables: Collection[DatasetTable]) -> dict[DatasetId, Profile]:
    """The profiles of several versions, in one statement; for principals without a row policy on them."""
    found = await repository.profiles_of(session, [table.version_id for table in tables])
    return {
        table.dataset_id: Profile(
            dataset_id=table.dataset_id,
            version_id=table.version_id,
            row_count=table.row_count,
            columns=tuple(ColumnProfile.model_validate(column) for column in found.get(table.version_id, [])),
        )
        for table in tables
    }


async def original_file(session: AsyncSession, principal: Principal, dataset_id: DatasetId) -> RawFile:
    """The file that the active version was read from; where there is no version, the latest one that came."""
    row = await repository.find(session, repository.readable(principal), dataset_id)
    version = await repository.version(session, row.id, row.active_version_id)
    file = await repository.latest_file(session, row.id, version.raw_key if version is not None else None)
    if file is None:
        raise NotFound("original file")
    return RawFile(key=file.raw_key, byte_size=file.byte_size, sha256=file.sha256, file_name=file.file_name)


async def ready(
    session: AsyncSession, principal: Principal, dataset_id: DatasetId
) -> tuple[DatasetRow, DatasetVersionRow]:
    """A dataset and its active version. Raises `DatasetNotReady` while it has none."""
    row = await repository.find(session, repository.readable(principal), dataset_id)
    version = await repository.version(session, row.id, row.active_version_id)
    if version is None:
        raise DatasetNotReady(row.name, DatasetStatus(row.status))
    return row, version


async def named_datasets(
    session: AsyncSession, principal: Principal, ids: Collection[UUID] | None = None, filed: Filed | None = None
) -> list[Named]:
    """Names of the datasets that the caller may see, the latest changed first; of these ids alone, if any."""
    columns = repository.names_seen_by(principal)
    return await named_among(session, repository.readable(principal), columns, ids, filed)
