"""A dataset while files come in: made empty, given versions, or given up."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets import repository
from gnomon.datasets.contracts import (
    CreateDataset,
    Dataset,
    DatasetId,
    DatasetStatus,
    DatasetVersionId,
    NewVersion,
    RawFile,
)
from gnomon.datasets.names import free_identifiers
from gnomon.datasets.removal import RemoveFiles, enqueue_removal, version_prefix
from gnomon.datasets.tables import DatasetFileRow, DatasetProfileRow, DatasetRow, DatasetVersionRow
from gnomon.datasets.views import dataset_of
from gnomon.foundation.kit import clock, ids
from gnomon.identity.contracts import Principal


async def create_dataset(session: AsyncSession, principal: Principal, command: CreateDataset) -> Dataset:
    """Make an empty dataset that waits for its first version."""
    now = clock.now()
    row = DatasetRow(
        id=ids.new(DatasetId),
        workspace_id=principal.workspace_id,
        name=command.name,
        sql_name=await free_sql_name(session, principal, command.name),
        description=command.description,
        status=DatasetStatus.IMPORTING,
        error=None,
        active_version_id=None,
        row_count=0,
        file_size=0 if command.raw is None else command.raw.byte_size,
        import_id=command.import_id,
        file_name=None if command.raw is None else command.raw.file_name,
        column_words={},
        created_by=principal.user_id,
        created_at=now,
        updated_at=now,
        deleted_at=None,
    )
    session.add(row)
    await session.flush()
    if command.raw is not None:
        await _keep_file(session, row.id, command.raw)
    return dataset_of(row, None)


async def begin_new_version(
    session: AsyncSession, principal: Principal, dataset_id: DatasetId, import_id: UUID, raw: RawFile | None
) -> Dataset:
    """Note that a file is on its way into a dataset; what it has stays in use until the new version is whole."""
    row = await repository.lock(session, repository.readable(principal), dataset_id)
    version = await repository.version(session, row.id, row.active_version_id)
    row.import_id = import_id
    if version is None:
        row.status, row.error = DatasetStatus.IMPORTING, None
    await session.flush()
    if raw is not None:
        await _keep_file(session, row.id, raw)
    return dataset_of(row, version)


async def receive_file(session: AsyncSession, principal: Principal, dataset_id: DatasetId, raw: RawFile) -> None:
    """Take in the file of an import that began before its file was made."""
    row = await repository.lock(session, repository.owned(principal), dataset_id)
    if row.active_version_id is None:
        row.file_size, row.file_name = raw.byte_size, raw.file_name
    await session.flush()
    await _keep_file(session, row.id, raw)


async def add_version(session: AsyncSession, principal: Principal, dataset_id: DatasetId, new: NewVersion) -> Dataset:
    """Add a version whose files are stored, and make it the active one."""
    row = await repository.lock(session, repository.owned(principal), dataset_id)
    now = clock.now()
    raw = await repository.latest_file(session, row.id, new.raw_key) if new.raw_key is not None else None
    version = DatasetVersionRow(
        id=new.version_id,
        dataset_id=row.id,
        number=await repository.next_number(session, row.id),
        row_count=new.row_count,
        byte_size=new.byte_size,
        rejected_rows=new.rejected_rows,
        rejects_key=new.rejects_key,
        content_hash=new.content_hash,
        raw_key=new.raw_key,
        raw_sha256=new.raw_sha256,
        raw_size=raw.byte_size if raw is not None else None,
        file_name=new.file_name,
        file_keys=list(new.file_keys),
        columns=[column.model_dump(mode="json") for column in new.columns],
        created_by=principal.user_id,
        created_at=now,
    )
    session.add(version)
    await session.flush()
    profile = [column.model_dump(mode="json") for column in new.profile]
    session.add(DatasetProfileRow(version_id=version.id, columns=profile))
    await session.flush()
    await repository.point_at(session, row, version, now)
    return dataset_of(row, version)


async def fail_import(session: AsyncSession, principal: Principal, dataset_id: DatasetId, message: str) -> None:
    """Say why nothing came of an import; a dataset that has a version goes on with it."""
    row = await repository.lock(session, repository.owned(principal), dataset_id)
    if row.active_version_id is None:
        row.status, row.error, row.updated_at = DatasetStatus.ERROR, message, clock.now()
        await session.flush()


async def discard_import(session: AsyncSession, principal: Principal, dataset_id: DatasetId, raw_key: str) -> None:
    """Take an import back as if it had never begun: its file goes, and the dataset too if it has no version."""
    row = await repository.lock(session, repository.owned(principal), dataset_id)
    if any(version.raw_key == raw_key for version in await repository.versions(session, row.id)):
        return
    await repository.forget_file(session, row.id, raw_key)
    if row.active_version_id is None:
        await repository.remove(session, row.id)
    else:
        row.import_id = None
        await session.flush()
    await enqueue_removal(session, RemoveFiles(prefixes=(), raw_keys=(raw_key,)))


async def remove_version_files(session: AsyncSession, dataset_id: DatasetId, version_id: DatasetVersionId) -> None:
    """Remove what was stored for a version that does not come to be."""
    if await repository.version(session, dataset_id, version_id) is None:
        prefix = version_prefix(dataset_id, version_id)
        await enqueue_removal(session, RemoveFiles(prefixes=(prefix,), raw_keys=()))


async def free_sql_name(session: AsyncSession, principal: Principal, name: str) -> str:
    """An identifier for a name that no other dataset of the workspace has."""
    await repository.hold_workspace(session, principal.workspace_id)
    taken = await repository.sql_names(session, principal.workspace_id)
    return next(free_identifiers(name, taken))


async def _keep_file(session: AsyncSession, dataset_id: UUID, raw: RawFile) -> None:
    known = await repository.latest_file(session, dataset_id, raw.key)
    if known is None:
        session.add(
            DatasetFileRow(
                dataset_id=dataset_id,
                raw_key=raw.key,
                byte_size=raw.byte_size,
                sha256=raw.sha256,
                file_name=raw.file_name,
                created_at=clock.now(),
            )
        )
        await session.flush()
