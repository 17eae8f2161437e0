"""Files that nobody should send, over HTTP to a real server: refused with a reason, or taken in whole."""

import json
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.hostile import files
from tests.hostile.house import SECONDS_FOR_AN_ANSWER, House, refusal

MEMORY_GROWTH = 80 * files.MEBIBYTE
UNSUPPORTED, UNREADABLE, TOO_LARGE = (415, "UNSUPPORTED_TYPE"), (422, "SOURCE_ERROR"), (413, "PAYLOAD_TOO_LARGE")
WIDE = b",".join(b"c%d" % number for number in range(10_000))
HTML = b"\n<!DOCTYPE html><html><body><table><tr><td>1</td></tr></table></body></html>"


def _parquet() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.parquet"
        duckdb.sql(f"COPY (SELECT i, 'x' || i AS t FROM range(5000) r(i)) TO '{path}' (FORMAT parquet)")
        return path.read_bytes()


BOOK, PARQUET = files.workbook(), _parquet()
JSON = json.dumps([{"a": number, "b": "x"} for number in range(300)]).encode()


def part(whole: bytes, share: float) -> bytes:
    """The beginning of a file."""
    return whole[: int(len(whole) * share)]


REFUSED: dict[str, tuple[str, bytes, tuple[int, str], str]] = {
    "program as csv": ("a.csv", b"MZ\x90\0" + bytes(range(256)) * 9, UNSUPPORTED, "looks like a program"),
    "program as json": ("a.json", b"\x7fELF" + bytes(99), UNSUPPORTED, "looks like a program"),
    "workbook as csv": ("a.csv", BOOK, UNSUPPORTED, "looks like an Excel workbook"),
    "workbook as parquet": ("a.parquet", BOOK, UNSUPPORTED, "looks like an Excel workbook"),
    "workbook as json": ("a.json", BOOK, UNSUPPORTED, "looks like an Excel workbook"),
    "parquet as csv": ("a.csv", PARQUET, UNSUPPORTED, "looks like a Parquet file."),
    "document as csv": ("a.csv", b"%PDF-1.7\n1 0 obj\n", UNSUPPORTED, "looks like a PDF document"),
    "page as csv": ("a.csv", HTML, UNSUPPORTED, "looks like a web page"),
    "page as tsv": ("a.tsv", b"\xef\xbb\xbf<html lang=en>", UNSUPPORTED, "looks like a web page"),
    "picture as csv": ("a.csv", b'<svg xmlns="x"><script>1</script></svg>', UNSUPPORTED, "looks like an XML document"),
    "page as workbook": ("a.xlsx", HTML, UNSUPPORTED, "looks like a web page"),
    "page as json": ("a.json", HTML, UNSUPPORTED, "looks like a web page"),
    **{
        f"nothing as {ending}": (f"a.{ending}", b"", (422, "VALIDATION_ERROR"), "The file is empty.")
        for ending in ("csv", "tsv", "xlsx", "json", "ndjson", "parquet")
    },
    "a mark and nothing": ("a.csv", b"\xef\xbb\xbf", UNREADABLE, "nothing but blank lines"),
    "workbook cut in its first entry": ("a.xlsx", part(BOOK, 0.01), UNSUPPORTED, "looks like a zip archive"),
    "workbook cut in the middle": ("a.xlsx", part(BOOK, 0.5), UNREADABLE, "The workbook is damaged."),
    "workbook cut in its directory": ("a.xlsx", BOOK[:-5], UNREADABLE, "The workbook is damaged."),
    "parquet cut at once": ("a.parquet", part(PARQUET, 0.01), UNSUPPORTED, "a Parquet file that was cut off"),
    "parquet without its last byte": ("a.parquet", PARQUET[:-1], UNSUPPORTED, "a Parquet file that was cut off"),
    "parquet without its middle": ("a.parquet", PARQUET[:999] + PARQUET[-99:], UNREADABLE, "The file is damaged"),
    "json cut in a word": ("a.json", part(JSON, 0.5), UNREADABLE, "The file is damaged"),
    "json without its last byte": ("a.json", JSON[:-1], UNREADABLE, "The file is damaged"),
    "bomb that says so": ("a.xlsx", files.bomb(), UNREADABLE, "would unpack to 4,096 MB"),
    "bomb that lies": ("a.xlsx", files.bomb(100_000), UNREADABLE, "The workbook is damaged."),
    "two cells far apart": ("a.xlsx", files.far_cell(), (413, "QUERY_MEMORY"), "needed more memory"),
    "entities in entities": ("a.xlsx", files.entities(), UNREADABLE, "“Sheet” is empty"),
    "wide csv": ("a.csv", WIDE + b"\n" + b"1," * 9_999 + b"1\n", TOO_LARGE, "10,000 columns"),
    "wide json": ("a.json", json.dumps([dict.fromkeys(map(str, range(10_000)), 1)]).encode(), TOO_LARGE, "10,000"),
    "deep lists": ("a.json", b"[" * 100_000 + b"]" * 100_000, UNREADABLE, "more than 64 levels deep"),
    "deep objects": ("a.ndjson", b'{"a":' * 100_000 + b"1" + b"}" * 100_000, UNREADABLE, "more than 64 levels deep"),
    "half of a character": ("a.json", rb'[{"a":"\ud800"}]', UNREADABLE, "The file is damaged"),
}


