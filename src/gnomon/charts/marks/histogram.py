"""Histograms: how many rows lie in each step of a number or a date."""

from gnomon.charts.encodings import Spec
from gnomon.charts.marks.bar import draw_bar
from gnomon.charts.view import View


def draw_histogram(view: View) -> Spec:
    """A bar over each step, as wide as the step."""
    return draw_bar(view)
