"""Formulas of a model that name each other: in their order, in circles, and over columns that are gone."""

import sys
import time

import pytest
from tests.semantic.formulas.sample import TABLES, definition
from tests.semantic.formulas.written import MEASURE, checked

from gnomon.semantic.contracts import CheckedModel, ColumnRef, ModelDefinition
from gnomon.semantic.formulas.checking import check_model


def check(model: ModelDefinition) -> CheckedModel:
    return check_model(model, TABLES, model_id=None, revision=1)


def problems_of(found: CheckedModel) -> dict[str, tuple[str, str | None]]:
    return {problem.place: (problem.message, problem.depends_on) for problem in found.problems}


def test_formulas_may_name_others_that_come_later() -> None:
    found = check(
        definition(
            measures={"margin": "profit / revenue", "profit": "revenue - SUM(cost_of)", "revenue": "SUM(amount)"},
            calculated={"orders": {"cost_of": "unit * quantity", "unit": "price * 0.5"}},
        )
    )
    assert found.problems == ()
    assert (
        found.measures["margin"].expression
        == checked(
            "(SUM(amount) - SUM(cost_of)) / SUM(amount)",
            MEASURE,
            definition(calculated={"orders": {"cost_of": "unit * quantity", "unit": "price * 0.5"}}),
        ).expression
    )
    cost_of = found.calculated["orders", "cost_of"].expression
    assert "unit" in str(cost_of)
    assert isinstance(found.calculated["orders", "unit"].definition.formula, str)
    assert ColumnRef("orders", (), "unit", found.calculated["orders", "unit"].of) in _parts(cost_of)


def _parts(expression: object) -> list[object]:
    inner = [*getattr(expression, "arguments", ()), getattr(expression, "value", None)]
    return [expression, *(part for one in inner if hasattr(one, "of") for part in _parts(one))]


def test_a_circle_is_named_and_everything_else_goes_on_working() -> None:
    found = check(
        definition(
            measures={"a": "b + 1", "b": "c", "c": "a", "on_a": "a * 2", "on_that": "on_a", "fine": "COUNT(*)"},
            calculated={"orders": {"x": "y", "y": "x + 1", "self": "self", "good": "quantity"}},
        )
    )
    circle = "“a” → “b” → “c” → “a” is a circle: each of them names the next."
    pair = "“x” → “y” → “x” is a circle: each of them names the next."
    assert problems_of(found) == {
        "tables/orders/calculated/x/formula": (pair, None),
        "tables/orders/calculated/y/formula": (pair, None),
        "tables/orders/calculated/self/formula": ("“self” → “self” is a circle: each of them names the next.", None),
        "measures/a/formula": (circle, None),
        "measures/b/formula": (circle, None),
        "measures/c/formula": (circle, None),
        "measures/on_a/formula": (f"The formula of “a” is wrong: {circle}", "a"),
        "measures/on_that/formula": (f"The formula of “a” is wrong: {circle}", "a"),
    }
    assert (set(found.measures), set(found.calculated)) == ({"fine"}, {("orders", "good")})


def test_a_column_that_is_gone_is_named_with_all_that_depends_on_it() -> None:
    model = definition(
        measures={"revenue": "SUM(total)", "share": "revenue / COUNT(*)", "rows": "COUNT(*)"},
        calculated={"orders": {"total": "gone * price"}},
    )
    found = check(model)
    gone = "“orders” has no column “gone”."
    assert problems_of(found) == {
        "tables/orders/calculated/total/formula": (gone, None),
        "measures/revenue/formula": (f"The formula of “total” is wrong: {gone}", "total"),
        "measures/share/formula": (f"The formula of “total” is wrong: {gone}", "total"),
    }
    assert [(one.start, one.end) for one in found.problems] == [(0, 4), (4, 9), (0, 7)]
    assert set(found.measures) == {"rows"}


def test_a_table_that_is_gone_takes_only_what_names_it_along() -> None:
    model = definition(measures={"costs": "SUM(lines.cost)", "rows": "COUNT(*)"})
    found = check_model(
        model, {name: table for name, table in TABLES.items() if name != "lines"}, model_id=None, revision=1
    )
    assert problems_of(found) == {
        "measures/costs/formula": ("The dataset of the table “lines” is gone or not ready.", "lines")
    }
    assert set(found.measures) == {"rows"}


def test_measures_that_double_with_every_step_are_refused_before_they_are_large() -> None:
    doubling = {f"m{step}": f"m{step + 1} + m{step + 1}" for step in range(60)} | {"m60": "SUM(amount)"}
    columns = {f"c{step}": f"c{step + 1} || c{step + 1}" for step in range(60)} | {"c60": "region"}
    started = time.perf_counter()
    found = check(definition(measures=doubling, calculated={"orders": columns}))
    assert time.perf_counter() - started < 10
    assert "m60" in found.measures
    assert "m30" not in found.measures
    assert ("orders", "c30") not in found.calculated
    assert any("more than 2,000 parts" in message for message, _ in problems_of(found).values())
    assert all(len(message) < 300 for message, _ in problems_of(found).values())


def test_functions_that_repeat_their_arguments_are_refused_before_they_are_large() -> None:
    nested = "SUM(amount)"
    for _ in range(30):
        nested = f"GROWTH({nested}, ordered_at)"
    found = check(definition(measures={"nested": nested}))
    assert "too large" in found.problems[0].message or "parts" in found.problems[0].message


def test_a_chain_of_a_thousand_measures_needs_no_deep_stack() -> None:
    chain = {f"m{step}": f"m{step + 1}" for step in range(999)} | {"m999": "SUM(amount)"}
    limit = sys.getrecursionlimit()
    assert len(check(definition(measures=chain)).measures) == 1_000
    assert sys.getrecursionlimit() == limit


def test_a_circle_of_a_thousand_measures_is_told_in_a_few_words() -> None:
    circle = {f"m{step}": f"m{(step + 1) % 1_000}" for step in range(1_000)}
    found = check(definition(measures=circle))
    assert len(found.problems) == 1_000
    assert max(len(problem.message) for problem in found.problems) < 200


@pytest.mark.parametrize(
    "formula",
    [
        "ABS(" * 99 + "1" + ")" * 99,
        "CASE WHEN true THEN " * 50 + "1" + " END" * 50,
        "IF(true, " * 60 + "1, 2" + ", 3)" * 59 + ")",
        "(" * 99 + "1" + ")" * 99,
        "-" * 98 + "quantity",
        "NOT " * 98 + "is_paid",
        "quantity" + " + 1" * 99,
        " OR ".join(["is_paid"] * 360),
        "quantity IN (" + ", ".join(["1"] * 1_300) + ")",
        "CONCAT(" + ", ".join(["region"] * 480) + ")",
    ],
)
def test_large_formulas_are_checked_or_refused_and_never_raise(formula: str) -> None:
    found = check(definition(calculated={"orders": {"large": formula}}))
    assert len(found.calculated) + len(found.problems) == 1
