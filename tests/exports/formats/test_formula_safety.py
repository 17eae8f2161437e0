"""No text in a file that a spreadsheet opens is taken for a formula."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.exports.formats.written import write

from gnomon.exports.formats.csv_file import heading

STARTS = "=+-@\t\r"
NASTY_STARTS = st.sampled_from([*STARTS, "\n", "'", '"', "＝", " ", "", "a"])
WORDS = st.builds(str.__add__, NASTY_STARTS, st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))


def literal(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def cells(path: Path) -> list[str]:
    return [row[1] for row in csv.reader(io.StringIO(path.read_bytes().decode(), newline=""), strict=True)][1:]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(WORDS, min_size=1, max_size=20))
@example(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'=1", '="x",\r\n=2'])
def test_a_text_comes_back_as_it_was_or_behind_an_apostrophe(texts: list[str]) -> None:
    rows = ", ".join(f"({place}, {literal(one)})" for place, one in enumerate(texts))
    with TemporaryDirectory() as folder:
        found = cells(write(Path(folder), "csv", f"SELECT * FROM (VALUES {rows}) t(id, words)"))
    for written, wanted in zip(found, texts, strict=True):
        assert not written.startswith(tuple(STARTS))
        assert written == ("'" + wanted if wanted[:1] and wanted[0] in STARTS + "\n＝＋－＠" else wanted)


def test_numbers_and_moments_are_never_touched(tmp_path: Path) -> None:
    sql = "SELECT -1 AS a, -1.5 AS b, '-inf'::DOUBLE AS c, -5::HUGEINT AS d, -0.25::DECIMAL(9, 2) AS e"
    assert write(tmp_path, "csv", sql).read_text().splitlines()[1] == "-1,-1.5,-Infinity,-5,-0.25"


def test_nested_values_and_spans_are_texts_too(tmp_path: Path) -> None:
    sql = "SELECT 1 AS id, to_days(-3) AS span, '-3'::JSON AS json, '=1'::BLOB AS bytes"
    assert write(tmp_path, "csv", sql).read_text().splitlines()[1] == "1,'-3 days,'-3,'=1"


def test_who_wants_the_texts_as_they_are_says_so(tmp_path: Path) -> None:
    found = cells(write(tmp_path, "csv", "SELECT 1 AS id, '=1+1' AS \"=words\"", is_raw=True))
    assert found == ["=1+1"]
    assert heading("=words", is_raw=True) == "=words"


@pytest.mark.parametrize(("name", "written"), [("=a", "'=a"), ("@b,", '"\'@b,"'), ("c", "c"), ("", '""')])
def test_headings_are_texts_too(name: str, written: str) -> None:
    assert heading(name, is_raw=False) == written


def test_a_workbook_holds_texts_and_no_formula_or_link(tmp_path: Path) -> None:
    texts = ["=1+1", "+1", "-1", "@x", "https://example.com", "mailto:a@example.com", "{=1}", "12", "_x0041_", "\x01"]
    rows = ", ".join(f"({place}, {literal(one)})" for place, one in enumerate(texts))
    path = write(tmp_path, "xlsx", f'SELECT * FROM (VALUES {rows}) t("=id", words)')
    sheet = openpyxl.load_workbook(path.open("rb")).active
    assert [cell.data_type for cell in sheet["B"]] == ["s"] * 11
    assert [cell.hyperlink for cell in sheet["B"]] == [None] * 11
    assert [cell.value for cell in sheet["B"]][1:9] == texts[:8]
    assert (sheet["A1"].value, sheet["A1"].data_type) == ("=id", "s")
