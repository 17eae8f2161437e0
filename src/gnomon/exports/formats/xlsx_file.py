"""An Excel workbook: numbers, dates and truths as what they are, texts as texts, never as formulas or links."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from xlsxwriter.workbook import Workbook

from gnomon.engine.contracts import StoringContext, TaskRefused
from gnomon.exports.formats.cells import FLOATS, is_decimal, is_moment, is_whole, plain_text, wall_clock
from gnomon.exports.formats.rows import (
    EXPORT_FILE,
    StoredColumn,
    StoredRows,
    checked_size,
    in_chunks,
    outcome,
    store,
    too_bulky,
)
from gnomon.foundation.kit.errors import ErrorCode

MAX_ROWS = 1_048_575
"""Below the row of headings."""
MAX_COLUMNS = 16_384
MAX_CHARACTERS = 32_767
MAX_EXACT = 2**53
MAX_DIGITS = 15
FIRST_DAY, LAST_DAY = "1900-03-01", "9999-12-31"
"""The days on whose numbers Excel and the calendar agree."""
LOOKED_AT = 200
WIDEST, NARROWEST = 60, 8
DATE, MOMENT, CLOCK = "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm:ss"

Cell: TypeAlias = float | int | str | bool | None
Read: TypeAlias = Callable[[Any], Cell]


def write(context: StoringContext, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Write the rows of the task's statement as a workbook of one sheet."""
    rows = store(context, payload)
    _require_room(rows)
    book = Workbook(
        str(context.output_dir / EXPORT_FILE),
        {
            "constant_memory": True,
            "tmpdir": str(context.output_dir),
            "use_zip64": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    _fill(context, book, rows, payload["time_zone"], payload["max_bytes"])
    book.close()
    checked_size(context, payload["max_bytes"])
    return outcome(rows)


def _require_room(rows: StoredRows) -> None:
    if rows.row_count > MAX_ROWS:
        raise _no_room(f"{rows.row_count:,} rows", f"{MAX_ROWS:,} rows below its headings")
    if len(rows.columns) > MAX_COLUMNS:
        raise _no_room(f"{len(rows.columns):,} columns", f"{MAX_COLUMNS:,}")


def _no_room(there_are: str, most: str) -> TaskRefused:
    return TaskRefused(
        ErrorCode.PAYLOAD_TOO_LARGE,
        f"An Excel sheet cannot hold {there_are}; it has room for {most}.",
        hint="Choose CSV or Parquet, or narrow it by a filter.",
    )


def _fill(context: StoringContext, book: Any, rows: StoredRows, time_zone: str, max_bytes: int) -> None:
    sheet = book.add_worksheet("Data")
    bold = book.add_format({"bold": True})
    for place, column in enumerate(rows.columns):
        _write_text(sheet, 0, place, column.name, bold)
    formats = {kind: book.add_format({"num_format": kind}) for kind in (DATE, MOMENT, CLOCK)}
    shown = [_shown(column, time_zone) for column in rows.columns]
    looks = [formats.get(_look(column)) for column in rows.columns]
    reads = [_reader(column) for column in rows.columns]
    widths = [len(column.name) + 4 for column in rows.columns]
    sql = f"SELECT {', '.join(one for pair in shown for one in pair)} FROM {rows.source}"  # noqa: S608
    number, characters = 0, 0
    for chunk in in_chunks(context, sql, rows.row_count):
        for row in chunk:
            number += 1
            cells = _cells(row, reads)
            for place, cell in enumerate(cells):
                characters += _write(sheet, number, place, cell, looks[place])
            if number <= LOOKED_AT:
                widths = [max(old, _width(cell, look)) for old, cell, look in zip(widths, cells, looks, strict=True)]
        # Zipped it is smaller, but what is unzipped must have room on the disk, too.
        if characters > 4 * max_bytes:
            raise too_bulky(max_bytes)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(max(width, NARROWEST), WIDEST))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, number, max(len(rows.columns) - 1, 0))


