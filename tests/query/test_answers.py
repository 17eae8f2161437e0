"""Answers over HTTP against plain SQL written by hand for DuckDB."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from tests.factories import Person
from tests.query.conftest import MakeDataset, spec_of

SALES = """
SELECT
    i AS id,
    CASE i % 5 WHEN 0 THEN NULL WHEN 1 THEN 'north' WHEN 2 THEN 'South' WHEN 3 THEN '50%_off' ELSE 'öst' END AS region,
    (i * 37 % 1000 / 8.0)::DECIMAL(12,3) AS amount,
    CASE WHEN i % 7 = 0 THEN NULL ELSE i % 11 END::INTEGER AS "select",
    (i % 13) / 4.0 AS rate,
    DATE '2023-12-28' + (i % 400)::INTEGER AS day,
    TIMESTAMP '2024-03-30 22:15:00' + to_hours(i) AS moment,
    TIMESTAMPTZ '2024-03-30 22:15:00+00' + to_hours(i) AS zoned,
    i % 3 = 0 AS is_new,
    9000000000000000000::BIGINT AS huge
FROM range(500) AS r(i)
"""
COUNT = {"aggregation": "count", "name": "n"}
ROWS = [COUNT]


def of(member: str, aggregation: str, **more: Any) -> dict[str, Any]:
    return {"member": member, "aggregation": aggregation, "name": aggregation, **more}


def by(member: str, **more: Any) -> dict[str, Any]:
    return {"member": member, "name": "d", **more}


CASES: dict[str, tuple[dict[str, Any], str]] = {
    "null groups are kept": (
        {"dimensions": [by("region")], "measures": ROWS},
        "SELECT region, count(*) FROM t GROUP BY 1",
    ),
    "decimals are summed exactly": (
        {"dimensions": [by("region")], "measures": [of("amount", "sum")]},
        "SELECT region, sum(amount) FROM t GROUP BY 1",
    ),
    "integers are summed beyond 64 bits": (
        {"measures": [of("huge", "sum")]},
        "SELECT sum(huge)::VARCHAR FROM t",
    ),
    "every statistic": (
        {
            "measures": [
                of("rate", "avg"),
                of("rate", "min"),
                of("rate", "max"),
                of("select", "count"),
                of("select", "count_distinct"),
                of("rate", "median"),
                of("rate", "quantile", quantile=0.9),
            ]
        },
        (
            'SELECT avg(rate), min(rate), max(rate), count("select"), count(DISTINCT "select"), median(rate), '
            "quantile_cont(rate, 0.9) FROM t"
        ),
    ),
    "months of a plain moment are dates": (
        {"dimensions": [by("moment", grain="month")], "measures": ROWS},
        "SELECT date_trunc('month', moment)::DATE, count(*) FROM t GROUP BY 1",
    ),
    "weeks of a date begin on Monday": (
        {"dimensions": [by("day", grain="week")], "measures": ROWS},
        "SELECT date_trunc('week', day)::DATE, count(*) FROM t GROUP BY 1",
    ),
    "weekdays": (
        {"dimensions": [by("day", grain="day_of_week")], "measures": ROWS},
        "SELECT isodow(day), count(*) FROM t GROUP BY 1",
    ),
    "hours of a zoned moment in a zone that changes its clocks": (
        {"dimensions": [by("zoned", grain="hour_of_day")], "measures": ROWS, "time_zone": "Europe/Vienna"},
        "SELECT hour(timezone('Europe/Vienna', zoned)), count(*) FROM t GROUP BY 1",
    ),
    "values in a list, null among them": (
        {"measures": ROWS, "filters": [{"kind": "in", "member": "region", "values": ["north", None]}]},
        "SELECT count(*) FROM t WHERE region = 'north' OR region IS NULL",
    ),
    "paths of several levels, each a beginning of them": (
        {
            "dimensions": [by("region")],
            "measures": ROWS,
            "filters": [
                {
                    "kind": "path",
                    "levels": [{"member": "region"}, {"member": "day", "grain": "month"}, {"member": "is_new"}],
                    "paths": [
                        ["north"],
                        [None, "2024-01-01"],
                        ["South", "2024-02-01", True],
                        ["South", "2024-03-01", True],
                        ["South", "2024-03-01", False],
                        ["South", "1999-01-01"],
                    ],
                }
            ],
        },
        (
            "SELECT region, count(*) FROM t WHERE region = 'north' "
            "OR (region IS NULL AND day BETWEEN '2024-01-01' AND '2024-01-31') "
            "OR (region = 'South' AND day BETWEEN '2024-02-01' AND '2024-02-29' AND is_new) "
            "OR (region = 'South' AND day BETWEEN '2024-03-01' AND '2024-03-31') GROUP BY 1"
        ),
    ),
    "no path lets nothing through": (
        {"measures": ROWS, "filters": [{"kind": "path", "levels": [{"member": "region"}], "paths": []}]},
        "SELECT count(*) FROM t WHERE false",
    ),
    "values that are left out keep the nulls": (
        {"measures": ROWS, "filters": [{"kind": "in", "member": "region", "values": ["north"], "exclude": True}]},
        "SELECT count(*) FROM t WHERE region IS DISTINCT FROM 'north'",
    ),
    "a range leaves its upper bound out": (
        {"measures": ROWS, "filters": [{"kind": "range", "member": "amount", "min": 10, "max": "37"}]},
        "SELECT count(*) FROM t WHERE amount >= 10 AND amount < 37",
    ),
    "a time range is half-open": (
        {
            "measures": ROWS,
            "filters": [{"kind": "time_range", "member": "moment", "start": "2024-04-01", "end": "2024-04-02"}],
        },
        "SELECT count(*) FROM t WHERE moment >= TIMESTAMP '2024-04-01' AND moment < TIMESTAMP '2024-04-02'",
    ),
    "a day of 23 hours": (
        {
            "measures": ROWS,
            "filters": [{"kind": "time_range", "member": "zoned", "start": "2024-03-31", "end": "2024-04-01"}],
            "time_zone": "Europe/Vienna",
        },
        (
            "SELECT count(*) FROM t WHERE zoned >= TIMESTAMPTZ '2024-03-30 23:00:00+00' "
            "AND zoned < TIMESTAMPTZ '2024-03-31 22:00:00+00'"
        ),
    ),
    "text is taken literally and without regard to case": (
        {"measures": ROWS, "filters": [{"kind": "text", "member": "region", "operator": "contains", "value": "%_O"}]},
        "SELECT count(*) FROM t WHERE region = '50%_off'",
    ),
    "letters beyond ASCII have no case either": (
        {"measures": ROWS, "filters": [{"kind": "text", "member": "region", "operator": "equals", "value": "ÖST"}]},
        "SELECT count(*) FROM t WHERE region = 'öst'",
    ),
    "one of several conditions": (
        {
            "measures": ROWS,
            "filters": [
                {
                    "kind": "any",
                    "filters": [
                        {"kind": "null", "member": "select"},
                        {"kind": "in", "member": "is_new", "values": [True]},
                    ],
                }
            ],
        },
        'SELECT count(*) FROM t WHERE "select" IS NULL OR is_new',
    ),
    "groups by their measure": (
        {
            "dimensions": [by("select")],
            "measures": [of("amount", "sum")],
            "filters": [{"kind": "measure", "measure": "sum", "min": 2500}],
        },
        'SELECT "select", sum(amount) FROM t GROUP BY 1 HAVING sum(amount) >= 2500',
    ),
    "a group of a grain as a picture picks it": (
        {"measures": ROWS, "filters": [{"kind": "in", "member": "day", "values": ["2024-02-01"], "grain": "month"}]},
        "SELECT count(*) FROM t WHERE date_trunc('month', day) = DATE '2024-02-01'",
    ),
}


def plain(value: Any) -> Any:
    """A value as JSON carries it."""
    if isinstance(value, Decimal):
        return float(value) if Decimal(repr(float(value))) == value else str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return pytest.approx(value, rel=1e-12) if isinstance(value, float) else value


def by_first(row: list[Any]) -> str:
    return repr(row[0])


@pytest.mark.parametrize("name", CASES)
async def test_an_answer_equals_plain_sql(name: str, make_dataset: MakeDataset, owner: Person) -> None:
    parts, sql = CASES[name]
    dataset_id = await make_dataset(SALES)
    reply = await owner.client.post("/api/v1/query", json={"spec": spec_of(dataset_id, **parts)})
    assert reply.status_code == 200, reply.text
    with duckdb.connect() as oracle:
        oracle.execute("SET TimeZone = 'UTC'")
        oracle.execute(f"CREATE VIEW t AS {SALES}")
        expected = [list(row) for row in oracle.execute(sql).fetchall()]
    got = reply.json()
    assert sorted(got["rows"], key=by_first) == [
        [plain(cell) for cell in row] for row in sorted(expected, key=by_plain)
    ]
    assert (got["total_rows"], got["truncated"]) == (len(expected), False)


def by_plain(row: list[Any]) -> str:
    """Sorts expected rows as their JSON sorts."""
    first = row[0]
    return repr(str(first) if isinstance(first, Decimal) else first.isoformat() if isinstance(first, date) else first)


async def test_a_limit_tells_how_many_groups_there_are(make_dataset: MakeDataset, owner: Person) -> None:
    dataset_id = await make_dataset(SALES)
    spec = spec_of(dataset_id, dimensions=[by("day")], measures=ROWS, sort=[{"by": "d"}], limit=3, offset=1)
    got = (await owner.client.post("/api/v1/query", json={"spec": spec})).json()
    assert [row[0] for row in got["rows"]] == ["2023-12-29", "2023-12-30", "2023-12-31"]
    assert (got["total_rows"], got["truncated"], got["row_count"]) == (400, True, 3)


async def test_a_hundred_thousand_values_are_a_filter_like_any_other(make_dataset: MakeDataset, owner: Person) -> None:
    dataset_id = await make_dataset(SALES)
    values = list(range(400, 100_400))
    spec = spec_of(dataset_id, measures=ROWS, filters=[{"kind": "in", "member": "id", "values": values}])
    got = (await owner.client.post("/api/v1/query", json={"spec": spec})).json()
    assert got["rows"] == [[100]]
