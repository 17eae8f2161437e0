"""Writes one export: it is asked with the rights that its person has now, in a worker that stores the file."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.engine.contracts import OnProgress, QueryCancelled, RunId
from gnomon.exports import repository
from gnomon.exports.asking import asked_by, take
from gnomon.exports.booking import book_wanted, render_book
from gnomon.exports.contracts import (
    PICTURES,
    UNDER_WAY,
    ExportFormat,
    ExportId,
    ExportProblem,
    ExportState,
    PageSource,
)
from gnomon.exports.customizing import Studio
from gnomon.exports.orders import prefix_of, read_source
from gnomon.exports.paging import page_wanted, render_page
from gnomon.exports.picturing import picture_wanted, render_picture
from gnomon.exports.progress import told_progress
from gnomon.exports.tables import ExportRow
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.errors import AppError, ErrorCode, StorageFull, Transient, Unavailable
from gnomon.foundation.kit.runtime import Runtime
from gnomon.foundation.settings import Settings
from gnomon.foundation.storage import Blobs
from gnomon.identity import service as identity
from gnomon.identity.contracts import Principal, UserId, WorkspaceId
from gnomon.query import service as query
from gnomon.query.service import QueryRuntime
from gnomon.sources import service as sources
from gnomon.visuals.service import VisualFolder

log = structlog.get_logger(__name__)

FORGOTTEN_AFTER = timedelta(days=7)
"""So long it can be seen that there was a file."""
WRITTEN_AS = "export"
"""What the worker calls the file in its folder."""
UNEXPECTED = ExportProblem(
    code=ErrorCode.INTERNAL,
    message="The file could not be written because of a fault in the server.",
    hint="Try again; if it happens again, tell the administrator.",
)
NO_ROOM = ExportProblem(
    code=ErrorCode.UNAVAILABLE,
    message="There is no room left on the server's disk, so the file was not written.",
    hint="Narrow it by a filter, choose Parquet, or ask the administrator for space.",
)
TOO_LATE = ExportProblem(
    code=ErrorCode.QUERY_TIMEOUT,
    message="The export was not done in time and was given up.",
    hint="Narrow it by a filter, and export it again.",
)


async def run_export(runtime: Runtime, export_id: ExportId) -> None:
    """Write the file of an export that is still wanted, and show it when it is whole."""
    row = await _begin(runtime, export_id)
    if row is None:
        return
    blobs = runtime.get(Blobs)  # type: ignore[type-abstract]
    try:
        async with told_progress(runtime, export_id) as note, sources.work_folder(runtime) as folder:
            order = _order(runtime.get(Settings), row, folder, note)
            row_count = await _write(runtime, row, order)
            blob = await blobs.put_file(f"{prefix_of(export_id)}/file", folder / WRITTEN_AS)
    except QueryCancelled:
        await _heed_cancellation(runtime, export_id)
    except AppError as error:
        if isinstance(error, Transient):
            raise
        await fail(runtime, export_id, problem_of(error))
    else:
        if not await _finish(runtime, export_id, row_count, blob.key, blob.byte_size):
            await blobs.delete_prefix(prefix_of(export_id))


async def fail(runtime: Runtime, export_id: ExportId, problem: ExportProblem) -> None:
    """End an export that is under way with a reason."""
    async with runtime.get(Database).write() as session:
        row = await repository.lock_any(session, export_id)
        if row is not None and row.state in UNDER_WAY:
            _end(row, ExportState.FAILED)
            row.problem = problem.model_dump(mode="json")
            log.info("export.failed", export_id=str(export_id), code=problem.code)


async def remove_file(runtime: Runtime, export_id: ExportId) -> None:
    """Remove the file of an export whose time is over, that was cancelled, or that nobody knows any more."""
    async with runtime.get(Database).read() as session:
        row = await session.get(ExportRow, export_id)
        if row is not None and row.expires_at > clock.now() and row.state != ExportState.CANCELLED:
            return
    await fail(runtime, export_id, TOO_LATE)
    await runtime.get(Blobs).delete_prefix(prefix_of(export_id))  # type: ignore[type-abstract]
    async with runtime.get(Database).write() as session:
        row = await repository.lock_any(session, export_id)
        if row is not None:
            row.file_key = row.ticket_hash = row.ticket_until = None
        await repository.forget_before(session, clock.now() - FORGOTTEN_AFTER)


def problem_of(error: BaseException) -> ExportProblem:
    """What went wrong, in the reader's words; a fault of ours shows nothing of its inside."""
    if isinstance(error, StorageFull):
        return NO_ROOM
    if not isinstance(error, AppError) or error.code is ErrorCode.INTERNAL:
        return UNEXPECTED
    return ExportProblem(code=error.code, message=error.message, hint=error.hint, details=error.details)


