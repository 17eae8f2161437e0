"""A workbook with several sheets becomes several datasets, or waits for the choice."""

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import CreateDataset, DatasetVersionId, RawFile, UpdateDataset
from gnomon.engine.contracts import Engine, RunId, WorkerTask
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit import ids
from gnomon.foundation.kit.errors import Invalid
from gnomon.foundation.kit.runtime import Runtime
from gnomon.foundation.settings import Settings
from gnomon.foundation.storage import Blobs
from gnomon.sources import repository
from gnomon.sources.contracts import (
    MAX_SHEETS,
    FileKind,
    ImportId,
    ImportStatus,
    ReadOptions,
    ReadRequest,
    SheetList,
    UploadOptions,
)
from gnomon.sources.ending import owner_of
from gnomon.sources.file_names import title_of
from gnomon.sources.service.following import check_sheets
from gnomon.sources.tables import ImportRow
from gnomon.sources.views import Target, set_targets, targets_of
from gnomon.sources.work_folders import WorkFolders

LIST_SHEETS = "gnomon.sources.importers.run:list_sheets"
LONGEST_NAME = 255


def has_sheets(row: ImportRow) -> bool:
    """Whether it is known which sheets of the workbook are read."""
    return all(target.sheet is not None for target in targets_of(row))


async def divide_by_sheet(runtime: Runtime, row: ImportRow) -> ImportRow | None:
    """Find out which sheets to read and make a dataset for each; None when a person has to choose."""
    sheets = await _list_sheets(runtime, row)
    options = UploadOptions.model_validate(row.options)
    check_sheets(options.sheets, sheets.names)
    chosen = options.sheets or sheets.filled or sheets.names[:1]
    must_ask = not options.sheets and options.ask_sheets and len(chosen) > 1
    if not must_ask:
        _refuse_too_many(chosen, is_one_dataset=options.dataset_id is not None)
    async with runtime.get(Database).write() as session:
        held = await repository.lock_any(session, ImportId(row.id))
        if held is None or held.status != ImportStatus.RUNNING or held.targets != row.targets:
            return None
        held.sheets = list(sheets.filled) if len(sheets.filled) > 1 else []
        if must_ask:
            held.status, held.stage = ImportStatus.WAITING, None
            return None
        await session.flush()
        set_targets(held, await _targets(session, held, options, chosen))
        await session.flush()
        return held


async def _list_sheets(runtime: Runtime, row: ImportRow) -> SheetList:
    settings = runtime.get(Settings)
    async with runtime.get(WorkFolders).folder() as folder:
        source = await runtime.get(Blobs).local_path(row.raw_key)  # type: ignore[type-abstract]
        request = ReadRequest(
            source_path=str(source), file_name=row.file_name, kind=FileKind(row.kind), options=ReadOptions()
        )
        task = WorkerTask(
            entry_point=LIST_SHEETS,
            payload=request.model_dump(mode="json"),
            readable=(source,),
            output_dir=folder,
            seconds=settings.engine.import_seconds,
            memory_bytes=settings.engine.memory_limit,
            threads=1,
        )
        engine = runtime.get(Engine)  # type: ignore[type-abstract]
        return SheetList.model_validate(await engine.run_task(task, run_id=RunId(row.id)))


def _refuse_too_many(chosen: tuple[str, ...], *, is_one_dataset: bool) -> None:
    if is_one_dataset and len(chosen) > 1:
        raise Invalid(
            f"The workbook has several sheets: {', '.join(chosen[:10])}.",
            hint="A new version of a dataset is read from one sheet; say which one.",
            details={"sheets": list(chosen[:MAX_SHEETS])},
        )
    if len(chosen) > MAX_SHEETS:
        raise Invalid(
            f"The workbook has {len(chosen)} filled sheets; at most {MAX_SHEETS} are read at once.",
            hint="Say which sheets to read.",
        )


async def _targets(
    session: AsyncSession, row: ImportRow, options: UploadOptions, chosen: tuple[str, ...]
) -> list[Target]:
    """One dataset for each sheet; the one that the upload was answered with takes the first."""
    first = targets_of(row)[0]
    if len(chosen) == 1:
        return [first.model_copy(update={"sheet": chosen[0]})]
    owner = owner_of(row)
    names = [_sheet_name(options.name or title_of(row.file_name), sheet) for sheet in chosen]
    await datasets.update_dataset(session, owner, first.dataset_id, UpdateDataset(name=names[0]))
    targets = [first.model_copy(update={"sheet": chosen[0]})]
    raw = RawFile(key=row.raw_key, byte_size=row.file_size, sha256=row.raw_sha256, file_name=row.file_name)
    for sheet, name in zip(chosen[1:], names[1:], strict=True):
        dataset = await datasets.create_dataset(session, owner, CreateDataset(name=name, import_id=row.id, raw=raw))
        targets.append(Target(dataset_id=dataset.id, sheet=sheet, version_id=ids.new(DatasetVersionId)))
    return targets


def _sheet_name(workbook: str, sheet: str) -> str:
    return f"{workbook} – {sheet}"[:LONGEST_NAME]
