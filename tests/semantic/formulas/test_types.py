"""What a formula is said to give is what the engine gives, to the digit."""

from collections.abc import Iterator
from itertools import product

import duckdb
import pytest
from tests.semantic.formulas.written import COLUMN, MEASURE, checked, engine, problem, types_in

from gnomon.semantic.contracts import FormulaKind, FunctionCategory
from gnomon.semantic.formulas.documentation import documentation

ABOVE_SINGLE_STATEMENTS = {
    FunctionCategory.CONTEXT,
    FunctionCategory.TIME,
    FunctionCategory.GROUPS,
    FunctionCategory.COHORTS,
}
"""Whatever these are about is computed by plans, not by expressions."""
NUMBERS = (
    *("quantity", "order_id", "price", "amount", "discount", "small", "huge"),
    *("5", "1.5", "2e0", "null", "-3", "9223372036854775808", "CAST(huge AS decimal(38, 10))"),
)


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with engine() as opened:
        yield opened


def differing(connection: duckdb.DuckDBPyConnection, formulas: list[str], kind: FormulaKind) -> dict[str, object]:
    found = {formula: checked(formula, kind) for formula in formulas}
    given = zip(found.items(), types_in(connection, found.values()), strict=True)
    return {
        formula: (one.of.engine_type, engine_type)
        for (formula, one), engine_type in given
        if one.of.engine_type != engine_type
    }


def test_every_example_gives_the_type_that_it_is_said_to_give(connection: duckdb.DuckDBPyConnection) -> None:
    docs = [doc for doc in documentation() if doc.category not in ABOVE_SINGLE_STATEMENTS]
    columns = [doc.example for doc in docs if COLUMN in doc.kinds]
    measures = [doc.example for doc in docs if MEASURE in doc.kinds and COLUMN not in doc.kinds]
    assert len(columns) > 90
    assert differing(connection, columns, COLUMN) == {}
    assert len(measures) > 20
    assert differing(connection, measures, MEASURE) == {}


@pytest.mark.parametrize("operator", ["+", "-", "*", "/", "%", "=", "<"])
def test_operators_over_every_pair_of_numbers(connection: duckdb.DuckDBPyConnection, operator: str) -> None:
    formulas = [f"{left} {operator} {right}" for left, right in product(NUMBERS, NUMBERS)]
    assert differing(connection, formulas, COLUMN) == {}


@pytest.mark.parametrize("function", ["COALESCE", "LEAST", "NULLIF"])
def test_values_of_every_pair_of_numbers_become_one_type(connection: duckdb.DuckDBPyConnection, function: str) -> None:
    formulas = [f"{function}({left}, {right})" for left, right in product(NUMBERS, NUMBERS)]
    formulas += [f"IF(is_paid, {left}, {right})" for left, right in product(NUMBERS, NUMBERS)]
    assert differing(connection, formulas, COLUMN) == {}


def test_functions_of_one_number(connection: duckdb.DuckDBPyConnection) -> None:
    names = ["ABS", "ROUND", "FLOOR", "CEIL", "TRUNC", "SIGN", "SQRT", "-", "DECIMAL", "INTEGER", "FLOAT", "TEXT"]
    formulas = [f"{name}({number})" for name, number in product([*names, "BOOLEAN"], NUMBERS)]
    formulas += [f"ROUND({number}, {digits})" for number, digits in product(NUMBERS, (-2, 0, 1, 3, 15))]
    assert differing(connection, formulas, COLUMN) == {}


def test_aggregates_of_every_number(connection: duckdb.DuckDBPyConnection) -> None:
    names = ["SUM", "AVG", "MIN", "MAX", "MEDIAN", "MODE", "STDDEV", "PRODUCT", "COUNT", "GEOMETRIC_MEAN"]
    formulas = [f"{name}({number})" for name, number in product(names, NUMBERS)]
    formulas += [f"ARG_MIN({number}, ordered_at)" for number in NUMBERS]
    assert differing(connection, formulas, MEASURE) == {}