async def _begin(runtime: Runtime, export_id: ExportId) -> ExportRow | None:
    async with runtime.get(Database).write() as session:
        row = await repository.lock_any(session, export_id)
        if row is None or row.state not in UNDER_WAY:
            return None
        row.state, row.stage, row.rows_written = ExportState.RUNNING.value, "storing", 0
        return row


async def _write(runtime: Runtime, row: ExportRow, order: query.TakeHome) -> int:
    async with runtime.get(Database).read() as session:
        principal = await _person_of(session, row)
    questions = runtime.get(QueryRuntime)
    source, looks = read_source(row.source)
    kind = ExportFormat(row.format)
    if kind in PICTURES and isinstance(source, PageSource):
        studio = Studio(runtime.get(VisualFolder), order.folder)
        if source.all_pages:
            book = await book_wanted(questions, principal, source)
            picture = await render_book(runtime, principal, book, looks, studio, order.run_id, order.on_progress)
        else:
            page = await page_wanted(questions, principal, source)
            picture = await render_page(runtime, principal, page, looks, kind, studio, order.run_id)
        await asyncio.to_thread((order.folder / WRITTEN_AS).write_bytes, picture.content)
        return picture.row_count
    if kind in PICTURES:
        wanted = await picture_wanted(questions, principal, source)
        studio = Studio(runtime.get(VisualFolder), order.folder)
        picture = await render_picture(questions, principal, wanted, looks, kind, studio, order.run_id)
        await asyncio.to_thread((order.folder / WRITTEN_AS).write_bytes, picture.content)
        return picture.row_count
    asked = await asked_by(questions, principal, source)
    payload = {**order.payload, "time_zone": asked.time_zone}
    told = await take(questions, principal, asked, replace(order, payload=payload))
    return int(told["row_count"])


async def _person_of(session: AsyncSession, row: ExportRow) -> Principal:
    """Whoever asked, with the rights that they have now."""
    return await identity.member_principal(session, WorkspaceId(row.workspace_id), UserId(row.user_id))


def _order(settings: Settings, row: ExportRow, folder: Path, note: OnProgress) -> query.TakeHome:
    limits = settings.exports
    return query.TakeHome(
        entry_point=f"gnomon.exports.formats.{ExportFormat(row.format).value}_file:write",
        payload={"is_raw": row.is_raw, "max_rows": limits.max_rows, "max_bytes": limits.max_bytes},
        folder=folder,
        run_id=RunId(row.id),
        on_progress=note,
        max_rows=limits.max_rows,
        max_bytes=limits.max_bytes,
        seconds=limits.seconds,
    )


async def _finish(runtime: Runtime, export_id: ExportId, row_count: int, key: str, byte_size: int) -> bool:
    """Show the file; False when nobody wants it any more."""
    async with runtime.get(Database).write() as session:
        row = await repository.lock_any(session, export_id)
        if row is None or row.state not in UNDER_WAY:
            return False
        _end(row, ExportState.DONE)
        row.row_count = row.rows_written = row_count
        row.file_key, row.byte_size = key, byte_size
        return True


def _end(row: ExportRow, state: ExportState) -> None:
    row.state, row.stage, row.finished_at = state.value, None, clock.now()


async def _heed_cancellation(runtime: Runtime, export_id: ExportId) -> None:
    """The worker was ended: because its person cancelled the export, or because this server is closing."""
    async with runtime.get(Database).read() as session:
        row = await session.get(ExportRow, export_id)
        if row is None or row.state not in UNDER_WAY:
            return
    raise Unavailable("The export was interrupted.")
