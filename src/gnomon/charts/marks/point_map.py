"""Maps of points: each row or group where it lies on the earth."""

import re
from dataclasses import replace

from gnomon.charts.arrangement import MAX_MARKS, Arrangement
from gnomon.charts.contracts import Ability, ChartSpec, Mark, NotDrawable, Recommendation
from gnomon.charts.encodings import Spec
from gnomon.charts.fields import Field, Place, Wells, as_dimension, grouped
from gnomon.charts.labels import LEGEND_NUMBER
from gnomon.charts.names import datum
from gnomon.charts.nested import HUES, hue_of, hue_scale_of, hue_steps
from gnomon.charts.vega_parts import (
    dimming,
    picked_columns,
    ramp,
    ramp_legend,
    tip,
    tip_signals,
    title_signal,
    vega_steps,
)
from gnomon.charts.view import View
from gnomon.charts.visual import Visual
from gnomon.charts.world import PROJECTION, land, local_projection, local_signals, missing_count, world_data
from gnomon.query.contracts import QueryMode
from gnomon.semantic.contracts import SemanticModel

POINTS, NOWHERE, EXTENT, PLACED = "points", "nowhere", "extent", "placed"
AMOUNTS, SIZES = "amounts", "sizes"
SMALL, LARGE = 10, 600
POINT = 40
_EAST = re.compile(r"(^|_| )(lon|lng|long|longitude)$")
_NORTH = re.compile(r"(^|_| )(lat|latitude)$")


def arrange_point_map(wells: Wells, _spec: ChartSpec, model: SemanticModel) -> Arrangement:
    """Longitude and latitude, found by their names or else on x and y; a point for each row, or for each group."""
    found = _position(wells)
    if found is None:
        raise NotDrawable(Mark.POINT_MAP, "a longitude on x and a latitude on y")
    east, north = (as_dimension(one, model) for one in found)
    taken = {one.ref.member for one in found}
    rest = [one for one in wells if one.ref.member not in taken]
    measures = tuple(one for one in rest if one.is_measure)
    if not measures:
        return _rows(east, north, wells, rest)
    return _groups(east, north, wells, rest)


def _rows(east: Field, north: Field, wells: Wells, rest: list[Field]) -> Arrangement:
    color = wells.color if wells.color in rest else None
    return Arrangement(
        mark=Mark.POINT_MAP,
        mode=QueryMode.ROWS,
        x=east,
        y=(north,),
        color=color,
        detail=tuple(one for one in rest if one is not color),
        is_sample=True,
        limit=MAX_MARKS,
    )


def _groups(east: Field, north: Field, wells: Wells, rest: list[Field]) -> Arrangement:
    measures = [one for one in rest if one.is_measure]
    shade = wells.color if wells.color in measures else None
    hue = wells.color if wells.color in rest and shade is None else None
    size = wells.size if wells.size in measures else next((one for one in measures if one is not shade), None)
    return Arrangement(
        mark=Mark.POINT_MAP,
        # A place is a group of its own, never a step along a degree.
        x=replace(east, is_discrete=True),
        y=(replace(north, is_discrete=True),),
        color=shade or (grouped(hue) if hue is not None else None),
        size=size,
        detail=tuple(grouped(one) for one in rest if not one.is_measure and one is not hue),
        tooltip=tuple(one for one in measures if one not in {size, shade}),
        limit=MAX_MARKS,
    )


def _position(wells: Wells) -> tuple[Field, Field] | None:
    numbers = [one for one in wells if one.is_number]
    east = next((one for one in numbers if _is_named(one, _EAST)), None)
    north = next((one for one in numbers if _is_named(one, _NORTH)), None)
    if east is not None and north is not None:
        return east, north
    y = next(iter(wells.y), None)
    if wells.x is None or y is None or not (wells.x.is_number and y.is_number):
        return None
    return (wells.x, y) if _lies_within(wells.x, 180) and _lies_within(y, 90) else None


def _is_named(one: Field, words: re.Pattern[str]) -> bool:
    return any(words.search(name.lower()) for name in (one.ref.member.rsplit(".", 1)[-1], one.label))


def _lies_within(one: Field, degrees: int) -> bool:
    ends = (one.min, one.max)
    return all(isinstance(end, int | float) and -degrees <= end <= degrees for end in ends)


