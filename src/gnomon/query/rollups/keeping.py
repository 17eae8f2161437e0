"""Which roll-ups stay, and how the others go: forgotten first, their files only when nobody can read them any more."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import DatasetId, DatasetTable, DatasetVersionId
from gnomon.foundation.jobs.queue import enqueue
from gnomon.foundation.kit import clock
from gnomon.identity import service as identity
from gnomon.identity.contracts import WorkspaceId
from gnomon.query import repository
from gnomon.query.rollups.building import ROWS_FOR_ONE_JOINED, Made
from gnomon.query.rollups.orders import PARTS, REMOVE, SHAPE, STEPS, RemoveRollups, order_tidying, written
from gnomon.query.rollups.shapes import Shape
from gnomon.query.rollups.shelf import LEAVING, READY, REFUSED
from gnomon.query.tables import RollupRow

LET_GO_FOR = timedelta(minutes=10)
"""Other servers, and questions that run, may read a file for so long after it was let go."""
UNUSED_FOR = timedelta(days=14)
TIDIED_EVERY = timedelta(days=1)


async def keep(
    session: AsyncSession, table: DatasetTable, rollup_id: UUID, made: Made, rows: Sequence[RollupRow]
) -> None:
    """Note a roll-up that was made, and let those go that it takes the place of."""
    now = clock.now()
    session.add(
        RollupRow(
            **_of(table, rollup_id),
            state=READY,
            shape=written(made.shape),
            parts=PARTS.dump_python(made.parts, mode="json"),
            steps=STEPS.dump_python(dict(made.steps), mode="json"),
            file_key=made.file_key,
            row_count=made.row_count,
            byte_size=made.byte_size,
            used_at=now,
            created_at=now,
        )
    )
    is_small = made.row_count * ROWS_FOR_ONE_JOINED <= table.row_count
    await let_go(
        session, [row for row in rows if is_small and row.state == READY and shape_of_row(row).is_within(made.shape)]
    )


async def refuse(session: AsyncSession, table: DatasetTable, rollup_id: UUID, shape: Shape) -> None:
    """Note that a shape is not worth a roll-up, so that nobody tries it again."""
    now = clock.now()
    session.add(
        RollupRow(
            **_of(table, rollup_id),
            state=REFUSED,
            shape=written(shape),
            parts=[],
            steps={},
            file_key=None,
            row_count=0,
            byte_size=0,
            used_at=now,
            created_at=now,
        )
    )


def _of(table: DatasetTable, rollup_id: UUID) -> Mapping[str, UUID]:
    return {
        "id": rollup_id,
        "workspace_id": table.workspace_id,
        "dataset_id": table.dataset_id,
        "version_id": table.version_id,
    }


def shape_of_row(row: RollupRow) -> Shape:
    """The shape of a stored roll-up."""
    return SHAPE.validate_python(row.shape)


async def let_go(session: AsyncSession, rows: Iterable[RollupRow]) -> None:
    """Let nobody begin to read these, and have their files removed when whoever reads them has ended."""
    gone = list(rows)
    for row in gone:
        row.state = LEAVING
    if gone:
        order = RemoveRollups(
            rollup_ids=tuple(row.id for row in gone),
            file_keys=tuple(row.file_key for row in gone if row.file_key is not None),
        )
        await enqueue(session, REMOVE, order, run_at=clock.now() + LET_GO_FOR)


async def tidy(session: AsyncSession, workspace_id: WorkspaceId, max_bytes: int) -> Sequence[DatasetVersionId]:
    """Let go of what is of no use any more; the versions whose roll-ups have changed."""
    rows = [row for row in await repository.rollups_of_workspace(session, workspace_id) if row.state != LEAVING]
    principal = identity.system_principal(workspace_id)
    tables = await datasets.get_tables(session, principal, {DatasetId(row.dataset_id) for row in rows})
    present = {table.version_id for table in tables.values() if isinstance(table, DatasetTable)}
    gone = _useless(rows, present, max_bytes)
    await let_go(session, gone)
    if len(gone) < len(rows):
        await order_tidying(session, workspace_id, clock.now() + TIDIED_EVERY)
    return [DatasetVersionId(row.version_id) for row in gone]


def _useless(rows: Sequence[RollupRow], present: set[DatasetVersionId], max_bytes: int) -> list[RollupRow]:
    """Those of versions that are not the present ones, those that nobody used for long, and what is too much.

    The rows are ordered by their last use.
    """
    unused_since = clock.now() - UNUSED_FOR
    gone = [row for row in rows if row.version_id not in present or row.used_at < unused_since]
    kept = [row for row in rows if row not in gone]
    too_much = sum(row.byte_size for row in kept) - max_bytes
    for row in kept:
        if too_much <= 0:
            break
        if row.byte_size:
            gone.append(row)
            too_much -= row.byte_size
    return gone
