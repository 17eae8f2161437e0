"""The whole answer of a question or a statement, stored by a task of the caller: behind the guard, past every page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gnomon.engine.contracts import OnProgress, QueryFailed, RunId, Statement, TaskLane, WorkerTask
from gnomon.identity.contracts import Principal
from gnomon.query.answering import companion
from gnomon.query.contracts import ExecuteSql, QueryColumn, QuerySpec
from gnomon.query.draft import Draft, Question
from gnomon.query.handwritten.catalog import load_catalog
from gnomon.query.handwritten.executing import run_wrapped, statement_of, with_place
from gnomon.query.handwritten.guarding import SCHEMA
from gnomon.query.handwritten.preparing import prepare
from gnomon.query.limits import budget_for
from gnomon.query.pipeline import Compiled
from gnomon.query.plan import Plan
from gnomon.query.preparing import compile_measured, make_question
from gnomon.query.running import read_by
from gnomon.query.runtime import QueryRuntime
from gnomon.query.stages.lower import lower
from gnomon.query.subjects import load_subject, without_rollups

EXACT_TEXT = "VARCHAR"


@dataclass(frozen=True, slots=True)
class TakeHome:
    """What a task does with the rows, and what it may use."""

    entry_point: str
    payload: Mapping[str, Any]
    """Beside it the task is told `schema`, under which guards stand, and `headings`, what the columns are called."""
    folder: Path
    """An empty private folder."""
    run_id: RunId
    on_progress: OnProgress
    max_rows: int
    """One row more is stored, so that the task sees that there are too many."""
    max_bytes: int
    seconds: float


@dataclass(frozen=True, slots=True)
class WholeQuestion:
    """A question whose whole answer is wanted."""

    spec: QuerySpec
    is_page: bool
    """Whether its limit is only that of a page, which is lifted."""
    label: Callable[[QueryColumn], str]
    """What a column is called."""


async def check_whole(runtime: QueryRuntime, principal: Principal, whole: WholeQuestion) -> None:
    """See that a question can be answered; it does not run. Raises what `run_query` raises before it runs."""
    await _compiled(runtime, principal, whole)


async def take_answer(
    runtime: QueryRuntime, principal: Principal, whole: WholeQuestion, order: TakeHome
) -> Mapping[str, Any]:
    """What the task says that stored every row of a question's answer. Raises what `run_query` raises."""
    question, compiled = await _compiled(runtime, principal, whole)
    statement = lower(Draft(question, plan=_whole_plan(compiled.plan, is_page=whole.is_page))).lowered
    assert statement is not None
    tables = [question.world.checked.tables[name] for name in compiled.tables]
    files = await read_by(runtime, tables, compiled.read)
    few = f"SELECT * FROM (\n{statement.sql}\n) AS answer LIMIT {order.max_rows + 1}"  # noqa: S608
    task = _task(runtime, order, Statement(few, statement.parameters, tuple(files)))
    headings = [whole.label(column) for column in compiled.columns]
    told = replace(task, payload={**task.payload, "schema": None, "headings": headings})
    return await runtime.engine.run_task(told, run_id=order.run_id, on_progress=order.on_progress)


async def check_rows(runtime: QueryRuntime, principal: Principal, command: ExecuteSql) -> None:
    """See that a statement can run; it does not. Raises what `run_sql` raises before it runs."""
    async with runtime.limits.place(principal) as budget:
        catalog = await load_catalog(runtime, principal, command.dataset_id)
        prepared = await prepare(runtime, principal, command, catalog, budget)
        await run_wrapped(runtime, prepared, "DESCRIBE SELECT * FROM (\n", "\n) AS answer", budget)


async def take_rows(
    runtime: QueryRuntime, principal: Principal, command: ExecuteSql, order: TakeHome
) -> Mapping[str, Any]:
    """What the task says that stored every row of a statement's answer. Raises what `run_sql` raises."""
    budget = budget_for(principal, runtime.limits.settings)
    catalog = await load_catalog(runtime, principal, command.dataset_id)
    prepared = await prepare(runtime, principal, command, catalog, budget)
    script = prepared.script.wrapped("SELECT * FROM (\n", f"\n) AS answer LIMIT {order.max_rows + 1}")
    task = _task(runtime, order, await statement_of(runtime, prepared, script))
    told = replace(task, payload={**task.payload, "schema": SCHEMA, "headings": None})
    try:
        return await runtime.engine.run_task(told, run_id=order.run_id, on_progress=order.on_progress)
    except QueryFailed as error:
        raise with_place(error, script, prepared.sources) from None


async def _compiled(runtime: QueryRuntime, principal: Principal, whole: WholeQuestion) -> tuple[Question, Compiled]:
    subject = without_rollups(await load_subject(runtime, principal, whole.spec.dataset_id))
    ask = companion(runtime, principal, subject, skip_cache=False)
    question = await make_question(principal, subject, whole.spec, None, ask)
    return await compile_measured(runtime, question)


def _whole_plan(plan: Plan, *, is_page: bool) -> Plan:
    """The same rows in the types that they have, for exact numbers become text only on their way to a browser."""
    columns = tuple(replace(one, written_as=None) if one.written_as == EXACT_TEXT else one for one in plan.columns)
    plan = replace(plan, columns=columns, is_counted=False)
    return replace(plan, limit=None, is_late=False) if is_page else plan


def _task(runtime: QueryRuntime, order: TakeHome, statement: Statement) -> WorkerTask:
    settings = runtime.limits.settings
    return WorkerTask(
        entry_point=order.entry_point,
        payload=order.payload,
        readable=(),
        output_dir=order.folder,
        seconds=order.seconds,
        memory_bytes=settings.memory_limit,
        # Whoever asks meanwhile goes before.
        threads=max(1, settings.threads // 2),
        statement=statement,
        max_bytes=order.max_bytes,
        lane=TaskLane.EXPORTS,
    )
