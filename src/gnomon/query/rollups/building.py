"""Makes the roll-up that was ordered, joined with those that are there already where it stays small."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import structlog

from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import DatasetTable
from gnomon.engine.contracts import (
    Budget,
    Engine,
    EngineError,
    QueryCancelled,
    Statement,
    TableFiles,
    WorkerLost,
    WorkerTask,
)
from gnomon.foundation.settings import EngineSettings, RollupSettings
from gnomon.foundation.storage import Blobs
from gnomon.query import arrow
from gnomon.query.plan import Rollup, RollupPart, Steps, TableRef
from gnomon.query.rollups.covering import is_on_changing_clock
from gnomon.query.rollups.making import estimating_sql, making_sql, parts_of, steps_of, steps_sql
from gnomon.query.rollups.shapes import Shape
from gnomon.query.rollups.storing import FILE_NAME

STORE_ROLLUP = "gnomon.query.rollups.storing:store_rollup"
ROWS_FOR_ONE = 10
"""A roll-up is worth its file where it has a tenth of the rows at most …"""
ROWS_FOR_ONE_JOINED = 100
"""… and is joined with another where that leaves a hundredth."""
ESTIMATE_SECONDS = 10.0
"""It takes a worker from those that answer questions."""
BUILD_SECONDS = 120.0
MOST_STEPS = 5_000
"""Days of thirteen years."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Workshop:
    """What it takes to make roll-ups."""

    engine: Engine
    blobs: Blobs
    limits: EngineSettings
    settings: RollupSettings


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for."""

    shape: Shape
    judged: frozenset[str]
    """Columns that the conditions of the question look at."""


@dataclass(frozen=True, slots=True)
class Made:
    """A roll-up whose file is stored."""

    shape: Shape
    parts: tuple[RollupPart, ...]
    file_key: str
    row_count: int
    byte_size: int
    steps: Mapping[str, Steps]


async def build(
    workshop: Workshop, table: DatasetTable, wanted: Wanted, others: Sequence[Shape], rollup_id: UUID, folder: Path
) -> Made | None:
    """The roll-up for a shape, in storage already; None where it is not worth it.

    `others` are shapes that have a roll-up of their own. Raises `WorkerLost`, and what storage raises.
    """
    try:
        shape = await _chosen(workshop, table, wanted.shape, others)
        if shape is None:
            return None
        return await _stored(workshop, table, Wanted(shape, wanted.judged), rollup_id, folder)
    except (WorkerLost, QueryCancelled):
        raise
    except EngineError as error:
        log.info("query.rollup_not_made", reason=error.code.value)
        return None


async def _chosen(workshop: Workshop, table: DatasetTable, wanted: Shape, others: Sequence[Shape]) -> Shape | None:
    """The most useful shape that is small enough: one that serves other questions, too, before the wanted one."""
    by_day = wanted.with_days()
    joined = [both for other in others if (both := other.joined(by_day)) is not None]
    candidates = list(dict.fromkeys((*joined, by_day, wanted)))
    counts = dict(zip(candidates, await _estimates(workshop, table, candidates), strict=True))
    small = [shape for shape in joined if counts[shape] * ROWS_FOR_ONE_JOINED <= table.row_count]
    if small:
        return min(small, key=counts.__getitem__)
    return next((shape for shape in (by_day, wanted) if counts[shape] * ROWS_FOR_ONE <= table.row_count), None)


async def _estimates(workshop: Workshop, table: DatasetTable, shapes: Sequence[Shape]) -> Sequence[int]:
    seconds = min(ESTIMATE_SECONDS, workshop.limits.query_seconds)
    budget = Budget(seconds, workshop.limits.memory_limit, max_rows=1)
    statement = Statement(estimating_sql(table, shapes), (), (await _files(workshop, table),))
    result = await workshop.engine.run(statement, budget)
    found = arrow.table_of(result.ipc)
    return [int(found.column(place)[0].as_py()) for place in range(len(shapes))]


async def _stored(
    workshop: Workshop, table: DatasetTable, wanted: Wanted, rollup_id: UUID, folder: Path
) -> Made | None:
    shape = wanted.shape
    parts = parts_of(table, shape)
    task = WorkerTask(
        entry_point=STORE_ROLLUP,
        payload={},
        readable=(),
        output_dir=folder,
        seconds=BUILD_SECONDS,
        memory_bytes=workshop.limits.memory_limit,
        # Whoever asks meanwhile goes before.
        threads=max(1, workshop.limits.threads // 2),
        statement=Statement(making_sql(table, shape, wanted.judged), {}, (await _files(workshop, table),)),
        max_bytes=workshop.settings.max_bytes // 4,
    )
    told = await workshop.engine.run_task(task)
    fields = (*(dim.field for dim in shape.dims), *(part.field for part in parts))
    expected = [[field.name, field.engine_type] for field in fields]
    if told["columns"] != expected or told["row_count"] * ROWS_FOR_ONE > table.row_count:
        log.info("query.rollup_not_kept", rows=told["row_count"], is_as_expected=told["columns"] == expected)
        return None
    prefix = datasets.version_prefix(table.dataset_id, table.version_id)
    blob = await workshop.blobs.put_file(f"{prefix}/rollups/{rollup_id}.parquet", folder / FILE_NAME)
    ref = TableRef(table.dataset_id, "made", "__row")
    made = Rollup(ref, blob.key, told["row_count"], shape.dims, parts)
    return Made(shape, parts, blob.key, made.row_count, blob.byte_size, await _steps(workshop, made))


async def _steps(workshop: Workshop, made: Rollup) -> Mapping[str, Steps]:
    """Where the steps of instants begin and end; without it, conditions on them are answered of the rows."""
    found: dict[str, Steps] = {}
    for dim in filter(is_on_changing_clock, made.dims):
        budget = Budget(ESTIMATE_SECONDS, workshop.limits.memory_limit, max_rows=MOST_STEPS)
        file = TableFiles(name=made.table.name, paths=(await workshop.blobs.local_path(made.file_key),))
        with suppress(EngineError):
            result = await workshop.engine.run(Statement(steps_sql(made, dim), (), (file,)), budget)
            told = arrow.table_of(result.ipc)
            spans = zip(*(told.column(place).to_pylist() for place in (0, 1)), strict=True)
            steps = steps_of(list(spans))
            found |= {} if steps is None else {dim.field.name: steps}
    return found


async def _files(workshop: Workshop, table: DatasetTable) -> TableFiles:
    paths = [await workshop.blobs.local_path(key) for key in table.file_keys]
    return TableFiles(name=table.sql_name, paths=tuple(paths))
