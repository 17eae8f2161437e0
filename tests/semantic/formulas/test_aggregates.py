"""Every aggregate against an independent calculation, computed by the engine through the writer."""

import math
import re
import statistics
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from tests.semantic.formulas.written import MEASURE, computed, engine

from gnomon.semantic.contracts import FunctionCategory
from gnomon.semantic.formulas.documentation import documentation

AMOUNTS = [Decimal("10.50"), Decimal("0.01"), None, Decimal("99.99"), Decimal("10.50"), Decimal("-3.25")]
QUANTITIES = [1, 2, 3, None, 5, 8]
DISCOUNTS = [0.5, 0.25, 0.125, 2.0, 1.0, 4.0]
STATUSES = ["b", "a", "a", None, "b", "c"]
DAYS = [date(2024, 1, day) for day in (3, 1, 2, 1, 3, 2)]
PAID = [True, True, False, None, True, False]
ROWS = [
    {"amount": a, "quantity": q, "discount": d, "status": s, "ordered_at": day, "is_paid": paid}
    for a, q, d, s, day, paid in zip(AMOUNTS, QUANTITIES, DISCOUNTS, STATUSES, DAYS, PAID, strict=True)
]
KNOWN = [amount for amount in AMOUNTS if amount is not None]
FLOATS = [float(amount) for amount in KNOWN]
PAIRS = [(q, float(a)) for q, a in zip(QUANTITIES, AMOUNTS, strict=True) if q is not None and a is not None]

CASES: list[tuple[str, Any]] = [
    ("SUM(amount)", sum(KNOWN)),
    ("SUM(quantity)", 19),
    ("SUM(discount)", math.fsum(DISCOUNTS)),
    ("SUM(quantity * 2) FILTER (WHERE is_paid)", 2 * (1 + 2 + 5)),
    ("AVG(amount)", statistics.fmean(FLOATS)),
    ("AVG(quantity)", 19 / 5),
    ("MIN(amount)", min(KNOWN)),
    ("MIN(status)", "a"),
    ("MAX(ordered_at)", date(2024, 1, 3)),
    ("COUNT(*)", 6),
    ("COUNT(amount)", 5),
    ("COUNT(DISTINCT amount)", 4),
    ("COUNT(*) FILTER (WHERE amount > 10)", 3),
    ("COUNT(DISTINCT status) FILTER (WHERE quantity > 1)", 3),
    ("COUNT_DISTINCT(status)", 3),
    ("COUNT_IF(quantity > 2)", 3),
    ("SUM_IF(amount, is_paid)", Decimal("21.01")),
    ("AVG_IF(quantity, is_paid)", 8 / 3),
    ("MEDIAN(amount)", statistics.median(FLOATS)),
    ("MEDIAN(discount)", statistics.median(DISCOUNTS)),
    ("PERCENTILE(quantity, 0.25)", statistics.quantiles([1, 2, 3, 5, 8], n=4, method="inclusive")[0]),
    ("PERCENTILE(quantity, 0)", 1.0),
    ("STDDEV(amount)", statistics.stdev(FLOATS)),
    ("STDDEV_POP(amount)", statistics.pstdev(FLOATS)),
    ("VARIANCE(amount)", statistics.variance(FLOATS)),
    ("VARIANCE_POP(amount)", statistics.pvariance(FLOATS)),
    ("STDDEV(amount) FILTER (WHERE quantity = 1)", None),
    ("ARG_MIN(quantity, ordered_at)", 2),
    ("ARG_MAX(quantity, ordered_at)", 5),
    ("ARG_MAX(status, discount)", "c"),
    ("ARG_MIN(quantity, ordered_at) FILTER (WHERE quantity > 2)", 3),
    ("FIRST(status BY ordered_at)", "a"),
    ("LAST(status BY ordered_at)", "b"),
    ("MODE(status)", "a"),
    ("MODE(amount)", Decimal("10.50")),
    ("MODE(status) FILTER (WHERE status > 'a')", "b"),
    ("CORR(quantity, amount)", statistics.correlation([q for q, _ in PAIRS], [a for _, a in PAIRS])),
    ("CORR(quantity, 1)", None),
    ("PRODUCT(discount)", math.prod(DISCOUNTS)),
    ("GEOMETRIC_MEAN(discount)", statistics.geometric_mean(DISCOUNTS)),
    ("GEOMETRIC_MEAN(amount)", None),
    ("BOOL_AND(is_paid)", False),
    ("BOOL_AND(quantity > 0)", True),
    ("BOOL_OR(is_paid)", True),
    ("WEIGHTED_AVG(amount, quantity)", sum(q * a for q, a in PAIRS) / sum(q for q, _ in PAIRS)),
    ("WEIGHTED_AVG(amount, 0)", None),
    ("SUM(amount) / COUNT(*)", float(sum(KNOWN)) / 6),
    ("ROUND(AVG(quantity), 1)", 3.8),
    ("IF(SUM(amount) > 100, 'much', 'little')", "much"),
    ("MAX(quantity) - MIN(quantity)", 7),
]


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with engine() as opened:
        yield opened


