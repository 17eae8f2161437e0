"""Stores the whole answer of a statement as a Parquet file, with every value exactly. Runs inside a worker."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from gnomon.engine.contracts import StoringContext
from gnomon.query.handwritten.naming import without_guards
from gnomon.query.handwritten.outgoing import NESTED, PLAIN, ZONED, quoted

FILE_NAME = "answer.parquet"
LONG_INTEGERS = frozenset({"UBIGINT", "HUGEINT", "UHUGEINT", "BIGNUM"})
"""Whole numbers that no type of the file holds exactly: they are stored as text, and read as numbers again."""
AS_THEY_ARE = PLAIN | ZONED | {"TIMESTAMP_NS", "JSON"}


def store_answer(context: StoringContext, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Store the answer of the task's statement.

    `{"stage": what to call it, "schema": of the guards}` gives
    `{"columns": [[name, whether it is a long integer]], "row_count"}`.
    """
    context.progress(payload["stage"])
    schema = payload["schema"]
    stored = context.store_rows(FILE_NAME, partial(stored_columns, schema=schema))
    names = column_names([column.name for column in stored.columns], schema)
    is_long = [column.engine_type in LONG_INTEGERS for column in stored.columns]
    return {"columns": list(zip(names, is_long, strict=True)), "row_count": stored.row_count}


def stored_columns(columns: Sequence[tuple[str, str]], schema: str) -> list[str]:
    """Every column by its place, in the form that it is stored in, under its own name."""
    names = column_names([name for name, _ in columns], schema)
    return [
        f"{stored_value(f'#{place}', engine_type)} AS {quoted(name)}"
        for place, (name, (_, engine_type)) in enumerate(zip(names, columns, strict=True), start=1)
    ]


def column_names(names: Sequence[str], schema: str) -> list[str]:
    """The names without guards; one that is there before, in whatever case, has its place behind it."""
    return each_once([without_guards(name, schema) for name in names])


def each_once(names: Sequence[str]) -> list[str]:
    """The names; one that is there before, in whatever case, has its place behind it."""
    found: dict[str, str] = {}
    for place, name in enumerate(names, start=1):
        own = name
        while own.casefold() in found:
            own = f"{own}_{place}"
        found[own.casefold()] = own
    return list(found.values())


def stored_value(value: str, engine_type: str) -> str:
    """A value in the form that it is stored in, which loses nothing of it."""
    if engine_type in AS_THEY_ARE or engine_type.startswith("DECIMAL("):
        return value
    if NESTED.fullmatch(engine_type):
        return f"to_json({value})"
    if engine_type.startswith("TIMESTAMP"):
        return f"CAST({value} AS TIMESTAMP)"
    return f"CAST({value} AS VARCHAR)"
