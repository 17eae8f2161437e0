"""Months, weeks and years that are made of days: the same answers, and only where days are fewer than rows."""

from dataclasses import replace
from typing import Any

import pytest
from tests.query.harness import SmallTable
from tests.query.model_harness import SmallModel
from tests.query.oracle.shops import model
from tests.query.rollups.rolled import assert_same, outcome

from gnomon.datasets.contracts import ColumnType
from gnomon.query.draft import Draft
from gnomon.query.pipeline import STAGES, Compiled, compiled
from gnomon.query.plan import UNRESTRICTED, Aggregate, Field, OneOf, Restricted, RowFilter
from gnomon.query.plan.walk import with_aggregates
from gnomon.query.stages.lower import lower
from gnomon.semantic.contracts import TimeGrain

Json = dict[str, Any]

TABLE = SmallTable(
    """
    SELECT 'region ' || i % 3 AS region, i % 2 = 0 AS is_open, 'shop ' || i % 40 AS shop,
      CASE WHEN i % 11 THEN TIMESTAMP '2019-12-29 05:00' + to_hours(5 * i) END AS sold_at,
      CASE WHEN i % 13 THEN TIMESTAMPTZ '2017-10-13 02:30+00' + to_hours(3 * i) END AS sent_at,
      CASE WHEN i % 7 THEN DATE '2024-02-27' + (i // 2)::INTEGER END AS due,
      CASE WHEN i % 5 THEN i % 9 END AS pieces, (i / 8.0)::DECIMAL(9,3) AS amount,
      CASE WHEN i % 250 <> 3 THEN i / 3.0 ELSE 'NaN' END AS weight, 9223372036854774000 + i AS big
    FROM range(900) AS r(i)
    UNION ALL
    SELECT 'edge', NULL, NULL, edge, edge, edge, 1, 1, 1, 1 FROM (VALUES (TIMESTAMP '0001-01-01 00:00'),
      (TIMESTAMP '9999-12-31 23:59:59.999999'), (TIMESTAMP '1582-10-15 12:00'), (TIMESTAMP '1969-12-31 23:59')) v(edge)
    """
)
LONGER = ("week", "month", "quarter", "year", "day_of_week", "month_of_year")
ZONES = ("UTC", "Europe/Paris", "America/Sao_Paulo", "Pacific/Apia")
MEASURES: list[Json] = [
    {"aggregation": "count"},
    *(
        {"member": member, "aggregation": aggregation, "name": f"{aggregation} {member}"}
        for member, aggregations in {
            "pieces": ("sum", "avg", "min", "max", "count"),
            "amount": ("sum", "avg"),
            "weight": ("sum", "max"),
            "big": ("avg", "max"),
            "due": ("min", "max", "count"),
            "shop": ("count",),
        }.items()
        for aggregation in aggregations
    ),
]
SOME: RowFilter = Restricted(OneOf(Field("region", ColumnType.TEXT, "VARCHAR"), ("region 1", "edge"), "VARCHAR"))


def both_ways(table: SmallTable, row_filter: RowFilter, parts: Json) -> tuple[Compiled, Compiled]:
    """A question as it is compiled, and as it would be without days."""
    draft = Draft(table.question(table.spec(**parts), row_filter=row_filter))
    for stage in STAGES:
        draft = stage(draft)
    assert draft.plan is not None
    plain = with_aggregates(draft.plan, lambda one: replace(one, staged=None))
    return compiled(draft), compiled(lower(replace(draft, plan=plain, lowered=None)))


def is_staged(parts: Json, row_filter: RowFilter = UNRESTRICTED, table: SmallTable = TABLE) -> bool:
    """Whether days are added up first; and that it gives what it gives without."""
    staged, plain = both_ways(table, row_filter, parts)
    assert_same(outcome(table, staged), outcome(table, plain))
    found: list[bool] = []

    def note(aggregate: Aggregate) -> Aggregate:
        found.append(aggregate.staged is not None)
        return aggregate

    with_aggregates(staged.plan, note)
    assert any(found) is (staged.lowered.sql != plain.lowered.sql)
    return any(found)


