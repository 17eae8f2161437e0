"""Runs a hand-written statement again over the versions that its receipt names."""

from collections.abc import Mapping

from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import DatasetId, DatasetTable, DatasetVersionId
from gnomon.engine.contracts import QueryCancelled
from gnomon.foundation.kit.errors import AppError, ErrorCode
from gnomon.identity.contracts import Principal
from gnomon.query import arrow
from gnomon.query.cache import KeptResult
from gnomon.query.contracts import Move, Moved, SqlReceipt, Verification, VerifySql
from gnomon.query.handwritten.catalog import THE_DATASET, Catalog, load_catalog
from gnomon.query.handwritten.errors import SqlError
from gnomon.query.handwritten.preparing import prepare
from gnomon.query.handwritten.running import run_prepared
from gnomon.query.moments import zone
from gnomon.query.runtime import QueryRuntime
from gnomon.query.verifying.comparing import Comparison, compared_unordered
from gnomon.query.verifying.outcomes import failed, outcome, policy_moved
from gnomon.query.verifying.sources import Named, verified_sources, words_of_newer

Tables = Mapping[DatasetId, DatasetTable]


class DependsOnMore(SqlError):
    """A statement whose answer its versions alone do not decide."""

    def __init__(self) -> None:
        super().__init__(
            ErrorCode.QUERY_REFUSED,
            "The statement depends on chance, or on when it runs, so that it need not give the same twice.",
            None,
            {},
        )


async def verify_statement(runtime: QueryRuntime, principal: Principal, command: VerifySql) -> Verification:
    """Whether the versions of a receipt give the answer that was shown. Raises `QueryCancelled`."""
    receipt = command.receipt
    sources = await verified_sources(runtime, principal, _named_by(receipt))
    try:
        catalog = await _catalog_then(runtime, principal, command)
        found, policy_hash = await _run(runtime, principal, command, catalog)
    except QueryCancelled:
        raise
    except AppError as error:
        return failed(error, sources)
    comparison = _compared(command, found)
    moved = []
    newer = words_of_newer(sources)
    if newer is not None:
        changes = await _changes(runtime, principal, command)
        moved.append(Move(what=Moved.DATA, message=newer, changes_answer=changes))
    if policy_hash != receipt.policy_hash:
        moved.append(policy_moved(comparison))
    return outcome(comparison, sources, moved, None)


def _named_by(receipt: SqlReceipt) -> tuple[Named, ...]:
    return tuple(
        Named(one.dataset_id, one.dataset_version_id, one.sql_name, one.version_number, one.content_hash)
        for one in receipt.sources
    )


async def _catalog_then(runtime: QueryRuntime, principal: Principal, command: VerifySql) -> Catalog:
    """The datasets under the names and in the versions of then. Raises `NotFound`."""
    versions = {one.dataset_id: DatasetVersionId(one.dataset_version_id) for one in command.receipt.sources}
    present = await load_catalog(runtime, principal, command.asked.dataset_id)
    async with runtime.database.read() as session:
        then = await datasets.tables_at(session, principal, versions)
    tables = {name: then.get(table.dataset_id, table) for name, table in present.tables.items()}
    for one in command.receipt.sources:
        name = one.sql_name.casefold()
        if one.dataset_id in then and name != THE_DATASET:
            # It may have got another name since.
            tables[name] = then[one.dataset_id].model_copy(update={"sql_name": one.sql_name})
    return Catalog(tables)


async def _run(
    runtime: QueryRuntime, principal: Principal, command: VerifySql, catalog: Catalog
) -> tuple[KeptResult, str | None]:
    asked = command.asked
    async with runtime.limits.place(principal) as budget:
        prepared = await prepare(runtime, principal, asked, catalog, budget)
        if prepared.is_volatile:
            raise DependsOnMore
        kept = await run_prepared(runtime, prepared, asked, zone(asked.time_zone).key, budget)
    return kept, prepared.policy_hash


def _compared(command: VerifySql, found: KeptResult) -> Comparison:
    rows = arrow.rows_of(found.ipc, found.columns)
    return compared_unordered(found.columns, command.rows, rows, command.receipt.row_count)


async def _changes(runtime: QueryRuntime, principal: Principal, command: VerifySql) -> bool | None:
    try:
        catalog = await load_catalog(runtime, principal, command.asked.dataset_id)
        found, _ = await _run(runtime, principal, command, catalog)
    except QueryCancelled:
        raise
    except AppError:
        return None
    return not _compared(command, found).is_same