@pytest.mark.parametrize(
    ("formula", "engine_type"),
    [
        ("paid_at", "TIMESTAMP"),
        ("YEAR(paid_at)", "BIGINT"),
        ("HOUR(clock)", "BIGINT"),
        ("ordered_at + 1", "DATE"),
        ("ordered_at - quantity", "DATE"),
        ("shipped_at - ordered_at", "BIGINT"),
        ("COALESCE(ordered_at, created_at)", "TIMESTAMP"),
        ("ordered_at < created_at", "BOOLEAN"),
        ("ordered_at = '2024-01-01'", "BOOLEAN"),
        ("created_at = '2024-01-01 10:00'", "BOOLEAN"),
        ("DATE_TRUNC('hour', ordered_at)", "TIMESTAMP"),
        ("DATE_TRUNC('month', created_at)", "DATE"),
        ("DATE_ADD(ordered_at, 1, 'hour')", "TIMESTAMP"),
        ("DATE_ADD(created_at, 1, 'day')", "TIMESTAMP"),
        ("extra", "JSON"),
        ("TEXT(extra)", "VARCHAR"),
        ("clock", "TIME"),
        ("waited", "INTERVAL"),
        ("SWITCH(status, 'a', 1, 'b', 2.5)", "DECIMAL(2,1)"),
        ("null", "VARCHAR"),
        ("CASE WHEN is_paid THEN null END", "VARCHAR"),
        ("null || 'a'", "VARCHAR"),
        ("-null", "DOUBLE"),
        ("12345678901234567890", "HUGEINT"),
        ("-9223372036854775808", "BIGINT"),
        ("0.25", "DECIMAL(2,2)"),
        ("1e3", "DOUBLE"),
        ("DATE '2024-02-29'", "DATE"),
        ("TIMESTAMP '2024-02-29 23:59:59.5'", "TIMESTAMP"),
        ("is_paid = true", "BOOLEAN"),
    ],
)
def test_the_type_of(connection: duckdb.DuckDBPyConnection, formula: str, engine_type: str) -> None:
    found = checked(formula)
    assert [found.of.engine_type, *types_in(connection, [found])] == [engine_type, engine_type]


@pytest.mark.parametrize(
    ("formula", "message", "start", "end"),
    [
        ("region + 1", "“+” needs numbers, not a text.", 0, 6),
        ("1 + is_paid", "“+” needs numbers, not true or false.", 4, 11),
        ("region = 5", "“=” cannot compare a text with a whole number.", 7, 8),
        ("ordered_at = 5", "“=” cannot compare a date with a whole number.", 11, 12),
        ("ordered_at > 'soon'", "“soon” is no date.", 13, 19),
        ("amount AND is_paid", "Here should be a condition, not a decimal.", 0, 6),
        ("NOT region", "Here should be a condition, not a text.", 4, 10),
        ("-region", "“-” needs a number, not a text.", 0, 7),
        ("amount LIKE 'x'", "LIKE needs a text, not a decimal.", 0, 6),
        ("region IN ('a', 5)", "IN cannot compare a text with a whole number.", 0, 18),
        (
            "CASE WHEN is_paid THEN 1 ELSE 'a' END",
            "The results have different types: a whole number and a text.",
            0,
            37,
        ),
        ("COALESCE(amount, region)", "COALESCE takes values of one type, not a decimal and a text.", 17, 23),
        ("UPPER(amount)", "UPPER needs a text here, not a decimal.", 6, 12),
        ("LEFT(region, amount)", "LEFT needs a whole number here, not a decimal.", 13, 19),
        ("YEAR(region)", "YEAR needs a date here, not a text.", 5, 11),
        ("DATE_TRUNC('fortnight', ordered_at)", "DATE_TRUNC knows no unit “fortnight”.", 11, 22),
        ("DATE_TRUNC(region, ordered_at)", "DATE_TRUNC needs “unit” written out.", 11, 17),
        ("ROUND(amount, quantity)", "ROUND needs “digits” written out.", 14, 22),
        ("ROUND(amount, 99)", "“digits” lies between -15 and 15.", 14, 16),
        ("ABS(amount, 2)", "ABS takes 1 argument, not 2.", 0, 14),
        ("ABS()", "ABS takes 1 argument, not 0.", 0, 5),
        ("COALESCE()", "COALESCE takes at least 1 argument, not 0.", 0, 10),
        ("amount::money", "There is no type “money”.", 8, 13),
        ("amount::decimal(50, 2)", "A decimal has 1 to 38 digits.", 8, 22),
        ("amount::date", "There is no way to make a date of a decimal.", 8, 12),
        ("amount::integer(5)", "Only decimals have a size.", 8, 18),
        ("DATE '2024-02-30'", "“2024-02-30” is no date.", 0, 17),
        ("TIMESTAMP '2024-02-01T25:00'", "“2024-02-01T25:00” is no date with a time.", 0, 28),
        ("1e999", "This number is too large.", 0, 5),
        ("9" * 45, "This number is too large.", 0, 45),
        ("0." + "1" * 40, "This number has more than 38 digits.", 0, 42),
        (
            "REGEX_MATCHES(email, '(')",
            "This regular expression cannot be read: missing ), unterminated subpattern at position 0.",
            21,
            24,
        ),
        ("BUCKET(amount, 10, 5)", "The edges of BUCKET grow from left to right.", 15, 20),
        ("created_at - ordered_at", "“-” needs numbers, not a date with a time.", 0, 10),
    ],
)
def test_types_that_do_not_meet_are_told_at_their_characters(formula: str, message: str, start: int, end: int) -> None:
    found = problem(formula)
    assert (found.message, found.start, found.end) == (message, start, end)
