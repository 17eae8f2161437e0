"""How far an export is, written down now and then, and heard back whether it is still wanted."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from sqlalchemy.exc import SQLAlchemyError

from gnomon.engine.contracts import Engine, Progress, RunId
from gnomon.exports import repository
from gnomon.exports.contracts import ExportId
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit.runtime import Runtime

WRITE_EVERY_SECONDS = 0.5
STAGES = frozenset({"storing", "writing", "drawing"})


class Note:
    """The latest progress that the worker told."""

    def __init__(self) -> None:
        self.latest = Progress("storing")

    def __call__(self, progress: Progress) -> None:
        """Called by the engine for each piece of progress."""
        if progress.stage in STAGES:
            self.latest = progress


@asynccontextmanager
async def told_progress(runtime: Runtime, export_id: ExportId) -> AsyncIterator[Note]:
    """Write the progress down while the block runs; end the worker when the export was cancelled elsewhere."""
    note, ended = Note(), asyncio.Event()
    writing = asyncio.create_task(_keep_writing(runtime, export_id, note, ended))
    try:
        yield note
    finally:
        ended.set()
        await writing


async def _keep_writing(runtime: Runtime, export_id: ExportId, note: Note, ended: asyncio.Event) -> None:
    while not await _comes(ended, WRITE_EVERY_SECONDS):
        latest = note.latest
        try:
            async with runtime.get(Database).write() as session:
                is_wanted = await repository.note_progress(session, export_id, latest.stage, latest.rows)
        except (SQLAlchemyError, OSError):
            continue
        if not is_wanted:
            await runtime.get(Engine).cancel(RunId(export_id))  # type: ignore[type-abstract]


async def _comes(event: asyncio.Event, seconds: float) -> bool:
    """Whether an event comes within so many seconds."""
    with suppress(TimeoutError):
        return await asyncio.wait_for(event.wait(), seconds)
    return False
