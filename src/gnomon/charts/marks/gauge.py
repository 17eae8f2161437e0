"""Gauges: how far along an arc one number has come."""

from math import pi

from gnomon.charts.arrangement import Arrangement
from gnomon.charts.comparing import TEXT, exactly, saying, short_text, values_of
from gnomon.charts.contracts import Ability, ChartSpec, Mark
from gnomon.charts.encodings import Spec, tooltips
from gnomon.charts.fields import Field, Wells
from gnomon.charts.hands import FOLLOWS
from gnomon.charts.names import datum
from gnomon.charts.view import View
from gnomon.charts.visual import Visual
from gnomon.charts.words import lowered
from gnomon.semantic.contracts import SemanticModel

HALF_TURN = pi * 2 / 3
"""Radians from the top of the arc to each of its ends."""
RADIUS, HEIGHT = "min(width * 0.46, height * 0.62)", 1.5
CENTER = f"(height - {HEIGHT} * {RADIUS}) / 2 + {RADIUS}"
INNER, TRACK_OPACITY = 0.74, 0.18
KIND, VALUE, TARGET = ":kind", "Value", "Target"
START, STOP = ":start", ":stop"
MOST, END, TARGET_START, TARGET_END = ":most", ":end", ":target start", ":target end"
MOST_TEXT, TARGET_TEXT, ZERO_TEXT = ":most text", ":target text", ":zero text"
THICKNESS = 0.022
NO_TARGET = "The arc ends at the next round number; a second measure would be the target."
NEGATIVE = "The arc begins at zero; a negative value shows as none of it."


