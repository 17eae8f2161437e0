"""Measures at other times: to date, before, a year ago, and in fiscal years."""

from typing import Any

import pytest
from tests.query.model_harness import SmallModel
from tests.query.oracle.shops import model, values

from gnomon.foundation.kit.errors import AppError


def sales(*rows: str, **parts: Any) -> SmallModel:
    """Sales on days, each row `'2024-01-31', 5` or with a product behind."""
    full = [row if row.count(",") == 2 else f"{row}, 'A'" for row in rows]
    return model(
        {"sales": values("sold DATE, amount INTEGER, product VARCHAR", *full)},
        measures={"sales.revenue": "SUM(amount)"},
        **parts,
    )


def over_new_year() -> SmallModel:
    """Three months around a new year, and one that is missing."""
    return sales(
        "'2023-11-05', 1",
        "'2023-12-24', 2",
        "'2024-01-10', 4",
        "'2024-01-20', 8",
        "'2024-03-01', 16",
        "'2024-03-31', 32",
    )


def monthly(shop: SmallModel, *formulas: str, **parts: Any) -> list[list[Any]]:
    """Formulas by month."""
    return shop.rows("sales", dimensions=["sold:month"], measures=[f"={one}" for one in formulas], **parts)


SINCE_MARCH = {"kind": "time_range", "member": "sold", "start": "2024-03-01"}
FEBRUARY_ON = {"kind": "range", "member": "sold", "min": "2024-01-15", "max": "2024-03-15"}


def test_a_year_to_date_begins_anew_with_the_year() -> None:
    assert monthly(over_new_year(), "revenue", "YEAR_TO_DATE(revenue, sold)") == [
        ["2023-11-01", 1, 1],
        ["2023-12-01", 2, 3],
        ["2024-01-01", 12, 12],
        ["2024-03-01", 48, 60],
    ]


def test_a_year_to_date_counts_the_months_that_a_filter_hides() -> None:
    assert monthly(over_new_year(), "revenue", "YEAR_TO_DATE(revenue, sold)", filters=[SINCE_MARCH]) == [
        ["2024-03-01", 48, 60]
    ]


def test_to_date_ends_where_the_filter_ends() -> None:
    assert monthly(over_new_year(), "revenue", "YEAR_TO_DATE(revenue, sold)", filters=[FEBRUARY_ON]) == [
        ["2024-01-01", 8, 12],
        ["2024-03-01", 16, 28],
    ]


def test_quarters_months_and_weeks_to_date_begin_with_their_unit() -> None:
    shop = sales(
        "'2024-03-31', 1",
        "'2024-04-01', 2",
        "'2024-04-30', 4",
        "'2024-05-01', 8",
        "'2024-05-05', 16",
        "'2024-05-06', 32",
    )
    found = shop.rows(
        "sales",
        dimensions=["sold:day"],
        measures=["=QUARTER_TO_DATE(revenue, sold)", "=MONTH_TO_DATE(revenue, sold)", "=WEEK_TO_DATE(revenue, sold)"],
    )
    assert found == [
        ["2024-03-31", 1, 1, 1],
        ["2024-04-01", 2, 2, 2],
        ["2024-04-30", 6, 6, 4],
        ["2024-05-01", 14, 8, 12],
        ["2024-05-05", 30, 24, 28],
        ["2024-05-06", 62, 56, 32],
    ]


def test_a_week_begins_on_the_day_that_the_calendar_says() -> None:
    shop = sales("'2024-05-04', 1", "'2024-05-05', 2", "'2024-05-06', 4", calendar={"week_starts": "sunday"})
    found = shop.rows("sales", dimensions=["sold:day"], measures=["=WEEK_TO_DATE(revenue, sold)"])
    assert found == [["2024-05-04", 1], ["2024-05-05", 2], ["2024-05-06", 6]]


