"""Keys as they are in data: repeated, absent, of several columns, or of no rows at all."""

from tests.query.oracle.shops import model, values


def test_a_side_that_was_declared_unique_and_is_not_inflates_nothing() -> None:
    shop = model(
        {
            "orders": values(
                "id INTEGER, currency VARCHAR, amount INTEGER", "1, 'EUR', 10", "2, 'USD', 5", "3, 'EUR', 1"
            ),
            "rates": values("currency VARCHAR, source VARCHAR", "'EUR', 'bank'", "'EUR', 'card'", "'USD', 'bank'"),
        },
        links=["paid_in: orders.currency -> rates.currency"],
        measures={"orders.revenue": "SUM(amount)", "orders.order_count": "COUNT(*)"},
    )
    asked = {"dimensions": ["rates.source"], "measures": ["revenue", "order_count"], "totals": [[]]}
    assert shop.rows("orders", **asked) == [["bank", 16, 3, 0], ["card", 11, 2, 0], [None, 16, 3, 1]]
    known = [{"kind": "null", "member": "rates.source", "is_null": False}]
    assert shop.rows("orders", measures=["revenue"], filters=known) == [[16]]


def test_an_absent_key_belongs_to_nothing_not_even_to_an_absent_key() -> None:
    shop = model(
        {
            "orders": values("customer_id INTEGER, amount INTEGER", "1, 10", "NULL, 5"),
            "customers": values("id INTEGER, name VARCHAR", "1, 'Ann'", "NULL, 'Nobody'"),
        },
        links=["buyer: orders.customer_id -> customers.id"],
        measures={"orders.revenue": "SUM(amount)", "customers.people": "COUNT(*)"},
    )
    assert shop.rows("orders", dimensions=["customers.name"], measures=["revenue", "people"]) == [
        ["Ann", 10, 1],
        ["Nobody", None, 1],
        [None, 5, 0],
    ]


def test_keys_of_several_columns_belong_together_when_all_of_them_are_equal() -> None:
    shop = model(
        {
            "sales": values(
                "shop INTEGER, day DATE, amount INTEGER", "1, '2024-01-01', 3", "1, '2024-01-02', 5", "2, NULL, 7"
            ),
            "weather": values(
                "shop INTEGER, day DATE, sky VARCHAR", "1, '2024-01-01', 'sun'", "2, '2024-01-02', 'rain'"
            ),
        },
        links=["under: sales.shop,day -> weather.shop,day"],
        measures={"sales.revenue": "SUM(amount)"},
    )
    assert shop.rows("sales", dimensions=["weather.sky"], measures=["revenue"]) == [["sun", 3], [None, 12]]


def test_empty_tables_give_empty_groups_and_totals_of_nothing() -> None:
    shop = model(
        {
            "orders": values("id INTEGER, customer_id INTEGER, amount INTEGER"),
            "customers": values("id INTEGER, name VARCHAR"),
        },
        links=["buyer: orders.customer_id -> customers.id"],
        measures={"orders.revenue": "SUM(amount)", "customers.people": "COUNT(*)"},
    )
    asked = {"dimensions": ["customers.name"], "measures": ["revenue", "people"]}
    assert shop.rows("orders", **asked) == []
    assert shop.rows("orders", **asked, totals=[[]]) == [[None, None, 0, 1]]
    assert shop.rows("orders", measures=["revenue", "people"]) == [[None, 0]]
