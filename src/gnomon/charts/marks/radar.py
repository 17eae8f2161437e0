"""Radars: several measures of a few groups, or a measure along a few values, around a middle."""

from types import MappingProxyType

from gnomon.charts.arrangement import Arrangement, may_exceed, only_measures
from gnomon.charts.contracts import Ability, ChartSpec, Mark, NotDrawable
from gnomon.charts.encodings import PICK, Spec, color_of, dimmed, pick, tooltips
from gnomon.charts.fields import Field, Wells, grouped, row_count_field
from gnomon.charts.labels import label_column, order_column, short_number
from gnomon.charts.names import datum
from gnomon.charts.series import FOLDED_KEY, FOLDED_NAME, series_of, top_transforms
from gnomon.charts.view import View
from gnomon.charts.visual import Visual
from gnomon.semantic.contracts import SemanticModel, TimeGrain

LEAST_AXES, MAX_AXES = 3, 12
MAX_POLYGONS = 6
FEW_AT_MOST = frozenset({TimeGrain.DAY_OF_WEEK, TimeGrain.MONTH_OF_YEAR})
PLACE, COUNT, ANGLE, LARGEST, PART = ":place", ":axes", ":angle", ":largest", ":part"
ACROSS, DOWN, RING, NAME = ":across", ":down", ":ring", ":name"
RINGS = (0.25, 0.5, 0.75, 1)
RADIUS = "max(10, min(max(width * 0.28, width * 0.5 - 100), height * 0.5 - 30))"
"""Pixels from the middle to the rim, with room for the names."""
GREY = "#808080"
NEEDS = "three measures or more, or a field whose values are the axes"
STEPPED_BACK = {"condition": {"test": f"length(data('{PICK}_store')) > 0", "value": 0.4}, "value": 1}


