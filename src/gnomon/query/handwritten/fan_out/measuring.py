"""Measures an aggregate with and without the multiplication, on the way that every statement goes."""

from collections.abc import Mapping
from typing import Any

from gnomon.engine.contracts import Budget, Projection
from gnomon.identity.contracts import Principal
from gnomon.query import arrow
from gnomon.query.contracts import ExecuteSql, FanOutFigures, SqlColumn
from gnomon.query.handwritten.catalog import Catalog
from gnomon.query.handwritten.columns import column_type
from gnomon.query.handwritten.executing import run_wrapped
from gnomon.query.handwritten.guarding import SCHEMA
from gnomon.query.handwritten.outgoing import WRITTEN_COLUMNS
from gnomon.query.handwritten.preparing import prepare
from gnomon.query.moments import zone
from gnomon.query.runtime import QueryRuntime

MEASURES = 6


async def measure(
    runtime: QueryRuntime,
    principal: Principal,
    command: ExecuteSql,
    catalog: Catalog,
    budget: Budget,
    aggregate: Mapping[str, Any],
) -> FanOutFigures | None:
    """The figures of an aggregate that the worker found; None when no group shows a wrong one.

    Raises `SqlError`, and what the engine raises.
    """
    asked = command.model_copy(update={"sql": aggregate["companion"]})
    prepared = await prepare(runtime, principal, asked, catalog, budget, is_part=True)
    written = Projection(WRITTEN_COLUMNS, {"time_zone": zone(command.time_zone).key, "schema": SCHEMA})
    result = await run_wrapped(runtime, prepared, "SELECT * FROM (\n", "\n) AS answer", budget, written)
    if result.row_count == 0:
        return None
    names = [*aggregate["groups"], "inflated", "true", "", "", "", ""]
    columns = tuple(
        SqlColumn(name=name, type=column_type(column.engine_type))
        for name, column in zip(names, result.columns, strict=True)
    )
    rows = arrow.rows_of(result.ipc, columns)
    _, _, inflated, true, times, wrong = rows[0][-MEASURES:]
    return FanOutFigures(
        type=columns[-MEASURES].type,
        inflated=inflated,
        true=true,
        times=times,
        group_columns=columns[:-MEASURES],
        groups=[row[: 2 - MEASURES] for row in rows] if len(columns) > MEASURES else [],
        wrong_groups=wrong,
    )
