"""JSON: one array of objects, numbers with all their digits, moments as ISO 8601, nested values as they are."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from gnomon.engine.contracts import StoringContext
from gnomon.exports.formats.cells import FLOATS, is_decimal, is_whole, plain_text
from gnomon.exports.formats.rows import StoredColumn, StoredRows, in_chunks, outcome, store, text, write_pieces

TEXT_OR_NO_NUMBER = re.compile(r'"(?:[^"\\]|\\.)*"|-?Infinity|NaN', re.DOTALL)


def write(context: StoringContext, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Write the rows of the task's statement as JSON."""
    rows = store(context, payload)
    write_pieces(context, _pieces(context, rows, payload["time_zone"]), payload["max_bytes"])
    return outcome(rows)


def _pieces(context: StoringContext, rows: StoredRows, time_zone: str) -> Iterator[str]:
    members = [
        f"{text(json.dumps(column.name, ensure_ascii=False) + ':')} || coalesce({_cell(column, time_zone)}, 'null')"
        for column in rows.columns
    ]
    sql = f"SELECT '{{' || {' || chr(44) || '.join(members)} || '}}' FROM {rows.source}"  # noqa: S608
    before = "[\n"
    for chunk in in_chunks(context, sql, rows.row_count):
        yield before + ",\n".join(strict(line) for (line,) in chunk)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def strict(line: str) -> str:
    """The same, with null where something stands that JSON has no word for: no number, or one without end."""
    if "NaN" not in line and "Infinity" not in line:
        return line
    return TEXT_OR_NO_NUMBER.sub(lambda found: found[0] if found[0].startswith('"') else "null", line)


def _cell(column: StoredColumn, time_zone: str) -> str:
    written = plain_text(column, time_zone)
    if (
        column.engine_type in FLOATS
        or is_whole(column)
        or is_decimal(column)
        or column.engine_type in {"BOOLEAN", "JSON"}
    ):
        return written
    return f"CAST(to_json({written}) AS VARCHAR)"
