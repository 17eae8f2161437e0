"""Bars: lengths from zero."""

from typing import Any

from gnomon.charts.arrange_along import arrange_bar
from gnomon.charts.contracts import Ability, Mark, Stacking
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
from gnomon.charts.fields import Field
from gnomon.charts.marks.bar_labels import ROOM, label_layers
from gnomon.charts.names import derived
from gnomon.charts.series import Series, series_of, share_title, top_transforms
from gnomon.charts.view import View
from gnomon.charts.visual import Visual

STACKS: dict[Stacking, Any] = {Stacking.STACKED: "zero", Stacking.PERCENT: "normalize", Stacking.GROUPED: None}
MAX_LABELS = 60


def draw_bar(view: View) -> Spec:
    """A bar for each value of x, in series by color."""
    made, options = view.made, view.options
    if made.x is None:
        raise LookupError("bars need a dimension")
    series = series_of(made, options.show_legend)
    is_side_by_side = made.stacking is Stacking.GROUPED and series.offset is not None
    is_running = made.has_running_axis and has_extent(made.x) and not is_side_by_side and not made.is_horizontal
    selection = pick(made, (made.x, made.color, made.facet))
    category, steps = _category(view, made.x, series, is_running=is_running)
    along, across = made.category_channel, made.value_channel
    encoding: Spec = category | {across: _length(view, series, is_side_by_side), "opacity": dimmed(selection)}
    if series.color is not None:
        encoding["color"] = series.color
    if is_side_by_side:
        encoding[f"{along}Offset"] = {"field": series.offset, "sort": series.color["sort"] if series.color else None}
    encoding["tooltip"] = tooltips(made.fields)
    bars: Spec = {"mark": _mark(is_running), "encoding": encoding}
    if selection is not None:
        bars["params"] = [selection]
    transforms = [*top_transforms(made), *series.transforms, *steps]
    is_share = made.stacking is Stacking.PERCENT and series.offset is not None
    can_label = options.show_labels and view.row_count <= MAX_LABELS and not is_running and not is_share
    if not can_label:
        return {"transform": transforms, **bars}
    layers = [bars, *label_layers(view, made.x, series, encoding)]
    return {"transform": transforms, "layer": layers, "padding": ROOM[across]}


def _category(view: View, x: Field, series: Series, *, is_running: bool) -> tuple[Spec, list[Spec]]:
    made = view.made
    along = made.category_channel
    given = view.options.y_title if made.is_horizontal else view.options.x_title
    title = title_or(given, x.title)
    if not is_running:
        return {along: discrete(along, x, title, category_sort(made, x))}, [category_total(made, x, series.value)]
    ends = [present(x), end_transform(x, view.widths)]
    return {"x": running("x", x, title, has_grid=False), "x2": {"field": derived(x.column, "end")}}, ends


def _length(view: View, series: Series, is_side_by_side: bool) -> Spec:
    made, options = view.made, view.options
    given = options.x_title if made.is_horizontal else options.y_title
    is_share = made.stacking is Stacking.PERCENT and series.offset is not None
    title = title_or(given, share_title(series) if is_share else series.value_title)
    length = amount(made.scale_of(made.value_channel), series.value, title, "%" if is_share else options.number_format)
    length["stack"] = None if is_side_by_side else STACKS[made.stacking]
    return length


def _mark(is_running: bool) -> Spec:
    return (
        {"type": "bar", "orient": "vertical", "x2Offset": -1} if is_running else {"type": "bar", "cornerRadiusEnd": 2}
    )


BAR = Visual(
    Mark.BAR,
    "Bar chart",
    arrange_bar,
    draw_bar,
    keeps_largest=True,
    is_brushed=True,
    abilities=(
        Ability.ORDER,
        Ability.VALUE_AXIS,
        Ability.REFERENCES,
        Ability.FORECAST,
        Ability.ANNOTATIONS,
        Ability.LABELS,
        Ability.LEGEND,
        Ability.STACKING,
        Ability.DIRECTION,
        Ability.LIMIT,
    ),
)
