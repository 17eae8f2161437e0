"""Imports under way: looked at, cancelled, told which sheets to read."""

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.engine.contracts import Engine, RunId
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.errors import Invalid, did_you_mean
from gnomon.foundation.kit.near_misses import near_misses
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity.contracts import Principal
from gnomon.sources import repository
from gnomon.sources.contracts import ChooseSheets, Import, ImportEnded, ImportId, ImportStatus, UploadOptions
from gnomon.sources.ending import discard
from gnomon.sources.queueing import enqueue_import
from gnomon.sources.views import import_of


async def get_import(session: AsyncSession, principal: Principal, import_id: ImportId) -> Import:
    """One import and how far it is."""
    return import_of(await repository.find(session, principal, import_id))


async def list_imports(session: AsyncSession, principal: Principal) -> list[Import]:
    """The imports that have not ended, the latest first."""
    return [import_of(row) for row in await repository.active(session, principal)]


async def cancel_import(runtime: Runtime, principal: Principal, import_id: ImportId) -> Import:
    """End an import and take back what it has brought."""
    async with runtime.get(Database).write() as session:
        row = await repository.lock(session, principal, import_id)
        if row.status not in repository.ACTIVE:
            raise ImportEnded(ImportStatus(row.status))
        row.status, row.stage, row.finished_at = ImportStatus.CANCELLED, None, clock.now()
        await session.flush()
        await discard(session, row)
        cancelled = import_of(row)
    # If it runs in another process, that one sees within a second that the import runs no more.
    await runtime.get(Engine).cancel(RunId(import_id))  # type: ignore[type-abstract]
    return cancelled


async def choose_sheets(
    session: AsyncSession, principal: Principal, import_id: ImportId, command: ChooseSheets
) -> Import:
    """Say which sheets of a waiting workbook to read."""
    row = await repository.lock(session, principal, import_id)
    if row.status != ImportStatus.WAITING:
        raise ImportEnded(ImportStatus(row.status))
    check_sheets(command.sheets, tuple(row.sheets))
    options = UploadOptions.model_validate(row.options)
    if options.dataset_id is not None and len(command.sheets) > 1:
        raise Invalid("A new version of a dataset is read from one sheet.", hint="Choose one sheet.")
    row.options = options.model_copy(update={"sheets": command.sheets, "ask_sheets": False}).model_dump(mode="json")
    row.status = ImportStatus.QUEUED
    await session.flush()
    await enqueue_import(session, import_id, row.file_size)
    return import_of(row)


def check_sheets(wanted: tuple[str, ...], there_are: tuple[str, ...]) -> None:
    """Raise `Invalid` unless every sheet is there, once."""
    if len(set(wanted)) < len(wanted):
        raise Invalid("The same sheet is named twice.")
    for name in wanted:
        if name not in there_are:
            hint = did_you_mean(near_misses(name, there_are)) or f"Its sheets: {', '.join(there_are[:10])}."
            raise Invalid(f"The workbook has no sheet “{name}”.", hint=hint, details={"sheet": name})
