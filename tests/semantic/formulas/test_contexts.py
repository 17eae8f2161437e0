"""Functions that change what their arguments mean: the trees that they become."""

import pytest
from tests.semantic.formulas.sample import TABLES, dataset, definition
from tests.semantic.formulas.written import COLUMN, MEASURE, checked, problem

from gnomon.datasets.contracts import ColumnType
from gnomon.semantic.contracts import (
    Aggregate,
    Apply,
    AtEdge,
    CheckedFormula,
    ColumnRef,
    Constant,
    ContextChange,
    Expression,
    Fixed,
    InContext,
    Keep,
    OverGroups,
    OverGroupsFunction,
    Override,
    Remove,
    RemoveAllBut,
    Shift,
    TimeGrain,
    ToDate,
    Ungroup,
    UngroupLast,
    ValueType,
)
from gnomon.semantic.formulas.checking import check_formula
from gnomon.semantic.formulas.value_types import BOOLEAN, DATE, FLOAT, INTEGER, TEXT, decimal

AMOUNT = ColumnRef("orders", (), "amount", decimal(18, 2))
REVENUE = Aggregate("sum", (AMOUNT,), "orders", is_distinct=False, where=None, of=decimal(38, 2))
REGION = ColumnRef("orders", (), "region", TEXT)
COUNTRY = ColumnRef("customers", ("customers",), "country", TEXT)
ORDERED = ColumnRef("orders", (), "ordered_at", DATE)
PAID = ColumnRef("orders", (), "is_paid", BOOLEAN)
CUSTOMER = ColumnRef("orders", (), "customer_id", ValueType(ColumnType.INTEGER, "INTEGER"))


def tree_of(formula: str) -> Expression:
    return checked(formula, MEASURE).expression


def equal(column: ColumnRef, text: str) -> Apply:
    return Apply("=", (column, Constant(text, TEXT)), BOOLEAN)


@pytest.mark.parametrize(
    ("change", "becomes"),
    [
        ("region = 'north'", Override(equal(REGION, "north"), (REGION,))),
        (
            "region = 'north' OR customers.country = 'de' OR region = 'south'",
            Override(
                Apply(
                    "or",
                    (
                        equal(REGION, "north"),
                        Apply("or", (equal(COUNTRY, "de"), equal(REGION, "south")), BOOLEAN),
                    ),
                    BOOLEAN,
                ),
                (REGION, COUNTRY),
            ),
        ),
        ("KEEP(is_paid)", Keep(PAID)),
        ("REMOVE(region, customers.country)", Remove((REGION, COUNTRY))),
        ("REMOVE()", Remove(())),
        ("REMOVE_ALL_BUT(region)", RemoveAllBut((REGION,))),
        ("UNGROUP()", Ungroup(())),
        ("UNGROUP(region)", Ungroup((REGION,))),
        ("UNGROUP_LAST()", UngroupLast()),
    ],
)
def test_calculate_changes_the_context(change: str, becomes: ContextChange) -> None:
    assert tree_of(f"CALCULATE(SUM(amount), {change})") == InContext(REVENUE, (becomes,), REVENUE.of)


def test_changes_apply_in_their_order() -> None:
    found = tree_of("CALCULATE(SUM(amount), REMOVE(), KEEP(is_paid), region = 'north')")
    changes = (Remove(()), Keep(PAID), Override(equal(REGION, "north"), (REGION,)))
    assert found == InContext(REVENUE, changes, REVENUE.of)


@pytest.mark.parametrize(
    ("sugar", "spelled"),
    [
        ("TOTAL(SUM(amount))", "CALCULATE(SUM(amount), UNGROUP())"),
        ("GRAND_TOTAL(SUM(amount))", "CALCULATE(SUM(amount), REMOVE())"),
        ("PARENT(SUM(amount))", "CALCULATE(SUM(amount), UNGROUP_LAST())"),
        ("SHARE_OF_TOTAL(SUM(amount))", "SUM(amount) / CALCULATE(SUM(amount), UNGROUP())"),
        ("SHARE_OF_PARENT(SUM(amount))", "SUM(amount) / CALCULATE(SUM(amount), UNGROUP_LAST())"),
        ("SHARE_OF(SUM(amount), region, status)", "SUM(amount) / CALCULATE(SUM(amount), UNGROUP(region, status))"),
        ("CHANGE(SUM(amount), ordered_at)", "SUM(amount) - PREVIOUS_PERIOD(SUM(amount), ordered_at)"),
        (
            "GROWTH(SUM(amount), ordered_at)",
            "(SUM(amount) - PREVIOUS_PERIOD(SUM(amount), ordered_at)) / PREVIOUS_PERIOD(SUM(amount), ordered_at)",
        ),
        (
            "YEAR_OVER_YEAR(SUM(amount), ordered_at)",
            (
                "(SUM(amount) - SAME_PERIOD_LAST_YEAR(SUM(amount), ordered_at))"
                " / SAME_PERIOD_LAST_YEAR(SUM(amount), ordered_at)"
            ),
        ),
    ],
)
def test_sugar_is_what_it_stands_for(sugar: str, spelled: str) -> None:
    assert checked(sugar, MEASURE) == checked(spelled, MEASURE)


