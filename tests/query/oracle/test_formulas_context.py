"""Measures in another context than the question's: shares, parents, overrides, and what is forgotten."""

from typing import Any

import pytest
from tests.query.model_harness import SmallModel
from tests.query.oracle import shops
from tests.query.oracle.shops import model, values


def regions() -> SmallModel:
    """Sales by region, city and product; one of them nowhere."""
    return model(
        {
            "sales": values(
                "region VARCHAR, city VARCHAR, product VARCHAR, amount INTEGER",
                "'north', 'Oslo', 'A', 10",
                "'north', 'Oslo', 'B', 20",
                "'north', 'Bergen', 'A', 30",
                "'south', 'Rome', 'A', 40",
                "'south', 'Rome', 'B', 60",
                "NULL, 'Nowhere', 'A', 40",
            )
        },
        measures={"sales.revenue": "SUM(amount)"},
    )


def shown(formula: str, *dimensions: str, **parts: Any) -> list[list[Any]]:
    """A formula by some dimensions of the regions."""
    return regions().rows("sales", dimensions=list(dimensions), measures=[f"={formula}"], **parts)


NORTH = {"kind": "in", "member": "region", "values": ["north"]}
PRODUCT_A = {"kind": "in", "member": "product", "values": ["A"]}


def test_a_share_of_the_total_divides_by_everything_that_the_filters_leave() -> None:
    assert shown("SHARE_OF_TOTAL(revenue)", "region") == [["north", 0.3], ["south", 0.5], [None, 0.2]]
    assert shown("SHARE_OF_TOTAL(revenue)", "region", filters=[PRODUCT_A]) == [
        ["north", pytest.approx(40 / 120)],
        ["south", pytest.approx(40 / 120)],
        [None, pytest.approx(40 / 120)],
    ]


def test_a_total_is_the_same_in_every_group() -> None:
    assert shown("TOTAL(revenue)", "region", filters=[NORTH]) == [["north", 60]]
    assert shown("TOTAL(AVG(amount))", "region") == [["north", 200 / 6], ["south", 200 / 6], [None, 200 / 6]]


def test_a_grand_total_knows_no_filter() -> None:
    assert shown("GRAND_TOTAL(revenue)", "city", filters=[NORTH]) == [["Bergen", 200], ["Oslo", 200]]


def test_a_share_of_the_parent_divides_by_the_group_without_the_last_dimension() -> None:
    assert shown("SHARE_OF_PARENT(revenue)", "region", "city") == [
        ["north", "Bergen", 0.5],
        ["north", "Oslo", 0.5],
        ["south", "Rome", 1],
        [None, "Nowhere", 1],
    ]
    assert shown("PARENT(revenue)", "region", "city", "product", filters=[NORTH]) == [
        ["north", "Bergen", "A", 30],
        ["north", "Oslo", "A", 30],
        ["north", "Oslo", "B", 30],
    ]


def test_a_share_of_some_columns_forgets_only_their_groups() -> None:
    assert shown("SHARE_OF(revenue, product)", "region", "product") == [
        ["north", "A", pytest.approx(40 / 60)],
        ["north", "B", pytest.approx(20 / 60)],
        ["south", "A", 0.4],
        ["south", "B", 0.6],
        [None, "A", 1],
    ]


def test_a_condition_replaces_groups_and_filters_of_its_columns() -> None:
    north = "CALCULATE(revenue, region = 'north')"
    assert shown(north, "region") == [["north", 60], ["south", 60], [None, 60]]
    assert shown(north, "product") == [["A", 40], ["B", 20]]
    assert shown(north, "product", filters=[{**NORTH, "values": ["south"]}]) == [["A", 40], ["B", 20]]
    assert shown(north, filters=[PRODUCT_A]) == [[40]]


def test_keep_stays_within_groups_and_filters() -> None:
    north = "CALCULATE(revenue, KEEP(region = 'north'))"
    assert shown(north, "region") == [["north", 60], ["south", None], [None, None]]
    assert shown(north, filters=[{**NORTH, "values": ["south"]}]) == [[None]]


