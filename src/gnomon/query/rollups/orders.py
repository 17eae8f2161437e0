"""What the jobs of roll-ups are told, and how shapes are written down."""

import hashlib
import json
from collections.abc import Collection
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets.contracts import DatasetId, DatasetTable, DatasetVersionId
from gnomon.foundation.jobs.queue import enqueue
from gnomon.foundation.kit.contract import Contract
from gnomon.identity.contracts import WorkspaceId
from gnomon.query.plan import RollupPart, Steps
from gnomon.query.rollups.shapes import Shape

BUILD: Final = "query.build_rollup"
TIDY: Final = "query.tidy_rollups"
REMOVE: Final = "query.remove_rollups"

SHAPE: Final = TypeAdapter(Shape)
PARTS: Final = TypeAdapter(tuple[RollupPart, ...])
STEPS: Final = TypeAdapter(dict[str, Steps])


class BuildRollup(Contract):
    """Aggregate a version beforehand, in the shape that was asked for again and again."""

    workspace_id: WorkspaceId
    dataset_id: DatasetId
    version_id: DatasetVersionId
    shape: dict[str, Any]
    judged: tuple[str, ...] = ()
    """Columns that the conditions look at: by them its rows are sorted first."""


class TidyRollups(Contract):
    """Remove what a workspace does not need any more."""

    workspace_id: WorkspaceId


class RemoveRollups(Contract):
    """Remove files that nobody reads any more, with what is said of them."""

    rollup_ids: tuple[UUID, ...]
    file_keys: tuple[str, ...]


def written(shape: Shape) -> dict[str, Any]:
    """A shape as JSON."""
    found: dict[str, Any] = SHAPE.dump_python(shape, mode="json")
    return found


async def order_rollup(session: AsyncSession, table: DatasetTable, shape: Shape, judged: Collection[str]) -> None:
    """Have a roll-up made, once, however many ask for it."""
    document = written(shape)
    digest = hashlib.blake2b(json.dumps(document, sort_keys=True).encode(), digest_size=12).hexdigest()
    order = BuildRollup(
        workspace_id=table.workspace_id,
        dataset_id=table.dataset_id,
        version_id=table.version_id,
        shape=document,
        judged=tuple(sorted(judged)),
    )
    await enqueue(session, BUILD, order, key=f"{table.version_id} {digest}")


async def order_tidying(session: AsyncSession, workspace_id: WorkspaceId, run_at: datetime) -> None:
    """Have a workspace looked through at some time; one such job waits at most."""
    await enqueue(session, TIDY, TidyRollups(workspace_id=workspace_id), run_at=run_at, key=str(workspace_id))
