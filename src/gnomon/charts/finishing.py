"""What people choose of a finished picture: its axes, lines to compare with, the legend.

Kinds of picture draw as if nothing had been chosen; here it is laid over what they drew, the same for all of them.
"""

from gnomon.charts.axis_choices import choose_axes, is_amount
from gnomon.charts.contracts import Ability, LegendPlace, Reference, ReferenceKind, Stacking
from gnomon.charts.encodings import Spec
from gnomon.charts.labels import key_column, label_column, short_number
from gnomon.charts.names import clean_title, datum
from gnomon.charts.spec_layers import encodings, positions
from gnomon.charts.view import View

LEGENDS = ("color", "size", "strokeDash", "shape")
LINE, LINE_END, LINE_TEXT, LINE_NAME = ":reference", ":reference end", ":reference text", ":reference name"
REFERENCE = "reference"
"""The style of lines to compare with; the theme knows its colors."""
REFERENCE_LABEL = "reference-label"
REFERENCE_HALO = "reference-halo"
REFERENCE_BAND = "reference-band"
BANDS = frozenset({ReferenceKind.BAND, ReferenceKind.PERCENTILE_BAND, ReferenceKind.DEVIATION_BAND})
SILENT: Spec = {"aria": False, "tooltip": None}


def finish(view: View, inner: Spec, abilities: tuple[Ability, ...]) -> Spec:
    """The inner part of a spec, with what was chosen of it."""
    if view.options.legend_place is not LegendPlace.AUTO:
        _place_legends(inner, view.options.legend_place.value)
    choose_axes(view, inner, abilities)
    lines = view.options.references if Ability.REFERENCES in abilities else ()
    axis = next((one for one in positions(inner, view.made.value_channel) if is_amount(one)), None)
    return _with_references(view, inner, axis, lines) if lines and axis is not None else inner


def _with_references(view: View, inner: Spec, axis: Spec, references: tuple[Reference, ...]) -> Spec:
    outer = {name: inner.pop(name) for name in ("transform", "padding") if name in inner}
    drawn = inner.pop("layer", None)
    shared = inner.pop("encoding", None) if drawn is not None else None
    # A line across the whole picture must not inherit where the marks stand along it.
    marks = inner if drawn is None else {"encoding": shared or {}, "layer": drawn}
    behind: list[Spec] = []
    layers: list[Spec] = []
    is_share = view.made.stacking is Stacking.PERCENT and view.made.series is not None
    for place, one in enumerate(references):
        is_chosen = one.kind in {ReferenceKind.CONSTANT, ReferenceKind.BAND}
        if is_share and not is_chosen:
            continue
        name = f"{LINE_NAME} {place}"
        if one.label and not is_chosen:
            outer["transform"] = [*outer.get("transform", []), *_named(clean_title(one.label), name)]
        source = _chosen(one, name) if is_chosen else {"transform": _worked_out(view, axis["field"], one, name)}
        is_band = one.kind in BANDS
        (behind if is_band else layers).extend(_reference(view, axis, one, source))
        if one.kind is not ReferenceKind.BAND or one.label:
            layers += _label(view, axis, one, source, name, is_at_start=place % 2 == 1)
    return outer | {"layer": [*behind, marks, *layers]}


def _named(label: str, column: str) -> list[Spec]:
    """Bring in what a person wrote as data, never as an expression."""
    names = {"data": {"values": [{"key": 1, "name": label}]}, "key": "key", "fields": ["name"]}
    return [{"calculate": "1", "as": ":one"}, {"lookup": ":one", "from": names, "as": [column]}]


def _chosen(one: Reference, name: str) -> Spec:
    values = {LINE: one.value, LINE_END: one.to, name: clean_title(one.label) if one.label else ""}
    return {"data": {"values": [values]}, "transform": []}


