"""Take rows home: ask, follow, fetch, end."""

import hashlib
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.engine.contracts import Engine, RunId
from gnomon.exports import repository
from gnomon.exports.asking import asked_by, check
from gnomon.exports.booking import book_wanted
from gnomon.exports.contracts import (
    MAX_KEPT,
    MAX_UNDER_WAY,
    PICTURES,
    UNDER_WAY,
    CreateExport,
    Export,
    ExportExpired,
    ExportFormat,
    ExportId,
    ExportNotDone,
    ExportState,
    ExportTicket,
    PageSource,
    TicketUsed,
    TooManyExports,
)
from gnomon.exports.names import MEDIA_TYPES, file_name
from gnomon.exports.orders import order_removal, order_run, stored_source
from gnomon.exports.paging import page_wanted
from gnomon.exports.picturing import picture_wanted
from gnomon.exports.tables import ExportRow
from gnomon.exports.views import export_of
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit import clock, ids
from gnomon.foundation.kit.errors import NotFound
from gnomon.foundation.kit.pagination import Page, decode_cursor, page_of
from gnomon.foundation.kit.runtime import Runtime
from gnomon.foundation.settings import Settings
from gnomon.foundation.storage import Blobs
from gnomon.identity import service as identity
from gnomon.identity.contracts import Principal, UserId, WorkspaceId
from gnomon.query import service as query
from gnomon.query.service import QueryRuntime

TICKET_LASTS = timedelta(seconds=60)
TICKET_PATH = "/api/v1/exports/download"


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A file on its way to its person."""

    name: str
    media_type: str
    byte_size: int
    key: str


async def create_export(runtime: Runtime, principal: Principal, command: CreateExport) -> Export:
    """Begin an export. Raises `TooManyExports`, and what whoever asks the source on the screen would be told."""
    assert principal.user_id is not None
    questions = runtime.get(QueryRuntime)
    async with runtime.get(Database).read() as session:
        await _require_place(session, principal)
    title = await _checked(questions, principal, command)
    now = clock.now()
    row = ExportRow(
        id=ids.new(ExportId),
        workspace_id=principal.workspace_id,
        user_id=principal.user_id,
        name=file_name(command.name or title, command.format),
        format=command.format.value,
        source=stored_source(command),
        is_raw=command.is_raw,
        state=ExportState.QUEUED.value,
        rows_written=0,
        created_at=now,
        expires_at=now + timedelta(hours=runtime.get(Settings).exports.keep_hours),
    )
    async with runtime.get(Database).write() as session:
        await _require_place(session, principal)
        session.add(row)
        await session.flush()
        await order_run(session, row)
        for old in await repository.beyond_newest(session, principal, MAX_KEPT - 1):
            old.expires_at = now
            await order_removal(session, ExportId(old.id))
        told = {"format": row.format, "source": command.source.kind}
        await identity.record(session, principal, "exports.created", "export", row.id, told)
        return export_of(row)


async def list_exports(session: AsyncSession, principal: Principal, *, cursor: str | None, limit: int) -> Page[Export]:
    """The caller's own exports, the newest first."""
    offset = decode_cursor(cursor)
    rows, total = await repository.page(session, principal, offset, limit)
    return page_of([export_of(row) for row in rows], total=total, offset=offset)


async def get_export(session: AsyncSession, principal: Principal, export_id: ExportId) -> Export:
    """One of the caller's own exports. Raises `NotFound`."""
    return export_of(await repository.find(session, principal, export_id))


async def end_export(runtime: Runtime, principal: Principal, export_id: ExportId) -> None:
    """Cancel an export that is under way; forget one that has ended, and its file. Raises `NotFound`."""
    async with runtime.get(Database).write() as session:
        row = await repository.lock(session, principal, export_id)
        if row.state in UNDER_WAY:
            row.state, row.stage, row.finished_at = ExportState.CANCELLED.value, None, clock.now()
        else:
            await session.delete(row)
        await session.flush()
        await order_removal(session, export_id)
    await runtime.get(Engine).cancel(RunId(export_id))  # type: ignore[type-abstract]


async def find_file(session: AsyncSession, principal: Principal, export_id: ExportId) -> ExportFile:
    """The file of one of the caller's exports. Raises `NotFound`, `ExportNotDone` and `ExportExpired`."""
    return _file_of(await repository.find(session, principal, export_id))


async def make_ticket(session: AsyncSession, principal: Principal, export_id: ExportId) -> ExportTicket:
    """An address that is good for one download; the one before it is good no more. Raises what `find_file` raises."""
    row = await repository.lock(session, principal, export_id)
    _file_of(row)
    ticket = secrets.token_urlsafe(32)
    until = clock.now() + TICKET_LASTS
    row.ticket_hash, row.ticket_until = _hashed(ticket), until
    await session.flush()
    return ExportTicket(url=f"{TICKET_PATH}/{ticket}", expires_at=until)


async def redeem_ticket(session: AsyncSession, ticket: str) -> ExportFile:
    """The file that a ticket is for, once, as long as whoever asked for it is a member. Raises `TicketUsed`."""
    row = await repository.use_ticket(session, _hashed(ticket), clock.now())
    if row is None:
        raise TicketUsed
    try:
        await identity.member_principal(session, WorkspaceId(row.workspace_id), UserId(row.user_id))
    except NotFound:
        raise TicketUsed from None
    return _file_of(row)


async def stream(blobs: Blobs, file: ExportFile) -> AsyncIterator[bytes]:
    """The bytes of a file. Raises `ExportExpired` when it was removed a moment ago."""
    try:
        return await blobs.stream(file.key)
    except NotFound:
        raise ExportExpired from None


async def _checked(questions: QueryRuntime, principal: Principal, command: CreateExport) -> str:
    """See that there can be such a file; answers what it is called by default."""
    if isinstance(command.source, PageSource) and command.source.all_pages:
        return (await book_wanted(questions, principal, command.source)).name
    if command.format in PICTURES and isinstance(command.source, PageSource):
        return (await page_wanted(questions, principal, command.source)).called
    if command.format in PICTURES:
        wanted = await picture_wanted(questions, principal, command.source)
        await query.check_whole(questions, principal, wanted.whole)
        return wanted.called
    asked = await asked_by(questions, principal, command.source)
    await check(questions, principal, asked)
    return asked.title


async def _require_place(session: AsyncSession, principal: Principal) -> None:
    if await repository.count_under_way(session, principal) >= MAX_UNDER_WAY:
        raise TooManyExports


def _file_of(row: ExportRow) -> ExportFile:
    if row.state != ExportState.DONE:
        raise ExportNotDone(ExportState(row.state))
    if row.file_key is None or row.expires_at <= clock.now():
        raise ExportExpired
    assert row.byte_size is not None
    return ExportFile(row.name, MEDIA_TYPES[ExportFormat(row.format)], row.byte_size, row.file_key)


def _hashed(ticket: str) -> str:
    return hashlib.sha256(ticket.encode()).hexdigest()
