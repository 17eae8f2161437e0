"""Areas: a line with what lies under it."""

from gnomon.charts.arrange_along import arrange_area
from gnomon.charts.contracts import Ability, Mark
from gnomon.charts.marks.line import draw_area as draw_area
from gnomon.charts.visual import Visual

AREA = Visual(
    Mark.AREA,
    "Area chart",
    arrange_area,
    draw_area,
    is_brushed=True,
    abilities=(
        Ability.VALUE_AXIS,
        Ability.REFERENCES,
        Ability.FORECAST,
        Ability.ANNOTATIONS,
        Ability.GAPS,
        Ability.LABELS,
        Ability.LEGEND,
        Ability.STACKING,
    ),
)
