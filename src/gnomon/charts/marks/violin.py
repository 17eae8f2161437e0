"""Violins: where the values of a number crowd, mirrored, for each category."""

from gnomon.charts.arrange_spread import arrange_violin, fullest_first, spread_title, suggest_violin
from gnomon.charts.contracts import Ability, Mark
from gnomon.charts.encodings import Spec, color_of, pick
from gnomon.charts.labels import label_column
from gnomon.charts.names import datum, derived
from gnomon.charts.series import top_transforms
from gnomon.charts.spread_parts import (
    INDEX,
    MIDDLE,
    SHARE,
    STEPPED_BACK,
    category_of,
    hover_points,
    kept_columns,
    number_axis,
    share_tooltips,
    smoothed,
)
from gnomon.charts.view import View
from gnomon.charts.visual import Visual

WIDEST, SIDE, REACH, AROUND = ":widest", ":side", ":reach", ":around"
LARGEST_STEP = 1e6
ROOM = 1.08
"""A little more than the widest shape, so that neighbors do not touch."""


def draw_violin(view: View) -> Spec:
    """A closed shape for each category: up on one side and down on the other."""
    made = view.made
    if made.x is None:
        raise LookupError("a violin needs a category")
    number = made.y[0]
    width = view.widths.get(number.column) or 1
    count = made.tooltip[0].column
    groups = [one for one in (made.x, made.facet) if one is not None]
    position, order = category_of(view, made.x, count)
    total = derived(made.x.column, "size")
    curves = smoothed(number, count, width, [*kept_columns(made, groups), total], kept_columns(made, groups))
    shared: Spec = position | {made.value_channel: number_axis(view, MIDDLE, number.title, number.format)}
    color = color_of(made, show_legend=False)
    if color is not None:
        shared["color"] = color
    side = {"field": REACH, "type": "quantitative", "scale": {"domain": [-ROOM, ROOM]}}
    shape = {
        "transform": [
            {"calculate": "[-1, 1]", "as": SIDE},
            {"flatten": [SIDE]},
            {"calculate": f"{datum(SIDE)} * {datum(SHARE)} / {datum(WIDEST)}", "as": REACH},
            {"calculate": f"{datum(SIDE)} * ({datum(INDEX)} + {LARGEST_STEP:.0f})", "as": AROUND},
        ],
        "mark": {"type": "line", "filled": True, "interpolate": "linear-closed", "fillOpacity": 0.7, "strokeWidth": 0},
        "encoding": {
            f"{made.category_channel}Offset": side,
            "order": {"field": AROUND, "type": "quantitative"},
            "detail": {"field": label_column(made.x), "type": "nominal"},
            "opacity": STEPPED_BACK,
        },
    }
    widest = {"joinaggregate": [{"op": "max", "field": SHARE, "as": WIDEST}]}
    return {
        "transform": [*top_transforms(made), *order, *curves, widest],
        "encoding": shared,
        "layer": [shape, hover_points(pick(made, groups), share_tooltips(number, groups))],
    }


VIOLIN = Visual(
    Mark.VIOLIN,
    "Violin plot",
    arrange_violin,
    draw_violin,
    abilities=(Ability.ORDER, Ability.DIRECTION, Ability.LIMIT),
    title=spread_title,
    limits_rows=False,
    sort=fullest_first,
    suggest=suggest_violin,
)
