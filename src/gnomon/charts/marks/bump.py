"""Bumps: the rank of each group over time."""

from types import MappingProxyType

from gnomon.charts.arrangement import MAX_MARKS, Arrangement, may_exceed, only_measures
from gnomon.charts.comparing import dimension_of, known, second_dimension, values_of
from gnomon.charts.contracts import Ability, ChartSpec, Mark, NotDrawable
from gnomon.charts.encodings import (
    Spec,
    by_column,
    color_of,
    dimmed,
    discrete,
    is_continuous,
    pick,
    running,
    title_or,
    tooltips,
)
from gnomon.charts.fields import Field, Place, Wells
from gnomon.charts.labels import label_column, order_column
from gnomon.charts.names import datum
from gnomon.charts.series import top_transforms
from gnomon.charts.view import View
from gnomon.charts.visual import Visual
from gnomon.semantic.contracts import SemanticModel

MAX_RANKS = 10
RANK, LAST = ":rank", ":last"
LABEL_LIMIT = 120
ROOM_AT_ENDS = 14
NEEDS = "a field to run along, such as a date, and another whose values are ranked"
AMONG = "Ranks are among those drawn; the largest value is the first."


def arrange_bump(wells: Wells, _spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    """A line of ranks for each group."""
    first = dimension_of(wells, Mark.BUMP, NEEDS)
    second = second_dimension(wells, first)
    if second is None:
        raise NotDrawable(Mark.BUMP, NEEDS)
    is_turned = first.place is Place.NAME and second.place is not Place.NAME
    x, color = (second, first) if is_turned else (first, second)
    values = values_of(wells)
    return Arrangement(
        mark=Mark.BUMP,
        x=x,
        y=values[:1],
        color=color,
        tooltip=only_measures(wells.tooltip, values[:1]),
        limit=MAX_MARKS,
        top=MappingProxyType({"color": MAX_RANKS} if may_exceed(color, MAX_RANKS) else {}),
        notes=(AMONG,),
    )


def draw_bump(view: View) -> Spec:
    """Lines of ranks, the first on top, with names at their ends."""
    made, options = view.made, view.options
    if made.x is None or made.color is None:
        raise LookupError("ranks need a field to run along and one to rank")
    value, x = made.y[0], _along(view, made.x)
    y: Spec = {
        "field": RANK,
        "type": "quantitative",
        "scale": {"reverse": True, "zero": False, "nice": False, "padding": 12},
        "axis": {
            "title": title_or(options.y_title, "Rank"),
            "format": "d",
            "tickMinStep": 1,
            "grid": False,
        },
    }
    selection = pick(made, (made.x, made.color))
    shared: Spec = {"x": x, "y": y, "color": color_of(made, show_legend=False)}
    points: Spec = {
        "mark": {"type": "point", "filled": True, "size": 90},
        "encoding": shared | {"opacity": dimmed(selection), "tooltip": [*tooltips(made.fields), _row()]},
    }
    if selection is not None:
        points["params"] = [selection]
    line = {"type": "line", "strokeWidth": 2.5, "interpolate": "monotone"}
    return {
        "transform": [
            known(value.column),
            known(made.x.column),
            *top_transforms(made),
            *_ranks(made.x, made.color, value),
        ],
        "layer": [{"mark": line, "encoding": shared}, points, _names(made.color, x, y)],
    }


def _along(view: View, x: Field) -> Spec:
    title = title_or(view.options.x_title, x.title)
    if is_continuous(x):
        along = running("x", x, title, has_grid=False)
        return along | {"scale": along["scale"] | {"padding": ROOM_AT_ENDS}}
    return discrete("x", x, title, by_column(x, "ascending"))


def _ranks(x: Field, color: Field, value: Field) -> list[Spec]:
    best: list[Spec] = [{"field": value.column, "order": "descending"}]
    return [
        {"window": [{"op": "rank", "as": RANK}], "sort": best, "groupby": [order_column(x)], "frame": [None, None]},
        {"joinaggregate": [{"op": "max", "field": order_column(x), "as": LAST}], "groupby": [label_column(color)]},
        {"calculate": f"{datum(order_column(x))} == {datum(LAST)}", "as": LAST},
    ]


def _row() -> Spec:
    return {"field": RANK, "type": "quantitative", "title": "Rank", "format": "d"}


def _names(color: Field, x: Spec, y: Spec) -> Spec:
    """The name of a line at its end."""
    mark: Spec = {"type": "text", "align": "left", "baseline": "middle", "dx": 9, "limit": LABEL_LIMIT}
    text: Spec = {"field": label_column(color), "type": "nominal"}
    return {
        "transform": [{"filter": datum(LAST)}],
        "mark": mark | {"aria": False, "tooltip": None},
        "encoding": {"x": x, "y": y, "text": text},
    }


BUMP = Visual(Mark.BUMP, "Bump chart", arrange_bump, draw_bump, abilities=(Ability.LIMIT,))
