"""Workbooks: what the cells are decides, not what they look like."""

import datetime as dt
from pathlib import Path

import pytest
import xlsxwriter
from tests.sources.importers.reading import make_context, read_path

from gnomon.engine.contracts import TaskRefused
from gnomon.sources.importers.run import list_sheets


def _workbook(path: Path) -> Path:
    book = xlsxwriter.Workbook(str(path))
    day, moment, clock = (
        book.add_format({"num_format": form}) for form in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm:ss")
    )
    sheet = book.add_worksheet("Orders")
    sheet.merge_range("A1:D1", "Report of orders")
    sheet.write_row(2, 0, ["id", "day", "paid", "code", "price", "mixed", "at", "clock", "Day", None])
    for row in range(5):
        sheet.write(3 + row, 0, row + 1)
        sheet.write_datetime(3 + row, 1, dt.datetime(2024, 1, row + 1), day)
        sheet.write_boolean(3 + row, 2, row % 2 == 0)
        sheet.write_string(3 + row, 3, f"00{row}")
        sheet.write(3 + row, 4, 1.5 * row)
        sheet.write(3 + row, 5, row if row % 2 else "x")
        sheet.write_datetime(3 + row, 6, dt.datetime(2024, 1, row + 1, 10, 11, 12), moment)
        sheet.write_datetime(3 + row, 7, dt.time(10, 11, 12), clock)
        sheet.write_string(3 + row, 8, f"2024-02-0{row + 1}")
        sheet.write(3 + row, 9, row)
    book.add_worksheet("Empty")
    other = book.add_worksheet("Other")
    other.write_row(0, 0, ["x"])
    other.write_row(1, 0, [5])
    book.close()
    return path


def test_the_first_filled_sheet_is_read_with_the_types_of_its_cells(tmp_path: Path) -> None:
    result = read_path(tmp_path, _workbook(tmp_path / "orders.xlsx"), "xlsx")

    assert result.columns == [
        ("id", "BIGINT"),
        ("day", "DATE"),
        ("paid", "BOOLEAN"),
        ("code", "VARCHAR"),
        ("price", "DOUBLE"),
        ("mixed", "VARCHAR"),
        ("at", "TIMESTAMP"),
        ("clock", "TIME"),
        ("Day_2", "DATE"),
        ("column_10", "BIGINT"),
    ]
    assert result.rows[1] == (
        *("2", "2024-01-02", "false", "001", "1.5", "1"),
        *("2024-01-02 10:11:12", "10:11:12", "2024-02-02", "1"),
    )
    assert (result.outcome.row_count, result.outcome.header_line) == (5, 3)
    assert result.outcome.warnings == ("Left out what stands before the table, in rows 1 to 2.",)


def test_another_sheet_is_read_on_request(tmp_path: Path) -> None:
    result = read_path(tmp_path, _workbook(tmp_path / "orders.xlsx"), "xlsx", {"sheet": "Other"})

    assert (result.columns, result.rows) == ([("x", "BIGINT")], [("5",)])


def test_a_column_can_be_given_a_type(tmp_path: Path) -> None:
    result = read_path(tmp_path, _workbook(tmp_path / "orders.xlsx"), "xlsx", {"types": {"mixed": "integer"}})

    assert result.values("mixed") == [None, "1", None, "3", None]
    assert [(reject["line"], reject["value"]) for reject in result.rejects] == [(4, "x"), (6, "x"), (8, "x")]


@pytest.mark.parametrize(
    ("sheet", "message"), [("Oders", "no sheet “Oders”"), ("Empty", "The sheet “Empty” is empty.")]
)
def test_a_sheet_that_cannot_be_read_is_refused(tmp_path: Path, sheet: str, message: str) -> None:
    with pytest.raises(TaskRefused, match=message):
        read_path(tmp_path, _workbook(tmp_path / "orders.xlsx"), "xlsx", {"sheet": sheet})


def test_sheets_are_listed_in_their_order_with_those_that_are_filled(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "orders.xlsx")
    context = make_context(path, tmp_path / "out")
    request = {"source_path": str(path), "file_name": path.name, "kind": "xlsx", "options": {}}

    assert list_sheets(context, request) == {"names": ["Orders", "Empty", "Other"], "filled": ["Orders", "Other"]}
