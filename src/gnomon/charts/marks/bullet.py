"""Bullets: what was reached as a bar, and what was aimed at as a line across it."""

from gnomon.charts.arrangement import Arrangement, only_measures
from gnomon.charts.comparing import known, only, share_row, values_of
from gnomon.charts.contracts import Ability, ChartSpec, Mark, NotDrawable, Stacking
from gnomon.charts.encodings import (
    Spec,
    amount,
    category_sort,
    category_total,
    dimmed,
    discrete,
    pick,
    title_or,
    tooltips,
)
from gnomon.charts.fields import Field, Wells, grouped
from gnomon.charts.marks.bar_labels import ROOM
from gnomon.charts.names import datum, derived
from gnomon.charts.series import FOLDED_VALUE, series_of
from gnomon.charts.view import View
from gnomon.charts.visual import Visual
from gnomon.semantic.contracts import SemanticModel

MAX_BULLETS = 30
MAX_LABELS = 30
REACHED = ":reached"
TALLER, ROOMY = ":taller", ":roomy"
ROOM_OF_LABELS = 0.12
ALONE = {"bar": 36, "target": 60}
"""Pixels across a bar and a line that stand alone."""


def arrange_bullet(wells: Wells, spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    """The first measure against the second, for each value of a dimension or once."""
    values = values_of(wells)
    if len(values) < 2:
        raise NotDrawable(Mark.BULLET, "two measures: what was reached, and what was aimed at")
    x = next((grouped(one) for one in (wells.x, *wells.dimensions) if one is not None and not one.is_measure), None)
    is_chosen = spec.options.is_horizontal or spec.mark is not Mark.BULLET
    return Arrangement(
        mark=Mark.BULLET,
        x=x,
        y=values[:2],
        tooltip=only_measures((*wells.tooltip, *values[2:]), values[:2]),
        is_horizontal=is_chosen or x is None or not x.is_moment,
        limit=1 if x is None else MAX_BULLETS,
        stacking=Stacking.GROUPED,
    )


def draw_bullet(view: View) -> Spec:
    """A bar from zero, with the target as a line across it and the share reached beside them."""
    made, options = view.made, view.options
    value, target = made.y
    series = series_of(made, options.show_legend)
    across = made.value_channel
    given = options.x_title if made.is_horizontal else options.y_title
    title = title_or(given, value.title if options.show_legend else f"{value.title} | {target.title}")
    length = amount(across, FOLDED_VALUE, title, options.number_format) | {"stack": None}
    selection = pick(made, (made.x,))
    steps, row = share_row(datum(value.column), datum(target.column), REACHED, "Share of the target")
    shared: Spec = {**_place(view), across: length, "opacity": dimmed(selection)}
    shared |= {"color": series.color, "tooltip": [*tooltips(made.fields), row]}
    alone = made.x is None
    bar: Spec = {"type": "bar", "cornerRadiusEnd": 2, **({"size": ALONE["bar"]} if alone else {"width": _THIN})}
    if made.is_horizontal and not alone:
        bar = {"type": "bar", "cornerRadiusEnd": 2, "height": _THIN}
    bars: Spec = {"transform": [only(value)], "mark": bar, "encoding": shared}
    if selection is not None:
        bars["params"] = [selection]
    layers = [bars, _target(view, target, shared)]
    if options.show_labels and view.row_count <= MAX_LABELS:
        layers += _labels(view, value, target, shared)
    ranked = [] if made.x is None else [category_total(made, made.x, value.column)]
    return {"transform": [*steps, *ranked, *series.transforms], "layer": layers, "padding": ROOM["y"]}


_THIN = {"band": 0.55}


def _place(view: View) -> Spec:
    made, options = view.made, view.options
    if made.x is None:
        return {}
    along = made.category_channel
    title = title_or(options.y_title if made.is_horizontal else options.x_title, made.x.title)
    return {along: discrete(along, made.x, title, category_sort(made, made.x))}


def _target(view: View, target: Field, shared: Spec) -> Spec:
    size: Spec = {"size": ALONE["target"]} if view.made.x is None else {"band": 0.9}
    orient = "vertical" if view.made.is_horizontal else "horizontal"
    mark: Spec = {"type": "tick", "thickness": 4, "orient": orient}
    mark |= size if view.made.x is None else {"height" if view.made.is_horizontal else "width": size}
    return {"transform": [only(target), known(FOLDED_VALUE)], "mark": mark, "encoding": shared}


def _labels(view: View, value: Field, target: Field, shared: Spec) -> list[Spec]:
    """Beyond the bar and the line, whichever reaches farther; what nobody sees keeps room for them."""
    made = view.made
    farther = f"max({datum(value.column)}, {datum(target.column)})"
    text: Spec = {"text": {"field": derived(REACHED, "words"), "type": "nominal"}}
    mark: Spec = {"type": "text", "aria": False, "tooltip": None}
    mark |= {"align": "left", "baseline": "middle", "dx": 6} if made.is_horizontal else {"baseline": "bottom", "dy": -5}
    kept = {channel: one for channel, one in shared.items() if channel in {"x", "y"}}
    length = kept.pop(made.value_channel)
    steps: list[Spec] = [
        only(value),
        {"calculate": farther, "as": TALLER},
        {"calculate": f"{datum(TALLER)} * {1 + ROOM_OF_LABELS}", "as": ROOMY},
    ]
    unseen: Spec = {"type": "point", "opacity": 0, "aria": False, "tooltip": None}
    room: Spec = kept | {made.value_channel: length | {"field": ROOMY}}
    return [
        {"transform": steps, "mark": mark, "encoding": kept | {made.value_channel: length | {"field": TALLER}} | text},
        {"transform": steps, "mark": unseen, "encoding": room},
    ]


BULLET = Visual(
    Mark.BULLET,
    "Bullet chart",
    arrange_bullet,
    draw_bullet,
    keeps_largest=True,
    abilities=(Ability.ORDER, Ability.VALUE_AXIS, Ability.REFERENCES, Ability.LABELS, Ability.LEGEND, Ability.LIMIT),
)
