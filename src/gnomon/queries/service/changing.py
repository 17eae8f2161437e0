"""Keep statements under a name, and change what is kept."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.folders import service as folders
from gnomon.foundation.kit import clock, ids
from gnomon.foundation.kit.errors import NotFound
from gnomon.identity.contracts import Principal
from gnomon.queries import repository
from gnomon.queries.contracts import (
    ChangeQuery,
    QueryChangedMeanwhile,
    SavedParameter,
    SavedQuery,
    SavedQueryId,
    SaveQuery,
    SaveRun,
    SqlRunId,
    WrongStartingValue,
)
from gnomon.queries.service.reading import saved_query
from gnomon.queries.tables import SavedQueryRow
from gnomon.queries.values import is_readable, typed
from gnomon.queries.views import run_of
from gnomon.query.contracts import SqlParameters, TypedValue


async def create_query(session: AsyncSession, principal: Principal, command: SaveQuery) -> SavedQuery:
    """Keep a statement. Raises `WrongStartingValue`."""
    row = SavedQueryRow(
        id=ids.new(SavedQueryId),
        workspace_id=principal.workspace_id,
        revision=1,
        created_by=principal.user_id,
        deleted_at=None,
    )
    row.folder_id = await folders.folder_at(session, principal, command.folder)
    _write(row, command)
    row.created_at = row.updated_at
    session.add(row)
    await session.flush()
    return await saved_query(session, principal, row)


async def save_run(session: AsyncSession, principal: Principal, run_id: SqlRunId, command: SaveRun) -> SavedQuery:
    """Keep the statement of a run of the caller. Raises `NotFound`."""
    row = await repository.find_run(session, principal, run_id)
    if row is None:
        raise NotFound("run")
    run = run_of(row)
    made = SaveQuery(
        name=command.name,
        description=command.description,
        folder=command.folder,
        sql=run.sql,
        parameters=_parameters_of(run.parameters or {}),
    )
    return await create_query(session, principal, made)


async def change_query(
    session: AsyncSession, principal: Principal, query_id: SavedQueryId, command: ChangeQuery
) -> SavedQuery:
    """Save a state made from the present one. Raises `QueryChangedMeanwhile`, `WrongStartingValue`."""
    row = await repository.lock(session, principal, repository.readable(principal), query_id)
    if command.revision != row.revision:
        raise QueryChangedMeanwhile(row.revision, command.revision)
    present = await saved_query(session, principal, row)
    if command.folder != present.folder:
        row.folder_id = await folders.folder_at(session, principal, command.folder)
    row.revision += 1
    _write(row, command)
    await session.flush()
    return await saved_query(session, principal, row)


async def file_query(
    session: AsyncSession, principal: Principal, query_id: UUID, folder_id: UUID | None
) -> UUID | None:
    """Put a saved query in a folder, or in none, and answer where it was. Raises `NotFound`, `FolderNotYours`."""
    row = await repository.lock(session, principal, repository.readable(principal), SavedQueryId(query_id))
    before, row.folder_id = row.folder_id, folder_id
    await session.flush()
    return before


def _write(row: SavedQueryRow, command: SaveQuery) -> None:
    for parameter in command.parameters:
        if not is_readable(TypedValue(type=parameter.type, value=parameter.value)):
            raise WrongStartingValue(parameter.name, parameter.type)
    row.name, row.description, row.sql = command.name, command.description, command.sql
    row.parameters = [parameter.model_dump(mode="json") for parameter in command.parameters]
    row.updated_at = clock.now()


def _parameters_of(given: SqlParameters) -> tuple[SavedParameter, ...]:
    """What a run was given, as a form would ask for it; a value that no form could show is left out."""
    found: dict[str, SavedParameter] = {}
    for name, value in given.items():
        known = typed(value)
        start = known.value if is_readable(known) else None
        found.setdefault(name.lower(), SavedParameter(name=name, type=known.type, value=start))
    return tuple(found.values())
