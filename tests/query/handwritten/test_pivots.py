"""A matrix over a statement: every cell and every total against a plain GROUP BY of its own over the same rows."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

import httpx
import pytest
from tests.factories import Person
from tests.query.handwritten.plain_engine import PlainEngine
from tests.query.running.house import House, problem, until

from gnomon.datasets.contracts import DatasetId

pytestmark = pytest.mark.asyncio(loop_scope="module")

Level = tuple[frozenset[str], Mapping[tuple[Any, ...], tuple[Any, ...]]]
ORDERS = "SELECT region, category, product, amount, discount, customer_id, ordered_on FROM orders"
CHAINED = "SELECT amount AS a, region AS a, region || category AS a, quantity FROM orders"
WORDS = 'SELECT "group" AS "select", "order" % 2 AS "from", "100%" AS ")) --", "it\'s" AS "user" FROM odd'
MANY = f"SELECT {', '.join(f'i % {n} AS x{n}' for n in range(1, 120))}, i FROM range(500) AS r(i)"
ALL_OF_IT: list[dict[str, Any]] = [
    {"aggregation": "count"},
    {"place": 3, "aggregation": "sum"},
    {"place": 3, "aggregation": "avg"},
    {"place": 4, "aggregation": "median"},
    {"place": 5, "aggregation": "count_distinct"},
    {"place": 5, "aggregation": "count"},
    {"place": 6, "aggregation": "min"},
    {"place": 0, "aggregation": "max"},
]
CASES: Mapping[str, tuple[str, list[int], int | None, list[dict[str, Any]]]] = {
    "three levels without columns": (ORDERS, [0, 1, 2], None, ALL_OF_IT),
    "rows against columns": (ORDERS, [0], 1, ALL_OF_IT),
    "two levels against columns with nulls": (ORDERS, [1, 2], 0, ALL_OF_IT),
    "columns that share a name": (CHAINED, [1, 2], None, [{"place": 0, "aggregation": "sum"}, {"place": 3}]),
    "names that are words of the language": (WORDS, [0, 3], 1, [{"place": 2, "aggregation": "avg"}]),
    "a column that groups and counts": (ORDERS, [0], None, [{"place": 0, "aggregation": "count_distinct"}]),
    "one row": ("SELECT 'x' AS k, 2.50 AS v", [0], None, [{"place": 1, "aggregation": "avg"}]),
    "nothing but null": ("SELECT NULL AS k, NULL::DOUBLE AS v", [0], None, [{"place": 1, "aggregation": "sum"}]),
    "many columns": (MANY, [6, 118], 2, [{"place": 119, "aggregation": "sum"}]),
    "a statement that ends in a remark": ("SELECT region, 1 AS n FROM orders -- all", [0], None, [{}]),
    "expressions of a name": ("WITH a AS (FROM orders) SELECT status, amount FROM a ORDER BY 2", [0], None, [{}]),
    "a pivot": ("PIVOT orders ON status USING sum(amount) GROUP BY region", [0], None, [{"place": 2}]),
    "a limit of its own": ("SELECT order_id % 3, order_id FROM orders ORDER BY 2 LIMIT 10", [0], None, [{"place": 1}]),
}


async def send(person: Person, sql: str, rows: Sequence[int], **more: Any) -> httpx.Response:
    asked = {"sql": sql, **more.pop("asked", {})}
    return await person.client.post("/api/v1/charts/pivot-result", json={"asked": asked, "rows": rows, **more})


async def pivot(person: Person, sql: str, rows: Sequence[int], **more: Any) -> dict[str, Any]:
    """The matrix of a statement that is good."""
    answer = await send(person, sql, rows, **more)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def said(value: Any) -> Any:
    """A value so that two engines can be compared: numbers by their size, in nine digits."""
    try:
        return value if isinstance(value, bool) or value is None else float(f"{float(value):.9g}")
    except (TypeError, ValueError):
        return str(value)


def levels_of(made: Mapping[str, Any], groups: Sequence[str]) -> list[Level]:
    """Each level of a matrix: by what it is grouped, and its figures by their group."""
    names = [column["name"] for column in made["result"]["columns"]]
    figures = [name for name in names if name.startswith("m")]
    by_level: list[Level] = []
    for level, kept in enumerate([list(groups), *made["drawing"]["totals"]]):
        found: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        for row in made["result"]["rows"]:
            one = dict(zip(names, row, strict=True))
            if one["__level"] == level:
                key = tuple(said(one[name]) for name in groups if name in kept)
                assert key not in found
                found[key] = tuple(said(one[name]) for name in figures)
        by_level.append((frozenset(kept), found))
    return by_level


def expected(plain: PlainEngine, sql: str, rows: list[int], across: int | None, figures: Any) -> list[Level]:
    """The same by one plain GROUP BY for each level."""
    functions = {"avg": "avg(c{})", "sum": "sum(c{})", "min": "min(c{})", "max": "max(c{})", "median": "median(c{})"}
    functions |= {"count": "count(c{})", "count_distinct": "count(DISTINCT c{})"}
    shown = [
        functions[one.get("aggregation", "count")].format(one["place"]) if "place" in one else "count(*)"
        for one in figures
    ]
    wanted: list[Level] = []
    groups = [*rows, *([] if across is None else [across])]
    width = len(plain.ask(sql).columns)
    names = ", ".join(f"c{place}" for place in range(width))
    for depth in range(len(rows), -1, -1):
        for kept in ([*rows[:depth], *groups[len(rows) :]], rows[:depth]):
            keys = [f"c{place}" for place in groups if place in kept]
            if any(frozenset(keys) == known for known, _ in wanted):
                continue
            by = f"GROUP BY {', '.join(keys)}" if keys else ""
            found = plain.ask(f"SELECT {', '.join([*keys, *shown])} FROM (\n{sql}\n) AS a({names}) {by}").rows
            cells = {tuple(map(said, row[: len(keys)])): tuple(map(said, row[len(keys) :])) for row in found}
            wanted.append((frozenset(keys), cells))
    return wanted


@pytest.mark.parametrize("name", CASES)
async def test_every_cell_and_every_total_is_that_of_the_rows(
    name: str, house: House, datasets: dict[str, DatasetId], plain: PlainEngine
) -> None:
    sql, rows, across, figures = CASES[name]
    made = await pivot(house.team.viewer, sql, rows, across=across, measures=figures)
    groups = [f"c{place}" for place in (*rows, *([] if across is None else [across]))]
    assert levels_of(made, groups) == expected(plain, sql, rows, across, figures)


async def test_a_total_of_averages_is_the_average_of_the_rows_and_not_of_the_averages(house: House) -> None:
    sql = "SELECT * FROM (VALUES ('a', 1, 'p'), ('b', 10, 'p'), ('b', 10, 'q'), ('b', 10, 'q')) AS t(k, v, who)"
    figures = [{"place": 1, "aggregation": "avg"}, {"place": 2, "aggregation": "count_distinct"}]
    made = await pivot(house.team.viewer, sql, [0], measures=figures)
    assert made["result"]["rows"] == [[None, 7.75, 2, 1], ["a", 1.0, 1, 0], ["b", 10.0, 2, 0]]
    assert (made["drawing"]["totals"], made["drawing"]["title"]) == ([[]], "Average v and distinct values of who by k")


async def test_a_statement_without_rows_has_no_total_either(house: House) -> None:
    made = await pivot(house.team.viewer, "SELECT 1 AS a, 2 AS b WHERE false", [0])
    assert (made["result"]["rows"], made["result"]["total_rows"]) == ([], 0)


async def test_what_looks_the_same_is_one_group(house: House) -> None:
    sql = """SELECT * FROM (VALUES ('nan'::DOUBLE), ('inf'), (NULL), (0.0), (-0.0), (1.5)) AS t(v)"""
    made = await pivot(house.team.viewer, sql, [0])
    assert made["result"]["rows"] == [[None, 6, 1], [0.0, 2, 0], [1.5, 1, 0], [None, 3, 0]]
    zoned = "SELECT unnest(['2024-10-27 00:30:00+00'::TIMESTAMPTZ, '2024-10-27 01:30:00+00'::TIMESTAMPTZ]) AS at"
    made = await pivot(house.team.viewer, zoned, [0], asked={"time_zone": "Europe/Berlin"})
    assert [row[1] for row in made["result"]["rows"]] == [2, 2]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("label", ["a", "b", "c"]),
        ("label_descending", ["c", "b", "a"]),
        ("value", ["c", "a", "b"]),
        ("value_descending", ["b", "a", "c"]),
    ],
)
async def test_rows_stand_in_the_order_that_was_asked_for(house: House, sort: str, order: list[str]) -> None:
    sql = "SELECT * FROM (VALUES ('a', 2), ('b', 3), ('c', 1)) AS t(k, v)"
    made = await pivot(house.team.viewer, sql, [0], measures=[{"place": 1, "aggregation": "sum"}], sort=sort)
    assert [row[0] for row in made["result"]["rows"] if row[2] == 0] == order


async def test_more_groups_than_a_matrix_holds_are_cut_and_counted_but_not_lost_from_the_totals(house: House) -> None:
    made = await pivot(house.team.viewer, "SELECT i, i % 3 AS g FROM range(9000) AS r(i)", [1, 0])
    result = made["result"]
    assert (result["row_count"], result["total_rows"], result["truncated"]) == (5000, 9004, True)
    assert result["rows"][0] == [None, None, 9000, 2]
    assert made["drawing"]["notes"] == ["5,000 of 9,004 cells and totals; the totals count what is not shown as well."]


async def test_every_row_counts_whatever_limit_the_answer_has_and_parameters_are_bound(house: House) -> None:
    sql = "SELECT i % 2 AS k FROM range(5000) AS r(i) WHERE i >= $least"
    made = await pivot(house.team.viewer, sql, [0], asked={"limit": 10, "parameters": {"least": 1000}})
    assert made["result"]["rows"] == [[None, 4000, 1], [0, 2000, 0], [1, 2000, 0]]


async def test_the_same_matrix_is_answered_from_what_is_kept_and_another_is_not(
    house: House, datasets: dict[str, DatasetId]
) -> None:
    asked = [
        await pivot(house.team.viewer, ORDERS, [2]),
        await pivot(house.team.editor, ORDERS, [2]),
        await pivot(house.team.viewer, ORDERS, [1, 2]),
        await pivot(house.team.viewer, ORDERS, [2], asked={"skip_cache": True}),
    ]
    receipts = [made["result"]["receipt"] for made in asked]
    assert [one["is_cached"] for one in receipts] == [False, True, False, False]
    assert asked[0]["result"]["rows"] == asked[1]["result"]["rows"] == asked[3]["result"]["rows"]
    assert [one["sql_name"] for one in receipts[0]["sources"]] == ["orders"]
    assert "GROUPING SETS" in receipts[0]["sql"]


async def test_what_changes_by_itself_says_so_and_is_never_kept(house: House) -> None:
    for _ in range(2):
        made = await pivot(house.team.viewer, "SELECT random() < 2 AS k", [0])
        assert made["result"]["receipt"]["is_cached"] is False
        assert made["drawing"]["notes"] == [
            "The statement gives other rows each time, so that the matrix may be of other rows than the table."
        ]


@pytest.mark.parametrize(
    ("sql", "parts", "message"),
    [
        ("SELECT 1 AS a", {"rows": [3]}, "The statement gives 1 column, and none at place 4."),
        (
            "SELECT 'x' AS a",
            {"rows": [0], "measures": [{"place": 0, "aggregation": "sum"}]},
            "“a” holds no numbers, so that nothing can be added up.",
        ),
        ("SELECT nothing FROM orders", {"rows": [0]}, "There is no column “nothing” here."),
        ("SELECT 1 AS a) AS x, (SELECT 2", {"rows": [0]}, None),
        ("SELECT * FROM read_csv('/etc/passwd')", {"rows": [0]}, None),
        ("SELECT 1; SELECT 2", {"rows": [0]}, None),
        ("SELECT 1 AS a", {"rows": [0, 0]}, None),
        ("SELECT 1 AS a", {"rows": []}, None),
        ("SELECT 1 AS a", {"rows": [-1]}, None),
        ("SELECT 1 AS a", {"rows": [0], "measures": [{"aggregation": "sum"}]}, None),
        ("SELECT 1 AS a", {"rows": [0], "measures": [{"place": 0, "aggregation": "quantile"}]}, None),
    ],
)
async def test_what_cannot_be_is_refused_with_its_reason(
    house: House, datasets: dict[str, DatasetId], sql: str, parts: dict[str, Any], message: str | None
) -> None:
    answer = await send(house.team.viewer, sql, **parts)
    assert answer.status_code == 422, answer.text
    assert message is None or answer.json()["error"]["message"] == message


async def test_a_matrix_that_takes_too_long_ends_by_itself_or_by_its_id(house: House) -> None:
    endless = "SELECT a.range % 3 AS k FROM range(100000000) a, range(100000) b"
    with house.limited(query_seconds=1.0):
        status, error = problem(await send(house.team.viewer, endless, [0]))
    assert (status, error["code"]) == (408, "QUERY_TIMEOUT")
    run_id = str(uuid4())
    running = asyncio.create_task(send(house.team.viewer, endless, [0], asked={"run_id": run_id}))
    await until(lambda: house.engine.stats().busy > 0)
    await house.team.viewer.client.delete(f"/api/v1/query-runs/{run_id}")
    status, error = problem(await running)
    assert (status, error["code"]) == (409, "QUERY_CANCELLED")
