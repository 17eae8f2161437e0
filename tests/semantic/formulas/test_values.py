"""Every function of single values against an independent calculation, computed by the engine through the writer."""

import calendar
import math
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any

import duckdb
import pytest
from tests.semantic.formulas.sample import definition
from tests.semantic.formulas.written import COLUMN, computed, engine

from gnomon.semantic.contracts import Calendar, FunctionCategory, Weekday
from gnomon.semantic.formulas.documentation import documentation

DAY = date(2024, 2, 29)
MOMENT = datetime(2024, 2, 29, 13, 45, 59, 250_000)
ROW: dict[str, Any] = {
    "order_id": 7,
    "customer_id": 3,
    "ordered_at": DAY,
    "shipped_at": date(2025, 2, 28),
    "created_at": MOMENT,
    "region": "north",
    "status": "paid",
    "email": "ada.lovelace@example.org",
    "note": "  Größe 12-34  ",
    "quantity": 12,
    "price": Decimal("19.99"),
    "amount": Decimal("-1234.56"),
    "discount": 0.25,
    "is_paid": True,
    "huge": 2**100,
    "waited": timedelta(days=1, seconds=1.5),
    "clock": time(13, 45, 59),
}
LONG = "x" * 20_000


def rounded(value: str, step: str, how: str) -> Decimal:
    return Decimal(value).quantize(Decimal(step), rounding=how)


