"""Flows: bands from the values of one field to those of another, as wide as the amounts."""

from gnomon.charts.arrangement import MAX_MARKS, Arrangement, only_measures
from gnomon.charts.contracts import Ability, ChartSpec, Mark, NotDrawable, Recommendation
from gnomon.charts.encodings import Spec
from gnomon.charts.fields import Field, Wells, grouped, row_count_field
from gnomon.charts.labels import OTHERS, exact_transforms, label_column, short_number
from gnomon.charts.names import datum, derived
from gnomon.charts.nested import HUE, HUES, hue_of, hue_scale_of, hue_steps
from gnomon.charts.series import ranked
from gnomon.charts.vega_parts import dimming, picked_columns, tip, tip_signals, vega_steps
from gnomon.charts.view import View
from gnomon.charts.visual import Visual
from gnomon.semantic.contracts import SemanticModel

MOST = 20
"""Values on each side; those beyond flow as one."""
GAP, BLOCK, LINE = 6, 10, 11
FLOWS = "flows"
SIDES = ("from", "to")
NOTHING = datum(":nothing")
"""No column of that name: what it stands for cannot be picked."""


def arrange_sankey(wells: Wells, _spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    """From the first field that groups to the second."""
    candidates = (wells.x, wells.color, *wells.dimensions)
    found = {one.ref: one for one in candidates if one is not None and not one.is_measure}
    if len(found) < 2:
        raise NotDrawable(Mark.SANKEY, "two fields that group, one on x and one on color")
    source, target = (grouped(one) for one in list(found.values())[:2])
    value = next(iter(wells.measures), row_count_field("y"))
    notes: tuple[str, ...] = ()
    if not value.is_additive:
        notes = ("The bands do not make a whole, because these values do not add up.",)
    elif value.has_negative_values:
        notes = ("Negative values have no width and are left out.",)
    additive = tuple(one for one in only_measures((*wells.measures, *wells.tooltip), (value,)) if one.is_additive)
    return Arrangement(
        mark=Mark.SANKEY, x=source, y=(value,), color=target, tooltip=additive, limit=MAX_MARKS, notes=notes
    )


def draw_sankey(view: View) -> Spec:
    """Two columns of blocks, and between them the bands that leave the one and reach the other."""
    made = view.made
    if made.x is None or made.color is None:
        raise LookupError("a flow needs two groupings")
    sides = (made.x, made.color)
    return {
        "transform": _row_steps(sides, made.y[0]),
        "pick": picked_columns(sides),
        "signals": [*tip_signals(made.fields, "Share"), *_room()],
        "data": [_flows(view, sides), *(_blocks(view, sides, place) for place in (0, 1))],
        "scales": [hue_scale_of(made.x)],
        "marks": [_bands(view), *(mark for place in (0, 1) for mark in _columns(view, sides, place))],
    }


def _row_steps(sides: tuple[Field, Field], value: Field) -> list[Spec]:
    present = {"filter": f"{datum(value.column)} > 0"}
    return [present, *ranked(sides[1], value.column), *hue_steps(sides[0], value.column)]


def _room() -> list[Spec]:
    """Beside the blocks there is room for their names."""
    amounts = f"pluck(data('{FLOWS}'), ':amount')"
    most = " , ".join(f"length(data('{side}'))" for side in SIDES)
    return [
        {"name": "side", "update": "min(150, width * 0.24)"},
        {"name": "gaps", "update": f"max({most}, 1) - 1"},
        {"name": "gap", "update": f"min({GAP}, height * 0.3 / max(1, gaps))"},
        {"name": "whole", "update": f"length({amounts}) ? max(0, data('{FLOWS}')[0]['whole']) : 0"},
        {"name": "pixels", "update": "whole > 0 ? (height - gaps * gap) / whole : 0"},
    ]


def _flows(view: View, sides: tuple[Field, Field]) -> Spec:
    """One row for each pair: what is beyond the largest on either side is one value, which no click can pick."""
    made = view.made
    value = made.y[0].column
    steps: list[Spec] = []
    columns: list[str] = [HUE]
    for one in sides:
        rank = datum(derived(one.column, "rank"))
        is_large = f"{rank} <= {MOST}"
        label = label_column(one)
        steps += [
            {"calculate": f"{is_large} ? {datum(label)} : {OTHERS}", "as": label},
            {"calculate": f"{is_large} ? {datum(one.column)} : {NOTHING}", "as": one.column},
            {"calculate": f"min({rank}, {MOST + 1})", "as": derived(one.column, "rank")},
        ]
        columns += [one.column, label, derived(one.column, "rank")]
    summed = [{"op": "sum", "field": one.column, "as": one.column} for one in made.measures]
    steps += [
        {"aggregate": summed, "groupby": columns},
        {"calculate": datum(value), "as": ":amount"},
        {"joinaggregate": [{"op": "sum", "field": ":amount", "as": "whole"}]},
        *exact_transforms(made.measures, view.options.number_format),
        {"calculate": f"format({datum(':amount')} / datum.whole, '.1%')", "as": ":share"},
    ]
    return {"name": FLOWS, "source": "result", "transform": [*vega_steps(steps), *_stacked(sides)]}


def _stacked(sides: tuple[Field, Field]) -> list[Spec]:
    """Where each flow leaves and arrives, in amounts from above."""
    ranks = [derived(one.column, "rank") for one in sides]
    return [
        {
            "type": "stack",
            "field": ":amount",
            "sort": {"field": order, "order": ["ascending", "ascending"]},
            "as": [f"{side}0", f"{side}1"],
        }
        for side, order in zip(SIDES, (ranks, ranks[::-1]), strict=True)
    ]


def _blocks(view: View, sides: tuple[Field, Field], place: int) -> Spec:
    """The blocks of one side, each with all that leaves it or reaches it."""
    one, side = sides[place], SIDES[place]
    measures = view.made.measures
    groups = [one.column, label_column(one), derived(one.column, "rank"), "whole", *([HUE] if place == 0 else [])]
    number = view.options.number_format or measures[0].format
    steps: list[Spec] = [
        {
            "aggregate": [
                *({"op": "sum", "field": each.column, "as": each.column} for each in measures),
                {"op": "min", "field": f"{side}0", "as": "start"},
                {"op": "max", "field": f"{side}1", "as": "end"},
                {"op": "sum", "field": ":amount", "as": ":amount"},
            ],
            "groupby": groups,
        },
        *exact_transforms(measures, view.options.number_format),
        {"calculate": short_number(datum(":amount"), number), "as": ":short"},
        {"calculate": f"format({datum(':amount')} / datum.whole, '.1%')", "as": ":share"},
    ]
    return {"name": side, "source": FLOWS, "transform": vega_steps(steps)}


def _height(side: str, end: str, rank: str) -> str:
    """The pixel of an amount on a side: the amounts above it, and the gaps between its blocks."""
    above = f"(gaps - length(data('{side}')) + 1) / 2"
    return f"({datum(end)} * pixels + ({rank} - 1 + {above}) * gap)"


def _bands(view: View) -> Spec:
    made = view.made
    ranks = [datum(derived(one.column, "rank")) for one in (made.x, made.color) if one is not None]
    (a0, a1), (b0, b1) = (
        (_height(side, f"{side}0", rank), _height(side, f"{side}1", rank))
        for side, rank in zip(SIDES, ranks, strict=True)
    )
    left, middle, right = f"(side + {BLOCK})", "(width / 2)", f"(width - side - {BLOCK})"
    parts = ("M", left, a0, "C", middle, a0, middle, b0, right, b0, "L", right, b1, "C", middle, b1, middle, a1, left)
    words = [f"'{one}'" if len(one) == 1 else f"{one} + ' '" for one in (*parts, a1)]
    look: Spec = {
        "path": {"signal": " + ".join([*words, "'Z'"])},
        "fill": _hue(view),
        "opacity": dimming(0.5),
        "tooltip": {"signal": tip(made.fields, datum(":share"))},
    }
    return {"name": "bands", "type": "path", "from": {"data": FLOWS}, "encode": {"update": look}}


def _hue(view: View) -> Spec:
    chosen = view.options.colors
    return {"signal": hue_of(view)} if chosen is not None and chosen.members else {"scale": HUES, "field": HUE}


def _columns(view: View, sides: tuple[Field, Field], place: int) -> list[Spec]:
    one, side = sides[place], SIDES[place]
    rank = datum(derived(one.column, "rank"))
    start, end = _height(side, "start", rank), _height(side, "end", rank)
    x = {"signal": "side"} if place == 0 else {"signal": f"width - side - {BLOCK}"}
    fill: Spec = {"fill": _hue(view)} if place == 0 else {}
    block: Spec = {
        "x": x,
        "width": {"value": BLOCK},
        "y": {"signal": start},
        "y2": {"signal": f"max({end}, {start} + 1)"},
        "opacity": dimming(),
        "tooltip": {"signal": tip(view.made.fields, datum(":share"), known=[one, *view.made.measures])},
    }
    text = datum(label_column(one))
    if view.options.show_labels:
        text = f"{text} + '  ' + {datum(':short')}"
    words: Spec = {
        "x": {"signal": "side - 6" if place == 0 else "width - side + 6"},
        "y": {"signal": f"({start} + {end}) / 2"},
        "align": {"value": "right" if place == 0 else "left"},
        "baseline": {"value": "middle"},
        "limit": {"signal": "max(1, side - 8)"},
        "text": {"signal": f"{end} - {start} + gap >= {LINE} ? {text} : ''"},
        "opacity": dimming(),
    }
    blocks = {"type": "rect", "style": ["stem"], "from": {"data": side}, "encode": {"update": block | fill}}
    names = {"type": "text", "style": ["text"], "from": {"data": side}, "interactive": False}
    return [blocks, names | {"encode": {"update": words}}]


def suggest_sankey(wells: Wells) -> Recommendation | None:
    """For amounts between two groupings."""
    measures = wells.measures
    groups = {one.ref.member for one in wells.dimensions}
    is_whole = len(measures) == 1 and measures[0].is_additive and not measures[0].has_negative_values
    are_names = not any(one.is_moment or one.is_number for one in wells.dimensions)
    if not (is_whole and are_names and len(groups) == 2):
        return None
    reason = "A flow, because amounts go from the values of one field to those of another."
    return Recommendation(mark=Mark.SANKEY, score=0.4, reason=reason)


SANKEY = Visual(
    Mark.SANKEY,
    "Flow between two groupings",
    arrange_sankey,
    draw_vega=draw_sankey,
    keeps_largest=True,
    abilities=(Ability.LABELS,),
    suggest=suggest_sankey,
)
"""Known to many as a Sankey diagram."""