def draw_point_map(view: View) -> Spec:
    """Points over the land, as large as the amounts, on a map of just the part of the earth where they lie."""
    made = view.made
    if made.x is None:
        raise LookupError("a map needs places")
    hue, shade = _color(made)
    size = made.size
    scales: list[Spec] = []
    if hue is not None:
        scales.append(hue_scale_of(hue))
    if shade is not None:
        scales.append(ramp(AMOUNTS, POINTS, shade.column))
    if size is not None:
        scales.append(_sizes(size))
    return {
        "transform": hue_steps(hue, size.column if size is not None else None) if hue is not None else [],
        "pick": picked_columns([made.color, *made.detail] if made.color or made.detail else [made.x, made.y[0]]),
        "signals": [*tip_signals(made.fields), *local_signals(EXTENT)],
        "data": [*world_data(), *_places(made.x, made.y[0], size)],
        "projections": [local_projection()],
        "scales": scales,
        "legends": _legends(view, hue, shade),
        "marks": [land(has_tooltips=False), _points(view, hue, shade, size), missing_count(NOWHERE)],
    }


def _color(made: Arrangement) -> tuple[Field | None, Field | None]:
    """The field that tells points apart, or the number that shades them."""
    one = made.color
    if one is None or one.is_measure or one.place is Place.NUMBER:
        return None, one
    return one, None


def _places(east: Field, north: Field, size: Field | None) -> list[Spec]:
    x, y = datum(east.column), datum(north.column)
    is_place = f"isValid({x}) && isValid({y}) && abs({x}) <= 180 && abs({y}) <= 90"
    ends: Spec = {
        "type": "aggregate",
        "ops": ["min", "max", "min", "max"],
        "fields": [east.column, east.column, north.column, north.column],
        "as": ["west", "east", "south", "north"],
    }
    # Small points stand before large ones, so that each can be reached.
    in_front = [] if size is None else [{"type": "collect", "sort": {"field": size.column, "order": "descending"}}]
    placed: Spec = {
        "type": "geopoint",
        "projection": PROJECTION,
        "fields": [east.column, north.column],
        "as": ["x", "y"],
    }
    return [
        {"name": POINTS, "source": "result", "transform": vega_steps([{"filter": is_place}])},
        {"name": NOWHERE, "source": "result", "transform": vega_steps([{"filter": f"!({is_place})"}])},
        {"name": EXTENT, "source": POINTS, "transform": [ends]},
        {"name": PLACED, "source": POINTS, "transform": [*in_front, placed]},
    ]


def _sizes(size: Field) -> Spec:
    found = f"extent(pluck(data('{POINTS}'), '{size.column}'))[1]"
    domain = {"signal": f"[0, max(0, isValid({found}) ? {found} : 0) || 1]"}
    return {"name": SIZES, "type": "linear", "domain": domain, "range": [SMALL, LARGE], "clamp": True}


def _points(view: View, hue: Field | None, shade: Field | None, size: Field | None) -> Spec:
    made = view.made
    fill = hue_of(view) if hue is not None else None
    if shade is not None:
        fill = f"isValid({datum(shade.column)}) ? scale('{AMOUNTS}', {datum(shade.column)}) : '#8a93a3'"
    look: Spec = {
        "size": {"scale": SIZES, "field": size.column} if size is not None else {"value": POINT},
        "opacity": dimming(0.8),
        "tooltip": {"signal": tip(made.fields)},
    }
    if fill is not None:
        look["fill"] = {"signal": fill}
    shapes: Spec = {"name": "places", "type": "symbol", "style": ["place"], "from": {"data": PLACED}, "clip": True}
    return shapes | {"encode": {"update": {"x": {"field": "x"}, "y": {"field": "y"}} | look}}


def _legends(view: View, hue: Field | None, shade: Field | None) -> list[Spec]:
    made = view.made
    if not view.options.show_legend:
        return []
    found: list[Spec] = []
    if hue is not None:
        found.append({"fill": HUES, "title": title_signal(made.fields, hue), "orient": "right"})
    if shade is not None:
        found.append(ramp_legend(AMOUNTS, title_signal(made.fields, shade)))
    if made.size is not None:
        numbers = {"labels": {"update": {"text": {"signal": LEGEND_NUMBER}}}}
        title = title_signal(made.fields, made.size)
        found.append({"size": SIZES, "title": title, "orient": "right", "tickCount": 3, "encode": numbers})
    return found


def suggest_point_map(wells: Wells) -> Recommendation | None:
    """For a longitude and a latitude."""
    numbers = [one for one in wells if one.is_number]
    if not all(any(_is_named(one, words) for one in numbers) for words in (_EAST, _NORTH)):
        return None
    return Recommendation(mark=Mark.POINT_MAP, score=0.97, reason="A map, because the fields are places on the earth.")


POINT_MAP = Visual(
    Mark.POINT_MAP,
    "Map of points",
    arrange_point_map,
    draw_vega=draw_point_map,
    keeps_largest=True,
    abilities=(Ability.LEGEND,),
    suggest=suggest_point_map,
)