CASES: list[tuple[str, Any]] = [
    # Operators.
    ("is_paid OR null", True),
    ("NOT is_paid OR null", None),
    ("is_paid AND null", None),
    ("NOT is_paid AND null", False),
    ("NOT is_paid", False),
    ("status = 'paid'", True),
    ("status <> 'paid'", False),
    ("status = null", None),
    ("quantity < 12", False),
    ("quantity <= 12", True),
    ("quantity > 11.5", True),
    ("ordered_at >= '2024-02-29'", True),
    ("ordered_at < '2024-02-29 00:00:01'", True),
    ("note IS NULL", False),
    ("null IS NOT NULL", False),
    ("status IN ('sent', 'paid')", True),
    ("status NOT IN ('sent', null)", None),
    ("amount BETWEEN -2000 AND 0", True),
    ("email LIKE 'ada%@ex_mple.org'", True),
    ("email LIKE 'ADA%'", False),
    ("region ILIKE 'NOR%'", True),
    ("region || '-' || quantity || '-' || price", "north-12-19.99"),
    ("region || null", None),
    ("amount + price", Decimal("-1214.57")),
    ("amount - price * 2", Decimal("-1274.54")),
    ("quantity * price", Decimal("239.88")),
    ("price * price", Decimal("399.6001")),
    ("discount * 3", 0.75),
    ("amount / quantity", -1234.56 / 12),
    ("quantity / 0", None),
    ("discount / 0.0", None),
    ("quantity % 5", 2),
    ("-quantity % 5", -2),
    ("amount % 100", Decimal("-34.56")),
    ("quantity % 0", None),
    ("-amount", Decimal("1234.56")),
    ("- -quantity", 12),
    ("huge + 1", 2**100 + 1),
    ("0.1 + 0.2 = 0.3", True),
    ("1e0 / 3", 1 / 3),
    ("shipped_at - ordered_at", 365),
    ("ordered_at + 1", date(2024, 3, 1)),
    ("ordered_at - 60", date(2023, 12, 31)),
    ("CASE WHEN quantity > 100 THEN 'many' WHEN quantity > 10 THEN 'some' END", "some"),
    ("CASE status WHEN 'sent' THEN 1 ELSE 2.5 END", Decimal("2.5")),
    ("CASE WHEN null THEN 1 END", None),
    # Logic.
    ("IF(is_paid, 1, 2)", 1),
    ("IF(null, 1, 2)", 2),
    ("IF(NOT is_paid, 1)", None),
    ("SWITCH(status, 'sent', 1, 'paid', 2, 3)", 2),
    ("SWITCH(status, 'sent', 1, 'lost', 2, 3)", 3),
    ("SWITCH(status, 'sent', 1)", None),
    ("BUCKET(quantity, 0, 10, 20)", "10 – 20"),
    ("BUCKET(-5, -1.5, 10)", "< -1.5"),
    ("BUCKET(10, 0, 10)", "≥ 10"),
    ("BUCKET(null, 0, 10)", None),
    ("COALESCE(null, null, 5, 6)", 5),
    ("IFNULL(null, 2.5)", Decimal("2.5")),
    ("NULLIF(status, 'paid')", None),
    ("NULLIF(status, 'sent')", "paid"),
    ("ISNULL(null)", True),
    ("XOR(is_paid, true)", False),
    # Numbers.
    ("ABS(amount)", Decimal("1234.56")),
    ("ROUND(amount, 1)", rounded("-1234.56", "0.1", ROUND_HALF_UP)),
    ("ROUND(2.5)", 3),
    ("ROUND(-2.5)", -3),
    ("ROUND(99.995, 2)", Decimal("100.00")),
    ("ROUND(amount, -2)", -1200),
    ("ROUND(1234, -2)", 1200),
    ("ROUND(FLOAT(2.345678), 3)", 2.346),
    ("FLOOR(amount)", rounded("-1234.56", "1", ROUND_FLOOR)),
    ("CEIL(amount)", rounded("-1234.56", "1", ROUND_CEILING)),
    ("TRUNC(amount)", rounded("-1234.56", "1", ROUND_DOWN)),
    ("FLOOR(-0.5e0)", -1.0),
    ("CEIL(9.99)", 10),
    ("SIGN(amount)", -1),
    ("SIGN(0)", 0),
    ("SQRT(quantity)", math.sqrt(12)),
    ("SQRT(-1)", None),
    ("EXP(discount)", math.exp(0.25)),
    ("LN(quantity)", math.log(12)),
    ("LN(0)", None),
    ("LN(-1)", None),
    ("LN(null)", None),
    ("LOG10(quantity)", math.log10(12)),
    ("LOG2(quantity)", math.log2(12)),
    ("LOG(1000)", math.log(1000) / math.log(10)),
    ("LOG(8, 2)", math.log(8) / math.log(2)),
    ("LOG(8, 1)", None),
    ("POWER(quantity, 2)", 144.0),
    ("POWER(-8, 1e0 / 3)", None),
    ("SIN(discount)", math.sin(0.25)),
    ("COS(discount)", math.cos(0.25)),
    ("TAN(discount)", math.tan(0.25)),
    ("ASIN(discount)", math.asin(0.25)),
    ("ASIN(2)", None),
    ("ACOS(discount)", math.acos(0.25)),
    ("ATAN(discount)", math.atan(0.25)),
    ("ATAN2(-1, discount)", math.atan2(-1, 0.25)),
    ("RADIANS(180)", math.pi),
    ("DEGREES(PI())", 180.0),
    ("PI()", math.pi),
    ("MOD(quantity, 5)", 2),
    ("DIVIDE(quantity, 8)", 1.5),
    ("DIVIDE(quantity, 0)", None),
    ("DIVIDE(quantity, 0, -1)", -1.0),
    ("LEAST(quantity, 5, 7.5)", 5),
    ("LEAST(null, 7)", 7),
    ("GREATEST(region, status)", "paid"),
    ("CLAMP(quantity, 1, 10)", 10),
    ("CLAMP(null, 1, 10)", None),
    ("IS_FINITE(discount)", True),
    ("IS_FINITE(FLOAT('inf'))", False),
    ("IS_FINITE(FLOAT('nan'))", False),
    # Text.
    ("UPPER(region)", "NORTH"),
    ("LOWER('ÄB')", "äb"),
    ("INITCAP('nORTH')", "North"),
    ("TRIM(note)", "Größe 12-34"),
    ("LTRIM(note)", "Größe 12-34  "),
    ("RTRIM(note)", "  Größe 12-34"),
    ("LENGTH(note)", 15),
    ("SUBSTRING(email, 5, 8)", "lovelace"),
    ("SUBSTRING(region, 3)", "rth"),
    ("LEFT(region, 2)", "no"),
    ("RIGHT(region, 2)", "th"),
    ("REPLACE(email, 'a', '4')", "ada.lovelace@example.org".replace("a", "4")),
    ("CONCAT(region, null, 1, true)", "north1true"),
    ("CONTAINS(email, '@')", True),
    ("STARTS_WITH(region, 'no')", True),
    ("ENDS_WITH(region, 'no')", False),
    ("SPLIT_PART(email, '@', 2)", "example.org"),
    ("SPLIT_PART(email, '.', -1)", "org"),
    ("LPAD(region, 8, '.')", "...north"),
    ("LPAD(region, 8, '')", None),
    ("LENGTH(LPAD(region, 999999999, 'x'))", 10_000),
    ("LENGTH(RPAD(region, 999999999, 'x'))", 10_000),
    ("RPAD(region, 8, '.')", "north..."),
    ("REVERSE(region)", "htron"),
    ("REPEAT('ab', 3)", "ababab"),
    ("REPEAT('ab', -3)", ""),
    (f"LENGTH(REPEAT('{'x' * 200}', 999999999))", 10_000),
    ("POSITION(email, '@')", "ada.lovelace@example.org".index("@") + 1),
    ("POSITION(region, 'z')", 0),
    ("LEVENSHTEIN('kitten', 'sitting')", 3),
    ("REGEX_MATCHES(email, '^[a-z.]+@')", bool(re.search("^[a-z.]+@", "ada.lovelace@example.org"))),
    ("REGEX_EXTRACT(email, '@([a-z]+)', 1)", "example"),
    ("REGEX_EXTRACT(email, '[0-9]+')", ""),
    ("REGEX_REPLACE(note, '[0-9]+', '#')", re.sub("[0-9]+", "#", "  Größe 12-34  ")),
    # Dates.
    ("YEAR(ordered_at)", 2024),
    ("QUARTER(ordered_at)", 1),
    ("MONTH(ordered_at)", 2),
    ("WEEK(DATE '2024-12-30')", date(2024, 12, 30).isocalendar().week),
    ("DAY(ordered_at)", 29),
    ("DAY_OF_WEEK(ordered_at)", DAY.isoweekday()),
    ("DAY_OF_YEAR(ordered_at)", DAY.timetuple().tm_yday),
    ("HOUR(created_at)", 13),
    ("MINUTE(clock)", 45),
    ("SECOND(created_at)", 59),
    ("MONTH_NAME(ordered_at)", calendar.month_name[2]),
    ("DAY_NAME(ordered_at)", calendar.day_name[DAY.weekday()]),
    ("DATE_TRUNC('week', ordered_at)", DAY - timedelta(days=DAY.weekday())),
    ("DATE_TRUNC('hour', created_at)", datetime(2024, 2, 29, 13)),
    ("DATE_TRUNC('quarter', created_at)", date(2024, 1, 1)),
    ("START_OF_MONTH(created_at)", date(2024, 2, 1)),
    ("START_OF_QUARTER(shipped_at)", date(2025, 1, 1)),
    ("START_OF_YEAR(ordered_at)", date(2024, 1, 1)),
    ("START_OF_WEEK(ordered_at)", DAY - timedelta(days=DAY.weekday())),
    ("END_OF_MONTH(ordered_at)", DAY),
    ("DATE_ADD(ordered_at, 12, 'month')", date(2025, 2, 28)),
    ("DATE_ADD(ordered_at, -1, 'year')", date(2023, 2, 28)),
    ("DATE_ADD(ordered_at, 1, 'quarter')", date(2024, 5, 29)),
    ("DATE_ADD(ordered_at, 2, 'week')", date(2024, 3, 14)),
    ("DATE_ADD(ordered_at, 90, 'minute')", datetime(2024, 2, 29, 1, 30)),
    ("DATE_ADD(created_at, 1, 'second')", MOMENT + timedelta(seconds=1)),
    ("DATE_ADD(ordered_at, 9000000000000000000, 'day')", None),
    ("DATE_ADD(created_at, 9000000000000000000, 'hour')", None),
    ("DATE_DIFF('day', ordered_at, shipped_at)", (date(2025, 2, 28) - DAY).days),
    ("DATE_DIFF('month', ordered_at, '2024-03-01')", 1),
    ("DATE_DIFF('year', '2023-12-31', ordered_at)", 1),
    ("DATE_DIFF('minute', ordered_at, created_at)", 13 * 60 + 45),
    ("DATE(2024, 2, 29)", DAY),
    ("DATE(2023, 2, 29)", None),
    ("DATE(quantity * 1000000000000, 1, 1)", None),
    ("AGE_IN_YEARS(ordered_at, shipped_at)", 0),
    ("AGE_IN_YEARS(ordered_at, '2025-03-01')", 1),
    ("FISCAL_YEAR(ordered_at)", 2024),
    ("FISCAL_QUARTER(ordered_at)", 1),
    ("FORMAT_DATE(ordered_at, '%d.%m.%Y')", DAY.strftime("%d.%m.%Y")),
    ("READ_DATE('31.12.2024 23:59', '%d.%m.%Y %H:%M')", datetime(2024, 12, 31, 23, 59)),
    ("READ_DATE('nonsense', '%d.%m.%Y')", None),
    ("DURATION_SECONDS(waited)", 86_401.5),
    # Conversion.
    ("INTEGER('12')", 12),
    ("INTEGER('twelve')", None),
    ("INTEGER(1e30)", None),
    ("INTEGER(amount)", -1235),
    ("DECIMAL('1.5')", Decimal("1.5000000000")),
    ("price::decimal(4, 1)", rounded("19.99", "0.1", ROUND_HALF_UP)),
    ("amount::decimal(3, 2)", None),
    ("FLOAT(price)", 19.99),
    ("TEXT(price)", "19.99"),
    ("TEXT(is_paid)", "true"),
    ("BOOLEAN('true')", True),
    ("BOOLEAN('perhaps')", None),
    ("TO_DATE('2024-02-29')", DAY),
    ("TO_DATE('2024-02-30')", None),
    ("TO_DATE(created_at)", DAY),
    ("TO_DATETIME('2024-02-29 13:45')", datetime(2024, 2, 29, 13, 45)),
    ("ordered_at::datetime", datetime(2024, 2, 29)),
]
OF_SINGLE_VALUES = {
    FunctionCategory.LOGIC,
    FunctionCategory.MATHS,
    FunctionCategory.TEXT,
    FunctionCategory.DATES,
    FunctionCategory.CONVERSION,
}


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with engine() as opened:
        yield opened


