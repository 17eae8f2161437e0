"""Where an answer came from, as its receipt tells it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from gnomon.datasets.contracts import DatasetTable
from gnomon.engine.contracts import RunId
from gnomon.foundation.kit.ids import uuid7
from gnomon.query.contracts import InFilter, QuerySpec, Receipt, ReceiptSource, SharedPass
from gnomon.query.pipeline import Compiled
from gnomon.query.plan import Bound
from gnomon.query.policies import policy_hash
from gnomon.query.world import World

MAX_SHOWN_CHARACTERS = 1_000
MAX_LISTED_VALUES = 1_000


def receipt_of(
    world: World,
    tables: Sequence[DatasetTable],
    compiled: Compiled,
    spec: QuerySpec,
    noted: str,
    run_id: RunId | None,
    *,
    is_whole: bool,
    asked_at: datetime,
    row_count: int,
    total_rows: int,
    is_cached: bool,
    shared_pass: SharedPass | None,
    elapsed_ms: float,
) -> Receipt:
    """Where the answer came from."""
    anchor = world.table
    return Receipt(
        run_id=UUID(str(run_id or uuid7())),
        spec=spec if is_whole and _is_short(spec) else None,
        dataset_id=anchor.dataset_id,
        dataset_version_id=anchor.version_id,
        content_hash=anchor.content_hash,
        as_of=anchor.created_at,
        sources=tuple(map(source_of, tables)),
        model_id=world.checked.model_id,
        model_revision=world.checked.revision,
        sql=compiled.lowered.sql,
        parameters=shortened(compiled.lowered.parameters),
        policy_hash=policy_hash((world.checked.tables[name], world.row_filters[name]) for name in compiled.tables),
        fingerprint=noted,
        time_zone=spec.time_zone,
        asked_at=asked_at,
        rows_scanned=_rows_read(tables, compiled),
        row_count=row_count,
        is_truncated=spec.offset + row_count < total_rows,
        is_cached=is_cached,
        shared_pass=shared_pass,
        rolled_up=bool(compiled.rollups),
        elapsed_ms=round(elapsed_ms, 3),
    )


def _rows_read(tables: Sequence[DatasetTable], compiled: Compiled) -> int:
    read = [table.row_count for table in tables if table.sql_name in compiled.read]
    return sum(read) + sum(rollup.row_count for rollup in compiled.rollups)


def _is_short(spec: QuerySpec) -> bool:
    """Whether a receipt can carry a question; one that lists thousands of values is too long for it."""
    listed = (len(one.values) for one in spec.filters if isinstance(one, InFilter))
    return sum(listed) <= MAX_LISTED_VALUES


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
