"""Totals, first values, filters on measures and orders over joins."""

import pytest
from tests.query.oracle import shops


def test_totals_of_averages_and_distincts_are_computed_from_rows() -> None:
    shop = shops.chasm_trap()
    parts = [
        {"member": "amount", "aggregation": "avg", "name": "avg"},
        {"member": "customer_id", "aggregation": "count_distinct", "name": "buyers"},
    ]
    asked = {"dimensions": ["customers.country", "customers.name"], "measures": parts}
    assert shop.rows("orders", **asked, totals=[["customers.country"], []]) == [
        ["DE", "Ann", 15, 1, 0],
        ["DE", "Bob", 5, 1, 0],
        ["DE", None, pytest.approx(35 / 3), 2, 1],
        ["FR", "Cem", 7, 1, 0],
        ["FR", None, 7, 1, 1],
        [None, None, 1.5, 1, 0],
        [None, None, 1.5, 1, 1],
        [None, None, 7.5, 4, 2],
    ]


def test_the_rest_behind_the_first_is_one_group_in_which_every_row_counts_once() -> None:
    shop = shops.fan_trap()
    top = {"member": "items.product", "top": {"count": 1, "by": "revenue", "other": "rest"}}
    assert shop.rows("orders", dimensions=[top], measures=["revenue", "order_count", "paid"], totals=[[]]) == [
        ["A", 43, 3, 55, 0],
        ["rest", 22, 3, 46, 0],
        [None, 65, 4, 56, 1],
    ]


def test_only_the_first_values_stay_where_the_rest_is_not_wanted() -> None:
    shop = shops.fan_trap()
    top = {"member": "items.product", "top": {"count": 2, "by": "revenue"}}
    assert shop.rows("orders", dimensions=[top, "status"], measures=["revenue"]) == [
        ["A", "open", 20],
        ["A", "paid", 20],
        ["A", None, 3],
        ["B", "open", 5],
        ["B", "paid", 10],
    ]


def test_a_filter_on_a_measure_takes_whole_groups_of_every_home() -> None:
    shop = shops.chasm_trap()
    many = [{"kind": "measure", "measure": "cases", "min": 1}]
    assert shop.rows("customers", dimensions=["name"], measures=["revenue", "cases"], filters=many) == [
        ["Ann", 30, 3],
        ["Cem", 7, 1],
        ["Dee", None, 1],
    ]


def test_an_order_by_a_measure_of_another_home_puts_what_is_absent_last() -> None:
    shop = shops.chasm_trap()
    found = shop.ask(
        "customers",
        dimensions=["name"],
        measures=["cases", "revenue"],
        sort=[{"by": "revenue", "descending": True}],
        limit=4,
    )
    assert found.rows == [["Ann", 3, 30], ["Cem", 1, 7], ["Bob", 0, 5], [None, 0, 3]]
    assert found.total_rows == 5
