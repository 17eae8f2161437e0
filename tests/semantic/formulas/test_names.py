"""Names of columns, measures and parameters: what they mean, from where, and what is said where they mean nothing."""

import pytest
from tests.semantic.formulas.sample import RELATIONSHIPS, TABLES, definition
from tests.semantic.formulas.written import COLUMN, MEASURE, checked, problem

from gnomon.datasets.contracts import ColumnType
from gnomon.semantic.contracts import Aggregate, CheckedFormula, ColumnRef, Expression, ModelParameter, ParameterRef
from gnomon.semantic.formulas.checking import check_formula

MODEL = definition(
    measures={"revenue": "SUM(amount)", "Net revenue": "revenue * 0.8", "age": ("customers", "AVG(age)")},
    calculated={"orders": {"total": "quantity * price"}, "customers": {"Old": "age > 60"}},
    parameters=(ModelParameter(name="Rate", type=ColumnType.FLOAT, default=0.5),),
)


def column_of(formula: str) -> ColumnRef:
    found = checked(formula, COLUMN, MODEL).expression
    assert isinstance(found, ColumnRef)
    return found


def aggregate_of(formula: str, table: str = "orders") -> Aggregate:
    found = check_formula(MODEL, TABLES, table, formula, MEASURE)
    assert isinstance(found, CheckedFormula), found
    assert isinstance(found.expression, Aggregate)
    return found.expression


def refs_of(expression: Expression | None) -> list[tuple[str, tuple[str, ...], str]]:
    match expression:
        case ColumnRef():
            return [(expression.table, expression.via, expression.column)]
        case None:
            return []
        case _:
            parts = getattr(expression, "arguments", None) or [getattr(expression, "value", None)]
            return [ref for part in parts if not isinstance(part, str | int | bool | float) for ref in refs_of(part)]


@pytest.mark.parametrize(
    ("name", "table", "via", "column"),
    [
        ("amount", "orders", (), "amount"),
        ("AMOUNT", "orders", (), "amount"),
        ('"amount"', "orders", (), "amount"),
        ("orders.amount", "orders", (), "amount"),
        ("customers.country", "customers", ("customers",), "country"),
        ("CUSTOMERS.Country", "customers", ("customers",), "country"),
        ("ordered_by.country", "customers", ("ordered_by",), "country"),
        ("orders.customers.name", "customers", ("customers",), "name"),
        ("countries.name", "countries", ("countries",), "name"),
        ("customers.countries.name", "countries", ("customers", "countries"), "name"),
        ("shipped_on.month", "dates", ("shipped_on",), "month"),
        ("total", "orders", (), "total"),
        ("customers.old", "customers", ("customers",), "Old"),
    ],
)
def test_a_column_is_found_by_its_address(name: str, table: str, via: tuple[str, ...], column: str) -> None:
    found = column_of(name)
    assert (found.table, found.via, found.column) == (table, via, column)


def test_a_column_whose_own_name_has_dots_wins_over_an_address() -> None:
    dotted = TABLES | {
        "orders": TABLES["orders"].model_copy(
            update={
                "columns": (
                    *TABLES["orders"].columns,
                    TABLES["orders"].columns[0].model_copy(update={"name": "customers.country"}),
                )
            }
        )
    }
    found = check_formula(MODEL, dotted, "orders", "customers.country", COLUMN)
    assert isinstance(found, CheckedFormula)
    assert found.expression == ColumnRef("orders", (), "customers.country", found.of)


def test_a_parameter_is_found_whatever_its_letters() -> None:
    assert checked("$rate", COLUMN, MODEL).expression == ParameterRef("Rate", checked("$Rate", COLUMN, MODEL).of)


def test_a_measure_is_put_in_its_place() -> None:
    revenue = checked("SUM(amount)", MEASURE, MODEL).expression
    assert checked("revenue", MEASURE, MODEL).expression == revenue
    assert checked('"net REVENUE"', MEASURE, MODEL) == checked("SUM(amount) * 0.8", MEASURE, MODEL)


@pytest.mark.parametrize(
    ("formula", "table", "home", "refs"),
    [
        ("SUM(amount)", "orders", "orders", [("orders", (), "amount")]),
        ("COUNT(*)", "customers", "customers", []),
        ("COUNT_IF(customers.country = 'de')", "orders", "orders", []),
        ("SUM(quantity * customers.age)", "orders", "orders", None),
        ("AVG(customers.age)", "orders", "customers", [("customers", (), "age")]),
        ("SUM(lines.cost)", "orders", "lines", [("lines", (), "cost")]),
        ("SUM(lines.cost)", "customers", "lines", [("lines", (), "cost")]),
        (
            "SUM(lines.cost * quantity)",
            "orders",
            "lines",
            [("lines", (), "cost"), ("orders", ("orders",), "quantity")],
        ),
        (
            "SUM(orders.quantity * customers.age)",
            "lines",
            "orders",
            [("orders", (), "quantity"), ("customers", ("customers",), "age")],
        ),
        (
            "SUM(lines.cost * customers.countries.people)",
            "orders",
            "lines",
            [("lines", (), "cost"), ("countries", ("customers", "countries"), "people")],
        ),
        ("SUM(shipped_on.days)", "orders", "orders", [("dates", ("shipped_on",), "days")]),
        ("MAX(dates.days)", "orders", "dates", [("dates", (), "days")]),
        ("SUM(returns.refund)", "orders", "returns", [("returns", (), "refund")]),
        ("SUM(total)", "orders", "orders", [("orders", (), "total")]),
    ],
)
def test_the_home_of_an_aggregate_is_the_table_whose_rows_it_counts(
    formula: str, table: str, home: str, refs: list[tuple[str, tuple[str, ...], str]] | None
) -> None:
    found = aggregate_of(formula, table)
    assert found.home == home
    if refs is not None:
        assert [ref for argument in found.arguments for ref in refs_of(argument)] == refs


