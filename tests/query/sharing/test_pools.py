"""Which questions share a pass: never more than costs less together, and never what is better alone."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlglot import exp
from tests.query.golden.test_golden import in_lines
from tests.query.harness import SmallTable
from tests.query.sharing.together import MANY_ROWS, statements_for

from gnomon.datasets.contracts import ColumnType
from gnomon.query.errors import StatementRefused
from gnomon.query.lowering import sources
from gnomon.query.pipeline import Compiled
from gnomon.query.plan import UNRESTRICTED, Field, OneOf, Restricted, RowFilter
from gnomon.query.sharing import costs, pools
from gnomon.query.sharing.lowering import write_shared
from gnomon.query.sharing.members import Member, member_of
from gnomon.query.sharing.pools import Pool, pools_of
from gnomon.query.sharing.shared import shared_plan

Parts = dict[str, Any]

SALES = """
SELECT i AS id, 'city ' || i % 500 AS city, 'kind ' || i % 8 AS kind, i % 2 = 0 AS is_late, i / 4.0 AS revenue,
       i / 8.0 AS price, i / 16.0 AS cost, TIMESTAMP '2023-01-01' + INTERVAL (i) HOUR AS sold_at
FROM range(20000) AS r(i)
"""
ONLY_ONE_KIND = Restricted(OneOf(Field("kind", ColumnType.TEXT, "VARCHAR"), ("kind 1",), "VARCHAR"))
STATEMENT = Path(__file__).parent / "statement.sql"


@pytest.fixture(scope="module")
def sales() -> SmallTable:
    return SmallTable(SALES)


def groups(*dimensions: str | Parts, of: Sequence[str] = ("sum revenue",), **more: Any) -> Parts:
    """A question in short words, such as `sold_at:month` and `sum revenue`."""
    found = [one if isinstance(one, dict) else _dimension(one) for one in dimensions]
    measures = [_measure(one) for one in of]
    return {"dimensions": found, "measures": measures, **more}


def _dimension(text: str) -> Parts:
    member, _, grain = text.partition(":")
    return {"member": member, "grain": grain} if grain else {"member": member}


def _measure(text: str) -> Parts:
    aggregation, _, member = text.partition(" ")
    return {"aggregation": aggregation, "member": member} if member else {"aggregation": aggregation}


def member(table: SmallTable, parts: Parts, row_filter: RowFilter = UNRESTRICTED, rows: int = MANY_ROWS) -> Member:
    """What a question needs of a pass over a large table."""
    known = {dimension.name: dimension.distinct_count for dimension in table.model.dimensions}
    plan = table.ask(row_filter=row_filter, **parts).compiled.plan
    found = member_of(plan, lambda column: known.get(column.name), {table.table.dataset_id: rows})
    assert found is not None
    return found


def shared(*members: Member) -> list[tuple[int, ...]]:
    """Which of them share passes."""
    return [tuple(sorted(places)) for places, _ in pools_of(dict(enumerate(members)))]


def only_pool(*members: Member) -> Pool:
    ((places, pool),) = pools_of(dict(enumerate(members)))
    assert len(places) == len(members)
    return pool


def test_what_is_asked_of_fewer_keys_is_made_of_the_groups_of_more(sales: SmallTable) -> None:
    asked = [groups("city", "kind"), groups("kind", of=["max revenue"]), groups("city"), groups(of=["avg revenue"])]
    pool = only_pool(*(member(sales, one) for one in asked))
    assert [
        [key.value.name for key in keys if isinstance(key.value, Field)] for keys in map(sorted_keys, pool.sets)
    ] == [["city", "kind"]]


def sorted_keys(keys: Any) -> list[Any]:
    return sorted(keys, key=lambda key: str(key.value))


def test_coarse_steps_of_time_are_made_of_the_same_days(sales: SmallTable) -> None:
    asked = [groups(f"sold_at:{grain}") for grain in ("day", "week", "month", "year", "day_of_week")]
    pool = only_pool(*(member(sales, one) for one in asked))
    assert (len(pool.sets), len(pool.parts)) == (1, 1)


def test_other_keys_share_the_pass_as_further_sets(sales: SmallTable) -> None:
    pool = only_pool(
        member(sales, groups("city")), member(sales, groups("kind")), member(sales, groups("sold_at:month"))
    )
    assert len(pool.sets) == 3


def test_other_filters_other_rows_and_small_tables_do_not_share(sales: SmallTable) -> None:
    one, other = groups("city"), groups("kind")
    filtered = other | {"filters": [{"kind": "range", "member": "id", "min": 5}]}
    assert shared(member(sales, one), member(sales, other)) == [(0, 1)]
    assert shared(member(sales, one), member(sales, filtered)) == []
    assert shared(member(sales, one), member(sales, other, ONLY_ONE_KIND)) == []
    assert shared(*(member(sales, parts, rows=pools.LEAST_ROWS - 1) for parts in (one, other))) == []


def test_the_order_of_filters_does_not_matter(sales: SmallTable) -> None:
    filters = [{"kind": "range", "member": "id", "min": 5}, {"kind": "in", "member": "kind", "values": ["kind 2"]}]
    asked = [groups("city", filters=filters), groups("kind", filters=filters[::-1])]
    assert shared(*(member(sales, parts) for parts in asked)) == [(0, 1)]


def test_a_set_of_next_to_no_groups_never_stands_beside_others(sales: SmallTable) -> None:
    assert shared(member(sales, groups("is_late")), member(sales, groups("city"))) == []
    assert shared(member(sales, groups()), member(sales, groups("is_late"))) == [(0, 1)]
    assert shared(member(sales, groups("is_late")), member(sales, groups("is_late", "kind"))) == [(0, 1)]


def test_questions_without_a_column_in_common_gain_nothing(sales: SmallTable) -> None:
    assert shared(member(sales, groups("city", of=["sum price"])), member(sales, groups("kind", of=["sum cost"]))) == []


def test_too_many_groups_too_many_members_and_too_much_work_stay_apart(sales: SmallTable) -> None:
    assert shared(member(sales, groups("id", "city")), member(sales, groups("id", "city", of=["count id"]))) == []
    many = [member(sales, groups("city", limit=place)) for place in range(1, pools.MAX_MEMBERS + 4)]
    assert [len(places) for places in shared(*many)] == [pools.MAX_MEMBERS, 3]
    long = [
        member(sales, groups({"member": "id", "bins": {"width": 1}}, "kind", of=[of]))
        for of in ("sum cost", "sum price")
    ]
    assert all(pool.cost <= pools.MAX_COST for _, pool in pools_of(dict(enumerate(long))))


@pytest.mark.parametrize("measure", ["median price", "count_distinct city", "stddev price", "quantile price"])
def test_what_does_not_add_up_is_asked_alone(sales: SmallTable, measure: str) -> None:
    aggregation, name = measure.split()
    asked: Parts = {"measures": [{"aggregation": aggregation, "member": name}]}
    if aggregation == "quantile":
        asked["measures"][0]["quantile"] = 0.9
    assert member_of(sales.ask(**asked).compiled.plan, lambda _: None, {}) is None


@pytest.mark.parametrize("asked", [{"mode": "rows"}, groups("city", totals=[[]])])
def test_rows_and_totals_are_asked_alone(sales: SmallTable, asked: Parts) -> None:
    assert member_of(sales.ask(**asked).compiled.plan, lambda _: None, {}) is None


def test_no_pass_costs_as_much_as_its_questions_do_alone(sales: SmallTable) -> None:
    keys: list[tuple[str, ...]] = [(), ("city",), ("kind",), ("city", "kind"), ("sold_at:month",), ("is_late",)]
    measures = [["sum revenue"], ["avg price", "max cost"], ["count"], ["min sold_at", "sum revenue"]]
    members = {
        place: member(sales, groups(*names, of=of))
        for place, (names, of) in enumerate((names, of) for names in keys for of in measures)
    }
    found = pools_of(members)
    assert sum(len(places) for places, _ in found) > len(members) / 2
    for places, pool in found:
        assert pool.cost < sum(costs.alone(members[place]) for place in places)


BATCH = [
    groups("city", "kind", of=["sum revenue", "avg price"], sort=[{"by": "city"}], limit=5),
    groups(of=["count", "max sold_at"]),
    groups("sold_at:month", filters=[]),
    groups("kind", of=["sum revenue"], filters=[{"kind": "measure", "measure": "sum_revenue", "min": 10}]),
]


def compiled(table: SmallTable, row_filter: RowFilter) -> list[Compiled]:
    return [table.ask(row_filter=row_filter, **parts).compiled for parts in BATCH]


def test_a_pass_becomes_the_statement_that_was_read(sales: SmallTable, pytestconfig: pytest.Config) -> None:
    ((_, statement),) = statements_for(compiled(sales, ONLY_ONE_KIND), [sales.table])
    now = f"{in_lines(statement.sql)}\n-- {list(statement.parameters)}\n"
    if pytestconfig.getoption("--update-golden"):
        STATEMENT.write_text(now, encoding="utf-8")
    assert now == STATEMENT.read_text(encoding="utf-8")


def test_a_pass_without_the_row_filter_of_its_table_is_refused(
    sales: SmallTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = only_pool(*(member(sales, parts, ONLY_ONE_KIND) for parts in (groups("city"), groups("kind"))))
    plan = shared_plan(pool)
    assert '"kind" IN' in write_shared(plan).sql
    monkeypatch.setattr(sources, "guard_condition", lambda *_: exp.Boolean(this=True))
    with pytest.raises(StatementRefused, match="without its row filter"):
        write_shared(plan)
