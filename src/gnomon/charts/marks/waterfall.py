"""Waterfalls: how each step raises or lowers a running sum."""

from gnomon.charts.arrangement import Arrangement, only_measures
from gnomon.charts.comparing import (
    BY_PLACE,
    IN_PLACE,
    PLACE,
    TEXT,
    dimension_of,
    exact_row,
    exactly,
    known,
    saying,
    standing,
    values_of,
)
from gnomon.charts.contracts import Ability, ChartSpec, Mark, Recommendation
from gnomon.charts.encodings import Spec, amount, dimmed, discrete, pick, title_or, tooltips
from gnomon.charts.fields import Field, Wells
from gnomon.charts.hands import SIGNS
from gnomon.charts.labels import label_column, short_number
from gnomon.charts.marks.bar_labels import LETTER, ROOM
from gnomon.charts.names import datum
from gnomon.charts.view import View
from gnomon.charts.visual import Visual
from gnomon.semantic.contracts import SemanticModel

MAX_WATERFALL_STEPS = 40
BEFORE, AFTER, LAST, DIRECTION = ":before", ":after", ":last", ":direction"
RISES, FALLS, SUM = "Rises", "Falls", "Total"
SIGN, HIGH = ":sign", ":high"
FITS = f"length({datum(TEXT)}) * {LETTER} <= bandwidth('x') * 1.25"
LAST_PLACE = 10_000
GAP_OF_BAND = 0.2
NO_SUM = "The steps do not lead to a total, because these values do not add up; bars would be more honest."
UNSEEN_TOTAL = "'\\ufeffTotal'"
UNSEEN_PART = "'\\ufeffTotal of these'"


