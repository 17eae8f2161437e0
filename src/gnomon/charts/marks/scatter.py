"""Scatter plots: a point for each row or group, two fields against each other."""

from gnomon.charts.arrange_against import arrange_scatter
from gnomon.charts.contracts import Ability, Mark
from gnomon.charts.encodings import (
    Spec,
    amount,
    by_column,
    color_of,
    dimmed,
    discrete,
    is_continuous,
    pick,
    present,
    running,
    title_or,
    tooltips,
)
from gnomon.charts.fields import Field, Place
from gnomon.charts.labels import LEGEND_NUMBER
from gnomon.charts.series import top_transforms
from gnomon.charts.view import View
from gnomon.charts.visual import Visual
from gnomon.query.contracts import QueryMode

FEW_POINTS = 60
LARGEST, SMALLER = 700, 200
"""Area of the largest point where there are few, and where there are many."""


def draw_scatter(view: View) -> Spec:
    """Points, colored and sized by fields."""
    made, options = view.made, view.options
    if made.x is None:
        raise LookupError("points need two fields")
    y = made.y[0]
    is_rows = made.mode is QueryMode.ROWS
    groups = (made.color, made.facet) if is_rows else (made.x, y, made.color, made.facet, *made.detail)
    selection = pick(made, (one for one in groups if one is not None and (not is_rows or one.place is Place.NAME)))
    encoding: Spec = {
        "x": _position(view, "x", made.x, title_or(options.x_title, made.x.title)),
        "y": _position(view, "y", y, title_or(options.y_title, y.title)),
        "opacity": dimmed(selection, 0.75),
        "tooltip": tooltips(made.fields),
    }
    color = color_of(made, options.show_legend)
    if color is not None:
        encoding["color"] = color
    if made.size is not None:
        legend = {"title": made.size.title, "labelExpr": LEGEND_NUMBER, "tickCount": 3} if options.show_legend else None
        scale = {"range": [12, LARGEST if view.row_count <= FEW_POINTS else SMALLER]}
        encoding["size"] = {"field": made.size.column, "type": "quantitative", "legend": legend, "scale": scale}
    points: Spec = {"mark": {"type": "point", "filled": True, "size": 36}, "encoding": encoding}
    if selection is not None:
        points["params"] = [selection]
    placed = [present(one) for one in (made.x, y) if one.is_measure or is_continuous(one)]
    return {"transform": [*top_transforms(made), *placed], **points}


def _position(view: View, channel: str, one: Field, title: str | None) -> Spec:
    if one.is_measure:
        return amount(channel, one.column, title, view.options.number_format or one.format, zero=False)
    if is_continuous(one):
        return running(channel, one, title)
    return discrete(channel, one, title, by_column(one, "ascending"))


SCATTER = Visual(
    Mark.SCATTER,
    "Scatter plot",
    arrange_scatter,
    draw_scatter,
    keeps_largest=True,
    abilities=(Ability.VALUE_AXIS, Ability.LOG_SCALE, Ability.REFERENCES, Ability.LEGEND, Ability.LIMIT),
)
