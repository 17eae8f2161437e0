"""Hand-written SQL on the paths of the matrix."""

from collections.abc import Mapping

STATEMENTS: Mapping[str, str] = {
    "all of it": "SELECT * FROM dataset ORDER BY ALL",
    "how many": "SELECT count(*) FROM dataset",
    "with itself": "SELECT a.name, b.number FROM dataset a JOIN dataset b USING (name) ORDER BY ALL",
    "an expression of its name": "WITH dataset AS (SELECT * FROM dataset) SELECT * FROM dataset ORDER BY ALL",
    "a summary": "SUMMARIZE dataset",
    "a pivot": "PIVOT dataset ON name USING count(*) GROUP BY branch ORDER BY ALL",
    "whether there is one": "SELECT EXISTS (FROM dataset WHERE number > 100) AS found",
    "a window": "SELECT name, count(*) OVER (), rank() OVER (ORDER BY number DESC) FROM dataset ORDER BY ALL",
    "a sample": "SELECT count(*), max(name) FROM dataset TABLESAMPLE 100%",
    "lateral": "SELECT * FROM range(2) r(i), LATERAL (SELECT max(number) * i AS n FROM dataset) ORDER BY ALL",
}
"""Hand-written SQL; `tests/query/handwritten/guarded` has more of it."""