def arrange_waterfall(wells: Wells, _spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    """A step for each value of a field that has an order, or by size."""
    x = dimension_of(wells, Mark.WATERFALL, "a field whose values are the steps, such as a month")
    values = values_of(wells)
    return Arrangement(
        mark=Mark.WATERFALL,
        x=x,
        y=values[:1],
        tooltip=only_measures(wells.tooltip, values[:1]),
        limit=MAX_WATERFALL_STEPS,
        notes=() if values[0].is_additive else (NO_SUM,),
    )


def draw_waterfall(view: View) -> Spec:
    """A bar from the sum before each step to the sum after it, with its sign, and the whole at the end."""
    made, options = view.made, view.options
    if made.x is None:
        raise LookupError("a waterfall needs steps")
    value = made.y[0]
    total_step, total_row = exact_row(view, value, AFTER, "Running total")
    saying_step, said = saying(
        datum(label_column(made.x)),
        "': '",
        exactly(view, value, value.column),
        "', from '",
        exactly(view, value, BEFORE),
        "' to '",
        exactly(view, value, AFTER),
    )
    selection = pick(made, (made.x,))
    height = amount("y", AFTER, title_or(options.y_title, value.title), options.number_format or value.format)
    x = discrete("x", made.x, title_or(options.x_title, made.x.title), IN_PLACE)
    shared: Spec = {
        "x": x | {"scale": {"paddingInner": GAP_OF_BAND, "paddingOuter": GAP_OF_BAND / 2}},
        "y": height,
        "color": _color(view, value),
    }
    bars: Spec = {
        "mark": {"type": "bar"},
        "encoding": {
            **shared,
            "y2": {"field": BEFORE},
            "opacity": dimmed(selection),
            "tooltip": [*tooltips(made.fields), total_row],
            "description": said,
        },
    }
    if selection is not None:
        bars["params"] = [selection]
    layers = [_connections(made.x, value, height), bars]
    if value.is_additive:
        layers.append(_whole(view, made.x, shared, total_row | {"title": "Total"}))
    return {
        "transform": [known(value.column), *_steps(view, made.x, value), total_step, saying_step],
        "layer": [*layers, *_texts(view, value, shared)],
        "padding": ROOM["y"],
    }


def _steps(view: View, x: Field, value: Field) -> list[Spec]:
    after, step = datum(AFTER), datum(value.column)
    return [
        *standing(view.made, x, value.column),
        {
            "window": [{"op": "sum", "field": value.column, "as": AFTER}],
            "sort": BY_PLACE,
            "frame": [None, 0],
        },
        {"joinaggregate": [{"op": "max", "field": PLACE, "as": LAST}]},
        {"calculate": f"{after} - {step}", "as": BEFORE},
        {"calculate": f"{step} < 0 ? '{FALLS}' : '{RISES}'", "as": DIRECTION},
    ]


def _color(view: View, value: Field) -> Spec:
    words = [RISES, FALLS, *([SUM] if value.is_additive else [])]
    legend = {"title": None} if view.options.show_legend else None
    return {
        "field": DIRECTION,
        "type": "nominal",
        "scale": {"domain": words, "range": SIGNS},
        "sort": words,
        "legend": legend,
    }


def _connections(x: Field, value: Field, height: Spec) -> Spec:
    """From where a step ends to where the next one begins."""
    own: Spec = {"field": label_column(x)}
    across: Spec = {
        "x": own | {"type": "ordinal", "sort": IN_PLACE, "bandPosition": 1},
        "x2": own | {"bandPosition": 1 + GAP_OF_BAND / (1 - GAP_OF_BAND)},
    }
    has_next = "true" if value.is_additive else f"{datum(PLACE)} < {datum(LAST)}"
    return {
        "transform": [{"filter": has_next}],
        "mark": {"type": "rule", "aria": False, "tooltip": None},
        "encoding": across | {"y": height},
    }


def _sum_steps(view: View, x: Field, value: Field) -> list[Spec]:
    word = UNSEEN_PART if view.row_count >= view.made.limit else UNSEEN_TOTAL
    step, _ = exact_row(view, value, AFTER, "")
    return [
        {"aggregate": [{"op": "sum", "field": value.column, "as": AFTER}]},
        {"calculate": word, "as": label_column(x)},
        {"calculate": f"'{SUM}'", "as": DIRECTION},
        {"calculate": f"{LAST_PLACE}", "as": PLACE},
        {"calculate": "0", "as": BEFORE},
        step,
    ]


def _whole(view: View, x: Field, shared: Spec, row: Spec) -> Spec:
    value = view.made.y[0]
    step, said = saying(datum(label_column(x)), "': '", exactly(view, value, AFTER))
    return {
        "transform": [*_sum_steps(view, x, value), step],
        "mark": {"type": "bar"},
        "encoding": shared | {"y2": {"field": BEFORE}, "tooltip": [row], "description": said},
    }


def _texts(view: View, value: Field, shared: Spec) -> list[Spec]:
    """Each step with its sign, and the sign alone where there is no more room: nobody has to tell it by color."""
    if view.made.x is None:
        return []
    number_format = view.options.number_format or value.format
    step, after = datum(value.column), datum(AFTER)
    signed = f"({step} > 0 ? '+' : '') + ({short_number(step, number_format)})"
    high = f"max({datum(AFTER)}, {datum(BEFORE)})"
    sign = f"{step} > 0 ? '+' : {step} < 0 ? '−' : ''"
    steps: list[Spec] = [
        {"calculate": signed, "as": TEXT},
        {"calculate": sign, "as": SIGN},
        {"calculate": high, "as": HIGH},
    ]
    layers = [_text(steps, shared, TEXT, FITS), _text(steps, shared, SIGN, f"!({FITS})")]
    if value.is_additive:
        whole = _sum_steps(view, view.made.x, value)
        whole += [
            {"calculate": short_number(after, number_format), "as": TEXT},
            {"calculate": f"max({after}, 0)", "as": HIGH},
        ]
        layers.append(_text(whole, shared, TEXT, FITS))
    return layers


def _text(steps: list[Spec], shared: Spec, column: str, test: str) -> Spec:
    mark = {"type": "text", "baseline": "bottom", "dy": -3, "aria": False, "tooltip": None}
    seen = {"condition": {"test": test, "value": 1}, "value": 0}
    text = {"field": column, "type": "nominal"}
    encoding: Spec = {"x": shared["x"], "y": shared["y"] | {"field": HIGH}, "text": text, "opacity": seen}
    return {"transform": steps, "mark": mark, "encoding": encoding}


def _suggest(wells: Wells) -> Recommendation | None:
    value = next(iter(wells.measures), None)
    is_plain = len(wells.dimensions) == 1 and len(wells.measures) == 1
    if not is_plain or value is None or not (value.is_additive and value.has_negative_values):
        return None
    reason = "A waterfall shows how rises and falls come to a total."
    return Recommendation(mark=Mark.WATERFALL, score=0.45, reason=reason)


WATERFALL = Visual(
    Mark.WATERFALL,
    "Waterfall chart",
    arrange_waterfall,
    draw_waterfall,
    keeps_largest=True,
    abilities=(Ability.ORDER, Ability.VALUE_AXIS, Ability.LEGEND, Ability.LIMIT),
    suggest=_suggest,
)