def test_a_condition_of_an_aggregate_may_look_at_many_rows() -> None:
    found = aggregate_of("SUM(amount) FILTER (WHERE lines.line > 3)")
    assert (found.home, refs_of(found.where)) == ("orders", [("lines", ("lines",), "line")])


@pytest.mark.parametrize(
    ("formula", "message", "hint", "start", "end"),
    [
        ("SUM(amuont)", "“orders” has no column “amuont”.", "Did you mean “amount” or “note”?", 4, 10),
        ("SUM(cost)", "“orders” has no column “cost”.", "“lines” has such a column: write lines.cost.", 4, 8),
        ("SUM(custmers.age)", "The model has no table or relationship “custmers”.", None, 4, 12),
        ("SUM(customers.aeg)", "“customers” has no column “aeg”.", None, 14, 17),
        ("revenu", "There is no measure or column “revenu”.", "Did you mean “revenue”?", 0, 6),
        (
            "amount",
            "“amount” is a column with a value for each row; a measure needs one value of many rows.",
            None,
            0,
            6,
        ),
        ("SUM(revenue)", "“revenue” is a measure, which aggregates rows already.", None, 4, 11),
        ("SUM(SUM(amount))", "SUM stands inside of another aggregate.", None, 4, 7),
        ("SUMM(amount)", "There is no function “SUMM”.", "Did you mean “SUM”?", 0, 4),
        ("revenue(1)", "There is no function “revenue”.", None, 0, 7),
        ("$rat", "The model has no parameter “rat”.", "Did you mean “Rate”?", 0, 4),
        ("SUM(amount + returns.refund)", None, None, 0, 28),
        (
            "SUM(amount) FILTER (WHERE returns.refund > 1)",
            "No relationship leads from “orders” to “returns”.",
            None,
            26,
            40,
        ),
        ("SUM(quantity * dates.days)", None, None, 15, 25),
        ("AVG(*)", "AVG needs a column, not *.", None, 0, 6),
        ("SUM(DISTINCT amount)", "SUM takes no DISTINCT.", None, 0, 20),
        ("ABS(*)", None, None, 0, 6),
        ("FIXED(SUM(amount), region)", "FIXED stands only in calculated columns.", None, 0, 5),
        ("KEEP(is_paid)", "KEEP stands only inside of CALCULATE.", None, 0, 4),
        ("PERCENTILE(amount, 2)", "“share” lies between 0 and 1.", None, 19, 20),
    ],
)
def test_a_wrong_measure_is_told_at_its_characters(
    formula: str, message: str | None, hint: str | None, start: int, end: int
) -> None:
    found = problem(formula, MEASURE, MODEL)
    assert (found.start, found.end) == (start, end), found
    assert message in (None, found.message)
    assert hint in (None, found.hint)


@pytest.mark.parametrize(
    ("formula", "message", "start", "end"),
    [
        ("lines.cost", "One row of “orders” may belong to several rows of “lines”.", 0, 10),
        ("SUM(amount)", "SUM aggregates many rows, and a calculated column is about one.", 0, 3),
        ("revenue", "“orders” has no column “revenue”.", 0, 7),
        ("dates.days", "There are several ways from “orders” to “dates”: “ordered_on”, “shipped_on”.", 0, 5),
        ("TOTAL(amount)", "CALCULATE stands only in measures, outside of aggregates.", 0, 13),
        ("FIXED(amount, region)", "Here should be an aggregate.", 6, 12),
        ("FIXED(SUM(lines.cost), region)", None, 10, 20),
        ("FIXED(SUM(amount))", "FIXED needs an aggregate and a key.", 0, 18),
    ],
)
def test_a_wrong_column_is_told_at_its_characters(formula: str, message: str | None, start: int, end: int) -> None:
    found = problem(formula, COLUMN, MODEL)
    assert (found.start, found.end) == (start, end), found
    assert message in (None, found.message)


def test_an_ambiguous_way_is_settled_by_the_name_of_a_relationship() -> None:
    assert "several ways" in problem("SUM(amount * dates.days)", MEASURE, MODEL).message
    assert aggregate_of("SUM(amount * shipped_on.days)").home == "orders"
    one_way = definition(relationships=RELATIONSHIPS[:-1])
    assert isinstance(check_formula(one_way, TABLES, "orders", "SUM(amount * dates.days)", MEASURE), CheckedFormula)
