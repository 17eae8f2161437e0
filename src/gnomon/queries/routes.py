"""The HTTP of queries: run a statement, look at one's runs, and what the workspace keeps."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from gnomon.foundation.kit.pagination import DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, Page
from gnomon.identity.contracts import Action, Limit, Turn
from gnomon.identity.deps import CurrentPrincipal, Db, ReadDb, allow, provide, turn_at
from gnomon.queries import service
from gnomon.queries.contracts import (
    ChangeQuery,
    ExecuteQuery,
    Folder,
    KeptQuery,
    QueryFolders,
    SavedQuery,
    SavedQueryId,
    SavedQuerySort,
    SaveQuery,
    SaveRun,
    SqlRun,
    SqlRunId,
)
from gnomon.queries.runtime import RunHistory
from gnomon.query import service as query
from gnomon.query.contracts import SqlResult, Vocabulary
from gnomon.query.replies import SQL_REPLY, reply_with_sql, while_connected
from gnomon.query.service import QueryRuntime

router = APIRouter(tags=["queries"])

READ = [allow(Action.QUERY_READ)]
WRITE = [allow(Action.QUERY_WRITE)]
ASK = [allow(Action.QUERY_RUN)]

Questions = Annotated[QueryRuntime, provide(QueryRuntime)]
History = Annotated[RunHistory, provide(RunHistory)]
StatementTurn = Annotated[Turn, turn_at(Limit.QUERIES)]
PageSize = Annotated[int, Query(ge=1, le=MAX_PAGE_SIZE)]
Cursor = Annotated[str | None, Query(max_length=100)]
Search = Annotated[str | None, Query(max_length=255)]

RAN: dict[int | str, dict[str, Any]] = {
    200: {
        **SQL_REPLY[200],
        "headers": {
            "X-Query-Id": {
                "description": "The run in the history of whoever asked.",
                "schema": {"type": "string", "format": "uuid"},
            }
        },
    }
}


@router.post("/queries/execute", dependencies=ASK, response_model=SqlResult, responses=RAN)
async def execute(
    body: ExecuteQuery,
    request: Request,
    who: CurrentPrincipal,
    questions: Questions,
    history: History,
    turn: StatementTurn,
) -> Response:
    """Run a statement over the datasets of the workspace, and note it in the caller's history."""
    ran = await while_connected(request, service.execute_query(questions, history, who, body))
    turn.is_free = ran.answer.meaning.receipt.is_cached
    reply = await reply_with_sql(request, ran.answer)
    reply.headers["X-Query-Id"] = str(ran.run_id)
    return reply


@router.get("/queries/vocabulary", dependencies=ASK)
async def vocabulary(who: CurrentPrincipal, questions: Questions) -> Vocabulary:
    """What a statement may name: datasets with their columns, and functions."""
    return await query.sql_vocabulary(questions, who)


@router.get("/queries", dependencies=READ)
async def list_runs(
    who: CurrentPrincipal, db: ReadDb, search: Search = None, cursor: Cursor = None, limit: PageSize = DEFAULT_PAGE_SIZE
) -> Page[SqlRun]:
    """The caller's own runs, the newest first."""
    return await service.list_runs(db, who, search=search, cursor=cursor, limit=limit)


@router.get("/queries/saved", dependencies=READ)
async def list_saved(
    who: CurrentPrincipal,
    db: ReadDb,
    search: Search = None,
    folder: Annotated[Folder | None, Query()] = None,
    sort: SavedQuerySort = SavedQuerySort.NAME_ASCENDING,
    cursor: Cursor = None,
    limit: PageSize = DEFAULT_PAGE_SIZE,
) -> Page[SavedQuery]:
    """The saved queries of the workspace; `folder` lists those in this very folder, "" those in none."""
    return await service.list_saved_queries(
        db, who, search=search, folder=folder, sort=sort, cursor=cursor, limit=limit
    )


@router.post("/queries/saved", dependencies=WRITE, status_code=201)
async def create(body: SaveQuery, who: CurrentPrincipal, db: Db) -> SavedQuery:
    """Keep a statement for the workspace."""
    return await service.create_query(db, who, body)


@router.get("/queries/folders", dependencies=READ)
async def list_folders(who: CurrentPrincipal, db: ReadDb) -> QueryFolders:
    """The folders of the saved queries, each with how many lie in it and below it."""
    return await service.list_folders(db, who)


@router.post("/queries/{run_id}/save", dependencies=WRITE, status_code=201)
async def save_run(run_id: UUID, body: SaveRun, who: CurrentPrincipal, db: Db) -> SavedQuery:
    """Keep the statement of one of the caller's runs for the workspace."""
    return await service.save_run(db, who, SqlRunId(run_id), body)


@router.get("/queries/{query_id}", dependencies=READ)
async def get(query_id: UUID, who: CurrentPrincipal, db: ReadDb) -> KeptQuery:
    """A run of the caller, or a saved query of the workspace."""
    return await service.get_query(db, who, query_id)


@router.put("/queries/{query_id}", dependencies=WRITE)
async def change(query_id: UUID, body: ChangeQuery, who: CurrentPrincipal, db: Db) -> SavedQuery:
    """Change a saved query, from its present revision; 409 tells the present one when there is a newer one."""
    return await service.change_query(db, who, SavedQueryId(query_id), body)


@router.delete("/queries/{query_id}", dependencies=READ, status_code=204)
async def delete(query_id: UUID, who: CurrentPrincipal, db: Db) -> Response:
    """Forget a run of the caller, or throw a saved query into the trash; that takes an editor."""
    await service.delete_query(db, who, query_id)
    return Response(status_code=204)
