"""Small models with numbers that a person can add up in the head."""

from typing import Any

from tests.query.model_harness import DATABASE, SmallModel, link, quoted


def values(columns: str, *rows: str) -> str:
    """A table with these columns (`id INTEGER, name VARCHAR`) and rows (`1, 'Ann'`)."""
    parts = [one.strip().split(" ", 1) for one in columns.split(", ")]
    cast = ", ".join(f"c{place}::{of} AS {quoted(name)}" for place, (name, of) in enumerate(parts))
    names = ", ".join(f"c{place}" for place in range(len(parts)))
    nothing = ", ".join("NULL" for _ in parts)
    listed = ", ".join(f"({row})" for row in (nothing, *rows))
    return f"SELECT {cast} FROM (VALUES {listed}) AS rows({names}) OFFSET 1"


def model(tables: dict[str, str], **parts: Any) -> SmallModel:
    """A model in the database that all of these tests share."""
    return SmallModel(tables, connection=DATABASE, **parts)


def fan_trap() -> SmallModel:
    """Orders with several items and several payments each: joined, both multiply each other."""
    return model(
        {
            "orders": values("id INTEGER, status VARCHAR", "1, 'open'", "2, 'paid'", "3, 'paid'", "4, NULL"),
            "items": values(
                "order_id INTEGER, product VARCHAR, quantity INTEGER, price DECIMAL(9,2)",
                "1, 'A', 2, 10",
                "1, 'B', 1, 5",
                "2, 'A', 1, 10",
                "3, 'A', 1, 10",
                "3, 'B', 2, 5",
                "3, 'C', 1, 7",
                "9, 'A', 1, 3",
            ),
            "payments": values("order_id INTEGER, amount DECIMAL(9,2)", "1, 10", "1, 15", "2, 10", "3, 20", "NULL, 1"),
        },
        links=["of_item: items.order_id -> orders.id", "of_payment: payments.order_id -> orders.id"],
        measures={
            "orders.order_count": "COUNT(*)",
            "items.revenue": "SUM(quantity * price)",
            "payments.paid": "SUM(amount)",
        },
    )


def chasm_trap() -> SmallModel:
    """Customers with orders and tickets, which have nothing to do with one another."""
    return model(
        {
            "customers": values(
                "id INTEGER, name VARCHAR, country VARCHAR",
                "1, 'Ann', 'DE'",
                "2, 'Bob', 'DE'",
                "3, 'Cem', 'FR'",
                "4, 'Dee', NULL",
            ),
            "orders": values(
                "id INTEGER, customer_id INTEGER, amount DECIMAL(9,2)",
                "1, 1, 10",
                "2, 1, 20",
                "3, 2, 5",
                "4, 3, 7",
                "5, NULL, 1",
                "6, 99, 2",
            ),
            "tickets": values("id INTEGER, customer_id INTEGER", "1, 1", "2, 1", "3, 1", "4, 3", "5, 4"),
        },
        links=["buyer: orders.customer_id -> customers.id", "caller: tickets.customer_id -> customers.id"],
        measures={
            "customers.people": "COUNT(*)",
            "orders.revenue": "SUM(amount)",
            "tickets.cases": "COUNT(*)",
            "tickets.revenue_per_case": "revenue / cases",
        },
    )


def joint_accounts() -> SmallModel:
    """Accounts that several people hold, through a bridge."""
    return model(
        {
            "owners": values("id INTEGER, name VARCHAR", "1, 'Ann'", "2, 'Bob'", "3, 'Cem'"),
            "holders": values("owner_id INTEGER, account_id INTEGER", "1, 1", "2, 1", "1, 2", "2, NULL"),
            "accounts": values(
                "id INTEGER, branch VARCHAR, balance BIGINT", "1, 'east', 100", "2, 'east', 50", "3, 'west', 7"
            ),
        },
        links=["holder: holders.owner_id -> owners.id", "held: holders.account_id -> accounts.id"],
        measures={"accounts.balance_sum": "SUM(balance)", "owners.owner_count": "COUNT(*)"},
    )


def two_dates() -> SmallModel:
    """Orders with two dates, of which only the first leads to the days without being named."""
    return model(
        {
            "orders": values(
                "id INTEGER, ordered DATE, shipped DATE, amount INTEGER",
                "1, '2024-01-30', '2024-02-01', 10",
                "2, '2024-01-31', '2024-01-31', 20",
                "3, '2024-02-10', NULL, 40",
                "4, '2024-02-11', '2024-03-01', 80",
            ),
            "days": "SELECT day::DATE AS day, strftime(day, '%Y-%m') AS month FROM "
            "range(DATE '2024-01-01', DATE '2024-03-01', INTERVAL 1 DAY) AS days(day)",
        },
        links=[
            "ordered_on: orders.ordered -> days.day",
            link("shipped_on: orders.shipped -> days.day", is_active=False),
        ],
        measures={
            "orders.revenue": "SUM(amount)",
            "orders.shipped_in_january": "CALCULATE(SUM(amount), shipped_on.month = '2024-01')",
        },
    )


def diamond() -> SmallModel:
    """Orders reach countries through the customer and through the store."""
    return model(
        {
            "orders": values(
                "id INTEGER, customer_id INTEGER, store_id INTEGER, amount INTEGER", "1, 1, 1, 5", "2, 2, 1, 7"
            ),
            "customers": values("id INTEGER, country_id INTEGER", "1, 1", "2, 2"),
            "stores": values("id INTEGER, country_id INTEGER", "1, 2"),
            "countries": values("id INTEGER, name VARCHAR", "1, 'DE'", "2, 'FR'"),
        },
        links=[
            "buyer: orders.customer_id -> customers.id",
            "sold_in: orders.store_id -> stores.id",
            "lives_in: customers.country_id -> countries.id",
            "stands_in: stores.country_id -> countries.id",
        ],
        measures={"orders.revenue": "SUM(amount)"},
    )
