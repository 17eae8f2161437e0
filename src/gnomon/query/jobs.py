"""The jobs of query: making roll-ups, and removing those that nobody needs."""

from collections.abc import Sequence

from sqlalchemy.exc import IntegrityError

from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import DatasetNotReady, DatasetTable
from gnomon.foundation.db.database import Database
from gnomon.foundation.jobs.contracts import JobHandler
from gnomon.foundation.kit.errors import NotFound
from gnomon.foundation.kit.ids import uuid7
from gnomon.foundation.kit.runtime import Runtime
from gnomon.foundation.settings import Settings
from gnomon.foundation.storage import Blobs
from gnomon.identity import service as identity
from gnomon.query import repository
from gnomon.query.rollups.building import Wanted, Workshop, build
from gnomon.query.rollups.keeping import keep, refuse, shape_of_row, tidy
from gnomon.query.rollups.orders import BUILD, REMOVE, SHAPE, TIDY, BuildRollup, RemoveRollups, TidyRollups
from gnomon.query.rollups.shapes import Shape
from gnomon.query.rollups.shelf import READY, REFUSED, is_hopeless
from gnomon.query.runtime import QueryRuntime
from gnomon.query.tables import RollupRow
from gnomon.sources import service as sources

LANE = "rollups"


async def build_rollup(runtime: Runtime, order: BuildRollup) -> None:
    """Make what was ordered, unless it is there, is not worth it, or is of a version that is not asked any more."""
    settings = runtime.get(Settings)
    wanted = SHAPE.validate_python(order.shape)
    found = await _present(runtime, order)
    if found is None or not settings.rollups.enabled or _is_settled(wanted, found[1]):
        return
    table, rows = found
    questions = runtime.get(QueryRuntime)
    workshop = Workshop(questions.engine, questions.blobs, questions.limits.settings, settings.rollups)
    rollup_id = uuid7()
    others = [shape_of_row(row) for row in rows if row.state == READY]
    async with sources.work_folder(runtime) as folder:
        made = await build(workshop, table, Wanted(wanted, frozenset(order.judged)), others, rollup_id, folder)
    try:
        async with runtime.get(Database).write() as session:
            kept = await repository.rollups_of_versions(session, [table.version_id])
            if made is None:
                await refuse(session, table, rollup_id, wanted)
            else:
                await keep(session, table, rollup_id, made, kept)
            await session.flush()
            await tidy(session, table.workspace_id, settings.rollups.max_bytes)
    except IntegrityError:
        # The dataset went for good meanwhile.
        if made is not None:
            await questions.blobs.delete_prefix(made.file_key)
    questions.rollups.forget(table.version_id)


async def _present(runtime: Runtime, order: BuildRollup) -> tuple[DatasetTable, Sequence[RollupRow]] | None:
    """The version, if it is still the one that is asked, and what is known of its roll-ups."""
    principal = identity.system_principal(order.workspace_id)
    async with runtime.get(Database).read() as session:
        try:
            table = await datasets.get_table(session, principal, order.dataset_id)
        except (NotFound, DatasetNotReady):
            return None
        if table.version_id != order.version_id:
            return None
        return table, await repository.rollups_of_versions(session, [table.version_id])


def _is_settled(wanted: Shape, rows: Sequence[RollupRow]) -> bool:
    """Whether there is a roll-up for it already, or it was found not to be worth one."""
    ready = [shape_of_row(row) for row in rows if row.state == READY]
    refused = [shape_of_row(row) for row in rows if row.state == REFUSED]
    return any(wanted.is_within(one) for one in ready) or is_hopeless(wanted, refused)


async def tidy_rollups(runtime: Runtime, order: TidyRollups) -> None:
    """Let go of the roll-ups of a workspace that are of no use any more."""
    async with runtime.get(Database).write() as session:
        changed = await tidy(session, order.workspace_id, runtime.get(Settings).rollups.max_bytes)
    for version_id in changed:
        runtime.get(QueryRuntime).rollups.forget(version_id)


async def remove_rollups(runtime: Runtime, order: RemoveRollups) -> None:
    """Remove files that were let go, then what is said of them."""
    blobs = runtime.get(Blobs)  # type: ignore[type-abstract]
    for key in order.file_keys:
        await blobs.delete_prefix(key)
    async with runtime.get(Database).write() as session:
        await repository.forget_rollups(session, order.rollup_ids)


HANDLERS = (
    JobHandler(name=BUILD, payload=BuildRollup, run=build_rollup, attempts=2, lane=LANE),
    JobHandler(name=TIDY, payload=TidyRollups, run=tidy_rollups),
    JobHandler(name=REMOVE, payload=RemoveRollups, run=remove_rollups, attempts=20),
)
