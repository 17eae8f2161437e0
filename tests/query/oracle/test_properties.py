"""Generated tables and questions: the compiled statement against a naive oracle, and the laws that answers keep."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
import sqlglot
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlglot import exp
from tests.query.harness import SmallTable, connect
from tests.query.oracle import naive
from tests.query.oracle.naive import Parts, Row

from gnomon.datasets.contracts import ColumnType
from gnomon.query.cache import fingerprint
from gnomon.query.pipeline import compile_query
from gnomon.query.plan import UNRESTRICTED, Compare, Field, Operator, Restricted

bounded = settings(
    max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)

WORDS = st.sampled_from(["north", "North", "SOUTH", "", " ", "50%_off", "it's", 'a"b', "back\\slash", "select", "日本"])
INTEGERS = st.integers(-(10**6), 10**6)
# Quarters add up exactly in any order.
RATES = st.integers(-400, 400).map(lambda number: number / 4)
DAYS = st.dates(date(1999, 12, 20), date(2001, 2, 10))

COLUMNS = {"word": WORDS, "number": INTEGERS, "rate": RATES, "day": DAYS, "is_new": st.booleans()}
TYPES = {"word": "VARCHAR", "number": "BIGINT", "rate": "DOUBLE", "day": "DATE", "is_new": "BOOLEAN"}

ROW: st.SearchStrategy[Row] = st.fixed_dictionaries({name: st.none() | of for name, of in COLUMNS.items()})
TABLES = st.lists(ROW, max_size=25)

DIMENSION = st.one_of(
    st.sampled_from(["word", "is_new", "number"]).map(lambda member: {"member": member}),
    st.sampled_from(["day", "week", "month", "quarter", "year", "day_of_week", "month_of_year"]).map(
        lambda grain: {"member": "day", "grain": grain}
    ),
    st.sampled_from([1, 7, 1000]).map(lambda width: {"member": "number", "bins": {"width": width}}),
    st.sampled_from([0.25, 2.5]).map(lambda width: {"member": "rate", "bins": {"width": width}}),
)
MEASURE = st.one_of(
    st.just({"aggregation": "count"}),
    st.tuples(
        st.sampled_from(["number", "rate"]), st.sampled_from(["sum", "avg", "min", "max", "count", "count_distinct"])
    ).map(lambda both: {"member": both[0], "aggregation": both[1]}),
    st.tuples(st.sampled_from(["word", "day"]), st.sampled_from(["min", "max", "count", "count_distinct"])).map(
        lambda both: {"member": both[0], "aggregation": both[1]}
    ),
)


@st.composite
def plain_filters(draw: st.DrawFn) -> Parts:
    """A filter of any kind that compares values."""
    member = draw(st.sampled_from(list(COLUMNS)))
    value = COLUMNS[member]
    kinds = ["in", "null"]
    kinds += ["range"] if member in {"number", "rate", "day"} else []
    kinds += ["text"] if member == "word" else []
    match draw(st.sampled_from(kinds)):
        case "in":
            values = draw(st.lists(st.none() | value, max_size=4))
            return {"kind": "in", "member": member, "values": values, "exclude": draw(st.booleans())}
        case "null":
            return {"kind": "null", "member": member, "is_null": draw(st.booleans())}
        case "range":
            low, high = draw(st.none() | value), draw(st.none() | value)
            return {"kind": "range", "member": member, "min": low, "max": high, "include_max": draw(st.booleans())}
        case _:
            operator = draw(st.sampled_from(["contains", "starts_with", "ends_with", "equals"]))
            more = {"case_sensitive": draw(st.booleans()), "exclude": draw(st.booleans())}
            return {"kind": "text", "member": member, "operator": operator, "value": draw(value), **more}


FILTERS = st.one_of(
    plain_filters(),
    st.lists(plain_filters(), min_size=1, max_size=3).map(lambda several: {"kind": "any", "filters": several}),
)


@st.composite
def questions(draw: st.DrawFn) -> Parts:
    """A question of some groups, measures and filters."""
    dimensions = draw(st.lists(DIMENSION, max_size=2))
    measures = draw(st.lists(MEASURE, min_size=1, max_size=3))
    return {
        "dimensions": [{**one, "name": f"d{place}"} for place, one in enumerate(dimensions)],
        "measures": [{**one, "name": f"m{place}"} for place, one in enumerate(measures)],
        "filters": draw(st.lists(FILTERS, max_size=3)),
    }


def literal(value: Any, engine_type: str) -> str:
    if value is None:
        return f"NULL::{engine_type}"
    return "'" + str(value).replace("'", "''") + f"'::{engine_type}"


def table_of(rows: Sequence[Row]) -> SmallTable:
    """The rows as a table that can be asked."""
    absent = ", ".join(literal(None, engine_type) for engine_type in TYPES.values())
    written = [", ".join(literal(row[name], engine_type) for name, engine_type in TYPES.items()) for row in rows]
    values = ", ".join(f"({one})" for one in (absent, *written))
    return SmallTable(f"SELECT * FROM (VALUES {values}) AS rows({', '.join(TYPES)}) OFFSET 1", connection=DATABASE)


DATABASE = connect()
EMPTY = table_of([])


def as_json(parts: Any) -> Any:
    """The question as a client sends it."""
    if isinstance(parts, dict):
        return {key: as_json(value) for key, value in parts.items()}
    if isinstance(parts, list):
        return [as_json(value) for value in parts]
    return parts.isoformat() if isinstance(parts, date) else parts


def comparable(rows: Sequence[Sequence[Any]]) -> list[str]:
    """Rows without their order; a mean may differ in its last digits."""
    return sorted(
        repr([round(cell, 9) if isinstance(cell, float) else cell for cell in map(_plain, row)]) for row in rows
    )


def _plain(cell: Any) -> Any:
    if isinstance(cell, date):
        return cell.isoformat()
    return float(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell


@bounded
@given(TABLES, questions())
def test_every_question_is_answered_as_a_naive_reader_answers_it(rows: list[Row], parts: Parts) -> None:
    got = table_of(rows).ask(**as_json(parts))
    expected = naive.answer(rows, parts)
    assert comparable(got.rows) == comparable(expected)
    assert got.total_rows in {None, len(expected)}


@bounded
@given(TABLES, questions(), st.integers(1, 5), st.integers(0, 5), st.booleans())
def test_a_page_is_cut_out_of_the_whole_answer(
    rows: list[Row], parts: Parts, limit: int, offset: int, is_descending: bool
) -> None:
    table = table_of(rows)
    sort = [{"by": "m0", "descending": is_descending}]
    whole = table.ask(**as_json(parts), sort=sort).rows
    page = table.ask(**as_json(parts), sort=sort, limit=limit, offset=offset)
    assert page.rows == whole[offset : offset + limit]
    assert _is_ordered([row[len(parts["dimensions"])] for row in whole], is_descending=is_descending)


MEMBERS = st.sampled_from(list(COLUMNS))
SORTS = st.lists(
    st.tuples(MEMBERS, st.booleans()).map(lambda both: {"by": both[0], "descending": both[1]}), min_size=1, max_size=2
)


@pytest.mark.parametrize("limit", [3, 5_000])
@bounded
@given(rows=TABLES, shown=st.lists(MEMBERS, min_size=1, unique=True), sort=SORTS, filters=st.lists(FILTERS, max_size=1))
def test_rows_are_sorted_by_any_column_whether_it_is_shown_or_not(
    limit: int, rows: list[Row], shown: list[str], sort: list[Parts], filters: list[Parts]
) -> None:
    parts: Parts = {"dimensions": [{"member": member} for member in shown], "sort": sort, "filters": filters}
    got = table_of(rows).rows(mode="rows", limit=limit, **as_json(parts))
    expected = naive.rows_in_order(rows, parts)[:limit]
    assert [[_plain(cell) for cell in row] for row in got] == [[_plain(cell) for cell in row] for row in expected]


def _is_ordered(values: list[Any], *, is_descending: bool) -> bool:
    """Whether the values go one way, the absent ones last."""
    present = [value for value in values if value is not None]
    return present == sorted(present, reverse=is_descending) and values == [
        *present,
        *[None] * (len(values) - len(present)),
    ]


def count_of(table: SmallTable, *filters: Parts) -> int:
    """How many rows pass."""
    count: int = table.rows(measures=[{"aggregation": "count", "name": "n"}], filters=as_json(list(filters)))[0][0]
    return count


@bounded
@given(TABLES, FILTERS, FILTERS)
def test_filters_keep_the_laws_of_sets(rows: list[Row], one: Parts, other: Parts) -> None:
    table = table_of(rows)
    first, second, both = count_of(table, one), count_of(table, other), count_of(table, one, other)
    assert both <= min(first, second)
    assert both == count_of(table, other, one)
    members = [inner for each in (one, other) for inner in (each["filters"] if each["kind"] == "any" else [each])]
    assert count_of(table, {"kind": "any", "filters": members}) == first + second - both


@bounded
@given(TABLES, plain_filters().filter(lambda one: one["kind"] in {"in", "text"}))
def test_what_is_left_out_is_the_rest(rows: list[Row], one: Parts) -> None:
    table = table_of(rows)
    opposite = {**one, "exclude": not one["exclude"]}
    assert count_of(table, one) + count_of(table, opposite) == len(rows)


@bounded
@given(TABLES, st.lists(DAYS, min_size=2, max_size=4, unique=True).map(sorted))
def test_half_open_ranges_share_no_row_and_lose_none(rows: list[Row], edges: list[date]) -> None:
    table = table_of(rows)
    inner = [
        count_of(table, {"kind": "time_range", "member": "day", "start": low, "end": high})
        for low, high in pairwise(edges)
    ]
    assert sum(inner) == count_of(table, {"kind": "range", "member": "day", "min": edges[0], "max": edges[-1]})
    outside = [
        {"kind": "range", "member": "day", "max": edges[0]},
        {"kind": "range", "member": "day", "min": edges[-1]},
    ]
    absent = {"kind": "null", "member": "day", "is_null": True}
    assert sum(inner) + sum(count_of(table, one) for one in (*outside, absent)) == len(rows)


@bounded
@given(TABLES, DIMENSION, st.sampled_from(["number", "rate"]))
def test_the_parts_add_up_to_the_whole(rows: list[Row], dimension: Parts, member: str) -> None:
    table = table_of(rows)
    measures = [{"member": member, "aggregation": "sum", "name": "s"}, {"aggregation": "count", "name": "n"}]
    parts = table.rows(dimensions=[{**dimension, "name": "d"}], measures=measures)
    (whole,) = table.rows(measures=measures)
    assert sum(row[2] for row in parts) == whole[1] == len(rows)
    present = [row[1] for row in parts if row[1] is not None]
    assert (sum(present) if present else None) == whole[0]


LARGE_ONLY = Restricted(Compare(Field("number", ColumnType.INTEGER, "BIGINT"), Operator.AT_LEAST, 0, "BIGINT"))


@bounded
@given(TABLES, questions())
def test_a_row_filter_is_the_same_as_a_table_without_the_other_rows(rows: list[Row], parts: Parts) -> None:
    allowed = [row for row in rows if row["number"] is not None and row["number"] >= 0]
    got = table_of(rows).ask(row_filter=LARGE_ONLY, **as_json(parts))
    assert comparable(got.rows) == comparable(naive.answer(allowed, parts))


@bounded
@given(questions(), st.booleans())
def test_every_table_of_a_statement_stands_behind_its_guard(parts: Parts, is_restricted: bool) -> None:
    row_filter = LARGE_ONLY if is_restricted else UNRESTRICTED
    question = EMPTY.question(EMPTY.spec(**as_json(parts)), row_filter=row_filter)
    sql = compile_query(question).lowered.sql
    tables = [node for node in sqlglot.parse_one(sql, dialect="duckdb").find_all(exp.Table) if node.name == "sales"]
    assert tables
    for node in tables:
        guarded = node.find_ancestor(exp.Select)
        assert guarded is not None
        guard = guarded.args["where"].this.sql("duckdb")
        assert guard == ('"number" >= $1' if is_restricted else "TRUE")


@bounded
@given(st.text(min_size=1, max_size=30))
def test_no_value_of_a_filter_is_ever_written_into_a_statement(secret: str) -> None:
    marked = f"«{secret}»"
    filters = [
        {"kind": "in", "member": "word", "values": [marked, "x"]},
        {"kind": "text", "member": "word", "operator": "contains", "value": marked},
        {"kind": "range", "member": "word", "min": marked},
    ]
    question = EMPTY.question(EMPTY.spec(measures=[{"aggregation": "count"}], filters=filters))
    lowered = compile_query(question).lowered
    assert "«" not in lowered.sql
    assert lowered.parameters == (marked, "x", marked, marked)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"limit": 10}, {"limit": 11}),
        ({"time_zone": "UTC"}, {"time_zone": "Europe/Berlin"}),
        (
            {"filters": [{"kind": "in", "member": "word", "values": ["a"]}]},
            {"filters": [{"kind": "in", "member": "word", "values": ["b"]}]},
        ),
        ({"filters": []}, {"filters": [{"kind": "null", "member": "word"}]}),
        ({"row_filter": LARGE_ONLY}, {}),
    ],
)
def test_different_questions_have_different_fingerprints(one: Parts, other: Parts) -> None:
    assert print_of(**one) != print_of(**other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"limit": 10}, {"limit": 10, "sort": []}),
        ({"filters": []}, {"filters": [{"kind": "in", "member": "word", "values": [], "exclude": True}]}),
        (
            {"filters": [{"kind": "range", "member": "number", "min": 1, "max": 5}]},
            {"filters": [{"kind": "range", "member": "number", "min": 1.0, "max": 5.0}]},
        ),
        (
            {"filters": [{"kind": "any", "filters": [{"kind": "null", "member": "word"}]}]},
            {"filters": [{"kind": "null", "member": "word"}]},
        ),
        (
            {"filters": [{"kind": "time_range", "member": "day", "start": "2024-01-01"}]},
            {"filters": [{"kind": "range", "member": "day", "min": "2024-01-01"}]},
        ),
    ],
)
def test_questions_that_mean_the_same_share_one_fingerprint(one: Parts, other: Parts) -> None:
    assert print_of(**one) == print_of(**other)


def print_of(**parts: Any) -> str:
    """The fingerprint of a question of groups by word."""
    more = {key: parts.pop(key) for key in ("row_filter",) if key in parts}
    spec = EMPTY.spec(dimensions=[{"member": "word"}], measures=[{"aggregation": "count"}], **parts)
    return fingerprint(compile_query(EMPTY.question(spec, **more)).lowered, [EMPTY.table], spec.time_zone)
