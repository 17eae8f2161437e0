"""The HTTP of embeds: made and ended by editors, visited by frames on other sites with a token of theirs."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Path, Request, Response

from gnomon.dashboards.contracts import DashboardId
from gnomon.foundation.kit.pagination import Page
from gnomon.identity.contracts import Action
from gnomon.identity.deps import CurrentPrincipal, Db, ReadDb, allow, provide, public
from gnomon.identity.service import RateLimits
from gnomon.query.replies import NO_STORE
from gnomon.query.service import QueryRuntime
from gnomon.sharing import embed_service as service
from gnomon.sharing import embed_visits
from gnomon.sharing.embed_contracts import (
    ChangeEmbed,
    CreateEmbed,
    Embed,
    EmbeddedDashboard,
    EmbedId,
    EmbedPreview,
    MadeEmbed,
    PreviewEmbed,
    RotateEmbed,
)
from gnomon.sharing.embed_visits import TokenVisit
from gnomon.sharing.knocking import let_in
from gnomon.sharing.secrets import LinkSecrets
from gnomon.sharing.visitor_routes import routes_behind

router = APIRouter(tags=["sharing"])

SHARE = [allow(Action.DASHBOARD_WRITE)]

Questions = Annotated[QueryRuntime, provide(QueryRuntime)]
Secrets = Annotated[LinkSecrets, provide(LinkSecrets)]
Limits = Annotated[RateLimits, provide(RateLimits)]
Handle = Annotated[str, Path(max_length=100)]
Token = Annotated[str, Header(alias="X-Embed-Token")]


@router.get("/embeds", dependencies=SHARE)
async def list_embeds(
    dashboard_id: UUID, who: CurrentPrincipal, db: ReadDb, secrets: Secrets, response: Response
) -> Page[Embed]:
    """The embeds of a dashboard, the newest first, without their secrets."""
    response.headers.update(NO_STORE)
    found = await service.list_embeds(db, secrets, who, DashboardId(dashboard_id))
    return Page(items=found, total=len(found), next_cursor=None)


@router.post("/embeds", dependencies=SHARE, status_code=201)
async def create_embed(
    body: CreateEmbed, who: CurrentPrincipal, questions: Questions, secrets: Secrets, response: Response
) -> MadeEmbed:
    """Let other sites frame a dashboard; the secret that they sign tokens with is shown this once."""
    response.headers.update(NO_STORE)
    return await service.create_embed(questions, secrets, who, body)


@router.patch("/embeds/{embed_id}", dependencies=SHARE)
async def change_embed(
    embed_id: UUID, body: ChangeEmbed, who: CurrentPrincipal, questions: Questions, secrets: Secrets
) -> Embed:
    """Change an embed; its address and its secret stay."""
    return await service.change_embed(questions, secrets, who, EmbedId(embed_id), body)


@router.post("/embeds/{embed_id}/rotate", dependencies=SHARE)
async def rotate_embed(
    embed_id: UUID, body: RotateEmbed, who: CurrentPrincipal, db: Db, secrets: Secrets, response: Response
) -> MadeEmbed:
    """Another secret, shown this once; tokens of the one before end at once, or after some hours."""
    response.headers.update(NO_STORE)
    return await service.rotate_embed(db, secrets, who, EmbedId(embed_id), body)


@router.post("/embeds/{embed_id}/preview", dependencies=SHARE)
async def preview_embed(
    embed_id: UUID, body: PreviewEmbed, who: CurrentPrincipal, db: ReadDb, secrets: Secrets, response: Response
) -> EmbedPreview:
    """An address that shows an embed for ten minutes, as a site would with these locks."""
    response.headers.update(NO_STORE)
    return await service.preview_embed(db, secrets, who, EmbedId(embed_id), body)


@router.delete("/embeds/{embed_id}", dependencies=SHARE, status_code=204)
async def end_embed(embed_id: UUID, who: CurrentPrincipal, db: Db) -> Response:
    """End an embed for good: the next request of a visitor finds nothing."""
    await service.end_embed(db, who, EmbedId(embed_id))
    return Response(status_code=204)


async def embed_visitor(
    embed_id: Handle, request: Request, questions: Questions, secrets: Secrets, limits: Limits, token: Token = ""
) -> TokenVisit:
    """Whoever comes with a token at this moment."""
    address = request.client.host if request.client else ""
    return await let_in(limits, address, lambda: embed_visits.by_token(questions, secrets, embed_id, token))


@router.get("/public/embeds/{embed_id}", dependencies=[public])
async def look_at_embed(
    questions: Questions, response: Response, visit: Annotated[TokenVisit, Depends(embed_visitor)]
) -> EmbeddedDashboard:
    """The dashboard of an embed, and nothing else of its workspace, under the locks of the token."""
    response.headers.update(NO_STORE)
    return await embed_visits.look(questions, visit)


router.include_router(routes_behind("/public/embeds/{embed_id}", embed_visitor, named="embed_"))
