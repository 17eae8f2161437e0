"""Close the gaps that left-out tiles leave on a page: neighbours take their width, and what is below moves up."""

from collections.abc import Sequence
from itertools import groupby

from gnomon.dashboards.contracts import GRID_COLUMNS, DashboardPage, Tile, TileLayout


def closed_up(before: DashboardPage, after: DashboardPage) -> DashboardPage:
    """The page without gaps, if tiles were left out of a grid; nothing moves otherwise."""
    if after.arrangement != "grid" or len(before.tiles) == len(after.tiles):
        return after
    kept = {tile.id for tile in after.tiles}
    layouts = {tile.id: tile.layout for tile in after.tiles}
    for _, band in groupby(sorted(before.tiles, key=_band), key=_band):
        row = tuple(band)
        left = [tile for tile in row if tile.id in kept]
        if left and len(left) < len(row) and not _is_beside_others(row, before.tiles):
            layouts.update(_stretched(row, left))
    settled: list[TileLayout] = []
    for tile_id in sorted(layouts, key=lambda one: (layouts[one].y, layouts[one].x)):
        layouts[tile_id] = _fallen(layouts[tile_id], settled)
        settled.append(layouts[tile_id])
    return after.model_copy(
        update={"tiles": tuple(tile.model_copy(update={"layout": layouts[tile.id]}) for tile in after.tiles)}
    )


def _band(tile: Tile) -> tuple[float, float]:
    return tile.layout.y, tile.layout.height


def _is_beside_others(row: Sequence[Tile], tiles: Sequence[Tile]) -> bool:
    """Whether other tiles stand beside a row, so that it has no room to itself."""
    top, bottom = row[0].layout.y, row[0].layout.y + row[0].layout.height
    own = {tile.id for tile in row}
    return any(
        tile.id not in own and tile.layout.y < bottom and tile.layout.y + tile.layout.height > top for tile in tiles
    )


def _stretched(row: Sequence[Tile], left: Sequence[Tile]) -> dict[str, TileLayout]:
    """The tiles that are left of a row share its width in their proportions, in whole steps."""
    begin = min(tile.layout.x for tile in row)
    end = max(tile.layout.x + tile.layout.width for tile in row)
    widths = sum(tile.layout.width for tile in left)
    found: dict[str, TileLayout] = {}
    done = 0.0
    x = begin
    for tile in sorted(left, key=lambda one: one.layout.x):
        done += tile.layout.width
        until = min(GRID_COLUMNS, begin + round((end - begin) * done / widths))
        found[tile.id] = tile.layout.model_copy(update={"x": x, "width": until - x})
        x = until
    return found


def _fallen(layout: TileLayout, settled: Sequence[TileLayout]) -> TileLayout:
    below = (
        one.y + one.height
        for one in settled
        if one.x < layout.x + layout.width and layout.x < one.x + one.width and one.y + one.height <= layout.y
    )
    return layout.model_copy(update={"y": max(below, default=0)})