def by(member: str, grain: str, **more: Any) -> Json:
    return {"dimensions": [{"member": member, "grain": grain}], "measures": MEASURES, **more}


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("grain", LONGER)
@pytest.mark.parametrize("member", ["sold_at", "sent_at", "due"])
def test_longer_steps_are_made_of_days(member: str, grain: str, zone: str) -> None:
    assert is_staged(by(member, grain, time_zone=zone))
    assert is_staged(by(member, grain, time_zone=zone), SOME)


def test_every_longer_grain_is_among_them() -> None:
    shorter = {TimeGrain.SECOND, TimeGrain.MINUTE, TimeGrain.HOUR, TimeGrain.HOUR_OF_DAY, TimeGrain.DAY}
    assert {TimeGrain(grain) for grain in LONGER} == set(TimeGrain) - shorter


@pytest.mark.parametrize("grain", ["day", "hour", "minute", "second", "hour_of_day"])
def test_days_and_shorter_steps_are_made_of_rows(grain: str) -> None:
    assert not is_staged(by("sold_at", grain))


@pytest.mark.parametrize(
    ("aggregation", "more"),
    [("count_distinct", {}), ("median", {}), ("quantile", {"quantile": 0.9}), ("stddev", {})],
)
def test_what_does_not_add_up_is_made_of_rows(aggregation: str, more: Json) -> None:
    measure = {"member": "pieces", "aggregation": aggregation, **more}
    assert not is_staged({"dimensions": [{"member": "sold_at", "grain": "month"}], "measures": [measure]})


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        ([{"member": "is_open"}], True),
        ([{"member": "region"}], True),
        ([{"member": "is_open"}, {"member": "region"}], True),
        ([{"member": "sold_at", "grain": "year", "name": "year"}], True),
        ([{"member": "sold_at", "grain": "day_of_week", "name": "weekday"}], True),
        ([{"member": "sold_at", "grain": "day", "name": "day"}], True),
        ([{"member": "shop"}], False),
        ([{"member": "sold_at", "grain": "hour", "name": "hour"}], False),
        ([{"member": "due", "grain": "month"}], False),
        ([{"member": "pieces", "bins": {"width": 2}}], False),
    ],
    ids=str,
)
def test_other_groups_stand_beside_days_where_they_are_few(beside: list[Json], expected: bool) -> None:
    month = {"member": "sold_at", "grain": "month"}
    assert is_staged({"dimensions": [month, *beside], "measures": MEASURES}) is expected
    assert is_staged({"dimensions": [*beside, month], "measures": MEASURES}, SOME) is expected


def test_filters_order_and_limits_are_those_of_the_wanted_groups() -> None:
    month, region = {"member": "sold_at", "grain": "month", "name": "month"}, {"member": "region"}
    asked = {"dimensions": [month, region], "measures": [{"member": "amount", "aggregation": "avg", "name": "a"}]}
    assert is_staged({**asked, "filters": [{"kind": "measure", "measure": "a", "min": 60}]})
    assert is_staged({**asked, "sort": [{"by": "a", "descending": True}], "limit": 5, "offset": 2})
    span = {"kind": "time_range", "member": "sold_at", "start": "2020-01-15T13:00", "end": "2020-04-02T02:30"}
    assert is_staged({**asked, "filters": [span, {"kind": "null", "member": "pieces", "is_null": False}]})


def test_totals_of_several_levels_are_made_of_days_too() -> None:
    month, region = {"member": "sold_at", "grain": "month", "name": "month"}, {"member": "region"}
    asked = {"dimensions": [month, region], "measures": MEASURES}
    assert is_staged({**asked, "totals": [["region"], ["month"], []]})
    assert is_staged({**asked, "totals": [[]]}, SOME)
    assert not is_staged({**asked, "dimensions": [month, {"member": "shop"}], "totals": [["month"]]})


