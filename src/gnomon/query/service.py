"""Run questions: one, many at once, explained, or cancelled."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence

from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import DatasetId, Profile
from gnomon.engine.contracts import RunId
from gnomon.foundation.kit.errors import AppError
from gnomon.identity.contracts import Principal
from gnomon.query.answering import answer_spec, companion
from gnomon.query.answers import QueryAnswer as QueryAnswer
from gnomon.query.answers import QueryFrame as QueryFrame
from gnomon.query.answers import SqlAnswer as SqlAnswer
from gnomon.query.arrow import rows_of as rows_of
from gnomon.query.checking_locks import check_locks as check_locks
from gnomon.query.contracts import CubeRequest, Explanation, QuerySpec, Verification, VerifyAnswer, VerifySql
from gnomon.query.cube.planning import plan_cube, questions_of
from gnomon.query.cube.slices import CubeAnswers as CubeAnswers
from gnomon.query.cube.slices import finished, slice_id
from gnomon.query.draft import Search as Search
from gnomon.query.frames import BATCH_MEDIA_TYPE as BATCH_MEDIA_TYPE
from gnomon.query.frames import encode_frame as encode_frame
from gnomon.query.frames import error_body as error_body
from gnomon.query.handwritten.catalog import sql_vocabulary as sql_vocabulary
from gnomon.query.handwritten.parameters import typed_value as typed_value
from gnomon.query.handwritten.pivoting import Pivoted as Pivoted
from gnomon.query.handwritten.pivoting import pivot_sql as pivot_sql
from gnomon.query.handwritten.running import run_sql as run_sql
from gnomon.query.handwritten.to_file import StoredAnswer as StoredAnswer
from gnomon.query.handwritten.to_file import StoreInto as StoreInto
from gnomon.query.handwritten.to_file import check_sql as check_sql
from gnomon.query.handwritten.to_file import store_sql as store_sql
from gnomon.query.parting import Parting as Parting
from gnomon.query.parting import Term as Term
from gnomon.query.parting import parting_of as parting_of
from gnomon.query.pipeline import trace_query
from gnomon.query.preparing import compile_measured, make_question
from gnomon.query.profiling import ask_profile
from gnomon.query.receipts import shortened
from gnomon.query.relationships import check_relationships as check_relationships
from gnomon.query.relationships import suggest_relationships as suggest_relationships
from gnomon.query.runs import unless
from gnomon.query.runtime import QueryRuntime as QueryRuntime
from gnomon.query.runtime import make_query_runtime as make_query_runtime
from gnomon.query.seeing import see_as as see_as
from gnomon.query.sharing.batches import Batch
from gnomon.query.subjects import load_subject, load_subjects
from gnomon.query.taking_home import TakeHome as TakeHome
from gnomon.query.taking_home import WholeQuestion as WholeQuestion
from gnomon.query.taking_home import check_rows as check_rows
from gnomon.query.taking_home import check_whole as check_whole
from gnomon.query.taking_home import take_answer as take_answer
from gnomon.query.taking_home import take_rows as take_rows
from gnomon.query.verifying.statements import verify_statement
from gnomon.query.verifying.verifying import verify_answer
from gnomon.semantic.contracts import SemanticModel


async def run_query(
    runtime: QueryRuntime,
    principal: Principal,
    spec: QuerySpec,
    *,
    run_id: RunId | None = None,
    search: Search | None = None,
    skip_cache: bool = False,
) -> QueryAnswer:
    """Answer one question. Raises `QueryError` kinds, `NotFound`, and what the engine raises."""

    async def answer() -> QueryAnswer:
        subject = await load_subject(runtime, principal, spec.dataset_id)
        return await answer_spec(runtime, principal, subject, spec, run_id=run_id, search=search, skip_cache=skip_cache)

    with runtime.runs.under(principal, run_id) as cancelled:
        return await unless(cancelled, answer())


async def run_many(
    runtime: QueryRuntime,
    principal: Principal,
    questions: Sequence[tuple[str, QuerySpec]],
    *,
    run_id: RunId | None = None,
    skip_cache: bool = False,
) -> AsyncIterator[QueryFrame]:
    """Answer many questions: started in the order given, handed out as they complete, each error in its own frame.

    Questions about the same rows share a pass over them where that costs less than one for each.
    Closing the iterator (`aclosing`) cancels what still runs; so does `cancel_query` with the batch's `run_id`.
    """
    with runtime.runs.under(principal, run_id) as cancelled:
        subjects = await load_subjects(runtime, principal, {spec.dataset_id for _, spec in questions})
        batch = Batch(runtime, len(questions))

        async def answer(place: int, name: str, spec: QuerySpec) -> QueryFrame:
            run = batch.runner(place)
            try:
                subject = subjects[spec.dataset_id]
                if isinstance(subject, AppError):
                    raise subject
                work = answer_spec(runtime, principal, subject, spec, run_id=run_id, skip_cache=skip_cache, run=run)
                return QueryFrame(name, await unless(cancelled, work), None)
            except AppError as error:
                return QueryFrame(name, None, error)
            finally:
                batch.leave(place)

        asked = enumerate(questions)
        waiting = {asyncio.ensure_future(answer(place, name, spec)) for place, (name, spec) in asked}
        try:
            for task in asyncio.as_completed(list(waiting)):
                yield await task
        finally:
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)


async def ask_cube(
    runtime: QueryRuntime, principal: Principal, request: CubeRequest, *, is_packed: bool = True
) -> CubeAnswers:
    """What linked pictures need so that a brush asks nothing more; packed, the cells take as few bytes as they can."""
    subject = await load_subject(runtime, principal, request.dataset_id)
    plans = await plan_cube(runtime, subject, request)
    run_id = None if request.run_id is None else RunId(request.run_id)
    frames = run_many(runtime, principal, tuple(questions_of(plans)), run_id=run_id, skip_cache=request.skip_cache)
    return CubeAnswers(tuple(map(slice_id, plans)), finished(plans, frames, runtime.cache if is_packed else None))


async def explain_query(runtime: QueryRuntime, principal: Principal, spec: QuerySpec) -> Explanation:
    """How a question would be answered: its SQL, parameters, and the trace of every stage."""
    subject = await load_subject(runtime, principal, spec.dataset_id)
    ask = companion(runtime, principal, subject, skip_cache=False)
    question = await make_question(principal, subject, spec, None, ask)
    question, _ = await compile_measured(runtime, question)
    compiled, stages = trace_query(question)
    return Explanation(sql=compiled.lowered.sql, parameters=shortened(compiled.lowered.parameters), stages=stages)


async def verify(
    runtime: QueryRuntime, principal: Principal, command: VerifyAnswer, *, run_id: RunId | None = None
) -> Verification:
    """Put a receipt to the proof. Raises `QuestionRefused` where it does not carry its question."""
    with runtime.runs.under(principal, run_id) as cancelled:
        return await unless(cancelled, verify_answer(runtime, principal, command))


async def verify_sql(
    runtime: QueryRuntime, principal: Principal, command: VerifySql, *, run_id: RunId | None = None
) -> Verification:
    """Put the receipt of a hand-written statement to the proof."""
    with runtime.runs.under(principal, run_id) as cancelled:
        return await unless(cancelled, verify_statement(runtime, principal, command))


async def model_for(runtime: QueryRuntime, principal: Principal, dataset_id: DatasetId) -> SemanticModel:
    """The model of a dataset; what it knows of all rows is left out for principals who may not see all of them."""
    return (await load_subject(runtime, principal, dataset_id)).model


async def models_for(
    runtime: QueryRuntime, principal: Principal, dataset_ids: Iterable[DatasetId]
) -> Mapping[DatasetId, SemanticModel | AppError]:
    """The models of several datasets, or why one cannot be read."""
    subjects = await load_subjects(runtime, principal, set(dataset_ids))
    return {
        dataset_id: subject if isinstance(subject, AppError) else subject.model
        for dataset_id, subject in subjects.items()
    }


async def profile_for(runtime: QueryRuntime, principal: Principal, dataset_id: DatasetId) -> Profile:
    """The profile of the import for principals who may see every row; for the others one of the rows they may see."""
    subject = await load_subject(runtime, principal, dataset_id)
    if not subject.is_unrestricted:
        return await ask_profile(runtime, principal, subject)
    async with runtime.database.read() as session:
        profile = await datasets.stored_profile(session, principal, dataset_id)
    known = {column.name for column in subject.table.columns}
    return profile.model_copy(update={"columns": tuple(one for one in profile.columns if one.name in known)})


async def cancel_query(runtime: QueryRuntime, principal: Principal, run_id: RunId) -> bool:
    """End a run that this principal started; False when there is none."""
    return runtime.runs.cancel(principal, run_id)
