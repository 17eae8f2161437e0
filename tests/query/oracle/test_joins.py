"""Right over joins: the classic traps, with numbers that a person can check."""

import pytest
from tests.query.oracle import shops
from tests.query.oracle.shops import model, values

from gnomon.foundation.kit.errors import AppError


def test_items_and_payments_of_orders_do_not_multiply_each_other() -> None:
    shop = shops.fan_trap()
    assert shop.rows("orders", dimensions=["status"], measures=["revenue", "paid", "order_count"], totals=[[]]) == [
        ["open", 25, 25, 1, 0],
        ["paid", 37, 30, 2, 0],
        [None, 3, 1, 1, 0],
        [None, 65, 56, 4, 1],
    ]


def test_an_order_counts_once_for_each_of_its_products_and_once_in_the_total() -> None:
    shop = shops.fan_trap()
    asked = {"dimensions": ["items.product"], "measures": ["order_count", "paid", "revenue"], "totals": [[]]}
    assert shop.rows("orders", **asked) == [
        ["A", 3, 55, 43, 0],
        ["B", 2, 45, 15, 0],
        ["C", 1, 20, 7, 0],
        [None, 1, 1, None, 0],
        [None, 4, 56, 65, 1],
    ]


def test_averages_medians_and_distincts_over_a_multiplying_path_are_of_the_rows_of_the_home() -> None:
    shop = shops.fan_trap()
    amount = [
        {"member": "amount", "aggregation": of, "name": of}
        for of in ("avg", "median", "count_distinct", "count", "max")
    ]
    assert shop.rows("payments", dimensions=["orders.items.product"], measures=amount, totals=[[]]) == [
        ["A", 13.75, 12.5, 3, 4, 20, 0],
        ["B", 15, 15, 3, 3, 20, 0],
        ["C", 20, 20, 1, 1, 20, 0],
        [None, 1, 1, 1, 1, 1, 0],
        [None, 11.2, 10, 4, 5, 20, 1],
    ]


def test_filters_on_one_many_table_must_hold_for_one_and_the_same_row() -> None:
    shop = shops.fan_trap()
    both = [
        {"kind": "in", "member": "items.product", "values": ["B"]},
        {"kind": "range", "member": "items.quantity", "min": 2},
    ]
    assert shop.rows("orders", dimensions=["id"], measures=["order_count", "paid"], filters=both) == [[3, 1, 20]]


def test_a_filter_on_a_many_table_keeps_each_row_of_the_home_once() -> None:
    shop = shops.fan_trap()
    bought = [{"kind": "in", "member": "items.product", "values": ["A", "B"]}]
    assert shop.rows("orders", measures=["order_count", "paid", "revenue"], filters=bought) == [[3, 55, 58]]


def test_a_condition_through_a_many_table_does_not_multiply_what_stands_beside_it() -> None:
    shop = shops.fan_trap()
    beside = ["order_count", "=COUNT(*) FILTER (WHERE items.product = 'A')", "=SUM_IF(id, items.quantity = 1)"]
    assert shop.rows("orders", measures=[*beside, "=SUM(id)"]) == [[4, 3, 6, 10]]
    assert shop.rows("orders", dimensions=["items.product"], measures=beside) == [
        ["A", 3, 3, 5],
        ["B", 2, 0, 1],
        ["C", 1, 0, 3],
        [None, 1, 0, None],
    ]


def test_orders_and_tickets_of_customers_do_not_multiply_each_other() -> None:
    shop = shops.chasm_trap()
    asked = {"dimensions": ["country"], "measures": ["revenue", "cases", "people", "revenue_per_case"]}
    assert shop.rows("customers", **asked, totals=[[]]) == [
        ["DE", 35, 3, 2, pytest.approx(35 / 3), 0],
        ["FR", 7, 1, 1, 7, 0],
        [None, 3, 1, 1, 3, 0],
        [None, 45, 5, 4, 9, 1],
    ]


def test_groups_that_one_home_lacks_are_counted_as_none_and_summed_as_nothing() -> None:
    shop = shops.chasm_trap()
    assert shop.rows("customers", dimensions=["name"], measures=["revenue", "cases", "revenue_per_case"]) == [
        ["Ann", 30, 3, 10],
        ["Bob", 5, 0, None],
        ["Cem", 7, 1, 7],
        ["Dee", None, 1, None],
        [None, 3, 0, None],
    ]


def test_a_member_without_a_row_of_the_home_gives_no_group() -> None:
    shop = shops.chasm_trap()
    assert shop.rows("orders", dimensions=["customers.name"]) == [["Ann"], ["Bob"], ["Cem"], [None]]
    assert shop.rows("orders", dimensions=["customers.name"], measures=["revenue"]) == [
        ["Ann", 30],
        ["Bob", 5],
        ["Cem", 7],
        [None, 3],
    ]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        ({"kind": "null", "member": "customers.country"}, [3, 1, 1]),
        ({"kind": "null", "member": "customers.country", "is_null": False}, [42, 4, 3]),
        ({"kind": "in", "member": "customers.country", "values": ["FR", None]}, [10, 2, 2]),
        ({"kind": "in", "member": "customers.country", "values": ["DE"], "exclude": True}, [10, 2, 2]),
        ({"kind": "in", "member": "customers.country", "values": ["DE", None], "exclude": True}, [7, 1, 1]),
        ({"kind": "text", "member": "customers.country", "operator": "starts_with", "value": "d"}, [35, 3, 2]),
    ],
)
def test_filters_on_related_columns_know_absent_values_and_absent_rows(
    one: dict[str, object], expected: list[object]
) -> None:
    assert shops.chasm_trap().rows("orders", measures=["revenue", "cases", "people"], filters=[one]) == [expected]


