"""CSV and TSV files: their text as a relation of the engine, every column still text."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gnomon.datasets.contracts import MAX_COLUMNS
from gnomon.sources.contracts import FileKind, ReadRequest
from gnomon.sources.importers import refusals
from gnomon.sources.importers.column_typing import Native
from gnomon.sources.importers.dialect import Dialect, find_dialect
from gnomon.sources.importers.headers import has_header, unique_names
from gnomon.sources.importers.rejects import RejectList
from gnomon.sources.importers.sql import Connection, literal
from gnomon.sources.importers.tables import rows_that
from gnomon.sources.importers.text_file import TextFile, open_text

MAX_RECORD_BYTES = 16 * 1024 * 1024
_BLOCK = 4 * 1024 * 1024
_MAX_LINES_LOST = 10
_REASONS = {
    "MISSING COLUMNS": "The row has too few fields.",
    "TOO MANY COLUMNS": "The row has too many fields.",
    "UNQUOTED VALUE": "A quote is not closed, or text follows a closing quote.",
    "LINE SIZE OVER MAXIMUM": "The row is longer than 16 MB.",
    "INVALID ENCODING": "The row is not valid text.",
    "INVALID STATE": "Quotes and delimiters of the row do not go together.",
}


@dataclass(frozen=True, slots=True)
class DelimitedTable:
    """A delimited file that the engine can scan."""

    path: Path
    """The rows: the file itself, or a copy without what stands before them."""
    first_line: int
    """The line of the uploaded file with which `path` begins."""
    skipped: int
    """Records of `path` that are no rows."""
    dialect: Dialect
    names: tuple[str, ...]
    source_names: tuple[str, ...]
    encoding: str
    header_line: int | None
    warnings: tuple[str, ...]
    natives: Mapping[str, Native] = field(default_factory=dict)

    def relation(self, *, keeps_rejects: bool = False) -> str:
        """The rows as an SQL relation in which every column is text."""
        columns = ", ".join(f"{literal(column)}: 'VARCHAR'" for column in self.names)
        errors = "store_rejects = true, rejects_limit = 0" if keeps_rejects else "ignore_errors = true"
        quote = literal(self.dialect.quote)
        return (
            f"read_csv({literal(str(self.path))}, auto_detect = false, header = false, skip = {self.skipped}, "
            f"delim = {literal(self.dialect.delimiter)}, quote = {quote}, escape = {quote}, columns = {{{columns}}}, "
            f"nullstr = '', allow_quoted_nulls = false, max_line_size = {MAX_RECORD_BYTES}, {errors})"
        )

    def collect_rejects(self, connection: Connection, rejects: RejectList) -> frozenset[int]:
        """List the rows that the last scan could not use; returns where they begin in `path`."""
        return _collect_rejects(connection, self, rejects)

    def locate(
        self, connection: Connection, tests: Mapping[str, str], left_out: frozenset[int], at_most: int
    ) -> list[tuple[int, str, str]]:
        """Line, column and text of the values for which a test holds."""
        found = rows_that(connection, self.relation(), tests, "row_number() OVER ()", at_most)
        lines = _lines_of_rows(self, left_out, frozenset(row for row, _column, _value in found))
        return [(lines[row], column, value) for row, column, value in found]


def open_delimited(request: ReadRequest, output_dir: Path) -> DelimitedTable:
    """Find out how the file is written, and make it readable for the engine."""
    options = request.options
    text = open_text(Path(request.source_path), output_dir, options.encoding)
    prefers_tab = request.kind is FileKind.TSV
    dialect = find_dialect(
        text.path,
        text.bom_size,
        options.delimiter,
        header_line=options.header_line,
        prefers_tab=prefers_tab,
    )
    if not dialect.head:
        raise refusals.unreadable("The file holds nothing but blank lines.", hint="Check that it was saved completely.")
    if dialect.column_count > MAX_COLUMNS:
        raise refusals.too_many_columns(dialect.column_count)
    header_line, source_names = _header(dialect, options.header_line)
    body, first_line, skipped = _body(text, dialect, output_dir, has_header=header_line is not None)
    warnings = [*text.warnings]
    if dialect.preamble:
        warnings.append(f"Left out what stands before the table, in lines 1 to {dialect.head[0].line - 1:,}.")
    return DelimitedTable(
        body,
        first_line,
        skipped,
        dialect,
        unique_names(source_names),
        source_names,
        text.encoding,
        header_line,
        tuple(warnings),
    )


def _header(dialect: Dialect, wanted_line: int | None) -> tuple[int | None, tuple[str, ...]]:
    first = dialect.head[0]
    is_named = wanted_line > 0 if wanted_line is not None else has_header([record.fields for record in dialect.head])
    if not is_named:
        return None, ("",) * dialect.column_count
    missing = dialect.column_count - len(first.fields)
    return first.line, (*first.fields[: dialect.column_count], *("",) * missing)


def _body(text: TextFile, dialect: Dialect, output_dir: Path, *, has_header: bool) -> tuple[Path, int, int]:
    """The rows, the line with which they begin, and how many records to skip; a copy only where it must be."""
    first = dialect.head[0]
    if first.line == 1 and first.next_line == 2 and has_header:
        return text.path, 1, 1
    start = first.next_line if has_header else first.line
    if start == 1 and not text.bom_size:
        return text.path, 1, 0
    body = output_dir / "body.txt"
    with text.path.open("rb") as source, body.open("wb") as out:
        source.seek(text.bom_size)
        for _line in range(start - 1):
            source.readline()
        while block := source.read(_BLOCK):
            out.write(block)
    return body, start, 0


def _collect_rejects(connection: Connection, table: DelimitedTable, rejects: RejectList) -> frozenset[int]:
    rows = connection.execute(
        "SELECT line_byte_position, arg_min(error_type, place), arg_min(csv_line, place), arg_min(column_name, place) "
        "FROM (SELECT *, coalesce(column_idx, 0) AS place FROM reject_errors) GROUP BY 1 ORDER BY 1"
    ).fetchall()
    found = {
        position - 1 + _leading_breaks(text or ""): (kind, (text or "").strip("\r\n"), column)
        for position, kind, text, column in rows
    }
    lines = _lines_at(table.path, found)
    for start, (kind, value, column) in found.items():
        line = table.first_line + lines[start]
        lost = value.count("\n")
        if kind == "UNQUOTED VALUE" and lost > _MAX_LINES_LOST:
            raise refusals.unreadable(
                f"A quote that opens in line {line:,} is never closed, so {lost:,} lines cannot be read.",
                hint="Close the quote, or save the file again.",
                details={"line": line},
            )
        where = column if kind not in ("TOO MANY COLUMNS", "MISSING COLUMNS") else None
        rejects.add(line, where, value, _reason(kind, value, table))
    return frozenset(found)


def _reason(kind: str, value: str, table: DelimitedTable) -> str:
    """Why a row was left out, with the counts where they say it best."""
    reason = _REASONS.get(kind, "The row cannot be read.")
    if kind not in ("MISSING COLUMNS", "TOO MANY COLUMNS"):
        return reason
    fields = next(csv.reader([value], delimiter=table.dialect.delimiter, quotechar=table.dialect.quote), [])
    return f"{reason[:-1]}: {len(fields)} instead of {len(table.names)}."


def _leading_breaks(text: str) -> int:
    return len(text.encode()) - len(text.encode().lstrip(b"\r\n"))


def _lines_at(path: Path, offsets: Iterable[int]) -> dict[int, int]:
    """How many line breaks stand before each offset."""
    found: dict[int, int] = {}
    position = lines = 0
    with path.open("rb") as file:
        for offset in sorted(offsets):
            while position < offset:
                block = file.read(min(_BLOCK, offset - position))
                if not block:
                    break
                lines += block.count(b"\n")
                position += len(block)
            found[offset] = lines
    return found


def _lines_of_rows(table: DelimitedTable, left_out: frozenset[int], wanted: frozenset[int]) -> Mapping[int, int]:
    """The line of the uploaded file in which each wanted row (counted from 1) begins."""
    quote, after_delimiter = table.dialect.quote.encode(), (table.dialect.delimiter + table.dialect.quote).encode()
    found: dict[int, int] = {}
    to_skip, row, offset, is_open = table.skipped, 0, 0, False
    last = max(wanted, default=0)
    with table.path.open("rb") as file:
        for line, raw in enumerate(file, start=table.first_line):
            if is_open:
                is_open ^= raw.count(quote) % 2 == 1
            elif len(table.names) == 1 or raw.strip(b"\r\n"):
                opens = raw.count(quote) % 2 == 1 and (raw.startswith(quote) or after_delimiter in raw)
                is_open = opens
                if to_skip:
                    to_skip -= 1
                elif offset not in left_out:
                    row += 1
                    if row in wanted:
                        found[row] = line
                    if row >= last:
                        break
            offset += len(raw)
    return found
