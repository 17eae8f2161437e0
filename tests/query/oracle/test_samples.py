"""Samples of rows against what chance allows: from everywhere, the same each time, and of permitted rows alone."""

from collections import Counter
from typing import Any

import pytest
from tests.query.harness import SmallTable

from gnomon.datasets.contracts import ColumnType
from gnomon.query.errors import QuestionRefused
from gnomon.query.plan import Field, OneOf, Restricted

MANY = 20_000
TABLE = "SELECT i::BIGINT AS id, (i % 2)::BIGINT AS side, 7::BIGINT AS same FROM range(20000) AS made(i)"
EVEN_ONLY = Restricted(OneOf(Field("side", ColumnType.INTEGER, "BIGINT"), (0,), "BIGINT"))


@pytest.fixture(scope="module")
def table() -> SmallTable:
    """Rows in the order of their numbers."""
    return SmallTable(TABLE, name="many")


def sampled(table: SmallTable, limit: int, *members: str, **more: Any) -> list[tuple[Any, ...]]:
    row_filter = {"row_filter": more.pop("row_filter")} if "row_filter" in more else {}
    dimensions = [{"member": member} for member in members]
    got = table.ask(mode="rows", dimensions=dimensions, limit=limit, is_sample=True, **more, **row_filter)
    return [tuple(row) for row in got.rows]


def test_a_sample_is_the_same_each_time_and_has_no_row_twice(table: SmallTable) -> None:
    first = sampled(table, 1_000, "id")
    assert first == sampled(table, 1_000, "id")
    assert len(set(first)) == 1_000


def test_rows_come_from_everywhere_as_chance_would_have_it(table: SmallTable) -> None:
    tenths = Counter(row[0] * 10 // MANY for row in sampled(table, 1_000, "id"))
    # Chi-squared with nine degrees of freedom is beyond 27.9 once in a thousand times; the beginning alone has 9,000.
    assert sum((tenths[tenth] - 100) ** 2 / 100 for tenth in range(10)) < 27.9


def test_rows_that_are_alike_have_the_same_chance_as_others(table: SmallTable) -> None:
    sides = Counter(row[0] for row in sampled(table, 1_000, "side", "same"))
    assert sum(sides.values()) == 1_000
    assert 400 < sides[0] < 600


def test_a_smaller_sample_is_part_of_a_larger_one(table: SmallTable) -> None:
    assert set(sampled(table, 200, "id")) < set(sampled(table, 1_000, "id"))


def test_fewer_rows_than_are_wanted_are_all_there(table: SmallTable) -> None:
    within = [{"kind": "range", "member": "id", "min": 100, "max": 150}]
    assert sorted(sampled(table, 1_000, "id", filters=within)) == [(number,) for number in range(100, 150)]


def test_a_sample_is_of_permitted_rows_alone(table: SmallTable) -> None:
    rows = sampled(table, 1_000, "id", row_filter=EVEN_ONLY)
    assert (len(rows), {number % 2 for (number,) in rows}) == (1_000, {0})


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"mode": "rows", "dimensions": [{"member": "id"}], "sort": [{"by": "id"}]}, "A sample has no order"),
        ({"mode": "rows", "dimensions": [{"member": "id"}], "offset": 5}, "A sample has no order"),
        ({"measures": [{"aggregation": "count", "name": "rows"}]}, "Groups are not sampled"),
    ],
)
def test_what_cannot_be_sampled_is_refused_with_a_way_out(table: SmallTable, more: dict[str, Any], words: str) -> None:
    with pytest.raises(QuestionRefused, match=words) as refused:
        table.ask(is_sample=True, limit=10, **more)
    assert refused.value.hint
