"""Stores the whole answer of a statement as a Parquet file, with every value exactly. Runs inside a worker."""

from collections.abc import Mapping, Sequence
from typing import Any

from gnomon.engine.contracts import StoringContext
from gnomon.query.handwritten.outgoing import NESTED, PLAIN, ZONED, quoted

FILE_NAME = "answer.parquet"
LONG_INTEGERS = frozenset({"UBIGINT", "HUGEINT", "UHUGEINT", "BIGNUM"})
"""Whole numbers that no type of the file holds exactly: they are stored as text, and read as numbers again."""
AS_THEY_ARE = PLAIN | ZONED | {"TIMESTAMP_NS", "JSON"}


def store_answer(context: StoringContext, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Store the answer of the task's statement.

    `{"stage": what to call it}` gives `{"columns": [[name, whether it is a long integer]], "row_count"}`.
    """
    context.progress(payload["stage"])
    stored = context.store_rows(FILE_NAME, stored_columns)
    columns = [[column.name, column.engine_type in LONG_INTEGERS] for column in stored.columns]
    return {"columns": columns, "row_count": stored.row_count}


def stored_columns(columns: Sequence[tuple[str, str]]) -> list[str]:
    """Every column by its place, in the form that it is stored in, under its own name."""
    return [
        f"{_stored(f'#{place}', engine_type)} AS {quoted(name)}"
        for place, (name, engine_type) in enumerate(columns, start=1)
    ]


def _stored(value: str, engine_type: str) -> str:
    if engine_type in AS_THEY_ARE or engine_type.startswith("DECIMAL("):
        return value
    if NESTED.fullmatch(engine_type):
        return f"to_json({value})"
    if engine_type.startswith("TIMESTAMP"):
        return f"CAST({value} AS TIMESTAMP)"
    return f"CAST({value} AS VARCHAR)"
