"""Imports of files that another room makes: expected, made, then read like an upload.

Every attempt makes the file under a key of its own, so that one that was thought dead cannot disturb the next.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import ColumnType, CreateDataset, Dataset, DatasetId, QuotaExceeded, RawFile
from gnomon.engine.contracts import OnProgress, QueryCancelled, QueryTooBulky, RunId
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit.errors import AppError, ErrorCode, Unavailable
from gnomon.foundation.kit.runtime import Runtime
from gnomon.foundation.settings import Settings
from gnomon.foundation.storage import Blobs, StoredBlob
from gnomon.identity.contracts import Principal
from gnomon.sources import repository, uploads
from gnomon.sources.contracts import (
    FileKind,
    ImportId,
    ImportProblem,
    ImportStage,
    ImportStatus,
    MadeFileTooLarge,
    UploadOptions,
)
from gnomon.sources.ending import UNEXPECTED, end_with_problem, heed_cancellation, owner_of
from gnomon.sources.file_names import base_name
from gnomon.sources.importers.headers import unique_names
from gnomon.sources.progress import told_progress
from gnomon.sources.queueing import enqueue_import, expect_upload, forget_soon, settle_upload
from gnomon.sources.service.uploading import write_down
from gnomon.sources.tables import ImportRow
from gnomon.sources.uploads import Allowance, Received
from gnomon.sources.views import Target, targets_of
from gnomon.sources.work_folders import WorkFolders


@dataclass(frozen=True, slots=True)
class ExpectFile:
    """A Parquet file that will be made: into a new dataset, or into a new version of one."""

    import_id: ImportId
    title: str
    """What the file is called, without an ending."""
    description: str | None = None
    dataset_id: DatasetId | None = None


@dataclass(frozen=True, slots=True)
class FileOrder:
    """What whoever makes the file is given."""

    folder: Path
    """An empty private folder."""
    max_bytes: int
    """A larger file is no use; the engine's `QueryTooBulky` says so."""
    run_id: RunId
    """Whatever runs in the engine under this id ends when the import is cancelled."""
    stage: ImportStage
    on_progress: OnProgress


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file that was made."""

    path: Path
    columns: tuple[tuple[str, ColumnType | None], ...]
    """The names of its columns, and a type for those whose values are text and should be read."""
    row_count: int
    settle: Callable[[AsyncSession, str], Awaitable[None]]
    """Called with the key of the file, in the transaction in which it becomes the file of the import."""


MakeFile = Callable[[FileOrder], Awaitable[MadeFile]]


async def expect_file(session: AsyncSession, principal: Principal, settings: Settings, command: ExpectFile) -> Dataset:
    """Begin an import whose file is not there yet; the caller enqueues the job that makes it.

    Raises `NotFound`, `QuotaExceeded`, and `AlreadyImported` when the identifier is taken.
    """
    await datasets.claim_storage(session, principal, 1, settings.storage_quota)
    if command.dataset_id is not None:
        dataset = await datasets.begin_new_version(session, principal, command.dataset_id, command.import_id, None)
    else:
        new = CreateDataset(name=command.title, description=command.description, import_id=command.import_id, raw=None)
        dataset = await datasets.create_dataset(session, principal, new)
    expected = RawFile(
        key=uploads.new_raw_key(), byte_size=0, sha256="", file_name=base_name(f"{command.title}.parquet")
    )
    received = Received(raw=expected, kind=FileKind.PARQUET, options=UploadOptions(dataset_id=command.dataset_id))
    target = Target(dataset_id=dataset.id, sheet=None, version_id=None)
    await write_down(session, principal, command.import_id, received, target)
    return dataset


async def make_file(runtime: Runtime, import_id: ImportId, make: MakeFile) -> None:
    """Have the expected file made, then read like an upload; harmless when that has been done."""
    row = await _begin(runtime, import_id)
    if row is not None:
        await _make(runtime, row, make)


async def _begin(runtime: Runtime, import_id: ImportId) -> ImportRow | None:
    """Take the import up; None when there is nothing left to make."""
    async with runtime.get(Database).write() as session:
        row = await repository.lock_any(session, import_id)
        if row is None or row.raw_sha256:
            return None
        await forget_soon(session, row.raw_key)
        if row.status not in (ImportStatus.QUEUED, ImportStatus.RUNNING):
            return None
        row.raw_key = uploads.new_raw_key()
        row.status, row.stage, row.rows, row.fraction = ImportStatus.RUNNING, ImportStage.QUERYING, None, None
        await session.flush()
        await expect_upload(session, row.raw_key)
        return row


async def _make(runtime: Runtime, row: ImportRow, make: MakeFile) -> None:
    import_id, allowance = ImportId(row.id), await _allowance(runtime, row)
    try:
        async with runtime.get(WorkFolders).folder() as folder:
            # The progress ends before the next job begins, which works under the same id.
            async with told_progress(runtime, import_id, ImportStage.QUERYING) as note:
                order = FileOrder(folder, allowance.max_bytes, RunId(import_id), ImportStage.QUERYING, note)
                made = await make(order)
                note.stage(ImportStage.STORING, made.row_count)
                blob = await runtime.get(Blobs).put_file(row.raw_key, made.path)  # type: ignore[type-abstract]
            await _hand_over(runtime, row, made, blob)
    except QueryTooBulky:
        await give_up_file(runtime, import_id, allowance.too_many())
    except QueryCancelled:
        await heed_cancellation(runtime, import_id)
    except Unavailable:
        raise
    except AppError as error:
        await give_up_file(runtime, import_id, error)


async def _allowance(runtime: Runtime, row: ImportRow) -> Allowance:
    """How large the file may be."""
    settings = runtime.get(Settings)
    async with runtime.get(Database).read() as session:
        use = await datasets.storage_use(session, owner_of(row), settings.storage_quota)
    by_size = Allowance(settings.max_file_size, lambda: MadeFileTooLarge(settings.max_file_size))
    by_quota = Allowance(max(0, use.quota_bytes - use.used_bytes), lambda: QuotaExceeded(use))
    return min(by_size, by_quota, key=lambda allowance: allowance.max_bytes)


async def _hand_over(runtime: Runtime, begun: ImportRow, made: MadeFile, blob: StoredBlob) -> None:
    """Make the file the original of the import, unless that was cancelled or taken up by another attempt."""
    raw = RawFile(key=blob.key, byte_size=blob.byte_size, sha256=blob.sha256, file_name=begun.file_name)
    is_ours = False
    try:
        async with runtime.get(Database).write() as session:
            row = await repository.lock_any(session, ImportId(begun.id))
            if row is not None and row.status == ImportStatus.RUNNING and row.raw_key == begun.raw_key:
                await _keep(session, row, raw, made, runtime.get(Settings))
                is_ours = True
    finally:
        if not is_ours:
            await runtime.get(Blobs).delete_prefix(raw.key)  # type: ignore[type-abstract]


async def _keep(session: AsyncSession, row: ImportRow, raw: RawFile, made: MadeFile, settings: Settings) -> None:
    await datasets.claim_storage(session, owner_of(row), raw.byte_size, settings.storage_quota)
    row.status, row.stage, row.file_size, row.raw_sha256 = ImportStatus.QUEUED, None, raw.byte_size, raw.sha256
    options = UploadOptions.model_validate(row.options)
    names = unique_names([name for name, _ in made.columns])
    types = {name: type_ for name, (_, type_) in zip(names, made.columns, strict=True) if type_ is not None}
    how = options.options.model_copy(update={"types": types})
    row.options = options.model_copy(update={"options": how}).model_dump(mode="json")
    await session.flush()
    for target in targets_of(row):
        await datasets.receive_file(session, owner_of(row), target.dataset_id, raw)
    await made.settle(session, raw.key)
    await settle_upload(session, raw.key)
    await enqueue_import(session, ImportId(row.id), raw.byte_size)


async def give_up_file(runtime: Runtime, import_id: ImportId, error: BaseException) -> None:
    """End an import with what went wrong while its file was made, in the words of whoever made it."""
    if isinstance(error, AppError) and error.code is not ErrorCode.INTERNAL:
        problem = ImportProblem(code=error.code, message=error.message, hint=error.hint, details=error.details)
    else:
        problem = UNEXPECTED
    await end_with_problem(runtime, import_id, problem)
