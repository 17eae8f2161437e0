"""CSV files, read by DuckDB and by Python."""

import csv
import io
from pathlib import Path

import duckdb
import pytest
from tests.exports.formats.written import NASTY, write

from gnomon.engine.contracts import TaskRefused


def read(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode(), newline=""), strict=True))


def test_every_value_is_written_as_it_is_read_by_others(tmp_path: Path) -> None:
    path = write(tmp_path, "csv", NASTY)
    names = ["id", "big", "huge", "exact", "f", "select", "day", "moment", "zoned", "clock", "words", "nested", "list"]
    assert read(path) == [
        names,
        [
            *("1", "9223372036854775807", "170141183460469231731687303715884105727"),
            *("1234567890123456789012345678.0123456789", "NaN", "true", "0001-01-01", "9999-12-31T23:59:59.999999"),
            *("2024-07-01T08:00:00-04:00", "10:30:00.25", "'=1+1"),
            *('{"a":[1,null],"b":12345678901234567.123456789}', '["x\\"y",null,"NaN"]'),
        ],
        [
            *("2", "-1", "-5", "-1.5000000000", "Infinity", "false", "9999-12-31", "2024-01-01T10:00:00.5"),
            *("2024-01-01T07:00:00-05:00", "24:00:00", 'quotes " and, commas\nlines 😀', '{"a":[],"b":null}', "[]"),
        ],
        ["3", "9007199254740993", "7", "0.1000000000", "0.1", "", "2024-02-29", "0001-01-01T00:00:00", *[""] * 5],
        [""] * 13,
    ]


def test_an_independent_reader_tells_empty_texts_from_missing_ones(tmp_path: Path) -> None:
    path = write(tmp_path, "csv", "SELECT * FROM (VALUES (1, ''), (2, NULL), (3, 'a'), (4, ' ')) t(id, words)")
    found = duckdb.execute(
        f"FROM read_csv('{path}', header = true, all_varchar = true, allow_quoted_nulls = false)"
    ).fetchall()
    assert found == [("1", ""), ("2", None), ("3", "a"), ("4", " ")]


def test_lines_end_and_cells_are_quoted_as_rfc_4180_says(tmp_path: Path) -> None:
    path = write(tmp_path, "csv", """SELECT * FROM (VALUES (1, 'a"b'), (2, 'c,d'), (3, NULL)) t(id, "x,y")""")
    assert path.read_bytes() == b'id,"x,y"\r\n1,"a""b"\r\n2,"c,d"\r\n3,\r\n'


def test_a_row_of_one_missing_value_is_still_a_row(tmp_path: Path) -> None:
    path = write(tmp_path, "csv", "SELECT * FROM (VALUES ('a'), (NULL), ('b')) t(x)")
    assert path.read_bytes() == b'x\r\na\r\n""\r\nb\r\n'


def test_an_answer_without_rows_has_its_headings(tmp_path: Path) -> None:
    assert write(tmp_path, "csv", "SELECT 1 AS a, 2 AS b WHERE false").read_bytes() == b"a,b\r\n"


def test_columns_are_called_by_their_headings_each_once(tmp_path: Path) -> None:
    headings = ["Total", "Total_3", "total", "Größe"]
    path = write(tmp_path, "csv", "SELECT 1, 2, 3, 4", headings=headings)
    assert read(path) == [["Total", "Total_3", "total_3_3", "Größe"], ["1", "2", "3", "4"]]


def test_columns_of_one_name_in_a_statement_are_told_apart(tmp_path: Path) -> None:
    path = write(tmp_path, "csv", 'SELECT 1 AS a, 2 AS "A", 3 AS "a_2"')
    assert read(path) == [["a", "A_1", "a_2"], ["1", "2", "3"]]


def test_the_rows_stand_in_the_order_of_the_question(tmp_path: Path) -> None:
    path = write(tmp_path, "csv", "SELECT i FROM range(500000) r(i) ORDER BY hash(i), i LIMIT 400000")
    wanted = duckdb.execute("SELECT i FROM range(500000) r(i) ORDER BY hash(i), i LIMIT 400000").fetchall()
    assert [int(row[0]) for row in read(path)[1:]] == [row[0] for row in wanted]


def test_more_rows_than_there_may_be_are_refused_and_not_cut(tmp_path: Path) -> None:
    with pytest.raises(TaskRefused) as refused:
        write(tmp_path, "csv", "SELECT * FROM range(11)", max_rows=10)
    assert refused.value.message == "There are more than 10 rows, which is the most that one export may have."
    assert refused.value.details == {"max_rows": 10}


def test_a_larger_file_than_there_may_be_is_refused_and_proposes_parquet(tmp_path: Path) -> None:
    with pytest.raises(TaskRefused) as refused:
        write(tmp_path, "csv", "SELECT repeat('x', 100) FROM range(20000)", max_bytes=1024 * 1024)
    assert refused.value.message == "The file would be larger than 1 MiB, which is the most that one export may have."
    assert refused.value.hint is not None
    assert "Parquet" in refused.value.hint
