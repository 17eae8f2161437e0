"""Treemaps: rectangles within rectangles, their areas the amounts."""

from gnomon.charts.arrangement import Arrangement
from gnomon.charts.contracts import Ability, ChartSpec, Mark, Recommendation
from gnomon.charts.encodings import Spec
from gnomon.charts.fields import Wells
from gnomon.charts.names import datum
from gnomon.charts.nested import (
    AMOUNTS,
    BRANCHES,
    LEAVES,
    NAME,
    SIZE,
    TIP_LINES,
    arrange_nested,
    color_expression,
    hue_scale,
    levels_of,
    name_fits,
    row_steps,
    shade_of,
    suggested,
    tree_data,
    tree_signals,
)
from gnomon.charts.vega_parts import dimming, picked_columns, ramp_legend, readable_on, title_signal
from gnomon.charts.view import View
from gnomon.charts.visual import Visual
from gnomon.semantic.contracts import SemanticModel

HEADER = 18
"""Height of the line that names a group above its parts."""
ENOUGH, LINE, EDGE = 44, 15, 9
"""Names are cut to no less than this width; what a line of text takes; what lies beside it."""
WHOLE = 1_000
"""A number is never cut."""
WIDE = "(datum.x1 - datum.x0)"
HIGH = "(datum.y1 - datum.y0)"


def arrange_treemap(wells: Wells, _spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    """Rectangles by up to three fields within each other."""
    return arrange_nested(Mark.TREEMAP, wells)


def draw_treemap(view: View) -> Spec:
    """Rectangles, largest first, named where a name fits; groups are named above their parts."""
    made = view.made
    levels = levels_of(made)
    header = HEADER if len(levels) > 1 else 0
    layout: Spec = {
        "type": "treemap",
        "field": SIZE,
        "round": True,
        "method": "squarify",
        "ratio": 1.4,
        "paddingInner": 1 if len(levels) == 1 else 2,
        "paddingTop": header,
        # The root has a header as well, which no reader needs: it lies above the picture.
        "size": [{"signal": "width"}, {"signal": f"height + {header}"}],
    }
    return {
        "transform": row_steps(view, has_hues=len(levels) > 1),
        "pick": picked_columns(levels),
        "signals": tree_signals(view),
        "data": tree_data(view, layout),
        "scales": [hue_scale(view)],
        "legends": _legends(view),
        "marks": [*_headers(header), _rectangles(view, header), *_names(view, header)],
    }


def _place(header: int) -> Spec:
    return {
        "x": {"field": "x0"},
        "x2": {"field": "x1"},
        "y": {"field": "y0", "offset": -header},
        "y2": {"field": "y1", "offset": -header},
    }


def _rectangles(view: View, header: int) -> Spec:
    look: Spec = {"fill": {"signal": color_expression(view)}, "opacity": dimming(), "tooltip": {"field": TIP_LINES}}
    return {"name": "parts", "type": "rect", "from": {"data": LEAVES}, "encode": {"update": _place(header) | look}}


def _headers(header: int) -> list[Spec]:
    if header == 0:
        return []
    area = {"type": "rect", "from": {"data": BRANCHES}}
    look: Spec = {"fill": {"value": "transparent"}, "tooltip": {"field": TIP_LINES}}
    words = _text({"signal": f"{_fits(datum(NAME), ENOUGH)} && {HIGH} >= {header} ? {datum(NAME)} : ''"}, header, 13)
    words["update"] |= {"fontWeight": {"value": 600}, "opacity": dimming()}
    text = {"type": "text", "style": ["text"], "from": {"data": BRANCHES}, "interactive": False, "encode": words}
    return [area | {"encode": {"update": _place(header) | look}}, text]


def _names(view: View, header: int) -> list[Spec]:
    fits = f"{_fits(datum(NAME), ENOUGH)} && {HIGH} >= {LINE}"
    lines = [_text({"signal": f"{fits} ? {datum(NAME)} : ''"}, header, 14)]
    if view.options.show_labels:
        amount = datum(":short")
        more = f"{_fits(datum(NAME), ENOUGH)} && {_fits(amount, WHOLE)} && {HIGH} >= {LINE * 2 + 2}"
        lines.append(_text({"signal": f"{more} ? {amount} : ''"}, header, 14 + LINE))
    marks = []
    for place, words in enumerate(lines):
        weight = {"fontWeight": {"value": 600 if place == 0 else 400}}
        words["update"] |= weight | {"fill": readable_on(color_expression(view)), "opacity": dimming()}
        base = {"type": "text", "style": ["text"], "interactive": False}
        marks.append(base | {"from": {"data": LEAVES}, "encode": words})
    return marks


def _fits(text: str, enough: int) -> str:
    return name_fits(text, f"{WIDE} - {EDGE}", enough)


def _text(words: Spec, header: int, down: int) -> Spec:
    return {
        "update": {
            "x": {"field": "x0", "offset": 5},
            "y": {"field": "y0", "offset": down - header},
            "limit": {"signal": f"max(1, {WIDE} - {EDGE - 1})"},
            "text": words,
        }
    }


def _legends(view: View) -> list[Spec]:
    shade = shade_of(view.made)
    if shade is None or not view.options.show_legend:
        return []
    return [ramp_legend(AMOUNTS, title_signal(view.made.fields, shade))]


def suggest_treemap(wells: Wells) -> Recommendation | None:
    """For amounts within groups within groups."""
    return suggested(Mark.TREEMAP, wells, 0.45, "A treemap, because the parts of each group add up to a whole.")


TREEMAP = Visual(
    Mark.TREEMAP,
    "Treemap",
    arrange_treemap,
    draw_vega=draw_treemap,
    keeps_largest=True,
    abilities=(Ability.LABELS, Ability.LIMIT),
    suggest=suggest_treemap,
)