def test_a_fiscal_year_that_begins_in_april_is_counted_from_there() -> None:
    shop = sales(
        "'2023-04-01', 1",
        "'2024-01-15', 2",
        "'2024-03-31', 4",
        "'2024-04-01', 8",
        "'2024-05-01', 16",
        calendar={"fiscal_year_starts": 4},
    )
    assert monthly(shop, "FISCAL_YEAR_TO_DATE(revenue, sold)", "YEAR_TO_DATE(revenue, sold)") == [
        ["2023-04-01", 1, 1],
        ["2024-01-01", 3, 2],
        ["2024-03-01", 7, 6],
        ["2024-04-01", 8, 14],
        ["2024-05-01", 24, 30],
    ]


def test_the_previous_period_of_a_month_is_the_month_before_whether_it_is_there_or_not() -> None:
    assert monthly(
        over_new_year(), "PREVIOUS_PERIOD(revenue, sold)", "CHANGE(revenue, sold)", "GROWTH(revenue, sold)"
    ) == [
        ["2023-11-01", None, None, None],
        ["2023-12-01", 1, 1, 1],
        ["2024-01-01", 2, 10, 5],
        ["2024-03-01", None, None, None],
    ]


def test_the_next_period_looks_ahead() -> None:
    assert monthly(over_new_year(), "NEXT_PERIOD(revenue, sold)") == [
        ["2023-11-01", 2],
        ["2023-12-01", 12],
        ["2024-01-01", None],
        ["2024-03-01", None],
    ]


def test_a_period_is_shifted_by_any_number_of_units() -> None:
    assert monthly(over_new_year(), "SHIFT_PERIOD(revenue, sold, -2, 'month')", "PREVIOUS_QUARTER(revenue, sold)") == [
        ["2023-11-01", None, None],
        ["2023-12-01", None, None],
        ["2024-01-01", 1, None],
        ["2024-03-01", 12, 2],
    ]


def test_a_leap_day_looks_at_the_last_day_of_february_a_year_before() -> None:
    shop = sales(
        "'2023-02-28', 1",
        "'2023-03-01', 2",
        "'2024-02-28', 4",
        "'2024-02-29', 8",
        "'2024-03-01', 16",
        "'2025-02-28', 32",
    )
    found = shop.rows("sales", dimensions=["sold:day"], measures=["revenue", "=SAME_PERIOD_LAST_YEAR(revenue, sold)"])
    assert found == [
        ["2023-02-28", 1, None],
        ["2023-03-01", 2, None],
        ["2024-02-28", 4, 1],
        ["2024-02-29", 8, 1],
        ["2024-03-01", 16, 2],
        ["2025-02-28", 32, 4],
    ]
    assert monthly(shop, "SAME_PERIOD_LAST_YEAR(revenue, sold)") == [
        ["2023-02-01", None],
        ["2023-03-01", None],
        ["2024-02-01", 1],
        ["2024-03-01", 2],
        ["2025-02-01", 12],
    ]


def test_a_year_over_year_growth_is_null_where_there_was_nothing_or_zero() -> None:
    shop = sales("'2022-05-01', 0", "'2023-05-01', 4", "'2024-05-01', 5", "'2024-06-01', 7")
    assert monthly(shop, "YEAR_OVER_YEAR(revenue, sold)") == [
        ["2022-05-01", None],
        ["2023-05-01", None],
        ["2024-05-01", 0.25],
        ["2024-06-01", None],
    ]


def test_a_filter_on_the_date_is_shifted_with_the_groups() -> None:
    until_mid_march = {"kind": "time_range", "member": "sold", "start": "2024-03-01", "end": "2024-03-15"}
    shop = sales("'2023-03-10', 1", "'2023-03-20', 2", "'2024-03-10', 4", "'2024-03-20', 8")
    assert monthly(shop, "revenue", "SAME_PERIOD_LAST_YEAR(revenue, sold)", filters=[until_mid_march]) == [
        ["2024-03-01", 4, 1]
    ]


def test_without_a_group_the_filter_says_which_period_is_the_previous() -> None:
    march = {"kind": "time_range", "member": "sold", "start": "2024-03-01", "end": "2024-04-01"}
    shop = sales("'2024-01-31', 1", "'2024-02-01', 2", "'2024-02-29', 4", "'2024-03-31', 8")
    found = shop.rows("sales", measures=["revenue", "=PREVIOUS_PERIOD(revenue, sold)"], filters=[march])
    assert found == [[8, 6]]


