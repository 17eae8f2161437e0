"""Additive questions with other filter values each time: first the rows are looked at, then what was kept of them."""

import time
from typing import Any

from bench import data
from bench.questions import REVENUE, Question, dimension, measure
from bench.report import Report
from bench.server import API, Server, running_server
from bench.setting import Setting
from bench.thinnest_duckdb import thinnest_duckdb
from bench.timing import in_turns

PART_OF_SCAN = 0.1
ALLOWANCE_MS = 5.0
"""What asking takes by itself, whatever is read."""
MOST_SECONDS = 120.0
Filters = list[dict[str, Any]]

FOUR = (
    Question(
        "by month, for a country",
        {"dimensions": [dimension("ordered_at", grain="month")], "measures": [REVENUE]},
        "SELECT date_trunc('month', ordered_at) AS m, sum(revenue) FROM read_parquet({files}) WHERE {guard} "
        "GROUP BY m ORDER BY m",
    ),
    Question(
        "by channel, for a country and a span of days",
        {"dimensions": [dimension("channel")], "measures": [REVENUE, measure("*", "count"), measure("price", "avg")]},
        "SELECT channel, sum(revenue), count(*), avg(price) FROM read_parquet({files}) WHERE {guard} "
        "AND ordered_at >= '2022-02-01' AND ordered_at < '2024-03-05' GROUP BY channel",
    ),
    Question(
        "top 10 cities, for a country",
        {
            "dimensions": [dimension("city")],
            "measures": [REVENUE],
            "sort": [{"by": "sum_revenue", "descending": True}],
            "limit": 10,
        },
        "SELECT city, sum(revenue) AS s FROM read_parquet({files}) WHERE {guard} "
        "GROUP BY city ORDER BY s DESC LIMIT 10",
    ),
    Question(
        "kpi, for a country",
        {"measures": [REVENUE, measure("quantity", "sum"), measure("price", "max")]},
        "SELECT sum(revenue), sum(quantity), max(price) FROM read_parquet({files}) WHERE {guard}",
    ),
)
SPAN = {"kind": "time_range", "member": "ordered_at", "start": "2022-02-01", "end": "2024-03-05"}


def rollups(setting: Setting) -> None:
    """Roll-ups on, in a server of its own: after two looks at the rows a question costs a tenth of one."""
    path = data.sales_parquet(setting.choices.folder, setting.choices.rows)
    with running_server(GNOMON_ROLLUPS__ENABLED="on") as server, thinnest_duckdb() as ask:
        dataset = server.upload(path)
        parquet = server.files_of(dataset)
        for question in FOUR:
            _await_rollup(server, dataset["id"], question, setting.report)

        def compare(question: Question) -> tuple[float, float]:
            return in_turns(
                lambda turn: server.ask(_spec(question, dataset["id"], turn)),
                lambda turn: ask(question.sql.format(files=parquet, guard=_guard(turn))),
            )

        for question in FOUR:
            ours, theirs = compare(question)
            limit = PART_OF_SCAN * theirs + ALLOWANCE_MS
            setting.report.ratio(f"rolled up, {question.name}", ours, theirs, limit=limit)


def _country(turn: int) -> str:
    return f"Country {(turn + 20) % 20}"


def _guard(turn: int) -> str:
    return f"country = '{_country(turn)}'"


def _spec(question: Question, dataset_id: str, turn: int) -> dict[str, Any]:
    filters: Filters = [{"kind": "in", "member": "country", "values": [_country(turn)]}]
    if "span of days" in question.name:
        filters.append(SPAN)
    return {**question.spec, "dataset_id": dataset_id, "filters": filters}


def _await_rollup(server: Server, dataset_id: str, question: Question, report: Report) -> None:
    """Ask until the answer comes from a roll-up, which happens by itself after the second time."""
    began = time.monotonic()
    for turn in range(10_000):
        body = {"spec": _spec(question, dataset_id, turn + 8), "skip_cache": True}
        answer = server.client.post(f"{API}/query", json=body)
        answer.raise_for_status()
        waited = time.monotonic() - began
        if answer.json()["receipt"]["rolled_up"] or waited > MOST_SECONDS:
            report.figure(f"until it is rolled up, {question.name}", waited, "s", limit=MOST_SECONDS)
            return
        time.sleep(0.5 if turn else 0.0)
