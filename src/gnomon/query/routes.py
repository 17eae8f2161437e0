"""The HTTP of questions: asked one by one, in batches, explained and cancelled."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from gnomon.engine.contracts import RunId
from gnomon.identity.contracts import Action
from gnomon.identity.deps import CurrentPrincipal, allow, provide
from gnomon.query import service
from gnomon.query.contracts import (
    CubeRequest,
    CubeSlices,
    Explanation,
    QuerySpec,
    RowsResult,
    RunBatch,
    RunQuery,
    Verification,
    VerifyAnswer,
    VerifySql,
)
from gnomon.query.dataset_routes import router as dataset_router
from gnomon.query.model_routes import router as model_router
from gnomon.query.replies import (
    BATCH_REPLY,
    CUBE_REPLY,
    ROWS_REPLY,
    reply_with,
    reply_with_cube,
    stream_frames,
    wants_frames,
    while_connected,
)
from gnomon.query.service import QueryRuntime

router = APIRouter(tags=["query"])
router.include_router(dataset_router)
router.include_router(model_router)

ASK = [allow(Action.QUERY_RUN)]

Questions = Annotated[QueryRuntime, provide(QueryRuntime)]


@router.post("/query", dependencies=ASK, response_model=RowsResult, responses=ROWS_REPLY)
async def run(body: RunQuery, request: Request, who: CurrentPrincipal, questions: Questions) -> Response:
    """Answer one question."""
    run_id = _run_id(body.run_id)
    work = service.run_query(questions, who, body.spec, run_id=run_id, skip_cache=body.skip_cache)
    return await reply_with(request, await while_connected(request, work), may_keep=not body.skip_cache)


@router.post("/query/batch", dependencies=ASK, response_class=StreamingResponse, responses=BATCH_REPLY)
async def run_batch(body: RunBatch, request: Request, who: CurrentPrincipal, questions: Questions) -> StreamingResponse:
    """Answer many questions, the first ones first; each answer leaves as soon as it is ready."""
    asked = [(question.id, question.spec) for question in body.questions]
    run_id = _run_id(body.run_id)
    frames = service.run_many(questions, who, asked, run_id=run_id, skip_cache=body.skip_cache)
    return stream_frames(request, frames, may_keep=not body.skip_cache)


@router.post("/query/cube", dependencies=ASK, response_model=CubeSlices, responses=CUBE_REPLY)
async def cube(body: CubeRequest, request: Request, who: CurrentPrincipal, questions: Questions) -> Response:
    """Answer linked tiles by the steps of what will be brushed, so that a brush needs no further request."""
    work = service.ask_cube(questions, who, body, is_packed=wants_frames(request))
    return await reply_with_cube(request, await work, may_keep=not body.skip_cache)


@router.post("/query/explain", dependencies=ASK)
async def explain(body: QuerySpec, who: CurrentPrincipal, questions: Questions) -> Explanation:
    """Tell how a question would be answered, without running it."""
    return await service.explain_query(questions, who, body)


@router.post("/query/verify", dependencies=ASK)
async def verify(body: VerifyAnswer, request: Request, who: CurrentPrincipal, questions: Questions) -> Verification:
    """Ask again of the versions that a receipt names, and compare with what was shown."""
    return await while_connected(request, service.verify(questions, who, body, run_id=_run_id(body.run_id)))


@router.post("/query/verify-sql", dependencies=ASK)
async def verify_sql(body: VerifySql, request: Request, who: CurrentPrincipal, questions: Questions) -> Verification:
    """Run a statement again over the versions that its receipt names, and compare with what was shown."""
    return await while_connected(request, service.verify_sql(questions, who, body, run_id=_run_id(body.run_id)))


@router.delete("/query-runs/{run_id}", dependencies=ASK, status_code=204)
async def cancel(run_id: UUID, who: CurrentPrincipal, questions: Questions) -> None:
    """End a run of yours; one that has ended already, or that is not yours, is left alone."""
    await service.cancel_query(questions, who, RunId(run_id))


def _run_id(given: UUID | None) -> RunId | None:
    return None if given is None else RunId(given)
