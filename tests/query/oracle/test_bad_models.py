"""Bad input over models: a specific error or the right answer, never a wrong one."""

from typing import Any

import duckdb
import pytest
from tests.query.model_harness import SmallModel
from tests.query.oracle import shops
from tests.query.oracle.shops import model, values

from gnomon.foundation.kit.errors import AppError


def refusal(shop: SmallModel, anchor: str, **parts: Any) -> str:
    """What is said when a question is refused."""
    with pytest.raises(AppError) as refused:
        shop.ask(anchor, **parts)
    return f"{refused.value} {refused.value.hint}"


def test_measures_that_need_each_other_are_named_and_the_others_work() -> None:
    shop = model(
        {"sales": values("amount INTEGER", "1", "2")},
        measures={
            "sales.a": "b + 1",
            "sales.b": "c * 2",
            "sales.c": "a",
            "sales.itself": "itself / 2",
            "sales.fine": "SUM(amount)",
        },
    )
    places = {problem.place for problem in shop.checked.problems}
    assert places == {f"measures/{name}/formula" for name in ("a", "b", "c", "itself")}
    assert shop.rows("sales", measures=["fine"]) == [[3]]
    assert "a" in refusal(shop, "sales", measures=["a"])


def test_calculated_columns_that_need_each_other_are_named() -> None:
    shop = model(
        {"sales": values("amount INTEGER", "1")},
        calculated={"sales.a": "b + 1", "sales.b": "a + 1", "sales.c": "amount"},
    )
    assert {name for _, name in shop.checked.calculated} == {"c"}
    assert len(shop.checked.problems) == 2


@pytest.mark.parametrize(
    ("parts", "proposed"),
    [
        ({"dimensions": ["customers.contry"], "measures": ["revenue"]}, "customers.country"),
        ({"dimensions": ["custmers.country"], "measures": ["revenue"]}, "customers"),
        ({"measures": ["revenu"]}, "revenue"),
        ({"measures": ["=SUM(amout)"]}, "amount"),
        ({"measures": ["=SUMM(amount)"]}, "SUM"),
        ({"measures": ["=SUM(customers.contry)"]}, "country"),
        ({"measures": [{"member": "customers.nam", "aggregation": "count"}]}, "name"),
        (
            {"measures": ["revenue"], "filters": [{"kind": "null", "member": "customers.countri"}]},
            "customers.country",
        ),
    ],
)
def test_an_unknown_name_is_refused_with_what_it_may_have_meant(parts: dict[str, Any], proposed: str) -> None:
    assert proposed in refusal(shops.chasm_trap(), "orders", **parts)


def test_a_dropped_column_is_named_with_what_depends_on_it() -> None:
    shop = model(
        {"sales": values("amount INTEGER", "1", "2")},
        calculated={"sales.net": "price * 2"},
        measures={
            "sales.turnover": "SUM(price)",
            "sales.half": "turnover / 2",
            "sales.nets": "SUM(net)",
            "sales.n": "COUNT(*)",
        },
    )
    told = {problem.place: problem.message for problem in shop.checked.problems}
    assert sorted(told) == [
        "measures/half/formula",
        "measures/nets/formula",
        "measures/turnover/formula",
        "tables/sales/calculated/net/formula",
    ]
    assert "price" in told["measures/turnover/formula"]
    assert shop.rows("sales", measures=["n"]) == [[2]]
    assert "price" in refusal(shop, "sales", measures=["turnover"])
    assert "turnover" in refusal(shop, "sales", measures=["half"])


def test_a_relationship_over_a_dropped_column_is_refused_by_name() -> None:
    shop = model(
        {"orders": values("id INTEGER", "1"), "customers": values("id INTEGER, name VARCHAR", "1, 'Ann'")},
        links=["buyer: orders.customer_id -> customers.id"],
    )
    assert [problem.place for problem in shop.checked.problems] == ["relationships/buyer"]
    assert "customer_id" in refusal(shop, "orders", dimensions=["customers.name"])