def test_other_groups_stay_while_time_is_shifted() -> None:
    shop = sales("'2024-01-01', 1, 'A'", "'2024-01-01', 2, 'B'", "'2024-02-01', 4, 'A'", "'2024-02-01', 8, 'C'")
    found = shop.rows(
        "sales", dimensions=["product", "sold:month"], measures=["revenue", "=PREVIOUS_MONTH(revenue, sold)"]
    )
    assert found == [
        ["A", "2024-01-01", 1, None],
        ["A", "2024-02-01", 4, 1],
        ["B", "2024-01-01", 2, None],
        ["C", "2024-02-01", 8, None],
    ]


def test_last_years_year_to_date_is_the_one_of_last_years_month() -> None:
    shop = sales("'2023-01-15', 1", "'2023-02-15', 2", "'2023-03-15', 4", "'2024-02-15', 8", "'2024-03-15', 16")
    formulas = ("PREVIOUS_YEAR(YEAR_TO_DATE(revenue, sold), sold)", "YEAR_TO_DATE(PREVIOUS_YEAR(revenue, sold), sold)")
    found = monthly(shop, *formulas, filters=[{"kind": "time_range", "member": "sold", "start": "2024-01-01"}])
    assert found == [["2024-02-01", 3, 3], ["2024-03-01", 7, 7]]


def test_rows_without_a_moment_are_in_no_other_period() -> None:
    shop = sales("'2024-01-01', 1", "NULL, 2")
    assert monthly(shop, "revenue", "PREVIOUS_MONTH(revenue, sold)", "YEAR_TO_DATE(revenue, sold)") == [
        ["2024-01-01", 1, None, 1],
        [None, 2, None, None],
    ]


def conformed() -> SmallModel:
    """Sales and returns by the days of one calendar, on some of which nothing happens."""
    return model(
        {
            "days": "SELECT day::DATE AS day, dayname(day) AS weekday FROM "
            "range(DATE '2023-12-01', DATE '2024-03-01', INTERVAL 1 DAY) AS days(day)",
            "sales": values(
                "sold DATE, amount INTEGER", "'2023-12-04', 1", "'2024-01-01', 2", "'2024-01-02', 4", "'2024-02-05', 8"
            ),
            "refunds": values("on_day DATE, amount INTEGER", "'2024-01-02', 16", "'2024-02-06', 32"),
        },
        links=["sold_on: sales.sold -> days.day", "refunded_on: refunds.on_day -> days.day"],
        measures={"sales.revenue": "SUM(amount)", "refunds.refunded": "SUM(amount)"},
    )


def test_facts_that_share_a_calendar_are_shifted_along_it_together() -> None:
    shop = conformed()
    measures = [
        "revenue",
        "=PREVIOUS_MONTH(revenue, days.day)",
        "=YEAR_TO_DATE(revenue, days.day)",
        "refunded",
        "=PREVIOUS_MONTH(refunded, days.day)",
        "=YEAR_TO_DATE(refunded, days.day)",
    ]
    for anchor, dimension in (("sales", "days.day"), ("days", "day"), ("refunds", "days.day")):
        found = shop.rows(anchor, dimensions=[{"member": dimension, "grain": "month"}], measures=measures)
        assert found == [
            ["2023-12-01", 1, None, 1, None, None, None],
            ["2024-01-01", 6, 1, 6, 16, None, 16],
            ["2024-02-01", 8, 6, 14, 32, 16, 48],
        ]


def test_another_column_of_the_calendar_is_not_shifted_with_its_day_and_says_so() -> None:
    mondays = [{"kind": "in", "member": "days.weekday", "values": ["Monday"]}]
    measures = ["revenue", "=PREVIOUS_MONTH(revenue, days.day)"]
    with pytest.raises(AppError, match=r"days\.weekday.*cannot be looked at in another period"):
        conformed().ask("sales", dimensions=["days.day:month"], measures=measures, filters=mondays)
