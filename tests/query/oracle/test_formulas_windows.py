"""Measures looked at along the groups of a result: running, moving, ranked, before and behind."""

from typing import Any

import pytest
from tests.query.model_harness import SmallModel
from tests.query.oracle.shops import model, values


def sales(*rows: str) -> SmallModel:
    """Sales, each row `'2024-01-31', 'A', 5`."""
    return model(
        {"sales": values("sold DATE, product VARCHAR, amount INTEGER", *rows)},
        measures={"sales.revenue": "SUM(amount)"},
    )


def with_a_gap() -> SmallModel:
    """January, February, May, June."""
    return sales("'2024-01-05', 'A', 10", "'2024-02-05', 'A', 20", "'2024-05-05', 'A', 60", "'2024-06-05', 'A', 80")


def monthly(shop: SmallModel, *formulas: str, **parts: Any) -> list[list[Any]]:
    """Formulas by month."""
    return shop.rows("sales", dimensions=["sold:month"], measures=[f"={one}" for one in formulas], **parts)


def by_product(shop: SmallModel, *formulas: str, **parts: Any) -> list[list[Any]]:
    """Formulas by product."""
    return shop.rows("sales", dimensions=["product"], measures=[f"={one}" for one in formulas], **parts)


def test_a_moving_average_looks_at_months_of_the_calendar_not_at_groups() -> None:
    assert monthly(with_a_gap(), "MOVING_AVG(revenue, 3)", "MOVING_SUM(revenue, 2)") == [
        ["2024-01-01", 10, 10],
        ["2024-02-01", 15, 30],
        ["2024-05-01", 60, 60],
        ["2024-06-01", 70, 140],
    ]


def test_a_group_without_a_moment_has_no_months_before_it() -> None:
    shop = sales("'2024-01-05', 'A', 10", "NULL, 'A', 30")
    assert monthly(shop, "MOVING_AVG(revenue, 3)", "PREVIOUS(revenue)", "RUNNING_TOTAL(revenue)") == [
        ["2024-01-01", 10, None, 10],
        [None, None, None, 40],
    ]


def test_moving_extremes_forget_what_is_behind_the_frame() -> None:
    assert monthly(with_a_gap(), "MOVING_MIN(revenue, 5)", "MOVING_MAX(revenue, 2)") == [
        ["2024-01-01", 10, 10],
        ["2024-02-01", 10, 20],
        ["2024-05-01", 10, 60],
        ["2024-06-01", 20, 80],
    ]


def test_the_group_before_is_the_month_before_or_nothing() -> None:
    assert monthly(with_a_gap(), "PREVIOUS(revenue)", "PREVIOUS(revenue, 3)", "NEXT(revenue)") == [
        ["2024-01-01", None, None, 20],
        ["2024-02-01", 10, None, None],
        ["2024-05-01", None, 20, 80],
        ["2024-06-01", 60, None, None],
    ]


def test_a_running_total_begins_anew_for_every_other_group() -> None:
    shop = sales(
        "'2024-01-05', 'A', 1", "'2024-02-05', 'A', 2", "'2024-01-05', 'B', 4", "'2024-03-05', 'B', 8", "NULL, 'B', 16"
    )
    found = shop.rows("sales", dimensions=["product", "sold:month"], measures=["=RUNNING_TOTAL(revenue)"])
    assert found == [
        ["A", "2024-01-01", 1],
        ["A", "2024-02-01", 3],
        ["B", "2024-01-01", 4],
        ["B", "2024-03-01", 12],
        ["B", None, 28],
    ]


def test_a_total_without_the_dimension_that_a_window_goes_along_stands_alone_in_it() -> None:
    shop = sales("'2024-01-05', 'A', 1", "'2024-02-05', 'A', 2", "'2024-01-05', 'B', 4")
    asked = {"dimensions": ["product", "sold:month"], "totals": [["sold_month"], []]}
    assert shop.rows("sales", **asked, measures=["=RUNNING_TOTAL(revenue)", "=RANK(revenue)"]) == [
        ["A", "2024-01-01", 1, 3, 0],
        ["A", "2024-02-01", 3, 2, 0],
        ["B", "2024-01-01", 4, 1, 0],
        [None, "2024-01-01", 5, 1, 1],
        [None, "2024-02-01", 7, 2, 1],
        [None, None, 7, 1, 2],
    ]


