"""Generated tables, questions and roll-ups: whatever a roll-up answers is what the rows answer, to the type."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.query.harness import SmallTable, connect
from tests.query.oracle.test_properties import as_json
from tests.query.rollups.rolled import assert_same, compiled, make_rollup, outcome, wanted_shape

from gnomon.datasets.contracts import ColumnType
from gnomon.query.plan import (
    UNRESTRICTED,
    AnyOf,
    Compare,
    Field,
    IsNull,
    Not,
    OneOf,
    Operator,
    Restricted,
    RollupDim,
    RowFilter,
)
from gnomon.query.rollups.grains import MADE_OF
from gnomon.query.rollups.shapes import shape as shape_with
from gnomon.semantic.contracts import TimeGrain

Json = dict[str, Any]
bounded = settings(
    max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)

ZONES = ("UTC", "Europe/Berlin", "America/Sao_Paulo", "America/St_Johns", "Asia/Kathmandu")
WORDS = st.sampled_from(["north", "North", "", "it's", 'a"b', "日本"])
# So large that doubles would lose digits, and that sums leave 64 bits.
NUMBERS = st.integers(-(2**62), 2**62) | st.integers(-3, 3)
PRICES = st.decimals(-(10**14), 10**14, places=3)
RATES = st.sampled_from([float("nan"), float("inf"), float("-inf"), -0.0]) | st.integers(-40, 40).map(lambda n: n / 8)
TIMES = ("00:00", "00:00", "06:00", "06:30", "12:00", "23:59:59.999999")
DATES = ("2019-12-31", "2020-01-01", "2020-02-28", "2020-02-29", "2020-03-01", "2020-04-01")
DAYS = st.sampled_from(DATES)
SECONDS = st.tuples(DAYS, st.sampled_from(TIMES)).map(" ".join)
# About the nights in which clocks change in Berlin, São Paulo (at midnight) and St. John's (a minute after it, once).
NIGHTS = ("2019-03-31", "2019-03-31", "2018-02-18", "2018-11-04", "2006-10-29")
INSTANTS = st.tuples(st.sampled_from(NIGHTS), st.integers(-12, 12)).map(
    lambda both: datetime.fromisoformat(both[0]).replace(tzinfo=UTC) + timedelta(minutes=150 * both[1])
)
COLUMNS: dict[str, tuple[str, st.SearchStrategy[Any]]] = {
    "word": ("VARCHAR", WORDS),
    "number": ("BIGINT", NUMBERS),
    "price": ("DECIMAL(18,3)", PRICES),
    "rate": ("DOUBLE", RATES),
    "day": ("DATE", DAYS),
    "moment": ("TIMESTAMP", SECONDS),
    "instant": ("TIMESTAMP WITH TIME ZONE", INSTANTS),
    "is_new": ("BOOLEAN", st.booleans()),
}
ROW = st.fixed_dictionaries({name: st.none() | values for name, (_, values) in COLUMNS.items()})
TABLES: st.SearchStrategy[list[Json]] = st.lists(ROW, min_size=1, max_size=20) | st.just([])

GRAINS = ["minute", "hour", "day", "week", "month", "quarter", "year", "hour_of_day", "day_of_week", "month_of_year"]
DAY_GRAINS = [grain for grain in GRAINS if grain not in {"minute", "hour", "hour_of_day"}]
MOMENTS = ("day", "moment", "instant")
NUMERIC = ("number", "price", "rate")
MEASURES = st.one_of(
    st.just({"aggregation": "count"}),
    st.tuples(st.sampled_from(NUMERIC), st.sampled_from(["sum", "avg", "min", "max", "count"])).map(
        lambda both: {"member": both[0], "aggregation": both[1]}
    ),
    st.tuples(st.sampled_from(["word", *MOMENTS]), st.sampled_from(["min", "max", "count"])).map(
        lambda both: {"member": both[0], "aggregation": both[1]}
    ),
)


@st.composite
def dimensions(draw: st.DrawFn, member: str) -> Json:
    """A way to group by a member."""
    if member in MOMENTS:
        if draw(st.integers(0, 4)) == 0:
            return {"member": member, "bins": {"at_most": draw(st.integers(2, 40))}}
        return {"member": member, "grain": draw(st.sampled_from(DAY_GRAINS if member == "day" else GRAINS))}
    return {"member": "rate", "bins": {"width": 0.5}} if member == "rate" else {"member": member}


@st.composite
def edges(draw: st.DrawFn) -> str:
    """Where a span of time begins or ends: mostly where a step does."""
    day = draw(st.sampled_from([*DATES, *NIGHTS]))
    return day + draw(st.sampled_from(["", "", "", "", "T00:00:01", "T06:00", "T06:30", "T12:00"]))


@st.composite
def filters(draw: st.DrawFn, member: str) -> Json:
    """A condition on a member."""
    exclude = draw(st.booleans())
    if draw(st.integers(0, 5)) == 0:
        return {"kind": "null", "member": member, "is_null": exclude}
    if member == "word" and draw(st.booleans()):
        return {"kind": "text", "member": member, "operator": "contains", "value": "o", "exclude": exclude}
    if member == "rate":
        return {"kind": "range", "member": member, "min": draw(st.none() | st.integers(-2, 2)), "max": 3}
    if member not in MOMENTS:
        values = draw(st.lists(st.none() | COLUMNS[member][1], max_size=3))
        return {"kind": "in", "member": member, "values": values, "exclude": exclude}
    if draw(st.booleans()):
        start, end = draw(st.none() | edges()), draw(st.none() | edges())
        return {"kind": "time_range", "member": member, "start": start, "end": end}
    grain = draw(st.sampled_from(["day", "week", "month"]))
    days = draw(st.lists(st.sampled_from([*DATES, *NIGHTS]), max_size=3))
    return {"kind": "in", "member": member, "values": days, "grain": grain, "exclude": exclude}


@st.composite
def families(draw: st.DrawFn, count: int) -> list[Json]:
    """Questions of some of the same members and measures: grouped finer and coarser, with other values in filters."""
    grouped = draw(st.lists(st.sampled_from(["word", "is_new", "rate", *MOMENTS]), max_size=2, unique=True))
    filtered = draw(st.lists(st.sampled_from(["word", "is_new", "rate", *MOMENTS[1:] * 3]), max_size=1))
    measured = draw(st.lists(MEASURES, min_size=1, max_size=3))
    zones = st.sampled_from([*[draw(st.sampled_from(ZONES))] * 9, "UTC"])
    made = []
    for _ in range(count):
        by = [draw(dimensions(member)) for member in grouped]
        conditions = [draw(filters(member)) for member in filtered + draw(st.sampled_from([[], grouped[:1]]))]
        if len(conditions) > 1 and draw(st.booleans()):
            conditions = [{"kind": "any", "filters": conditions}]
        made.append(
            {
                "dimensions": [{**one, "name": f"d{place}"} for place, one in enumerate(by)],
                "measures": [{**one, "name": f"m{place}"} for place, one in enumerate(measured)],
                "filters": conditions,
                "time_zone": draw(zones),
            }
        )
    return made


WORD, MOMENT = Field("word", ColumnType.TEXT, "VARCHAR"), Field("moment", ColumnType.DATETIME, "TIMESTAMP")
POLICIES: Sequence[RowFilter] = (
    UNRESTRICTED,
    Restricted(OneOf(WORD, ("north", "日本"), "VARCHAR")),
    Restricted(AnyOf((Not(OneOf(WORD, ("North",), "VARCHAR")), IsNull(WORD)))),
    Restricted(Compare(MOMENT, Operator.AT_LEAST, "2020-02-01 00:00:00", "TIMESTAMP")),
)
DATABASE = connect()


def literal(value: Any, engine_type: str) -> str:
    if value is None:
        return f"NULL::{engine_type}"
    return "'" + str(value).replace("'", "''") + f"'::{engine_type}"


def table_of(rows: Sequence[Json]) -> SmallTable:
    """The rows as a table that can be asked."""
    absent = ", ".join(f"NULL::{engine_type}" for engine_type, _ in COLUMNS.values())
    written = [", ".join(literal(row[name], kind) for name, (kind, _) in COLUMNS.items()) for row in rows]
    values = ", ".join(f"({one})" for one in (absent, *written))
    return SmallTable(f"SELECT * FROM (VALUES {values}) AS rows({', '.join(COLUMNS)}) OFFSET 1", connection=DATABASE)


def test_a_roll_up_answers_what_the_rows_answer_and_a_good_part_of_what_is_asked(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    answered: Counter[bool] = Counter()

    @bounded
    @given(
        rows=TABLES,
        family=families(5),
        policy=st.sampled_from(POLICIES),
        kind=st.sampled_from(["plain", "by day", "joined"]),
    )
    def asked(rows: list[Json], family: list[Json], policy: RowFilter, kind: str) -> None:
        table = table_of(rows)
        specs = [table.spec(**as_json(one)) for one in family]
        shapes = [shape for spec in specs[:2] if (shape := wanted_shape(table, spec, policy)) is not None]
        if not shapes:
            return
        shape = shapes[0].with_days() if kind == "by day" else shapes[0]
        if kind == "joined":
            shape = shapes[0].joined(shapes[-1].with_days()) or shape
        rollup = make_rollup(table, shape, tmp_path_factory.getbasetemp())
        for spec in specs:
            rolled = compiled(table, spec, [rollup], policy)
            answered[bool(rolled.rollups)] += 1
            if rolled.rollups:
                assert_same(outcome(table, rolled), outcome(table, compiled(table, spec, (), policy)))

    asked()
    assert answered[True] > 0.2 * answered.total()


FIELDS = {
    "day": Field("day", ColumnType.DATE, "DATE"),
    "moment": MOMENT,
    "instant": Field("instant", ColumnType.DATETIME, "TIMESTAMP WITH TIME ZONE"),
}


@st.composite
def spans(draw: st.DrawFn, member: str, time_zones: st.SearchStrategy[str]) -> Json:
    """A question about a span of time, in steps or as a whole."""
    start, end = draw(st.none() | edges()), draw(edges())
    return {
        "dimensions": draw(st.just([]) | dimensions(member).map(lambda one: [{**one, "name": "d"}])),
        "measures": [{"aggregation": "count"}, {"member": "number", "aggregation": "sum"}],
        "filters": [{"kind": "time_range", "member": member, "start": start, "end": end}],
        "time_zone": draw(time_zones),
    }


@bounded
@given(
    data=st.data(),
    rows=TABLES,
    member=st.sampled_from(MOMENTS),
    grain=st.sampled_from(list(MADE_OF)),
    time_zone=st.sampled_from(ZONES),
)
def test_whatever_moments_are_cut_at_spans_of_them_are_answered_rightly_or_by_the_rows(
    tmp_path_factory: pytest.TempPathFactory,
    data: st.DataObject,
    rows: list[Json],
    member: str,
    grain: TimeGrain,
    time_zone: str,
) -> None:
    table, field = table_of(rows), FIELDS[member]
    calendar = time_zone if member == "instant" else None
    number = Field("number", ColumnType.INTEGER, "BIGINT")
    rollup = make_rollup(
        table, shape_with([RollupDim(field, grain, calendar)], [number]), tmp_path_factory.getbasetemp()
    )
    for _ in range(6):
        spec = table.spec(**as_json(data.draw(spans(member, st.sampled_from([time_zone, time_zone, "UTC"])))))
        rolled = compiled(table, spec, [rollup])
        if rolled.rollups:
            assert_same(outcome(table, rolled), outcome(table, compiled(table, spec)))
