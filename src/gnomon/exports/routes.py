"""The HTTP of exports: ask for a file, follow it, fetch it, end it."""

from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import StreamingResponse

from gnomon.exports import service
from gnomon.exports.contracts import CreateExport, Export, ExportId, ExportTicket
from gnomon.foundation.kit.pagination import DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, Page
from gnomon.foundation.storage import Blobs
from gnomon.identity.contracts import Action, Limit, Turn
from gnomon.identity.deps import CurrentPrincipal, Db, ReadDb, allow, provide, public, runtime_of, turn_at

router = APIRouter(tags=["exports"])

ASK = [allow(Action.QUERY_RUN)]

Files = Annotated[Blobs, provide(Blobs)]
ExportTurn = Annotated[Turn, turn_at(Limit.QUERIES)]
PageSize = Annotated[int, Query(ge=1, le=MAX_PAGE_SIZE)]
Cursor = Annotated[str | None, Query(max_length=100)]


@router.post("/exports", dependencies=ASK, status_code=202)
async def create(body: CreateExport, request: Request, who: CurrentPrincipal, _turn: ExportTurn) -> Export:
    """Begin to write all rows of a question, a chart, a tile or a statement into a file."""
    return await service.create_export(runtime_of(request), who, body)


@router.get("/exports", dependencies=ASK)
async def list_exports(
    who: CurrentPrincipal, db: ReadDb, cursor: Cursor = None, limit: PageSize = DEFAULT_PAGE_SIZE
) -> Page[Export]:
    """The caller's own exports, the newest first."""
    return await service.list_exports(db, who, cursor=cursor, limit=limit)


@router.get("/exports/download/{ticket}", dependencies=[public], response_class=StreamingResponse)
async def download(ticket: Annotated[str, Path(max_length=100)], db: Db, blobs: Files) -> StreamingResponse:
    """The file that a ticket is for; it needs no token, and is good once, within a minute."""
    return await _reply(blobs, await service.redeem_ticket(db, ticket))


@router.get("/exports/{export_id}", dependencies=ASK)
async def get(export_id: UUID, who: CurrentPrincipal, db: ReadDb) -> Export:
    """How one of the caller's own exports fares."""
    return await service.get_export(db, who, ExportId(export_id))


@router.delete("/exports/{export_id}", dependencies=ASK, status_code=204)
async def end(export_id: UUID, request: Request, who: CurrentPrincipal) -> Response:
    """Cancel an export that is under way, or forget one that has ended; its file goes."""
    await service.end_export(runtime_of(request), who, ExportId(export_id))
    return Response(status_code=204)


@router.get("/exports/{export_id}/file", dependencies=ASK, response_class=StreamingResponse)
async def file(export_id: UUID, who: CurrentPrincipal, db: ReadDb, blobs: Files) -> StreamingResponse:
    """The file; 409 while it is not written, 410 when its time is over."""
    return await _reply(blobs, await service.find_file(db, who, ExportId(export_id)))


@router.post("/exports/{export_id}/ticket", dependencies=ASK, status_code=201)
async def make_ticket(export_id: UUID, who: CurrentPrincipal, db: Db) -> ExportTicket:
    """An address from which a browser can save the file, once, within a minute."""
    return await service.make_ticket(db, who, ExportId(export_id))


async def _reply(blobs: Blobs, found: service.ExportFile) -> StreamingResponse:
    headers = {
        "cache-control": "no-store",
        "content-disposition": attachment(found.name),
        # As it lies on the disk: packing gigabytes on their way would hold up everybody else, and hide their size.
        "content-encoding": "identity",
        "content-length": str(found.byte_size),
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
    }
    return StreamingResponse(await service.stream(blobs, found), media_type=found.media_type, headers=headers)


def attachment(name: str) -> str:
    """A header that makes browsers save the file under its name (RFC 6266 and 8187), whatever the name holds."""
    plain = "".join(char if char.isascii() and (char.isalnum() or char in "._- ") else "_" for char in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