def test_a_joint_account_counts_for_each_owner_and_once_in_the_total() -> None:
    bank = shops.joint_accounts()
    asked = {"dimensions": ["owners.name"], "measures": ["balance_sum"], "totals": [[]]}
    assert bank.rows("accounts", **asked) == [["Ann", 150, 0], ["Bob", 100, 0], [None, 7, 0], [None, 157, 1]]


def test_the_total_of_chosen_owners_counts_their_joint_account_once() -> None:
    bank = shops.joint_accounts()
    chosen = [{"kind": "in", "member": "owners.name", "values": ["Ann", "Bob"]}]
    assert bank.rows("accounts", measures=["balance_sum", "owner_count"], filters=chosen) == [[150, 2]]


def test_a_bridge_is_crossed_from_both_sides() -> None:
    # Cem holds nothing, and Bob also holds what is no account.
    bank = shops.joint_accounts()
    assert bank.rows("owners", dimensions=["accounts.branch"], measures=["owner_count", "balance_sum"]) == [
        ["east", 2, 150],
        ["west", 0, 7],
        [None, 2, None],
    ]


def test_a_declared_many_to_many_relationship_never_multiplies() -> None:
    shop = model(
        {
            "sales": values("product VARCHAR, amount INTEGER", "'A', 1", "'A', 2", "'B', 4", "'C', 8", "NULL, 16"),
            "tags": values("product VARCHAR, tag VARCHAR", "'A', 'hot'", "'A', 'new'", "'B', 'hot'", "NULL, 'none'"),
        },
        links=["tagged: sales.product <-> tags.product"],
        measures={"sales.revenue": "SUM(amount)", "tags.tag_count": "COUNT(*)"},
    )
    asked = {"dimensions": ["tags.tag"], "measures": ["revenue", "tag_count"], "totals": [[]]}
    assert shop.rows("sales", **asked) == [
        ["hot", 7, 2, 0],
        ["new", 3, 1, 0],
        ["none", None, 1, 0],
        [None, 24, 0, 0],
        [None, 31, 4, 1],
    ]


def test_each_date_of_an_order_plays_its_own_role() -> None:
    shop = shops.two_dates()
    assert shop.rows("orders", dimensions=["days.month"], measures=["revenue"]) == [["2024-01", 30], ["2024-02", 120]]
    assert shop.rows("orders", dimensions=["ordered_on.month"], measures=["revenue"]) == [
        ["2024-01", 30],
        ["2024-02", 120],
    ]
    assert shop.rows("orders", dimensions=["shipped_on.month"], measures=["revenue"]) == [
        ["2024-01", 20],
        ["2024-02", 10],
        [None, 120],
    ]
    assert shop.rows("orders", dimensions=["ordered_on.month", "shipped_on.month"], measures=["revenue"]) == [
        ["2024-01", "2024-01", 20],
        ["2024-01", "2024-02", 10],
        ["2024-02", None, 120],
    ]


def test_a_change_of_one_role_leaves_the_other_alone() -> None:
    shop = shops.two_dates()
    assert shop.rows("orders", dimensions=["ordered_on.month"], measures=["shipped_in_january"]) == [
        ["2024-01", 20],
        ["2024-02", None],
    ]
    assert shop.rows("orders", dimensions=["shipped_on.month"], measures=["revenue", "shipped_in_january"]) == [
        ["2024-01", 20, 20],
        ["2024-02", 10, 20],
        [None, 120, 20],
    ]


def test_an_ambiguous_path_is_refused_with_the_choices_named() -> None:
    with pytest.raises(AppError) as refused:
        shops.diamond().ask("orders", dimensions=["countries.name"], measures=["revenue"])
    assert refused.value.details == {"table": "orders", "address": "countries", "choices": ["lives_in", "stands_in"]}


def test_a_named_path_through_a_diamond_is_followed() -> None:
    shop = shops.diamond()
    assert shop.rows("orders", dimensions=["customers.countries.name"], measures=["revenue"]) == [["DE", 5], ["FR", 7]]
    assert shop.rows("orders", dimensions=["stores.countries.name"], measures=["revenue"]) == [["FR", 12]]
    assert shop.rows("orders", dimensions=["lives_in.name", "stands_in.name"], measures=["revenue"]) == [
        ["DE", "FR", 5],
        ["FR", "FR", 7],
    ]


def test_a_member_without_a_path_is_refused_with_both_tables_named() -> None:
    shop = model(
        {
            "orders": values("id INTEGER, amount INTEGER", "1, 1"),
            "weather": values("day DATE, rain INTEGER", "'2024-01-01', 3"),
        },
        measures={"orders.revenue": "SUM(amount)", "weather.rain_sum": "SUM(rain)"},
    )
    for parts in (
        {"dimensions": ["weather.day"], "measures": ["revenue"]},
        {"dimensions": ["id"], "measures": ["rain_sum"]},
        {"measures": ["rain_sum"], "filters": [{"kind": "in", "member": "id", "values": [1]}]},
    ):
        with pytest.raises(AppError) as refused:
            shop.ask("orders", **parts)
        told = f"{refused.value} {refused.value.hint}"
        assert [name in told for name in ("weather", "orders", "relationship")] == [True, True, True]
