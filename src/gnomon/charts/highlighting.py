"""Highlighting: a picture at its full extent, in which what was selected elsewhere stands out.

Amounts that add up are drawn strong over the faded whole. Of all others, marks whose group occurs in the selection
stay strong and the rest steps back, because no part of them can be drawn as a part of a whole.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import orjson

from gnomon.charts.contracts import Drawing, Highlight, Mark, Stacking
from gnomon.charts.drawing import Draft
from gnomon.charts.encodings import DIMMED, PICK, Spec
from gnomon.charts.fields import Field
from gnomon.charts.labels import EXACT_NUMBER, key_column, written
from gnomon.charts.marks.donut import HOLE
from gnomon.charts.names import datum, derived
from gnomon.query.contracts import QueryMeaning

MAX_HIGHLIGHTED_ROWS = 2_000
MAX_PARTS = 20_000
"""Rows of the selected part; it is not cut where the picture itself is."""
OVERLAID = {Mark.BAR: "bar", Mark.HISTOGRAM: "bar", Mark.AREA: "area", Mark.PIE: "arc", Mark.DONUT: "arc"}
"""Kinds of which a part can be drawn over the whole, and the mark that is."""
SELECTED = "Of the selection"
LEGIBLE = 1e-9
"""Sums of binary fractions may differ by dust."""

Rows: TypeAlias = Sequence[Sequence[Any]]


def can_highlight(made: Draft) -> bool:
    """Whether there are groups in the picture, and marks of them that can step back."""
    # What is left of a group beside a highlighted part of it may be small.
    is_open = made.query.hides_small is None
    return is_open and bool(made.query.dimensions) and not made.query.totals and _has_pick(made.drawing())


def of_part(part: Draft) -> Draft:
    """The same picture of the selected part alone, asked for every group, also for those not among its own largest."""
    return replace(part, query=part.query.model_copy(update={"limit": MAX_PARTS, "sort": ()}))


def highlighted(
    made: Draft, drawing: Drawing, whole: tuple[QueryMeaning, Rows], part: tuple[QueryMeaning, Rows]
) -> Drawing:
    """The picture with what was selected of it; one that cannot tell says so and stays as it is."""
    meaning, rows = whole
    its_meaning, its_rows = part
    if meaning.row_count > MAX_HIGHLIGHTED_ROWS or its_meaning.is_truncated:
        note = "There are too many groups here to highlight what was selected."
        return drawing.model_copy(update={"notes": (*drawing.notes, note)})
    width = len(made.query.dimensions)
    found = {_key(row, width): row for row in its_rows}
    lit = tuple(_key(row, width) in found for row in rows)
    told = f"{drawing.description} {sum(lit):,} of {len(lit):,} highlighted."
    value = _overlaid_value(made)
    parts = None if value is None else _parts(rows, found, width, _place_of(meaning, value))
    if value is None or parts is None:
        highlight = Highlight(lit=lit)
        return drawing.model_copy(update={"highlight": highlight, "description": told})
    column = derived(value.column, "selected")
    spec = _with_parts(drawing.vega_lite or {}, made, value, column)
    return drawing.model_copy(
        update={
            "highlight": Highlight(lit=lit, column=column, parts=parts),
            "vega_lite": spec | {"description": told},
            "description": told,
        }
    )


def _key(row: Sequence[Any], width: int) -> bytes:
    return orjson.dumps(row[:width])


def _has_pick(drawing: Drawing) -> bool:
    if drawing.vega is not None:
        return bool(drawing.vega["usermeta"]["pick"])
    return drawing.vega_lite is not None and any(
        param.get("name") == PICK for part in _parts_of(drawing.vega_lite) for param in part.get("params", ())
    )


def _parts_of(spec: Spec) -> Iterator[Spec]:
    yield spec
    for layer in spec.get("layer", ()):
        yield from _parts_of(layer)
    if "spec" in spec:
        yield from _parts_of(spec["spec"])


def _overlaid_value(made: Draft) -> Field | None:
    """The measure whose parts can be drawn over the whole."""
    if made.made.mark not in OVERLAID or len(made.made.y) != 1:
        return None
    (value,) = made.made.y
    is_share = made.made.stacking is Stacking.PERCENT and made.made.series is not None
    return value if value.is_additive and value.is_measure and not is_share else None


def _place_of(meaning: QueryMeaning, value: Field) -> int:
    return [one.name for one in meaning.columns].index(value.column)


def _parts(rows: Rows, found: dict[bytes, Sequence[Any]], width: int, place: int) -> tuple[float, ...] | None:
    """How much of each row was selected; none where one of them is no part of its whole, as below zero."""
    parts: list[float] = []
    for row in rows:
        its = found.get(_key(row, width))
        part = 0.0 if its is None or its[place] is None else float(its[place])
        whole = 0.0 if row[place] is None else float(row[place])
        if part < 0 or part > whole * (1 + LEGIBLE):
            return None
        parts.append(part)
    return tuple(parts)


def _with_parts(spec: Spec, made: Draft, value: Field, column: str) -> Spec:
    number_format = made.spec.options.number_format or value.format or EXACT_NUMBER
    exact = derived(column, "exact")
    steps = [_summed(one, value.column, column) for one in spec.get("transform", ())]
    steps.append({"calculate": written(datum(column), number_format), "as": exact})
    hole = _hole_of(spec) ** 2
    mark = OVERLAID[made.made.mark]
    if mark == "arc":
        share = f"{datum(value.column)} > 0 ? {datum(column)} / {datum(value.column)} : 0"
        steps.append({"calculate": f"{hole:g} + ({share}) * {1 - hole:g}", "as": derived(column, "reach")})
        steps.append(_angles(made, value, column))
    sides = "width, height" if made.made.facet is None else "child_width, child_height"
    overlay = _Overlay(mark, value.column, column, exact, hole, sides)
    drawn = _layered(spec | {"transform": steps}, overlay, {})
    return _strong_legend(drawn)


def _angles(made: Draft, value: Field, column: str) -> Spec:
    """Where each slice begins and ends: those that are drawn over the whole stand where its slices stand."""
    color, facet = made.made.color, made.made.facet
    if color is None:
        raise LookupError("a pie needs slices")
    return {
        "stack": value.column,
        "groupby": [] if facet is None else [key_column(facet)],
        "sort": [{"field": derived(color.column, "rank"), "order": "ascending"}],
        "as": [derived(column, "from"), derived(column, "to")],
    }


def _summed(step: Spec, whole: str, part: str) -> Spec:
    """A step that adds groups up adds up their parts as well."""
    measured = step.get("aggregate")
    if not isinstance(measured, list) or not any(one.get("as") == whole for one in measured):
        return step
    return step | {"aggregate": [*measured, {"op": "sum", "field": part, "as": part}]}


@dataclass(frozen=True, slots=True)
class _Overlay:
    """What is drawn over which marks."""

    mark: str
    whole: str
    part: str
    exact: str
    hole: float
    """Of a ring: the part of the circle's area that its hole takes."""
    sides: str
    """Of a circle: how wide and high the place is that it fills."""