def test_two_hundred_filters_over_related_tables_are_one_answer() -> None:
    filters = [{"kind": "in", "member": "customers.country", "values": ["DE", f"X{number}"]} for number in range(200)]
    assert shops.chasm_trap().rows("orders", measures=["revenue", "cases"], filters=filters) == [[35, 3]]


def test_names_that_are_keywords_or_foreign_are_names_like_any_other() -> None:
    shop = model(
        {
            "select": values('order INTEGER, from VARCHAR, größe INTEGER, a"b INTEGER', "1, 'x', 2, 3", "2, 'y', 5, 7"),
            "日本 2024": values("group INTEGER, where VARCHAR", "1, '東京'"),
        },
        links=["join: select.order -> 日本 2024.group"],
        measures={"select.sum of “all”": 'SUM("größe" * "select"."order")', "select.count": "COUNT(*)"},
    )
    assert shop.rows("select", dimensions=["日本 2024.where", "from"], measures=["sum of “all”", "count"]) == [
        ["東京", "x", 2, 1],
        [None, "y", 10, 1],
    ]
    there = '=SUM("a""b") FILTER (WHERE "日本 2024"."where" = \'東京\')'
    assert shop.rows("select", measures=[there, "=COUNT_IF(\"from\" = 'x')"]) == [[3, 1]]


def test_a_column_with_dots_wins_over_an_address_of_the_same_spelling() -> None:
    shop = model(
        {
            "orders": values("customer INTEGER, customers.name VARCHAR", "1, 'mine'"),
            "customers": values("id INTEGER, name VARCHAR", "1, 'theirs'"),
        },
        links=["buyer: orders.customer -> customers.id"],
    )
    assert shop.rows("orders", dimensions=["customers.name", "buyer.name"]) == [["mine", "theirs"]]


def test_five_hundred_columns_of_two_tables_are_measured_at_once() -> None:
    columns = [f"c{number}" for number in range(250)]
    facts = "SELECT 1 AS id, " + ", ".join(f"{number} AS c{number}" for number in range(250))
    shop = model(
        {"facts": f"{facts} UNION ALL {facts}", "things": facts},
        links=["of: facts.id -> things.id"],
    )
    measures = [
        {"member": f"{prefix}{column}", "aggregation": "sum", "name": f"sum of {prefix}{column}"}
        for prefix in ("", "things.")
        for column in columns[:100]
    ]
    (found,) = shop.rows("facts", dimensions=[f"things.{column}" for column in columns[:50]], measures=measures)
    assert found == [*range(50), *(2 * number for number in range(100)), *range(100)]


def test_a_division_by_zero_is_nothing_wherever_it_stands() -> None:
    shop = model(
        {"sales": values("amount INTEGER, pieces INTEGER", "1, 0", "6, 3", "0, 0")},
        calculated={"sales.each": "amount / pieces"},
    )
    formulas = [
        "=SUM(each)",
        "=SUM(amount) / (COUNT(*) - 3)",
        "=SUM(amount % pieces)",
        "=COUNT(each)",
        "=5 % (COUNT(*) - 3)",
    ]
    assert shop.rows("sales", measures=formulas) == [[2, None, 0, 1, None]]


def test_sums_beyond_sixty_four_bits_are_exact() -> None:
    largest = 2**63 - 1
    shop = model(
        {"sales": values("region VARCHAR, amount BIGINT", *(f"'x', {largest}" for _ in range(3)), "'y', 1")},
        measures={"sales.revenue": "SUM(amount)"},
    )
    assert shop.ask(
        "sales", dimensions=["region"], measures=["revenue"], totals=[[]], sort=[{"by": "revenue"}]
    ).rows == [
        [None, str(3 * largest + 1), 1],
        ["y", 1, 0],
        ["x", str(3 * largest), 0],
    ]
    assert shop.rows("sales", measures=["=SHARE_OF_TOTAL(revenue)", "=RANK(revenue)"]) == [[1, 1]]


LARGEST = 2**63 - 1