def arrange_gauge(wells: Wells, _spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    """One number, and another one that it is to reach."""
    values = values_of(wells)[:2]
    notes: tuple[str, ...] = (NO_TARGET,) if len(values) == 1 else ()
    if len(values) == 2:
        notes = (f"The line across the arc is {lowered(values[1].title)}.",)
    if values[0].has_negative_values:
        notes = (*notes, NEGATIVE)
    return Arrangement(mark=Mark.GAUGE, y=values, limit=1, notes=notes)


def draw_gauge(view: View) -> Spec:
    """An arc over a paler one, a line across it at the target, and the number in the middle."""
    value, target = view.made.y[0], view.made.y[1] if len(view.made.y) > 1 else None
    tip = {"tooltip": tooltips(view.made.fields)}
    saying_step, said = saying(exactly(view, value, value.column), "' of '", exactly(view, value, MOST))
    own: Spec = {"style": FOLLOWS}
    layers: list[Spec] = [
        _arc(VALUE, START, STOP, own | {"opacity": TRACK_OPACITY, "aria": False}, tip),
        _arc(VALUE, START, END, own | {"cornerRadius": 2}, tip | {"description": said}),
    ]
    if target is not None:
        layers.append(_arc(TARGET, TARGET_START, TARGET_END, _REACH | {"aria": False}, tip))
    return {"transform": [*_steps(view, value, target), saying_step], "layer": [*layers, *_texts(target)]}


_REACH = {"innerRadius": {"expr": f"{RADIUS} * {INNER - 0.06}"}, "outerRadius": {"expr": f"{RADIUS} * 1.06"}}


def _steps(view: View, value: Field, target: Field | None) -> list[Spec]:
    chosen = view.options.value_max
    steps: list[Spec] = []
    if chosen is not None and chosen > 0:
        steps.append({"calculate": f"{chosen!r}", "as": MOST})
    else:
        steps += _round_end(value, target)
    reached = f"clamp({datum(value.column)} / {datum(MOST)}, 0, 1)"
    angle = f"{-HALF_TURN} + {2 * HALF_TURN} * "
    steps += [
        {"calculate": f"{-HALF_TURN}", "as": START},
        {"calculate": f"{HALF_TURN}", "as": STOP},
        {"calculate": f"{angle}{reached}", "as": END},
        short_text(view, value),
        short_text(view, value, MOST, MOST_TEXT),
        {"calculate": "0", "as": ":zero"},
        short_text(view, value, ":zero", ZERO_TEXT),
    ]
    if target is not None:
        place = f"clamp({datum(target.column)} / {datum(MOST)}, 0, 1)"
        words = f"isValid({datum(target.column)}) && {datum(target.column)} > 0 && isValid({datum(value.column)})"
        share = f"format({datum(value.column)} / {datum(target.column)}, '.0%') + ' of the target'"
        steps += [
            {"calculate": f"{angle}{place} - {THICKNESS}", "as": TARGET_START},
            {"calculate": f"{angle}{place} + {THICKNESS}", "as": TARGET_END},
            {"calculate": f"{words} ? {share} : ''", "as": TARGET_TEXT},
        ]
    return steps


def _round_end(value: Field, target: Field | None) -> list[Spec]:
    """The next of 1, 2, 5, 10, 20, 50 … that nothing exceeds; all of it where a share is shown."""
    shown = [value] if target is None else [value, target]
    largest = f"max(0, {', '.join(datum(one.column) for one in shown)})"
    if "%" in (value.format or ""):
        largest = f"max(1, {largest})"
    power, step = datum(":power"), datum(":step")
    return [
        {"calculate": largest, "as": ":largest"},
        {
            "calculate": f"{datum(':largest')} > 0 ? pow(10, floor(log({datum(':largest')}) / LN10 + 1e-9)) : 1",
            "as": ":power",
        },
        {"calculate": f"{datum(':largest')} / {power} - 1e-9", "as": ":step"},
        {"calculate": f"{power} * ({step} <= 1 ? 1 : {step} <= 2 ? 2 : {step} <= 5 ? 5 : 10)", "as": MOST},
    ]


def _arc(kind: str, start: str, end: str, mark: Spec, more: Spec) -> Spec:
    radii = {"innerRadius": {"expr": f"{RADIUS} * {INNER}"}, "outerRadius": {"expr": RADIUS}}
    place = {"x": {"value": {"expr": "width / 2"}}, "y": {"value": {"expr": CENTER}}}
    angles: Spec = {
        "theta": {"field": start, "type": "quantitative", "scale": None, "stack": None},
        "theta2": {"field": end},
    }
    color = {"field": KIND, "type": "nominal", "scale": {"domain": [VALUE, TARGET]}, "legend": None}
    return {
        "transform": [{"calculate": f"'{kind}'", "as": KIND}],
        "mark": {"type": "arc", **radii, **mark},
        "encoding": {**place, **angles, "color": color, **more},
    }


def _texts(target: Field | None) -> list[Spec]:
    quiet: Spec = {"type": "text", "align": "center", "baseline": "middle", "aria": False, "tooltip": None}
    fitting = f"{RADIUS} * min(0.3, 2.2 / length({datum(TEXT)}))"
    large = quiet | {"fontSize": {"expr": f"clamp({fitting}, 10, 44)"}, "fontWeight": 600}
    ends = quiet | {"baseline": "top", "opacity": 0.75}
    below = f"{CENTER} + {RADIUS} * 0.5 + 8"
    side = f"{RADIUS} * {(1 + INNER) / 2 * 0.866:.4f}"
    layers = [
        _text(large, TEXT, "width / 2", CENTER),
        _text(ends, ZERO_TEXT, f"width / 2 - {side}", below),
        _text(ends, MOST_TEXT, f"width / 2 + {side}", below),
    ]
    if target is not None:
        layers.append(_text(quiet, TARGET_TEXT, "width / 2", f"{CENTER} + {RADIUS} * 0.3 + 4"))
    return layers


def _text(mark: Spec, field: str, x: str, y: str) -> Spec:
    place = {"x": {"value": {"expr": x}}, "y": {"value": {"expr": y}}}
    return {"mark": mark, "encoding": {"text": {"field": field, "type": "nominal"}, **place}}


GAUGE = Visual(Mark.GAUGE, "Gauge", arrange_gauge, draw_gauge, abilities=(Ability.VALUE_AXIS,))
