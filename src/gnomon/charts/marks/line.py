"""Lines: a measure along time, numbers or an order."""

from gnomon.charts.arrange_along import arrange_line
from gnomon.charts.contracts import Ability, Mark, Stacking
from gnomon.charts.encodings import (
    PICK,
    Spec,
    amount,
    category_sort,
    category_total,
    discrete,
    is_continuous,
    pick,
    present,
    running,
    title_or,
    tooltips,
)
from gnomon.charts.fields import Field
from gnomon.charts.labels import short_number
from gnomon.charts.names import datum
from gnomon.charts.series import FOLDED_NAME, Series, series_of, share_title, top_transforms
from gnomon.charts.view import View
from gnomon.charts.visual import Visual

HOVER = "hover"
LABEL = ":text"
FEW_POINTS = 40
ROOM_FOR_LABELS = 18
SHARES = {Stacking.STACKED: "zero", Stacking.PERCENT: "normalize", Stacking.GROUPED: None}

# Lines stay whole: a click picks a point, and the lines step back while any point is picked.
LINE_OPACITY = {"condition": {"test": f"length(data('{PICK}_store')) > 0", "value": 0.4}, "value": 1}


def draw_line(view: View) -> Spec:
    """A line for each series, with points that show on hover and take the click."""
    return _draw(view, {"type": "line", "strokeWidth": 2, "strokeJoin": "round"}, zero=False)


def draw_area(view: View) -> Spec:
    """An area from zero for each series, stacked where the amounts add up."""
    is_overlaid = view.made.stacking is Stacking.GROUPED and (view.made.series is not None or len(view.made.y) > 1)
    mark = {"type": "area", "line": {"strokeWidth": 1.5}, "fillOpacity": 0.3 if is_overlaid else 0.7}
    return _draw(view, mark, zero=True)


def _draw(view: View, mark: Spec, *, zero: bool) -> Spec:
    made, options = view.made, view.options
    if made.x is None:
        raise LookupError("a line needs a dimension to run along")
    series = series_of(made, options.show_legend)
    shared: Spec = {"x": _along(view, made.x), "y": _height(view, series, zero=zero)}
    if series.color is not None:
        shared["color"] = series.color
    if series.is_folded and made.series is not None and not zero:
        shared["strokeDash"] = {"field": FOLDED_NAME, "type": "nominal", "legend": {"title": None}}
    layers: list[Spec] = [{"mark": mark, "encoding": {"opacity": LINE_OPACITY}}]
    layers.append(_points(view, made.x, series))
    if _has_labels(view):
        layers.append(_labels(view, series))
    placed = present(made.x) if is_continuous(made.x) else category_total(made, made.x, series.value)
    return {
        "transform": [*top_transforms(made), *series.transforms, placed],
        "encoding": shared,
        "layer": layers,
    }


def _along(view: View, x: Field) -> Spec:
    title = title_or(view.options.x_title, x.title)
    if is_continuous(x):
        along = running("x", x, title, has_grid=False)
        if _has_labels(view):
            along["scale"] |= {"padding": ROOM_FOR_LABELS}
        return along
    return discrete("x", x, title, category_sort(view.made, x))


def _has_labels(view: View) -> bool:
    return view.options.show_labels and view.row_count <= FEW_POINTS


def _height(view: View, series: Series, *, zero: bool) -> Spec:
    made, options = view.made, view.options
    is_share = zero and made.stacking is Stacking.PERCENT and series.offset is not None
    height = amount(
        made.scale_of("y"),
        series.value,
        title_or(options.y_title, share_title(series) if is_share else series.value_title),
        "%" if is_share else options.number_format,
        zero=zero,
    )
    height["stack"] = SHARES[made.stacking] if zero else None
    return height


def _points(view: View, x: Field, series: Series) -> Spec:
    made = view.made
    selection = pick(made, (x, made.series, made.facet), nearest=True)
    hover: Spec = {
        "name": HOVER,
        "select": {"type": "point", "on": "pointerover", "clear": "pointerout", "nearest": True},
    }
    resting = 1 if view.row_count <= FEW_POINTS and made.series is None and not series.is_folded else 0
    shown = [{"param": name, "empty": False, "value": 1} for name in (PICK, HOVER)]
    return {
        "mark": {"type": "point", "filled": True, "size": 40},
        "params": [one for one in (selection, hover) if one is not None],
        "encoding": {
            "opacity": {"condition": shown, "value": resting},
            "tooltip": tooltips(made.fields),
        },
    }


def _labels(view: View, series: Series) -> Spec:
    value = datum(series.value)
    return {
        "transform": [
            {"filter": f"isValid({value})"},
            {"calculate": short_number(value, view.options.number_format), "as": LABEL},
        ],
        "mark": {"type": "text", "dy": -10, "aria": False, "tooltip": None},
        "encoding": {"text": {"field": LABEL, "type": "nominal"}},
    }


LINE = Visual(
    Mark.LINE,
    "Line chart",
    arrange_line,
    draw_line,
    is_brushed=True,
    abilities=(
        Ability.ORDER,
        Ability.VALUE_AXIS,
        Ability.LOG_SCALE,
        Ability.REFERENCES,
        Ability.FORECAST,
        Ability.ANNOTATIONS,
        Ability.GAPS,
        Ability.LABELS,
        Ability.LEGEND,
    ),
)
