"""How far an import is, written down now and then, and heard back whether it is still wanted."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from sqlalchemy.exc import SQLAlchemyError

from gnomon.engine.contracts import Engine, Progress, RunId
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit.runtime import Runtime
from gnomon.sources import repository
from gnomon.sources.contracts import ImportId, ImportStage

WRITE_EVERY_SECONDS = 0.5


class ProgressNote:
    """The latest progress that the worker told."""

    def __init__(self, stage: ImportStage) -> None:
        self._latest = Progress(stage)

    def __call__(self, progress: Progress) -> None:
        """Called by the engine for each piece of progress."""
        if progress.stage in set(ImportStage):
            self._latest = progress

    def stage(self, stage: ImportStage, rows: int | None) -> None:
        """A stage that the server itself does."""
        self._latest = Progress(stage, rows=rows)

    @property
    def latest(self) -> Progress:
        """How far the import is."""
        return self._latest


@asynccontextmanager
async def told_progress(
    runtime: Runtime, import_id: ImportId, stage: ImportStage = ImportStage.READING
) -> AsyncIterator[ProgressNote]:
    """Write the progress down while the block runs; end the worker when the import was cancelled elsewhere."""
    note, ended = ProgressNote(stage), asyncio.Event()
    writing = asyncio.create_task(_keep_writing(runtime, import_id, note, ended))
    try:
        yield note
    finally:
        ended.set()
        await writing


async def _keep_writing(runtime: Runtime, import_id: ImportId, note: ProgressNote, ended: asyncio.Event) -> None:
    written: Progress | None = None
    silent_rounds = 0
    while not await _comes(ended, WRITE_EVERY_SECONDS):
        silent_rounds += 1
        # Without news it still asks now and then, for the answer tells whether somebody cancelled.
        if note.latest == written and silent_rounds < 4:
            continue
        written, silent_rounds = note.latest, 0
        try:
            async with runtime.get(Database).write() as session:
                is_wanted = await repository.note_progress(
                    session, import_id, written.stage, written.rows, written.fraction
                )
        except (SQLAlchemyError, OSError):
            continue
        if not is_wanted:
            await runtime.get(Engine).cancel(RunId(import_id))  # type: ignore[type-abstract]


async def _comes(event: asyncio.Event, seconds: float) -> bool:
    """Whether an event comes within so many seconds."""
    with suppress(TimeoutError):
        return await asyncio.wait_for(event.wait(), seconds)
    return False