def test_what_is_removed_is_forgotten_as_a_group_and_as_a_filter() -> None:
    assert shown("CALCULATE(revenue, REMOVE(product))", "product", filters=[NORTH, PRODUCT_A]) == [["A", 60]]
    assert shown("CALCULATE(revenue, REMOVE())", "product", filters=[NORTH, PRODUCT_A]) == [["A", 200]]
    assert shown("CALCULATE(revenue, UNGROUP(product))", "product", filters=[NORTH, PRODUCT_A]) == [["A", 40]]
    assert shown("CALCULATE(revenue, REMOVE_ALL_BUT(region))", "region", "product", filters=[PRODUCT_A]) == [
        ["north", "A", 60],
        ["south", "A", 100],
        [None, "A", 40],
    ]


def test_changes_apply_from_left_to_right_and_from_outside_to_inside() -> None:
    assert shown("CALCULATE(revenue, region = 'north', REMOVE(region))", "region", filters=[NORTH]) == [["north", 200]]
    assert shown("CALCULATE(revenue, REMOVE(region), region = 'south')", "region", filters=[NORTH]) == [["north", 100]]
    assert shown("CALCULATE(CALCULATE(revenue, region = 'south'), region = 'north')", "product") == [
        ["A", 40],
        ["B", 60],
    ]
    assert shown("CALCULATE(CALCULATE(revenue, KEEP(region = 'south')), region = 'north')") == [[None]]


def test_a_measure_in_a_formula_is_what_it_is_anywhere() -> None:
    assert shown("revenue / CALCULATE(revenue, product = 'A')", "region") == [
        ["north", 1.5],
        ["south", 2.5],
        [None, 1],
    ]


def test_subtotals_of_shares_are_shares() -> None:
    shares = ["=SHARE_OF_TOTAL(revenue)", "=SHARE_OF_PARENT(revenue)"]
    found = regions().rows(
        "sales", dimensions=["region", "city"], measures=shares, filters=[NORTH], totals=[["region"], []]
    )
    assert found == [
        ["north", "Bergen", 0.5, 0.5, 0],
        ["north", "Oslo", 0.5, 0.5, 0],
        ["north", None, 1, 1, 1],
        [None, None, 1, 1, 2],
    ]


def test_a_share_over_a_bridge_may_add_up_to_more_than_one() -> None:
    bank = shops.joint_accounts()
    share = "=SHARE_OF_TOTAL(balance_sum)"
    assert bank.rows("accounts", dimensions=["owners.name"], measures=[share]) == [
        ["Ann", pytest.approx(150 / 157)],
        ["Bob", pytest.approx(100 / 157)],
        [None, pytest.approx(7 / 157)],
    ]


def test_a_condition_on_a_related_table_replaces_what_the_question_says_of_it() -> None:
    shop = shops.chasm_trap()
    german = "=CALCULATE(revenue, customers.country = 'DE')"
    assert shop.rows("orders", dimensions=["customers.country"], measures=["revenue", german]) == [
        ["DE", 35, 35],
        ["FR", 7, 35],
        [None, 3, 35],
    ]
    assert shop.rows("orders", dimensions=["customers.name"], measures=["revenue", german]) == [
        ["Ann", 30, 30],
        ["Bob", 5, 5],
        ["Cem", 7, None],
        [None, 3, None],
    ]


def test_groups_are_those_of_the_plain_measures() -> None:
    north = "=CALCULATE(revenue, region = 'north')"
    assert shown(north[1:], "city", filters=[{**NORTH, "values": ["south"]}]) == [["Rome", None]]
    assert regions().rows("sales", dimensions=["product"], measures=["revenue", north], filters=[PRODUCT_A]) == [
        ["A", 120, 40]
    ]


def test_a_parameter_is_what_the_question_sets_or_its_default() -> None:
    shop = model(
        {"sales": values("amount INTEGER", "1", "2", "3")},
        measures={"sales.large": "SUM_IF(amount, amount >= $least)"},
        parameters=[{"name": "least", "type": "integer", "default": 2}],
    )
    assert shop.rows("sales", measures=["large"]) == [[5]]
    assert shop.rows("sales", measures=["large"], parameters={"least": 3}) == [[3]]
