"""Questions about several tables of a model, against SQL that a careful person would write over the same files.

Rows whose key finds nothing are kept by both, except where a condition wants a column of the other table.
"""

from dataclasses import dataclass
from typing import Any

import duckdb

from bench.data import table_parquet
from bench.server import API, BATCH, Server
from bench.setting import Setting
from bench.timing import fetch, in_turns, warm_duckdb

ALLOWANCE_MS = 10.0
CUSTOMERS = 1_000_000
VISITS = 2_000_000

TABLES = {
    "products": "SELECT 'Product ' || i AS product, 'Category ' || i % 10 AS category FROM range(100) AS r(i)",
    "stores": "SELECT 'City ' || i AS city, 'Zone ' || i % 12 AS zone FROM range(500) AS r(i)",
    "customers": "SELECT i::INTEGER AS customer_id, 'Segment ' || hash(i) % 5 AS segment, "
    f"'Region ' || hash(i * 3) % 20 AS region FROM range({CUSTOMERS}) AS r(i)",
    "visits": f"SELECT (hash(i * 5) % {CUSTOMERS})::INTEGER AS customer_id, (1 + hash(i * 43) % 30)::INTEGER AS pages "
    f"FROM range({VISITS}) AS r(i)",
}
RELATIONSHIPS = (
    ("sold_as", "sales", "product", "products"),
    ("sold_in", "sales", "city", "stores"),
    ("bought_by", "sales", "customer_id", "customers"),
    ("visited_by", "visits", "customer_id", "customers"),
)
MEASURES = {
    "turnover": ("sales", "SUM(sales.revenue)"),
    "margin": ("sales", "SUM(sales.revenue - sales.cost) / SUM(sales.revenue)"),
    "seen": ("visits", "SUM(visits.pages)"),
}


@dataclass(frozen=True)
class Joined:
    """A question in both languages; `{sales}` and the like stand for files."""

    name: str
    anchor: str
    spec: dict[str, Any]
    sql: str
    worst: float = 1.2
    """How many times the time of the SQL it may take."""


def dimension(member: str, name: str, **more: Any) -> dict[str, Any]:
    return {"member": member, "name": name, **more}


CATEGORY = dimension("products.category", "category")
TURNOVER = {"member": "turnover"}

QUESTIONS = (
    Joined(
        "related dimension, few keys",
        "sales",
        {"dimensions": [CATEGORY], "measures": [TURNOVER]},
        "SELECT category, sum(revenue) FROM {sales} LEFT JOIN {products} USING (product) GROUP BY ALL",
    ),
    Joined(
        "related dimension, a million keys",
        "sales",
        {"dimensions": [dimension("customers.segment", "segment")], "measures": [TURNOVER]},
        "SELECT segment, sum(revenue) FROM {sales} LEFT JOIN {customers} USING (customer_id) GROUP BY ALL",
    ),
    Joined(
        "filter on a related column",
        "sales",
        {
            "dimensions": [dimension("ordered_at", "month", grain="month")],
            "measures": [TURNOVER],
            "filters": [{"kind": "in", "member": "customers.region", "values": ["Region 3"]}],
        },
        "SELECT date_trunc('month', ordered_at) AS month, sum(revenue) FROM {sales} "
        "JOIN {customers} USING (customer_id) WHERE region = 'Region 3' GROUP BY ALL",
    ),
    Joined(
        "measures of two tables side by side",
        "customers",
        {"dimensions": [dimension("segment", "segment")], "measures": [TURNOVER, {"member": "seen"}]},
        "WITH sold AS (SELECT segment, sum(revenue) AS s FROM {sales} LEFT JOIN {customers} USING (customer_id) "
        "GROUP BY ALL), "
        "seen AS (SELECT segment, sum(pages) AS p FROM {visits} LEFT JOIN {customers} USING (customer_id) "
        "GROUP BY ALL) SELECT segment, s, p FROM sold FULL JOIN seen USING (segment)",
    ),
    Joined(
        "ratio",
        "sales",
        {"dimensions": [CATEGORY], "measures": [{"member": "margin"}]},
        "SELECT category, sum(revenue - cost) / sum(revenue) FROM {sales} LEFT JOIN {products} USING (product) "
        "GROUP BY ALL",
    ),
    Joined(
        "totals",
        "sales",
        {
            "dimensions": [CATEGORY, dimension("stores.zone", "zone")],
            "measures": [TURNOVER],
            "totals": [["category"], []],
        },
        "SELECT category, zone, sum(revenue) FROM {sales} LEFT JOIN {products} USING (product) "
        "LEFT JOIN {stores} USING (city) GROUP BY GROUPING SETS ((category, zone), (category), ())",
    ),
    Joined(
        "top 5 and the others",
        "sales",
        {
            "dimensions": [CATEGORY, dimension("city", "city", top={"count": 5, "by": "turnover", "other": "Others"})],
            "measures": [TURNOVER],
        },
        "WITH top AS (SELECT city FROM {sales} GROUP BY city ORDER BY sum(revenue) DESC LIMIT 5) "
        "SELECT category, CASE WHEN city IN (FROM top) THEN city ELSE 'Others' END AS place, sum(revenue) "
        "FROM {sales} LEFT JOIN {products} USING (product) GROUP BY ALL",
        # Two statements one after the other, the first of which is kept for whoever asks of the same top.
        worst=1.7,
    ),
)


def joined(setting: Setting) -> None:
    """Each question in turns with its SQL, and never from what is kept."""
    datasets = {"sales": setting.sales()}
    for name, query in TABLES.items():
        datasets[name] = setting.server.upload(table_parquet(setting.choices.folder, name, query))
    define(setting.server, datasets)
    files = {name: f"read_parquet({setting.server.files_of(dataset)})" for name, dataset in datasets.items()}
    with warm_duckdb() as duck:
        for question in QUESTIONS:
            ours, theirs = compare(setting.server, duck, question, datasets[question.anchor]["id"], files)
            setting.report.ratio(f"joined, {question.name}", ours, theirs, limit=question.worst * theirs + ALLOWANCE_MS)


def compare(
    server: Server, duck: duckdb.DuckDBPyConnection, question: Joined, dataset_id: str, files: dict[str, str]
) -> tuple[float, float]:
    """The medians of both."""
    body = {"spec": {"dataset_id": dataset_id, **question.spec}, "skip_cache": True}

    def ask(_turn: int) -> None:
        server.client.post(f"{API}/query", json=body, headers={"Accept": BATCH}).raise_for_status()

    sql = question.sql.format(**files)
    return in_turns(ask, lambda _turn: fetch(duck, sql))


def define(server: Server, datasets: dict[str, dict[str, Any]]) -> None:
    """The model of all tables."""
    definition = {
        "tables": [{"name": name, "dataset_id": dataset["id"]} for name, dataset in datasets.items()],
        "relationships": [
            {"name": name, "from_table": one, "from_columns": [key], "to_table": other, "to_columns": [key]}
            for name, one, key, other in RELATIONSHIPS
        ],
        "measures": [{"name": name, "table": table, "formula": formula} for name, (table, formula) in MEASURES.items()],
    }
    reply = server.client.post(f"{API}/models", json={"name": "Sales", "definition": definition})
    if reply.status_code != 201 or reply.json()["check"]["problems"]:
        raise RuntimeError(f"the model was not defined: {reply.text}")
