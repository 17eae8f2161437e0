"""Categories in the order of another measure, and in one by hand: in the question and in the picture."""

import re
from typing import Any

import pytest
from pydantic import ValidationError
from tests.charts.gallery import AMOUNT, PROFIT, SALES, answer_to, by, chart

from gnomon.charts.contracts import Ability, ChartOptions, ChartSort, ChartSpec, Mark
from gnomon.charts.drawing import draft
from gnomon.exports.pictures.rendering import draw_svg, vega_of
from gnomon.exports.pictures.spec_parts import Size
from gnomon.query.contracts import Sort

REGIONS = ("region A", "region B", "region C", "region D")
BY_HAND: dict[Mark, dict[str, Any]] = {
    Mark.BAR: {"x": by("region"), "y": (AMOUNT,)},
    Mark.LINE: {"x": by("region"), "y": (AMOUNT,)},
    Mark.LOLLIPOP: {"x": by("region"), "y": (AMOUNT,)},
    Mark.BULLET: {"x": by("region"), "y": (AMOUNT, PROFIT)},
    Mark.COMBO: {"x": by("region"), "y": (AMOUNT, PROFIT)},
    Mark.HEATMAP: {"x": by("region"), "y": (by("is_new"),), "color": AMOUNT},
    Mark.WATERFALL: {"x": by("region"), "y": (AMOUNT,)},
    Mark.FUNNEL: {"x": by("region"), "y": (AMOUNT,)},
}


def rows_of(spec: ChartSpec, change: Any = None) -> list[dict[str, Any]]:
    _, rows = answer_to(draft(spec, SALES).query, SALES)
    for row in rows if change else ():
        row.update(change(row))
    return rows


def places_in(spec: ChartSpec, rows: list[dict[str, Any]]) -> list[str]:
    """The categories as they stand, from left to right, or from above."""
    drawing = draft(spec, SALES).drawing()
    svg = draw_svg(vega_of(drawing.vega_lite, drawing.vega, rows, "light", Size(640, 420)))
    found = re.findall(r'<text[^>]*transform="translate\(([-\d.]+),([-\d.]+)\)[^>]*>([^<>]+)</text>', svg)
    placed = [
        (float(y if spec.mark in {Mark.FUNNEL, Mark.BULLET} else x), words)
        for x, y, words in found
        if words in seen(rows)
    ]
    return list(dict.fromkeys(words for _, words in sorted(placed)))


def seen(rows: list[dict[str, Any]]) -> set[str]:
    return {str(row["region"]) for row in rows}


@pytest.mark.parametrize("mark", BY_HAND, ids=lambda mark: mark.value)
def test_categories_stand_where_they_were_put_and_the_others_behind_them(mark: Mark) -> None:
    shown = seen(rows_of(chart(mark, **BY_HAND[mark])))
    wanted = sorted(shown - {"None"}, reverse=True)[:3]
    options = ChartOptions(sort=ChartSort.BY_HAND, order=(*wanted, "region Z"))
    spec = chart(mark, options, **BY_HAND[mark])
    assert Ability.ORDER in draft(spec, SALES).drawing().abilities
    assert places_in(spec, rows_of(spec))[:3] == wanted


HOSTILE = (
    '"]; alert(1); datum["',
    "'+alert(1)+'",
    "</script><b>",
    "\u2028",
    "\\",
    "constructor",
    "",
    "null",
    None,
    True,
)


def test_whatever_a_category_is_called_it_stands_where_it_was_put() -> None:
    names = ["plain", '"]; alert(1); datum["', "'+alert(1)+'", "constructor"]
    options = ChartOptions(sort=ChartSort.BY_HAND, order=(*names[::-1], *HOSTILE))
    spec = chart(Mark.BAR, options, x=by("region"), y=(AMOUNT,))
    rows = [{"region": name, "sum_amount": 10.0 * place} for place, name in enumerate(names)]
    drawing = draft(spec, SALES).drawing()
    vega = vega_of(drawing.vega_lite, drawing.vega, rows, "light", Size(640, 420))
    svg = draw_svg(vega)
    found = re.findall(r'<text[^>]*transform="translate\(([-\d.]+),[^>]*>([^<>]+)</text>', svg)
    escaped = {name.replace('"', "&quot;").replace("'", "&#39;"): name for name in names}
    plain = {**{name: name for name in names}, **escaped}
    placed = sorted((float(x), plain[words]) for x, words in found if words in plain)
    assert [name for _, name in placed] == names[::-1]


@pytest.mark.parametrize("sort", [ChartSort.VALUE_DESCENDING, ChartSort.VALUE_ASCENDING])
def test_another_measure_decides_the_order_and_which_are_the_largest(sort: ChartSort) -> None:
    options = ChartOptions(sort=sort, sort_by=PROFIT, limit=3)
    spec = chart(Mark.BAR, options, x=by("region"), y=(AMOUNT,), tooltip=(PROFIT,))
    made = draft(spec, SALES)
    assert made.query.sort[0] == Sort(by="avg_profit", descending=True)
    profit = {name: float(place) for place, name in enumerate(sorted(seen(rows_of(spec))))}
    rows = rows_of(spec, lambda row: {"avg_profit": profit[str(row["region"])]})
    wanted = sorted(profit, key=profit.__getitem__, reverse=sort is ChartSort.VALUE_DESCENDING)
    assert places_in(spec, rows) == [name for name in wanted if name != "None"]


def test_a_measure_that_has_left_the_picture_decides_nothing() -> None:
    options = ChartOptions(sort=ChartSort.VALUE_DESCENDING, sort_by=PROFIT)
    spec = chart(Mark.BAR, options, x=by("region"), y=(AMOUNT,))
    plain = chart(Mark.BAR, ChartOptions(sort=ChartSort.VALUE_DESCENDING), x=by("region"), y=(AMOUNT,))
    assert (draft(spec, SALES).query, draft(spec, SALES).drawing().vega_lite) == (
        draft(plain, SALES).query,
        draft(plain, SALES).drawing().vega_lite,
    )


@pytest.mark.parametrize("mark", [Mark.TABLE, Mark.MATRIX])
def test_tables_and_matrices_are_sorted_by_a_column_of_choice(mark: Mark) -> None:
    options = ChartOptions(sort=ChartSort.VALUE_ASCENDING, sort_by=PROFIT)
    spec = chart(mark, options, x=by("region"), y=(AMOUNT, PROFIT))
    assert Sort(by="avg_profit", descending=False) in draft(spec, SALES).query.sort


def test_what_runs_forward_is_not_put_in_order_by_hand() -> None:
    spec = chart(Mark.BAR, x=by("order_date"), y=(AMOUNT,))
    assert Ability.ORDER not in draft(spec, SALES).drawing().abilities


def test_an_order_is_kept_only_where_there_is_one_and_has_an_end() -> None:
    assert {"order", "sort_by"} & set(ChartOptions().model_dump()) == set()
    with pytest.raises(ValidationError, match="at most 200"):
        ChartOptions(order=tuple(str(place) for place in range(201)))
