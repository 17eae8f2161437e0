"""Areas: a line with what lies under it."""

from gnomon.charts.marks.line import draw_area as draw_area
