"""Calculated columns: of their own row, of related rows, and of all rows that agree in a key."""

from tests.query.model_harness import SmallModel
from tests.query.oracle.shops import model, values


def shop() -> SmallModel:
    """Orders of customers, with columns that are computed of them."""
    return model(
        {
            "customers": values("id INTEGER, name VARCHAR, discount DECIMAL(3,2)", "1, 'Ann', 0.10", "2, 'Bob', NULL"),
            "orders": values(
                "customer_id INTEGER, ordered DATE, amount DECIMAL(9,2)",
                "1, '2024-01-05', 10",
                "1, '2024-02-05', 20",
                "2, '2024-02-07', 40",
                "2, '2024-03-01', 80",
                "NULL, '2024-03-09', 5",
            ),
        },
        links=["buyer: orders.customer_id -> customers.id"],
        calculated={
            "orders.net": "amount * (1 - COALESCE(customers.discount, 0))",
            "orders.doubled": "net * 2",
            "orders.first_order": "FIXED(MIN(ordered), customer_id)",
            "orders.cohort": "START_OF_MONTH(first_order)",
            "orders.is_first": "ordered = FIXED(MIN(ordered), customer_id)",
            "customers.initial": "LEFT(name, 1)",
        },
        measures={
            "orders.net_revenue": "SUM(net)",
            "orders.first_revenue": "SUM_IF(amount, is_first)",
        },
    )


def test_a_calculated_column_looks_up_the_one_row_that_belongs_to_its_own() -> None:
    assert shop().rows("orders", measures=["net_revenue", "=SUM(doubled)"]) == [[152, 304]]
    assert shop().rows("orders", dimensions=["net"], measures=["=COUNT(*)"]) == [
        [5, 1],
        [9, 1],
        [18, 1],
        [40, 1],
        [80, 1],
    ]


def test_a_calculated_column_of_a_related_table_groups_and_filters() -> None:
    bob = [{"kind": "in", "member": "customers.initial", "values": ["B"]}]
    assert shop().rows("orders", dimensions=["customers.initial"], measures=["net_revenue"]) == [
        ["A", 27],
        ["B", 120],
        [None, 5],
    ]
    assert shop().rows("orders", measures=["net_revenue"], filters=bob) == [[120]]


def test_a_cohort_is_the_month_of_the_first_order_whatever_is_filtered() -> None:
    since_february = [{"kind": "range", "member": "ordered", "min": "2024-02-01"}]
    asked = {"dimensions": ["cohort", "ordered:month"], "measures": ["=SUM(amount)", "=COUNT(DISTINCT customer_id)"]}
    assert shop().rows("orders", **asked, filters=since_february) == [
        ["2024-01-01", "2024-02-01", 20, 1],
        ["2024-02-01", "2024-02-01", 40, 1],
        ["2024-02-01", "2024-03-01", 80, 1],
        ["2024-03-01", "2024-03-01", 5, 0],
    ]


def test_a_condition_may_ask_what_is_fixed_for_a_key() -> None:
    assert shop().rows("orders", dimensions=["customers.name"], measures=["first_revenue"]) == [
        ["Ann", 10],
        ["Bob", 40],
        [None, 5],
    ]
