"""The HTTP of charts: pictures of unsaved and saved charts, recommendations, and what is kept."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from gnomon.charts import service
from gnomon.charts.contracts import (
    AskForChart,
    Chart,
    ChartId,
    ChartListSort,
    ChartQuestion,
    ChartRows,
    PreviewChart,
    Recommendation,
    RecommendCharts,
    SaveChart,
)
from gnomon.charts.explaining.contracts import Explained, ExplainFigure
from gnomon.charts.explaining.explaining import explain_figure
from gnomon.charts.replies import reply_with_chart
from gnomon.charts.results.contracts import DrawResult, ResultDrawing
from gnomon.charts.results.drawing import draw_result
from gnomon.charts.results.pivoting import PivotedResult, pivot_result, pivoted_json
from gnomon.foundation.kit.pagination import DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, Page
from gnomon.identity.contracts import Action, Limit, Turn
from gnomon.identity.deps import CurrentPrincipal, Db, ReadDb, allow, provide, turn_at
from gnomon.query.contracts import PivotSql
from gnomon.query.replies import NO_STORE, while_connected
from gnomon.query.service import BATCH_MEDIA_TYPE, QueryRuntime

router = APIRouter(tags=["charts"])

READ = [allow(Action.CHART_READ)]
WRITE = [allow(Action.CHART_WRITE)]
ASK = [allow(Action.QUERY_RUN)]

Questions = Annotated[QueryRuntime, provide(QueryRuntime)]
StatementTurn = Annotated[Turn, turn_at(Limit.QUERIES)]
PageSize = Annotated[int, Query(ge=1, le=MAX_PAGE_SIZE)]

PICTURE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The drawing and its rows as JSON, or as one frame of a batch: the header's `extra` is the "
        "`Drawing`, its `meaning` the `QueryMeaning`, and the body the rows as an Arrow IPC stream.",
        "content": {BATCH_MEDIA_TYPE: {}},
    }
}


@router.post("/charts/preview", dependencies=ASK, response_model=ChartRows, responses=PICTURE)
async def preview(body: PreviewChart, request: Request, who: CurrentPrincipal, questions: Questions) -> Response:
    """Draw an unsaved chart."""
    chart = await while_connected(request, service.preview_chart(questions, who, body))
    return await reply_with_chart(request, chart)


@router.post("/charts/question", dependencies=ASK)
async def question(body: PreviewChart, who: CurrentPrincipal, questions: Questions) -> ChartQuestion:
    """Show the question behind a chart, without asking it."""
    return await service.chart_question(questions, who, body)


@router.post("/charts/recommend", dependencies=ASK)
async def recommend(body: RecommendCharts, who: CurrentPrincipal, questions: Questions) -> tuple[Recommendation, ...]:
    """Rank the marks that fit the fields in the wells."""
    return await service.recommend_charts(questions, who, body.spec)


@router.post("/charts/explain", dependencies=ASK)
async def explain(body: ExplainFigure, request: Request, who: CurrentPrincipal, questions: Questions) -> Explained:
    """Tell what a figure is, and of what its difference from another one is made."""
    return await while_connected(request, explain_figure(questions, who, body))


@router.post("/charts/draw-result", dependencies=ASK)
async def draw_rows(body: DrawResult) -> ResultDrawing:
    """Draw rows that the caller has: the columns of a result in wells, their values as they are."""
    return draw_result(body)


@router.post("/charts/pivot-result", dependencies=ASK, response_model=PivotedResult)
async def pivot_rows(
    body: PivotSql, request: Request, who: CurrentPrincipal, questions: Questions, turn: StatementTurn
) -> Response:
    """Draw a matrix of a statement's rows: grouped by its own columns, with totals that the engine works out."""
    made = await while_connected(request, pivot_result(questions, who, body))
    turn.is_free = made.answer.meaning.receipt.is_cached
    return Response(await pivoted_json(made), media_type="application/json", headers=NO_STORE)


@router.get("/charts", dependencies=READ)
async def list_charts(
    who: CurrentPrincipal,
    db: ReadDb,
    search: Annotated[str | None, Query(max_length=255)] = None,
    sort: ChartListSort = ChartListSort.UPDATED_DESCENDING,
    trashed: bool = False,
    cursor: Annotated[str | None, Query(max_length=100)] = None,
    limit: PageSize = DEFAULT_PAGE_SIZE,
) -> Page[Chart]:
    """The saved charts of the workspace."""
    return await service.list_charts(db, who, search=search, sort=sort, cursor=cursor, limit=limit, is_trashed=trashed)


@router.post("/charts", dependencies=WRITE, status_code=201)
async def create(body: SaveChart, who: CurrentPrincipal, db: Db) -> Chart:
    """Keep a chart."""
    return await service.create_chart(db, who, body)


@router.get("/charts/{chart_id}", dependencies=READ)
async def get(chart_id: UUID, who: CurrentPrincipal, db: ReadDb) -> Chart:
    """One saved chart."""
    return await service.get_chart(db, who, ChartId(chart_id))


@router.put("/charts/{chart_id}", dependencies=WRITE)
async def save(chart_id: UUID, body: SaveChart, who: CurrentPrincipal, db: Db) -> Chart:
    """Change a saved chart."""
    return await service.save_chart(db, who, ChartId(chart_id), body)


@router.delete("/charts/{chart_id}", dependencies=WRITE, status_code=204)
async def delete(chart_id: UUID, who: CurrentPrincipal, db: Db) -> Response:
    """Throw a chart into the trash."""
    await service.delete_chart(db, who, ChartId(chart_id))
    return Response(status_code=204)


@router.post("/charts/{chart_id}/restore", dependencies=WRITE)
async def restore(chart_id: UUID, who: CurrentPrincipal, db: Db) -> Chart:
    """Take a chart out of the trash."""
    return await service.restore_chart(db, who, ChartId(chart_id))


@router.post("/charts/{chart_id}/result", dependencies=ASK, response_model=ChartRows, responses=PICTURE)
async def result(
    chart_id: UUID, request: Request, who: CurrentPrincipal, questions: Questions, body: AskForChart | None = None
) -> Response:
    """Draw a saved chart."""
    work = service.chart_result(questions, who, ChartId(chart_id), body or AskForChart())
    return await reply_with_chart(request, await while_connected(request, work))