def _layered(spec: Spec, overlay: _Overlay, inherited: Spec) -> Spec:
    """The spec with every mark that draws the whole as two layers: the whole, faded, and the part over it."""
    encoding = inherited | spec.get("encoding", {})
    if "spec" in spec:
        return spec | {"spec": _layered(spec["spec"], overlay, encoding)}
    if "layer" in spec:
        return spec | {"layer": [_layered(one, overlay, encoding) for one in spec["layer"]]}
    if overlay.mark == "area" and _mark_of(spec) == "point":
        return _quiet_points(spec)
    channel = "theta" if overlay.mark == "arc" else _length_of(encoding, overlay.whole)
    if _mark_of(spec) != overlay.mark or channel is None or encoding[channel].get("field") != overlay.whole:
        return spec
    unit = {name: spec[name] for name in ("mark", "encoding", "params") if name in spec}
    rest = {name: part for name, part in spec.items() if name not in unit}
    own = unit.get("encoding", {})
    told = {"tooltip": _told(encoding["tooltip"], overlay)} if "tooltip" in encoding else {}
    whole = unit | {"mark": _faded(unit["mark"]), "encoding": own | {"opacity": {"value": DIMMED}} | told}
    over = {"mark": unit["mark"], "encoding": own | _part_channel(encoding[channel], channel, overlay) | told}
    return rest | {"layer": [whole, over]}


def _quiet_points(spec: Spec) -> Spec:
    """The points along the edge of the whole, as faded as it is until one is pointed at."""
    opacity = spec["encoding"]["opacity"]
    resting = opacity | {"value": opacity["value"] * DIMMED}
    return spec | {"encoding": spec["encoding"] | {"opacity": resting}}


def _strong_legend(spec: Spec) -> Spec:
    """The same, with the colors of its legend as they are where nothing is faded."""
    changed = dict(spec)
    encoding = spec.get("encoding", {})
    legend = encoding.get("color", {}).get("legend")
    if legend is not None:
        color = encoding["color"] | {"legend": legend | {"symbolOpacity": 1}}
        changed["encoding"] = encoding | {"color": color}
    if "layer" in spec:
        changed["layer"] = [_strong_legend(one) for one in spec["layer"]]
    if "spec" in spec:
        changed["spec"] = _strong_legend(spec["spec"])
    return changed


def _length_of(encoding: Spec, whole: str) -> str | None:
    return next((name for name in ("y", "x") if encoding.get(name, {}).get("field") == whole), None)


def _mark_of(spec: Spec) -> str | None:
    mark = spec.get("mark")
    return mark.get("type") if isinstance(mark, dict) else mark


def _faded(mark: Any) -> Any:
    # The line along an area is its own mark, which no channel of opacity reaches.
    return mark | {"line": mark["line"] | {"opacity": DIMMED}} if isinstance(mark, dict) and "line" in mark else mark


def _part_channel(channel: Spec, name: str, overlay: _Overlay) -> Spec:
    if overlay.mark != "arc":
        return {name: channel | {"field": overlay.part}}
    # A slice keeps its angle; how much of its area is strong is how much of it was selected.
    reaches = [0, {"expr": f"min({overlay.sides}) / 2"}]
    scale = {"type": "sqrt", "zero": True, "domain": [0, 1], "range": reaches}
    reach = {"field": derived(overlay.part, "reach"), "type": "quantitative", "stack": None, "scale": scale}
    begin = {"field": derived(overlay.part, "from"), "type": "quantitative", "stack": None}
    end = {"field": derived(overlay.part, "to")}
    return {"theta": begin, "theta2": end, "radius": reach, "radius2": {"datum": overlay.hole}}


def _told(tooltip: Any, overlay: _Overlay) -> Any:
    line = {"field": overlay.exact, "type": "nominal", "title": SELECTED}
    return [*tooltip, line] if isinstance(tooltip, list) else tooltip


def _hole_of(spec: Spec) -> float:
    """How wide the hole of a ring is, as a part of its radius."""
    has_hole = any(isinstance(one.get("mark"), dict) and "innerRadius" in one["mark"] for one in _parts_of(spec))
    return HOLE * 2 if has_hole else 0.0
