"""Questions of one batch, answered alone and in shared passes, as Arrow tables that can be compared."""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb
import pytest
from arro3.core import ChunkedArray, DataType, Table
from tests.query.harness import stream_of

from gnomon.datasets.contracts import DatasetTable
from gnomon.query import arrow
from gnomon.query.cache import KeptResult
from gnomon.query.draft import Lowered
from gnomon.query.pipeline import Compiled
from gnomon.query.sharing import pools
from gnomon.query.sharing.lowering import SharedStatement, write_shared
from gnomon.query.sharing.members import member_of
from gnomon.query.sharing.parting import answers_in
from gnomon.query.sharing.shared import shared_plan

MANY_ROWS = 1_000_000_000


@dataclass(frozen=True)
class Told:
    """An answer that can be compared as a whole: columns, types, rows, and how many without limit."""

    schema: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Any, ...], ...]
    row_count: int
    total_rows: int | None


@contextmanager
def whatever_it_costs() -> Iterator[None]:
    """Share whatever can be shared."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pools, "LEAST_ROWS", 0)
        patch.setattr(pools, "LEAST_GAIN", -math.inf)
        for most in ("MAX_COST", "MAX_GROUPS", "MAX_ROWS"):
            patch.setattr(pools, most, math.inf)
        yield


def statements_for(
    compiled: Sequence[Compiled], tables: Sequence[DatasetTable]
) -> list[tuple[tuple[int, ...], SharedStatement]]:
    """The statements that questions of large tables would share, each with the places of those that it answers."""
    rows = {table.dataset_id: MANY_ROWS for table in tables}
    found = {place: member_of(one.plan, lambda _: None, rows) for place, one in enumerate(compiled)}
    members = {place: member for place, member in found.items() if member is not None}
    return [(places, write_shared(shared_plan(pool))) for places, pool in pools.pools_of(members)]


def shared(connection: duckdb.DuckDBPyConnection, statement: SharedStatement) -> list[Told]:
    """What each question of a shared statement is answered."""
    relation = connection.sql(statement.sql, params=list(statement.parameters) or None)
    return [told(one) for one in answers_in(stream_of(relation)[0], statement.answers)]


def alone(connection: duckdb.DuckDBPyConnection, lowered: Lowered) -> Told:
    """What the question's own statement answers."""
    ipc, count = stream_of(connection.sql(lowered.sql, params=list(lowered.parameters) or None))
    total = None
    if lowered.total_column is not None:
        ipc, total = arrow.without_total(ipc, count)
    return told(KeptResult(ipc, count, total))


def told(kept: KeptResult) -> Told:
    """A result as values; a double by its first twelve digits, for sums of parts may differ in the last ones."""
    table: Table = arrow.table_of(kept.ipc)
    schema = tuple(zip(table.schema.names, map(str, table.schema.types), strict=True))
    columns = [list(map(_plain, _values(column))) for column in table.columns]
    rows = tuple(zip(*columns, strict=True)) if columns else ()
    return Told(schema, rows, kept.row_count, kept.total_rows)


def _values(column: ChunkedArray) -> list[Any]:
    """The values of a column; moments as numbers, for they may lie outside of Python's calendar."""
    if str(column.type).startswith(("arro3.core.DataType<Date", "arro3.core.DataType<Timestamp")):
        narrow = DataType.int32() if "Date32" in str(column.type) else DataType.int64()
        return list(column.cast(narrow).cast(DataType.int64()).to_pylist())
    return list(column.to_pylist())


def _plain(value: Any) -> Any:
    return float(f"{value:.12g}") if isinstance(value, float) else value
