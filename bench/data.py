"""Data of honest size: a sales table of 13 columns, made once and kept."""

from pathlib import Path

import duckdb

COLUMNS = """
    i AS order_id,
    TIMESTAMP '2021-01-01' + to_seconds(CAST(i * (126230400.0 / {rows}) AS BIGINT)) AS ordered_at,
    'Country ' || (hash(i * 7) % 20) AS country,
    'City ' || (hash(i * 11) % 500) AS city,
    'Product ' || (hash(i * 13) % 100) AS product,
    ['web', 'store', 'phone', 'partner', 'app', 'fair'][CAST(1 + hash(i * 17) % 6 AS BIGINT)] AS channel,
    CAST(hash(i * 19) % 1000000 AS INTEGER) AS customer_id,
    CAST(1 + hash(i * 23) % 9 AS INTEGER) AS quantity,
    round(5 + (hash(i * 29) % 100000) / 400.0, 2) AS price,
    round((1 + hash(i * 23) % 9) * (5 + (hash(i * 29) % 100000) / 400.0), 2) AS revenue,
    round((hash(i * 31) % 50000) / 100.0, 2) AS cost,
    (hash(i * 37) % 30) / 100.0 AS discount,
    hash(i * 41) % 50 = 0 AS is_returned
"""


def sales_parquet(folder: Path, rows: int) -> Path:
    """A Parquet file of `rows` sales, ordered by time."""
    path = folder / f"sales_{rows}.parquet"
    if not path.exists():
        _write(_sales(rows), path, "FORMAT parquet, COMPRESSION zstd")
    return path


def table_parquet(folder: Path, name: str, query: str) -> Path:
    """A Parquet file with what a query gives."""
    path = folder / f"{name}.parquet"
    if not path.exists():
        _write(query, path, "FORMAT parquet, COMPRESSION zstd")
    return path


def sales_csv(folder: Path, megabytes: int) -> Path:
    """A CSV file of about so many megabytes of the same sales."""
    path = folder / f"sales_{megabytes}mb.csv"
    if not path.exists():
        rows = int(megabytes * 1_000_000 / 108)
        _write(_sales(rows), path, "FORMAT csv, HEADER true")
    return path


def _sales(rows: int) -> str:
    return f"SELECT {COLUMNS.format(rows=rows)} FROM range({rows}) AS r(i)"


def _write(query: str, path: Path, options: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query}) TO '{unfinished}' ({options})")
    unfinished.rename(path)
