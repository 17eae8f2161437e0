"""Sunbursts: rings within rings, their angles the amounts."""

from gnomon.charts.arrangement import Arrangement
from gnomon.charts.contracts import Ability, ChartSpec, Mark, Recommendation
from gnomon.charts.encodings import Spec
from gnomon.charts.fields import Wells
from gnomon.charts.names import datum
from gnomon.charts.nested import (
    NAME,
    SIZE,
    TIP_LINES,
    TREE,
    arrange_nested,
    color_expression,
    hue_scale,
    levels_of,
    name_fits,
    row_steps,
    suggested,
    tree_data,
    tree_signals,
)
from gnomon.charts.vega_parts import dimming, picked_columns, readable_on, vega_steps
from gnomon.charts.view import View
from gnomon.charts.visual import Visual
from gnomon.semantic.contracts import SemanticModel

MIDDLE = "(datum.a0 + datum.a1) / 2"
ROOM = "(datum.a1 - datum.a0) * (datum.r0 + datum.r1) / 2"
"""How many pixels lie along a piece of a ring."""
LINE = 13
RINGS = "rings"
RADIUS = "(min(width, height) / 2)"
HOLE, FLAT_HOLE = 0.16, 0.44
ENOUGH, EDGE = 34, 6
"""Names are cut to no less than this length; what lies before and behind them."""
THICK = "(datum.r1 - datum.r0)"


def arrange_sunburst(wells: Wells, _spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    """Rings by up to three fields within each other."""
    return arrange_nested(Mark.SUNBURST, wells)


def draw_sunburst(view: View) -> Spec:
    """Rings from the inside out, largest piece first, named where a name fits."""
    levels = levels_of(view.made)
    layout: Spec = {
        "type": "partition",
        "field": SIZE,
        "size": [{"signal": "2 * PI"}, {"signal": RADIUS}],
        "as": ["a0", "r0", "a1", "r1", "depth", "children"],
    }
    hole = FLAT_HOLE if len(levels) == 1 else HOLE
    # Vega gives the root a ring as well: it becomes a hole, and the others share what it leaves.
    count = len(levels)
    radii = [{"calculate": _radius(f"datum.{one}", hole, count), "as": one} for one in ("r0", "r1")]
    rings = {"name": RINGS, "source": TREE, "transform": vega_steps([{"filter": "datum.depth"}, *radii])}
    return {
        "transform": row_steps(view, has_hues=True),
        "pick": picked_columns(levels),
        "signals": tree_signals(view),
        "data": [*tree_data(view, layout), rings],
        "scales": [hue_scale(view)],
        "marks": [_pieces(view), _names(view)],
    }


def _radius(laid_out: str, hole: float, count: int) -> str:
    ring = f"({laid_out} * {count + 1} / {RADIUS} - 1)"
    return f"{RADIUS} * ({hole} + {1 - hole:g} * {ring} / {count})"


def _center() -> Spec:
    return {"x": {"signal": "width / 2"}, "y": {"signal": "height / 2"}}


def _pieces(view: View) -> Spec:
    look: Spec = {
        "startAngle": {"field": "a0"},
        "endAngle": {"field": "a1"},
        "innerRadius": {"field": "r0"},
        "outerRadius": {"signal": "max(datum.r0, datum.r1 - 1)"},
        "padAngle": {"value": 0.004},
        "fill": {"signal": color_expression(view)},
        "opacity": dimming(),
        "tooltip": {"field": TIP_LINES},
    }
    return {"name": "parts", "type": "arc", "style": ["arc"], "from": {"data": RINGS}} | {
        "encode": {"update": _center() | look}
    }


def _names(view: View) -> Spec:
    """Names run outward, and are turned so that none stands on its head."""
    text = datum(NAME)
    if view.options.show_labels:
        text = f"({text} + '  ' + {datum(':short')})"
    fits = name_fits(text, f"({THICK} - {EDGE})", ENOUGH)
    look: Spec = {
        "radius": {"signal": "(datum.r0 + datum.r1) / 2"},
        "theta": {"signal": MIDDLE},
        "angle": {"signal": f"({MIDDLE}) * 180 / PI - 90 + (({MIDDLE}) > PI ? 180 : 0)"},
        "align": {"value": "center"},
        "baseline": {"value": "middle"},
        "limit": {"signal": f"max(1, {THICK} - {EDGE})"},
        "text": {"signal": f"{ROOM} >= {LINE} && {fits} ? {text} : ''"},
        "fill": readable_on(color_expression(view)),
        "opacity": dimming(),
    }
    base = {"type": "text", "style": ["text"], "from": {"data": RINGS}, "interactive": False}
    return base | {"encode": {"update": _center() | look}}


def suggest_sunburst(wells: Wells) -> Recommendation | None:
    """For amounts within groups within groups, after the treemap."""
    reason = "A sunburst, because the parts of each group add up; a treemap compares them more exactly."
    return suggested(Mark.SUNBURST, wells, 0.35, reason)


SUNBURST = Visual(
    Mark.SUNBURST,
    "Sunburst",
    arrange_sunburst,
    draw_vega=draw_sunburst,
    keeps_largest=True,
    abilities=(Ability.LABELS, Ability.LIMIT),
    suggest=suggest_sunburst,
)
