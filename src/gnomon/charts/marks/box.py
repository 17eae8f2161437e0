"""Box plots: the five numbers of each group, from the smallest value to the largest."""

from gnomon.charts.arrange_spread import arrange_box, spread_title, suggest_box
from gnomon.charts.contracts import Ability, Mark
from gnomon.charts.encodings import Spec, color_of, dimmed, pick, tooltips
from gnomon.charts.fields import Field
from gnomon.charts.labels import label_column
from gnomon.charts.names import clean_title, datum, derived
from gnomon.charts.series import top_transforms
from gnomon.charts.spread_parts import category_of, number_axis, offset_of
from gnomon.charts.view import View
from gnomon.charts.visual import Visual
from gnomon.charts.words import with_unit

BOX_OPACITY = 0.4
LONE_SIZE = 64
BAND = {"band": 0.7}


def draw_box(view: View) -> Spec:
    """A line from the smallest to the largest value, a box around the middle half, and a tick at the median."""
    made, options = view.made, view.options
    _, low, first, middle, third, high = made.y
    selection = pick(made, (made.x, made.color, made.facet))
    shared: Spec = {"tooltip": tooltips(made.fields)}
    transforms = top_transforms(made)
    if made.x is not None:
        position, steps = category_of(view, made.x, middle.column)
        shared |= position
        transforms += steps
    is_by_category = made.series is not None and made.x is not None and made.series.column == made.x.column
    color = color_of(made, options.show_legend and not is_by_category)
    if color is not None:
        shared["color"] = color
        if made.series is not None and made.x is not None and not is_by_category:
            shared |= offset_of(made, _series_column(made.series, view), color["sort"])
    transforms.append({"filter": f"isValid({datum(middle.column)})"})
    box = _span(view, first, third, {"type": "bar", **_size(view)}, dimmed(selection, BOX_OPACITY))
    if selection is not None:
        box["params"] = [selection]
    # A thin bar, because rules have the quiet color of axes.
    whisker = {"type": "bar", "size": 1.5, "aria": False}
    tick = {"type": "tick", "thickness": 3, "orient": "horizontal" if made.value_channel == "y" else "vertical"}
    return {
        "transform": transforms,
        "encoding": shared,
        "layer": [
            _span(view, low, high, whisker, dimmed(selection)),
            box,
            {
                "mark": tick | _size(view) | {"aria": False},
                "encoding": {made.value_channel: _axis(view, middle), "opacity": dimmed(selection)},
            },
        ],
    }


def _span(view: View, start: Field, end: Field, mark: Spec, opacity: Spec) -> Spec:
    across = view.made.value_channel
    encoding = {across: _axis(view, start), f"{across}2": {"field": end.column}, "opacity": opacity}
    return {"mark": mark, "encoding": encoding}


def _axis(view: View, one: Field) -> Spec:
    return number_axis(view, one.column, with_unit(clean_title(one.label), one.ref, one.unit), one.format)


def _size(view: View) -> Spec:
    if view.made.x is None:
        return {"size": LONE_SIZE}
    return {"width" if view.made.category_channel == "x" else "height": BAND}


def _series_column(one: Field, view: View) -> str:
    return derived(one.column, "series") if "color" in view.made.top else label_column(one)


BOX = Visual(
    Mark.BOX,
    "Box plot",
    arrange_box,
    draw_box,
    keeps_largest=True,
    abilities=(Ability.ORDER, Ability.VALUE_AXIS, Ability.LEGEND, Ability.DIRECTION, Ability.LIMIT),
    title=spread_title,
    suggest=suggest_box,
)
