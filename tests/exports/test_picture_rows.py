"""The rows of an answer become the plain values that a picture is drawn with, as the browser reads them."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from gnomon.exports.pictures.rows import plot_rows

MOMENT = 1_704_112_200_500  # 2024-01-01 12:30:00.5 UTC


def read(values: list[Any], kind: Any, *, is_number: bool = False, zone: str = "UTC") -> list[Any]:
    table = pa.table({"x": pa.array(values, kind)})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    columns = [{"name": "y", "is_number": is_number}]
    return [row["y"] for row in plot_rows(sink.getvalue().to_pybytes(), columns, zone)]


@pytest.mark.parametrize(
    ("values", "kind", "expected"),
    [
        (["a", None, ""], pa.string(), ["a", None, ""]),
        ([True, None], pa.bool_(), [True, None]),
        ([date(2024, 1, 1), None], pa.date32(), [1_704_067_200_000.0, None]),
        ([datetime(2024, 1, 1, 12, 30, 0, 500_000)], pa.timestamp("us"), [MOMENT]),
        ([datetime(1969, 12, 31, 23, 59, 59)], pa.timestamp("s"), [-1000.0]),
        ([time(1, 0, 0, 250_000)], pa.time64("us"), [3_600_250.0]),
        ([timedelta(seconds=1.5)], pa.duration("us"), [1500.0]),
        ([b"\x01\xff"], pa.binary(), ["01ff"]),
        ([[1, 2]], pa.list_(pa.int64()), ["[1,2]"]),
    ],
)
def test_values_are_plain(values: list[Any], kind: Any, expected: list[Any]) -> None:
    assert read(values, kind) == expected


def test_numbers_are_numbers_and_what_is_none_is_absent() -> None:
    assert read([1, 2**53, None], pa.int64(), is_number=True) == [1, float(2**53), None]
    assert read([1.5, float("nan"), float("inf")], pa.float64(), is_number=True) == [1.5, None, None]
    assert read([Decimal("1.25")], pa.decimal128(10, 2), is_number=True) == [1.25]
    assert read(["12.50", "x", None], pa.string(), is_number=True) == [12.5, None, None]


def test_moments_with_a_zone_are_read_from_the_clock_on_its_wall() -> None:
    moments = [datetime(2024, 1, 1, 12, 30, 0, 500_000), datetime(2024, 7, 1, 12, 30, 0, 500_000)]
    winter, summer = read(moments, pa.timestamp("us", "UTC"), zone="Europe/Berlin")
    assert winter - MOMENT == 3_600_000
    assert summer - winter == (182 * 24 + 1) * 3_600_000


def test_no_rows_are_no_rows() -> None:
    assert plot_rows(b"", [{"name": "x", "is_number": False}], "UTC") == []
    assert read([], pa.string()) == []
