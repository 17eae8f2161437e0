"""Find out how a delimited text file is written: its delimiter, its quote, and the line that names the columns."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gnomon.sources.importers import refusals

_HEAD = 1024 * 1024
_MAX_RECORDS = 500
_DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file is written, and where its columns are named."""

    delimiter: str
    quote: str
    head: tuple["Record", ...]
    """The first records, from the header on."""
    column_count: int
    preamble: tuple["Record", ...]
    """What stands before the header."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record of the head of a file."""

    line: int
    next_line: int
    fields: tuple[str, ...]


def find_dialect(
    path: Path, bom_size: int, delimiter: str | None, *, header_line: int | None, prefers_tab: bool
) -> Dialect:
    """The dialect under which most records of the head have the same number of fields."""
    text, is_whole = _head(path, bom_size)
    quote = _quote(text)
    if delimiter is not None:
        if len(delimiter) != 1 or delimiter in '"\r\n':
            raise refusals.wrong_option("The delimiter must be one character, and no quote or line break.")
        candidates: Sequence[str] = (delimiter,)
    else:
        candidates = ("\t", ",", ";", "|") if prefers_tab else _DELIMITERS
    best = max(candidates, key=lambda candidate: _score(_records(text, candidate, quote, is_whole=is_whole)))
    records = [record for record in _records(text, best, quote, is_whole=is_whole) if not _is_blank(record)]
    if not records:
        return Dialect(best, quote, (), 0, ())
    start, width = _start(records)
    if header_line:
        start, width = _start_at(records, header_line)
    return Dialect(best, quote, tuple(records[start:]), width, tuple(records[:start]))


def _head(path: Path, bom_size: int) -> tuple[str, bool]:
    with path.open("rb") as file:
        file.seek(bom_size)
        head = file.read(_HEAD)
        is_whole = not file.read(1)
    if not is_whole and b"\n" in head:
        head = head[: head.rindex(b"\n") + 1]
    return head.decode("utf-8", "ignore"), is_whole


def _quote(text: str) -> str:
    """The apostrophe where fields are clearly wrapped in it, else the quotation mark."""
    for delimiter in _DELIMITERS:
        apostrophes = text.count(f"'{delimiter}'")
        if apostrophes > 1 and text.count(f'"{delimiter}') + text.count(f'{delimiter}"') == 0:
            lines = [line for line in text.splitlines()[:50] if line]
            if sum(line.startswith("'") and line.endswith("'") for line in lines) > len(lines) // 2:
                return "'"
    return '"'


def _records(text: str, delimiter: str, quote: str, *, is_whole: bool) -> list[Record]:
    csv.field_size_limit(2 * _HEAD)
    source = io.StringIO(text, newline="")
    reader = csv.reader(source, delimiter=delimiter, quotechar=quote, doublequote=True)
    records: list[Record] = []
    line = 1
    try:
        for fields in reader:
            records.append(Record(line, reader.line_num + 1, tuple(fields)))
            line = reader.line_num + 1
            if len(records) >= _MAX_RECORDS:
                return records
    except csv.Error:
        return records
    return records if is_whole or len(records) < 2 else records[:-1]


def _is_blank(record: Record) -> bool:
    return not record.fields or record.fields == ("",)


def _score(records: Sequence[Record]) -> tuple[float, int]:
    """How evenly a delimiter cuts the records, and into how many fields."""
    widths = [len(record.fields) for record in records if not _is_blank(record)]
    if not widths:
        return 0.0, 0
    width, count = _usual(widths)
    return (0.0, 0) if width == 1 else (round(count / len(widths), 1), width)


def _usual(widths: Sequence[int]) -> tuple[int, int]:
    """The usual number of fields, wider rather than narrower, and how many records have it."""
    counts = Counter(widths)
    return max(counts.items(), key=lambda pair: (pair[1], pair[0]))


def _start(records: Sequence[Record]) -> tuple[int, int]:
    """Which record names the columns (or is the first row), and how many columns there are."""
    width, _count = _usual([len(record.fields) for record in records])
    if width == 1:
        return 0, 1
    first = next(index for index, record in enumerate(records) if len(record.fields) == width)
    if first > 0 and _is_short_header(records[first - 1], width):
        return first - 1, width
    return first, width


def _start_at(records: Sequence[Record], line: int) -> tuple[int, int]:
    """The record that a person named as the header, and how many columns there are from there on."""
    start = next((index for index, record in enumerate(records) if record.line >= line), None)
    if start is None:
        raise refusals.wrong_option(f"The first part of the file has no line {line:,}.")
    width, _count = _usual([len(record.fields) for record in records[start:]])
    return start, max(width, 1)


def _is_short_header(record: Record, width: int) -> bool:
    """Whether a record just above the rows names all columns but one, as with a comma at the end of every row."""
    fields = record.fields
    return len(fields) == width - 1 >= 2 and all(field.strip() for field in fields) and len(set(fields)) == len(fields)
