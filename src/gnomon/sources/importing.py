"""The work of an import: read the file in a worker, store what it made, add the versions in one transaction."""

from pathlib import Path

import structlog

from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import DatasetVersionId, NewVersion
from gnomon.engine.contracts import Engine, QueryCancelled, RunId, WorkerTask
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit import clock, ids
from gnomon.foundation.kit.errors import AppError, Unavailable
from gnomon.foundation.kit.runtime import Runtime
from gnomon.foundation.settings import Settings
from gnomon.foundation.storage import Blobs
from gnomon.sources import repository
from gnomon.sources.contracts import (
    FileKind,
    ImportId,
    ImportStage,
    ImportStatus,
    ReadOutcome,
    ReadRequest,
    UploadOptions,
)
from gnomon.sources.ending import drop_attempt, end_with_problem, heed_cancellation, owner_of, problem_of
from gnomon.sources.progress import told_progress
from gnomon.sources.sheets import divide_by_sheet, has_sheets
from gnomon.sources.storing import store_version
from gnomon.sources.tables import ImportRow
from gnomon.sources.views import Target, set_targets, targets_of
from gnomon.sources.work_folders import WorkFolders

log = structlog.get_logger()

READ_FILE = "gnomon.sources.importers.run:read_file"


async def run_import(runtime: Runtime, import_id: ImportId) -> None:
    """Bring one import to its end; harmless when it has ended already."""
    row = await _begin(runtime, import_id)
    if row is None:
        return
    try:
        if row.kind == FileKind.XLSX and not has_sheets(row):
            row = await divide_by_sheet(runtime, row)
            if row is None:
                return
        versions = [await _read_target(runtime, row, target) for target in targets_of(row)]
        await _finish(runtime, row, versions)
    except QueryCancelled:
        await heed_cancellation(runtime, import_id)
    except Unavailable:
        raise
    except AppError as error:
        await end_with_problem(runtime, import_id, problem_of(error))


async def _begin(runtime: Runtime, import_id: ImportId) -> ImportRow | None:
    """Take the import up under fresh version ids, so that an attempt that was thought dead cannot disturb this one."""
    async with runtime.get(Database).write() as session:
        row = await repository.lock_any(session, import_id)
        if row is None or row.status not in (ImportStatus.QUEUED, ImportStatus.RUNNING):
            return None
        await drop_attempt(session, row)
        row.status, row.stage, row.rows, row.fraction = ImportStatus.RUNNING, ImportStage.READING, None, None
        set_targets(row, [renewed(target) for target in targets_of(row)])
        await session.flush()
        return row


def renewed(target: Target) -> Target:
    """The target under a fresh version id."""
    return target.model_copy(update={"version_id": ids.new(DatasetVersionId)})


async def _read_target(runtime: Runtime, row: ImportRow, target: Target) -> NewVersion:
    import_id = ImportId(row.id)
    async with runtime.get(WorkFolders).folder() as folder, told_progress(runtime, import_id) as on_progress:
        source = await runtime.get(Blobs).local_path(row.raw_key)  # type: ignore[type-abstract]
        task = _reading_task(runtime.get(Settings), row, target, source, folder)
        engine = runtime.get(Engine)  # type: ignore[type-abstract]
        answer = await engine.run_task(task, run_id=RunId(import_id), on_progress=on_progress)
        outcome = ReadOutcome.model_validate(answer)
        on_progress.stage(ImportStage.STORING, outcome.row_count)
        return await store_version(runtime, row, target, outcome, folder)


def _reading_task(settings: Settings, row: ImportRow, target: Target, source: Path, folder: Path) -> WorkerTask:
    options = UploadOptions.model_validate(row.options).options
    if target.sheet is not None:
        options = options.model_copy(update={"sheet": target.sheet})
    request = ReadRequest(source_path=str(source), file_name=row.file_name, kind=FileKind(row.kind), options=options)
    return WorkerTask(
        entry_point=READ_FILE,
        payload=request.model_dump(mode="json"),
        readable=(source,),
        output_dir=folder,
        seconds=settings.engine.import_seconds,
        memory_bytes=settings.engine.memory_limit,
        threads=settings.engine.threads,
    )


async def _finish(runtime: Runtime, begun: ImportRow, versions: list[NewVersion]) -> None:
    """Add every version in one transaction, unless the import was cancelled or taken up by another attempt."""
    async with runtime.get(Database).write() as session:
        row = await repository.lock_any(session, ImportId(begun.id))
        is_ours = row is not None and row.status == ImportStatus.RUNNING and row.targets == begun.targets
        if row is None or not is_ours:
            await drop_attempt(session, begun)
            return
        size = sum(version.byte_size for version in versions)
        await datasets.claim_storage(session, owner_of(row), size, runtime.get(Settings).storage_quota)
        for target, version in zip(targets_of(row), versions, strict=True):
            await datasets.add_version(session, owner_of(row), target.dataset_id, version)
        row.status, row.stage, row.fraction, row.finished_at = ImportStatus.READY, None, 1.0, clock.now()
        row.rows = sum(version.row_count for version in versions)
    log.info("import.done", import_id=str(begun.id), rows=sum(version.row_count for version in versions))
