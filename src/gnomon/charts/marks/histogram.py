"""Histograms: how many rows lie in each step of a number or a date."""

from gnomon.charts.arrange_along import arrange_histogram
from gnomon.charts.contracts import Ability, Mark
from gnomon.charts.encodings import Spec
from gnomon.charts.marks.bar import draw_bar
from gnomon.charts.view import View
from gnomon.charts.visual import Visual


def draw_histogram(view: View) -> Spec:
    """A bar over each step, as wide as the step."""
    return draw_bar(view)


HISTOGRAM = Visual(
    Mark.HISTOGRAM,
    "Histogram",
    arrange_histogram,
    draw_histogram,
    is_brushed=True,
    abilities=(Ability.VALUE_AXIS, Ability.REFERENCES, Ability.LABELS, Ability.LEGEND),
)
