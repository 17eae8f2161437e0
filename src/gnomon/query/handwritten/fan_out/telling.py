"""Warns of the figures of a statement that a join has inflated, and proposes how to write it instead.

What cannot be decided, and what happens to show the right figure, gives no warning.
"""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from gnomon.datasets.contracts import ColumnType
from gnomon.engine.contracts import Budget, QueryMemory, QueryTimeout, QueryTooBulky, WorkerCall
from gnomon.foundation.kit.errors import AppError
from gnomon.identity.contracts import Principal
from gnomon.query.contracts import ExecuteSql, FanOut, FanOutFigures, FanOutTable
from gnomon.query.handwritten.catalog import Catalog
from gnomon.query.handwritten.executing import Prepared, run_wrapped
from gnomon.query.handwritten.fan_out.deciding import Joins, Multiplier, Source, joins_of, multipliers
from gnomon.query.handwritten.fan_out.measuring import measure
from gnomon.query.handwritten.preparing import prepare
from gnomon.query.handwritten.tree import folded
from gnomon.query.runtime import QueryRuntime

FIND_MULTIPLIED = "gnomon.query.handwritten.fan_out.finding:find_multiplied"
CORRECT = "gnomon.query.handwritten.fan_out.correcting:correct"
CALL_SECONDS = 2.0
GRACE_SECONDS = 1.0
"""For the engine to say itself that the time is over."""
MOST_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class FanOuts:
    """The inflated figures of a statement, and the statement without them."""

    found: tuple[FanOut, ...] = ()
    corrected_sql: str | None = None


@dataclass(slots=True)
class _Multiplied:
    """What is to be corrected in a SELECT."""

    joins: Joins
    sources: set[int] = field(default_factory=set)
    by: set[int] = field(default_factory=set)
    is_correctable: bool = True
    """Whether no other figure would mean something else."""


@dataclass(slots=True)
class _Look:
    """One look at a statement, which ends at its time."""

    runtime: QueryRuntime
    principal: Principal
    command: ExecuteSql
    catalog: Catalog
    prepared: Prepared
    budget: Budget
    ends: float
    multiplied: dict[int, _Multiplied] = field(default_factory=dict)
    """What is to be corrected, by the number of its SELECT."""

    def left(self) -> Budget:
        """What is left of the budget."""
        return replace(self.budget, seconds=max(self.ends - time.monotonic(), 0.01))


async def find_fan_outs(
    runtime: QueryRuntime,
    principal: Principal,
    command: ExecuteSql,
    catalog: Catalog,
    prepared: Prepared,
    budget: Budget,
) -> FanOuts:
    """The inflated figures of a statement, found within a budget of their own; never an error."""
    if not prepared.may_multiply or prepared.is_volatile:
        return FanOuts()
    ends = time.monotonic() + budget.seconds
    small = replace(budget, max_bytes=MOST_BYTES)
    look = _Look(runtime, principal, command, catalog, prepared, small, ends)
    found: list[FanOut] = []
    try:
        async with asyncio.timeout(budget.seconds + GRACE_SECONDS):
            await _look(look, found)
            return FanOuts(tuple(found), await _corrected(look) if found else None)
    except (AppError, TimeoutError):
        return FanOuts(tuple(found))


async def _look(look: _Look, found: list[FanOut]) -> None:
    for select in (await _call(look, FIND_MULTIPLIED))["selects"]:
        joins = joins_of(select, look.prepared.tables)
        for aggregate in select["aggregates"]:
            by = await multipliers(look.runtime, joins, aggregate["source"])
            multiplied = look.multiplied.setdefault(select["number"], _Multiplied(joins))
            if by and _counts_matches(joins, aggregate, by):
                multiplied.is_correctable = False
            if not by or _counts_matches(joins, aggregate, by):
                continue
            try:
                figures = await measure(
                    look.runtime, look.principal, look.command, look.catalog, look.left(), aggregate
                )
            except (QueryTimeout, QueryMemory, QueryTooBulky):
                # A key was measured over rows that some may not see: without figures, the warning would tell of them.
                if not look.prepared.is_whole:
                    continue
                figures = None
            except AppError:
                continue
            else:
                if figures is None:
                    continue
            found.append(_told(joins, aggregate, by, figures))
            multiplied.sources.add(aggregate["source"])
            multiplied.by |= {one.source for one in by}


