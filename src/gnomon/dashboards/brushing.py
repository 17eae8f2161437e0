"""Brushing: what the other tiles of a page need so that a brush along one of them moves them and asks nothing."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import replace
from itertools import islice

from gnomon.dashboards import results
from gnomon.dashboards.contracts import (
    AskForCube,
    DashboardId,
    DashboardSpec,
    InteractionEffect,
    LinkedTile,
    NotBrushable,
)
from gnomon.dashboards.figures import is_figure
from gnomon.dashboards.interactions import interactions_of
from gnomon.dashboards.results import PageAnswers, TileQuestion
from gnomon.identity.contracts import Principal
from gnomon.query import service as query
from gnomon.query.contracts import (
    MAX_CUBE_DIMENSIONS,
    MAX_CUBE_FILTERS,
    MAX_CUBE_MEASURES,
    MAX_CUBE_TILES,
    CubeAxis,
    CubeRequest,
    CubeSlice,
    CubeTile,
    DimensionRef,
    QueryMode,
    QuerySpec,
)
from gnomon.query.service import CubeAnswers, QueryFrame, QueryRuntime

AXIS = "brush"


async def ask_linked_tiles(
    runtime: QueryRuntime, principal: Principal, dashboard_id: DashboardId, ask: AskForCube
) -> PageAnswers:
    """The cells of the tiles that a brush moves, as they complete. Raises `NotBrushable` and `UnknownTile`."""
    spec = await results.spec_of(runtime, principal, dashboard_id, ask)
    return await linked_tiles(runtime, principal, spec, ask)


async def linked_tiles(
    runtime: QueryRuntime, principal: Principal, spec: DashboardSpec, ask: AskForCube
) -> PageAnswers:
    """The same for a page that is at hand."""
    others = tuple(one for one in ask.selections if one.tile_id != ask.brushed)
    every = ask.model_copy(update={"tile_ids": None, "selections": others})
    asked = await results.questions_of(runtime, principal, spec, every)
    tiles = {one.tile_id: one for one in asked.waiting}
    axis = _axis_of(tiles, ask.brushed)
    effects = interactions_of(results.page_of(spec, ask))
    filtered = {
        name for name in tiles if not is_figure(name) and effects.effect(ask.brushed, name) is InteractionEffect.FILTER
    }
    moved = (name for name, one in tiles.items() if name in filtered and _is_linked(one, tiles[ask.brushed], ask))
    linked = {name: tiles[name] for name in islice(moved, MAX_CUBE_TILES)}
    if not linked:
        return PageAnswers((), _nothing())
    answers = await query.ask_cube(runtime, principal, _request(tiles[ask.brushed], axis, linked, ask))
    return PageAnswers(tuple(linked), _linked_frames(linked, answers))


def _axis_of(tiles: Mapping[str, TileQuestion], brushed: str) -> DimensionRef:
    axis = tiles[brushed].draft.axis if brushed in tiles else None
    if axis is None:
        raise NotBrushable(brushed)
    return axis


def _is_linked(tile: TileQuestion, brushed: TileQuestion, ask: AskForCube) -> bool:
    """Whether a brush moves this tile: groups of the same data, on the same clock."""
    mine, its = tile.draft.query, brushed.draft.query
    is_wanted = ask.tile_ids is None or tile.tile_id in ask.tile_ids
    is_alike = (mine.dataset_id, mine.time_zone) == (its.dataset_id, its.time_zone)
    # What is highlighted in a tile is not among its cells.
    # Nor can what is worked out of a whole answer, as a forecast is, be worked out of them.
    is_whole = tile.part is None and tile.draft.is_of_its_rows
    return is_wanted and is_alike and is_whole and tile is not brushed and _fits(mine)


def _fits(question: QuerySpec) -> bool:
    """Whether the groups of a question can be asked for by steps as well."""
    return (
        question.mode is QueryMode.GROUPS
        and not question.totals
        and len(question.dimensions) <= MAX_CUBE_DIMENSIONS
        and len(question.measures) <= MAX_CUBE_MEASURES
        and len(question.filters) <= MAX_CUBE_FILTERS
    )


def _request(
    brushed: TileQuestion, axis: DimensionRef, linked: Mapping[str, TileQuestion], ask: AskForCube
) -> CubeRequest:
    its = brushed.draft.query
    tiles = {name: one.draft.query for name, one in linked.items()}
    return CubeRequest(
        run_id=ask.run_id,
        skip_cache=ask.skip_cache,
        dataset_id=its.dataset_id,
        axes=(CubeAxis(id=AXIS, dimension=axis),),
        tiles=tuple(
            CubeTile(id=name, dimensions=one.dimensions, measures=one.measures, filters=one.filters)
            for name, one in tiles.items()
        ),
        parameters=its.parameters,
        time_zone=its.time_zone,
    )


async def _linked_frames(linked: Mapping[str, TileQuestion], answers: CubeAnswers) -> AsyncGenerator[QueryFrame, None]:
    async with aclosing(answers.frames):
        async for frame in answers.frames:
            found = CubeSlice.model_validate(frame.extra)
            its = linked[found.tile].draft.query
            tile = LinkedTile(slice=found, sort=its.sort, limit=its.limit)
            yield replace(frame, id=found.tile, extra=tile.model_dump(mode="json"))


async def _nothing() -> AsyncGenerator[QueryFrame, None]:
    return
    yield
