"""Colors by rules: a mark has the color of the first rule that holds for it, whatever draws it."""

import re
from collections.abc import Callable
from typing import Any, Literal

import pytest
from pydantic import ValidationError
from tests.charts.gallery import AMOUNT, PROFIT, SALES, answer_to, by, chart
from tests.charts.test_axes import drawn
from tests.charts.vega import draw_all

from gnomon.charts.colors import ChosenColors, ColorRule
from gnomon.charts.contracts import Ability, ChartOptions, ChartSpec, Mark
from gnomon.charts.drawing import draft
from gnomon.exports.pictures.rendering import draw_svg, vega_of
from gnomon.exports.pictures.spec_parts import Size

GREEN, RED, BLUE = "#117733", "#882255", "#0000ff"


def rule(op: str, value: float, color: str, **more: Any) -> ColorRule:
    return ColorRule.model_validate({"op": op, "value": value, "color": color} | more)


RULES = (rule("at_least", 1000, GREEN), rule("below", 500, RED))


def colored(mark: Mark, *rules: ColorRule, decided_by: str | None = None, **fields: Any) -> ChartSpec:
    colors = ChosenColors(rules=rules or RULES, single=BLUE, decided_by=decided_by)
    return chart(mark, ChartOptions(colors=colors), **fields)


def fills(spec: ChartSpec, theme: Literal["light", "dark"] = "light") -> list[str]:
    """The colors of the marks, in the order of the rows."""
    drawing, rows = drawn(spec)
    svg = draw_svg(vega_of(drawing.vega_lite, drawing.vega, rows, theme, Size(560, 320)))
    return [
        found.group(1)
        for one in re.findall(r"<path [^>]*>", svg)
        if "aria-label" in one and (found := re.search(r'fill="(#[0-9a-f]{6})"', one)) and found.group(1) != "#000000"
    ]


BARS: dict[str, Any] = {"x": by("region"), "y": (AMOUNT,)}
SHAPES: dict[str, dict[str, Any]] = {
    "bar": BARS,
    "lollipop": BARS,
    "bullet": {"x": by("region"), "y": (AMOUNT, PROFIT)},
    "scatter": {"x": PROFIT, "y": (AMOUNT,), "tooltip": (by("region"),)},
}


@pytest.mark.parametrize("mark", SHAPES)
def test_marks_have_the_color_of_the_first_rule_that_holds(mark: str) -> None:
    spec = colored(Mark(mark), **SHAPES[mark])
    _, rows = drawn(spec)
    amounts = [row["sum_amount"] for row in rows if row["sum_amount"] is not None]
    expected = [GREEN if one >= 1000 else RED if one < 500 else BLUE for one in amounts]
    own = [one for one in fills(spec) if one in {GREEN, RED, BLUE}]
    assert len(set(expected)) > 1
    assert sorted(own)[: len(expected)] == sorted(expected) if mark != "bullet" else set(expected) - {BLUE} <= set(own)


def test_rules_may_look_at_another_measure_and_compare_with_another() -> None:
    losses = colored(Mark.BAR, rule("below", 250, RED), decided_by="profit", **BARS, tooltip=(PROFIT,))
    _, rows = drawn(losses)
    assert fills(losses).count(RED) == sum((row["avg_profit"] or 999) < 250 for row in rows)
    beyond = colored(Mark.BAR, rule("above", 0, GREEN, than="profit"), **BARS, tooltip=(PROFIT,))
    both = [(row["sum_amount"], row["avg_profit"]) for row in rows]
    assert fills(beyond).count(GREEN) == sum(a is not None and p is not None and a > p for a, p in both)


def test_a_gauge_shows_by_its_color_whether_it_is_good() -> None:
    spec = colored(Mark.GAUGE, rule("at_least", 0, GREEN), y=(AMOUNT,))
    assert GREEN in fills(spec)
    assert GREEN not in fills(colored(Mark.GAUGE, rule("below", 0, GREEN), y=(AMOUNT,)))


def test_colors_of_ones_own_have_a_partner_by_night() -> None:
    spec = colored(Mark.BAR, rule("at_least", 0, RED), **BARS)
    assert RED in fills(spec)
    assert RED not in fills(spec, "dark")


