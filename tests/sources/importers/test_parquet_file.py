"""Parquet files are read whole and written anew in our own types."""

from pathlib import Path

import duckdb
from tests.sources.importers.reading import read_path

SELECT = """
SELECT 1::UTINYINT a, 18446744073709551615::UBIGINT u, 1.5::FLOAT f, 1.25::DECIMAL(5,2) d, {'x': 1} s, [1, 2] l,
  'a'::BLOB b, TIMESTAMPTZ '2024-01-01 00:00:00+00' t, DATE '2024-01-01' dd, INTERVAL 1 DAY i, TIME '10:00' ti,
  'x' v, MAP {'a': 1} m, TIMESTAMP_NS '2024-01-01 00:00:00.123456789' ns, true yes,
  UUID '00000000-0000-0000-0000-000000000001' g, '5' n
"""


def _file(folder: Path, select: str) -> Path:
    path = folder / "some.parquet"
    duckdb.connect().execute(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
    return path


def test_every_type_of_parquet_becomes_one_of_ours(tmp_path: Path) -> None:
    result = read_path(tmp_path, _file(tmp_path, SELECT), "parquet", {"types": {"n": "integer"}})

    assert [(c.name, c.type.value, c.engine_type) for c in result.outcome.columns] == [
        ("a", "integer", "BIGINT"),
        ("u", "integer", "DECIMAL(38,0)"),
        ("f", "float", "DOUBLE"),
        ("d", "decimal", "DECIMAL(5,2)"),
        ("s", "json", "JSON"),
        ("l", "json", "JSON"),
        ("b", "text", "VARCHAR"),
        ("t", "datetime", "TIMESTAMP WITH TIME ZONE"),
        ("dd", "date", "DATE"),
        ("i", "duration", "INTERVAL"),
        ("ti", "time", "TIME"),
        ("v", "text", "VARCHAR"),
        ("m", "json", "JSON"),
        ("ns", "datetime", "TIMESTAMP_NS"),
        ("yes", "boolean", "BOOLEAN"),
        ("g", "text", "VARCHAR"),
        ("n", "integer", "BIGINT"),
    ]
    assert result.rows == [
        (
            *("1", "18446744073709551615", "1.5", "1.25", '{"x":1}', "[1,2]", "61", "2024-01-01 00:00:00+00"),
            *("2024-01-01", "1 day", "10:00:00", "x", '{"a":1}', "2024-01-01 00:00:00.123456789", "true"),
            *("00000000-0000-0000-0000-000000000001", "5"),
        )
    ]


def test_the_order_of_rows_is_kept(tmp_path: Path) -> None:
    path = _file(tmp_path, "SELECT (i * 7919) % 300000 AS n FROM range(300000) t(i)")

    result = read_path(tmp_path, path, "parquet")

    assert [int(value) for value in result.values("n")] == [(i * 7919) % 300_000 for i in range(300_000)]
