"""Names that are code, and answers with next to nothing in them, in pictures of spreads and of many measures."""

from pathlib import Path
from typing import Any

from tests.charts.drawn_marks import NOT_A_PLACE
from tests.charts.gallery import (
    SALES,
    answer_to,
    by,
    chart,
    dimension,
    model_of,
    of,
)
from tests.charts.gallery_spread import SPREAD_CHARTS
from tests.charts.test_pictures import HOSTILE, assert_inert
from tests.charts.vega import draw_all

from gnomon.charts.contracts import Mark
from gnomon.charts.drawing import draft
from gnomon.datasets.contracts import ColumnType
from gnomon.semantic.contracts import Aggregation

NEW = (
    Mark.BOX,
    Mark.STRIP,
    Mark.DENSITY,
    Mark.VIOLIN,
    Mark.CALENDAR,
    Mark.BUBBLE,
    Mark.CANDLESTICK,
    Mark.RADAR,
    Mark.PARALLEL,
    Mark.STREAM,
)


def test_names_that_are_code_stay_names(tmp_path: Path) -> None:
    texts = [dimension(name, ColumnType.TEXT, 30) for name in HOSTILE]
    numbers = [dimension(f"{name} n", ColumnType.FLOAT, 900, 0, 900) for name in HOSTILE]
    model = model_of(*texts, *numbers, dimension("at", ColumnType.DATE, 90))
    specs = {}
    for place, name in enumerate(HOSTILE):
        number, group = f"{name} n", by(name, label=name if place % 2 else None)
        parts = tuple(of(number, one) for one in (Aggregation.SUM, Aggregation.MAX, Aggregation.MIN, Aggregation.COUNT))
        for mark in NEW:
            is_over_time = mark in {Mark.CALENDAR, Mark.CANDLESTICK, Mark.STREAM}
            x = by("at") if is_over_time else group
            values = parts if mark in {Mark.BUBBLE, Mark.CANDLESTICK, Mark.RADAR, Mark.PARALLEL} else parts[:1]
            color = by(HOSTILE[place - 1]) if mark is not Mark.CALENDAR else None
            made = draft(chart(mark, x=x, y=values, color=color).model_copy(update={"title": name}), model)
            meaning, rows = answer_to(made.query, model)
            vega_lite = made.drawing(meaning).vega_lite
            assert vega_lite is not None
            specs[f"{mark.value} {place}"] = (vega_lite, rows)
    for name, picture in draw_all(specs, tmp_path).items():
        assert picture.error is None, name
        assert picture.svg is not None
        assert_inert(picture.svg)


def test_empty_answers_single_rows_nulls_and_negative_values_are_drawn(tmp_path: Path) -> None:
    specs = {}
    for name, spec in SPREAD_CHARTS.items():
        made = draft(spec, SALES)
        meaning, rows = answer_to(made.query, SALES)
        groups = {one.column for one in made.made.dimensions}
        below = {column: -3 for column in rows[0] if column not in groups}
        nothing: dict[str, Any] = dict.fromkeys(rows[0])
        zeros = dict.fromkeys(below, 0)
        answers: tuple[list[dict[str, Any]], ...] = (
            [],
            rows[:1],
            [nothing],
            [rows[0], rows[1] | below, nothing],
            [rows[0] | zeros],
        )
        for place, few in enumerate(answers):
            vega_lite = made.drawing(meaning.model_copy(update={"row_count": len(few)})).vega_lite
            assert vega_lite is not None
            specs[f"{name} {place}"] = (vega_lite, few)
    for name, picture in draw_all(specs, tmp_path).items():
        assert (name, picture.error) == (name, None)
        assert picture.svg is not None
        assert (name, NOT_A_PLACE.findall(picture.svg)) == (name, [])
