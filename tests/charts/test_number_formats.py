"""Numbers in a currency: whatever a picture writes with a dollar it writes with the symbol of another currency too."""

import re

import pytest
from tests.charts.gallery import CHARTS as FIRST_CHARTS
from tests.charts.gallery import SALES, answer_to
from tests.charts.gallery_comparing import COMPARING
from tests.charts.gallery_spread import SPREAD_CHARTS

from gnomon.charts.contracts import ChartSpec
from gnomon.charts.drawing import draft
from gnomon.exports.pictures.rendering import draw_svg, vega_of
from gnomon.exports.pictures.spec_parts import Size

CHARTS = {**FIRST_CHARTS, **COMPARING, **SPREAD_CHARTS}
DRAWN = [name for name, spec in CHARTS.items() if (made := draft(spec, SALES).drawing()).vega_lite or made.vega]


def words_in(spec: ChartSpec, number_format: str) -> list[str]:
    """Every text that is read in the picture."""
    options = spec.options.model_copy(update={"number_format": number_format, "show_labels": True})
    made = draft(spec.model_copy(update={"options": options}), SALES)
    meaning, rows = answer_to(made.query, SALES)
    drawing = made.drawing(meaning)
    svg = draw_svg(vega_of(drawing.vega_lite, drawing.vega, rows, "light", Size(560, 320)))
    return re.findall(r">([^<>]+)</text>", svg)


@pytest.mark.parametrize("name", DRAWN)
def test_another_currency_stands_wherever_the_dollar_stood(name: str) -> None:
    dollars = words_in(CHARTS[name], "$,.2f")
    assert words_in(CHARTS[name], "$EUR,.2f") == [word.replace("$", "€") for word in dollars]


def test_most_pictures_write_amounts() -> None:
    told = [name for name in DRAWN if any("$" in word for word in words_in(CHARTS[name], "$,.2f"))]
    assert len(told) > 0.7 * len(DRAWN)
