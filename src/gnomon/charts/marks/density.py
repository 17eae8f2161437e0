"""Densities: where the values of a number crowd, as a smooth curve."""

from gnomon.charts.arrange_spread import arrange_density, fullest_first, spread_title, suggest_density
from gnomon.charts.contracts import Ability, Mark
from gnomon.charts.encodings import Spec, color_of, pick, running, title_or
from gnomon.charts.fields import Field
from gnomon.charts.series import top_transforms
from gnomon.charts.spread_parts import (
    MIDDLE,
    SHARE,
    STEPPED_BACK,
    hover_points,
    kept_columns,
    share_tooltips,
    smoothed,
    within_facet,
)
from gnomon.charts.view import View
from gnomon.charts.visual import Visual


def draw_density(view: View) -> Spec:
    """A smooth area for each group, all with the same area."""
    made, options = view.made, view.options
    if made.x is None:
        raise LookupError("a density needs a number")
    width = view.widths.get(made.x.column) or 1
    groups = [one for one in (made.color, made.facet) if one is not None]
    shared: Spec = {"x": _along(view, made.x), "y": _height(view, made.x, width)}
    color = color_of(made, options.show_legend)
    if color is not None:
        shared["color"] = color
    area = {"type": "area", "interpolate": "monotone", "line": {"strokeWidth": 2}}
    opacity = {"fillOpacity": 0.5 if made.color is None else 0.2}
    curves = smoothed(made.x, made.y[0].column, width, kept_columns(made, groups), within_facet(made))
    return {
        "transform": [*top_transforms(made), *curves],
        "encoding": shared,
        "layer": [
            {"mark": area | opacity, "encoding": {"opacity": STEPPED_BACK}},
            hover_points(pick(made, groups), share_tooltips(made.x, groups)),
        ],
    }


def _along(view: View, x: Field) -> Spec:
    return running("x", x, title_or(view.options.x_title, x.title), has_grid=False) | {"field": MIDDLE}


def _height(view: View, x: Field, width: float) -> Spec:
    steps = f"Share of rows in steps of {width:,.6g}" if x.column in view.widths else "Share of rows"
    title = title_or(view.options.y_title, steps)
    axis: Spec = {"title": title, "format": "~%", "labelOverlap": True, "tickCount": 4}
    return {"field": SHARE, "type": "quantitative", "stack": None, "scale": {"zero": True}, "axis": axis}


DENSITY = Visual(
    Mark.DENSITY,
    "Density",
    arrange_density,
    draw_density,
    abilities=(Ability.LEGEND,),
    title=spread_title,
    limits_rows=False,
    sort=fullest_first,
    suggest=suggest_density,
)
