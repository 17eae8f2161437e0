"""Parquet files: read whole and written anew, so that nothing of a stranger's file is ever served."""

import re
from collections.abc import Mapping
from pathlib import Path

from gnomon.datasets.contracts import ColumnType
from gnomon.engine.contracts import WorkerContext
from gnomon.sources.contracts import ReadRequest
from gnomon.sources.importers import refusals
from gnomon.sources.importers.column_typing import Native
from gnomon.sources.importers.guessing import Taste
from gnomon.sources.importers.headers import unique_names
from gnomon.sources.importers.importing import check_forced
from gnomon.sources.importers.sql import Connection, literal, name
from gnomon.sources.importers.staged import StagedTable

_SMALL_INTEGERS = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"})
_LARGE_INTEGERS = frozenset({"UBIGINT", "HUGEINT", "UHUGEINT"})
_DATETIMES = frozenset({"TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS"})
_NESTED = re.compile(r"STRUCT|MAP|UNION|VARIANT|JSON|LIST|.*\[[0-9]*\]$")


def open_parquet(context: WorkerContext, request: ReadRequest) -> tuple[StagedTable, Mapping[str, Taste]]:
    """The rows of a Parquet file, every column brought to one of our types."""
    connection: Connection = context.connection
    source = f"read_parquet({literal(str(Path(request.source_path)))})"
    described = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
    if not described:
        raise refusals.unreadable("The Parquet file has no columns.")
    originals = [str(row[0]) for row in described]
    names = unique_names(originals)
    check_forced(names, request.options)
    natives: dict[str, Native] = {}
    selected: list[str] = []
    for column, original, row in zip(names, originals, described, strict=True):
        if column in request.options.types:
            selected.append(f"CAST({name(original)} AS VARCHAR) AS {name(column)}")
        else:
            natives[column] = native(str(row[1]), column)
            selected.append(f"{name(original)} AS {name(column)}")
    table = StagedTable(
        source=f"(SELECT {', '.join(selected)} FROM {source})",
        line="row_number() OVER ()",
        names=names,
        source_names=tuple(originals),
        natives=natives,
    )
    return table, {column: Taste(forced=forced) for column, forced in request.options.types.items()}


def native(engine_type: str, column: str) -> Native:
    """How a column of one of the engine's types becomes one of ours."""
    text = name(column)
    kind = engine_type.upper()
    if kind in _SMALL_INTEGERS:
        return Native(ColumnType.INTEGER, "BIGINT", f"CAST({text} AS BIGINT)")
    if kind in _LARGE_INTEGERS:
        return Native(ColumnType.INTEGER, "DECIMAL(38,0)", f"CAST({text} AS DECIMAL(38,0))")
    if kind.startswith("DECIMAL"):
        return Native(ColumnType.DECIMAL, kind, text)
    if kind in ("FLOAT", "DOUBLE"):
        return Native(ColumnType.FLOAT, "DOUBLE", f"CAST({text} AS DOUBLE)")
    if kind in ("BOOLEAN", "DATE", "TIME"):
        return Native(ColumnType(kind.lower()), kind, text)
    if kind in _DATETIMES:
        return Native(ColumnType.DATETIME, "TIMESTAMP", f"CAST({text} AS TIMESTAMP)")
    if kind in ("TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE"):
        return Native(ColumnType.DATETIME, kind, text)
    if kind == "INTERVAL":
        return Native(ColumnType.DURATION, kind, text)
    if kind == "BLOB":
        return Native(ColumnType.TEXT, "VARCHAR", f"hex({text})", "Binary values are shown in hexadecimal.")
    if _NESTED.match(kind):
        return Native(ColumnType.JSON, "JSON", f"to_json({text})")
    return Native(ColumnType.TEXT, "VARCHAR", f"CAST({text} AS VARCHAR)")
