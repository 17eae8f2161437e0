"""What roll-ups there are, and which are missed: in memory, so that no question waits for it."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets.contracts import DatasetId, DatasetTable, DatasetVersionId
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit import clock
from gnomon.foundation.settings import RollupSettings
from gnomon.query import repository
from gnomon.query.plan import Plan, Rollup, TableRef
from gnomon.query.rollups.needs import aggregates_of, needs_of
from gnomon.query.rollups.orders import PARTS, SHAPE, STEPS, order_rollup
from gnomon.query.rollups.shapes import Shape, shape_of
from gnomon.query.tables import RollupRow

READY, REFUSED, LEAVING = "ready", "refused", "leaving"
FRESH_SECONDS = 10.0
"""How long another server may not know of a roll-up; files stay for much longer after they were let go."""
ASKED_BEFORE = 2
MOST_COUNTED = 5_000
MOST_VERSIONS = 2_000
USES_WRITTEN_EVERY_SECONDS = 60.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one version."""

    rollups: tuple[Rollup, ...]
    shapes: tuple[Shape, ...]
    """Of those roll-ups."""
    refused: tuple[Shape, ...]
    """Shapes that are not worth a roll-up."""
    loaded_at: float


class RollupShelf:
    """Hands out the roll-ups of versions, and orders those that questions ask for again and again."""

    def __init__(self, settings: RollupSettings, database: Database) -> None:
        self._settings = settings
        self._database = database
        self._known: OrderedDict[DatasetVersionId, Known] = OrderedDict()
        self._counts: OrderedDict[tuple[DatasetVersionId, Shape], int] = OrderedDict()
        self._used: set[str] = set()
        self._uses_written_at = time.monotonic()
        self._writing: set[asyncio.Task[None]] = set()

    async def of(self, session: AsyncSession, tables: Iterable[DatasetTable]) -> Mapping[DatasetId, Sequence[Rollup]]:
        """The roll-ups of some versions, by dataset; mostly nobody has to look."""
        large = [table for table in tables if self._is_large(table)]
        if not large:
            return {}
        now = time.monotonic()
        stale = [table for table in large if not self._is_fresh(table.version_id, now)]
        if stale:
            await self._load(session, stale, now)
        known = ((table.dataset_id, self._known.get(table.version_id)) for table in large)
        return {dataset_id: one.rollups for dataset_id, one in known if one is not None}

    def note(
        self,
        tables: Iterable[DatasetTable],
        plan: Plan,
        used: Sequence[Rollup],
        *,
        time_zone: str,
        is_cached: bool,
    ) -> None:
        """A question was answered: by some roll-ups, and by looks at rows that a roll-up could have spared."""
        if is_cached:
            return
        self._used.update(rollup.file_key for rollup in used)
        large = {table.dataset_id: table for table in tables if self._is_large(table)}
        if large:
            for aggregate in aggregates_of(plan.source.source):
                needs = needs_of(aggregate)
                if needs is None or (table := large.get(needs.scan.table.dataset_id)) is None:
                    continue
                shape = shape_of(needs, time_zone)
                if shape is not None:
                    self._count(table, shape, needs.judged)
        if self._used and time.monotonic() - self._uses_written_at > USES_WRITTEN_EVERY_SECONDS:
            self._write(self.write_uses())

    def forget(self, version_id: DatasetVersionId) -> None:
        """Look again when a version is asked next."""
        self._known.pop(version_id, None)

    def lose(self, rollup: Rollup) -> None:
        """Nobody shall look for a file any more that is not there, as in a database that was had back without it."""
        log.warning("query.rollup_lost", file_key=rollup.file_key)
        self._known.clear()
        self._write(self._forget_lost(rollup.file_key))

    async def _forget_lost(self, file_key: str) -> None:
        async with self._database.write() as session:
            await repository.forget_lost_rollup(session, file_key)

    async def write_uses(self) -> None:
        """Tell the database which roll-ups were of use."""
        used, self._used, self._uses_written_at = self._used, set(), time.monotonic()
        if used:
            async with self._database.write() as session:
                await repository.rollups_were_used(session, used, clock.now())

    @property
    def is_writing(self) -> bool:
        """Whether something is on its way into the database."""
        return bool(self._writing)

    async def close(self) -> None:
        """Write what is still to be written."""
        await asyncio.gather(*self._writing, return_exceptions=True)
        await _whatever_comes(self.write_uses())

    def _is_large(self, table: DatasetTable) -> bool:
        return self._settings.enabled and table.row_count >= self._settings.least_rows

    def _is_fresh(self, version_id: DatasetVersionId, now: float) -> bool:
        known = self._known.get(version_id)
        return known is not None and now - known.loaded_at < FRESH_SECONDS

    async def _load(self, session: AsyncSession, tables: Sequence[DatasetTable], now: float) -> None:
        rows = await repository.rollups_of_versions(session, [table.version_id for table in tables])
        for table in tables:
            own = [row for row in rows if row.version_id == table.version_id]
            self._known[table.version_id] = Known(
                rollups=tuple(rollup_of(row) for row in own if row.state == READY),
                shapes=tuple(SHAPE.validate_python(row.shape) for row in own if row.state == READY),
                refused=tuple(SHAPE.validate_python(row.shape) for row in own if row.state == REFUSED),
                loaded_at=now,
            )
            self._known.move_to_end(table.version_id)
        while len(self._known) > max(MOST_VERSIONS, len(tables)):
            self._known.popitem(last=False)

    def _count(self, table: DatasetTable, shape: Shape, judged: frozenset[str]) -> None:
        known = self._known.get(table.version_id)
        if known is not None and (is_hopeless(shape, known.refused) or any(map(shape.is_within, known.shapes))):
            return
        key = (table.version_id, shape)
        count = self._counts.pop(key, 0) + 1
        if count >= ASKED_BEFORE:
            self._write(self._order(table, shape, judged))
            return
        self._counts[key] = count
        if len(self._counts) > MOST_COUNTED:
            self._counts.popitem(last=False)

    async def _order(self, table: DatasetTable, shape: Shape, judged: frozenset[str]) -> None:
        async with self._database.write() as session:
            await order_rollup(session, table, shape, judged)

    def _write(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(_whatever_comes(work))
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)


async def _whatever_comes(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except (SQLAlchemyError, OSError) as error:
        log.warning("query.rollups_not_noted", error=type(error).__name__)


def is_hopeless(shape: Shape, refused: Iterable[Shape]) -> bool:
    """Whether a shape makes at least the groups of one that had too many."""
    dims = Shape(shape.dims, ())
    return any(Shape(one.dims, ()).is_within(dims) for one in refused)


def rollup_of(row: RollupRow) -> Rollup:
    """A stored roll-up as plans read it."""
    shape = SHAPE.validate_python(row.shape)
    return Rollup(
        table=TableRef(DatasetId(row.dataset_id), f"roll-up {row.id.hex[-12:]}", "__row"),
        file_key=str(row.file_key),
        row_count=row.row_count,
        dims=shape.dims,
        parts=PARTS.validate_python(row.parts),
        steps=STEPS.validate_python(row.steps),
    )