def test_a_running_total_goes_along_the_dimension_that_it_names() -> None:
    shop = sales("'2024-01-05', 'A', 1", "'2024-02-05', 'A', 2", "'2024-01-05', 'B', 4")
    found = shop.rows("sales", dimensions=["sold:month", "product"], measures=["=RUNNING_TOTAL(revenue, product)"])
    assert found == [["2024-01-01", "A", 1], ["2024-01-01", "B", 5], ["2024-02-01", "A", 2]]


def test_without_time_a_window_goes_along_the_last_dimension_in_its_order() -> None:
    shop = sales("NULL, 'C', 4", "NULL, 'A', 1", "NULL, 'B', 2", "NULL, NULL, 8")
    formulas = ("RUNNING_TOTAL(revenue)", "PREVIOUS(revenue, 2)", "MOVING_AVG(revenue, 2)", "FIRST_GROUP(revenue)")
    assert by_product(shop, *formulas, "LAST_GROUP(revenue)") == [
        ["A", 1, None, 1, 1, 8],
        ["B", 3, None, 1.5, 1, 8],
        ["C", 7, 1, 3, 1, 8],
        [None, 15, 2, 6, 1, 8],
    ]


def ranked() -> SmallModel:
    """Two that tie, and one without a value."""
    return sales("NULL, 'A', 10", "NULL, 'B', 30", "NULL, 'C', 10", "NULL, 'D', 5", "NULL, 'E', NULL")


def test_ranks_share_a_place_and_leave_out_what_is_absent() -> None:
    assert by_product(
        ranked(), "RANK(revenue)", "DENSE_RANK(revenue)", "PERCENT_RANK(revenue)", "RANK(revenue, 'asc')"
    ) == [
        ["A", 2, 2, pytest.approx(1 / 3), 2],
        ["B", 1, 1, 0, 4],
        ["C", 2, 2, pytest.approx(1 / 3), 2],
        ["D", 4, 3, 1, 1],
        ["E", None, None, None, None],
    ]


def test_ranks_begin_anew_where_they_are_asked_to() -> None:
    shop = sales("'2024-01-05', 'A', 1", "'2024-01-05', 'B', 4", "'2024-02-05', 'A', 3", "'2024-02-05', 'B', 2")
    found = shop.rows(
        "sales", dimensions=["sold:month", "product"], measures=["=RANK(revenue)", "=RANK(revenue, PER(sold))"]
    )
    assert found == [
        ["2024-01-01", "A", 4, 2],
        ["2024-01-01", "B", 1, 1],
        ["2024-02-01", "A", 2, 1],
        ["2024-02-01", "B", 3, 2],
    ]


def test_a_rank_is_of_all_groups_also_when_a_filter_shows_few_of_them() -> None:
    few = [{"kind": "measure", "measure": "rank", "min": 2, "max": 2}]
    rank = {"formula": "RANK(revenue)", "name": "rank"}
    assert ranked().rows("sales", dimensions=["product"], measures=["revenue", rank], filters=few) == [
        ["A", 10, 2],
        ["C", 10, 2],
    ]


def test_the_rest_is_ranked_and_summed_like_any_group() -> None:
    shop = sales("NULL, 'A', 10", "NULL, 'B', 30", "NULL, 'C', 9", "NULL, 'D', 5", "NULL, NULL, 1")
    top = {"member": "product", "top": {"count": 2, "by": "revenue", "other": "other"}}
    found = shop.rows("sales", dimensions=[top], measures=["revenue", "=RANK(revenue)", "=SHARE_OF_TOTAL(revenue)"])
    assert found == [
        ["A", 10, 3, pytest.approx(10 / 55)],
        ["B", 30, 1, pytest.approx(30 / 55)],
        ["other", 15, 2, pytest.approx(15 / 55)],
    ]


def test_what_is_left_behind_the_first_counts_for_no_share_and_no_rank() -> None:
    top = {"member": "product", "top": {"count": 2, "by": "revenue"}}
    found = ranked().rows("sales", dimensions=[top], measures=["revenue", "=RANK(revenue)", "=SHARE_OF_TOTAL(revenue)"])
    assert found == [["A", 10, 2, 0.25], ["B", 30, 1, 0.75]]


def test_the_average_of_the_rest_is_of_its_rows() -> None:
    shop = sales("NULL, 'A', 10", "NULL, 'A', 20", "NULL, 'B', 1", "NULL, 'B', 2", "NULL, 'C', 9")
    top = {"member": "product", "top": {"count": 1, "by": "avg", "other": "rest"}}
    average = {"member": "amount", "aggregation": "avg", "name": "avg"}
    assert shop.rows("sales", dimensions=[top], measures=[average], totals=[[]]) == [
        ["A", 15, 0],
        ["rest", 4, 0],
        [None, 8.4, 1],
    ]
