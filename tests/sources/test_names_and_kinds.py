"""What the name of a file may say, and what it may not do."""

import pytest

from gnomon.datasets.names import RESERVED, free_identifiers, identifier
from gnomon.sources.contracts import FileKind, UnsupportedFile
from gnomon.sources.file_kinds import kind_of
from gnomon.sources.file_names import base_name, title_of
from gnomon.sources.importers.headers import unique_names


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("a.csv", "a.csv"),
        ("../../etc/passwd.csv", "passwd.csv"),
        ("C:\\Users\\me\\Sales Q4.csv", "Sales Q4.csv"),
        ("/absolute/a.csv", "a.csv"),
        ("a\x00b\n.csv", "ab.csv"),
        ("\u202egpj.csv", "gpj.csv"),
        ("x" * 300 + ".csv", "x" * 251 + ".csv"),
        ("..", ".."),
        ("dir/", ""),
    ],
)
def test_a_file_name_is_reduced_to_words_about_a_file(sent: str, kept: str) -> None:
    assert base_name(sent) == kept


@pytest.mark.parametrize(("name", "title"), [("Sales Q4.csv", "Sales Q4"), ("a.b.csv", "a.b"), (".csv", ".csv")])
def test_a_dataset_is_named_after_its_file(name: str, title: str) -> None:
    assert title_of(name) == title.strip(". ")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.CSV", FileKind.CSV),
        ("a.tsv", FileKind.TSV),
        ("a.xlsx", FileKind.XLSX),
        ("a.json", FileKind.JSON),
        ("a.jsonl", FileKind.NDJSON),
        ("a.tar.parquet", FileKind.PARQUET),
    ],
)
def test_the_ending_names_the_kind(name: str, kind: FileKind) -> None:
    assert kind_of(name) is kind


@pytest.mark.parametrize("name", ["a.exe", "a", "", "..", "a.csv.gz", "a.xls", "csv"])
def test_other_endings_are_refused_with_a_way_out(name: str) -> None:
    with pytest.raises(UnsupportedFile) as refused:
        kind_of(name)
    assert refused.value.hint


@pytest.mark.parametrize(
    ("name", "identifier_"),
    [
        ("t", "t"),
        ("Sales Q4", "sales_q4"),
        ("Übersicht – Köln", "ubersicht_koln"),
        ("2024 data", "t_2024_data"),
        ("Order", "order_data"),
        ("売上", "売上"),
        ("!!!", "dataset"),
        ("a__b--c", "a_b_c"),
        ("x" * 100, "x" * 60),
    ],
)
def test_a_name_becomes_an_identifier(name: str, identifier_: str) -> None:
    assert identifier(name) == identifier_


def test_a_taken_identifier_is_numbered() -> None:
    found = free_identifiers("Sales", {"sales", "sales_2"})
    assert [next(found), next(found)] == ["sales_3", "sales_4"]


def test_no_column_takes_the_name_that_questions_have_for_the_rows() -> None:
    assert unique_names(["*", "a", "*_2", "*"]) == ("*_3", "a", "*_2", "*_4")


def test_every_word_that_the_engine_reserves_is_avoided() -> None:
    import duckdb

    reserved = "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category = 'reserved'"
    words = duckdb.execute(reserved).fetchall()
    assert {word for (word,) in words} - RESERVED == set()
