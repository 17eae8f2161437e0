"""Where an answer came from, as its receipt tells it."""

from collections.abc import Sequence
from uuid import UUID

from gnomon.datasets.contracts import DatasetTable
from gnomon.engine.contracts import RunId
from gnomon.foundation.kit.ids import uuid7
from gnomon.query.contracts import QuerySpec, Receipt, ReceiptSource
from gnomon.query.pipeline import Compiled
from gnomon.query.plan import Bound
from gnomon.query.world import World

MAX_SHOWN_CHARACTERS = 1_000


def receipt_of(
    world: World,
    tables: Sequence[DatasetTable],
    compiled: Compiled,
    spec: QuerySpec,
    noted: str,
    run_id: RunId | None,
    *,
    is_cached: bool,
    elapsed_ms: float,
) -> Receipt:
    """Where the answer came from."""
    anchor = world.table
    return Receipt(
        run_id=UUID(str(run_id or uuid7())),
        dataset_id=anchor.dataset_id,
        dataset_version_id=anchor.version_id,
        content_hash=anchor.content_hash,
        as_of=anchor.created_at,
        sources=tuple(map(source_of, tables)),
        model_id=world.checked.model_id,
        model_revision=world.checked.revision,
        sql=compiled.lowered.sql,
        parameters=shortened(compiled.lowered.parameters),
        fingerprint=noted,
        time_zone=spec.time_zone,
        is_cached=is_cached,
        elapsed_ms=round(elapsed_ms, 3),
    )


def source_of(table: DatasetTable) -> ReceiptSource:
    """A dataset version that an answer read."""
    return ReceiptSource(
        dataset_id=table.dataset_id,
        name=table.name,
        version_id=table.version_id,
        version_number=table.version_number,
        content_hash=table.content_hash,
        as_of=table.created_at,
        row_count=table.row_count,
    )


def shortened(parameters: tuple[Bound, ...]) -> tuple[Bound, ...]:
    """Parameters as a receipt shows them: a list of a hundred thousand values is told by its beginning."""
    return tuple(
        f"{value[:MAX_SHOWN_CHARACTERS]}… ({len(value)} characters)"
        if isinstance(value, str) and len(value) > MAX_SHOWN_CHARACTERS
        else value
        for value in parameters
    )
