"""Look at the runs of the caller and at the saved queries of the workspace."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.folders import service as folders
from gnomon.foundation.db.named import Filed, Named, named_among
from gnomon.foundation.kit.pagination import Page, decode_cursor, page_of
from gnomon.identity import service as identity
from gnomon.identity.contracts import Principal, UserId
from gnomon.queries import repository
from gnomon.queries.contracts import (
    KeptQuery,
    QueryFolder,
    QueryFolders,
    SavedQuery,
    SavedQueryId,
    SavedQuerySort,
    SqlRun,
    SqlRunId,
)
from gnomon.queries.tables import SavedQueryRow
from gnomon.queries.views import run_of, saved_query_of


async def list_runs(
    session: AsyncSession, principal: Principal, *, search: str | None, cursor: str | None, limit: int
) -> Page[SqlRun]:
    """The caller's runs in this workspace, the newest first."""
    offset = decode_cursor(cursor)
    found = repository.runs_matching(repository.own_runs(principal), search)
    rows, total = await repository.run_page(session, found, offset, limit)
    return page_of([run_of(row) for row in rows], total=total, offset=offset)


async def list_saved_queries(
    session: AsyncSession,
    principal: Principal,
    *,
    search: str | None,
    folder: str | None,
    sort: SavedQuerySort,
    cursor: str | None,
    limit: int,
) -> Page[SavedQuery]:
    """The saved queries of the workspace; only those in this very folder, if one is named."""
    offset = decode_cursor(cursor)
    found = repository.matching(repository.readable(principal), principal, search)
    if folder is not None:
        folder_id = await folders.find_at(session, principal, folder) if folder else None
        if folder and folder_id is None:
            return page_of([], total=0, offset=offset)
        found = repository.within(found, folder_id)
    rows, total = await repository.page(session, found, sort, offset, limit)
    return page_of(await saved_queries_of(session, principal, rows), total=total, offset=offset)


async def list_folders(session: AsyncSession, principal: Principal) -> QueryFolders:
    """The folders of the saved queries, and those above them, by their paths."""
    used = await repository.count_by_folder(session, repository.readable(principal))
    paths = await folders.paths_of(session, principal, used)
    counts: Counter[str] = Counter()
    for folder_id, count in used.items():
        counts.update(dict.fromkeys(_with_those_above(paths[folder_id]), count))
    return QueryFolders(items=tuple(QueryFolder(folder=folder, count=counts[folder]) for folder in sorted(counts)))


def _with_those_above(folder: str) -> Iterator[str]:
    """`Finance` and `Finance/Monthly`, for `Finance/Monthly`."""
    names = folder.split("/") if folder else []
    return accumulate(names, lambda above, name: f"{above}/{name}")


async def get_query(session: AsyncSession, principal: Principal, query_id: UUID) -> KeptQuery:
    """A run of the caller, or a saved query of the workspace. Raises `NotFound`."""
    run = await repository.find_run(session, principal, SqlRunId(query_id))
    if run is not None:
        return run_of(run)
    row = await repository.find(session, repository.readable(principal), SavedQueryId(query_id))
    return await saved_query(session, principal, row)


async def saved_query(session: AsyncSession, principal: Principal, row: SavedQueryRow) -> SavedQuery:
    """A saved query with its author."""
    return (await saved_queries_of(session, principal, [row]))[0]


async def saved_queries_of(
    session: AsyncSession, principal: Principal, rows: Sequence[SavedQueryRow]
) -> list[SavedQuery]:
    """Saved queries with their authors, and where they lie."""
    paths = await folders.paths_of(session, principal, {row.folder_id for row in rows if row.folder_id is not None})
    names = await identity.names_of(session, set(_authors(rows)))
    return [saved_query_of(row, names, paths) for row in rows]


def _authors(rows: Iterable[SavedQueryRow]) -> Iterator[UserId]:
    return (UserId(row.created_by) for row in rows if row.created_by is not None)


async def named_queries(
    session: AsyncSession, principal: Principal, ids: Collection[UUID] | None = None, filed: Filed | None = None
) -> list[Named]:
    """Names of the saved queries that the caller may see, the latest changed first; of these ids alone, if any."""
    return await named_among(session, repository.readable(principal), repository.NAMES, ids, filed)
