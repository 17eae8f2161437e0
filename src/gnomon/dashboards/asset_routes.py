"""The HTTP of images: uploaded by those who edit, shown to those who read."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import StreamingResponse

from gnomon.dashboards import assets
from gnomon.dashboards.contracts import Asset, AssetId
from gnomon.dashboards.replies import IMAGE, reply_with_image
from gnomon.foundation.storage import Blobs
from gnomon.identity.contracts import Action, Limit
from gnomon.identity.deps import CurrentPrincipal, ReadDb, allow, provide, rate_limited, runtime_of

router = APIRouter(tags=["dashboards"])

READ = [allow(Action.DASHBOARD_READ)]
WRITE = [allow(Action.DASHBOARD_WRITE)]

Files = Annotated[Blobs, provide(Blobs)]

IMAGE_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.post(
    "/dashboard-images",
    dependencies=[*WRITE, rate_limited(Limit.UPLOADS)],
    status_code=201,
    openapi_extra=IMAGE_BODY,
)
async def add_image(
    request: Request, who: CurrentPrincipal, name: Annotated[str, Query(max_length=1_000)] = "image"
) -> Asset:
    """Keep a PNG, JPEG, WebP, GIF or SVG image for dashboards; what it is tell its bytes, and nothing else stays."""
    return await assets.add_asset(runtime_of(request), who, name, request.stream())


@router.get("/dashboard-images/{image_id}", dependencies=READ)
async def get_image(image_id: UUID, who: CurrentPrincipal, db: ReadDb) -> Asset:
    """What is known of an image that you may see: yours, or of something that is open to you."""
    return await assets.get_seen_asset(db, who, AssetId(image_id))


@router.get(
    "/dashboard-images/{image_id}/content",
    dependencies=READ,
    response_class=StreamingResponse,
    responses=IMAGE,
)
async def image_content(image_id: UUID, who: CurrentPrincipal, db: ReadDb, blobs: Files) -> StreamingResponse:
    """The image itself, for those who brought it or may see something that shows it."""
    return reply_with_image(await assets.seen_asset_file(db, blobs, who, AssetId(image_id)), max_age=86_400)
