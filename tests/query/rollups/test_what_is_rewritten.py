"""The matrix: which questions a roll-up may answer, and which only the rows can."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.query.harness import SmallTable
from tests.query.rollups.rolled import assert_same, compiled, make_rollup, outcome, wanted_shape

from gnomon.datasets.contracts import ColumnType
from gnomon.query.plan import UNRESTRICTED, Compare, Field, OneOf, Operator, Restricted, Rollup, RowFilter, Steps
from gnomon.query.rollups.making import steps_of

Json = dict[str, Any]

TABLE = SmallTable(
    """
    SELECT 'region ' || i % 3 AS region, 'shop ' || i % 4 AS shop,
      TIMESTAMP '2024-01-30 22:00' + to_hours(7 * i) AS sold_at,
      TIMESTAMPTZ '2024-03-29 22:00+00' + to_hours(7 * i) AS sent_at, DATE '2024-02-27' + i::INTEGER AS due,
      i % 9 AS pieces,
      (i / 8.0)::DECIMAL(9,3) AS amount, i / 4.0 AS weight, (i || repeat('0', 30))::HUGEINT AS vast,
      (9223372036854775808 + i)::UBIGINT AS key,
      to_minutes(i) AS lasted, '{}'::JSON AS more
    FROM range(200) AS r(i)
    """
)
BY_REGION = {"dimensions": [{"member": "region"}]}
KEPT = {
    "dimensions": [{"member": "region"}, {"member": "sold_at", "grain": "day"}, {"member": "sent_at", "grain": "day"}],
    "measures": [
        {"member": name, "aggregation": "count"} for name in ("pieces", "amount", "weight", "vast", "key", "due")
    ],
    "filters": [{"kind": "null", "member": "due", "is_null": False}],
}


@pytest.fixture(scope="module")
def rollup(tmp_path_factory: pytest.TempPathFactory) -> Rollup:
    """By region, due, day of sale, and day of sending in UTC; no shop."""
    shape = wanted_shape(TABLE, TABLE.spec(**KEPT))
    assert shape is not None
    return make_rollup(TABLE, shape, tmp_path_factory.mktemp("rollup"))


def is_rolled(rollup: Rollup, row_filter: RowFilter = UNRESTRICTED, **parts: Any) -> bool:
    """Whether the roll-up answers a question; and that it does so rightly."""
    spec = TABLE.spec(**parts)
    mine, plain = compiled(TABLE, spec, [rollup], row_filter), compiled(TABLE, spec, (), row_filter)
    assert_same(outcome(TABLE, mine), outcome(TABLE, plain))
    assert bool(mine.rollups) is ("roll-up" in mine.lowered.sql)
    return bool(mine.rollups)


def measured(aggregation: str, member: str = "amount", **more: Any) -> Json:
    return {"measures": [{"member": member, "aggregation": aggregation, **more}]}


@pytest.mark.parametrize(
    "parts",
    [
        measured("sum"),
        measured("sum", "pieces"),
        measured("sum", "weight"),
        measured("avg"),
        measured("avg", "weight"),
        measured("min"),
        measured("max", "weight"),
        measured("max", "key"),
        measured("max", "due"),
        measured("count", "vast"),
        {"measures": [{"aggregation": "count"}]},
        {"dimensions": [{"member": "region"}]},
    ],
    ids=str,
)
def test_what_is_additive_is_put_together_of_parts(rollup: Rollup, parts: Json) -> None:
    assert is_rolled(rollup, **{**BY_REGION, **parts})
    assert is_rolled(rollup, **{"measures": [{"aggregation": "count"}], **parts, "dimensions": []})


@pytest.mark.parametrize(
    "parts",
    [
        measured("count_distinct"),
        measured("count_distinct", "region"),
        measured("median"),
        measured("quantile", quantile=0.9),
        measured("stddev"),
        measured("stddev", "weight"),
        # Sums that may leave 128 bits, or are of a type whose sum files do not hold.
        measured("avg", "vast"),
        measured("sum", "vast"),
        measured("sum", "key"),
        measured("min", "vast"),
        # Additive, but nothing of it is kept.
        measured("count", "lasted"),
        measured("max", "sold_at"),
        # One of them is enough.
        {"measures": [{"member": "amount", "aggregation": "sum"}, {"member": "amount", "aggregation": "median"}]},
    ],
    ids=str,
)
def test_what_is_not_additive_is_asked_of_the_rows(rollup: Rollup, parts: Json) -> None:
    assert not is_rolled(rollup, **{**BY_REGION, **parts})
    assert not is_rolled(rollup, **parts)


SUM = measured("sum")


def span(member: str, start: str | None, end: str | None, **more: Any) -> Json:
    return {**SUM, **more, "filters": [{"kind": "time_range", "member": member, "start": start, "end": end}]}


def by(member: str, grain: str, **more: Any) -> Json:
    return {**SUM, **more, "dimensions": [{"member": member, "grain": grain}]}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (by("sold_at", "day"), True),
        (by("sold_at", "week"), True),
        (by("sold_at", "year"), True),
        (by("sold_at", "day_of_week"), True),
        (by("sold_at", "hour"), False),
        (by("sold_at", "hour_of_day"), False),
        (by("sent_at", "month", time_zone="UTC"), True),
        (by("sent_at", "month", time_zone="Europe/Berlin"), False),
        (by("due", "week"), True),
        (span("sold_at", "2024-02-29", "2024-03-05"), True),
        (span("sold_at", "2024-02-29T00:00:01", None), False),
        (span("sold_at", None, "2024-03-01T12:00"), False),
        (span("sent_at", "2024-03-31", "2024-04-02", time_zone="UTC"), True),
        (span("sent_at", "2024-03-31", "2024-04-02", time_zone="Europe/Berlin"), False),
        (span("due", "2024-02-29", "2024-03-05"), True),
        ({**SUM, "filters": [{"kind": "range", "member": "sold_at", "max": "2024-03-01", "include_max": True}]}, False),
        ({**SUM, "filters": [{"kind": "range", "member": "due", "max": "2024-03-01", "include_max": True}]}, True),
        ({**SUM, "filters": [{"kind": "in", "member": "sold_at", "values": ["2024-03-01"], "grain": "week"}]}, True),
        ({**SUM, "filters": [{"kind": "in", "member": "sold_at", "values": ["2024-02-01T20:00"]}]}, False),
        ({**SUM, "filters": [{"kind": "null", "member": "sold_at", "is_null": True}]}, True),
        ({**SUM, "filters": [{"kind": "in", "member": "region", "values": ["region 1", None]}]}, True),
        ({**SUM, "filters": [{"kind": "in", "member": "shop", "values": ["shop 1"]}]}, False),
        ({**SUM, "filters": [{"kind": "range", "member": "amount", "min": 3}]}, False),
        ({**SUM, "filters": [{"kind": "measure", "measure": "sum_amount", "min": 3}], **BY_REGION}, True),
        ({**SUM, "dimensions": [{"member": "region"}, {"member": "shop"}]}, False),
        (
            {
                **SUM,
                "dimensions": [{"member": "region"}, {"member": "due", "grain": "month"}],
                "totals": [["region"], []],
            },
            True,
        ),
        ({**SUM, "dimensions": [{"member": "sold_at", "bins": {"at_most": 5}}]}, True),
        ({"mode": "rows", "dimensions": [{"member": "region"}], "limit": 3}, False),
    ],
    ids=str,
)
def test_a_roll_up_answers_what_its_groups_tell_apart(rollup: Rollup, parts: Json, expected: bool) -> None:
    assert is_rolled(rollup, **parts) is expected


BERLIN = {"time_zone": "Europe/Berlin"}


@pytest.fixture(scope="module")
def in_berlin(tmp_path_factory: pytest.TempPathFactory) -> Rollup:
    """By day of sending in Berlin, where clocks were put forward amid the first of them."""
    shape = wanted_shape(TABLE, TABLE.spec(**by("sent_at", "day", **BERLIN)))
    assert shape is not None
    return make_rollup(TABLE, shape, tmp_path_factory.mktemp("berlin"), "roll-up 3")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (by("sent_at", "month", **BERLIN), True),
        (by("sent_at", "month", time_zone="UTC"), False),
        (span("sent_at", "2024-03-31", "2024-04-01", **BERLIN), True),
        (span("sent_at", "2024-03-31", None, **BERLIN, **by("sent_at", "week")), True),
        (span("sent_at", "2024-03-31T12:00", None, **BERLIN), False),
        (span("sent_at", "2024-04-01", "2024-04-03", time_zone="UTC"), False),
        ({**SUM, "filters": [{"kind": "null", "member": "sent_at", "is_null": False}]}, True),
    ],
    ids=str,
)
def test_instants_are_divided_where_the_rows_say_that_steps_begin(
    in_berlin: Rollup, parts: Json, expected: bool
) -> None:
    assert is_rolled(in_berlin, **parts) is expected


def test_without_knowing_where_steps_begin_no_condition_divides_them(in_berlin: Rollup) -> None:
    unknown = replace(in_berlin, steps={})
    assert is_rolled(unknown, **by("sent_at", "month", **BERLIN))
    assert not is_rolled(unknown, **span("sent_at", "2024-03-31", "2024-04-01", **BERLIN))


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], Steps((), ())),
        ([(1, 5), (7, 7)], Steps((1, 7), (5, 7))),
        # A day that comes back when clocks are put back over midnight, and a moment without end.
        ([(1, 5), (4, 7)], None),
        ([(1, 5), (5, 7)], None),
        ([(1, 5), (7, None)], None),
    ],
    ids=str,
)
def test_steps_that_lie_in_each_other_are_not_told(
    spans: list[tuple[int | None, int | None]], expected: Steps | None
) -> None:
    assert steps_of(spans) == expected


@pytest.mark.parametrize(
    ("instant", "expected"), [(0, False), (1, False), (2, True), (5, True), (6, False), (7, False), (8, False)]
)
def test_an_instant_divides_a_step_when_rows_of_it_lie_on_both_sides(instant: int, expected: bool) -> None:
    assert Steps((1, 7), (5, 7)).are_divided(instant) is expected


def only(field: Field, *values: str) -> RowFilter:
    return Restricted(OneOf(field, values, field.engine_type))


REGION = Field("region", ColumnType.TEXT, "VARCHAR")
SHOP = Field("shop", ColumnType.TEXT, "VARCHAR")
SOLD_AT = Field("sold_at", ColumnType.DATETIME, "TIMESTAMP")


@pytest.mark.parametrize(
    ("row_filter", "expected"),
    [
        (only(REGION, "region 1"), True),
        (only(SHOP, "shop 1"), False),
        (Restricted(Compare(SOLD_AT, Operator.AT_LEAST, "2024-02-10 00:00:00", "TIMESTAMP")), True),
        (Restricted(Compare(SOLD_AT, Operator.AT_LEAST, "2024-02-10 00:00:01", "TIMESTAMP")), False),
    ],
)
def test_the_guard_stands_before_a_roll_up_as_before_the_rows(
    rollup: Rollup, row_filter: RowFilter, expected: bool
) -> None:
    parts = {"dimensions": [{"member": "due", "grain": "month"}], **SUM}
    assert is_rolled(rollup, row_filter, **parts) is expected
    found = compiled(TABLE, TABLE.spec(**parts), [rollup], row_filter)
    assert "WHERE TRUE" not in found.lowered.sql


def test_a_column_of_another_type_under_the_same_name_is_another_column(rollup: Rollup) -> None:
    other = SmallTable("SELECT 1 AS region, 2.5 AS amount, TIMESTAMP '2024-01-01' AS sold_at")
    spec = other.spec(dimensions=[{"member": "region"}], measures=[{"aggregation": "count"}])
    assert compiled(other, spec, [rollup]).rollups == ()


def test_the_smallest_roll_up_that_fits_is_read(rollup: Rollup, tmp_path: Path) -> None:
    shape = wanted_shape(TABLE, TABLE.spec(**BY_REGION, **SUM))
    assert shape is not None
    small = make_rollup(TABLE, shape, tmp_path, "roll-up 2")
    parts = {**BY_REGION, **SUM}
    assert [one.row_count for one in compiled(TABLE, TABLE.spec(**parts), [rollup, small]).rollups] == [3]
    by_day = {**SUM, "dimensions": [{"member": "sold_at", "grain": "day"}]}
    assert compiled(TABLE, TABLE.spec(**by_day), [small, rollup]).rollups == (rollup,)


@pytest.mark.parametrize(
    ("parts", "dims"),
    [
        (by("sold_at", "month"), [("sold_at", "month", None)]),
        (by("sold_at", "day_of_week"), [("sold_at", "day", None)]),
        (span("sold_at", "2024-01-01", "2025-01-01"), [("sold_at", "year", None)]),
        (span("sold_at", "2024-01-01T06:00", None), [("sold_at", "hour", None)]),
        (span("sold_at", "2024-01-01T06:00:01", None), [("sold_at", None, None)]),
        (by("sent_at", "week", time_zone="Asia/Tokyo"), [("sent_at", "week", "Asia/Tokyo")]),
        ({**BY_REGION, **SUM}, [("region", None, None)]),
    ],
    ids=str,
)
def test_a_shape_is_as_coarse_as_the_question_allows(
    parts: Json, dims: list[tuple[str, str | None, str | None]]
) -> None:
    shape = wanted_shape(TABLE, TABLE.spec(**parts))
    assert shape is not None
    assert [(dim.field.name, dim.grain, dim.time_zone) for dim in shape.dims] == dims


def test_shapes_are_joined_at_a_grain_that_both_are_made_of() -> None:
    week, month = (wanted_shape(TABLE, TABLE.spec(**by("sold_at", grain))) for grain in ("week", "month"))
    assert week is not None
    assert month is not None
    both = week.joined(month)
    assert both == week.with_days() == month.with_days()
    assert both is not None
    assert (week.is_within(both), both.is_within(week)) == (True, False)
    tokyo, berlin = (
        wanted_shape(TABLE, TABLE.spec(**by("sent_at", "day", time_zone=zone))) for zone in ("Asia/Tokyo", "UTC")
    )
    assert tokyo is not None
    assert berlin is not None
    assert tokyo.joined(berlin) is None
