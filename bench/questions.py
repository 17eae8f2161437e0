"""The eight kinds of question and the twelve tiles, each as a QuerySpec and as SQL written by hand."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Question:
    """One question in both languages; `{files}` stands for Parquet files, `{guard}` for a condition that is true."""

    name: str
    spec: dict[str, Any]
    sql: str


def measure(member: str, aggregation: str, **more: Any) -> dict[str, Any]:
    return {
        "member": member,
        "aggregation": aggregation,
        "name": f"{aggregation}_{member}".replace("*", "rows"),
        **more,
    }


def dimension(member: str, **more: Any) -> dict[str, Any]:
    return {"member": member, "name": member, **more}


REVENUE = measure("revenue", "sum")

EIGHT = (
    Question(
        "kpi",
        {"measures": [REVENUE, measure("*", "count"), measure("price", "avg")]},
        "SELECT sum(revenue), count(*), avg(price) FROM read_parquet({files}) WHERE {guard}",
    ),
    Question(
        "by month",
        {"dimensions": [dimension("ordered_at", grain="month")], "measures": [REVENUE], "sort": [{"by": "ordered_at"}]},
        "SELECT date_trunc('month', ordered_at) AS m, sum(revenue) FROM read_parquet({files}) WHERE {guard} "
        "GROUP BY m ORDER BY m",
    ),
    Question(
        "top 10",
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
        "table of 100",
        {
            "mode": "rows",
            "filters": [{"kind": "in", "member": "country", "values": ["Country 7"]}],
            "sort": [{"by": "ordered_at", "descending": True}],
            "limit": 100,
        },
        "SELECT * FROM read_parquet({files}) WHERE country = 'Country 7' AND {guard} "
        "ORDER BY ordered_at DESC LIMIT 100",
    ),
    Question(
        "two dimensions",
        {"dimensions": [dimension("country"), dimension("channel")], "measures": [REVENUE]},
        "SELECT country, channel, sum(revenue) FROM read_parquet({files}) WHERE {guard} GROUP BY ALL",
    ),
    Question(
        "filtered, by week",
        {
            "dimensions": [dimension("ordered_at", grain="week")],
            "measures": [measure("*", "count")],
            "filters": [
                {"kind": "in", "member": "channel", "values": ["web", "app"]},
                {"kind": "time_range", "member": "ordered_at", "start": "2023-01-01", "end": "2024-01-01"},
            ],
            "sort": [{"by": "ordered_at"}],
        },
        "SELECT date_trunc('week', ordered_at) AS w, count(*) FROM read_parquet({files}) "
        "WHERE channel IN ('web', 'app') AND ordered_at >= '2023-01-01' AND ordered_at < '2024-01-01' "
        "AND {guard} GROUP BY w ORDER BY w",
    ),
    Question(
        "distinct by country",
        {"dimensions": [dimension("country")], "measures": [measure("customer_id", "count_distinct")]},
        "SELECT country, count(DISTINCT customer_id) FROM read_parquet({files}) WHERE {guard} GROUP BY country",
    ),
    Question(
        "median by product",
        {"dimensions": [dimension("product")], "measures": [measure("price", "median")]},
        "SELECT product, median(price) FROM read_parquet({files}) WHERE {guard} GROUP BY product",
    ),
)


def _by(member: str, measured: dict[str, Any], expression: str) -> Question:
    return Question(
        f"{expression} by {member}",
        {"dimensions": [dimension(member)], "measures": [measured]},
        f"SELECT {member}, {expression} FROM read_parquet({{files}}) WHERE {{guard}} GROUP BY {member}",
    )


TWELVE = (
    EIGHT[0],
    EIGHT[1],
    EIGHT[2],
    EIGHT[3],
    EIGHT[4],
    EIGHT[5],
    _by("channel", REVENUE, "sum(revenue)"),
    _by("country", REVENUE, "sum(revenue)"),
    _by("product", measure("quantity", "sum"), "sum(quantity)"),
    _by("channel", measure("cost", "avg"), "avg(cost)"),
    _by("is_returned", measure("*", "count"), "count(*)"),
    _by("country", measure("price", "max"), "max(price)"),
)


def with_guard(question: Question, dataset_id: str, turn: int) -> dict[str, Any]:
    """The question with a condition that is always true and new each turn, so that no cache can answer it."""
    guard = {"kind": "range", "member": "cost", "max": 1_000_000 + turn}
    return {**question.spec, "dataset_id": dataset_id, "filters": [*question.spec.get("filters", []), guard]}


def sql_with_guard(question: Question, files: list[str], turn: int) -> str:
    """The same question in SQL, with the same condition."""
    return question.sql.format(files=files, guard=_guard(turn))


def sql_over(question: Question, table: str, turn: int) -> str:
    """The same SQL over a dataset by its name."""
    return question.sql.replace("read_parquet({files})", table).format(guard=_guard(turn))


def _guard(turn: int) -> str:
    return f"cost < {1_000_000 + turn}"
