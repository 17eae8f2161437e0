"""Every aggregate through the whole road, with numbers that were computed by hand."""

import math
from typing import Any

import pytest
from tests.query.model_harness import SmallModel
from tests.query.oracle.shops import model, values

# Mean 5, squares of the distances 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32: the textbook's example of deviations.
NUMBERS = (2, 4, 4, 4, 5, 5, 7, 9)


def numbers() -> SmallModel:
    """Eight numbers, whose weights are 1 to 8, and a row of nulls; what is even is known to be."""
    rows = [f"{value}, {place}, {value % 2 == 0}, 'w{value}'" for place, value in enumerate(NUMBERS, 1)]
    return model({"rows": values("x INTEGER, w INTEGER, even BOOLEAN, word VARCHAR", *rows, "NULL, NULL, NULL, NULL")})


GOLDEN: dict[str, Any] = {
    "SUM(x)": 40,
    "AVG(x)": 5,
    "MIN(x)": 2,
    "MAX(word)": "w9",
    "COUNT(*)": 9,
    "COUNT(x)": 8,
    "COUNT(DISTINCT x)": 5,
    "COUNT_DISTINCT(x)": 5,
    "MEDIAN(x)": 4.5,
    "PERCENTILE(x, 0.25)": 4,
    "PERCENTILE(x, 0.9)": 7.6,
    "STDDEV(x)": math.sqrt(32 / 7),
    "VARIANCE(x)": 32 / 7,
    "STDDEV_POP(x)": 2,
    "VARIANCE_POP(x)": 4,
    "FIRST(x BY w)": 2,
    "LAST(x BY w)": 9,
    "ARG_MIN(word, w)": "w2",
    "ARG_MAX(word, w)": "w9",
    "COUNT_IF(x > 4)": 4,
    "SUM_IF(x, even)": 14,
    "AVG_IF(x, NOT even)": 6.5,
    "MODE(x)": 4,
    "PRODUCT(x)": 2 * 4 * 4 * 4 * 5 * 5 * 7 * 9,
    "GEOMETRIC_MEAN(x)": (2 * 4 * 4 * 4 * 5 * 5 * 7 * 9) ** (1 / 8),
    "BOOL_AND(x > 1)": True,
    "BOOL_OR(x > 9)": False,
    "WEIGHTED_AVG(x, w)": (2 + 8 + 12 + 16 + 25 + 30 + 49 + 72) / 36,
    # Of distances from the mean: squares of x add up to 32, of w to 42, products to 214 - 8 · 5 · 4.5 = 34.
    "CORR(x, w)": 34 / math.sqrt(32 * 42),
    "SUM(x) FILTER (WHERE even)": 14,
    "COUNT(*) FILTER (WHERE x IS NULL)": 1,
    "SUM(x) / COUNT(*)": 40 / 9,
    "SUM(x * w) - SUM(x) * AVG(w)": 214 - 40 * 4.5,
}


@pytest.mark.parametrize("formula", GOLDEN)
def test_an_aggregate_gives_the_number_of_the_books(formula: str) -> None:
    ((found,),) = numbers().rows("rows", measures=[f"={formula}"])
    assert found == (
        pytest.approx(GOLDEN[formula], rel=1e-12) if isinstance(GOLDEN[formula], float) else GOLDEN[formula]
    )


@pytest.mark.parametrize("formula", [formula for formula in GOLDEN if "COUNT" not in formula])
def test_an_aggregate_of_nothing_is_nothing(formula: str) -> None:
    nothing = [{"kind": "in", "member": "x", "values": [1000]}]
    assert numbers().rows("rows", measures=[f"={formula}"], filters=nothing) == [[None]]


@pytest.mark.parametrize("formula", [formula for formula in GOLDEN if formula.startswith("COUNT")])
def test_a_count_of_nothing_is_zero(formula: str) -> None:
    nothing = [{"kind": "in", "member": "x", "values": [1000]}]
    assert numbers().rows("rows", measures=[f"={formula}"], filters=nothing) == [[0]]


@pytest.mark.parametrize("formula", ["STDDEV(x)", "VARIANCE(x)", "CORR(x, w)"])
def test_a_spread_of_one_value_is_not_known(formula: str) -> None:
    one = [{"kind": "in", "member": "x", "values": [9]}]
    assert numbers().rows("rows", measures=[f"={formula}"], filters=one) == [[None]]


def test_every_aggregate_counts_the_rows_of_its_home_once_however_they_are_joined() -> None:
    shop = model(
        {
            "rows": values("id INTEGER, x INTEGER, w INTEGER, even BOOLEAN, word VARCHAR", *_numbered()),
            "tags": values("id INTEGER, tag VARCHAR", *(f"{place}, '{tag}'" for place in range(1, 9) for tag in "aab")),
        },
        links=["tagged: tags.id -> rows.id"],
    )
    tagged = [{"kind": "null", "member": "tags.tag", "is_null": False}]
    formulas = [
        formula for formula in GOLDEN if formula not in {"COUNT(*)", "SUM(x) / COUNT(*)"} and "NULL" not in formula
    ]
    ((*found,),) = shop.rows("rows", measures=[f"={formula}" for formula in formulas], filters=tagged)
    assert found == [pytest.approx(GOLDEN[one]) if isinstance(GOLDEN[one], float) else GOLDEN[one] for one in formulas]


def _numbered() -> list[str]:
    return [f"{place}, {value}, {place}, {value % 2 == 0}, 'w{value}'" for place, value in enumerate(NUMBERS, 1)]
