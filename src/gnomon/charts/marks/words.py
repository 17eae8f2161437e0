"""Words as large as their amounts, in lines that can be read."""

from gnomon.charts.arrangement import Arrangement, only_measures
from gnomon.charts.contracts import Ability, ChartSort, ChartSpec, Mark, NotDrawable
from gnomon.charts.encodings import Spec
from gnomon.charts.fields import Place, Wells, grouped, row_count_field
from gnomon.charts.labels import label_column, order_column, short_number
from gnomon.charts.names import datum
from gnomon.charts.vega_parts import dimming, picked_columns, tip, tip_signals, vega_steps
from gnomon.charts.view import View
from gnomon.charts.visual import Visual
from gnomon.semantic.contracts import SemanticModel

MOST = 60
SMALLEST = 0.3
"""The smallest word beside the largest."""
LETTER, BESIDE, LEADING = 0.6, 0.7, 1.3
"""What a letter, the room between words, and a line take of the height of a word."""
FILLED, WIDEST = 0.78, 0.4
"""How much of the picture may be filled, as lines never end just where it does; and how much of a line by one word."""
TEXT, SIZE, UNITS, WIDTH, END = ":text", ":em", ":units", ":wide", ":end"


def arrange_words(wells: Wells, _spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    """One word for each value of the first field that groups."""
    found = next((one for one in (wells.x, wells.color, *wells.dimensions) if one and not one.is_measure), None)
    if found is None:
        raise NotDrawable(Mark.WORDS, "a field whose values are the words")
    value = next(iter(wells.measures), row_count_field("y"))
    notes = ("Negative values have no size and are left out.",) if value.has_negative_values else ()
    return Arrangement(
        mark=Mark.WORDS,
        x=grouped(found),
        y=(value,),
        tooltip=only_measures((*wells.measures, *wells.tooltip), (value,)),
        limit=MOST,
        notes=notes,
    )


def draw_words(view: View) -> Spec:
    """Lines of words, the largest first; the areas of the letters compare, not their lengths."""
    made = view.made
    if made.x is None:
        raise LookupError("words need a field that groups")
    totals = {
        "type": "aggregate",
        "ops": ["sum", "max"],
        "fields": [":area", UNITS],
        "as": ["area", "widest"],
    }
    found = "data('totals')[0]"
    # A line may end before its last word would: that much of the width is not counted on.
    first = f"min(sqrt(width * height / {found}.area), width * {WIDEST} / {found}.widest)"
    line = f"(width - {found}.widest * {first})"
    pixels = f"min(64, sqrt({FILLED} * {line} * height / {found}.area), width * {WIDEST} / {found}.widest)"
    return {
        "transform": [{"filter": f"{datum(made.y[0].column)} > 0"}],
        "pick": picked_columns([made.x]),
        "signals": [
            *tip_signals(made.fields),
            {"name": "em", "update": f"{found} && {found}.area > 0 ? {pixels} : 1"},
            {"name": "line", "update": f"{found} && {found}.area > 0 ? width - {found}.widest * em : 1"},
        ],
        "data": [
            {"name": "sized", "source": "result", "transform": vega_steps(_sizes(view))},
            {"name": "totals", "source": "sized", "transform": [totals]},
            {"name": "words", "source": "sized", "transform": vega_steps(_lines(view))},
        ],
        "marks": [_words(view)],
    }


def _sizes(view: View) -> list[Spec]:
    made = view.made
    value = datum(made.y[0].column)
    label = datum(label_column(made.x)) if made.x is not None else "''"
    number = view.options.number_format or made.y[0].format
    text = f"{label} + '  ' + ({short_number(value, number)})" if view.options.show_labels else label
    return [
        {"joinaggregate": [{"op": "max", "field": made.y[0].column, "as": ":most"}]},
        {"calculate": f"truncate({text}, 40)", "as": TEXT},
        {"calculate": f"max({SMALLEST}, sqrt({value} / {datum(':most')}))", "as": SIZE},
        {"calculate": f"{datum(SIZE)} * (length({datum(TEXT)}) * {LETTER} + {BESIDE})", "as": UNITS},
        {"calculate": f"{datum(UNITS)} * {datum(SIZE)} * {LEADING}", "as": ":area"},
    ]


def _lines(view: View) -> list[Spec]:
    """Which line each word stands on, and where."""
    order = _order(view)
    running = {"sort": order, "frame": [None, 0]}
    high = f"{datum(':tall')} * em * {LEADING}"
    return [
        {"calculate": f"{datum(UNITS)} * em", "as": WIDTH},
        {"window": [{"op": "sum", "field": WIDTH, "as": END}], **running},
        {"calculate": f"floor(({datum(END)} - {datum(WIDTH)}) / max(1, line))", "as": ":line"},
        {
            "joinaggregate": [
                {"op": "sum", "field": WIDTH, "as": ":full"},
                {"op": "max", "field": END, "as": ":last"},
                {"op": "max", "field": SIZE, "as": ":tall"},
            ],
            "groupby": [":line"],
        },
        # A line counts once, with its last word.
        {"calculate": f"{datum(END)} === {datum(':last')} ? {high} : 0", "as": ":high"},
        {"window": [{"op": "sum", "field": ":high", "as": ":down"}], **running},
        {
            "joinaggregate": [{"op": "max", "field": ":down", "as": ":bottom"}],
            "groupby": [":line"],
        },
        {"joinaggregate": [{"op": "sum", "field": ":high", "as": ":all"}]},
        {
            "calculate": f"(width + {datum(':full')}) / 2 - {datum(':last')} + {datum(END)} - {datum(WIDTH)} / 2",
            "as": "x",
        },
        {"calculate": f"(height - {datum(':all')}) / 2 + {datum(':bottom')} - {high} / 2", "as": "y"},
    ]


def _order(view: View) -> list[Spec]:
    made = view.made
    label = order_column(made.x) if made.x is not None else TEXT
    is_in_order = made.x is not None and made.x.place is not Place.NAME and made.sort is ChartSort.AUTO
    match made.sort:
        case ChartSort.LABEL_DESCENDING:
            return [{"field": label, "order": "descending"}]
        case ChartSort.VALUE_ASCENDING:
            first = {"field": made.y[0].column, "order": "ascending"}
        case ChartSort.AUTO | ChartSort.VALUE_DESCENDING if not is_in_order:
            first = {"field": made.y[0].column, "order": "descending"}
        case _:
            return [{"field": label, "order": "ascending"}]
    return [first, {"field": label, "order": "ascending"}]


def _words(view: View) -> Spec:
    look: Spec = {
        "x": {"field": "x"},
        "y": {"field": "y"},
        "align": {"value": "center"},
        "baseline": {"value": "middle"},
        "text": {"field": TEXT},
        "fontSize": {"signal": f"max(1, {datum(SIZE)} * em)"},
        "fontWeight": {"value": 500},
        "opacity": dimming(),
        "tooltip": {"signal": tip(view.made.fields)},
    }
    return {"name": "tags", "type": "text", "style": ["text"], "from": {"data": "words"}, "encode": {"update": look}}


WORDS = Visual(
    Mark.WORDS,
    "Words by size",
    arrange_words,
    draw_vega=draw_words,
    keeps_largest=True,
    abilities=(Ability.LABELS, Ability.LIMIT),
)
