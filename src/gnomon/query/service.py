"""Run questions: one, many at once, explained, or cancelled."""

from collections.abc import AsyncIterator, Sequence

from gnomon.engine.contracts import RunId
from gnomon.identity.contracts import Principal
from gnomon.query.answers import QueryAnswer as QueryAnswer
from gnomon.query.answers import QueryFrame as QueryFrame
from gnomon.query.contracts import Explanation, QuerySpec
from gnomon.query.runtime import QueryRuntime as QueryRuntime


async def run_query(
    runtime: QueryRuntime, principal: Principal, spec: QuerySpec, *, run_id: RunId | None = None
) -> QueryAnswer:
    """Answer one question. Raises `QueryError` kinds, `NotFound`, and what the engine raises."""
    raise NotImplementedError


async def run_many(
    runtime: QueryRuntime,
    principal: Principal,
    questions: Sequence[tuple[str, QuerySpec]],
    *,
    run_id: RunId | None = None,
) -> AsyncIterator[QueryFrame]:
    """Answer many questions: started in the order given, handed out as they complete, each error in its own frame.

    Closing the iterator (`aclosing`) cancels what still runs; so does `cancel_query` with the batch's `run_id`.
    """
    raise NotImplementedError
    yield  # makes this an asynchronous generator


async def explain_query(runtime: QueryRuntime, principal: Principal, spec: QuerySpec) -> Explanation:
    """How a question would be answered: its SQL, parameters, and the trace of every stage."""
    raise NotImplementedError


async def cancel_query(runtime: QueryRuntime, principal: Principal, run_id: RunId) -> bool:
    """End a run that this principal started; False when there is none."""
    raise NotImplementedError
