"""The HTTP of dashboards: kept, changed with revisions, answered tile by tile, and shown to visitors."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from gnomon.dashboards import brushing, listing, results, service
from gnomon.dashboards.contracts import (
    AskForCube,
    AskForResults,
    AskForValues,
    CreateDashboard,
    Dashboard,
    DashboardId,
    DashboardRevision,
    DashboardSort,
    DashboardSummary,
    LinkedTiles,
    SamplesInstalled,
    SaveDashboard,
    Showcase,
    TileId,
    TileResults,
)
from gnomon.dashboards.replies import (
    LINKED,
    TILES,
    reply_with_linked_tiles,
    reply_with_tiles,
)
from gnomon.dashboards.samples.install import install_samples
from gnomon.dashboards.showcase import ShowcaseVisitor, get_showcase, visitor_of_showcase
from gnomon.dashboards.visitor_routes import visitor_routes
from gnomon.foundation.kit.pagination import DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, Page
from gnomon.identity.contracts import Action
from gnomon.identity.deps import CurrentPrincipal, Db, ReadDb, allow, provide, public, runtime_of
from gnomon.query.contracts import RowsResult
from gnomon.query.replies import ROWS_REPLY, reply_with, while_connected
from gnomon.query.service import QueryRuntime

router = APIRouter(tags=["dashboards"])

READ = [allow(Action.DASHBOARD_READ)]
WRITE = [allow(Action.DASHBOARD_WRITE)]
ASK = [allow(Action.DASHBOARD_READ), allow(Action.QUERY_RUN)]

Questions = Annotated[QueryRuntime, provide(QueryRuntime)]
PageSize = Annotated[int, Query(ge=1, le=MAX_PAGE_SIZE)]
Cursor = Annotated[str | None, Query(max_length=100)]


@router.get("/dashboards", dependencies=READ)
async def list_dashboards(
    who: CurrentPrincipal,
    db: ReadDb,
    search: Annotated[str | None, Query(max_length=255)] = None,
    sort: DashboardSort = DashboardSort.UPDATED_DESCENDING,
    trashed: bool = False,
    cursor: Cursor = None,
    limit: PageSize = DEFAULT_PAGE_SIZE,
) -> Page[DashboardSummary]:
    """The dashboards of the workspace, or those in its trash."""
    return await service.list_dashboards(
        db, who, search=search, sort=sort, cursor=cursor, limit=limit, is_trashed=trashed
    )


@router.post("/dashboards", dependencies=WRITE, status_code=201)
async def create(body: CreateDashboard, who: CurrentPrincipal, db: Db) -> Dashboard:
    """Make a dashboard."""
    return await service.create_dashboard(db, who, body)


@router.get("/dashboards/{dashboard_id}", dependencies=READ)
async def get(dashboard_id: UUID, who: CurrentPrincipal, db: ReadDb) -> Dashboard:
    """One dashboard with its present spec."""
    return await service.get_dashboard(db, who, DashboardId(dashboard_id))


@router.put("/dashboards/{dashboard_id}", dependencies=WRITE)
async def save(dashboard_id: UUID, body: SaveDashboard, who: CurrentPrincipal, db: Db) -> Dashboard:
    """Save a state made from the present revision; 409 tells the present one when there is a newer one."""
    return await service.save_dashboard(db, who, DashboardId(dashboard_id), body)


@router.delete("/dashboards/{dashboard_id}", dependencies=WRITE, status_code=204)
async def delete(dashboard_id: UUID, who: CurrentPrincipal, db: Db) -> Response:
    """Throw a dashboard into the trash."""
    await service.delete_dashboard(db, who, DashboardId(dashboard_id))
    return Response(status_code=204)


@router.post("/dashboards/{dashboard_id}/restore", dependencies=WRITE)
async def restore(dashboard_id: UUID, who: CurrentPrincipal, db: Db) -> Dashboard:
    """Take a dashboard out of the trash."""
    return await service.restore_dashboard(db, who, DashboardId(dashboard_id))


@router.post("/dashboards/{dashboard_id}/duplicate", dependencies=WRITE, status_code=201)
async def duplicate(dashboard_id: UUID, who: CurrentPrincipal, db: Db) -> Dashboard:
    """Make a copy with a history of its own."""
    return await service.duplicate_dashboard(db, who, DashboardId(dashboard_id))


@router.get("/dashboards/{dashboard_id}/revisions", dependencies=READ)
async def revisions(
    dashboard_id: UUID,
    who: CurrentPrincipal,
    db: ReadDb,
    cursor: Cursor = None,
    limit: PageSize = DEFAULT_PAGE_SIZE,
) -> Page[DashboardRevision]:
    """The saved states of a dashboard, newest first."""
    return await service.list_revisions(db, who, DashboardId(dashboard_id), cursor=cursor, limit=limit)


@router.get("/dashboards/{dashboard_id}/revisions/{revision}", dependencies=READ)
async def get_revision(dashboard_id: UUID, revision: int, who: CurrentPrincipal, db: ReadDb) -> Dashboard:
    """A dashboard as it was at one revision."""
    return await service.get_revision(db, who, DashboardId(dashboard_id), revision)


@router.post("/dashboards/{dashboard_id}/revisions/{revision}/restore", dependencies=WRITE)
async def restore_revision(dashboard_id: UUID, revision: int, who: CurrentPrincipal, db: Db) -> Dashboard:
    """Make an old state the present one, as a new revision."""
    return await service.restore_revision(db, who, DashboardId(dashboard_id), revision)


@router.post("/dashboards/{dashboard_id}/results", dependencies=ASK, response_model=TileResults, responses=TILES)
async def tile_results(
    dashboard_id: UUID, body: AskForResults, request: Request, who: CurrentPrincipal, questions: Questions
) -> Response:
    """Answer the tiles of a page, the first ones first; each answer leaves as soon as it is ready."""
    answers = await results.ask_dashboard(questions, who, DashboardId(dashboard_id), body)
    return await reply_with_tiles(request, answers, may_keep=not body.skip_cache)


@router.post("/dashboards/{dashboard_id}/cube", dependencies=ASK, response_model=LinkedTiles, responses=LINKED)
async def tile_cube(
    dashboard_id: UUID, body: AskForCube, request: Request, who: CurrentPrincipal, questions: Questions
) -> Response:
    """Answer the tiles that a brush along one of them moves, by its steps; tiles that cannot be are told apart."""
    linked = await brushing.ask_linked_tiles(questions, who, DashboardId(dashboard_id), body)
    return await reply_with_linked_tiles(request, linked, may_keep=not body.skip_cache)


@router.post(
    "/dashboards/{dashboard_id}/filters/{filter_id}/values",
    dependencies=ASK,
    response_model=RowsResult,
    responses=ROWS_REPLY,
)
async def filter_values(
    dashboard_id: UUID,
    filter_id: TileId,
    body: AskForValues,
    request: Request,
    who: CurrentPrincipal,
    questions: Questions,
) -> Response:
    """The values to choose from in a filter under the choices in others: `value, count`, or `lowest, highest`."""
    work = listing.list_dashboard_values(questions, who, DashboardId(dashboard_id), filter_id, body)
    return await reply_with(request, await while_connected(request, work))


@router.post("/samples", dependencies=[*WRITE, allow(Action.DATASET_WRITE)], status_code=201)
async def samples(request: Request, who: CurrentPrincipal) -> SamplesInstalled:
    """Bring the sample data and its dashboards into the workspace; what is there already stays as it is."""
    return await install_samples(runtime_of(request), who)


@router.get("/public/showcase", dependencies=[public])
async def showcase(db: ReadDb) -> Showcase:
    """The dashboard that a signed-out visitor sees."""
    return await get_showcase(db)


async def showcase_visitor(questions: Questions) -> ShowcaseVisitor:
    """Whoever looks at the landing page."""
    return await visitor_of_showcase(questions)


router.include_router(visitor_routes("/public/showcase", showcase_visitor, room="dashboards", named="showcase_"))
