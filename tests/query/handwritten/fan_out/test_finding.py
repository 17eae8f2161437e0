"""Which aggregates are found to be multiplied, and which are left in peace."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from tests.query.handwritten.fan_out.bench import Bench, Inflated

pytestmark = pytest.mark.asyncio

TABLES = {
    "orders": """
        SELECT i::BIGINT AS order_id, (i % 4)::BIGINT AS customer_id, (i * 1.5)::DECIMAL(18, 2) AS amount,
               ['a', 'b', 'c'][i % 3 + 1] AS region, i % 2 = 0 AS is_paid, DATE '2024-01-01' + i::INTEGER AS day
        FROM range(1, 13) AS r(i)
    """,
    "items": """
        SELECT (i * 10 + j)::BIGINT AS item_id, i::BIGINT AS order_id, j::BIGINT AS line, (j + 1)::BIGINT AS qty,
               'sku' || (i + j) % 3 AS sku
        FROM range(1, 13) AS r(i), range(3) AS q(j) WHERE j <= i % 3
    """,
    "customers": """
        SELECT i::BIGINT AS customer_id, ['FR', 'DE'][i % 2 + 1] AS country, (i * 100)::BIGINT AS credit, i = 1 AS is_vip
        FROM range(4) AS r(i)
    """,
    "payments": "SELECT (i // 2 + 1)::BIGINT AS order_id, 5::BIGINT AS paid FROM range(20) AS r(i)",
    "products": "SELECT 'sku' || i AS sku, (i + 1) * 10 AS price, i AS weight FROM range(3) AS r(i)",
    "prices": """
        SELECT 'sku' || i % 3 AS sku, i // 3 AS year, DATE '2024-01-01' + (i // 3 * 6)::INTEGER AS valid_from,
               DATE '2024-01-01' + (i // 3 * 6 + 6)::INTEGER AS valid_to, i AS price FROM range(9) AS r(i)
    """,
    "Odd Ones": """
        SELECT i::BIGINT AS "order", i % 2 AS "group", (i * 2)::BIGINT AS "unit ""price\""" FROM range(5) AS r(i)
    """,
    "parts": 'SELECT i % 5 AS "Order", i AS "select" FROM range(10) AS r(i)',
}
FOUND = {
    "the classic": (
        "SELECT SUM(o.amount), SUM(i.qty) FROM orders o JOIN items i ON o.order_id = i.order_id",
        [("SUM(o.amount)", "o", ("i",))],
    ),
    "unqualified names and USING": (
        "SELECT region, AVG(amount) FROM orders JOIN items USING (order_id) GROUP BY 1 HAVING AVG(amount) > 0",
        [("AVG(amount)", "orders", ("items",))],
    ),
    "NATURAL": ("SELECT SUM(amount) FROM orders NATURAL JOIN items", [("SUM(amount)", "orders", ("items",))]),
    "a comma and WHERE": (
        "SELECT MEDIAN(o.amount) FROM orders o, items i WHERE i.order_id = o.order_id AND o.region <> 'b'",
        [("MEDIAN(o.amount)", "o", ("i",))],
    ),
    "an outer join": (
        "SELECT COUNT(o.order_id) FROM orders o LEFT JOIN items i ON i.order_id = o.order_id",
        [("COUNT(o.order_id)", "o", ("i",))],
    ),
    "an outer join the other way round": (
        "SELECT SUM(o.amount) FROM items i RIGHT JOIN orders o ON i.order_id = o.order_id",
        [("SUM(o.amount)", "o", ("i",))],
    ),
    "a chain of two": (
        "SELECT c.country, SUM(c.credit) FROM customers c JOIN orders o USING (customer_id) JOIN items USING (order_id) "
        "GROUP BY ALL",
        [("SUM(c.credit)", "c", ("o", "items"))],
    ),
    "the middle of a chain, through its end": (
        "SELECT SUM(o.amount), SUM(i.qty) FROM customers c JOIN orders o USING (customer_id) JOIN items i USING (order_id)",
        [("SUM(o.amount)", "o", ("i",))],
    ),
    "both sides of a chasm": (
        "SELECT SUM(p.paid), SUM(i.qty) FROM orders o JOIN payments p ON p.order_id = o.order_id "
        "JOIN items i ON i.order_id = o.order_id",
        [("SUM(p.paid)", "p", ("i",)), ("SUM(i.qty)", "i", ("p",))],
    ),
    "both sides of a chasm without its middle": (
        "SELECT SUM(p.paid) FROM payments p JOIN items i ON p.order_id = i.order_id",
        [("SUM(p.paid)", "p", ("i",))],
    ),
    "a table joined to itself": (
        "SELECT SUM(a.amount) FROM orders a JOIN orders b ON a.customer_id = b.customer_id",
        [("SUM(a.amount)", "a", ("b",))],
    ),
    "names in quotes, keywords and another case": (
        'SELECT "group", STDDEV(O."unit ""price""") FROM "Odd Ones" AS o JOIN PARTS p ON p."ORDER" = o."order" '
        'WHERE p."select" <> 1 GROUP BY "group"',
        [('STDDEV(O."unit ""price""")', "o", ("p",))],
    ),
    "a common table expression": (
        "WITH t AS (SELECT o.region, SUM(o.amount) AS s FROM orders o JOIN items i USING (order_id) GROUP BY o.region) "
        "SELECT MAX(s) FROM t",
        [("SUM(o.amount)", "o", ("i",))],
    ),
    "a common table expression that sees another": (
        "WITH chosen AS (SELECT 'a' AS region), t AS (SELECT SUM(o.amount) AS s FROM orders o JOIN items i "
        "USING (order_id) JOIN chosen ON chosen.region = o.region) SELECT s FROM t",
        [("SUM(o.amount)", "o", ("i",))],
    ),
    "a sub-query": (
        "SELECT (SELECT SUM(o.amount) FROM orders o JOIN items i USING (order_id)) AS total, country FROM customers",
        [("SUM(o.amount)", "o", ("i",))],
    ),
    "one part of a union": (
        "SELECT SUM(o.amount) FROM orders o JOIN items i USING (order_id) UNION ALL SELECT SUM(amount) FROM orders",
        [("SUM(o.amount)", "o", ("i",))],
    ),
    "within an expression, and a filter over the other side": (
        "SELECT ROUND(SUM(o.amount) FILTER (WHERE i.qty > 1) / 100, 1) AS s FROM orders o JOIN items i USING (order_id) "
        "WHERE i.sku IN (SELECT sku FROM products)",
        [("SUM(o.amount) FILTER (WHERE i.qty > 1)", "o", ("i",))],
    ),
    "a product of columns of one table": (
        "SELECT SUM(o.amount * (1 + o.customer_id)) FROM orders o JOIN items i USING (order_id)",
        [("SUM(o.amount * (1 + o.customer_id))", "o", ("i",))],
    ),
    "a case over one table": (
        "SELECT SUM(CASE WHEN o.is_paid THEN o.amount END) FROM orders o JOIN items i USING (order_id)",
        [("SUM(CASE WHEN o.is_paid THEN o.amount END)", "o", ("i",))],
    ),
    "a total that is summed again over a window": (
        "SELECT o.region, SUM(SUM(o.amount)) OVER () AS s FROM orders o JOIN items i USING (order_id) GROUP BY o.region",
        [("SUM(o.amount)", "o", ("i",))],
    ),
    "a roll-up": (
        "SELECT o.region, SUM(o.amount) FROM orders o JOIN items i USING (order_id) GROUP BY ROLLUP (o.region)",
        [("SUM(o.amount)", "o", ("i",))],
    ),
    "FROM first": (
        "FROM orders o JOIN items i USING (order_id) SELECT quantile_cont(o.amount, 0.25)",
        [("quantile_cont(o.amount, 0.25)", "o", ("i",))],
    ),
    "within a group": (
        "SELECT percentile_cont(0.25) WITHIN GROUP (ORDER BY o.amount DESC) FROM orders o JOIN items i USING (order_id)",
        [("percentile_cont(0.25) WITHIN GROUP (ORDER BY o.amount DESC)", "o", ("i",))],
    ),
    "only in HAVING": (
        "SELECT o.region FROM orders o JOIN items i USING (order_id) GROUP BY o.region HAVING SUM(o.amount) > 20",
        [("SUM(o.amount)", "o", ("i",))],
    ),
}
IN_PEACE = {
    "the side that has many": "SELECT c.country, SUM(o.amount), COUNT(*) FROM orders o JOIN customers c USING (customer_id) GROUP BY 1",
    "the end of a chain": """
        SELECT SUM(i.qty), AVG(i.qty), COUNT(i.item_id) FROM items i JOIN orders o USING (order_id)
        JOIN customers c USING (customer_id) JOIN products p ON p.sku = i.sku
    """,
    "a chain that begins at its other end": """
        SELECT SUM(i.qty) FROM customers c JOIN orders o USING (customer_id) JOIN items i USING (order_id)
    """,
    "a key of two columns": "SELECT SUM(a.qty) FROM items a JOIN items b ON a.order_id = b.order_id AND a.line = b.line",
    "a key with a column that has one value": """
        SELECT SUM(o.amount) FROM orders o JOIN items i ON i.order_id = o.order_id AND i.line = 0
    """,
    "a key with a column that has one value in WHERE": """
        SELECT SUM(i.qty), SUM(o.amount) FROM orders o, items i WHERE i.order_id = o.order_id AND 0 = i.line
    """,
    "a filter that leaves one row for each": """
        SELECT SUM(o.amount) FROM orders o JOIN items i USING (order_id) WHERE i.line < 1
    """,
    "validities that do not overlap": """
        SELECT SUM(o.amount) FROM orders o JOIN prices p ON p.sku = 'sku1' AND o.day >= p.valid_from AND o.day < p.valid_to
    """,
    "groups in which no row comes twice": "SELECT i.line, SUM(o.amount) FROM orders o JOIN items i USING (order_id) GROUP BY 1",
    "means that do not change within their groups": """
        SELECT o.order_id, AVG(o.amount), SUM(i.qty) FROM orders o JOIN items i USING (order_id) GROUP BY o.order_id
    """,
    "groups that HAVING leaves out": """
        SELECT o.order_id, SUM(o.amount) FROM orders o JOIN items i USING (order_id) GROUP BY 1 HAVING COUNT(*) = 1
    """,
    "groups that QUALIFY leaves out": """
        SELECT o.order_id, SUM(o.amount) FROM orders o JOIN items i USING (order_id) GROUP BY 1
        QUALIFY ROW_NUMBER() OVER (ORDER BY COUNT(*), o.order_id) < 3
    """,
    "groups beyond the limit": """
        SELECT o.order_id, SUM(o.amount) FROM orders o JOIN items i USING (order_id) GROUP BY 1 ORDER BY COUNT(*), 1 LIMIT 2
    """,
    "least and greatest values": "SELECT MIN(o.amount), MAX(o.amount), ANY_VALUE(o.region) FROM orders o JOIN items i USING (order_id)",
    "distinct values": "SELECT COUNT(DISTINCT o.order_id), SUM(DISTINCT o.amount) FROM orders o JOIN items i USING (order_id)",
    "a count of the joined rows": "SELECT COUNT(*), COUNT(1) FROM orders o JOIN items i USING (order_id)",
    "a value of two tables": "SELECT SUM(o.amount * i.qty) FROM orders o JOIN items i USING (order_id)",
    "rows counted by a condition on the one side": """
        SELECT SUM(CASE WHEN c.country = 'FR' THEN 1 ELSE 0 END), COUNT(CASE WHEN c.is_vip THEN 1 END),
               AVG((c.country = 'FR')::INT), SUM(c.is_vip::INT), SUM(IF(c.country LIKE 'F%', 1, 0)),
               AVG(c.is_vip::INT), COUNT(*) FILTER (WHERE c.is_vip)
        FROM orders o JOIN customers c USING (customer_id)
    """,
    "a semi join": "SELECT SUM(o.amount) FROM orders o SEMI JOIN items i USING (order_id)",
    "an anti join": "SELECT SUM(o.amount) FROM orders o ANTI JOIN payments p USING (order_id)",
    "EXISTS and IN": """
        SELECT SUM(o.amount) FROM orders o JOIN customers c USING (customer_id)
        WHERE EXISTS (SELECT 1 FROM items i WHERE i.order_id = o.order_id) AND o.order_id IN (SELECT order_id FROM items)
    """,
    "windows": "SELECT SUM(o.amount) OVER (PARTITION BY o.region) FROM orders o JOIN items i USING (order_id)",
    "what is aggregated first": """
        SELECT SUM(o.amount), SUM(i.qty) FROM orders o
        JOIN (SELECT order_id, SUM(qty) AS qty FROM items GROUP BY order_id) i USING (order_id)
    """,
    "what is aggregated first in a common table expression": """
        WITH i AS (SELECT order_id, SUM(qty) AS qty FROM items GROUP BY order_id)
        SELECT SUM(o.amount), SUM(i.qty) FROM orders o JOIN i USING (order_id)
    """,
    "a common table expression that is called like a dataset": """
        WITH items AS (SELECT DISTINCT order_id FROM main.items)
        SELECT SUM(o.amount) FROM orders o JOIN items USING (order_id)
    """,
    "a range instead of an equality": "SELECT SUM(o.amount) FROM orders o JOIN products p ON o.amount > p.price",
    "every pair of two tables": "SELECT SUM(o.amount) FROM orders o CROSS JOIN products p",
    "a function that gives rows": "SELECT SUM(o.amount) FROM orders o, UNNEST([1, 2]) AS u(n) WHERE o.order_id = u.n",
    "the nearest row": "SELECT SUM(o.amount) FROM orders o ASOF JOIN prices p ON o.day >= p.valid_from",
    "a sub-query that leans on the one around it": """
        SELECT o.order_id, (SELECT SUM(i.qty) FROM items i JOIN products p ON p.sku = i.sku WHERE i.order_id = o.order_id)
        FROM orders o
    """,
    "sub-queries over one table each": """
        SELECT (SELECT SUM(amount) FROM orders), (SELECT SUM(qty) FROM items)
    """,
}


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    bench = Bench(TABLES, monkeypatch)
    yield bench
    bench.connection.close()