@pytest.fixture
def shop() -> SmallModel:
    """Sales at all hours; models share a connection, on which the last one made stands."""
    sales = """SELECT TIMESTAMP '2023-11-20 05:00' + to_hours(41 * i) AS sold, i % 5 AS amount,
        'town ' || i % 40 AS town FROM range(60) r(i)"""
    return model({"sales": sales}, measures={"sales.revenue": "SUM(amount)", "sales.towns": "COUNT(DISTINCT town)"})


UNTIL_NOON = {"kind": "time_range", "member": "sold", "start": "2023-12-01", "end": "2024-01-20T12:00"}


@pytest.mark.parametrize("grain", ["day", "week", "month"])
@pytest.mark.parametrize("formula", ["YEAR_TO_DATE", "MONTH_TO_DATE", "PREVIOUS_MONTH", "PREVIOUS_YEAR"])
def test_periods_look_at_days_in_place_of_rows(shop: SmallModel, formula: str, grain: str) -> None:
    asked: Json = {"dimensions": [f"sold:{grain}"], "measures": ["=revenue", f"={formula}(revenue, sold)"]}
    # Each answer is compared with one that a naive reader of the rows gives.
    shop.rows("sales", **asked)
    shop.rows("sales", **{**asked, "dimensions": [f"sold:{grain}", "town"]})
    shop.rows("sales", **asked, filters=[UNTIL_NOON])
    shop.rows("sales", **asked, filters=[UNTIL_NOON], totals=[[]])


def test_the_day_on_which_a_question_ends_counts_up_to_there(shop: SmallModel) -> None:
    asked: Json = {"dimensions": ["sold:day"], "measures": ["=YEAR_TO_DATE(revenue, sold)"], "filters": [UNTIL_NOON]}
    lowered = shop.ask("sales", **asked).compiled.lowered
    assert '"days"' in lowered.sql
    assert "2024-01-20 12:00:00" in " ".join(map(str, lowered.parameters))


def test_periods_of_what_does_not_add_up_look_at_rows(shop: SmallModel) -> None:
    asked: Json = {"dimensions": ["sold:day"], "measures": ["=YEAR_TO_DATE(towns, sold)"]}
    assert "part0" not in shop.ask("sales", **asked).compiled.lowered.sql
    shop.rows("sales", **asked)


def test_a_limit_keeps_its_count_of_all_groups() -> None:
    asked = {**by("sold_at", "month"), "limit": 3, "sort": [{"by": "sold_at_month", "descending": True}]}
    staged, plain = (outcome(TABLE, one)[1] for one in both_ways(TABLE, UNRESTRICTED, asked))
    assert (len(staged), staged[0][-1]) == (3, plain[0][-1])


def test_a_table_and_columns_may_be_called_as_the_stages_are() -> None:
    days = SmallTable(
        "SELECT DATE '2024-01-01' + i::INTEGER AS key0, i AS part0, 'a' AS days FROM range(90) r(i)", name="days"
    )
    measures = [{"member": "part0", "aggregation": "sum"}, {"aggregation": "count"}]
    asked = {"dimensions": [{"member": "key0", "grain": "month"}, {"member": "days"}], "measures": measures}
    assert is_staged(asked, table=days)
    assert days.rows(**asked) == [
        ["2024-01-01", "a", sum(range(31)), 31],
        ["2024-02-01", "a", sum(range(31, 60)), 29],
        ["2024-03-01", "a", sum(range(60, 90)), 30],
    ]


def test_no_rows_have_no_months() -> None:
    nothing = {"kind": "in", "member": "region", "values": ["nowhere"]}
    assert TABLE.rows(**by("sold_at", "month", filters=[nothing])) == []


def test_the_first_of_a_field_and_the_rest_stand_beside_days(shop: SmallModel) -> None:
    top = {"member": "town", "top": {"count": 3, "by": "revenue", "other": "elsewhere"}}
    asked: Json = {"dimensions": [top, "sold:month"], "measures": ["revenue"]}
    shop.rows("sales", **asked)
    assert '"days"' in shop.ask("sales", **asked).compiled.lowered.sql
