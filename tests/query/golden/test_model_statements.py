"""What questions over a model become, kept in files that are read when they change."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.query.golden.test_golden import in_lines
from tests.query.model_harness import SmallModel
from tests.query.oracle.shops import values

FOLDER = Path(__file__).parent / "statements" / "models"

CASES: dict[str, dict[str, dict[str, Any]]] = {
    "joins": {
        "a dimension of a related table": {"dimensions": ["customers.country"], "measures": ["revenue"]},
        "a longer way": {"dimensions": ["customers.countries.continent"], "measures": ["revenue"]},
        "several rows beside each": {"dimensions": ["items.product"], "measures": ["orders_placed"]},
        "a filter on a related table": {
            "measures": ["revenue"],
            "filters": [{"kind": "in", "member": "items.product", "values": ["A"]}],
        },
        "measures of several homes": {"dimensions": ["customers.country"], "measures": ["revenue", "pieces", "people"]},
        "rows with what belongs to them": {
            "mode": "rows",
            "dimensions": ["id", "customers.country", "net"],
            "sort": [{"by": "net", "descending": True}],
            "limit": 5,
        },
    },
    "formulas": {
        "a ratio of aggregates": {"dimensions": ["status"], "measures": ["revenue_each"]},
        "a calculated column to group by": {"dimensions": ["size"], "measures": ["revenue"]},
        "a cohort": {"dimensions": [{"member": "first_order", "grain": "month"}], "measures": ["revenue"]},
        "a parameter": {"measures": ["discounted"], "parameters": {"discount": 0.25}},
        "a condition on a measure": {
            "dimensions": ["status"],
            "measures": ["revenue_each"],
            "filters": [{"kind": "measure", "measure": "revenue_each", "min": 10}],
        },
    },
    "contexts": {
        "another filter": {"dimensions": ["status"], "measures": ["= CALCULATE(revenue, status = 'open')"]},
        "a share of the total": {"dimensions": ["status"], "measures": ["= SHARE_OF_TOTAL(revenue)"]},
        "the month before": {
            "dimensions": ["placed:month"],
            "measures": ["revenue", "= PREVIOUS_MONTH(revenue, placed)"],
        },
        "the day a year before": {
            "dimensions": ["placed:day"],
            "measures": ["revenue", "= SAME_PERIOD_LAST_YEAR(revenue, placed)"],
        },
        "the year to date": {"dimensions": ["placed:month"], "measures": ["= YEAR_TO_DATE(revenue, placed)"]},
        "the year to date, at once": {
            "measures": ["= YEAR_TO_DATE(revenue, placed)"],
            "filters": [{"kind": "time_range", "member": "placed", "start": "2024-02-01", "end": "2024-03-01"}],
        },
        "the last moment": {"dimensions": ["status"], "measures": ["= CLOSING(SUM(amount), placed, customer_id)"]},
    },
    "groups": {
        "running, moving, ranked": {
            "dimensions": ["placed:month", "status"],
            "measures": [
                "= RUNNING_TOTAL(revenue)",
                "= MOVING_AVG(revenue, 3)",
                "= RANK(revenue)",
                "= PREVIOUS(revenue)",
            ],
        },
        "totals": {"dimensions": ["status", "placed:month"], "measures": ["revenue_each"], "totals": [["status"], []]},
        "totals of what stands in several groups": {
            "dimensions": ["items.product"],
            "measures": ["orders_placed"],
            "totals": [[]],
        },
        "the first and the rest": {
            "dimensions": [{"member": "status", "top": {"count": 1, "by": "revenue", "other": "Other"}}],
            "measures": ["revenue"],
        },
    },
}


@pytest.fixture(scope="module")
def shop() -> SmallModel:
    """Orders of customers, with items."""
    return SmallModel(
        {
            "countries": values("code VARCHAR, continent VARCHAR", "'DE', 'Europe'", "'JP', 'Asia'"),
            "customers": values("id INTEGER, country VARCHAR", "1, 'DE'", "2, 'JP'"),
            "orders": values(
                "id INTEGER, customer_id INTEGER, status VARCHAR, placed DATE, amount DECIMAL(9,2)",
                "1, 1, 'open', '2023-02-28', 10",
                "2, 2, 'paid', '2024-02-29', 20",
                "3, 1, 'paid', '2024-03-01', 30",
            ),
            "items": values("order_id INTEGER, product VARCHAR, pieces INTEGER", "1, 'A', 2", "2, 'A', 1", "2, 'B', 1"),
        },
        links=[
            "placed_by: orders.customer_id -> customers.id",
            "of_order: items.order_id -> orders.id",
            "lives_in: customers.country -> countries.code",
        ],
        measures={
            "orders.revenue": "SUM(amount)",
            "orders.orders_placed": "COUNT(*)",
            "orders.revenue_each": "revenue / orders_placed",
            "orders.discounted": "SUM(amount * (1 - $discount))",
            "items.pieces": "SUM(items.pieces)",
            "customers.people": "COUNT(*)",
        },
        calculated={
            "orders.net": "amount / 1.19",
            "orders.size": "CASE WHEN amount >= 20 THEN 'large' ELSE 'small' END",
            "orders.first_order": "FIXED(MIN(placed), customer_id)",
        },
        parameters=[{"name": "discount", "type": "float", "default": 0.1, "min": 0, "max": 1}],
    )


@pytest.mark.parametrize("topic", CASES)
def test_each_question_becomes_the_statement_that_was_read(
    topic: str, shop: SmallModel, pytestconfig: pytest.Config
) -> None:
    parts = []
    for name, asked in CASES[topic].items():
        lowered = shop.ask("orders", **asked).compiled.lowered
        bound = json.dumps(list(lowered.parameters), ensure_ascii=False)
        parts.append(f"-- {name}\n-- {json.dumps(asked)}\n{in_lines(lowered.sql)}\n-- {bound}\n")
    path, now = FOLDER / f"{topic}.sql", "\n".join(parts)
    if pytestconfig.getoption("--update-golden"):
        path.write_text(now, encoding="utf-8")
    assert now == path.read_text(encoding="utf-8")


def test_no_file_is_kept_for_a_topic_that_is_gone() -> None:
    assert {path.stem for path in FOLDER.glob("*.sql")} == set(CASES)