@pytest.mark.parametrize(("formula", "value"), CASES, ids=[formula[:60] for formula, _ in CASES])
def test_the_value_of(connection: duckdb.DuckDBPyConnection, formula: str, value: Any) -> None:
    (given,) = computed(connection, formula, [ROW])
    if isinstance(value, float) and given is not None:
        assert given == pytest.approx(value, rel=1e-12, abs=1e-15)
    else:
        assert (given, type(given) is bool) == (value, type(value) is bool)


def test_every_function_of_single_values_is_computed_here() -> None:
    names = {doc.name for doc in documentation() if doc.category in OF_SINGLE_VALUES}
    called = {name for formula, _ in CASES for name in re.findall(r"([A-Z_0-9]+)\(", formula)}
    assert names - called == set()


@pytest.mark.parametrize(
    ("starts", "day", "year", "quarter"),
    [
        (7, date(2024, 6, 30), 2024, 4),
        (7, date(2024, 7, 1), 2025, 1),
        (4, date(2024, 3, 31), 2024, 4),
        (4, date(2024, 4, 1), 2025, 1),
        (2, date(2024, 1, 31), 2024, 4),
        (12, date(2024, 12, 1), 2025, 1),
        (1, date(2024, 12, 31), 2024, 4),
    ],
)
def test_fiscal_years_begin_as_the_calendar_says(
    connection: duckdb.DuckDBPyConnection, starts: int, day: date, year: int, quarter: int
) -> None:
    model = definition(calendar=Calendar(fiscal_year_starts=starts))
    values = [
        computed(connection, f"{name}(ordered_at)", [{"ordered_at": day}], COLUMN, model)
        for name in ("FISCAL_YEAR", "FISCAL_QUARTER")
    ]
    assert values == [[year], [quarter]]


