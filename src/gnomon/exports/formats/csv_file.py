"""CSV after RFC 4180: UTF-8, a header, nulls empty, texts that no spreadsheet takes for a formula."""

from collections.abc import Iterator, Mapping
from typing import Any

from gnomon.engine.contracts import StoringContext
from gnomon.exports.formats.cells import FORMULA_STARTS, is_words, plain_text, without_formula
from gnomon.exports.formats.rows import StoredColumn, StoredRows, in_chunks, outcome, store, write_pieces

END = "\r\n"
SPECIAL = '",\r\n'


def write(context: StoringContext, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Write the rows of the task's statement as CSV."""
    rows = store(context, payload)
    lines = _lines(context, rows, payload["time_zone"], is_raw=payload["is_raw"])
    write_pieces(context, lines, payload["max_bytes"])
    return outcome(rows)


def _lines(context: StoringContext, rows: StoredRows, time_zone: str, *, is_raw: bool) -> Iterator[str]:
    yield ",".join(heading(column.name, is_raw=is_raw) for column in rows.columns) + END
    # A line of one empty cell would look like no line at all.
    missing = "'\"\"'" if len(rows.columns) == 1 else "''"
    cells = [f"coalesce({_cell(column, time_zone, is_raw=is_raw)}, {missing})" for column in rows.columns]
    sql = f"SELECT {' || chr(44) || '.join(cells)} FROM {rows.source}"  # noqa: S608
    for chunk in in_chunks(context, sql, rows.row_count):
        yield END.join(line for (line,) in chunk) + END


def heading(name: str, *, is_raw: bool) -> str:
    """The name of a column as a cell."""
    safe = "'" + name if not is_raw and name[:1] and name[0] in FORMULA_STARTS else name
    needs_quotes = not safe or any(one in safe for one in SPECIAL)
    return '"' + safe.replace('"', '""') + '"' if needs_quotes else safe


def _cell(column: StoredColumn, time_zone: str, *, is_raw: bool) -> str:
    written = plain_text(column, time_zone)
    if not is_words(column):
        return written
    safe = written if is_raw else without_formula(written)
    # An empty text is told from a value that is missing.
    special = f"{safe} = '' OR regexp_matches({safe}, '[\",\\r\\n]')"
    return f"CASE WHEN {special} THEN '\"' || replace({safe}, '\"', '\"\"') || '\"' ELSE {safe} END"