@pytest.mark.parametrize(("formula", "value"), CASES, ids=[formula for formula, _ in CASES])
def test_the_aggregate(connection: duckdb.DuckDBPyConnection, formula: str, value: Any) -> None:
    (given,) = computed(connection, formula, ROWS, MEASURE)
    if isinstance(value, float):
        assert given == pytest.approx(value, rel=1e-12)
    else:
        assert given == value


@pytest.mark.parametrize("rows", [[], [{"region": "nothing else is known"}]], ids=["no rows", "nulls"])
def test_of_nothing_counts_are_zero_and_everything_else_is_null(
    connection: duckdb.DuckDBPyConnection, rows: list[dict[str, Any]]
) -> None:
    for doc in documentation():
        if doc.category is FunctionCategory.AGGREGATES and doc.name not in ("COUNT", "COUNT_IF", "MODE"):
            is_count = doc.name.startswith("COUNT")
            assert computed(connection, doc.example, rows, MEASURE) == [0 if is_count else None], doc.name
    assert computed(connection, "COUNT(amount)", rows, MEASURE) == [0]
    assert computed(connection, "COUNT_IF(amount > 0)", rows, MEASURE) == [0]
    assert computed(connection, "MODE(status)", rows, MEASURE) == [None]


def test_sums_are_exact_where_a_float_would_not_be(connection: duckdb.DuckDBPyConnection) -> None:
    cents = [{"amount": Decimal("0.10")}] * 10 + [{"amount": Decimal("9007199254740993.01")}]
    assert computed(connection, "SUM(amount)", cents, MEASURE) == [Decimal("9007199254740994.01")]
    assert computed(connection, "SUM(order_id)", [{"order_id": 2**63 - 1}] * 4, MEASURE) == [4 * (2**63 - 1)]
    assert computed(connection, "AVG(huge)", [{"huge": 2**126}] * 4, MEASURE) == [float(2**126)]


def test_strange_floats_go_through_aggregates_as_the_engine_has_them(connection: duckdb.DuckDBPyConnection) -> None:
    rows = [{"discount": math.inf}, {"discount": math.nan}, {"discount": 1.0}]
    for doc in documentation():
        if doc.category is FunctionCategory.AGGREGATES:
            computed(connection, doc.example.replace("amount", "discount"), rows, MEASURE)
    assert computed(connection, "MAX(discount)", rows[::2], MEASURE) == [math.inf]


def test_of_rows_that_tie_the_answer_is_the_same_in_any_order(connection: duckdb.DuckDBPyConnection) -> None:
    tied = [{"status": status, "ordered_at": date(2024, 1, 1)} for status in ("c", "a", "b", "a", "c")]
    for formula in ("FIRST(status BY ordered_at)", "LAST(status BY ordered_at)", "MODE(status)"):
        assert computed(connection, formula, tied, MEASURE) == computed(connection, formula, tied[::-1], MEASURE)
    assert computed(connection, "MODE(status)", tied, MEASURE) == ["a"]


def test_every_aggregate_is_computed_here() -> None:
    names = {doc.name for doc in documentation() if doc.category is FunctionCategory.AGGREGATES}
    called = {name for formula, _ in CASES for name in re.findall(r"([A-Z_0-9]+)\(", formula)}
    assert names - called == set()