@pytest.mark.parametrize(
    "formula",
    ["SUM(amount * amount)", "SUM(-amount - 2)", "MAX(amount) + 1", "SUM(amount) * SUM(amount) * SUM(amount)"],
)
def test_a_number_that_no_type_holds_is_an_error_never_another_number(formula: str) -> None:
    shop = model({"sales": values("amount BIGINT", str(LARGEST))})
    with pytest.raises(duckdb.OutOfRangeException, match="Overflow"):
        shop.ask("sales", measures=[f"={formula}"])


@pytest.mark.parametrize(
    ("formula", "right"), [("SUM(amount) + 1", LARGEST + 1), ("SUM(amount) * SUM(amount)", LARGEST**2)]
)
def test_a_number_that_a_wider_type_holds_is_exact(formula: str, right: int) -> None:
    shop = model({"sales": values("amount BIGINT", str(LARGEST))})
    assert shop.ask("sales", measures=[f"={formula}"]).rows == [[str(right)]]


def test_nan_and_infinity_stay_what_they_are() -> None:
    shop = model(
        {
            "sales": values(
                "kind VARCHAR, rate DOUBLE",
                "'nan', 'NaN'",
                "'nan', '1'",
                "'inf', 'Infinity'",
                "'both', 'Infinity'",
                "'both', '-Infinity'",
                "'one', '1.5'",
            )
        },
        measures={"sales.rate_sum": "SUM(rate)", "sales.share": "SHARE_OF_TOTAL(SUM(rate))"},
    )
    found = shop.ask(
        "sales", dimensions=["kind"], measures=["rate_sum", "=MAX(rate)", "share"], limit_numbers=False
    ).rows
    shown = {row[0]: [str(value) for value in row[1:]] for row in found}
    assert shown == {
        "nan": ["nan", "nan", "nan"],
        "inf": ["inf", "inf", "nan"],
        "both": ["nan", "inf", "nan"],
        "one": ["1.5", "1.5", "nan"],
    }


def test_the_first_and_the_last_year_of_the_calendar_have_neighbours_that_are_empty() -> None:
    shop = model(
        {
            "sales": values(
                "sold DATE, amount INTEGER", "'0001-01-01', 1", "'0001-12-31', 2", "'9999-12-31', 4", "'9998-12-31', 8"
            )
        },
        measures={"sales.revenue": "SUM(amount)"},
    )
    names = [
        "PREVIOUS_YEAR(revenue, sold)",
        "NEXT_PERIOD(revenue, sold)",
        "YEAR_TO_DATE(revenue, sold)",
        "MOVING_SUM(revenue, 2)",
    ]
    found = shop.ask("sales", dimensions=["sold:year"], measures=["revenue", *(f"={one}" for one in names)]).rows
    assert sorted(found) == [
        ["0001-01-01", 3, None, None, 3, 3],
        ["9998-01-01", 8, None, 4, 8, 8],
        ["9999-01-01", 4, 8, None, 4, 12],
    ]


def test_a_month_before_the_first_and_a_day_after_the_last_moment_are_no_accident() -> None:
    shop = model(
        {"sales": values("sold DATE, amount INTEGER", "'0001-01-01', 1", "'9999-12-31', 4")},
        measures={"sales.revenue": "SUM(amount)"},
    )
    for grain in ("day", "week", "month", "quarter"):
        found = shop.ask(
            "sales",
            dimensions=[f"sold:{grain}"],
            measures=["=PREVIOUS_PERIOD(revenue, sold)", "=NEXT_PERIOD(revenue, sold)"],
        )
        assert [row[1:] for row in found.rows] == [[None, None], [None, None]]


@pytest.mark.parametrize("formula", ["ABS(" * 150 + "SUM(amount)" + ")" * 150, "SUM(amount) + " + "- " * 150 + "1"])
def test_a_formula_that_is_too_deep_is_refused(formula: str) -> None:
    assert "deep" in refusal(shops.chasm_trap(), "orders", measures=[{"formula": formula, "name": "deep"}])


def test_a_formula_of_many_additions_is_no_deep_one() -> None:
    formula = "SUM(amount)" + " + SUM(amount)" * 90
    assert shops.chasm_trap().rows("orders", measures=[{"formula": formula, "name": "many"}]) == [[45 * 91]]
