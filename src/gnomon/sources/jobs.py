"""The jobs of sources: reading files, and forgetting uploads that came to nothing."""

from gnomon.foundation.db.database import Database
from gnomon.foundation.jobs.contracts import JobHandler
from gnomon.foundation.kit.runtime import Runtime
from gnomon.foundation.storage import Blobs
from gnomon.sources import repository
from gnomon.sources.contracts import LANE
from gnomon.sources.ending import end_with_problem, problem_of
from gnomon.sources.importing import run_import
from gnomon.sources.queueing import FORGET_UPLOAD, IMPORT_FILE, IMPORT_SMALL_FILE, ForgetUpload, ImportFile

SMALL_LANE = "small-imports"


async def import_file(runtime: Runtime, due: ImportFile) -> None:
    """Read the file of an import into its datasets."""
    await run_import(runtime, due.import_id)


async def import_failed(runtime: Runtime, due: ImportFile, error: BaseException) -> None:
    """Say that an import came to nothing."""
    await end_with_problem(runtime, due.import_id, problem_of(error))


async def forget_upload(runtime: Runtime, due: ForgetUpload) -> None:
    """Remove an uploaded file that never became an import."""
    async with runtime.get(Database).read() as session:
        is_used = await repository.has_file(session, due.raw_key)
    if not is_used:
        await runtime.get(Blobs).delete_prefix(due.raw_key)  # type: ignore[type-abstract]


HANDLERS = (
    JobHandler(
        name=IMPORT_FILE, payload=ImportFile, run=import_file, on_failed=import_failed, lane=LANE, lease_seconds=15
    ),
    JobHandler(
        name=IMPORT_SMALL_FILE,
        payload=ImportFile,
        run=import_file,
        on_failed=import_failed,
        lane=SMALL_LANE,
        lease_seconds=15,
    ),
    JobHandler(name=FORGET_UPLOAD, payload=ForgetUpload, run=forget_upload, attempts=20),
)
