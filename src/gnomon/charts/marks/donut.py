"""Donuts: a few parts of a whole, with the whole written in the middle."""

from gnomon.charts.arrangement import Arrangement
from gnomon.charts.comparing import TEXT, short_text
from gnomon.charts.contracts import Ability, ChartSpec, Mark
from gnomon.charts.encodings import Spec
from gnomon.charts.fields import Wells
from gnomon.charts.marks.pie import MAX_PIE_ROWS, WHOLE, arrange_slices, draw_slices, part_of_side
from gnomon.charts.view import View
from gnomon.charts.visual import Visual
from gnomon.semantic.contracts import SemanticModel

HOLE = 0.29
LABEL_RADIUS = 0.395
SIZE = 0.075
"""Of the total's letters, as a part of the smaller side."""
LABEL_SIZE = 0.034
MIN_SIZE = 9


def arrange_donut(wells: Wells, _spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    """Slices by color."""
    return arrange_slices(Mark.DONUT, wells)


def draw_donut(view: View) -> Spec:
    """A ring of slices around the sum of them, where they add up to one."""
    value = view.made.y[0]
    is_whole = value.is_additive and view.row_count < MAX_PIE_ROWS
    ring = {"innerRadius": part_of_side(view, HOLE)}
    return draw_slices(view, ring, LABEL_RADIUS, _total(view) if is_whole else ())


def _total(view: View) -> tuple[Spec, ...]:
    value = view.made.y[0]
    # One row is enough: each of them knows the whole.
    whole: list[Spec] = [
        {"aggregate": [{"op": "max", "field": WHOLE, "as": WHOLE}]},
        short_text(view, value, WHOLE),
    ]
    size = part_of_side(view, SIZE)["expr"]
    small = part_of_side(view, LABEL_SIZE)["expr"]
    quiet: Spec = {"type": "text", "align": "center", "tooltip": None, "aria": False}
    number = quiet | {
        "fontSize": {"expr": f"max({size}, {MIN_SIZE})"},
        "fontWeight": 600,
        "dy": {"expr": f"-({small})"},
    }
    word = quiet | {"fontSize": {"expr": f"clamp({small}, {MIN_SIZE}, 13)"}, "opacity": 0.75, "text": "in total"}
    word["dy"] = {"expr": f"{size} * 0.75"}
    return (
        {"transform": whole, "mark": number, "encoding": {"text": {"field": TEXT, "type": "nominal"}}},
        {"transform": whole, "mark": word},
    )


DONUT = Visual(
    Mark.DONUT,
    "Donut chart",
    arrange_donut,
    draw_donut,
    keeps_largest=True,
    abilities=(Ability.LABELS, Ability.LEGEND),
)
