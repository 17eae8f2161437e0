"""Fits a picture to its frame, as the web application does (`web/src/viz/vega-spec.ts`)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from gnomon.exports.pictures.room import names_along, room_of
from gnomon.exports.pictures.spec_parts import Row, Size, Spec, channel_of, facet_of, is_composed, mark_of, with_channel

FACET_GAP = 16
HEADER_ROOM = 38
TITLE_ROOM = 26
SMALLEST = Size(60, 40)
SHAPE = 1.4
AXIS_TITLE = 18
TOO_LOW_FOR_SIZES = 320
"""Below this a legend of colors leaves none for one of sizes."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A spec with its size, and what the theme's config takes over for it."""

    spec: Spec
    config: dict[str, Spec]


@dataclass(frozen=True, slots=True)
class _Grid:
    columns: int
    child: Size


def fitted(spec: Spec, rows: Sequence[Row], size: Size) -> Fitted:
    """The picture in its frame. Small multiples are laid out in as many columns as the frame is wide for."""
    if is_composed(spec):
        return Fitted(spec, {})
    plain = with_channel(spec, "size", _without_legend) if size.height < TOO_LOW_FOR_SIZES else spec
    if facet_of(spec) is not None:
        return _fitted_facets(plain, rows, size)
    room = room_of(spec, rows, size)
    own = {"width": size.width, "height": size.height, "autosize": {"type": "fit", "contains": "padding"}}
    return Fitted({**plain, **own}, {**room.config, "axisXDiscrete": names_along(spec, rows, room.plot).axis})


def _fitted_facets(spec: Spec, rows: Sequence[Row], size: Size) -> Fitted:
    room = room_of(spec, rows, size)
    count = _facet_count(spec, rows)
    shape = 1 if mark_of(spec) == "arc" else SHAPE
    first = _best_grid(count, room.plot, shape)
    untitled_room = AXIS_TITLE if first.columns > 1 and channel_of(spec, "x") is not None else 0
    below = names_along(spec, rows, first.child).down - untitled_room
    best = _best_grid(count, Size(room.plot.width, room.plot.height - below), shape)
    single = _without_doubles(spec, best.columns, count)
    inner = single["spec"] if isinstance(single.get("spec"), dict) else {}
    child = {"width": best.child.width, "height": best.child.height}
    config = {
        **room.config,
        "axisXDiscrete": names_along(spec, rows, best.child).axis,
        "axisX": {"titleLimit": best.child.width},
        "axisY": {"titleLimit": best.child.height},
        "header": {"labelLimit": best.child.width},
    }
    return Fitted({**single, "columns": best.columns, "spec": {**inner, **child}}, config)


def _facet_count(spec: Spec, rows: Sequence[Row]) -> int:
    """How many pictures there will be. They are made by labels that are derived: `region:label` stands for `region`."""
    facet = facet_of(spec) or {}
    column = str(facet.get("field") or "").split(":")[0]
    meta = spec.get("usermeta")
    known = meta if isinstance(meta, dict) else {}
    if column == "":
        columns = known.get("facet_columns")
        return columns if isinstance(columns, int) else 1
    count = max(1, len({(isinstance(row.get(column), bool), row.get(column)) for row in rows}))
    most = known.get("most_facets")
    return min(most, count) if isinstance(most, int) else count


def _grid_of(count: int, columns: int, plot: Size) -> _Grid:
    width = math.floor(plot.width / columns) - FACET_GAP
    height = math.floor((plot.height - TITLE_ROOM) / math.ceil(count / columns)) - HEADER_ROOM
    return _Grid(columns, Size(width, height))


def _best_grid(count: int, plot: Size, shape: float) -> _Grid:
    """As many columns as give each small picture the most room."""
    most = max(1, min(count, math.floor(plot.width / (SMALLEST.width + FACET_GAP))))
    grids = [_grid_of(count, columns, plot) for columns in range(1, most + 1)]
    best = max(grids, key=lambda grid: min(grid.child.width / shape, grid.child.height))
    child = Size(max(SMALLEST.width, best.child.width), max(SMALLEST.height, best.child.height))
    return _Grid(best.columns, child)


def _without_legend(channel: Spec) -> Spec:
    return {**channel, "legend": None}


def _untitled(channel: Spec) -> Spec:
    axis = channel.get("axis")
    return {**channel, "axis": {**(axis if isinstance(axis, dict) else {}), "title": None}}


def _without_doubles(spec: Spec, columns: int, count: int) -> Spec:
    """Titles that would stand once for each row or column are left to the title of the whole."""
    across = with_channel(spec, "x", _untitled) if columns > 1 else spec
    return with_channel(across, "y", _untitled) if columns < count else across
