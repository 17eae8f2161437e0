"""Slopes: where each group began and where it ended."""

from types import MappingProxyType

from gnomon.charts.arrangement import MAX_MARKS, Arrangement, may_exceed, only_measures
from gnomon.charts.comparing import TEXT, dimension_of, known, second_dimension, short_text, values_of
from gnomon.charts.contracts import Ability, ChartSpec, Mark, Recommendation
from gnomon.charts.encodings import Spec, by_column, color_of, dimmed, discrete, pick, title_or, tooltips
from gnomon.charts.fields import Field, Place, Wells
from gnomon.charts.labels import label_column, order_column
from gnomon.charts.names import datum
from gnomon.charts.series import top_transforms
from gnomon.charts.view import View
from gnomon.charts.visual import Visual
from gnomon.charts.words import lowered
from gnomon.semantic.contracts import SemanticModel

MAX_LINES = 20
LINE_HEIGHT = 13
LABEL_LIMIT = 150
BEGIN, FINISH = ":begin", ":finish"
HIGHEST, LOWEST, BOTTOM, STEP, NUMBER, HELD, AT = ":highest", ":lowest", ":bottom", ":step", ":number", ":held", ":at"
NEEDS = "a field with an order, such as a date, whose first and last values are compared"


def arrange_slope(wells: Wells, _spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    """A line for each group from the first value of a dimension to its last."""
    x = _ordered(wells)
    color = second_dimension(wells, x)
    values = values_of(wells)
    is_crowded = color is not None and may_exceed(color, MAX_LINES)
    return Arrangement(
        mark=Mark.SLOPE,
        x=x,
        y=values[:1],
        color=color,
        tooltip=only_measures(wells.tooltip, values[:1]),
        limit=MAX_MARKS,
        top=MappingProxyType({"color": MAX_LINES} if is_crowded else {}),
        notes=(f"Only the first and the last {lowered(x.title)} are drawn.",),
    )


def _ordered(wells: Wells) -> Field:
    """What runs before all else, else the first field that groups."""
    first = dimension_of(wells, Mark.SLOPE, NEEDS)
    if first.place is not Place.NAME:
        return first
    other = second_dimension(wells, first)
    return other if other is not None and other.place is not Place.NAME else first


def draw_slope(view: View) -> Spec:
    """Lines between two ends, with names and values beside both."""
    made, options = view.made, view.options
    if made.x is None:
        raise LookupError("a slope needs two ends")
    value = made.y[0]
    order = datum(order_column(made.x))
    selection = pick(made, (made.x, made.color))
    x = discrete("x", made.x, title_or(options.x_title, made.x.title), by_column(made.x, "ascending"))
    x |= {"scale": {"type": "point", "padding": 0.08}}
    x["axis"] |= {"labelOverlap": False, "domain": False, "grid": True}
    y: Spec = {
        "field": value.column,
        "type": "quantitative",
        "scale": {"zero": False, "nice": False, "padding": 10},
        "axis": None,
    }
    shared: Spec = {"x": x, "y": y, "opacity": dimmed(selection)}
    color = color_of(made, show_legend=False)
    if color is not None:
        shared["color"] = color
    points: Spec = {
        "mark": {"type": "point", "filled": True, "size": 55},
        "encoding": shared | {"tooltip": tooltips(made.fields)},
    }
    if selection is not None:
        points["params"] = [selection]
    lines = {channel: one for channel, one in shared.items() if channel != "opacity"}
    ends = [{"op": op, "field": order_column(made.x), "as": to} for op, to in (("min", BEGIN), ("max", FINISH))]
    return {
        "transform": [
            known(value.column),
            known(made.x.column),
            {"joinaggregate": ends},
            {"filter": f"{order} == {datum(BEGIN)} || {order} == {datum(FINISH)}"},
            *top_transforms(made),
            *_label_places(view, value),
        ],
        "layer": [
            {"mark": {"type": "line", "strokeWidth": 2}, "encoding": lines},
            points,
            _names(view, is_end=False, x=x, y=y),
            _names(view, is_end=True, x=x, y=y),
        ],
    }


def _label_places(view: View, value: Field) -> list[Spec]:
    """Push labels that would hide each other apart, downward from the highest.

    Labels that end below all points stretch the axis; their number tells how much wider apart they have to be.
    """
    made = view.made
    ends = [{"op": op, "field": value.column, "as": to} for op, to in (("max", HIGHEST), ("min", LOWEST))]
    order = [{"field": value.column, "order": "descending"}]
    if made.color is not None:
        order.append({"field": order_column(made.color), "order": "ascending"})
    groups = [] if made.x is None else [order_column(made.x)]
    spread = f"({datum(HIGHEST)} - {datum(LOWEST)}) * {LINE_HEIGHT}"
    beyond = f"{datum(STEP)} > 0 ? max(0, {datum(LOWEST)} - {datum(BOTTOM)}) / {datum(STEP)} : 0"
    return [
        {"joinaggregate": ends},
        {"window": [{"op": "row_number", "as": NUMBER}], "sort": order, "groupby": groups, "frame": [None, None]},
        {"calculate": f"{spread} / max(height, 1)", "as": STEP},
        *_pushed(value, groups),
        {"joinaggregate": [{"op": "min", "field": AT, "as": BOTTOM}]},
        {"calculate": f"{spread} / max(height - {LINE_HEIGHT} * ({beyond}), height / 8, 1)", "as": STEP},
        *_pushed(value, groups),
    ]


def _pushed(value: Field, groups: list[str]) -> list[Spec]:
    return [
        {"calculate": f"{datum(value.column)} + {datum(NUMBER)} * {datum(STEP)}", "as": HELD},
        {
            "window": [{"op": "min", "field": HELD, "as": AT}],
            "sort": [{"field": NUMBER, "order": "ascending"}],
            "groupby": groups,
            "frame": [None, 0],
        },
        {"calculate": f"{datum(AT)} - {datum(NUMBER)} * {datum(STEP)}", "as": AT},
    ]


def _names(view: View, *, is_end: bool, x: Spec, y: Spec) -> Spec:
    made = view.made
    if made.x is None:
        raise LookupError("a slope needs two ends")
    column = order_column(made.x)
    words = datum(TEXT)
    if made.color is not None:
        name = datum(label_column(made.color))
        words = f"{words} + '  ' + {name}" if is_end else f"{name} + '  ' + {words}"
    steps: list[Spec] = [
        {"filter": f"{datum(column)} == {datum(FINISH if is_end else BEGIN)}"},
        short_text(view, made.y[0]),
        {"calculate": words, "as": TEXT},
    ]
    mark: Spec = {"type": "text", "baseline": "middle", "limit": LABEL_LIMIT, "aria": False, "tooltip": None}
    mark |= {"align": "left", "dx": 9} if is_end else {"align": "right", "dx": -9}
    text: Spec = {"text": {"field": TEXT, "type": "nominal"}}
    return {"transform": steps, "mark": mark, "encoding": {"x": x, "y": y | {"field": AT}, **text}}


def _suggest(wells: Wells) -> Recommendation | None:
    if len(wells.dimensions) != 2 or len(wells.measures) != 1:
        return None
    x = _ordered(wells)
    color = second_dimension(wells, x)
    if x.place is not Place.TIME or color is None or color.place is not Place.NAME or may_exceed(color, MAX_LINES):
        return None
    reason = "Slopes from the first to the last period show who rose and who fell."
    return Recommendation(mark=Mark.SLOPE, score=0.4, reason=reason)


SLOPE = Visual(Mark.SLOPE, "Slope chart", arrange_slope, draw_slope, abilities=(Ability.LIMIT,), suggest=_suggest)
