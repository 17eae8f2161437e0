"""The HTTP of links: made and ended by editors, followed by anyone who has one."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Path, Request, Response

from gnomon.dashboards.contracts import DashboardId
from gnomon.foundation.kit.pagination import Page
from gnomon.identity.contracts import Action, Limit
from gnomon.identity.deps import CurrentPrincipal, Db, ReadDb, allow, provide, public
from gnomon.identity.service import RateLimits
from gnomon.query.replies import NO_STORE
from gnomon.query.service import QueryRuntime
from gnomon.sharing import openings, service, visits
from gnomon.sharing.cards import previewed
from gnomon.sharing.contracts import (
    ChangeShare,
    CreateShare,
    OpenShare,
    SharedDashboard,
    ShareId,
    ShareLink,
    ShareTicket,
)
from gnomon.sharing.knocking import let_in
from gnomon.sharing.previews import Previews
from gnomon.sharing.secrets import LinkSecrets
from gnomon.sharing.visitor_routes import routes_behind
from gnomon.sharing.visits import Visit

router = APIRouter(tags=["sharing"])

SHARE = [allow(Action.DASHBOARD_WRITE)]

Questions = Annotated[QueryRuntime, provide(QueryRuntime)]
Secrets = Annotated[LinkSecrets, provide(LinkSecrets)]
Limits = Annotated[RateLimits, provide(RateLimits)]
Pictures = Annotated[Previews, provide(Previews)]
Token = Annotated[str, Path(max_length=100)]
PICTURE: dict[int | str, dict[str, Any]] = {
    200: {"description": "The picture.", "content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}}
}
PICTURE_HEADERS = {
    "cache-control": "no-cache",
    "content-encoding": "identity",
    # Pages of others are who shows it.
    "cross-origin-resource-policy": "cross-origin",
    "x-robots-tag": "noindex",
}
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


def address_of(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else ""


async def count_knock(request: Request, limits: Limits) -> None:
    """Count whoever is not let in by this request, whatever it leads to, against their address."""
    await limits.hit(Limit.DEFAULT, address_of(request))


@router.post("/public/shares/{token}/open", dependencies=[public, Depends(count_knock)])
async def open_link(
    token: Token, body: OpenShare, request: Request, questions: Questions, secrets: Secrets, limits: Limits
) -> ShareTicket:
    """Give the password of a link; the ticket is sent with every other request as `X-Share-Ticket`."""
    password = body.password.get_secret_value()
    return await visits.open_link(questions, secrets, limits, token, password, address_of(request))


async def link_visitor(
    token: Token, request: Request, questions: Questions, secrets: Secrets, limits: Limits, ticket: Ticket = None
) -> Visit:
    """Whoever follows a link at this moment."""
    return await let_in(limits, address_of(request), lambda: visits.by_link(questions, secrets, token, ticket))


@router.get("/public/shares/{token}", dependencies=[public])
async def look(db: Db, response: Response, visit: Annotated[Visit, Depends(link_visitor)]) -> SharedDashboard:
    """The dashboard behind a link, and nothing else of its workspace."""
    response.headers.update(NO_STORE)
    return await openings.look(db, visit)


router.include_router(routes_behind("/public/shares/{token}", link_visitor))


@router.get(
    "/public/shares/{token}/preview.png",
    dependencies=[public, Depends(count_knock)],
    response_class=Response,
    responses=PICTURE,
)
async def preview(
    token: Token, request: Request, questions: Questions, secrets: Secrets, previews: Pictures
) -> Response:
    """A picture of the first page, 1,200 × 630, for pages in which the link is pasted; no look that is counted."""
    async with questions.database.read() as session:
        visit = await previewed(session, secrets, token)
    made = await previews.picture(questions, visit)
    headers = {"etag": f'"{made.fingerprint}"', **PICTURE_HEADERS}
    if headers["etag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(made.content, media_type="image/png", headers=headers)
