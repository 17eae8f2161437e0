"""Small tables with roll-ups made of them by hand, as the job makes them of large ones."""

import math
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.query.harness import SmallTable

from gnomon.query.contracts import QuerySpec
from gnomon.query.pipeline import Compiled, compile_query
from gnomon.query.plan import UNRESTRICTED, Rollup, RowFilter, TableRef
from gnomon.query.rollups.covering import is_on_changing_clock
from gnomon.query.rollups.making import making_sql, parts_of, steps_of, steps_sql
from gnomon.query.rollups.needs import aggregates_of, needs_of
from gnomon.query.rollups.shapes import Shape, shape_of

NAME = "roll-up 000000000001"


def compiled(
    table: SmallTable, spec: QuerySpec, rollups: Sequence[Rollup] = (), row_filter: RowFilter = UNRESTRICTED
) -> Compiled:
    """The statement of a question where these roll-ups are there."""
    question = table.question(spec, row_filter=row_filter)
    known = {table.table.dataset_id: tuple(rollups)} if rollups else {}
    return compile_query(replace(question, world=replace(question.world, rollups=known)))


def wanted_shape(table: SmallTable, spec: QuerySpec, row_filter: RowFilter = UNRESTRICTED) -> Shape | None:
    """The shape that asking the question again and again orders; None where no roll-up can answer it."""
    (aggregate,) = aggregates_of(compiled(table, spec, (), row_filter).plan.source.source)
    needs = needs_of(aggregate)
    return None if needs is None else shape_of(needs, spec.time_zone)


def make_rollup(table: SmallTable, shape: Shape, folder: Path, name: str = NAME) -> Rollup:
    """The roll-up of a table in this shape, read from a file as always."""
    # Files are taken for immutable, as those of roll-ups are.
    path = folder / f"{uuid4()}.parquet"
    table.connection.execute(f"COPY ({making_sql(table.table, shape)}) TO '{path}' (FORMAT parquet)")
    table.connection.execute(f"CREATE OR REPLACE VIEW \"{name}\" AS FROM read_parquet('{path}')")
    rows = table.connection.execute(f'SELECT count(*) FROM "{name}"').fetchall()[0][0]
    ref = TableRef(table.table.dataset_id, name, "__row")
    made = Rollup(ref, "", rows, shape.dims, parts_of(table.table, shape))
    found = {
        dim.field.name: steps_of(table.connection.execute(steps_sql(made, dim)).fetchall())
        for dim in filter(is_on_changing_clock, shape.dims)
    }
    return replace(made, steps={name: steps for name, steps in found.items() if steps is not None})


def outcome(table: SmallTable, one: Compiled) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Types and rows of an answer, in their order."""
    result = table.connection.execute(one.lowered.sql, list(one.lowered.parameters) or None)
    types = [str(column[1]) for column in result.description or ()]
    return types, result.fetchall()


def assert_same(found: tuple[list[str], list[Any]], expected: tuple[list[str], list[Any]]) -> None:
    """The same types and the same values; doubles, which add up in any order, to a thousand-millionth."""
    assert found[0] == expected[0]
    assert len(found[1]) == len(expected[1])
    for mine, other in zip(found[1], expected[1], strict=True):
        assert all(map(is_same, mine, other)), (mine, other)


def is_same(mine: Any, other: Any) -> bool:
    """Whether two values are the same."""
    if isinstance(mine, float) and isinstance(other, float) and not math.isnan(mine):
        return math.isclose(mine, other, rel_tol=1e-9, abs_tol=1e-9)
    return repr(mine) == repr(other) or (isinstance(mine, Decimal) and mine == other)
