"""Small groups: what is shown tells of no set of records smaller than was asked for, neither by itself nor by
subtraction; what is shown is what the engine counts by hand."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.query.harness import SmallTable, connect

from gnomon.query.errors import QuestionRefused

bounded = settings(
    max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
FIELDS = ("a", "b", "c")
RECORD = st.tuples(
    st.sampled_from(["n", "s", None]), st.sampled_from(["x", "y", "z"]), st.sampled_from(["1", "2", None])
)
RECORDS = st.lists(st.tuples(RECORD, st.integers(1, 5)), min_size=1, max_size=14).map(
    lambda drawn: [record for record, times in drawn for _ in range(times)]
)
BELOW = st.integers(2, 7)
MEASURES = [
    {"aggregation": "count", "name": "rows"},
    {"member": "amount", "aggregation": "sum", "name": "amount"},
    {"member": "amount", "aggregation": "avg", "name": "mean"},
]
MATRIX = [["a", "b"], ["a", "c"], ["a"], ["c"], []]
"""The totals of a matrix of a and b against c."""

Record = tuple[str | None, ...]
Known = list[tuple[float, ...]]


def table_of(records: Sequence[Record]) -> SmallTable:
    """The records, each with a different amount."""
    rows = ", ".join(
        "(" + ", ".join("NULL" if one is None else f"'{one}'" for one in record) + f", {place**2})"
        for place, record in enumerate(records, start=1)
    )
    query = (
        f"SELECT a::VARCHAR a, b::VARCHAR b, c::VARCHAR c, amount::BIGINT amount FROM (VALUES {rows}) t(a,b,c,amount)"
    )
    return SmallTable(query, connection=CONNECTION)


CONNECTION = connect()


def ask(table: SmallTable, below: int, fields: Sequence[str], **more: Any) -> list[dict[str, Any]]:
    """The answer by column names, with what is hidden in it."""
    small = {"below": below, "within": more.pop("within", [])}
    answered = table.ask(dimensions=[{"member": one} for one in fields], measures=MEASURES, hides_small=small, **more)
    return [dict(zip(answered.names, row, strict=True)) for row in answered.rows]


def groups_by(fields: Sequence[str], records: Sequence[Record]) -> list[Record]:
    """Which group each record belongs to."""
    places = [FIELDS.index(one) for one in fields]
    return [tuple(record[place] for place in places) for record in records]


def sees(rows: list[dict[str, Any]], levels: Sequence[Sequence[str]], records: Sequence[Record]) -> Known:
    """The sets of records that a reader is told a figure of; figures of these are right, the hidden ones null."""
    known: Known = []
    for row in rows:
        fields = levels[row.get("__level", 0)]
        group = tuple(row[one] for one in fields)
        inside = [one == group for one in groups_by(fields, records)]
        amounts = [place**2 for place, is_in in enumerate(inside, start=1) if is_in]
        figures = (row["rows"], row["amount"], row["mean"])
        if row["__hidden"]:
            assert figures == (None, None, None)
        else:
            assert figures[:2] == (sum(inside), sum(amounts))
            assert figures[2] == pytest.approx(sum(amounts) / len(amounts))
            known.append(tuple(map(float, inside)))
    return known


def small_sets(records: Sequence[Record], below: int) -> Known:
    """Every group of too few records, by whatever fields."""
    found: Known = []
    for count in range(len(FIELDS) + 1):
        for fields in combinations(FIELDS, count):
            of = groups_by(fields, records)
            for group, size in Counter(of).items():
                if size < below:
                    found.append(tuple(float(one == group) for one in of))
    return found


def follows(wanted: tuple[float, ...], known: Known) -> bool:
    """Whether a sum over some records can be worked out of sums over others."""
    if not known:
        return False
    matrix = np.array(known).T
    solution = np.linalg.lstsq(matrix, np.array(wanted), rcond=None)[0]
    return bool(np.allclose(matrix @ solution, wanted, atol=1e-7))


def test_a_hidden_group_could_be_worked_out_if_nothing_else_were_hidden() -> None:
    """The check itself: of a total and all parts but one, that one follows."""
    assert follows((0.0, 0.0, 1.0), [(1.0, 1.0, 1.0), (1.0, 1.0, 0.0)])
    assert not follows((0.0, 0.0, 1.0), [(1.0, 1.0, 1.0), (1.0, 0.0, 0.0)])


@bounded
@given(RECORDS, BELOW)
def test_no_small_group_follows_from_a_matrix_with_all_its_totals(records: list[Record], below: int) -> None:
    rows = ask(table_of(records), below, FIELDS, totals=MATRIX, within=["a", "b", "c"])
    known = sees(rows, [FIELDS, *MATRIX], records)
    assert [one for one in small_sets(records, below) if follows(one, known)] == []


@bounded
@given(RECORDS, BELOW)
def test_no_small_group_follows_from_pictures_that_go_down_the_same_fields(records: list[Record], below: int) -> None:
    table = table_of(records)
    known = [one for depth in range(4) for one in sees(ask(table, below, FIELDS[:depth]), [FIELDS[:depth]], records)]
    assert [one for one in small_sets(records, below) if follows(one, known)] == []


@bounded
@given(RECORDS, BELOW)
def test_the_same_groups_are_hidden_with_and_without_totals_and_in_any_order(records: list[Record], below: int) -> None:
    table = table_of(records)
    hidden = [
        {tuple(row[one] for one in FIELDS) for row in rows if row["__hidden"] and not row.get("__level")}
        for rows in (
            ask(table, below, FIELDS),
            ask(table, below, FIELDS, totals=MATRIX),
            ask(table, below, FIELDS, sort=[{"by": "amount", "descending": True}]),
            ask(table, below, ("c", "b", "a"), within=FIELDS),
        )
    ]
    assert all(one == hidden[0] for one in hidden)


def test_with_nothing_small_everything_is_shown() -> None:
    table = table_of([("n", "x", "1")] * 5 + [("s", "x", "1")] * 6)
    assert [(row["a"], row["rows"], row["__hidden"]) for row in ask(table, 5, ["a"])] == [
        ("n", 5, False),
        ("s", 6, False),
    ]


def test_a_single_small_group_takes_the_next_smallest_with_it() -> None:
    table = table_of([("n", "x", "1")] * 2 + [("s", "y", "1")] * 6 + [(None, "z", "1")] * 9)
    assert [(row["a"], row["rows"], row["__hidden"]) for row in ask(table, 5, ["a"], totals=[[]])] == [
        (None, 17, False),
        ("n", None, True),
        ("s", None, True),
        (None, 9, False),
    ]


def test_two_small_groups_of_few_records_together_take_a_third_with_them() -> None:
    table = table_of([("n", "x", "1")] * 1 + [("n", "y", "1")] * 2 + [("n", "z", "1")] * 6)
    assert [row["rows"] for row in ask(table, 5, ["b"], totals=[[]])] == [9, None, None, None]


def test_two_small_groups_of_enough_records_together_take_none_with_them() -> None:
    table = table_of([("n", "x", "1")] * 3 + [("n", "y", "1")] * 2 + [("n", "z", "1")] * 6)
    assert [row["rows"] for row in ask(table, 5, ["b"], totals=[[]])] == [11, None, None, 6]


def test_hidden_groups_stand_last_whatever_their_figures_are() -> None:
    table = table_of([("n", "x", "1")] * 9 + [("n", "y", "1")] * 6 + [("n", "z", "1")] * 2 + [(None, "z", "2")] * 2)
    rows = ask(table, 4, ["a", "b"], sort=[{"by": "amount", "descending": True}])
    assert [row["__hidden"] for row in rows] == sorted(row["__hidden"] for row in rows)


def test_rows_are_counted_after_the_filters() -> None:
    table = table_of([("n", "x", "1")] * 9 + [("n", "y", "1")] * 2 + [("s", "x", "1")] * 7 + [("s", "y", "1")] * 8)
    rows = ask(table, 5, ["a"], filters=[{"kind": "in", "member": "b", "values": ["y"]}])
    assert [(row["a"], row["rows"]) for row in rows] == [("n", None), ("s", None)]


@pytest.mark.parametrize("count", [0, 1, 4])
def test_a_number_of_too_few_rows_is_hidden_as_a_whole(count: int) -> None:
    table = table_of([("n", "x", "1")] * max(count, 1))
    filters = [] if count else [{"kind": "null", "member": "a"}]
    rows = ask(table, 5, [], filters=filters)
    assert rows == [{"rows": None, "amount": None, "mean": None, "__hidden": True}]


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "filter on a measure": (
        {"filters": [{"kind": "measure", "measure": "rows", "min": 2}]},
        "Take the filter on the measure away",
    ),
    "first groups": ({"dimensions": [{"member": "a", "top": {"count": 1, "by": "rows"}}]}, "Ask for all"),
    "no figure": ({"measures": []}, "Add a measure"),
    "largest value": ({"measures": [{"member": "amount", "aggregation": "max"}]}, "Take the median instead"),
    "edge of a quantile": (
        {"measures": [{"member": "amount", "aggregation": "quantile", "quantile": 1}]},
        "Take the median instead",
    ),
    "largest value by formula": ({"measures": [{"formula": "max(amount)", "name": "m"}]}, "Take the median instead"),
    "part of a group": (
        {"measures": [{"formula": "count(*) FILTER (WHERE b = 'x')", "name": "m"}]},
        "Put its condition into the filters of the picture",
    ),
    "rows": ({"mode": "rows", "measures": []}, "Ask for groups."),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_would_give_small_groups_away_is_refused_with_a_way_out(case: str) -> None:
    parts, way = REFUSED[case]
    table = table_of([("n", "x", "1")] * 3)
    asked: dict[str, Any] = {"dimensions": [{"member": "a"}], "measures": MEASURES, "hides_small": {"below": 3}} | parts
    with pytest.raises(QuestionRefused) as refused:
        table.ask(**asked)
    assert way in str(refused.value.hint)