@pytest.mark.parametrize(
    ("starts", "first"),
    [(Weekday.MONDAY, date(2024, 2, 26)), (Weekday.SUNDAY, date(2024, 2, 25)), (Weekday.SATURDAY, date(2024, 2, 24))],
)
def test_weeks_begin_as_the_calendar_says(connection: duckdb.DuckDBPyConnection, starts: Weekday, first: date) -> None:
    model = definition(calendar=Calendar(week_starts=starts))
    rows = [{"ordered_at": first - timedelta(days=1)}, *({"ordered_at": first + timedelta(days=n)} for n in range(7))]
    assert computed(connection, "START_OF_WEEK(ordered_at)", rows, COLUMN, model) == [
        first - timedelta(days=7),
        *([first] * 7),
    ]


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 1e308, -1e308, 0.0, -0.0, 5e-324])
def test_no_function_fails_on_a_strange_number(connection: duckdb.DuckDBPyConnection, value: float) -> None:
    for doc in documentation():
        if doc.category is FunctionCategory.MATHS:
            computed(connection, doc.example.replace("quantity", "discount"), [ROW | {"discount": value}])


@pytest.mark.parametrize("category", sorted(OF_SINGLE_VALUES))
@pytest.mark.parametrize("row", ["nothing", "least", "greatest"])
def test_no_function_fails_on_a_strange_row(
    connection: duckdb.DuckDBPyConnection, category: FunctionCategory, row: str
) -> None:
    rows: dict[str, dict[str, Any]] = {
        "nothing": dict.fromkeys(ROW),
        "least": ROW
        | {"ordered_at": date(1, 1, 1), "shipped_at": date(1, 1, 1), "created_at": datetime(1, 1, 1)}
        | {
            "quantity": -(2**31),
            "amount": Decimal("-9999999999999999.99"),
            "note": "",
            "email": "\x00",
            "status": "💥",
        },
        "greatest": ROW
        | {"ordered_at": date(9999, 12, 31), "shipped_at": date(9999, 12, 31), "created_at": datetime(9999, 12, 31)}
        | {"quantity": 2**31 - 1, "amount": Decimal("9999999999999999.99"), "note": LONG, "email": LONG},
    }
    for doc in documentation():
        if doc.category == category:
            computed(connection, doc.example, [rows[row]])


def test_whole_numbers_that_grow_too_large_are_an_error_and_never_another_number(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    with pytest.raises(duckdb.OutOfRangeException):
        computed(connection, "order_id * 2", [{"order_id": 2**62}])
    assert computed(connection, "huge * 2", [{"huge": 2**100}]) == [2**101]


def test_moments_with_a_zone_are_what_the_wall_shows(connection: duckdb.DuckDBPyConnection) -> None:
    assert computed(connection, "HOUR(paid_at)", [{"paid_at": "2024-02-29 23:30:00+02"}]) == [21]


def test_texts_of_formulas_are_bound_and_mean_themselves(connection: duckdb.DuckDBPyConnection) -> None:
    hostile = "'; DROP TABLE orders; --"
    assert computed(connection, "'" + hostile.replace("'", "''") + "'", [ROW]) == [hostile]
    assert computed(connection, "'%' || '_' || '\\' || '\"' || '$1'", [ROW]) == ['%_\\"$1']
