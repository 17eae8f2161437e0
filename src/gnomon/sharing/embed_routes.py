"""The HTTP of embeds: made and ended by editors, visited by frames on other sites with a token of theirs."""

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
from gnomon.dashboards.replies import IMAGE, LINKED, TILES, reply_with_image, reply_with_linked_tiles, reply_with_tiles
from gnomon.foundation.kit.pagination import Page
from gnomon.foundation.storage import Blobs
from gnomon.identity.contracts import Action
from gnomon.identity.deps import CurrentPrincipal, Db, ReadDb, allow, provide, public
from gnomon.query.contracts import RowsResult
from gnomon.query.replies import NO_STORE, ROWS_REPLY, reply_with, while_connected
from gnomon.query.service import QueryRuntime
from gnomon.sharing import embed_service as service
from gnomon.sharing import embed_visits, visits
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
from gnomon.sharing.following import SharedState, state_for
from gnomon.sharing.secrets import LinkSecrets

router = APIRouter(tags=["sharing"])

SHARE = [allow(Action.DASHBOARD_WRITE)]

Questions = Annotated[QueryRuntime, provide(QueryRuntime)]
Files = Annotated[Blobs, provide(Blobs)]
Secrets = Annotated[LinkSecrets, provide(LinkSecrets)]
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


@router.get("/public/embeds/{embed_id}", dependencies=[public])
async def look_at_embed(
    embed_id: Handle, questions: Questions, secrets: Secrets, response: Response, token: Token = ""
) -> EmbeddedDashboard:
    """The dashboard of an embed, and nothing else of its workspace, under the locks of the token."""
    response.headers.update(NO_STORE)
    return await embed_visits.look(questions, secrets, embed_id, token)


@router.post("/public/embeds/{embed_id}/results", dependencies=[public], response_model=TileResults, responses=TILES)
async def embed_results(
    embed_id: Handle, body: AskForResults, request: Request, questions: Questions, secrets: Secrets, token: Token = ""
) -> Response:
    """Answer the tiles of the dashboard under its own filters and the token's locks; nothing else can be asked here."""
    visit = await embed_visits.by_token(questions, secrets, embed_id, token)
    return await reply_with_tiles(request, await visits.ask(questions, visit, body), may_keep=False)


@router.get("/public/embeds/{embed_id}/changes", dependencies=[public])
async def embed_changes(
    embed_id: Handle, questions: Questions, secrets: Secrets, response: Response, token: Token = ""
) -> SharedState:
    """Tags of what a visitor sees; one is another when that has changed. This is no look that is counted."""
    response.headers.update(NO_STORE)
    return await state_for(questions, await embed_visits.by_token(questions, secrets, embed_id, token))


@router.post("/public/embeds/{embed_id}/cube", dependencies=[public], response_model=LinkedTiles, responses=LINKED)
async def embed_cube(
    embed_id: Handle, body: AskForCube, request: Request, questions: Questions, secrets: Secrets, token: Token = ""
) -> Response:
    """Answer the tiles by the steps of one that a visitor brushes."""
    visit = await embed_visits.by_token(questions, secrets, embed_id, token)
    return await reply_with_linked_tiles(request, await visits.ask_cube(questions, visit, body), may_keep=False)


@router.post(
    "/public/embeds/{embed_id}/filters/{filter_id}/values",
    dependencies=[public],
    response_model=RowsResult,
    responses=ROWS_REPLY,
)
async def embed_values(
    embed_id: Handle,
    filter_id: TileId,
    body: AskForValues,
    request: Request,
    questions: Questions,
    secrets: Secrets,
    token: Token = "",
) -> Response:
    """The values to choose from in a filter that visitors may change, most frequent first: `value, count`."""
    visit = await embed_visits.by_token(questions, secrets, embed_id, token)
    work = visits.ask_values(questions, visit, filter_id, body)
    return await reply_with(request, await while_connected(request, work))


@router.get(
    "/public/embeds/{embed_id}/images/{image_id}",
    dependencies=[public],
    response_class=StreamingResponse,
    responses=IMAGE,
)
async def embed_image(
    embed_id: Handle, image_id: UUID, questions: Questions, secrets: Secrets, blobs: Files, token: Token = ""
) -> StreamingResponse:
    """An image that the dashboard shows, by what it is called here."""
    visit = await embed_visits.by_token(questions, secrets, embed_id, token)
    return reply_with_image(await visits.image(questions, blobs, visit, image_id), max_age=3_600)