def _cells(row: Sequence[Any], reads: Sequence[Read]) -> list[Cell]:
    """Each cell of the two values that were asked for it: the one that Excel can count with, else the text."""
    return [
        (None if row[2 * place + 1] is None else str(row[2 * place + 1]))
        if row[2 * place] is None
        else read(row[2 * place])
        for place, read in enumerate(reads)
    ]


def _shown(column: StoredColumn, time_zone: str) -> tuple[str, str]:
    """What Excel can count with, and the text for where it cannot."""
    written = plain_text(column, time_zone)
    name = column.sql
    if column.engine_type in FLOATS:
        return f"CASE WHEN isfinite({name}) THEN {name} END", written
    if is_whole(column):
        whole = f"TRY_CAST({name} AS BIGINT)"
        return f"CASE WHEN {whole} BETWEEN -{MAX_EXACT} AND {MAX_EXACT} THEN {whole} END", written
    if column.engine_type == "BOOLEAN":
        return name, written
    if is_decimal(column):
        return f"CAST({name} AS VARCHAR)", written
    if column.engine_type == "DATE":
        days = f"date_diff('day', DATE '1899-12-30', {name})"
        return f"CASE WHEN {name} BETWEEN DATE '{FIRST_DAY}' AND DATE '{LAST_DAY}' THEN {days} END", written
    if is_moment(column):
        local = wall_clock(column, time_zone)
        days = f"epoch_us({local}) / 86400000000.0 + 25569"
        within = f"{local} >= TIMESTAMP '{FIRST_DAY}' AND {local} < TIMESTAMP '{LAST_DAY} 23:59:59.5'"
        return f"CASE WHEN {within} THEN {days} END", written
    if column.engine_type == "TIME":
        return f"CASE WHEN {name} < TIME '23:59:59.5' THEN epoch_us({name}) / 86400000000.0 END", written
    return "NULL", written


def _look(column: StoredColumn) -> str:
    if column.engine_type == "DATE":
        return DATE
    if is_moment(column):
        return MOMENT
    return CLOCK if column.engine_type == "TIME" else ""


def _reader(column: StoredColumn) -> Read:
    return _decimal if is_decimal(column) else _as_it_is


def _as_it_is(value: Cell) -> Cell:
    return value


def _decimal(value: str) -> Cell:
    """A number where Excel keeps all its digits, else its text."""
    told = value.rstrip("0") if "." in value else value
    return float(value) if len(told.lstrip("-0.").replace(".", "")) <= MAX_DIGITS else value


def _write(sheet: Any, row: int, place: int, cell: Cell, look: Any) -> int:
    """Write a cell; answers about how many characters it takes."""
    if cell is None:
        return 0
    if isinstance(cell, bool):
        sheet.write_boolean(row, place, cell)
    elif isinstance(cell, str):
        _write_text(sheet, row, place, cell, None)
        return len(cell)
    else:
        sheet.write_number(row, place, cell, look)
    return 20


def _write_text(sheet: Any, row: int, place: int, value: str, look: Any) -> None:
    # Excel counts the halves of what lies beyond the first plane.
    units = len(value) if len(value) * 2 <= MAX_CHARACTERS else len(value.encode("utf-16-le", "replace")) // 2
    if units > MAX_CHARACTERS:
        raise TaskRefused(
            ErrorCode.PAYLOAD_TOO_LARGE,
            f"A cell in row {row + 1} has {units:,} characters; Excel holds {MAX_CHARACTERS:,} in one.",
            hint="Choose CSV or Parquet, or leave the column out.",
        )
    if value:
        sheet.write_string(row, place, value, look)


def _width(cell: Cell, look: Any) -> int:
    if look is not None and not isinstance(cell, str):
        return 20
    return 0 if cell is None else max(len(line) for line in str(cell).split("\n")) + 2
