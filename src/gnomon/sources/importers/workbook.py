"""Workbooks: one sheet of an XLSX file as a table; what its cells are decides, not what they look like."""

import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import fastexcel
from arro3.core import RecordBatch, Table

from gnomon.datasets.contracts import MAX_COLUMNS, ColumnType
from gnomon.engine.contracts import WorkerContext
from gnomon.foundation.kit.near_misses import near_misses
from gnomon.sources.contracts import ReadRequest, SheetList
from gnomon.sources.importers import refusals
from gnomon.sources.importers.column_typing import Native
from gnomon.sources.importers.guessing import Taste
from gnomon.sources.importers.headers import has_header, unique_names
from gnomon.sources.importers.importing import check_forced
from gnomon.sources.importers.parquet_file import native
from gnomon.sources.importers.sql import Connection, first_row, name
from gnomon.sources.importers.staged import StagedTable

MAX_UNPACKED_BYTES = 1024 * 1024 * 1024
MAX_RATIO = 250
EMPTY_HINT = "Open it in a spreadsheet program, see what is in it, and save it again."
_SMALL = 1024 * 1024
_BLOCK = 1024 * 1024
_HEAD_ROWS = 100
_SHEET = "sheet_"
_MOMENTS = frozenset({ColumnType.DATE, ColumnType.DATETIME, ColumnType.TIME})


def find_sheets(path: Path) -> SheetList:
    """The sheets of a workbook, and those of them that hold anything."""
    reader = _open(path)
    names = tuple(reader.sheet_names)
    return SheetList(names=names, filled=tuple(sheet for sheet in names if _is_filled(reader, sheet)))


def open_sheet(context: WorkerContext, request: ReadRequest) -> tuple[StagedTable, Mapping[str, Taste]]:
    """One sheet: the one that was chosen, or the first that holds anything."""
    reader = _open(Path(request.source_path))
    sheet = _chosen(reader, request.options.sheet)
    head = _head(reader, sheet)
    start, is_named = _start(head, request.options.header_line)
    # Rows are counted from the first of the sheet, so what stands before the table is left out by number.
    skipped = start + is_named
    table = reader.load_sheet(
        sheet, header_row=None, skip_rows=skipped, schema_sample_rows=None, dtype_coercion="coerce"
    )
    if table.width > MAX_COLUMNS:
        raise refusals.too_many_columns(table.width)
    headers = [str(value or "") for value in head[start]] if is_named else [""] * table.width
    headers = (headers + [""] * table.width)[: table.width]
    names = unique_names(headers)
    check_forced(names, request.options)
    connection: Connection = context.connection
    connection.register(_SHEET, Table.from_batches([RecordBatch.from_arrow(table)]))
    return _staged(connection, request, names, headers, skipped, start if is_named else None)


def _open(path: Path) -> fastexcel.ExcelReader:
    _refuse_bombs(path)
    _refuse_liars(path)
    try:
        return fastexcel.read_excel(path)
    except fastexcel.FastExcelError as error:
        raise refusals.unreadable(
            "The workbook is damaged or protected by a password.", hint="Open it, and save it again without a password."
        ) from error


