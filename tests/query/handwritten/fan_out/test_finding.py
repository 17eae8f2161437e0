"""Which aggregates are found to be multiplied, and which are left in peace."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from tests.query.handwritten.corpus import Case, cases
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
        FROM range(1, 13) AS r(i), range(3) AS q(j) WHERE j <= i * 7 % 11 % 3
    """,
    "customers": """
        SELECT i::BIGINT AS customer_id, ['FR', 'DE'][i % 2 + 1] AS country, (i * 100)::BIGINT AS credit,
               i = 1 AS is_vip FROM range(4) AS r(i)
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
    "the classic": [("SUM(o.amount)", "o", ("i",))],
    "unqualified names and USING": [("AVG(amount)", "orders", ("items",))],
    "NATURAL": [("SUM(amount)", "orders", ("items",))],
    "a comma and WHERE": [("MEDIAN(o.amount)", "o", ("i",))],
    "an outer join": [("COUNT(o.order_id)", "o", ("i",))],
    "an outer join the other way round": [("SUM(o.amount)", "o", ("i",))],
    "a chain of two": [("SUM(c.credit)", "c", ("o", "items"))],
    "the middle of a chain, through its end": [("SUM(o.amount)", "o", ("i",))],
    "both sides of a chasm": [("SUM(p.paid)", "p", ("i",)), ("SUM(i.qty)", "i", ("p",))],
    "both sides of a chasm without its middle": [("SUM(p.paid)", "p", ("i",))],
    "a table joined to itself": [("SUM(a.amount)", "a", ("b",))],
    "names in quotes, keywords and another case": [('STDDEV(O."unit ""price""")', "o", ("p",))],
    "a common table expression": [("SUM(o.amount)", "o", ("i",))],
    "a common table expression that sees another": [("SUM(o.amount)", "o", ("i",))],
    "a sub-query": [("SUM(o.amount)", "o", ("i",))],
    "one part of a union": [("SUM(o.amount)", "o", ("i",))],
    "within an expression, and a filter over the other side": [("SUM(o.amount) FILTER (WHERE i.qty > 1)", "o", ("i",))],
    "a product of columns of one table": [("SUM(o.amount * (1 + o.customer_id))", "o", ("i",))],
    "a case over one table": [("SUM(CASE WHEN o.is_paid THEN o.amount END)", "o", ("i",))],
    "a total that is summed again over a window": [("SUM(o.amount)", "o", ("i",))],
    "a roll-up": [("SUM(o.amount)", "o", ("i",))],
    "FROM first": [("quantile_cont(o.amount, 0.25)", "o", ("i",))],
    "within a group": [("percentile_cont(0.25) WITHIN GROUP (ORDER BY o.amount DESC)", "o", ("i",))],
    "only in HAVING": [("SUM(o.amount)", "o", ("i",))],
}
"""Of each statement in `found`, the aggregates that show a wrong figure, whose rows they count, and what multiplies."""


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    bench = Bench(TABLES, monkeypatch)
    yield bench
    bench.connection.close()


@pytest.mark.parametrize("case", list(cases("fan_out/found")), ids=lambda case: case.name)
async def test_a_figure_that_a_join_multiplies_is_found(case: Case, bench: Bench) -> None:
    bench.ask(case.sql)
    found = await bench.look(case.sql)
    assert [(one.text, one.source, one.by) for one in found] == FOUND[case.name.removeprefix("found: ")]
    assert all(one.inflated != one.true for one in found)


@pytest.mark.parametrize("case", list(cases("fan_out/in_peace")), ids=lambda case: case.name)
async def test_a_figure_that_is_right_is_left_in_peace(case: Case, bench: Bench) -> None:
    bench.ask(case.sql)
    assert await bench.look(case.sql) == []


async def test_the_figures_are_those_of_the_groups_that_are_shown(bench: Bench) -> None:
    sql = """
        WITH wide AS (SELECT 1) SELECT o.region AS part, SUM(o.amount) FILTER (WHERE i.qty > 0) AS total
        FROM orders AS o JOIN items AS i ON i.order_id = o.order_id
        GROUP BY part HAVING COUNT(*) > 6 ORDER BY total DESC LIMIT 2
    """
    shown = bench.ask(sql)
    found = await bench.look(sql)
    true: dict[Any, Any] = dict(bench.ask("SELECT region, SUM(amount) FROM orders GROUP BY region"))
    groups = {(part,): (total, true[part]) for part, total in shown}
    assert len(groups) == 2
    text = "SUM(o.amount) FILTER (WHERE i.qty > 0)"
    total, once = sum((total for _, total in shown), Decimal()), sum((true[part] for part, _ in shown), Decimal())
    assert found == [Inflated(text, "o", ("i",), total, once, groups)]
    furthest = sorted(groups, key=lambda group: groups[group][1] - groups[group][0])
    assert list(found[0].groups) == furthest


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