@pytest.mark.parametrize(
    ("formula", "change"),
    [
        ("SHIFT_PERIOD(SUM(amount), ordered_at, -2, 'Month')", Shift(ORDERED, -2, TimeGrain.MONTH)),
        ("PREVIOUS_PERIOD(SUM(amount), ordered_at)", Shift(ORDERED, -1, None)),
        ("NEXT_PERIOD(SUM(amount), ordered_at)", Shift(ORDERED, 1, None)),
        ("SAME_PERIOD_LAST_YEAR(SUM(amount), ordered_at)", Shift(ORDERED, -1, TimeGrain.YEAR)),
        ("PREVIOUS_YEAR(SUM(amount), ordered_at)", Shift(ORDERED, -1, TimeGrain.YEAR)),
        ("PREVIOUS_QUARTER(SUM(amount), ordered_at)", Shift(ORDERED, -1, TimeGrain.QUARTER)),
        ("PREVIOUS_MONTH(SUM(amount), ordered_at)", Shift(ORDERED, -1, TimeGrain.MONTH)),
        ("YEAR_TO_DATE(SUM(amount), ordered_at)", ToDate(ORDERED, TimeGrain.YEAR, is_fiscal=False)),
        ("QUARTER_TO_DATE(SUM(amount), ordered_at)", ToDate(ORDERED, TimeGrain.QUARTER, is_fiscal=False)),
        ("MONTH_TO_DATE(SUM(amount), ordered_at)", ToDate(ORDERED, TimeGrain.MONTH, is_fiscal=False)),
        ("WEEK_TO_DATE(SUM(amount), ordered_at)", ToDate(ORDERED, TimeGrain.WEEK, is_fiscal=False)),
        ("FISCAL_YEAR_TO_DATE(SUM(amount), ordered_at)", ToDate(ORDERED, TimeGrain.YEAR, is_fiscal=True)),
    ],
)
def test_time_functions_look_at_another_time(formula: str, change: ContextChange) -> None:
    assert tree_of(formula) == InContext(REVENUE, (change,), REVENUE.of)


def test_the_only_date_of_a_table_need_not_be_named() -> None:
    joined = ColumnRef("customers", (), "joined", DATE)
    found = check_formula(definition(), TABLES, "customers", "PREVIOUS_YEAR(COUNT(*))", MEASURE)
    counted = Aggregate("count", (), "customers", is_distinct=False, where=None, of=INTEGER)
    assert isinstance(found, CheckedFormula)
    assert found.expression == InContext(counted, (Shift(joined, -1, TimeGrain.YEAR),), INTEGER)
    assert problem("PREVIOUS_YEAR(COUNT(*))", MEASURE).hint == "Write PREVIOUS_YEAR(measure, date)."
    dateless = TABLES | {"customers": dataset("customers", {"age": (ColumnType.INTEGER, "BIGINT")})}
    assert not isinstance(
        check_formula(definition(), dateless, "customers", "PREVIOUS_YEAR(COUNT(*))", MEASURE), CheckedFormula
    )


def test_balances_are_of_the_last_moment_and_not_summed_over_time() -> None:
    assert tree_of("CLOSING(SUM(amount), ordered_at, customer_id)") == AtEdge(
        REVENUE, ORDERED, (CUSTOMER,), is_first=False, of=REVENUE.of
    )
    assert tree_of("OPENING(SUM(amount), ordered_at)") == AtEdge(REVENUE, ORDERED, (), is_first=True, of=REVENUE.of)


