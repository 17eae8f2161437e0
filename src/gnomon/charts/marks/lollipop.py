"""Lollipops: a dot at the end of a thin stem, for many categories."""

from dataclasses import replace
from types import MappingProxyType

from gnomon.charts.arrange_along import arrange_bar
from gnomon.charts.arrangement import Arrangement, facet_of, tops_of
from gnomon.charts.comparing import TEXT, known, short_text
from gnomon.charts.contracts import Ability, ChartSpec, Mark, NotDrawable, Recommendation, Stacking
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
from gnomon.charts.fields import Place, Wells
from gnomon.charts.labels import key_column
from gnomon.charts.marks.bar_labels import ROOM
from gnomon.charts.names import datum, derived
from gnomon.charts.series import Series, series_of, top_transforms
from gnomon.charts.view import View
from gnomon.charts.visual import Visual
from gnomon.charts.words import lowered
from gnomon.semantic.contracts import SemanticModel

MAX_DOTS = 40
MAX_LABELS = 60
MANY_BARS = 20
LOW, HIGH = "low", "high"


def arrange_lollipop(wells: Wells, spec: ChartSpec, model: SemanticModel) -> Arrangement:
    """A stem for each value of a dimension, with a dot for each series."""
    if not wells.dimensions:
        raise NotDrawable(Mark.LOLLIPOP, "a field whose values are compared")
    made = arrange_bar(wells, spec, model)
    notes: tuple[str, ...] = ()
    if made.series is not None and len(made.y) > 1:
        notes = (f"Only {lowered(made.y[0].title)} is drawn: color holds another field.",)
        made = replace(made, y=made.y[:1])
    tops = tops_of(made.color, facet_of(wells))
    few = spec.options.limit or MAX_DOTS
    is_name = made.x is not None and made.x.place is Place.NAME
    return replace(
        made,
        mark=Mark.LOLLIPOP,
        stacking=Stacking.GROUPED,
        top=MappingProxyType(tops | ({"x": few} if "x" in made.top else {})),
        limit=MAX_DOTS if is_name and "x" not in made.top else made.limit,
        notes=notes,
    )


def draw_lollipop(view: View) -> Spec:
    """Stems from zero to the farthest dots, and the dots in front of them."""
    made, options = view.made, view.options
    if made.x is None:
        raise LookupError("dots need a dimension")
    series = series_of(made, options.show_legend)
    along, across = made.category_channel, made.value_channel
    lying = made.is_horizontal
    title = title_or(options.y_title if lying else options.x_title, made.x.title)
    place = discrete(along, made.x, title, category_sort(made, made.x))
    given = options.x_title if lying else options.y_title
    length = amount(across, series.value, title_or(given, series.value_title), options.number_format)
    selection = pick(made, (made.x, made.color, made.facet))
    encoding: Spec = {
        along: place,
        across: length | {"stack": None},
        "opacity": dimmed(selection),
        "tooltip": tooltips(made.fields),
    }
    if series.color is not None:
        encoding["color"] = series.color
    dots: Spec = {"mark": {"type": "point", "filled": True, "size": 90}, "encoding": encoding}
    if selection is not None:
        dots["params"] = [selection]
    layers = [_stems(view, place, length), dots]
    is_single = made.series is None and not series.is_folded
    spec: Spec = {"transform": [*top_transforms(made), *series.transforms, *_ends(view, series)], "layer": layers}
    if options.show_labels and is_single and view.row_count <= MAX_LABELS:
        layers.append(_labels(view, encoding))
        spec["padding"] = ROOM["y"]
    return spec


def _ends(view: View, series: Series) -> list[Spec]:
    made = view.made
    x = made.x
    if x is None:
        return []
    total = category_total(made, x, series.value)
    ends = [
        {"op": "min", "field": series.value, "as": derived(x.column, LOW)},
        {"op": "max", "field": series.value, "as": derived(x.column, HIGH)},
    ]
    groups = [key_column(x), *([] if made.facet is None else [made.facet.column])]
    return [known(series.value), total, {"joinaggregate": ends, "groupby": groups}]


def _stems(view: View, place: Spec, length: Spec) -> Spec:
    made = view.made
    column = "" if made.x is None else made.x.column
    low, high = derived(column, LOW), derived(column, HIGH)
    steps: list[Spec] = [
        {"calculate": f"min(0, {datum(low)})", "as": low},
        {"calculate": f"max(0, {datum(high)})", "as": high},
    ]
    across = made.value_channel
    ends: Spec = {across: length | {"field": low}, f"{across}2": {"field": high}}
    rule = {"type": "rule", "strokeWidth": 1.5, "aria": False, "tooltip": None}
    return {"transform": steps, "mark": rule, "encoding": {made.category_channel: place, **ends}}


def _labels(view: View, encoding: Spec) -> Spec:
    made, value = view.made, view.made.y[0]
    is_left = f"{datum(value.column)} < 0"
    mark: Spec = {"type": "text", "aria": False, "tooltip": None}
    if made.is_horizontal:
        mark |= {"align": {"expr": f"{is_left} ? 'right' : 'left'"}, "baseline": "middle"}
        mark["dx"] = {"expr": f"{is_left} ? -9 : 9"}
    else:
        mark |= {"baseline": {"expr": f"{is_left} ? 'top' : 'bottom'"}, "dy": {"expr": f"{is_left} ? 9 : -9"}}
    kept = {channel: encoding[channel] for channel in (made.category_channel, made.value_channel)}
    text: Spec = {"text": {"field": TEXT, "type": "nominal"}}
    return {"transform": [short_text(view, value)], "mark": mark, "encoding": kept | text}


def _suggest(wells: Wells) -> Recommendation | None:
    one = next(iter(wells.dimensions), None)
    is_plain = len(wells.dimensions) == 1 and len(wells.measures) == 1 and one is not None
    if not is_plain or one is None or one.place is not Place.NAME or (one.distinct_count or 0) <= MANY_BARS:
        return None
    reason = "Dots on thin stems, because there are many categories to compare."
    return Recommendation(mark=Mark.LOLLIPOP, score=0.6, reason=reason)


LOLLIPOP = Visual(
    Mark.LOLLIPOP,
    "Lollipop chart",
    arrange_lollipop,
    draw_lollipop,
    keeps_largest=True,
    abilities=(
        Ability.ORDER,
        Ability.VALUE_AXIS,
        Ability.REFERENCES,
        Ability.LABELS,
        Ability.LEGEND,
        Ability.DIRECTION,
        Ability.LIMIT,
    ),
    suggest=_suggest,
)
