"""How a statement is written anew: what stays as it was written, what moves, and what is not proposed at all."""

from collections.abc import Iterator

import pytest
from tests.query.handwritten.fan_out.bench import Bench
from tests.query.handwritten.fan_out.test_finding import TABLES

pytestmark = pytest.mark.asyncio

WRITTEN_ANEW = {
    "comments, layout and what is not concerned stay": (
        (
            "SELECT o.region, -- where\n  SUM(o.amount) AS total\nFROM   orders o /* all */ "
            "JOIN items ON items.order_id = o.order_id\n"
            "GROUP BY 1 ORDER BY total -- the end"
        ),
        (
            "SELECT o.region, -- where\n  SUM(o.amount) AS total\nFROM   orders o /* all */ JOIN "
            "(SELECT items.order_id FROM items GROUP BY items.order_id) AS items ON items.order_id = o.order_id\n"
            "GROUP BY 1 ORDER BY total -- the end"
        ),
    ),
    "conditions on what multiplies move into it": (
        (
            "SELECT SUM(o.amount), SUM(i.qty) FROM orders o JOIN items i USING (order_id) "
            "WHERE o.region <> 'x' AND (i.qty BETWEEN 1 AND 2 OR i.sku LIKE 'sku%') "
            "AND o.amount > 1 AND i.sku IN ('sku1', 'sku2')"
        ),
        (
            "SELECT SUM(o.amount), SUM(i.qty) FROM orders o JOIN "
            "(SELECT i.order_id, SUM(i.qty) AS qty FROM items AS i\n"
            "WHERE (i.qty BETWEEN 1 AND 2 OR i.sku LIKE 'sku%')\nAND i.sku IN ('sku1', 'sku2')\n"
            "GROUP BY i.order_id) i "
            "USING (order_id) WHERE o.region <> 'x'\nAND o.amount > 1"
        ),
    ),
    "a WHERE that is empty then goes": (
        "SELECT SUM(o.amount) FROM orders o JOIN items i USING (order_id) WHERE i.sku IS NOT NULL GROUP BY o.region",
        (
            "SELECT SUM(o.amount) FROM orders o JOIN (SELECT i.order_id FROM items AS i\n"
            "WHERE i.sku IS NOT NULL\nGROUP BY i.order_id) i USING (order_id)  GROUP BY o.region"
        ),
    ),
    "what is counted is summed, also what an outer join makes up": (
        (
            "SELECT AVG(o.amount), COUNT(*), COUNT(i.item_id), MAX(i.qty), AVG(i.qty), "
            "SUM(i.qty) FILTER (WHERE i.line > 0) FROM orders o LEFT JOIN items AS i ON i.order_id = o.order_id"
        ),
        (
            "SELECT AVG(o.amount), coalesce(sum(coalesce(i.row_count, 1)), 0), coalesce(sum(i.item_id_count), 0), "
            "max(i.qty_max), (sum(i.qty_sum) / sum(i.qty_count)), sum(i.qty_sum_2) FROM orders o LEFT JOIN "
            "(SELECT i.order_id, COUNT(*) AS row_count, COUNT(i.item_id) AS item_id_count, MAX(i.qty) AS qty_max, "
            "sum(i.qty) AS qty_sum, count(i.qty) AS qty_count, SUM(i.qty) FILTER (WHERE i.line > 0) AS qty_sum_2 "
            "FROM items AS i GROUP BY i.order_id) AS i ON i.order_id = o.order_id"
        ),
    ),
    "both sides of a chasm": (
        (
            "SELECT SUM(o.amount), SUM(p.paid) AS paid, SUM(i.qty) FROM orders o, payments p, items i "
            "WHERE p.order_id = o.order_id AND i.order_id = p.order_id ORDER BY paid"
        ),
        (
            "SELECT SUM(o.amount), SUM(p.paid) AS paid, SUM(i.qty) FROM orders o, "
            "(SELECT p.order_id, SUM(p.paid) AS paid FROM payments AS p GROUP BY p.order_id) p, "
            "(SELECT i.order_id, SUM(i.qty) AS qty FROM items AS i GROUP BY i.order_id) i "
            "WHERE p.order_id = o.order_id AND i.order_id = p.order_id ORDER BY paid"
        ),
    ),
    "names in quotes": (
        'SELECT SUM(o."unit ""price"""), MAX(p."select") FROM "Odd Ones" AS o JOIN parts AS p ON p."Order" = o."order"',
        (
            'SELECT SUM(o."unit ""price"""), MAX(p."select") FROM "Odd Ones" AS o JOIN '
            '(SELECT p."order", MAX(p."select") AS "select" FROM parts AS p GROUP BY p."order") AS p '
            'ON p."Order" = o."order"'
        ),
    ),
}
NOT_PROPOSED = {
    "a group of what multiplies": (
        "SELECT i.line < 2, SUM(o.amount) FROM orders o JOIN items i USING (order_id) GROUP BY 1"
    ),
    "distinct values of what multiplies": (
        "SELECT SUM(o.amount), COUNT(DISTINCT i.sku) FROM orders o JOIN items i USING (order_id)"
    ),
    "a value of both": "SELECT SUM(o.amount), SUM(o.amount * i.qty) FROM orders o JOIN items i USING (order_id)",
    "a filter over what multiplies": (
        "SELECT SUM(o.amount) FILTER (WHERE i.qty > 1) FROM orders o JOIN items i USING (order_id)"
    ),
    "a chain": (
        "SELECT SUM(c.credit) FROM customers c JOIN orders o USING (customer_id) JOIN items i USING (order_id)"
    ),
    "rows counted by a condition": (
        "SELECT SUM(o.amount), SUM(CASE WHEN o.is_paid THEN 1 END) FROM orders o JOIN items i USING (order_id)"
    ),
    "a list of what comes twice": "SELECT SUM(o.amount), LIST(o.region) FROM orders o JOIN items i USING (order_id)",
    "pairs of rows": (
        "SELECT SUM(o.amount), COUNT(*) FROM orders o JOIN items i USING (order_id) JOIN payments p USING (order_id)"
    ),
    "a condition on what an outer join may leave out": (
        "SELECT SUM(o.amount) FROM orders o LEFT JOIN items i USING (order_id) WHERE i.qty > 1 OR i.qty IS NULL"
    ),
    "a condition on both": (
        "SELECT SUM(o.amount) FROM orders o JOIN items i USING (order_id) WHERE i.qty > o.customer_id - 2"
    ),
    "conditions in brackets together": (
        "SELECT SUM(o.amount) FROM orders o JOIN items i USING (order_id) "
        "WHERE (i.qty > 0 AND o.amount > 0) AND i.line < 9"
    ),
    "a query that leans on what multiplies": (
        "SELECT SUM(o.amount) FROM orders o JOIN items i USING (order_id) "
        "WHERE EXISTS (SELECT 1 FROM products p WHERE p.sku = i.sku)"
    ),
}


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    bench = Bench(TABLES, monkeypatch)
    yield bench
    bench.connection.close()


@pytest.mark.parametrize("name", WRITTEN_ANEW)
async def test_a_statement_is_written_anew(name: str, bench: Bench) -> None:
    sql, expected = WRITTEN_ANEW[name]
    assert await bench.corrected(sql) == expected
    bench.ask(expected)
    assert await bench.look(expected) == []


@pytest.mark.parametrize("name", NOT_PROPOSED)
async def test_what_cannot_be_written_so_is_not_proposed(name: str, bench: Bench) -> None:
    assert await bench.look(NOT_PROPOSED[name])
    assert await bench.corrected(NOT_PROPOSED[name]) is None
