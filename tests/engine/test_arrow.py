"""Arrow to JSON: nothing loses a digit, and what cannot be said is said to be missing."""

from io import BytesIO
from typing import Any

import duckdb
import orjson
import pytest
from arro3.core import RecordBatchReader
from arro3.io import write_ipc_stream

from gnomon.engine.arrow import JsonRows, rows_of


def asked(sql: str) -> JsonRows:
    """The JSON rows of a query, through a stream as a worker writes it."""
    stream = BytesIO()
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        reader = RecordBatchReader.from_arrow(connection.sql(sql))
        write_ipc_stream(reader, stream, compression=None)
        del reader
    return rows_of(stream.getvalue())


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("9007199254740992", 9007199254740992),
        ("9007199254740993", "9007199254740993"),
        ("-9007199254740993", "-9007199254740993"),
        ("18446744073709551615::UBIGINT", "18446744073709551615"),
        ("1.50::DECIMAL(5, 2)", 1.5),
        ("12345678901234567.89::DECIMAL(30, 2)", "12345678901234567.89"),
        ("0.1::DOUBLE", 0.1),
        ("true", True),
        ("NULL", None),
        ("'a“b\\'", "a“b\\"),
        ("DATE '2024-02-29'", "2024-02-29"),
        ("TIMESTAMP '2024-02-29 10:00:00.5'", "2024-02-29T10:00:00.500"),
        ("TIMESTAMPTZ '2024-02-29 10:00:00+02'", "2024-02-29T08:00:00Z"),
        ("TIME '10:00:00'", "10:00:00"),
        ("INTERVAL '14 months 3 days 4 hours 5.5 seconds'", "P14M3DT4H5.5S"),
        ("INTERVAL '0 seconds'", "PT0S"),
        ("'a'::ENUM('a', 'b')", "a"),
        ("'x'::BLOB", "eA=="),
        ("'{\"a\": 1}'::JSON", '{"a": 1}'),
        ("[1, NULL, 9007199254740993]", [1, None, "9007199254740993"]),
        ("{'when': DATE '2024-01-01', 'cost': 1.5::DECIMAL(9, 1)}", {"when": "2024-01-01", "cost": 1.5}),
        ("DATE '20000-01-01'", "+20000-01-01"),
    ],
)
def test_a_value_is_told_exactly(sql: str, expected: Any) -> None:
    told = asked(f"SELECT {sql} AS v")
    assert told == JsonRows(columns=["v"], rows=[[expected]], warnings=[])
    assert orjson.loads(orjson.dumps(told.rows)) == told.rows


@pytest.mark.parametrize(
    ("values", "expected", "warning"),
    [
        (
            "'nan'::DOUBLE, '-inf'::DOUBLE, 1.0, NULL",
            [None, None, 1.0, None],
            "“v” holds values that are not finite numbers, shown as empty.",
        ),
        (
            "DATE 'infinity', DATE '2024-01-01', NULL",
            [None, "2024-01-01", None],
            "“v” holds dates beyond the calendar, shown as empty.",
        ),
    ],
)
def test_what_json_cannot_say_is_empty_and_named(values: str, expected: list[Any], warning: str) -> None:
    told = asked(f"SELECT unnest([{values}]) AS v")
    assert told == JsonRows(columns=["v"], rows=[[value] for value in expected], warnings=[warning])


def test_large_finite_numbers_are_no_reason_to_warn() -> None:
    assert asked("SELECT unnest([1e308, 1e308]) AS v") == JsonRows(["v"], [[1e308], [1e308]], [])


def test_rows_keep_their_columns_also_when_two_have_one_name() -> None:
    assert asked("SELECT 1 AS a, 2 AS a, 'x' AS b").rows == [[1, 2, "x"]]


def test_no_rows_are_no_rows() -> None:
    assert asked("SELECT 1 AS a WHERE false") == JsonRows(columns=["a"], rows=[], warnings=[])
