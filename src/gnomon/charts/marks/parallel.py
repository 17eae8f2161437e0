"""Parallel coordinates: several measures beside each other, a line through them for each group."""

from dataclasses import replace
from types import MappingProxyType

from gnomon.charts.arrangement import Arrangement, facet_of, tops_of
from gnomon.charts.contracts import Ability, ChartSpec, Mark, NotDrawable, Recommendation
from gnomon.charts.encodings import PICK, Spec, color_of, pick, title_or, tooltips
from gnomon.charts.fields import Wells, grouped
from gnomon.charts.labels import label_column, short_number
from gnomon.charts.names import datum
from gnomon.charts.series import FOLDED_KEY, FOLDED_NAME, FOLDED_VALUE, series_of, top_transforms
from gnomon.charts.spread_parts import hover_points
from gnomon.charts.view import View
from gnomon.charts.visual import Visual
from gnomon.semantic.contracts import SemanticModel

LEAST_AXES = 2
MAX_LINES = 400
FEW_LINES = 12
LOWEST, HIGHEST, PART = ":lowest", ":highest", ":part"
TEXT, AT = ":text", ":at"
GREY = "#808080"
ROOM = 0.09
"""The part of the height above and below the lines where each axis says its ends."""


def arrange_parallel(wells: Wells, _spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    """Measures as axes, and a line for each group."""
    values = tuple({one.column: one for one in (*wells.y, *wells) if one.is_measure}.values())
    if len(values) < LEAST_AXES:
        raise NotDrawable(Mark.PARALLEL, "two measures or more")
    color = None if wells.color is None or wells.color.is_measure else grouped(wells.color)
    facet = facet_of(wells)
    taken = {one.column for one in (color, facet) if one is not None}
    groups = dict.fromkeys(grouped(one) for one in wells.dimensions if one is not wells.facet)
    return Arrangement(
        mark=Mark.PARALLEL,
        y=values,
        color=color,
        facet=facet,
        detail=tuple(one for one in groups if one.column not in taken),
        limit=MAX_LINES,
        top=MappingProxyType(tops_of(color, facet)),
        notes=("Each axis runs from the smallest to the largest value of its own measure.",),
    )


def draw_parallel(view: View) -> Spec:
    """A line for each group, from axis to axis."""
    made, options = view.made, view.options
    # As if color were free: then it is the palette that knows the order of the measures.
    series = series_of(replace(made, color=None), show_legend=False)
    groups = [one for one in (made.color, *made.detail, made.facet) if one is not None]
    color = color_of(made, options.show_legend)
    title = title_or(options.x_title, None)
    sort = series.color["sort"] if series.color is not None else None
    shared: Spec = {
        "x": {
            "field": FOLDED_NAME,
            "type": "ordinal",
            "sort": sort,
            "axis": {"title": title, "ticks": False, "domain": False, "labelOverlap": False},
        },
        "y": _height(PART),
    }
    lines: Spec = {
        "mark": {"type": "line", "strokeWidth": 1.5, "strokeJoin": "round"},
        "encoding": {
            "opacity": _opacity(view),
            "detail": [{"field": column, "type": "nominal"} for column in map(label_column, groups)],
        },
    }
    points = hover_points(pick(made, groups), [_measure_tooltip(), *tooltips(made.fields)])
    drawn: Spec = {"layer": [lines, points]}
    if color is not None:
        drawn["encoding"] = {"color": color}
    return {
        "transform": [
            *top_transforms(made),
            *series.transforms,
            {"filter": f"isValid({datum(FOLDED_VALUE)})"},
            *_parts(),
        ],
        "encoding": shared,
        "layer": [_axes(), *_ends(view), drawn],
    }


def suggest_parallel(wells: Wells) -> Recommendation | None:
    """Parallel coordinates where many measures of many groups are compared."""
    if len(wells.measures) < 4 or len(wells.dimensions) != 1:
        return None
    return Recommendation(
        mark=Mark.PARALLEL, score=0.5, reason="Lines across axes compare many measures, each on its own scale."
    )


def _parts() -> list[Spec]:
    """How far along its axis each value lies."""
    low, high = datum(LOWEST), datum(HIGHEST)
    return [
        {
            "joinaggregate": [
                {"op": "min", "field": FOLDED_VALUE, "as": LOWEST},
                {"op": "max", "field": FOLDED_VALUE, "as": HIGHEST},
            ],
            "groupby": [FOLDED_KEY],
        },
        {"calculate": f"{high} > {low} ? ({datum(FOLDED_VALUE)} - {low}) / ({high} - {low}) : 0.5", "as": PART},
    ]


def _height(column: str) -> Spec:
    scale = {"domain": [-ROOM, 1 + ROOM], "nice": False, "zero": False}
    return {"field": column, "type": "quantitative", "scale": scale, "axis": None}


def _opacity(view: View) -> Spec:
    """Many lines are faint, so that where they run together can be seen."""
    full = 1 if view.row_count <= FEW_LINES else 0.45
    return {"condition": {"test": f"length(data('{PICK}_store')) > 0", "value": full / 2}, "value": full}


def _measure_tooltip() -> Spec:
    return {"field": FOLDED_NAME, "type": "nominal", "title": "Axis"}


def _one_for_each_axis() -> Spec:
    ends = [{"op": "min", "field": LOWEST, "as": LOWEST}, {"op": "max", "field": HIGHEST, "as": HIGHEST}]
    return {"aggregate": ends, "groupby": [FOLDED_KEY, FOLDED_NAME]}


def _axes() -> Spec:
    return {
        "transform": [_one_for_each_axis(), {"calculate": "0", "as": PART}, {"calculate": "1", "as": AT}],
        "mark": {"type": "rule", "color": GREY, "strokeOpacity": 0.5, "aria": False, "tooltip": None},
        "encoding": {"y2": {"field": AT}},
    }


def _ends(view: View) -> list[Spec]:
    ends = ((LOWEST, 0, "top", 5), (HIGHEST, 1, "bottom", -5))
    return [
        {
            "transform": [
                _one_for_each_axis(),
                {"calculate": f"{at}", "as": PART},
                {"calculate": short_number(datum(column), view.options.number_format), "as": TEXT},
            ],
            "mark": {"type": "text", "baseline": baseline, "dy": down, "aria": False, "tooltip": None, "fontSize": 10},
            "encoding": {"text": {"field": TEXT, "type": "nominal"}},
        }
        for column, at, baseline, down in ends
    ]


PARALLEL = Visual(
    Mark.PARALLEL,
    "Parallel coordinates",
    arrange_parallel,
    draw_parallel,
    keeps_largest=True,
    abilities=(Ability.LEGEND, Ability.LIMIT),
    suggest=suggest_parallel,
)
