"""The answer of a query as a dataset: begun here, made by a job, and made again when somebody asks for it."""

import json
from dataclasses import dataclass
from typing import assert_never
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import Dataset, DatasetId, DatasetVersionId
from gnomon.foundation.db.database import Database
from gnomon.foundation.jobs.queue import enqueue
from gnomon.foundation.kit import clock, ids
from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import NotFound
from gnomon.foundation.kit.runtime import Runtime
from gnomon.foundation.settings import Settings
from gnomon.identity import service as identity
from gnomon.identity.contracts import Action, Principal, UserId, WorkspaceId
from gnomon.queries import origins, repository
from gnomon.queries.contracts import (
    DatasetOrigins,
    MakeDataset,
    NotMadeOfQuery,
    ParametersNotKept,
    SavedQuery,
    SavedQueryId,
    SqlRun,
)
from gnomon.queries.endings import PARAMETERS
from gnomon.queries.service.reading import get_query
from gnomon.queries.tables import DatasetOriginRow
from gnomon.queries.views import origin_of
from gnomon.query import service as query
from gnomon.query.contracts import ExecuteSql, SqlParameters, TypedValue
from gnomon.sources import service as sources
from gnomon.sources.contracts import ImportId

MAKE_DATASET = "queries.make_dataset"


class MakeDue(Contract):
    """Make the dataset of an import."""

    import_id: ImportId


@dataclass(frozen=True, slots=True)
class Origin:
    """A statement with the values that it runs with."""

    sql: str
    parameters: SqlParameters
    saved_query_id: SavedQueryId | None

    @property
    def command(self) -> ExecuteSql:
        """The same to be run."""
        return ExecuteSql(sql=self.sql, parameters=self.parameters)


async def make_dataset(runtime: Runtime, principal: Principal, query_id: UUID, command: MakeDataset) -> Dataset:
    """Begin to make a dataset, or a new version of one, of a run of the caller or a saved query.

    Raises `NotFound`, `NotMadeOfQuery`, `ParametersNotKept`, `QuotaExceeded`, and what keeps a statement from running.
    """
    async with runtime.get(Database).read() as session:
        origin = await _origin(session, principal, query_id)
        title = command.name
        if command.dataset_id is not None:
            title = (await datasets.get_dataset(session, principal, command.dataset_id)).name
            if not await origins.has_any(session, principal, command.dataset_id):
                raise NotMadeOfQuery
    assert title is not None
    expected = sources.ExpectFile(ids.new(ImportId), title, command.description, command.dataset_id)
    return await _begin(runtime, principal, origin, expected)


async def refresh_dataset(runtime: Runtime, principal: Principal, dataset_id: DatasetId) -> Dataset:
    """Begin to make a new version of a dataset by the statement of its active one. Raises as `make_dataset` does."""
    async with runtime.get(Database).read() as session:
        dataset = await datasets.get_dataset(session, principal, dataset_id)
        files = await datasets.files_of_versions(session, principal, dataset_id)
        rows = await origins.of_dataset(session, principal, dataset_id)
    active = None if dataset.active_version_id is None else files.get(dataset.active_version_id)
    row = next((row for row in rows if row.raw_key == active and active is not None), rows[0] if rows else None)
    if row is None:
        raise NotMadeOfQuery
    origin = Origin(
        sql=row.sql,
        parameters=PARAMETERS.validate_python(row.parameters),
        saved_query_id=None if row.saved_query_id is None else SavedQueryId(row.saved_query_id),
    )
    return await _begin(
        runtime, principal, origin, sources.ExpectFile(ids.new(ImportId), dataset.name, None, dataset_id)
    )


async def list_origins(session: AsyncSession, principal: Principal, dataset_id: DatasetId) -> DatasetOrigins:
    """What the versions of a dataset were made of, as far as that is queries. Raises `NotFound`."""
    files = await datasets.files_of_versions(session, principal, dataset_id)
    rows = await origins.of_dataset(session, principal, dataset_id)
    names = await identity.names_of(session, {UserId(row.made_by) for row in rows})
    versions: dict[str, list[DatasetVersionId]] = {}
    for version_id, raw_key in files.items():
        versions.setdefault(raw_key, []).append(version_id)
    return DatasetOrigins(
        items=tuple(
            origin_of(row, versions[row.raw_key], names)
            for row in rows
            if row.raw_key is not None and row.raw_key in versions
        )
    )


async def make_answer(runtime: Runtime, import_id: ImportId, order: sources.FileOrder) -> sources.MadeFile:
    """Run the statement of an import, for whoever began it, into the file that was ordered."""
    async with runtime.get(Database).read() as session:
        row = await origins.for_job(session, import_id)
        if row is None:
            raise NotFound("query")
        principal = await identity.member_principal(session, WorkspaceId(row.workspace_id), UserId(row.made_by))
    principal.require(Action.DATASET_WRITE)
    command = ExecuteSql(sql=row.sql, parameters=PARAMETERS.validate_python(row.parameters))
    into = query.StoreInto(order.folder, order.max_bytes, order.run_id, order.stage, order.on_progress)
    answer = await query.store_sql(runtime.get(query.QueryRuntime), principal, command, into)

    async def settle(session: AsyncSession, raw_key: str) -> None:
        read = [source.model_dump(mode="json") for source in answer.sources]
        await origins.note_made(session, import_id, raw_key, read)

    columns = tuple((column.name, column.type) for column in answer.columns)
    return sources.MadeFile(answer.path, columns, answer.row_count, settle)


async def _begin(runtime: Runtime, principal: Principal, origin: Origin, expected: sources.ExpectFile) -> Dataset:
    """Begin the import, unless the statement is refused already."""
    await query.check_sql(runtime.get(query.QueryRuntime), principal, origin.command)
    async with runtime.get(Database).write() as session:
        dataset = await sources.expect_file(session, principal, runtime.get(Settings), expected)
        session.add(
            DatasetOriginRow(
                id=expected.import_id,
                workspace_id=principal.workspace_id,
                dataset_id=dataset.id,
                raw_key=None,
                saved_query_id=origin.saved_query_id,
                sql=origin.sql,
                parameters=json.loads(PARAMETERS.dump_json(origin.parameters)),
                sources=[],
                made_by=principal.user_id,
                made_at=clock.now(),
            )
        )
        await session.flush()
        await enqueue(session, MAKE_DATASET, MakeDue(import_id=expected.import_id))
        return dataset


async def _origin(session: AsyncSession, principal: Principal, query_id: UUID) -> Origin:
    kept = await get_query(session, principal, query_id)
    match kept:
        case SavedQuery():
            values = {
                parameter.name: TypedValue(type=parameter.type, value=parameter.value) for parameter in kept.parameters
            }
            return Origin(kept.sql, values, kept.id)
        case SqlRun(parameters=None):
            raise ParametersNotKept
        case SqlRun():
            return Origin(kept.sql, kept.parameters or {}, await _saved(session, principal, kept))
        case _:
            assert_never(kept)


async def _saved(session: AsyncSession, principal: Principal, run: SqlRun) -> SavedQueryId | None:
    """The saved query that a run began from, if it ran the very statement of it."""
    if run.saved_query_id is None:
        return None
    saved = repository.only(repository.readable(principal), run.saved_query_id)
    return None if await session.scalar(saved.where(repository.has_text(run.sql))) is None else run.saved_query_id