def _worked_out(view: View, column: str, one: Reference, name: str) -> list[Spec]:
    """Work a line out of what is drawn: of whole bars where they are stacked."""
    made = view.made
    groups = [] if made.facet is None else [label_column(made.facet)]
    groups += [name] if one.label else []
    steps: list[Spec] = [{"filter": f"isValid({datum(column)})"}]
    if made.stacking is Stacking.STACKED and made.series is not None and made.x is not None:
        whole = [{"op": "sum", "field": column, "as": column}]
        steps.append({"aggregate": whole, "groupby": [key_column(made.x), *groups]})
    if one.kind is ReferenceKind.PERCENTILE:
        share = (one.value or 0) / 100
        return [*steps, {"quantile": column, "probs": [share], "as": [":share", LINE], "groupby": groups}]
    if one.kind is ReferenceKind.PERCENTILE_BAND:
        probs = [(one.value or 0) / 100, (one.to or 0) / 100]
        ends = [{"op": "min", "field": LINE, "as": LINE}, {"op": "max", "field": LINE, "as": LINE_END}]
        both = {"quantile": column, "probs": probs, "as": [":share", LINE], "groupby": groups}
        return [*steps, both, {"aggregate": ends, "groupby": groups}]
    if one.kind is ReferenceKind.DEVIATION_BAND:
        known = [{"op": "mean", "field": column, "as": ":middle"}, {"op": "stdev", "field": column, "as": ":deviation"}]
        reach = f"{one.value or 0:.15g} * {datum(':deviation')}"
        return [
            *steps,
            {"aggregate": known, "groupby": groups},
            {"calculate": f"{datum(':middle')} - {reach}", "as": LINE},
            {"calculate": f"{datum(':middle')} + {reach}", "as": LINE_END},
        ]
    operation = "mean" if one.kind is ReferenceKind.AVERAGE else "median"
    return [*steps, {"aggregate": [{"op": operation, "field": column, "as": LINE}], "groupby": groups}]


def _reference(view: View, axis: Spec, one: Reference, source: Spec) -> list[Spec]:
    across = view.made.value_channel
    places = _across(axis)
    if one.kind in BANDS:
        extent = {across: places, f"{across}2": {"field": LINE_END}}
        return [source | {"mark": {"type": "rect", "style": REFERENCE_BAND} | SILENT, "encoding": extent}]
    return [source | {"mark": {"type": "rule", "style": REFERENCE} | SILENT, "encoding": {across: places}}]


def _label(view: View, axis: Spec, one: Reference, source: Spec, name: str, *, is_at_start: bool) -> list[Spec]:
    """What a line is called, at the far end of it or, for every other one, at the near end."""
    across = view.made.value_channel
    text = datum(name)
    if one.kind in BANDS:
        text = text if one.label else f"'{_word_of(one)}'"
    else:
        written = short_number(datum(LINE), view.options.number_format)
        text = f"{text} + ' ' + ({written})" if one.label else f"'{_word_of(one)}' + ({written})"
    if across == "y":
        edge: Spec = {"x": {"value": 0 if is_at_start else "width"}}
        beside: Spec = {"align": "left" if is_at_start else "right", "dx": 4 if is_at_start else -4, "dy": -4}
        beside["baseline"] = "bottom"
    else:
        edge = {"y": {"value": "height" if is_at_start else 0}}
        beside = {"align": "left", "dx": 4, "baseline": "bottom" if is_at_start else "top"}
    steps = [*source["transform"], {"calculate": text, "as": LINE_TEXT}]
    encoding = {across: _across(axis)} | edge | {"text": {"field": LINE_TEXT, "type": "nominal"}}
    # The one behind keeps it readable over marks of any color.
    return [
        source | {"transform": steps, "mark": {"type": "text", "style": style} | SILENT | beside, "encoding": encoding}
        for style in (REFERENCE_HALO, REFERENCE_LABEL)
    ]


def _across(axis: Spec) -> Spec:
    """A position along the axis of amounts, with the same axis, so that both are one."""
    return {"field": LINE, "type": "quantitative", "axis": axis["axis"], "scale": axis["scale"]}


def _word_of(one: Reference) -> str:
    """What a line is called that nobody has named."""
    match one.kind:
        case ReferenceKind.AVERAGE:
            return "Average "
        case ReferenceKind.MEDIAN:
            return "Median "
        case ReferenceKind.PERCENTILE:
            return f"{one.value or 0:g}% lie below "
        case ReferenceKind.PERCENTILE_BAND:
            return f"From {one.value or 0:g}% to {one.to or 0:g}%"
        case ReferenceKind.DEVIATION_BAND:
            return f"Average ± {one.value or 0:g} σ"
        case _:
            return ""


def _place_legends(inner: Spec, place: str) -> None:
    for encoding in encodings(inner):
        for channel in LEGENDS:
            legend = encoding[channel].get("legend") if channel in encoding else None
            if isinstance(legend, dict):
                encoding[channel]["legend"] = legend | {"orient": place}
