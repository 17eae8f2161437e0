"""The answers of a page's tiles: each in a frame of its own, so that one broken tile never breaks the others."""

from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace

from gnomon.charts import service as charts
from gnomon.charts.contracts import ChartSpec
from gnomon.dashboards import figures, holding, service, tooltips
from gnomon.dashboards.contracts import (
    AskForResults,
    AskOfPage,
    ChartTile,
    DashboardId,
    DashboardPage,
    DashboardSpec,
    DrillOffer,
    TileChange,
    UnknownTile,
)
from gnomon.dashboards.drilling import carried_wishes, changed, offers_of
from gnomon.dashboards.filters import TypesByDataset, Wish, types_of, wishes_of
from gnomon.dashboards.interactions import Interactions, interactions_of, reached
from gnomon.dashboards.levels import with_shared_filters
from gnomon.dashboards.parameters import settings_of, with_parameters
from gnomon.dashboards.ranking import rankings_of
from gnomon.dashboards.required import check_needs, needs_of
from gnomon.dashboards.trails import NO_TRAIL, Trail, trail_of
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
    part: charts.Draft | None = None
    """What is asked beside it where a selection is highlighted in the tile."""
    drills: tuple[DrillOffer, ...] = ()
    """Where the fields of its picture can be drilled to."""
    trail: Trail = NO_TRAIL
    """What its reader did to it, in words, for files: pages show it above the tile."""


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
    spec, ask = tooltips.instead(await spec_of(runtime, principal, dashboard_id, ask), ask)
    asked = await questions_of(runtime, principal, spec, ask)
    return PageAnswers(asked.tile_ids, answers(runtime, principal, asked, ask))


async def questions_of(
    runtime: QueryRuntime, principal: Principal, spec: DashboardSpec, ask: AskForResults
) -> PageQuestions:
    """The question of each wanted tile under the filters that reach it."""
    page = page_of(spec, ask)
    wishes, needs = wishes_of(page, ask.chosen, ask.selections), needs_of(page, ask.chosen)
    wishes, changes = (*wishes, *carried_wishes(ask.carried)), {one.tile_id: one for one in ask.changes}
    charts_by_id = {tile.id: tile.chart for tile in page.tiles if isinstance(tile, ChartTile)}
    inside = figures.charts_of(page)
    wanted = tuple(dict.fromkeys(figures.with_figures(ask.tile_ids or (), inside)))
    charts_by_id |= inside
    wanted = wanted if ask.tile_ids is not None else tuple(charts_by_id)
    held = holding.held(principal, charts_by_id, wanted, ask)
    if held:
        return await _beside_held(runtime, principal, spec, ask, wanted, held)
    datasets = {one.dataset_id for one in wishes} | {one.dataset_id for one in charts_by_id.values()}
    datasets |= {one.dataset_id for one in needs} | {one.dataset_id for one in spec.parameters}
    models = await query.models_for(runtime, principal, datasets)
    types = {dataset: types_of(model) for dataset, model in models.items() if isinstance(model, SemanticModel)}
    settings = settings_of(spec, ask.parameters, models)
    rankings = await rankings_of(runtime, principal, page, ask, settings, types, skip_cache=ask.skip_cache)
    wishes = (*wishes, *rankings.wishes)
    interactions = interactions_of(page)
    waiting: list[TileQuestion] = []
    broken: list[QueryFrame] = []
    for tile_id in wanted:
        try:
            if tile_id not in charts_by_id:
                raise UnknownTile(tile_id)
            check_needs(needs, charts_by_id[tile_id].dataset_id, types)
            rankings.check(charts_by_id[tile_id].dataset_id, types)
            chart, change = charts_by_id[tile_id], changes.get(tile_id)
            is_still = holding.stands_still(principal, chart)
            asked = _question(
                tile_id, chart, wishes, models, types, ask.time_zone, interactions, change, is_still=is_still
            )
            part = None if asked.part is None else with_parameters(asked.part, settings)
            waiting.append(replace(asked, draft=with_parameters(asked.draft, settings), part=part))
        except AppError as error:
            broken.append(QueryFrame(tile_id, None, error))
    return PageQuestions(wanted, tuple(waiting), tuple(broken))


async def _beside_held(
    runtime: QueryRuntime,
    principal: Principal,
    spec: DashboardSpec,
    ask: AskForResults,
    wanted: tuple[str, ...],
    held: tuple[str, ...],
) -> PageQuestions:
    """The questions of a page some tiles of which stand still, whatever is chosen."""
    free = ask.model_copy(update={"tile_ids": tuple(one for one in wanted if one not in held)})
    moving = await questions_of(runtime, principal, spec, free)
    still = await questions_of(runtime, principal, spec, holding.untouched(ask, held))
    found = {one.tile_id: one for one in (*moving.waiting, *(_told_still(one, ask) for one in still.waiting))}
    waiting = tuple(found[one] for one in wanted if one in found)
    return PageQuestions(wanted, waiting, (*moving.broken, *still.broken))


def _told_still(tile: TileQuestion, ask: AskForResults) -> TileQuestion:
    return replace(tile, notes=(*tile.notes, holding.NOTE)) if holding.has_choices(ask) else tile