@pytest.mark.parametrize(("name", "content", "expected", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_a_file_that_cannot_be_used_is_refused_with_a_way_out_and_leaves_nothing(
    house: House, name: str, content: bytes, expected: tuple[int, str], message: str
) -> None:
    before, began = house.kept(), time.monotonic()
    answer = house.upload(content, name)
    status, code, said = refusal(answer)
    assert ((status, code), time.monotonic() - began < SECONDS_FOR_AN_ANSWER) == (expected, True), said
    assert message in said
    assert answer.json()["error"]["hint"]
    assert house.kept_when_tidied(before) == before


TAKEN: dict[str, tuple[str, bytes, dict[str, Any]]] = {
    "lines cut in a word": (
        "a.ndjson",
        b'{"a":1}\n{"a":2}\n{"a"',
        {"row_count": 2, "rejected_rows": 1, "columns": ["a:integer"]},
    ),
    "many entries": (
        "a.xlsx",
        files.many_entries(5_000),
        {"row_count": 0, "rejected_rows": 0, "columns": ["name 0:text", "0:text", "0_2:text"]},
    ),
    "books in books": (
        "a.xlsx",
        files.nested(),
        {"row_count": 0, "rejected_rows": 0, "columns": ["name 0:text", "0:text", "0_2:text"]},
    ),
    "numbers beyond any type": (
        "a.json",
        b'[{"a":1e999999,"b":' + b"9" * 100_000 + b',"c":-0}]',
        {"row_count": 1, "rejected_rows": 0, "columns": ["a:text", "b:text", "c:integer"]},
    ),
    "numbers that are none": (
        "a.json",
        b'[{"a":NaN},{"a":Infinity},{"a":-Infinity}]',
        {"row_count": 3, "rejected_rows": 0, "columns": ["a:float"]},
    ),
    "headers like formulas": (
        "a.csv",
        b'=cmd|calc,+1,-x,@SUM(A1),"<script>","a""b","a);DROP TABLE x;--"\n1,2,3,4,5,6,7\n',
        {
            "row_count": 1,
            "rejected_rows": 0,
            "columns": [
                f"{name}:integer"
                for name in ("=cmd|calc", "+1", "-x", "@SUM(A1)", "<script>", 'a"b', "a);DROP TABLE x;--")
            ],
        },
    ),
    "names that are no names": (
        "a.json",
        rb'[{"\u0000":1,"":2}]',
        {"row_count": 1, "rejected_rows": 0, "columns": ["column_1:integer", "column_2:integer"]},
    ),
}


@pytest.mark.parametrize(("name", "content", "expected"), TAKEN.values(), ids=TAKEN.keys())
def test_a_file_that_is_only_strange_comes_in_whole(
    unharmed: House, name: str, content: bytes, expected: dict[str, Any]
) -> None:
    answer = unharmed.upload(content, name)
    assert answer.status_code == 201, answer.text
    made = answer.json()
    columns = [f"{column['name']}:{column['type']}" for column in made["columns_info"]]
    assert {key: made[key] for key in ("row_count", "rejected_rows")} | {"columns": columns} == expected
    unharmed.throw_away(made["id"])


def test_a_field_of_ten_megabytes_comes_in_whole_and_memory_stays_where_it_was(unharmed: House) -> None:
    before = unharmed.memory()
    made = unharmed.upload(b"a,b\n1," + b"x" * 10_000_000 + b"\n", "field.csv").json()
    ended = until_ended(unharmed, made["import_id"])
    profile = unharmed.client.get(f"/datasets/{made['id']}/profile").text
    preview = unharmed.client.get(f"/datasets/{made['id']}/preview").json()
    assert (ended["status"], ended["rows"], ended["error"]) == ("ready", 1, None)
    assert len(profile) < 100_000, "a profile holds values, not whole fields"
    assert len(preview["rows"][0][1]) <= 10_000_000
    assert unharmed.memory() - before < MEMORY_GROWTH
    unharmed.throw_away(made["id"])


def until_ended(house: House, import_id: str) -> dict[str, Any]:
    """An import when it has ended."""
    deadline = time.monotonic() + SECONDS_FOR_AN_ANSWER
    while time.monotonic() < deadline:
        found: dict[str, Any] = house.client.get(f"/imports/{import_id}").json()
        if found["status"] not in ("queued", "running"):
            return found
        time.sleep(0.1)
    raise TimeoutError("the import did not end")
