"""Reading a file again, because a person knows the type of a column better."""

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import ColumnType, Dataset, DatasetId, UpdateColumns
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit import ids
from gnomon.foundation.kit.errors import Conflict
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity.contracts import Principal
from gnomon.sources import repository
from gnomon.sources.contracts import FileKind, ImportId, UploadOptions
from gnomon.sources.queueing import SMALL_FILE_BYTES
from gnomon.sources.service.uploading import answer_when_done, note_import
from gnomon.sources.tables import ImportRow
from gnomon.sources.uploads import Received
from gnomon.sources.views import Target, targets_of


async def update_columns(
    runtime: Runtime, principal: Principal, dataset_id: DatasetId, command: UpdateColumns
) -> Dataset:
    """Change what is said about columns; a new type reads the original file again into a new version."""
    async with runtime.get(Database).write() as session:
        dataset = await datasets.update_columns(session, principal, dataset_id, command)
        types = _new_types(dataset, command)
        if not types:
            return dataset
        import_id, file_size = await _begin(session, principal, dataset, types)
    if file_size >= SMALL_FILE_BYTES:
        return dataset.model_copy(update={"import_id": import_id})
    return await answer_when_done(runtime, principal, import_id, dataset)


def _new_types(dataset: Dataset, command: UpdateColumns) -> dict[str, ColumnType]:
    now = {column.name.lower(): column for column in dataset.columns}
    return {
        now[change.name.lower()].name: change.type
        for change in command.columns
        if change.type is not None and change.type is not now[change.name.lower()].type
    }


async def _begin(
    session: AsyncSession, principal: Principal, dataset: Dataset, types: dict[str, ColumnType]
) -> tuple[ImportId, int]:
    raw = await datasets.original_file(session, principal, dataset.id)
    earlier, target = await _earlier(session, principal, raw.key, dataset.id)
    import_id = ids.new(ImportId)
    await datasets.begin_new_version(session, principal, dataset.id, import_id, raw)
    said = UploadOptions.model_validate(earlier.options)
    how = said.options.model_copy(update={"types": {**said.options.types, **types}})
    options = UploadOptions(dataset_id=dataset.id, sheets=(target.sheet,) if target.sheet else (), options=how)
    received = Received(raw=raw, kind=FileKind(earlier.kind), options=options)
    await note_import(session, principal, import_id, received, target.model_copy(update={"version_id": None}))
    return import_id, raw.byte_size


async def _earlier(
    session: AsyncSession, principal: Principal, raw_key: str, dataset_id: DatasetId
) -> tuple[ImportRow, Target]:
    """The import that made the present version of a dataset, and the sheet that it read."""
    for row in await repository.of_file(session, principal, raw_key):
        for target in targets_of(row):
            if target.dataset_id == dataset_id:
                return row, target
    raise Conflict("The file behind this dataset cannot be read again.", hint="Upload it again.")
