"""The HTTP of links: made and ended by editors, followed by anyone who has one."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Path, Request, Response
from fastapi.responses import StreamingResponse

from gnomon.dashboards.contracts import (
    AskForCube,
    AskForResults,
    AskForValues,
    DashboardId,
    LinkedTiles,
    TileId,
    TileResults,
)
from gnomon.dashboards.replies import (
    IMAGE,
    LINKED,
    TILES,
    reply_with_image,
    reply_with_linked_tiles,
    reply_with_tiles,
)
from gnomon.foundation.kit.pagination import Page
from gnomon.foundation.storage import Blobs
from gnomon.identity.contracts import Action
from gnomon.identity.deps import CurrentPrincipal, Db, ReadDb, allow, provide, public
from gnomon.identity.service import RateLimits
from gnomon.query.contracts import RowsResult
from gnomon.query.replies import NO_STORE, ROWS_REPLY, reply_with, while_connected
from gnomon.query.service import QueryRuntime
from gnomon.sharing import service, visits
from gnomon.sharing.contracts import (
    ChangeShare,
    CreateShare,
    OpenShare,
    SharedDashboard,
    ShareId,
    ShareLink,
    ShareTicket,
)
from gnomon.sharing.following import SharedState, state_for
from gnomon.sharing.secrets import LinkSecrets

router = APIRouter(tags=["sharing"])

SHARE = [allow(Action.DASHBOARD_WRITE)]

Questions = Annotated[QueryRuntime, provide(QueryRuntime)]
Files = Annotated[Blobs, provide(Blobs)]
Secrets = Annotated[LinkSecrets, provide(LinkSecrets)]
Limits = Annotated[RateLimits, provide(RateLimits)]
Token = Annotated[str, Path(max_length=100)]
Ticket = Annotated[str | None, Header(alias="X-Share-Ticket", max_length=200)]


@router.get("/shares", dependencies=SHARE)
async def list_links(
    dashboard_id: UUID, who: CurrentPrincipal, db: ReadDb, secrets: Secrets, response: Response
) -> Page[ShareLink]:
    """The links to a dashboard, the newest first, with their addresses."""
    response.headers.update(NO_STORE)
    found = await service.list_links(db, secrets, who, DashboardId(dashboard_id))
    return Page(items=found, total=len(found), next_cursor=None)


@router.post("/shares", dependencies=SHARE, status_code=201)
async def create(body: CreateShare, who: CurrentPrincipal, questions: Questions, secrets: Secrets) -> ShareLink:
    """Make a link to a dashboard for anyone who has it."""
    return await service.create_link(questions, secrets, who, body)


@router.patch("/shares/{share_id}", dependencies=SHARE)
async def change(
    share_id: UUID, body: ChangeShare, who: CurrentPrincipal, questions: Questions, secrets: Secrets
) -> ShareLink:
    """Change a link; its address stays."""
    return await service.change_link(questions, secrets, who, ShareId(share_id), body)


@router.delete("/shares/{share_id}", dependencies=SHARE, status_code=204)
async def end(share_id: UUID, who: CurrentPrincipal, db: Db) -> Response:
    """End a link for good: the next request of a visitor finds nothing."""
    await service.end_link(db, who, ShareId(share_id))
    return Response(status_code=204)


@router.post("/public/shares/{token}/open", dependencies=[public])
async def open_link(
    token: Token, body: OpenShare, request: Request, questions: Questions, secrets: Secrets, limits: Limits
) -> ShareTicket:
    """Give the password of a link; the ticket is sent with every other request as `X-Share-Ticket`."""
    address = request.client.host if request.client else ""
    return await visits.open_link(questions, secrets, limits, token, body.password.get_secret_value(), address)


@router.get("/public/shares/{token}", dependencies=[public])
async def look(token: Token, db: Db, secrets: Secrets, response: Response, ticket: Ticket = None) -> SharedDashboard:
    """The dashboard behind a link, and nothing else of its workspace."""
    response.headers.update(NO_STORE)
    return await visits.look(db, secrets, token, ticket)


@router.post("/public/shares/{token}/results", dependencies=[public], response_model=TileResults, responses=TILES)
async def results(
    token: Token, body: AskForResults, request: Request, questions: Questions, secrets: Secrets, ticket: Ticket = None
) -> Response:
    """Answer the tiles of the dashboard under its own filters and the link's locks; nothing else can be asked here."""
    visit = await visits.by_link(questions, secrets, token, ticket)
    return await reply_with_tiles(request, await visits.ask(questions, visit, body), may_keep=False)


@router.get("/public/shares/{token}/changes", dependencies=[public])
async def changes(
    token: Token, questions: Questions, secrets: Secrets, response: Response, ticket: Ticket = None
) -> SharedState:
    """Tags of what a visitor sees; one is another when that has changed. This is no look that is counted."""
    response.headers.update(NO_STORE)
    return await state_for(questions, await visits.by_link(questions, secrets, token, ticket))


@router.post("/public/shares/{token}/cube", dependencies=[public], response_model=LinkedTiles, responses=LINKED)
async def cube(
    token: Token, body: AskForCube, request: Request, questions: Questions, secrets: Secrets, ticket: Ticket = None
) -> Response:
    """Answer the tiles by the steps of one that a visitor brushes."""
    visit = await visits.by_link(questions, secrets, token, ticket)
    return await reply_with_linked_tiles(request, await visits.ask_cube(questions, visit, body), may_keep=False)


@router.post(
    "/public/shares/{token}/filters/{filter_id}/values",
    dependencies=[public],
    response_model=RowsResult,
    responses=ROWS_REPLY,
)
async def values(
    token: Token,
    filter_id: TileId,
    body: AskForValues,
    request: Request,
    questions: Questions,
    secrets: Secrets,
    ticket: Ticket = None,
) -> Response:
    """The values to choose from in a filter of the dashboard, most frequent first: `value, count`."""
    visit = await visits.by_link(questions, secrets, token, ticket)
    work = visits.ask_values(questions, visit, filter_id, body)
    return await reply_with(request, await while_connected(request, work))


@router.get(
    "/public/shares/{token}/images/{image_id}",
    dependencies=[public],
    response_class=StreamingResponse,
    responses=IMAGE,
)
async def image(
    token: Token, image_id: UUID, questions: Questions, secrets: Secrets, blobs: Files, ticket: Ticket = None
) -> StreamingResponse:
    """An image that the dashboard shows, by what it is called here."""
    visit = await visits.by_link(questions, secrets, token, ticket)
    return reply_with_image(await visits.image(questions, blobs, visit, image_id), max_age=3_600)
