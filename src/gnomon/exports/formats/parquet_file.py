"""Parquet: the stored rows under their headings, whole numbers as numbers wherever a type holds them all."""

from collections.abc import Mapping
from typing import Any

from gnomon.engine.contracts import STORED_AS, StoringContext
from gnomon.exports.formats.rows import (
    EXPORT_FILE,
    WRITING,
    StoredColumn,
    StoredRows,
    checked_size,
    outcome,
    store,
    text,
)


def write(context: StoringContext, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Write the rows of the task's statement as Parquet."""
    rows = store(context, payload)
    context.progress(WRITING, rows=0)
    target = context.output_dir / EXPORT_FILE
    if any(column.is_long_integer for column in rows.columns):
        sql = typed_rows(context, rows)
        context.connection.execute(f"COPY ({sql}) TO {text(str(target))} ({STORED_AS}, USE_TMP_FILE false)")
    else:
        rows.path.rename(target)
    checked_size(context, payload["max_bytes"])
    return outcome(rows)


def typed_rows(context: StoringContext, rows: StoredRows) -> str:
    """The stored rows, where numbers that were stored as text have the smallest type that holds all of them."""
    long = [column for column in rows.columns if column.is_long_integer]
    types = _types(context, rows, long) if long else {}
    shown = [f"{_typed(column, types)} AS {column.sql}" for column in rows.columns]
    return f"SELECT {', '.join(shown)} FROM {rows.source}"  # noqa: S608


def _types(context: StoringContext, rows: StoredRows, long: list[StoredColumn]) -> dict[str, str]:
    fits = [
        f"count(TRY_CAST({column.sql} AS {kind})) = count({column.sql})"
        for column in long
        for kind in ("BIGINT", "DECIMAL(38,0)")
    ]
    (found,) = context.connection.execute(f"SELECT {', '.join(fits)} FROM {rows.source}").fetchall()  # noqa: S608
    return {
        column.name: "BIGINT" if found[2 * place] else "DECIMAL(38,0)" if found[2 * place + 1] else "VARCHAR"
        for place, column in enumerate(long)
    }


def _typed(column: StoredColumn, types: Mapping[str, str]) -> str:
    return f"CAST({column.sql} AS {types[column.name]})" if column.name in types else column.sql
