"""How an import ends without a result: cancelled, or failed with a reason."""

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets import service as datasets
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.errors import AppError, ErrorCode, NotFound, Unavailable
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity.contracts import Principal, PrincipalKind, Role, UserId, WorkspaceId
from gnomon.sources import repository
from gnomon.sources.contracts import ImportId, ImportProblem, ImportStatus
from gnomon.sources.tables import ImportRow
from gnomon.sources.views import targets_of

log = structlog.get_logger()

IN_OUR_WORDS = {
    ErrorCode.QUERY_TIMEOUT: (
        "Reading the file took longer than an import may take.",
        "Split the file, or ask the administrator to raise GNOMON_ENGINE__IMPORT_SECONDS.",
    ),
    ErrorCode.QUERY_MEMORY: (
        "Reading the file needed more memory than an import may use.",
        "Split the file, save it as Parquet, or ask the administrator to raise GNOMON_ENGINE__MEMORY_LIMIT.",
    ),
}
UNREADABLE_HINT = "Check that the file opens elsewhere, save it again, then upload it once more."
UNEXPECTED = ImportProblem(
    code=ErrorCode.INTERNAL,
    message="The file could not be imported because of a fault in the server.",
    hint="Try again; if it happens again, tell the administrator.",
)


def owner_of(row: ImportRow) -> Principal:
    """In whose name an import works: its own workspace's, for the person who began it."""
    user_id = UserId(row.created_by) if row.created_by is not None else None
    return Principal(PrincipalKind.SYSTEM, WorkspaceId(row.workspace_id), Role.OWNER, user_id=user_id)


def problem_of(error: BaseException) -> ImportProblem:
    """What went wrong, in the reader's words; a fault of ours shows nothing of its inside."""
    if not isinstance(error, AppError) or error.code is ErrorCode.INTERNAL:
        return UNEXPECTED
    if error.code is ErrorCode.QUERY_ERROR:
        return ImportProblem(code=ErrorCode.SOURCE_ERROR, message=error.message, hint=error.hint or UNREADABLE_HINT)
    message, hint = IN_OUR_WORDS.get(error.code, (error.message, error.hint))
    return ImportProblem(code=error.code, message=message, hint=hint)


async def fail(session: AsyncSession, row: ImportRow, problem: ImportProblem) -> None:
    """End an import with a reason; its file is kept, for it is the person's."""
    row.status, row.stage, row.finished_at = ImportStatus.ERROR, None, clock.now()
    row.error = problem.model_dump(mode="json")
    await session.flush()
    for target in targets_of(row):
        try:
            await datasets.fail_import(session, owner_of(row), target.dataset_id, problem.message)
        except NotFound:
            continue


async def discard(session: AsyncSession, row: ImportRow) -> None:
    """Take back what an import has brought: its datasets, where they have no version, and its file."""
    for target in targets_of(row):
        try:
            await datasets.discard_import(session, owner_of(row), target.dataset_id, row.raw_key)
        except NotFound:
            continue
        if target.version_id is not None:
            await datasets.remove_version_files(session, target.dataset_id, target.version_id)


async def drop_attempt(session: AsyncSession, row: ImportRow) -> None:
    """Remove what the attempts of an import stored for versions that have not come to be."""
    for target in targets_of(row):
        if target.version_id is not None:
            await datasets.remove_version_files(session, target.dataset_id, target.version_id)


async def end_with_problem(runtime: Runtime, import_id: ImportId, problem: ImportProblem) -> None:
    """End an import that is under way with a reason, and remove what its attempts stored."""
    async with runtime.get(Database).write() as session:
        row = await repository.lock_any(session, import_id)
        if row is None or row.status not in repository.ACTIVE:
            return
        await drop_attempt(session, row)
        await fail(session, row, problem)
    log.info("import.failed", import_id=str(import_id), code=problem.code)


async def heed_cancellation(runtime: Runtime, import_id: ImportId) -> None:
    """The worker was ended: because a person cancelled the import, or because this server is closing."""
    async with runtime.get(Database).write() as session:
        row = await repository.lock_any(session, import_id)
        if row is not None and row.status == ImportStatus.CANCELLED:
            await discard(session, row)
            return
    raise Unavailable("The import was interrupted.")
