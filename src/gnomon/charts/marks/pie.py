"""Pies: a few parts of a whole."""

from types import MappingProxyType

from gnomon.charts.arrangement import Arrangement, facet_of, may_exceed, only_measures
from gnomon.charts.contracts import Ability, ChartSpec, Mark, NotDrawable
from gnomon.charts.encodings import INSIDE, Spec, dimmed, pick, tooltips
from gnomon.charts.fields import Field, Wells, grouped, row_count_field
from gnomon.charts.labels import OTHERS, key_column, label_column, order_column
from gnomon.charts.names import datum, derived
from gnomon.charts.recommend import MAX_SLICES
from gnomon.charts.series import ranked
from gnomon.charts.view import View
from gnomon.charts.visual import Visual
from gnomon.semantic.contracts import SemanticModel

MAX_PIE_ROWS = 1_000
WHOLE = ":whole"
SHARE = ":share"
LABEL_RADIUS = 0.36
"""Where labels stand, as a part of the smaller side of the picture."""
NOTHING = datum(":nothing")
"""No column of that name: what it stands for cannot be picked."""


def arrange_pie(wells: Wells, _spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    """Slices by color."""
    return arrange_slices(Mark.PIE, wells)


def arrange_slices(mark: Mark, wells: Wells) -> Arrangement:
    """A slice for each value of a field."""
    candidates = (wells.color, wells.x, *wells.dimensions)
    slices = next((one for one in candidates if one is not None and not one.is_measure), None)
    if slices is None:
        raise NotDrawable(mark, "a field whose values are the slices")
    value = next(iter(wells.measures), row_count_field("y"))
    notes: tuple[str, ...] = ()
    if not value.is_additive:
        notes = ("The slices do not make a whole, because these values do not add up; bars would be more honest.",)
    elif value.has_negative_values:
        notes = ("Negative values cannot be shown as slices.",)
    return Arrangement(
        mark=mark,
        y=(value,),
        color=grouped(slices),
        facet=facet_of(wells) if wells.facet is not slices else None,
        tooltip=only_measures(wells.tooltip, (value,)),
        limit=MAX_PIE_ROWS,
        top=MappingProxyType({"color": MAX_SLICES - 1}),
        notes=notes,
    )


def draw_pie(view: View) -> Spec:
    """Slices, largest first; small ones beyond the seventh are one slice together."""
    return draw_slices(view, {}, LABEL_RADIUS)


def draw_slices(view: View, ring: Spec, label_radius: float, middle: tuple[Spec, ...] = ()) -> Spec:
    """Slices in a circle or a ring, and what stands in its middle."""
    made, options = view.made, view.options
    if made.color is None:
        raise LookupError("a pie needs slices")
    value, part = made.y[0], made.color
    selection = pick(made, (part, made.facet))
    share: Spec = {"field": SHARE, "type": "quantitative", "title": "Share", "format": ".1%"}
    slices: Spec = {
        "mark": {"type": "arc", "padAngle": 0.006} | ring,
        "encoding": {
            "theta": {"field": value.column, "type": "quantitative", "stack": True, "title": value.title},
            "order": {"field": _rank(part), "type": "quantitative", "title": "Rank"},
            "color": _color(view, part),
            "opacity": dimmed(selection),
            "tooltip": [*tooltips(made.fields), share],
        },
    }
    if selection is not None:
        slices["params"] = [selection]
    transforms = _transforms(view, value, part)
    labels = [_labels(view, slices, label_radius)] if options.show_labels else []
    if not labels and not middle:
        return {"transform": transforms, **slices}
    return {"transform": transforms, "layer": [slices, *labels, *middle]}


def part_of_side(view: View, part: float) -> Spec:
    """A length as a part of the smaller side of the picture, or of each small picture."""
    sides = "width, height" if view.made.facet is None else "child_width, child_height"
    return {"expr": f"min({sides}) * {part:g}"}


def _transforms(view: View, value: Field, part: Field) -> list[Spec]:
    made = view.made
    most = made.top["color"]
    is_crowded = view.row_count > most + 1 if made.facet is None else may_exceed(part, most + 1)
    amount = datum(value.column)
    steps: list[Spec] = [{"filter": f"{amount} > 0"}, *ranked(part, value.column)]
    if is_crowded:
        steps += _folded(view, value, part, most)
    groupby = [] if made.facet is None else [key_column(made.facet)]
    return [
        *steps,
        {"joinaggregate": [{"op": "sum", "field": value.column, "as": WHOLE}], "groupby": groupby},
        {"calculate": f"{amount} / {datum(WHOLE)}", "as": SHARE},
    ]


def _folded(view: View, value: Field, part: Field, most: int) -> list[Spec]:
    """All that is smaller becomes one slice, which no click can pick."""
    made = view.made
    is_large = f"{datum(_rank(part))} <= {most}"
    others = [one for one in made.measures if one is not value and not one.is_additive]
    facet = () if made.facet is None else (made.facet.column, label_column(made.facet), order_column(made.facet))
    columns = [part.column, label_column(part), *facet, _rank(part)]
    return [
        {"calculate": f"{is_large} ? {datum(label_column(part))} : {OTHERS}", "as": label_column(part)},
        {"calculate": f"{is_large} ? {datum(part.column)} : {NOTHING}", "as": part.column},
        *({"calculate": f"{is_large} ? {datum(one.column)} : null", "as": one.column} for one in others),
        {"calculate": f"min({datum(_rank(part))}, {most + 1})", "as": _rank(part)},
        {
            "aggregate": [
                {"op": "min" if one in others else "sum", "field": one.column, "as": one.column}
                for one in made.measures
            ],
            "groupby": list(dict.fromkeys(columns)),
        },
    ]


def _rank(part: Field) -> str:
    return derived(part.column, "rank")


def _color(view: View, part: Field) -> Spec:
    return {
        "field": label_column(part),
        "type": "nominal",
        "title": part.title,
        "sort": {"field": _rank(part), "op": "min", "order": "ascending"},
        "legend": {"symbolLimit": view.made.top["color"] + 1} if view.options.show_legend else None,
    }


def _labels(view: View, slices: Spec, radius: float) -> Spec:
    kept = {channel: slices["encoding"][channel] for channel in ("theta", "order")}
    text = {"field": SHARE, "type": "quantitative", "format": ".0%"}
    wide_enough = {"condition": {"test": f"{datum(SHARE)} >= 0.04", "value": 1}, "value": 0}
    mark = {"type": "text", "radius": part_of_side(view, radius), "fontWeight": 600}
    mark |= {"aria": False, "style": INSIDE, "tooltip": None}
    return {"mark": mark, "encoding": kept | {"text": text, "opacity": wide_enough}}


PIE = Visual(
    Mark.PIE, "Pie chart", arrange_pie, draw_pie, keeps_largest=True, abilities=(Ability.LABELS, Ability.LEGEND)
)
