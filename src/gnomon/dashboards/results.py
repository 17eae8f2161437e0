"""The answers of a page's tiles: each in a frame of its own, so that one broken tile never breaks the others."""

from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace

from gnomon.charts import service as charts
from gnomon.charts.contracts import ChartSpec
from gnomon.dashboards import service
from gnomon.dashboards.contracts import (
    AskForResults,
    ChartTile,
    DashboardId,
    DashboardPage,
    DashboardSpec,
    UnknownTile,
)
from gnomon.dashboards.filters import TypesByDataset, Wish, reach_of, types_of, wishes_of
from gnomon.datasets.contracts import DatasetId
from gnomon.engine.contracts import RunId
from gnomon.foundation.kit.errors import AppError, NotFound
from gnomon.identity.contracts import Action, Principal
from gnomon.query import service as query
from gnomon.query.contracts import QuerySpec
from gnomon.query.service import QueryFrame, QueryRuntime
from gnomon.semantic.contracts import SemanticModel


@dataclass(frozen=True, slots=True)
class TileQuestion:
    """A tile that waits for its answer."""

    tile_id: str
    draft: charts.Draft
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageQuestions:
    """What a page asks: the wanted tiles in order, those that wait, and those that cannot be asked."""

    tile_ids: tuple[str, ...]
    waiting: tuple[TileQuestion, ...]
    broken: tuple[QueryFrame, ...]


@dataclass(frozen=True, slots=True)
class PageAnswers:
    """The answers of a page as they complete, and the order in which its tiles were asked for."""

    tile_ids: tuple[str, ...]
    frames: AsyncGenerator[QueryFrame, None]


async def ask_dashboard(
    runtime: QueryRuntime, principal: Principal, dashboard_id: DashboardId, ask: AskForResults
) -> PageAnswers:
    """The answers of a dashboard's tiles as they complete. Raises before the first one what is wrong with the whole."""
    spec = await spec_of(runtime, principal, dashboard_id, ask)
    asked = await questions_of(runtime, principal, spec, ask)
    return PageAnswers(asked.tile_ids, answers(runtime, principal, asked, ask))


async def questions_of(
    runtime: QueryRuntime, principal: Principal, spec: DashboardSpec, ask: AskForResults
) -> PageQuestions:
    """The question of each wanted tile under the filters that reach it."""
    page = page_of(spec, ask)
    wishes = wishes_of(page, ask.chosen, ask.selections)
    charts_by_id = {tile.id: tile.chart for tile in page.tiles if isinstance(tile, ChartTile)}
    wanted = tuple(dict.fromkeys(ask.tile_ids if ask.tile_ids is not None else charts_by_id))
    datasets = {one.dataset_id for one in wishes} | {one.dataset_id for one in charts_by_id.values()}
    models = await query.models_for(runtime, principal, datasets)
    types = {dataset: types_of(model) for dataset, model in models.items() if isinstance(model, SemanticModel)}
    waiting: list[TileQuestion] = []
    broken: list[QueryFrame] = []
    for tile_id in wanted:
        try:
            if tile_id not in charts_by_id:
                raise UnknownTile(tile_id)
            waiting.append(_question(tile_id, charts_by_id[tile_id], wishes, models, types, ask.time_zone))
        except AppError as error:
            broken.append(QueryFrame(tile_id, None, error))
    return PageQuestions(wanted, tuple(waiting), tuple(broken))


async def answers(
    runtime: QueryRuntime, principal: Principal, asked: PageQuestions, ask: AskForResults
) -> AsyncGenerator[QueryFrame, None]:
    """One frame a tile; a question that several tiles share runs once. Closing it cancels what still runs."""
    for frame in asked.broken:
        yield frame
    sharing = _sharing(asked.waiting)
    questions = [(tiles[0].tile_id, question) for question, tiles in sharing]
    tiles_of = {tiles[0].tile_id: tiles for _, tiles in sharing}
    async with aclosing(_run(runtime, principal, questions, ask)) as frames:  # type: ignore[type-var]
        async for frame in frames:
            for tile in tiles_of[frame.id]:
                yield _tile_frame(tile, frame)


def _run(
    runtime: QueryRuntime, principal: Principal, questions: Sequence[tuple[str, QuerySpec]], ask: AskForResults
) -> AsyncIterator[QueryFrame]:
    run_id = None if ask.run_id is None else RunId(ask.run_id)
    return query.run_many(runtime, principal, questions, run_id=run_id, skip_cache=ask.skip_cache)


def page_of(spec: DashboardSpec, ask: AskForResults) -> DashboardPage:
    """The page that is asked for; the first one unless it is named. Raises `NotFound`."""
    page = next((one for one in spec.pages if ask.page_id in {None, one.id}), None)
    if page is None:
        raise NotFound("page")
    return page


async def spec_of(
    runtime: QueryRuntime, principal: Principal, dashboard_id: DashboardId, ask: AskForResults
) -> DashboardSpec:
    """What the dashboard shows: as it was saved, or a state that an editor has not saved yet."""
    if ask.draft is not None:
        principal.require(Action.DASHBOARD_WRITE)
    async with runtime.database.read() as session:
        dashboard = await service.get_dashboard(session, principal, dashboard_id)
    return ask.draft or dashboard.spec


def _question(
    tile_id: str,
    chart: ChartSpec,
    wishes: Sequence[Wish],
    models: Mapping[DatasetId, SemanticModel | AppError],
    types: TypesByDataset,
    time_zone: str | None,
) -> TileQuestion:
    model = models[chart.dataset_id]
    if isinstance(model, AppError):
        raise model
    reach = reach_of(tile_id, chart, wishes, types)
    local = chart if time_zone is None else chart.model_copy(update={"time_zone": time_zone})
    return TileQuestion(tile_id, charts.draft(local, model, reach.filters), reach.notes)


def _sharing(waiting: Sequence[TileQuestion]) -> list[tuple[QuerySpec, list[TileQuestion]]]:
    """Each different question with the tiles that ask it, in the order of the first of them."""
    sharing: dict[str, tuple[QuerySpec, list[TileQuestion]]] = {}
    for tile in waiting:
        key = tile.draft.query.model_dump_json()
        sharing.setdefault(key, (tile.draft.query, []))[1].append(tile)
    return list(sharing.values())


def _tile_frame(tile: TileQuestion, frame: QueryFrame) -> QueryFrame:
    if frame.answer is None:
        return replace(frame, id=tile.tile_id)
    finished = charts.finished(tile.draft, frame.answer)
    drawing = finished.drawing.model_copy(update={"notes": finished.drawing.notes + tile.notes})
    return QueryFrame(tile.tile_id, finished.answer, None, drawing.model_dump(mode="json"))
