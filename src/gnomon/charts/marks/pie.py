"""Pies: a few parts of a whole."""

from gnomon.charts.encodings import OTHERS, Spec, dimmed, label_column, null_label, pick, tooltips
from gnomon.charts.fields import Field
from gnomon.charts.names import datum, derived
from gnomon.charts.view import View

WHOLE = ":whole"
SHARE = ":share"
RANK = ":rank"
HOLE = {"expr": "min(width, height) * 0.22"}
LABEL_RADIUS = {"expr": "min(width, height) * 0.36"}


def draw_pie(view: View) -> Spec:
    """Slices, largest first; beyond the seventh they share one color, and each can still be picked."""
    made, options = view.made, view.options
    if made.color is None:
        raise LookupError("a pie needs slices")
    value, part = made.y[0], made.color
    is_crowded = view.row_count > made.top["color"] + 1 and made.facet is None
    selection = pick(made, (part, made.facet))
    name = derived(part.column, "series") if is_crowded else label_column(part)
    tooltip = tooltips(made.fields, options.number_format)
    tooltip.append({"field": SHARE, "type": "quantitative", "title": "Share", "format": ".1%"})
    slices: Spec = {
        "mark": {
            "type": "arc",
            "innerRadius": HOLE,
            "padAngle": 0 if is_crowded else 0.006,
        },
        "encoding": {
            "theta": {"field": value.column, "type": "quantitative", "stack": True},
            "order": {"field": RANK, "type": "quantitative"},
            "color": _color(view, part, name),
            "opacity": dimmed(selection),
            "tooltip": tooltip,
        },
    }
    if selection is not None:
        slices["params"] = [selection]
    transforms = _transforms(view, value, part, is_crowded)
    if not options.show_labels or is_crowded:
        return {"transform": transforms, **slices}
    return {"transform": transforms, "layer": [slices, _labels(slices)]}


def _transforms(view: View, value: Field, part: Field, is_crowded: bool) -> list[Spec]:
    made = view.made
    groupby = [made.facet.column] if made.facet is not None else []
    amount, label = datum(value.column), datum(label_column(part))
    steps: list[Spec] = [
        {"filter": f"{amount} > 0"},
        {"joinaggregate": [{"op": "sum", "field": value.column, "as": WHOLE}], "groupby": groupby},
        {"calculate": f"{amount} / {datum(WHOLE)}", "as": SHARE},
        {
            "window": [{"op": "row_number", "as": RANK}],
            "sort": [{"field": value.column, "order": "descending"}],
            "groupby": groupby,
        },
    ]
    if is_crowded:
        named = f"isValid({label}) ? {label} : '(no value)'"
        text = f"{datum(RANK)} <= {made.top['color']} ? ({named}) : '{OTHERS}'"
        steps.append({"calculate": text, "as": derived(part.column, "series")})
    return steps


def _color(view: View, part: Field, name: str) -> Spec:
    legend: Spec | None = {"title": part.title, "labelLimit": 160} | null_label(part)
    if not view.options.show_legend:
        legend = None
    return {
        "field": name,
        "type": "nominal",
        "sort": {"field": RANK, "op": "min", "order": "ascending"},
        "legend": legend,
    }


def _labels(slices: Spec) -> Spec:
    kept = {channel: slices["encoding"][channel] for channel in ("theta", "order")}
    text = {"field": SHARE, "type": "quantitative", "format": ".0%"}
    wide_enough = {"condition": {"test": f"{datum(SHARE)} >= 0.04", "value": 1}, "value": 0}
    return {
        "mark": {"type": "text", "radius": LABEL_RADIUS, "fontWeight": 600, "aria": False},
        "encoding": kept | {"text": text, "opacity": wide_enough, "color": {"value": "white"}},
    }