def _refuse_bombs(path: Path) -> None:
    """Refuse an archive that says it unpacks to more than a workbook should, before anything is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise refusals.unreadable("The workbook is damaged.", hint="Save it again and upload the new file.") from error
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    is_dense = any(
        entry.file_size > _SMALL and entry.file_size > MAX_RATIO * max(entry.compress_size, 1) for entry in entries
    )
    if total > MAX_UNPACKED_BYTES or is_dense or packed > path.stat().st_size:
        raise refusals.unreadable(
            f"The workbook would unpack to {total // (1024 * 1024):,} MB, which is more than a workbook should.",
            hint="Save the sheet as CSV and upload that.",
            details={"unpacked_bytes": total},
        )


def _refuse_liars(path: Path) -> None:
    """Refuse an archive whose entries unpack to more than they say, or to something else."""
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                # One byte more than it says: then an entry that holds more does not have the sum that it should.
                entry.file_size += 1
                with archive.open(entry) as unpacked:
                    while unpacked.read(_BLOCK):
                        pass
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise refusals.unreadable("The workbook is damaged.", hint="Save it again and upload the new file.") from error
    except RuntimeError as error:
        raise refusals.unreadable(
            "The workbook is protected by a password.", hint="Open it, and save it again without a password."
        ) from error


def _is_filled(reader: fastexcel.ExcelReader, sheet: str) -> bool:
    try:
        return reader.load_sheet(sheet, header_row=None, n_rows=_HEAD_ROWS, dtypes="string").width > 0
    except fastexcel.FastExcelError:
        return False


def _chosen(reader: fastexcel.ExcelReader, wanted: str | None) -> str:
    if wanted is None:
        filled = next((sheet for sheet in reader.sheet_names if _is_filled(reader, sheet)), None)
        if filled is None:
            raise refusals.unreadable("The workbook has no sheet that holds anything.", hint=EMPTY_HINT)
        return filled
    if wanted not in reader.sheet_names:
        near = near_misses(wanted, reader.sheet_names)
        raise refusals.wrong_option(
            f"The workbook has no sheet “{wanted}”.", hint=f"Its sheets are: {', '.join(near or reader.sheet_names)}."
        )
    if not _is_filled(reader, wanted):
        raise refusals.unreadable(f"The sheet “{wanted}” is empty.", hint=EMPTY_HINT)
    return wanted


def _head(reader: fastexcel.ExcelReader, sheet: str) -> list[list[str | None]]:
    loaded = reader.load_sheet(sheet, header_row=None, skip_rows=0, n_rows=_HEAD_ROWS, dtypes="string")
    batch = RecordBatch.from_arrow(loaded)
    columns = [batch.column(index).to_pylist() for index in range(batch.num_columns)]
    return [list(row) for row in zip(*columns, strict=True)]


def _start(head: Sequence[Sequence[Any]], wanted: int | None) -> tuple[int, bool]:
    """Which row names the columns (or is the first), and whether it names them."""
    if wanted is not None and wanted > 0:
        if wanted > len(head):
            raise refusals.wrong_option(f"The sheet has no row {wanted:,} that could name columns.")
        return wanted - 1, True
    widths = [sum(value not in (None, "") for value in row) for row in head]
    widest = max(widths)
    first = next(index for index, width in enumerate(widths) if width >= max(1, round(widest * 0.6)))
    if wanted == 0:
        return first, False
    rows = [[str(value or "") for value in row] for row in head[first:]]
    return first, has_header(rows)


def _staged(
    connection: Connection,
    request: ReadRequest,
    names: tuple[str, ...],
    headers: Sequence[str],
    skipped: int,
    header_row: int | None,
) -> tuple[StagedTable, Mapping[str, Taste]]:
    described = connection.execute(f"DESCRIBE SELECT * FROM {_SHEET}").fetchall()
    natives: dict[str, Native] = {}
    tastes: dict[str, Taste] = {}
    selected: list[str] = []
    for column, row in zip(names, described, strict=True):
        inner, kind, forced = str(row[0]), str(row[1]).upper(), request.options.types.get(column)
        if forced is not None or kind == "VARCHAR":
            tastes[column] = Taste(request.options.decimal_comma, forced=forced, allowed=_MOMENTS)
            selected.append(f"CAST({name(inner)} AS VARCHAR) AS {name(column)}")
        else:
            natives[column] = _narrowed(connection, inner, column, kind)
            selected.append(f"{name(inner)} AS {name(column)}")
    table = StagedTable(
        source=f"(SELECT {', '.join(selected)} FROM {_SHEET})",
        line=f"row_number() OVER () + {skipped}",
        names=names,
        source_names=tuple(headers),
        natives=natives,
        header_line=None if header_row is None else header_row + 1,
        warnings=_warnings(header_row, skipped),
    )
    return table, tastes


def _warnings(header_row: int | None, skipped: int) -> tuple[str, ...]:
    before = header_row if header_row is not None else skipped
    return (f"Left out what stands before the table, in rows 1 to {before:,}.",) if before else ()


def _narrowed(connection: Connection, inner: str, column: str, kind: str) -> Native:
    """Whole numbers, days and times of day, which a workbook keeps as fractions and moments."""
    text, outer = name(inner), name(column)
    if kind in ("DOUBLE", "FLOAT"):
        is_whole = f"bool_and({text} = floor({text}) AND abs({text}) <= 9007199254740992)"
        if first_row(connection, f"SELECT {is_whole} FROM {_SHEET}")[0]:
            return Native(ColumnType.INTEGER, "BIGINT", f"CAST({outer} AS BIGINT)")
    if kind.startswith("TIMESTAMP") and "ZONE" not in kind:
        is_time, is_day = first_row(
            connection,
            f"SELECT bool_and(year({text}) = 1899), bool_and(CAST({text} AS TIME) = '00:00:00') FROM {_SHEET}",
        )
        if is_time:
            return Native(ColumnType.TIME, "TIME", f"CAST({outer} AS TIME)")
        if is_day:
            return Native(ColumnType.DATE, "DATE", f"CAST({outer} AS DATE)")
    return native(kind, column)