@pytest.mark.parametrize("name", FOUND)
async def test_a_figure_that_a_join_multiplies_is_found(name: str, bench: Bench) -> None:
    sql, expected = FOUND[name]
    bench.ask(sql)
    found = await bench.look(sql)
    assert [(one.text, one.source, one.by) for one in found] == expected
    assert all(one.inflated != one.true for one in found)


@pytest.mark.parametrize("name", IN_PEACE)
async def test_a_figure_that_is_right_is_left_in_peace(name: str, bench: Bench) -> None:
    bench.ask(IN_PEACE[name])
    assert await bench.look(IN_PEACE[name]) == []


async def test_the_figures_are_those_of_the_groups_that_are_shown(bench: Bench) -> None:
    sql = """
        WITH wide AS (SELECT 1) SELECT o.region AS part, SUM(o.amount) FILTER (WHERE i.qty > 0) AS total FROM orders AS o
        JOIN items AS i ON i.order_id = o.order_id GROUP BY part HAVING SUM(o.amount) > 50 ORDER BY total DESC LIMIT 2
    """
    shown = bench.ask(sql)
    found = await bench.look(sql)
    true = dict(bench.ask("SELECT region, SUM(amount) FROM orders GROUP BY region"))
    groups = {(part,): (total, true[part]) for part, total in shown}
    assert len(groups) == 2
    text = "SUM(o.amount) FILTER (WHERE i.qty > 0)"
    total, once = sum((total for _, total in shown), Decimal()), sum((true[part] for part, _ in shown), Decimal())
    assert found == [Inflated(text, "o", ("i",), total, once, groups)]


async def test_what_an_outer_join_leaves_out_counts_as_often_as_it_is_shown(bench: Bench) -> None:
    sql = """
        SELECT AVG(COALESCE(o.amount, 0)), AVG(o.amount) FROM customers c LEFT JOIN orders o
        ON o.customer_id = c.customer_id AND c.country = 'FR' LEFT JOIN items i USING (order_id)
    """
    assert [one.text for one in await bench.look(sql)] == ["AVG(o.amount)"]


async def test_only_keys_that_decide_are_measured(bench: Bench) -> None:
    await bench.look("SELECT SUM(qty) FROM items i JOIN orders o USING (order_id) WHERE o.region = 'a'")
    assert bench.measured == [("orders", ("order_id", "region"))]
    bench.measured.clear()
    await bench.look("SELECT COUNT(*), MAX(qty) FROM items i JOIN orders o USING (order_id)")
    assert bench.measured == []