@pytest.mark.parametrize("op", ["above", "at_least", "below", "at_most", "equal", "not_equal", "between"])
def test_every_comparison_is_that_of_python(op: str) -> None:
    _, rows = drawn(colored(Mark.BAR, **BARS))
    amounts: list[float] = [row["sum_amount"] for row in rows if row["sum_amount"] is not None]
    middle = sorted(amounts)[len(amounts) // 2]
    more = {"upper": middle + 100} if op == "between" else {}
    holds: Callable[[float], bool] = {
        "above": lambda one: one > middle,
        "at_least": lambda one: one >= middle,
        "below": lambda one: one < middle,
        "at_most": lambda one: one <= middle,
        "equal": lambda one: one == middle,
        "not_equal": lambda one: one != middle,
        "between": lambda one: middle <= one <= middle + 100,
    }[op]
    found = fills(colored(Mark.BAR, rule(op, middle, RED, **more), **BARS)).count(RED)
    assert found == sum(holds(one) for one in amounts)


def test_those_who_do_not_see_it_are_told_and_rules_are_offered() -> None:
    drawing, _ = drawn(colored(Mark.BAR, **BARS))
    assert drawing.description.endswith(" Colors follow rules about sum of amount.")
    assert drawing.vega_lite is not None
    assert drawing.vega_lite["description"] == drawing.description
    assert Ability.COLOR_RULES in drawing.abilities
    assert [one.column for one in drawing.cell_columns] == ["sum_amount"]


@pytest.mark.parametrize(
    "fields",
    [
        BARS | {"color": by("is_new")},
        BARS | {"y": (AMOUNT, PROFIT)},
    ],
)
def test_marks_that_something_else_tells_apart_follow_no_rule(fields: dict[str, Any]) -> None:
    drawing, _ = drawn(colored(Mark.BAR, **fields))
    assert Ability.COLOR_RULES not in drawing.abilities
    assert "rule:" not in str(drawing.vega_lite)


def test_rules_about_what_is_not_there_wait_for_it() -> None:
    gone = colored(Mark.BAR, rule("below", 0, RED), decided_by="gone", **BARS)
    other = colored(Mark.BAR, rule("below", 0, RED, than="gone"), rule("above", 0, GREEN), **BARS)
    assert "rule:" not in str(drawn(gone)[0].vega_lite)
    drawing = drawn(other)[0].vega_lite
    assert drawing is not None
    assert list(drawing["usermeta"]["colors"]["hand"]) == ["rule:0"]


def test_the_browser_draws_every_kind_without_a_complaint(tmp_path: Any) -> None:
    spread: dict[str, dict[str, Any]] = {
        "histogram": {"x": by("amount")},
        "strip": {"x": by("region"), "y": (by("amount"),)},
        "gauge": {"y": (AMOUNT, PROFIT)},
    }
    specs = {}
    for mark, fields in {**SHAPES, **spread}.items():
        drawing, rows = drawn(colored(Mark(mark), **fields))
        assert "rule:" in str(drawing.vega_lite), mark
        assert drawing.vega_lite is not None
        hand = {"name": "hand", "value": {"rule:0": GREEN, "rule:1": RED}}
        with_hand = drawing.vega_lite | {"params": [*drawing.vega_lite.get("params", []), hand]}
        specs[mark] = (with_hand, rows)
    pictures = draw_all(specs, tmp_path)
    assert {name: (one.error, one.warnings) for name, one in pictures.items()} == dict.fromkeys(specs, (None, []))


@pytest.mark.parametrize(
    "wrong",
    [
        {"op": "below", "value": 0},
        {"op": "below", "value": 0, "color": "red"},
        {"op": "between", "value": 0, "color": RED},
        {"op": "below", "value": float("nan"), "color": RED},
        {"op": "below", "value": 0, "color": RED, "tone": "bad"},
    ],
)
def test_a_rule_that_says_too_little_or_something_else_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ColorRule.model_validate(wrong)


def test_a_number_by_itself_has_signs_by_rules_and_nothing_to_compare_with() -> None:
    cells = [
        {"column": "sum_amount", "kind": "rule", "rules": [{"op": "below", "value": 0, "tone": "bad"}]},
        {"column": "sum_amount", "kind": "bar"},
    ]
    spec = chart(Mark.KPI, ChartOptions.model_validate({"cells": cells}), y=(AMOUNT,))
    made = draft(spec, SALES)
    drawing = made.drawing(answer_to(made.query, SALES)[0])
    assert [one.kind.value for one in drawing.cells] == ["rule"]
    assert Ability.SIGNS in drawing.abilities
