"""What whoever is signed out may ask of the one dashboard that they look at: the same behind every door."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Protocol

from fastapi import APIRouter, Depends, Request, Response

from gnomon.dashboards.contracts import AskForCube, AskForResults, AskForValues, LinkedTiles, TileId, TileResults
from gnomon.dashboards.replies import LINKED, TILES, reply_with_linked_tiles, reply_with_tiles
from gnomon.dashboards.results import PageAnswers
from gnomon.identity.deps import provide, public
from gnomon.query.contracts import RowsResult
from gnomon.query.replies import ROWS_REPLY, reply_with, while_connected
from gnomon.query.service import QueryAnswer, QueryRuntime
from gnomon.visuals import service as visuals
from gnomon.visuals.contracts import AskedVisualId, VisualGone, VisualScript
from gnomon.visuals.service import VisualFolder

Questions = Annotated[QueryRuntime, provide(QueryRuntime)]
Visuals = Annotated[VisualFolder, provide(VisualFolder)]


class Visitor(Protocol):
    """Somebody whom a door let in; what they may not ask is refused by `Forbidden` and `NotFound`."""

    async def ask(self, runtime: QueryRuntime, asked: AskForResults) -> PageAnswers:
        """The answers of the tiles."""
        ...

    async def ask_cube(self, runtime: QueryRuntime, asked: AskForCube) -> PageAnswers:
        """What the tiles need while one of them is brushed."""
        ...

    async def ask_values(self, runtime: QueryRuntime, filter_id: str, asked: AskForValues) -> QueryAnswer:
        """The values to choose from in a filter."""
        ...

    @property
    def shown_visuals(self) -> frozenset[str]:
        """The custom visuals that draw tiles of the dashboard."""
        ...


def visitor_routes(prefix: str, door: Callable[..., Awaitable[Visitor]], *, room: str, named: str = "") -> APIRouter:
    """The routes behind a door: a dependency that says who comes, or refuses them.

    `room` and `named` make the names of the operations: `dashboards.showcase_results`.
    """
    router = APIRouter(prefix=prefix, dependencies=[public])

    def called(verb: str) -> str:
        return f"{room}.{named}{verb}"

    @router.post(
        "/results", name=f"{named}results", operation_id=called("results"), response_model=TileResults, responses=TILES
    )
    async def results(
        body: AskForResults, request: Request, questions: Questions, visitor: Annotated[Visitor, Depends(door)]
    ) -> Response:
        """Answer the tiles of the dashboard under its own filters and its visitor's locks; no more is asked here."""
        return await reply_with_tiles(request, await visitor.ask(questions, body), may_keep=False)

    @router.post(
        "/cube", name=f"{named}cube", operation_id=called("cube"), response_model=LinkedTiles, responses=LINKED
    )
    async def cube(
        body: AskForCube, request: Request, questions: Questions, visitor: Annotated[Visitor, Depends(door)]
    ) -> Response:
        """Answer the tiles by the steps of one that a visitor brushes."""
        return await reply_with_linked_tiles(request, await visitor.ask_cube(questions, body), may_keep=False)

    @router.post(
        "/filters/{filter_id}/values",
        name=f"{named}values",
        operation_id=called("values"),
        response_model=RowsResult,
        responses=ROWS_REPLY,
    )
    async def values(
        filter_id: TileId,
        body: AskForValues,
        request: Request,
        questions: Questions,
        visitor: Annotated[Visitor, Depends(door)],
    ) -> Response:
        """The values to choose from in a filter that visitors may change, most frequent first: `value, count`."""
        work = visitor.ask_values(questions, filter_id, body)
        return await reply_with(request, await while_connected(request, work))

    @router.get("/visuals/{visual_id}", name=f"{named}visual", operation_id=called("visual"))
    async def visual(
        visual_id: AskedVisualId, folder: Visuals, visitor: Annotated[Visitor, Depends(door)]
    ) -> VisualScript:
        """A custom visual that draws a tile of the dashboard; of no other is it told whether there is one."""
        if visual_id not in visitor.shown_visuals:
            raise VisualGone
        return await visuals.visual_script(folder, visual_id)

    return router
