"""The values at the ends of bars: beside the bar where there is room, inside its end where there is not."""

from gnomon.charts.encodings import INSIDE, Spec
from gnomon.charts.fields import Field
from gnomon.charts.labels import key_column, label_column, order_column, short_number
from gnomon.charts.names import datum, derived
from gnomon.charts.series import Series
from gnomon.charts.view import View

TEXT = ":text"
WIDE = ":wide"
WIDEST = ":widest"
LETTER = 6.2
"""Pixels from digit to digit."""
LINE = 11
LOWEST = 9
"""Pixels of a bar that its value can stand beside."""
GAP = 4
ROOM_BESIDE = 36
ROOM = {
    "x": {"left": 5, "top": 5, "right": ROOM_BESIDE, "bottom": 5},
    "y": {"left": 5, "top": 18, "right": 5, "bottom": 5},
}
"""Padding around the bars, by the channel that they lie along."""


def label_layers(view: View, x: Field, series: Series, encoding: Spec) -> list[Spec]:
    """A layer of values beside the bars, and one of those that only have room inside."""
    across = view.made.value_channel
    is_stacked = encoding[across]["stack"] is not None and series.offset is not None
    value = derived(":total", "sum") if is_stacked else series.value
    kept: Spec = {channel: encoding[channel] for channel in ("x", "y", "xOffset", "yOffset") if channel in encoding}
    kept["text"] = {"field": TEXT, "type": "nominal"}
    transforms: list[Spec] = []
    if is_stacked:
        transforms.append(_totals(x, view.made.facet, series, value))
        kept[across] = {"field": value, "type": "quantitative", "stack": None}
    amount = datum(value)
    transforms += [
        {"filter": f"isValid({amount})"},
        {"calculate": short_number(amount, view.options.number_format), "as": TEXT},
        {"calculate": f"length({datum(TEXT)})", "as": WIDE},
        # Without groups Vega-Lite fails over small multiples of layers: it adds theirs to what is not there.
        {"joinaggregate": [{"op": "max", "field": WIDE, "as": WIDEST}], "groupby": []},
    ]
    beside, inside = _rooms(view, amount, encoding)
    layers = [_layer(across, amount, is_inside=False) | {"encoding": kept | _shown(beside)}]
    if across == "x":
        within = f"!({beside}) && {inside}"
        layers.append(_layer(across, amount, is_inside=True) | {"encoding": kept | _shown(within)})
    return [{"transform": transforms, **layer} for layer in layers]


def _rooms(view: View, amount: str, encoding: Spec) -> tuple[str, str]:
    """Whether a value has room beside its bar, and inside of it."""
    made = view.made
    across = made.value_channel
    along, offset = made.category_channel, f"{made.category_channel}Offset"
    step = f"bandwidth('{offset if offset in encoding else along}')"
    scale = made.scale_of(across)
    end, ends = f"scale('{scale}', {amount})", f"range('{scale}')"
    if across == "y":
        fits = f"{datum(WIDEST)} * {LETTER} <= {step} * 1.1"
        return f"{fits} && ({amount} >= 0 || {end} + {LINE + GAP} <= {ends}[0])", "false"
    width = f"{datum(WIDE)} * {LETTER} + {GAP}"
    is_tall = f"{step} >= {LOWEST}"
    beside = f"({amount} < 0 ? {end} - {width} >= 0 : {end} + {width} <= {ends}[1] + {ROOM_BESIDE})"
    inside = f"abs({end} - scale('{scale}', 0)) >= {width} + {GAP}"
    return f"{is_tall} && {beside}", f"{is_tall} && {inside}"


def _layer(across: str, amount: str, *, is_inside: bool) -> Spec:
    mark: Spec = {"type": "text", "aria": False, "tooltip": None}
    is_left = f"({amount} < 0) === {'false' if is_inside else 'true'}"
    if across == "x":
        mark |= {"align": {"expr": f"{is_left} ? 'right' : 'left'"}, "baseline": "middle"}
        mark["dx"] = {"expr": f"{is_left} ? -{GAP} : {GAP}"}
    else:
        mark |= {"baseline": {"expr": f"{amount} < 0 ? 'top' : 'bottom'"}, "dy": {"expr": f"{amount} < 0 ? 4 : -4"}}
    if is_inside:
        mark["style"] = INSIDE
    return {"mark": mark}


def _shown(test: str) -> Spec:
    return {"opacity": {"condition": {"test": test, "value": 1}, "value": 0}}


def _totals(x: Field, facet: Field | None, series: Series, total: str) -> Spec:
    """A stack tells what it comes to."""
    size = derived(x.column, "size")
    sums = [{"op": "sum", "field": series.value, "as": total}, {"op": "min", "field": size, "as": size}]
    columns = [label_column(x), key_column(x), order_column(x)]
    if facet is not None:
        columns += [key_column(facet), order_column(facet)]
    return {"aggregate": sums, "groupby": list(dict.fromkeys(columns))}
