"""What the jobs of exports are told."""

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.exports.contracts import ExportId
from gnomon.exports.tables import ExportRow
from gnomon.foundation.jobs.queue import enqueue
from gnomon.foundation.kit.contract import Contract

RUN = "exports.run"
REMOVE = "exports.remove"


class ExportDue(Contract):
    """Write an export, or remove its file."""

    export_id: ExportId


def prefix_of(export_id: ExportId) -> str:
    """Below this key lies whatever was ever stored for an export."""
    return f"exports/{export_id}"


async def order_run(session: AsyncSession, row: ExportRow) -> None:
    """Write the export as soon as there is a place, and remove its file when its time is over."""
    due = ExportDue(export_id=ExportId(row.id))
    await enqueue(session, RUN, due)
    await enqueue(session, REMOVE, due, run_at=row.expires_at, key=str(row.id))


async def order_removal(session: AsyncSession, export_id: ExportId) -> None:
    """Remove the file of an export now."""
    await enqueue(session, REMOVE, ExportDue(export_id=export_id))
