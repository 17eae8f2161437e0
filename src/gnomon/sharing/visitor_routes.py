"""What visitors may ask: the same whether a link or an embed let them in."""

from collections.abc import Awaitable, Callable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from fastapi.responses import StreamingResponse

from gnomon.dashboards.replies import IMAGE, reply_with_image
from gnomon.dashboards.visitor_routes import visitor_routes
from gnomon.foundation.storage import Blobs
from gnomon.identity.deps import provide, public
from gnomon.query.replies import NO_STORE
from gnomon.query.service import QueryRuntime
from gnomon.sharing.following import SharedState, state_for
from gnomon.sharing.visits import Visit

Questions = Annotated[QueryRuntime, provide(QueryRuntime)]
Files = Annotated[Blobs, provide(Blobs)]


def routes_behind(prefix: str, door: Callable[..., Awaitable[Visit]], *, named: str = "") -> APIRouter:
    """The routes behind a door: a dependency that says who comes, or refuses them."""
    router = APIRouter(prefix=prefix, dependencies=[public])

    @router.get("/changes", name=f"{named}changes")
    async def changes(questions: Questions, response: Response, visit: Annotated[Visit, Depends(door)]) -> SharedState:
        """Tags of what a visitor sees; one is another when that has changed. This is no look that is counted."""
        response.headers.update(NO_STORE)
        return await state_for(questions, visit)

    @router.get("/images/{image_id}", name=f"{named}image", response_class=StreamingResponse, responses=IMAGE)
    async def image(
        image_id: UUID, questions: Questions, blobs: Files, visit: Annotated[Visit, Depends(door)]
    ) -> StreamingResponse:
        """An image that the dashboard shows, by what it is called here."""
        return reply_with_image(await visit.image(questions, blobs, image_id), max_age=3_600)

    whole = APIRouter()
    whole.include_router(visitor_routes(prefix, door, room="sharing", named=named))
    whole.include_router(router)
    return whole
