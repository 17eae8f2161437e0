"""JSON files, read by Python and by DuckDB."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
from tests.exports.formats.written import NASTY, write


def no_constant(word: str) -> Any:
    raise AssertionError(f"{word} is no JSON")


def read(path: Path) -> Any:
    return json.loads(path.read_text(), parse_float=Decimal, parse_constant=no_constant)


def test_every_value_keeps_all_its_digits(tmp_path: Path) -> None:
    found = read(write(tmp_path, "json", NASTY))
    assert found == [
        {
            "id": 1,
            "big": 9223372036854775807,
            "huge": 170141183460469231731687303715884105727,
            "exact": Decimal("1234567890123456789012345678.0123456789"),
            "f": None,
            "select": True,
            "day": "0001-01-01",
            "moment": "9999-12-31T23:59:59.999999",
            "zoned": "2024-07-01T08:00:00-04:00",
            "clock": "10:30:00.25",
            "words": "=1+1",
            "nested": {"a": [1, None], "b": Decimal("12345678901234567.123456789")},
            "list": ['x"y', None, "NaN"],
        },
        {
            "id": 2,
            "big": -1,
            "huge": -5,
            "exact": Decimal("-1.5"),
            "f": None,
            "select": False,
            "day": "9999-12-31",
            "moment": "2024-01-01T10:00:00.5",
            "zoned": "2024-01-01T07:00:00-05:00",
            "clock": "24:00:00",
            "words": 'quotes " and, commas\nlines 😀',
            "nested": {"a": [], "b": None},
            "list": [],
        },
        {
            **dict.fromkeys(found[2]),
            "id": 3,
            "big": 9007199254740993,
            "huge": 7,
            "exact": Decimal("0.1"),
            "f": Decimal("0.1"),
            "day": "2024-02-29",
            "moment": "0001-01-01T00:00:00",
            "words": "",
        },
        dict.fromkeys(found[0]),
    ]


def test_what_is_no_number_within_nested_values_is_null_and_words_stay(tmp_path: Path) -> None:
    sql = """SELECT ['nan'::DOUBLE, '-inf'::DOUBLE, 1.5] AS list, {'NaN': 'Infinity "NaN"', 'x': 'nan'::FLOAT} AS s"""
    assert read(write(tmp_path, "json", sql)) == [
        {"list": [None, None, Decimal("1.5")], "s": {"NaN": 'Infinity "NaN"', "x": None}}
    ]


def test_headings_may_hold_whatever_a_text_can(tmp_path: Path) -> None:
    headings = ['a "quoted" one', "it's", "back\\slash", "{}"]
    found = read(write(tmp_path, "json", "SELECT 1, 2, 3, 4", headings=headings))
    assert found == [dict(zip(headings, (1, 2, 3, 4), strict=True))]


def test_an_answer_without_rows_is_an_empty_array(tmp_path: Path) -> None:
    assert write(tmp_path, "json", "SELECT 1 AS a WHERE false").read_text() == "[]\n"


def test_more_rows_than_one_chunk_stand_in_one_array(tmp_path: Path) -> None:
    path = write(tmp_path, "json", "SELECT i, 'word ' || i AS words FROM range(10000) r(i)")
    assert read(path) == [{"i": i, "words": f"word {i}"} for i in range(10000)]
    assert duckdb.execute(f"SELECT count(*), sum(i) FROM read_json('{path}')").fetchall() == [(10000, 49995000)]
