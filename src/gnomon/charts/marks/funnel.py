"""Funnels: how much is left at each stage."""

from gnomon.charts.arrangement import Arrangement, only_measures
from gnomon.charts.comparing import (
    BY_PLACE,
    IN_PLACE,
    TEXT,
    dimension_of,
    exactly,
    saying,
    share_row,
    short_text,
    standing,
    values_of,
)
from gnomon.charts.contracts import Ability, ChartSpec, Mark
from gnomon.charts.encodings import INSIDE, Spec, dimmed, discrete, pick, title_or, tooltips
from gnomon.charts.fields import Field, Wells
from gnomon.charts.labels import label_column
from gnomon.charts.marks.bar_labels import GAP, LETTER
from gnomon.charts.names import datum, derived
from gnomon.charts.view import View
from gnomon.charts.visual import Visual
from gnomon.semantic.contracts import SemanticModel

MAX_STAGES = 20
LEFT, RIGHT = ":left", ":right"
FIRST, PREVIOUS = ":first", ":previous"
OF_FIRST, OF_PREVIOUS = ":of_first", ":of_previous"
COLUMNS = ((OF_FIRST, "of first", 48), (OF_PREVIOUS, "of previous", 118))
"""The shares beside the bars: what they are, their heading, and how far beyond the bars they end."""


def arrange_funnel(wells: Wells, _spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    """A stage for each value of a field."""
    stage = dimension_of(wells, Mark.FUNNEL, "a field whose values are the stages")
    values = values_of(wells)
    notes = ("Negative values cannot be shown as stages.",) if values[0].has_negative_values else ()
    return Arrangement(
        mark=Mark.FUNNEL,
        x=stage,
        y=values[:1],
        tooltip=only_measures(wells.tooltip, values[:1]),
        is_horizontal=True,
        limit=MAX_STAGES,
        notes=notes,
    )


def draw_funnel(view: View) -> Spec:
    """Centered bars below each other, with their shares of the first stage and of the one before."""
    made, options = view.made, view.options
    if made.x is None:
        raise LookupError("a funnel needs stages")
    value = made.y[0]
    selection = pick(made, (made.x,))
    steps, rows = _shares(value)
    saying_step, said = saying(
        datum(label_column(made.x)),
        "': '",
        exactly(view, value, value.column),
        "', '",
        datum(derived(OF_FIRST, "words")),
        "' of the first stage, '",
        datum(derived(OF_PREVIOUS, "words")),
        "' of the stage before'",
    )
    down = discrete("y", made.x, title_or(options.y_title, made.x.title), IN_PLACE)
    across: Spec = {"field": LEFT, "type": "quantitative", "axis": None, "scale": {"nice": False}}
    bars: Spec = {
        "mark": {"type": "bar", "cornerRadius": 2},
        "encoding": {
            "y": down,
            "x": across,
            "x2": {"field": RIGHT},
            "opacity": dimmed(selection),
            "tooltip": [*tooltips(made.fields), *rows],
            "description": said,
        },
    }
    if selection is not None:
        bars["params"] = [selection]
    transforms: list[Spec] = [
        {"filter": f"isValid({datum(value.column)}) && {datum(value.column)} >= 0"},
        *standing(made, made.x, value.column),
        *steps,
        {"calculate": f"-{datum(value.column)} / 2", "as": LEFT},
        {"calculate": f"{datum(value.column)} / 2", "as": RIGHT},
        short_text(view, value),
        saying_step,
    ]
    beside = [layer for column in COLUMNS for layer in _column(down, *column)]
    return {"transform": transforms, "layer": [bars, *_values(down, across), *beside]}


def _shares(value: Field) -> tuple[list[Spec], tuple[Spec, Spec]]:
    order: Spec = {"sort": BY_PLACE, "frame": [None, None]}
    found: list[Spec] = [
        {"window": [{"op": "first_value", "field": value.column, "as": FIRST}], **order},
        {"window": [{"op": "lag", "field": value.column, "as": PREVIOUS}], **order},
    ]
    part = datum(value.column)
    of_first, first_row = share_row(part, datum(FIRST), OF_FIRST, "Share of the first stage")
    of_previous, previous_row = share_row(part, datum(PREVIOUS), OF_PREVIOUS, "Share of the stage before")
    return [*found, *of_first, *of_previous], (first_row, previous_row)


def _values(down: Spec, across: Spec) -> list[Spec]:
    """In the middle of a bar that is wide enough, else beside it."""
    wide = f"length({datum(TEXT)}) * {LETTER} + {2 * GAP}"
    fits = f"abs(scale('x', {datum(RIGHT)}) - scale('x', {datum(LEFT)})) >= {wide}"
    text: Spec = {"y": down, "text": {"field": TEXT, "type": "nominal"}}
    quiet: Spec = {"type": "text", "baseline": "middle", "aria": False, "tooltip": None}
    middle = {"x": across | {"field": ":middle"}}
    end = {"x": across | {"field": RIGHT}}
    return [
        {
            "transform": [{"calculate": "0", "as": ":middle"}],
            "mark": quiet | {"align": "center", "style": INSIDE, "fontWeight": 600},
            "encoding": text | middle | _seen(fits),
        },
        {"mark": quiet | {"align": "left", "dx": GAP}, "encoding": text | end | _seen(f"!({fits})")},
    ]


def _column(down: Spec, share: str, heading: str, end: int) -> list[Spec]:
    place = {"x": {"value": {"expr": f"width + {end}"}}}
    quiet: Spec = {"type": "text", "align": "right", "aria": False, "tooltip": None}
    words: Spec = {"text": {"field": derived(share, "words"), "type": "nominal"}}
    title = quiet | {"baseline": "bottom", "opacity": 0.75, "text": heading}
    return [
        {"mark": quiet | {"baseline": "middle"}, "encoding": {"y": down, **words, **place}},
        {"data": {"values": [{}]}, "mark": title, "encoding": {"y": {"value": -6}, **place}},
    ]


def _seen(test: str) -> Spec:
    return {"opacity": {"condition": {"test": test, "value": 1}, "value": 0}}


FUNNEL = Visual(
    Mark.FUNNEL,
    "Funnel",
    arrange_funnel,
    draw_funnel,
    keeps_largest=True,
    abilities=(
        Ability.ORDER,
        Ability.LIMIT,
    ),
)
