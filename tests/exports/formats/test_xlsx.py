"""Workbooks, read by openpyxl."""

from datetime import datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.exports.formats.written import NASTY, write

from gnomon.engine.contracts import TaskRefused
from gnomon.exports.formats import xlsx_file


def sheet_of(path: Path) -> Any:
    return openpyxl.load_workbook(path.open("rb")).active


def test_numbers_dates_and_truths_are_what_they_are_and_what_excel_would_round_is_text(tmp_path: Path) -> None:
    sheet = sheet_of(write(tmp_path, "xlsx", NASTY))
    assert [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows(min_row=2, max_row=4)] == [
        [
            (1, "n"),
            ("9223372036854775807", "s"),
            ("170141183460469231731687303715884105727", "s"),
            ("1234567890123456789012345678.0123456789", "s"),
            ("NaN", "s"),
            (True, "b"),
            ("0001-01-01", "s"),
            ("9999-12-31T23:59:59.999999", "s"),
            (datetime(2024, 7, 1, 8), "d"),
            (time(10, 30, 0, 250000), "d"),
            ("=1+1", "s"),
            ('{"a":[1,null],"b":12345678901234567.123456789}', "s"),
            ('["x\\"y",null,"NaN"]', "s"),
        ],
        [
            (2, "n"),
            (-1, "n"),
            (-5, "n"),
            (-1.5, "n"),
            ("Infinity", "s"),
            (False, "b"),
            (datetime(9999, 12, 31), "d"),
            (datetime(2024, 1, 1, 10, 0, 0, 500000), "d"),
            (datetime(2024, 1, 1, 7), "d"),
            ("24:00:00", "s"),
            ('quotes " and, commas\nlines 😀', "s"),
            ('{"a":[],"b":null}', "s"),
            ("[]", "s"),
        ],
        [
            (3, "n"),
            ("9007199254740993", "s"),
            (7, "n"),
            (0.1, "n"),
            (0.1, "n"),
            (None, "n"),
            (datetime(2024, 2, 29), "d"),
            ("0001-01-01T00:00:00", "s"),
            *[(None, "n")] * 5,
        ],
    ]


def test_a_sheet_can_be_read_at_once(tmp_path: Path) -> None:
    sql = "SELECT 'a long piece of text in a cell' AS words, DATE '2024-01-01' AS day, i FROM range(3) r(i)"
    sheet = sheet_of(write(tmp_path, "xlsx", sql, headings=["Words", "Day", "Number"]))
    assert [(cell.value, cell.font.bold) for cell in sheet[1]] == [("Words", True), ("Day", True), ("Number", True)]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:C4")
    assert sheet["B2"].number_format == "yyyy-mm-dd"
    assert sheet.column_dimensions["A"].width > 30
    assert sheet.column_dimensions["C"].width < 15


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("SELECT 1 FROM range(1048576)", "An Excel sheet cannot hold 1,048,576 rows"),
        ("SELECT repeat('x', 32768) AS x", "A cell in row 2 has 32,768 characters"),
        ("SELECT repeat('😀', 16384) AS x", "A cell in row 2 has 32,768 characters"),
    ],
)
def test_what_no_sheet_can_hold_is_refused_and_proposes_csv(sql: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(TaskRefused) as refused:
        write(tmp_path, "xlsx", sql, max_rows=2_000_000)
    assert refused.value.message.startswith(told)
    assert refused.value.hint is not None
    assert "CSV" in refused.value.hint


def test_more_columns_than_a_sheet_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert xlsx_file.MAX_COLUMNS == 16_384
    monkeypatch.setattr(xlsx_file, "MAX_COLUMNS", 2)
    with pytest.raises(TaskRefused) as refused:
        write(tmp_path, "xlsx", "SELECT 1 AS a, 2 AS b, 3 AS c")
    assert refused.value.message == "An Excel sheet cannot hold 3 columns; it has room for 2."


def test_the_largest_cell_fits(tmp_path: Path) -> None:
    sheet = sheet_of(write(tmp_path, "xlsx", "SELECT repeat('x', 32767) AS x"))
    assert sheet["A2"].value == "x" * 32_767


def test_a_workbook_that_unzips_to_far_too_much_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TaskRefused) as refused:
        write(tmp_path, "xlsx", "SELECT repeat('x', 30000) AS x FROM range(600)", max_bytes=2 * 1024 * 1024)
    assert refused.value.message.startswith("The file would be larger than 2 MiB")


def test_days_that_excel_cannot_count_are_texts(tmp_path: Path) -> None:
    days = "SELECT unnest([DATE '1900-02-28', DATE '1900-03-01', DATE '1970-01-01', DATE '9999-12-31']) AS day"
    sheet = sheet_of(write(tmp_path, "xlsx", days))
    found = [cell.value for cell in sheet["A"][1:]]
    assert found == ["1900-02-28", datetime(1900, 3, 1), datetime(1970, 1, 1), datetime(9999, 12, 31)]