def _counts_matches(joins: Joins, aggregate: Mapping[str, Any], by: list[Multiplier]) -> bool:
    """Whether it counts what an outer join has found, row by row, as `COUNT(c.id)` in `orders o LEFT JOIN … c`."""
    is_count = aggregate["function"] == "count"
    return is_count and all((aggregate["source"], one.source) in joins.optional for one in by)


async def _corrected(look: _Look) -> str | None:
    """The statement with its multipliers aggregated first, if it can be written and means something."""
    plain = look.prepared.plain_sql
    if not look.command.sql.startswith(plain):
        return None
    inflated = {number: one for number, one in sorted(look.multiplied.items()) if one.sources}
    for one in inflated.values():
        still = [await multipliers(look.runtime, one.joins, source, one.by) for source in one.sources]
        if any(still) or not one.is_correctable:
            return None
    multiplied = [[number, sorted(one.by)] for number, one in inflated.items()]
    sql = (await _call(look, CORRECT, multiplied=multiplied))["sql"]
    if sql is None:
        return None
    asked = look.command.model_copy(update={"sql": sql})
    prepared = await prepare(look.runtime, look.principal, asked, look.catalog, look.left())
    await run_wrapped(look.runtime, prepared, "DESCRIBE SELECT * FROM (\n", "\n) AS answer", look.left())
    return str(sql)


async def _call(look: _Look, entry_point: str, **more: Any) -> Mapping[str, Any]:
    tables = {
        name: {
            folded(column.name): column.type is ColumnType.BOOLEAN for column in table.columns if not column.is_hidden
        }
        for name, table in look.prepared.tables.items()
    }
    left = look.left()
    limited = replace(left, seconds=min(CALL_SECONDS, left.seconds))
    call = WorkerCall(entry_point, {"sql": look.prepared.plain_sql, "tables": tables, **more})
    return await look.runtime.engine.call(call, limited)


def _told(joins: Joins, aggregate: Mapping[str, Any], by: list[Multiplier], figures: FanOutFigures | None) -> FanOut:
    table = _table(joins.sources[aggregate["source"]])
    others = tuple(_table(joins.sources[one.source]) for one in by)
    names = " and ".join(dict.fromkeys(_called(other, table) for other in others))
    has = "has" if len(others) == 1 else "have"
    return FanOut(
        expression=aggregate["text"],
        function=aggregate["function"],
        columns=tuple(aggregate["columns"]),
        table=table,
        multiplied_by=others,
        joined_on=tuple(dict.fromkeys(_equality(joins, link) for one in by for link in one.links)),
        message=f"{aggregate['text']} counts rows of {table.sql_name} more than once, because {names} {has} several "
        "rows for one of them.",
        figures=figures,
    )


def _called(other: FanOutTable, table: FanOutTable) -> str:
    """The dataset's name, and its alias where a dataset is joined to itself."""
    return other.sql_name if other.sql_name != table.sql_name else f"{other.sql_name} ({other.alias})"


def _table(source: Source) -> FanOutTable:
    if source.table is None:
        raise ValueError("only datasets are known to multiply")
    return FanOutTable(dataset_id=source.table.dataset_id, sql_name=source.table.sql_name, alias=source.alias)


def _equality(joins: Joins, link: tuple[tuple[int, str], tuple[int, str]]) -> str:
    return " = ".join(f"{joins.sources[number].alias}.{column}" for number, column in link)
