"""The jobs of exports: writing files, and removing them."""

from gnomon.exports.orders import REMOVE, RUN, ExportDue
from gnomon.exports.running import fail, problem_of, remove_file, run_export
from gnomon.foundation.jobs.contracts import JobHandler
from gnomon.foundation.kit.runtime import Runtime

LANE = "exports"


async def run(runtime: Runtime, due: ExportDue) -> None:
    """Write the file of an export."""
    await run_export(runtime, due.export_id)


async def run_failed(runtime: Runtime, due: ExportDue, error: BaseException) -> None:
    """Say that an export came to nothing."""
    await fail(runtime, due.export_id, problem_of(error))


async def remove(runtime: Runtime, due: ExportDue) -> None:
    """Remove the file of an export."""
    await remove_file(runtime, due.export_id)


HANDLERS = (
    JobHandler(name=RUN, payload=ExportDue, run=run, on_failed=run_failed, lane=LANE, lease_seconds=15),
    JobHandler(name=REMOVE, payload=ExportDue, run=remove, attempts=20),
)
