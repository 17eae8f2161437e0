"""Ten million points as densities: the squares that they crowd in, and the curve of one number."""

from bench.questions import Question, dimension, measure, sql_with_guard, with_guard
from bench.setting import Setting
from bench.timing import fetch, in_turns, warm_duckdb

MOST_MS = 1_000.0
FIRST_TURN = 5_000
"""So that no question is one of another section."""
ROWS = measure("*", "count")

DENSITIES = (
    Question(
        "price against revenue",
        {
            "dimensions": [dimension("price", bins={"at_most": 40}), dimension("revenue", bins={"at_most": 40})],
            "measures": [ROWS],
            "limit": 5_000,
        },
        "WITH ends AS (SELECT min(price) AS p, (max(price) - min(price)) / 40 AS pw, "
        "min(revenue) AS r, (max(revenue) - min(revenue)) / 40 AS rw FROM read_parquet({files})) "
        "SELECT floor((price - p) / pw) AS x, floor((revenue - r) / rw) AS y, count(*) "
        "FROM read_parquet({files}), ends WHERE {guard} GROUP BY x, y",
    ),
    Question(
        "curve of price",
        {"dimensions": [dimension("price", bins={"at_most": 60})], "measures": [ROWS], "limit": 5_000},
        "WITH ends AS (SELECT min(price) AS p, (max(price) - min(price)) / 60 AS pw FROM read_parquet({files})) "
        "SELECT floor((price - p) / pw) AS x, count(*) FROM read_parquet({files}), ends WHERE {guard} GROUP BY x",
    ),
)
"""What the kinds heatmap, of two numbers, and density ask."""


def density(setting: Setting) -> None:
    """Each over all rows, new each time, in turns with DuckDB on the same files."""
    dataset = setting.sales()
    parquet = setting.server.files_of(dataset)
    with warm_duckdb() as duck:

        def compare(question: Question) -> tuple[float, float]:
            return in_turns(
                lambda turn: setting.server.ask(with_guard(question, dataset["id"], FIRST_TURN + turn)),
                lambda turn: fetch(duck, sql_with_guard(question, parquet, FIRST_TURN + turn)),
            )

        for question in DENSITIES:
            ours, theirs = compare(question)
            setting.report.ratio(f"density, {question.name}", ours, theirs, limit=MOST_MS)
