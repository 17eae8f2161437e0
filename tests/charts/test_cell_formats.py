"""Formats of cells: what is refused, and which of them a picture has columns for."""

from typing import Any

import pytest
from pydantic import ValidationError
from tests.charts.gallery import SALES, by, chart, of

from gnomon.charts.cells import CellColumn, CellFormat, CellKind, CellRule, CellTone
from gnomon.charts.contracts import ChartOptions, ChartSpec, Drawing, Mark
from gnomon.charts.drawing import draft
from gnomon.charts.rules import CellOperator
from gnomon.semantic.contracts import Aggregation

BAR = CellFormat(column="sum_amount", kind=CellKind.BAR)
LOSSES = CellFormat(
    column="sum_profit",
    kind=CellKind.RULE,
    rules=(CellRule(op=CellOperator.BELOW, value=0, tone=CellTone.BAD),),
)


def drawn(mark: Mark, *cells: CellFormat) -> Drawing:
    fields = (by("region"), of("amount", Aggregation.SUM), of("profit", Aggregation.SUM))
    spec: ChartSpec = chart(mark, x=fields[0], y=fields[1:], options=ChartOptions(cells=cells))
    return draft(spec, SALES).drawing()


@pytest.mark.parametrize("mark", [Mark.TABLE, Mark.MATRIX])
def test_the_formats_of_columns_that_are_there_are_drawn(mark: Mark) -> None:
    drawing = drawn(mark, BAR, LOSSES, CellFormat(column="sum_gone", kind=CellKind.BAR))
    assert drawing.cells == (BAR, LOSSES)
    words = (CellColumn(column="region", title="Region", is_number=False),) if mark is Mark.TABLE else ()
    assert drawing.cell_columns == (
        CellColumn(column="sum_amount", title="Sum of amount"),
        CellColumn(column="sum_profit", title="Sum of profit"),
        *words,
    )


def test_a_format_may_name_the_member_behind_a_column() -> None:
    by_member = CellFormat(column="amount", kind=CellKind.BAR)
    assert drawn(Mark.TABLE, by_member).cells == (BAR,)
    assert drawn(Mark.TABLE, BAR, by_member).cells == (BAR,)


def rule(**more: Any) -> CellRule:
    return CellRule.model_validate({"op": "below", "value": 0, "tone": "bad"} | more)


def test_rules_look_at_columns_that_are_there_and_wait_for_others() -> None:
    kind = CellKind.RULE
    by_profit = CellFormat(column="amount", kind=kind, decided_by="profit", rules=(rule(), rule(than="gone")))
    assert drawn(Mark.TABLE, by_profit).cells == (
        CellFormat(column="sum_amount", kind=kind, decided_by="sum_profit", rules=(rule(),)),
    )
    above = CellFormat(column="sum_profit", kind=kind, rules=(rule(than="amount"), rule(op="between", upper=3)))
    assert drawn(Mark.MATRIX, above).cells == (
        above.model_copy(update={"rules": (rule(than="sum_amount"), above.rules[1])}),
    )
    lost = CellFormat(column="sum_profit", kind=kind, rules=(rule(than="gone"),))
    assert drawn(Mark.TABLE, lost, by_profit.model_copy(update={"decided_by": "region"})).cells == ()


def test_other_kinds_of_picture_have_no_cells() -> None:
    drawing = drawn(Mark.BAR, BAR)
    assert drawing.cells == ()


def test_columns_that_group_have_signs_in_a_table_where_a_number_decides() -> None:
    assert drawn(Mark.TABLE, CellFormat(column="region", kind=CellKind.BAR)).cells == ()
    assert drawn(Mark.TABLE, CellFormat(column="region", kind=CellKind.RULE, rules=(rule(),))).cells == ()
    by_profit = CellFormat(column="region", kind=CellKind.RULE, decided_by="profit", rules=(rule(),))
    assert drawn(Mark.TABLE, by_profit).cells == (by_profit.model_copy(update={"decided_by": "sum_profit"}),)
    assert drawn(Mark.MATRIX, by_profit).cells == ()


RULE = {"op": "above", "value": 1, "tone": "good"}


@pytest.mark.parametrize(
    "cells",
    [
        [{"column": "a", "kind": "rule"}],
        [{"column": "a", "kind": "rule", "rules": []}],
        [{"column": "a", "kind": "bar", "rules": [RULE]}],
        [{"column": "a", "kind": "glow"}],
        [{"column": "", "kind": "bar"}],
        [{"column": "a", "kind": "bar"}, {"column": "a", "kind": "bar"}],
        [{"column": "a", "kind": "rule", "rules": [RULE | {"tone": "#ff0000"}]}],
        [{"column": "a", "kind": "rule", "rules": [RULE | {"op": "=="}]}],
        [{"column": "a", "kind": "rule", "rules": [RULE | {"icon": "<svg>"}]}],
        [{"column": "a", "kind": "rule", "rules": [RULE | {"value": float("nan")}]}],
        [{"column": "a", "kind": "rule", "rules": [RULE | {"value": float("inf")}]}],
        [{"column": "a", "kind": "rule", "rules": [RULE] * 11}],
        [{"column": str(number), "kind": "bar"} for number in range(21)],
        [{"column": "a", "kind": "bar", "style": "x"}],
        [{"column": "a", "kind": "bar", "decided_by": "b"}],
        [{"column": "a", "kind": "rule", "decided_by": "", "rules": [RULE]}],
        [{"column": "a", "kind": "rule", "rules": [RULE | {"than": ""}]}],
        [{"column": "a", "kind": "rule", "rules": [RULE | {"op": "between"}]}],
        [{"column": "a", "kind": "rule", "rules": [RULE | {"upper": 2}]}],
        [{"column": "a", "kind": "rule", "rules": [RULE | {"op": "between", "upper": 0.5}]}],
        [{"column": "a", "kind": "rule", "rules": [RULE | {"op": "between", "upper": float("inf")}]}],
        [{"column": "a", "kind": "rule", "rules": [RULE | {"op": "between", "upper": 2, "than": "b"}]}],
    ],
)
def test_what_makes_no_sense_is_refused(cells: list[dict[str, Any]]) -> None:
    with pytest.raises(ValidationError):
        ChartOptions.model_validate({"cells": cells})


def test_several_kinds_may_be_chosen_for_one_column() -> None:
    cells: list[dict[str, Any]] = [{"column": "a", "kind": "bar"}, {"column": "a", "kind": "rule", "rules": [RULE]}]
    kept = ChartOptions.model_validate({"cells": cells}).model_dump(mode="json")["cells"]
    assert kept == [cells[0] | {"rules": []}, cells[1] | {"rules": [RULE | {"icon": None}]}]
