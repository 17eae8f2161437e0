"""Parquet and Arrow files, read by DuckDB and by pyarrow."""

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.ipc
from tests.exports.formats.written import NASTY, write

LONG = """SELECT * FROM (VALUES (5::HUGEINT, 10::HUGEINT, 1::HUGEINT), (NULL, 123456789012345678901234567890, NULL),
    (-5, NULL, 170141183460469231731687303715884105727)) t(small, long, longest)"""


def test_parquet_has_the_types_and_values_of_the_question(tmp_path: Path) -> None:
    path = write(tmp_path, "parquet", NASTY)
    assert [tuple(row[:2]) for row in duckdb.execute(f"DESCRIBE FROM read_parquet('{path}')").fetchall()] == [
        ("id", "INTEGER"),
        ("big", "BIGINT"),
        ("huge", "VARCHAR"),
        ("exact", "DECIMAL(38,10)"),
        ("f", "DOUBLE"),
        ("select", "BOOLEAN"),
        ("day", "DATE"),
        ("moment", "TIMESTAMP"),
        ("zoned", "TIMESTAMP WITH TIME ZONE"),
        ("clock", "TIME"),
        ("words", "VARCHAR"),
        ("nested", "JSON"),
        ("list", "JSON"),
    ]
    columns = "id, big, exact, f::VARCHAR, day::VARCHAR, moment::VARCHAR, epoch(zoned), clock::VARCHAR, words, nested"
    found = duckdb.execute(f"SELECT {columns} FROM read_parquet('{path}')").fetchall()
    assert found == duckdb.execute(f"SELECT {columns.replace('nested', 'to_json(nested)')} FROM ({NASTY})").fetchall()


def test_long_numbers_have_the_smallest_type_that_holds_all_of_them(tmp_path: Path) -> None:
    path = write(tmp_path, "parquet", LONG, headings=["Small", "Long", "Longest"])
    assert [tuple(row[:2]) for row in duckdb.execute(f"DESCRIBE FROM read_parquet('{path}')").fetchall()] == [
        ("Small", "BIGINT"),
        ("Long", "DECIMAL(38,0)"),
        ("Longest", "VARCHAR"),
    ]
    found = duckdb.execute(f"SELECT Small, Long::VARCHAR, Longest FROM read_parquet('{path}')").fetchall()
    assert found == [
        (5, "10", "1"),
        (None, "123456789012345678901234567890", None),
        (-5, None, "170141183460469231731687303715884105727"),
    ]


def test_arrow_has_the_same(tmp_path: Path) -> None:
    table = pyarrow.ipc.open_file(str(write(tmp_path, "arrow", NASTY))).read_all()
    kinds = {field.name: field.type for field in table.schema}
    assert (kinds["id"], kinds["big"], kinds["exact"], kinds["day"], kinds["zoned"]) == (
        pa.int32(),
        pa.int64(),
        pa.decimal128(38, 10),
        pa.date32(),
        pa.timestamp("us", "UTC"),
    )
    assert table.column("big").to_pylist() == [9223372036854775807, -1, 9007199254740993, None]
    assert table.column("words").to_pylist() == ["=1+1", 'quotes " and, commas\nlines 😀', "", None]
    small = pyarrow.ipc.open_file(str(write(tmp_path, "arrow", LONG))).read_all()
    assert small.column("small").to_pylist() == [5, None, -5]


def test_files_without_rows_have_their_columns(tmp_path: Path) -> None:
    sql = "SELECT 1 AS a, 'x' AS b WHERE false"
    path = write(tmp_path, "parquet", sql)
    assert duckdb.execute(f"SELECT count(*), count(a), count(b) FROM read_parquet('{path}')").fetchall() == [(0, 0, 0)]
    table = pyarrow.ipc.open_file(str(write(tmp_path, "arrow", sql))).read_all()
    assert (table.num_rows, table.column_names) == (0, ["a", "b"])
