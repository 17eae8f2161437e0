"""The pictures in tooltips: asked by the road of tiles, in the place of the tile that is pointed at."""

from collections.abc import Iterator

from gnomon.charts.contracts import ChartSpec
from gnomon.dashboards.contracts import (
    AskForResults,
    ChartTile,
    DashboardPage,
    DashboardSpec,
    PointedMark,
    TileChange,
    UnknownTile,
)
from gnomon.dashboards.holding import in_tooltip
from gnomon.foundation.kit.errors import NotFound


def instead(spec: DashboardSpec, ask: AskForResults) -> tuple[DashboardSpec, AskForResults]:
    """What is asked where a mark is pointed at: its tile alone, with the tooltip in the place of the picture.

    So the picture stands under every filter, selection, parameter and policy that its tile stands under. Raises
    `NotFound` for a page, and `UnknownTile` for a tile, that is not there or has no tooltip.
    """
    pointed = ask.pointed
    if pointed is None:
        return spec, ask
    page = next((one for one in spec.pages if ask.page_id in {None, one.id}), None)
    if page is None:
        raise NotFound("page")
    small = _small(page, pointed, ask.changes)
    changed = page.model_copy(update={"tiles": tuple(small if one.id == small.id else one for one in page.tiles)})
    own = {
        "pointed": None,
        "tile_ids": (pointed.tile_id,),
        "changes": tuple(one for one in ask.changes if one.tile_id != pointed.tile_id),
    }
    pages = tuple(changed if one is page else one for one in spec.pages)
    return spec.model_copy(update={"pages": pages}), ask.model_copy(update=own)


def tile_pointed_at(page: DashboardPage, pointed: PointedMark) -> ChartTile:
    """The tile whose mark it is. Raises `UnknownTile` where there is none, or it has no tooltip."""
    tile = next((one for one in page.tiles if one.id == pointed.tile_id), None)
    if not isinstance(tile, ChartTile) or tile.tooltip is None:
        raise UnknownTile(pointed.tile_id)
    return tile


def charts_in(spec: DashboardSpec) -> Iterator[ChartSpec]:
    """All pictures of a dashboard: those of its tiles, and those in their tooltips."""
    for tile in (one for page in spec.pages for one in page.tiles if isinstance(one, ChartTile)):
        yield tile.chart
        if tile.tooltip is not None:
            yield tile.tooltip.chart


def _small(page: DashboardPage, pointed: PointedMark, changes: tuple[TileChange, ...]) -> ChartTile:
    tile = tile_pointed_at(page, pointed)
    return tile.model_copy(update={"chart": _of_mark(tile, pointed, changes), "tooltip": None})


def _of_mark(tile: ChartTile, pointed: PointedMark, changes: tuple[TileChange, ...]) -> ChartSpec:
    """The picture of the tooltip over the rows of the mark: those that the tile counts, after what was kept there."""
    assert tile.tooltip is not None
    chart = in_tooltip(tile, tile.tooltip.chart)
    change = next((one for one in changes if one.tile_id == tile.id), None)
    kept = () if change is None else (*change.kept, *(one for step in change.steps for one in step.filters))
    # A condition on measures is about the groups of the tile, which are not those of its tooltip.
    own = (one for one in tile.chart.filters if one.kind != "measure")
    filters = (*chart.filters, *own, *kept, *pointed.filters)
    return chart.model_copy(update={"filters": tuple(dict.fromkeys(filters))})
