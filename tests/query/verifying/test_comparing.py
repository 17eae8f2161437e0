"""Rows beside rows: exact types exactly, floats to the stated tolerance, whatever spelling JSON has for a value."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gnomon.datasets.contracts import ColumnType
from gnomon.query.contracts import ColumnRole, QueryColumn, ValueDifference
from gnomon.query.verifying.comparing import MAX_TOLD, compared, is_same


def column(name: str, type_: ColumnType) -> QueryColumn:
    return QueryColumn(
        name=name,
        label=name,
        role=ColumnRole.MEASURE,
        type=type_,
        member=name,
        aggregation=None,
        grain=None,
        bin_width=None,
        is_text_encoded=False,
    )


COLUMNS = (column("who", ColumnType.TEXT), column("n", ColumnType.INTEGER))


@pytest.mark.parametrize(
    ("type_", "shown", "found"),
    [
        (ColumnType.INTEGER, 12, 12),
        (ColumnType.INTEGER, "9007199254740993", "9007199254740993"),
        (ColumnType.INTEGER, "12", 12),
        (ColumnType.DECIMAL, 12.5, "12.50"),
        (ColumnType.DECIMAL, "123456789012345678.01", "123456789012345678.01"),
        (ColumnType.FLOAT, 0.1 + 0.2, 0.3),
        (ColumnType.FLOAT, 1, 1.0),
        (ColumnType.FLOAT, 1e300, 1e300 * (1 + 5e-10)),
        (ColumnType.FLOAT, 0.0, -0.0),
        (ColumnType.DATE, "2024-02-29", "2024-02-29"),
        (ColumnType.DATETIME, "2024-02-29T10:00:00", "2024-02-29 10:00:00.000"),
        (ColumnType.DATETIME, "2024-02-29T10:00:00Z", "2024-02-29T11:00:00+01:00"),
        (ColumnType.TIME, "10:00:00", "10:00"),
        (ColumnType.TEXT, "é", "é"),
        (ColumnType.BOOLEAN, True, True),
        (ColumnType.FLOAT, None, None),
    ],
)
def test_one_value_is_one_value_however_it_is_spelled(type_: ColumnType, shown: Any, found: Any) -> None:
    assert is_same(type_, shown, found)


@pytest.mark.parametrize(
    ("type_", "shown", "found"),
    [
        (ColumnType.INTEGER, 12, 13),
        (ColumnType.INTEGER, "9007199254740992", "9007199254740993"),
        (ColumnType.INTEGER, True, 1),
        (ColumnType.INTEGER, "twelve", 12),
        (ColumnType.DECIMAL, "123456789012345678.01", "123456789012345678.02"),
        (ColumnType.FLOAT, 1.0, 1.00000001),
        (ColumnType.FLOAT, 0.0, 1e-300),
        (ColumnType.FLOAT, "1.0", 1.0),
        (ColumnType.DATE, "2024-02-29", "2024-03-01"),
        (ColumnType.DATETIME, "10000-01-01", "10000-01-02"),
        (ColumnType.TEXT, "a", "A"),
        (ColumnType.TEXT, 1, "1"),
        (ColumnType.BOOLEAN, 1, True),
        (ColumnType.FLOAT, None, 0.0),
        (ColumnType.TEXT, "", None),
        (ColumnType.INTEGER, [1], 1),
    ],
)
def test_another_value_is_another_value(type_: ColumnType, shown: Any, found: Any) -> None:
    assert not is_same(type_, shown, found)


def test_differences_tell_the_place_and_both_values() -> None:
    found = compared(COLUMNS, [["a", 1], ["b", 2]], [["a", 1], ["b", 3]], row_count=2)
    assert (found.compared_values, found.difference_count) == (4, 1)
    assert found.differences == (ValueDifference(row=1, column="n", shown=2, found=3),)


def test_a_row_too_many_or_too_few_differs_in_every_value() -> None:
    rows = [["a", 1], ["b", 2]]
    assert compared(COLUMNS, rows, rows[:1], row_count=2).difference_count == 2
    assert compared(COLUMNS, rows[:1], rows, row_count=1).difference_count == 2


def test_the_first_rows_of_many_are_compared_with_the_first_and_their_number_with_the_number() -> None:
    rows = [["a", number] for number in range(10)]
    assert compared(COLUMNS, rows[:3], rows, row_count=10).is_same
    assert compared(COLUMNS, rows[:3], rows[:9], row_count=10).difference_count == 1
    assert compared(COLUMNS, [["a", 7]], rows, row_count=10).difference_count == 1


def test_of_many_differences_the_first_are_told_and_all_are_counted() -> None:
    found = compared(COLUMNS, [["a", 0]] * 500, [["b", 1]] * 500, row_count=500)
    assert (found.difference_count, len(found.differences)) == (1000, MAX_TOLD)


def test_rows_of_another_width_are_no_accident_of_the_reader() -> None:
    assert compared(COLUMNS, [[], ["a"]], [["a", 1], ["a", 1]], row_count=2).difference_count == 3


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.text(), st.integers()), max_size=20), st.data())
def test_rows_are_the_same_as_themselves_and_one_change_is_one_difference(
    rows: list[tuple[str, int]], data: st.DataObject
) -> None:
    assert compared(COLUMNS, rows, [list(row) for row in rows], row_count=len(rows)).is_same
    if rows:
        place = data.draw(st.integers(0, len(rows) - 1))
        changed = [(who, n + (position == place)) for position, (who, n) in enumerate(rows)]
        found = compared(COLUMNS, rows, changed, row_count=len(rows))
        assert [(one.row, one.column) for one in found.differences] == [(place, "n")]
