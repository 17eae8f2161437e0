"""Combinations: bars and lines over one axis, each measure on the side that it can be read from."""

from gnomon.charts.arrangement import Arrangement
from gnomon.charts.comparing import TEXT, are_alike, dimension_of, known, only, short_text, values_of
from gnomon.charts.contracts import Ability, ChartSpec, Mark, NotDrawable, Recommendation, Stacking
from gnomon.charts.encodings import (
    Spec,
    amount,
    category_sort,
    category_total,
    dimmed,
    discrete,
    end_transform,
    has_extent,
    pick,
    present,
    running,
    title_or,
    tooltips,
)
from gnomon.charts.fields import Field, Place, Wells
from gnomon.charts.marks.bar_labels import ROOM
from gnomon.charts.names import datum, derived
from gnomon.charts.series import FOLDED_KEY, FOLDED_VALUE, Series, series_of
from gnomon.charts.view import View
from gnomon.charts.visual import Visual
from gnomon.charts.words import listed, lowered
from gnomon.semantic.contracts import SemanticModel

NEEDS = "a field to run along and two measures: the first as bars, the others as lines"
MAX_NAMES = 20
MAX_STEPS = 500
MAX_LABELS = 24
MIDDLE = "middle"


def arrange_combo(wells: Wells, _spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    """The first measure as bars, the others as lines."""
    x = dimension_of(wells, Mark.COMBO, NEEDS)
    values = values_of(wells)
    if len(values) < 2:
        raise NotDrawable(Mark.COMBO, NEEDS)
    apart = _apart(values)
    notes: tuple[str, ...] = ()
    if apart:
        names = listed([lowered(one.title) for one in apart])
        notes = (f"Two axes: {names} on the right, all else on the left.",)
    return Arrangement(
        mark=Mark.COMBO,
        x=x,
        y=values,
        limit=MAX_NAMES if x.place is Place.NAME else MAX_STEPS,
        stacking=Stacking.GROUPED,
        notes=notes,
    )


def draw_combo(view: View) -> Spec:
    """Bars, and lines with points in front of them."""
    made, options = view.made, view.options
    if made.x is None:
        raise LookupError("bars and lines need a dimension")
    series = series_of(made, options.show_legend)
    bar, right = made.y[0], _apart(made.y)
    left = tuple(one for one in made.y[1:] if one not in right)
    is_running = made.has_running_axis and has_extent(made.x)
    x, x_ends, steps = _along(view, made.x, is_running=is_running)
    middle = x | {"field": derived(made.x.column, MIDDLE)} if is_running else x
    selection = pick(made, (made.x,))
    shared: Spec = {"color": series.color, "opacity": dimmed(selection), "tooltip": tooltips(made.fields)}
    on_left = _height(view, "layer_0_y" if right else "y", series, (bar, *left), title_or(options.y_title, None))
    bars: Spec = {
        "transform": [only(bar)],
        "mark": {"type": "bar", "orient": "vertical", "x2Offset": -1} if is_running else _BAR,
        "encoding": {"x": x, **x_ends, "y": on_left, **shared},
    }
    if selection is not None:
        bars["params"] = [selection]
    layers = [bars, *_lines(left, middle, on_left, shared)]
    if options.show_labels and view.row_count <= MAX_LABELS:
        layers.append(_labels(view, bar, middle, on_left))
    spec: Spec = {"transform": [*series.transforms, *steps], "layer": layers, "padding": ROOM["y"]}
    if right:
        on_right = _height(view, "layer_1_y", series, right, None, zero=False)
        on_right["axis"] |= {"orient": "right", "grid": False}
        two = [{"layer": layers}, {"layer": _lines(right, middle, on_right, shared)}]
        spec |= {"layer": two, "resolve": {"scale": {"y": "independent"}}}
    return spec


_BAR = {"type": "bar", "cornerRadiusEnd": 2}


def _apart(values: tuple[Field, ...]) -> tuple[Field, ...]:
    """The lines that cannot be read along the axis of the bars."""
    return tuple(one for one in values[1:] if not are_alike(values[0], one))


def _along(view: View, x: Field, *, is_running: bool) -> tuple[Spec, Spec, list[Spec]]:
    title = title_or(view.options.x_title, x.title)
    if not is_running:
        bars_only = f"{datum(FOLDED_KEY)} === '{view.made.y[0].column}' ? {datum(FOLDED_VALUE)} : 0"
        ranked: list[Spec] = [{"calculate": bars_only, "as": ":ranked"}, category_total(view.made, x, ":ranked")]
        return discrete("x", x, title, category_sort(view.made, x)), {}, ranked
    end = derived(x.column, "end")
    middle = f"(time({datum(x.column)}) + time({datum(end)})) / 2"
    if not x.is_moment and not x.is_stepped_moment:
        middle = f"({datum(x.column)} + {datum(end)}) / 2"
    steps: list[Spec] = [
        present(x),
        end_transform(x, view.widths),
        {"calculate": middle, "as": derived(x.column, MIDDLE)},
    ]
    return running("x", x, title, has_grid=False), {"x2": {"field": end}}, steps


def _height(
    view: View, scale: str, series: Series, values: tuple[Field, ...], given: str | None, *, zero: bool = True
) -> Spec:
    is_named = len(values) > 1 and view.options.show_legend
    title = given or (None if is_named else listed([values[0].title, *(lowered(one.title) for one in values[1:])]))
    formats = {one.format for one in values}
    own = formats.pop() if len(formats) == 1 else None
    return amount(scale, series.value, title, view.options.number_format or own, zero=zero) | {"stack": None}


def _lines(values: tuple[Field, ...], x: Spec, y: Spec, shared: Spec) -> list[Spec]:
    if not values:
        return []
    chosen: list[Spec] = [only(*values), known(FOLDED_VALUE)]
    line: Spec = {"x": x, "y": y, "color": shared["color"]}
    return [
        {"transform": chosen, "mark": {"type": "line", "strokeWidth": 2.5, "strokeJoin": "round"}, "encoding": line},
        {"transform": chosen, "mark": {"type": "point", "filled": True, "size": 45}, "encoding": line | shared},
    ]


def _labels(view: View, bar: Field, x: Spec, y: Spec) -> Spec:
    mark: Spec = {"type": "text", "baseline": {"expr": f"{datum(FOLDED_VALUE)} < 0 ? 'top' : 'bottom'"}}
    mark |= {"dy": {"expr": f"{datum(FOLDED_VALUE)} < 0 ? 4 : -4"}, "aria": False, "tooltip": None}
    text = {"field": TEXT, "type": "nominal"}
    steps = [only(bar), known(FOLDED_VALUE), short_text(view, bar, FOLDED_VALUE)]
    return {"transform": steps, "mark": mark, "encoding": {"x": x, "y": y, "text": text}}


def _suggest(wells: Wells) -> Recommendation | None:
    values = tuple(one for one in wells.y if one.is_measure)
    is_plain = len(wells.dimensions) == 1 and len(values) >= 2 and len(values) == len(wells.measures)
    if not is_plain or not _apart(values):
        return None
    reason = "Bars and a line on axes of their own, because the measures are of different kinds."
    return Recommendation(mark=Mark.COMBO, score=0.6, reason=reason)


COMBO = Visual(
    Mark.COMBO,
    "Bars and lines",
    arrange_combo,
    draw_combo,
    keeps_largest=True,
    is_brushed=True,
    abilities=(Ability.ORDER, Ability.VALUE_AXIS, Ability.LABELS, Ability.LEGEND, Ability.LIMIT),
    suggest=_suggest,
)