def arrange_radar(wells: Wells, spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    """Axes of measures with a polygon for each group, or axes of values with a polygon for each color."""
    dimensions = list(dict.fromkeys(grouped(one) for one in (wells.x, *wells.y, *wells) if _groups(one)))
    values = tuple(one for one in (*wells.y, *wells) if one.is_measure)
    measures = tuple({one.column: one for one in values}.values())
    is_by_measure = len(measures) >= LEAST_AXES
    if not is_by_measure and not dimensions:
        raise NotDrawable(Mark.RADAR, NEEDS)
    color = None if wells.color is None or wells.color.is_measure else grouped(wells.color)
    axis = None if is_by_measure else next((one for one in dimensions if one != color), dimensions[0])
    others = (one for one in dimensions if axis is None or one.column != axis.column)
    polygons = color if color is not None and color != axis else next(others, None)
    shown = measures[:MAX_AXES] if is_by_measure else (measures or (row_count_field("y"),))[:1]
    tops = {} if polygons is None or not may_exceed(polygons, MAX_POLYGONS) else {"color": MAX_POLYGONS}
    if axis is not None and axis.ref.grain not in FEW_AT_MOST and may_exceed(axis, MAX_AXES):
        tops["x"] = min(MAX_AXES, spec.options.limit or MAX_AXES)
    return Arrangement(
        mark=Mark.RADAR,
        x=axis,
        y=shown,
        color=polygons,
        tooltip=() if is_by_measure else only_measures(tuple(measures), shown),
        top=MappingProxyType(tops),
        notes=_notes(shown, is_by_measure=is_by_measure),
    )


def draw_radar(view: View) -> Spec:
    """Polygons around a middle, over rings and spokes."""
    made, options = view.made, view.options
    series = series_of(made, options.show_legend)
    steps = [*top_transforms(made), *series.transforms, *_places(made, series.value)]
    groups = [one for one in (made.color, made.x) if one is not None]
    color = color_of(made, options.show_legend)
    shared: Spec = dict(_PLACE)
    if color is not None:
        shared["color"] = color
    around = {"field": PLACE, "type": "quantitative"}
    closed = {"type": "line", "interpolate": "linear-closed", "strokeWidth": 2}
    detail = {} if made.color is None else {"detail": {"field": label_column(made.color), "type": "nominal"}}
    outline = {"order": around, "opacity": STEPPED_BACK} | detail
    selection = pick(made, groups)
    corners: Spec = {
        "mark": {"type": "point", "filled": True, "size": 40},
        "encoding": {"opacity": dimmed(selection), "tooltip": tooltips(made.fields)},
    }
    if selection is not None:
        corners["params"] = [selection]
    if made.x is None:
        name = {"field": FOLDED_NAME, "type": "nominal", "title": "Axis"}
        corners["encoding"]["tooltip"] = [name, *corners["encoding"]["tooltip"]]
    filled = closed | {"filled": True, "fillOpacity": 0.14, "strokeWidth": 0, "aria": False, "tooltip": None}
    drawn = [
        {"mark": filled, "encoding": outline},
        {"mark": closed | {"aria": False, "tooltip": None}, "encoding": outline},
        corners,
    ]
    grid = _grid(made, series.value, options.number_format)
    return {"transform": steps, "layer": [*grid, {"encoding": shared, "layer": drawn}]}


_PLACE: Spec = {
    channel: {"field": column, "type": "quantitative", "scale": None, "axis": None}
    for channel, column in (("x", ACROSS), ("y", DOWN))
}


def _groups(one: Field | None) -> bool:
    return one is not None and not one.is_measure


def _notes(shown: tuple[Field, ...], *, is_by_measure: bool) -> tuple[str, ...]:
    notes: list[str] = []
    if is_by_measure:
        notes.append("Each axis runs from zero to the largest value of its own measure.")
    if any(one.has_negative_values for one in shown):
        notes.append("Values below zero stand in the middle.")
    return tuple(notes)


def _places(made: Arrangement, value: str) -> list[Spec]:
    """Where each value lies: its axis is a direction, its part of the largest a way from the middle."""
    axes: list[Spec]
    if made.x is None:
        columns = ", ".join(f"'{one.column}'" for one in made.y)
        axes = [
            {"calculate": f"indexof([{columns}], {datum(FOLDED_KEY)})", "as": PLACE},
            {"calculate": f"{len(made.y)}", "as": COUNT},
        ]
        largest: Spec = {"groupby": [FOLDED_KEY]}
    else:
        order = [{"field": order_column(made.x), "order": "ascending"}]
        axes = [
            {"window": [{"op": "dense_rank", "as": PLACE}], "sort": order},
            {"calculate": f"{datum(PLACE)} - 1", "as": PLACE},
            {"joinaggregate": [{"op": "max", "field": PLACE, "as": COUNT}]},
            {"calculate": f"{datum(COUNT)} + 1", "as": COUNT},
        ]
        largest = {}
    most = {"joinaggregate": [{"op": "max", "field": value, "as": LARGEST}]} | largest
    return [
        {"filter": f"isValid({datum(value)})"},
        *axes,
        most,
        {"calculate": f"2 * PI * {datum(PLACE)} / {datum(COUNT)}", "as": ANGLE},
        {"calculate": f"{datum(LARGEST)} > 0 ? max(0, {datum(value)}) / {datum(LARGEST)} : 0", "as": PART},
        *_at(datum(PART)),
    ]


def _at(part: str) -> list[Spec]:
    return [
        {"calculate": f"width / 2 + {RADIUS} * {part} * sin({datum(ANGLE)})", "as": ACROSS},
        {"calculate": f"height / 2 - {RADIUS} * {part} * cos({datum(ANGLE)})", "as": DOWN},
    ]


def _grid(made: Arrangement, value: str, number_format: str | None) -> list[Spec]:
    named = FOLDED_NAME if made.x is None else label_column(made.x)
    axes = {
        "aggregate": [{"op": "max", "field": LARGEST, "as": LARGEST}],
        "groupby": [PLACE, COUNT, ANGLE, named],
    }
    quiet: Spec = {"color": GREY, "strokeOpacity": 0.35, "strokeWidth": 1, "aria": False, "tooltip": None}
    rings: Spec = {
        "transform": [
            axes,
            {"calculate": f"[{', '.join(f'{one:g}' for one in RINGS)}]", "as": RING},
            {"flatten": [RING]},
            *_at(datum(RING)),
        ],
        "mark": quiet | {"type": "line", "interpolate": "linear-closed"},
        "encoding": _PLACE
        | {"detail": {"field": RING, "type": "nominal"}, "order": {"field": PLACE, "type": "quantitative"}},
    }
    middle = {"x2": {"value": {"expr": "width / 2"}}, "y2": {"value": {"expr": "height / 2"}}}
    spokes: Spec = {
        "transform": [axes, *_at("1")],
        "mark": quiet | {"type": "rule"},
        "encoding": _PLACE | middle,
    }
    return [rings, spokes, *_names(axes, named, number_format)]


def _names(axes: Spec, named: str, number_format: str | None) -> list[Spec]:
    """The name of each axis beyond its end, with the value that its end stands for."""
    most = short_number(datum(LARGEST), number_format)
    # Axes of one measure reach to the same value, which the first of them says for all.
    says_most = "true" if named == FOLDED_NAME else f"{datum(PLACE)} === 0"
    name = f"{says_most} ? [{datum(named)}, {most}] : [{datum(named)}]"
    steps = [axes, {"calculate": name, "as": NAME}, *_at("1.07")]
    side = f"sin({datum(ANGLE)})"
    sides = {"left": f"{side} > 0.1", "right": f"{side} < -0.1", "center": f"abs({side}) <= 0.1"}
    text: Spec = {"type": "text", "aria": False, "tooltip": None, "lineHeight": 12}
    text["limit"] = {"expr": f"max(36, width / 2 - {RADIUS} * abs({side}) - 8)"}
    down = {
        "expr": f"cos({datum(ANGLE)}) > 0.9 && length({datum(NAME)}) > 1 ? -12 : cos({datum(ANGLE)}) < -0.5 ? 6 : 0"
    }
    return [
        {
            "transform": [*steps, {"filter": test}],
            "mark": text | {"align": align, "baseline": "middle", "dy": down},
            "encoding": _PLACE | {"text": {"field": NAME, "type": "nominal"}},
        }
        for align, test in sides.items()
    ]


RADAR = Visual(
    Mark.RADAR,
    "Radar chart",
    arrange_radar,
    draw_radar,
    keeps_largest=True,
    abilities=(Ability.LEGEND, Ability.LIMIT),
    limits_rows=False,
)