@pytest.mark.parametrize(
    ("formula", "function", "along", "per", "count", "is_descending", "of"),
    [
        ("RUNNING_TOTAL(SUM(amount))", "running_sum", None, (), 1, False, decimal(38, 2)),
        ("RUNNING_TOTAL(SUM(amount), ordered_at, PER(region))", "running_sum", ORDERED, (REGION,), 1, False, None),
        ("MOVING_AVG(SUM(amount), 3)", "moving_avg", None, (), 3, False, FLOAT),
        ("MOVING_SUM(SUM(amount), 12, ordered_at)", "moving_sum", ORDERED, (), 12, False, None),
        ("MOVING_MIN(SUM(amount), 2)", "moving_min", None, (), 2, False, None),
        ("MOVING_MAX(SUM(amount), 2)", "moving_max", None, (), 2, False, None),
        ("RANK(SUM(amount))", "rank", None, (), 1, True, INTEGER),
        ("RANK(SUM(amount), PER(region), 'asc')", "rank", None, (REGION,), 1, False, INTEGER),
        ("DENSE_RANK(SUM(amount), 'desc')", "dense_rank", None, (), 1, True, INTEGER),
        ("PERCENT_RANK(SUM(amount))", "percent_rank", None, (), 1, True, FLOAT),
        ("PREVIOUS(SUM(amount))", "previous", None, (), 1, False, None),
        ("NEXT(SUM(amount), 2, ordered_at)", "next", ORDERED, (), 2, False, None),
        ("FIRST_GROUP(SUM(amount))", "first", None, (), 1, False, None),
        ("LAST_GROUP(SUM(amount), ordered_at)", "last", ORDERED, (), 1, False, None),
    ],
)
def test_functions_over_groups(
    formula: str,
    function: str,
    along: ColumnRef | None,
    per: tuple[ColumnRef, ...],
    count: int,
    is_descending: bool,
    of: ValueType | None,
) -> None:
    assert tree_of(formula) == OverGroups(
        OverGroupsFunction(function), REVENUE, along, per, count, is_descending, of or REVENUE.of
    )


def test_cohorts_are_the_first_date_of_each_key() -> None:
    first = Aggregate("min", (ORDERED,), "orders", is_distinct=False, where=None, of=DATE)
    assert checked("COHORT(ordered_at, customer_id)").expression == Fixed(first, (CUSTOMER,), DATE)
    assert checked("FIXED(MIN(ordered_at), customer_id)") == checked("COHORT(ordered_at, customer_id)")
    by_country = checked("FIXED(SUM(amount), customers.country) / 2").expression
    assert isinstance(by_country, Apply)


@pytest.mark.parametrize(
    ("formula", "start", "end"),
    [
        ("CALCULATE(SUM(amount))", 0, 22),
        ("CALCULATE()", 0, 11),
        ("CALCULATE(SUM(amount), 5)", 23, 24),
        ("CALCULATE(SUM(amount), 1 = 1)", 23, 28),
        ("CALCULATE(SUM(amount), amount)", 23, 29),
        ("CALCULATE(SUM(amount), SUM(amount) > 1)", 23, 26),
        ("CALCULATE(SUM(amount), returns.refund > 1)", 23, 37),
        ("CALCULATE(SUM(amount), REMOVE(5))", 30, 31),
        ("CALCULATE(SUM(amount), KEEP())", 23, 29),
        ("CALCULATE(RANK(SUM(amount)), REMOVE())", 10, 27),
        ("YEAR_TO_DATE(SUM(amount), region)", 26, 32),
        ("YEAR_TO_DATE(SUM(amount), 'x')", 26, 29),
        ("SHIFT_PERIOD(SUM(amount), ordered_at, 1.5, 'month')", 38, 41),
        ("SHIFT_PERIOD(SUM(amount), ordered_at, 1, 'moon')", 41, 47),
        ("SHIFT_PERIOD(SUM(amount), ordered_at, 1)", 0, 40),
        ("CLOSING(SUM(amount) + 1, ordered_at)", 8, 23),
        ("CLOSING(SUM(amount))", 0, 20),
        ("MOVING_AVG(SUM(amount))", 0, 23),
        ("MOVING_AVG(SUM(amount), 0)", 24, 25),
        ("MOVING_AVG(SUM(amount), quantity)", 24, 32),
        ("RUNNING_TOTAL(MAX(region))", 14, 25),
        ("RANK(SUM(amount), 'sideways')", 18, 28),
        ("RUNNING_TOTAL(SUM(amount), region, status)", 35, 41),
        ("SUM(RANK(SUM(amount)))", 4, 8),
        ("TOTAL()", 0, 7),
        ("TOTAL(SUM(amount), 1)", 0, 21),
        ("PER(region)", 0, 3),
    ],
)
def test_a_wrong_context_is_told_at_its_characters(formula: str, start: int, end: int) -> None:
    found = problem(formula, MEASURE)
    assert (found.start, found.end) == (start, end), found


def test_context_is_no_matter_of_single_rows() -> None:
    assert problem("TOTAL(1)", COLUMN).message == "CALCULATE stands only in measures, outside of aggregates."
    assert problem("SUM(TOTAL(1))", MEASURE).start == 4