async def answers(
    runtime: QueryRuntime, principal: Principal, asked: PageQuestions, ask: AskForResults
) -> AsyncGenerator[QueryFrame, None]:
    """One frame a tile; a question that several tiles share runs once. Closing it cancels what still runs."""
    for frame in asked.broken:
        yield frame
    sharing = _sharing(asked.waiting)
    questions = [(halves[0].name, question) for question, halves in sharing]
    halves_of = {halves[0].name: halves for _, halves in sharing}
    beside: dict[str, QueryFrame] = {}
    async with aclosing(_run(runtime, principal, questions, ask)) as frames:  # type: ignore[type-var]
        async for frame in frames:
            for half in halves_of[frame.id]:
                if half.other is None:
                    yield await _tile_frame(runtime, half.tile, frame)
                elif half.other in beside:
                    yield await _tile_frame(runtime, half.tile, *half.in_order(frame, beside[half.other]))
                else:
                    beside[half.name] = frame


def _run(
    runtime: QueryRuntime, principal: Principal, questions: Sequence[tuple[str, QuerySpec]], ask: AskForResults
) -> AsyncIterator[QueryFrame]:
    run_id = None if ask.run_id is None else RunId(ask.run_id)
    return query.run_many(runtime, principal, questions, run_id=run_id, skip_cache=ask.skip_cache)


def page_of(spec: DashboardSpec, ask: AskOfPage) -> DashboardPage:
    """The page that is asked for, under all its filters; the first one unless it is named. Raises `NotFound`."""
    page = next((one for one in spec.pages if ask.page_id in {None, one.id}), None)
    if page is None:
        raise NotFound("page")
    return with_shared_filters(spec, page)


async def spec_of(
    runtime: QueryRuntime, principal: Principal, dashboard_id: DashboardId, ask: AskOfPage
) -> DashboardSpec:
    """What the dashboard shows: as it was saved, or a state that an editor has not saved yet."""
    if ask.draft is not None:
        principal.require(Action.DASHBOARD_WRITE)
    async with runtime.database.read() as session:
        dashboard = await service.find_dashboard(session, principal, dashboard_id)
    return ask.draft or dashboard.spec


def _question(
    tile_id: str,
    chart: ChartSpec,
    wishes: Sequence[Wish],
    models: Mapping[DatasetId, SemanticModel | AppError],
    types: TypesByDataset,
    time_zone: str | None,
    interactions: Interactions,
    change: TileChange | None,
    *,
    is_still: bool = False,
) -> TileQuestion:
    model = models[chart.dataset_id]
    if isinstance(model, AppError):
        raise model
    local = chart if time_zone is None else chart.model_copy(update={"time_zone": time_zone})
    own = changed(local, model, change)
    found = reached(figures.tile_of(tile_id), own.chart, model, wishes, types, interactions)
    if figures.is_figure(tile_id):
        return TileQuestion(tile_id, figures.plainly_asked(found.draft), found.notes)
    drills = () if is_still else offers_of(found.draft, model)
    trail = trail_of(change, own.went, model)
    return TileQuestion(tile_id, found.draft, (*own.notes, *found.notes), found.part, drills, trail)


@dataclass(frozen=True, slots=True)
class Half:
    """One of the questions of a tile: for all of it, or for what is highlighted in it."""

    tile: TileQuestion
    is_part: bool

    @property
    def name(self) -> str:
        """The id of its frame; no tile is called as the one of a part."""
        return f"{self.tile.tile_id}:part" if self.is_part else self.tile.tile_id

    @property
    def other(self) -> str | None:
        """The id of the frame that it waits for."""
        return None if self.tile.part is None else replace(self, is_part=not self.is_part).name

    def in_order(self, own: QueryFrame, other: QueryFrame) -> tuple[QueryFrame, QueryFrame]:
        """The answer to the whole, then the one to the part."""
        return (other, own) if self.is_part else (own, other)


def _sharing(waiting: Sequence[TileQuestion]) -> list[tuple[QuerySpec, list[Half]]]:
    """Each different question with the tiles that ask it, in the order of the first of them."""
    sharing: dict[str, tuple[QuerySpec, list[Half]]] = {}
    for tile in waiting:
        for draft in (tile.draft, tile.part):
            if draft is not None:
                key = draft.query.model_dump_json()
                sharing.setdefault(key, (draft.query, []))[1].append(Half(tile, draft is tile.part))
    return list(sharing.values())


async def _tile_frame(
    runtime: QueryRuntime, tile: TileQuestion, frame: QueryFrame, part: QueryFrame | None = None
) -> QueryFrame:
    if frame.answer is None:
        return replace(frame, id=tile.tile_id)
    if figures.is_figure(tile.tile_id):
        return figures.plainly_drawn(tile.draft, replace(frame, id=tile.tile_id), tile.notes)
    outlook = await charts.look_ahead(runtime, tile.draft, frame.answer)
    finished = charts.finished(tile.draft, frame.answer, outlook)
    if part is not None:
        if part.answer is None:
            return replace(part, id=tile.tile_id)
        finished = charts.highlighted_answer(tile.draft, finished, part.answer)
    drawing = finished.drawing.model_copy(update={"notes": finished.drawing.notes + tile.notes})
    drills = [one.model_dump(mode="json") for one in tile.drills]
    return QueryFrame(tile.tile_id, finished.answer, None, drawing.model_dump(mode="json") | {"drills": drills})
