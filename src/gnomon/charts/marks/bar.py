"""Bars: lengths from zero."""

from typing import Any

from gnomon.charts.contracts import Stacking
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
    running,
    short_number,
    title_or,
    tooltips,
)
from gnomon.charts.fields import Field
from gnomon.charts.names import derived
from gnomon.charts.series import Series, series_of, top_transforms
from gnomon.charts.view import View

STACKS: dict[Stacking, Any] = {Stacking.STACKED: "zero", Stacking.PERCENT: "normalize", Stacking.GROUPED: None}
LABEL = ":text"
MAX_LABELS = 60
ROOM_FOR_LABELS = {
    "x": {"left": 5, "top": 5, "right": 36, "bottom": 5},
    "y": {"left": 5, "top": 18, "right": 5, "bottom": 5},
}


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
    along, across = ("y", "x") if made.is_horizontal else ("x", "y")
    encoding: Spec = category | {across: _length(view, series, is_side_by_side), "opacity": dimmed(selection)}
    if series.color is not None:
        encoding["color"] = series.color
    if is_side_by_side:
        encoding[f"{along}Offset"] = {"field": series.offset, "sort": series.color["sort"] if series.color else None}
    encoding["tooltip"] = tooltips(made.fields, options.number_format)
    bars: Spec = {"mark": _mark(is_running), "encoding": encoding}
    if selection is not None:
        bars["params"] = [selection]
    transforms = [*top_transforms(made), *series.transforms, *steps]
    is_share = made.stacking is Stacking.PERCENT and series.offset is not None
    can_label = options.show_labels and view.row_count <= MAX_LABELS and not is_running and not is_share
    if not can_label:
        return {"transform": transforms, **bars}
    room = {"padding": ROOM_FOR_LABELS[across]}
    return {"transform": transforms, "layer": [bars, _labels(view, series, encoding, across)], **room}


def _category(view: View, x: Field, series: Series, *, is_running: bool) -> tuple[Spec, list[Spec]]:
    made = view.made
    along = "y" if made.is_horizontal else "x"
    given = view.options.y_title if made.is_horizontal else view.options.x_title
    title = title_or(given, x.title)
    if not is_running:
        return {along: discrete(along, x, title, category_sort(made, x))}, [category_total(x, series.value)]
    return {"x": running(x, title), "x2": {"field": derived(x.column, "end")}}, end_transform(x, view.widths)


def _length(view: View, series: Series, is_side_by_side: bool) -> Spec:
    made, options = view.made, view.options
    given = options.x_title if made.is_horizontal else options.y_title
    is_share = made.stacking is Stacking.PERCENT and series.offset is not None
    title = title_or(given, f"Share of {series.value_title.lower()}" if is_share else series.value_title)
    length = amount(series.value, title, "%" if is_share else options.number_format)
    length["stack"] = None if is_side_by_side else STACKS[made.stacking]
    return length


def _mark(is_running: bool) -> Spec:
    return (
        {"type": "bar", "orient": "vertical", "x2Offset": -1} if is_running else {"type": "bar", "cornerRadiusEnd": 2}
    )


def _labels(view: View, series: Series, encoding: Spec, across: str) -> Spec:
    """The value at the end of each bar; a stack tells its total."""
    is_stacked = encoding[across]["stack"] is not None and series.offset is not None
    value = derived(":total", "sum") if is_stacked else series.value
    kept: Spec = {channel: encoding[channel] for channel in ("x", "y", "xOffset", "yOffset") if channel in encoding}
    transforms: list[Spec] = []
    if is_stacked:
        along = "x" if across == "y" else "y"
        sorting = [derived(one.column, "size") for one in (view.made.x,) if one is not None]
        keys = [kept[along]["field"], *([one.column for one in (view.made.x, view.made.facet) if one is not None])]
        sums = [{"op": "sum", "field": series.value, "as": value}]
        sums += [{"op": "min", "field": name, "as": name} for name in sorting]
        transforms.append({"aggregate": sums, "groupby": list(dict.fromkeys(keys))})
        kept[across] = {"field": value, "type": "quantitative", "stack": None}
    made_format = view.options.number_format
    text = {"field": value, "type": "quantitative", "format": made_format}
    if not made_format:
        transforms.append({"calculate": short_number(value), "as": LABEL})
        text = {"field": LABEL, "type": "nominal"}
    place = {"align": "left", "dx": 4, "baseline": "middle"} if across == "x" else {"dy": -4, "baseline": "bottom"}
    return {
        "transform": transforms,
        "mark": {"type": "text", "aria": False} | place,
        "encoding": kept | {"text": text},
    }
