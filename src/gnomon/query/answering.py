"""One answer: compile, look among the kept results, run, and say what came out."""

import time
from typing import Any

from gnomon.engine.contracts import RunId
from gnomon.foundation.kit.errors import AppError
from gnomon.identity.contracts import Principal
from gnomon.query import arrow
from gnomon.query.answers import QueryAnswer
from gnomon.query.cache import KeptResult, fingerprint
from gnomon.query.contracts import MeasureFilter, MeasureRef, QueryMeaning, QueryMode, QuerySpec
from gnomon.query.draft import Search
from gnomon.query.preparing import AskRows, compile_measured, make_question
from gnomon.query.receipts import receipt_of
from gnomon.query.rollups.reading import RollupGone
from gnomon.query.running import Ready, Run, run_alone
from gnomon.query.runtime import QueryRuntime
from gnomon.query.spans import is_timeless
from gnomon.query.subjects import Subject, without_rollups
from gnomon.semantic.contracts import Aggregation


async def answer_spec(
    runtime: QueryRuntime,
    principal: Principal,
    subject: Subject,
    spec: QuerySpec,
    *,
    run_id: RunId | None = None,
    search: Search | None = None,
    log: bool = True,
    skip_cache: bool = False,
    use_rollups: bool = True,
    run: Run | None = None,
) -> QueryAnswer:
    """Answer a question about a dataset that is loaded already, and note it in the log; `run` gets its rows."""
    asked = subject if use_rollups else without_rollups(subject)
    try:
        return await _answer(runtime, principal, asked, spec, run_id, search, run, log=log, skip_cache=skip_cache)
    except RollupGone as gone:
        runtime.rollups.lose(gone.rollup)
        plain = without_rollups(subject)
        return await _answer(runtime, principal, plain, spec, run_id, search, run, log=log, skip_cache=skip_cache)


async def _answer(
    runtime: QueryRuntime,
    principal: Principal,
    subject: Subject,
    spec: QuerySpec,
    run_id: RunId | None,
    search: Search | None,
    run: Run | None,
    *,
    log: bool,
    skip_cache: bool,
) -> QueryAnswer:
    started = time.perf_counter()
    noted: str | None = None
    try:
        ask = companion(runtime, principal, subject, skip_cache=skip_cache)
        question = await make_question(principal, subject, spec, search, ask)
        question, compiled = await compile_measured(runtime, question)
        tables = [question.world.checked.tables[name] for name in compiled.tables]
        noted = fingerprint(compiled.lowered, tables, spec.time_zone)
        ready = Ready(question, compiled, tuple(tables), noted, skip_cache)
        ran = await (run_alone(runtime, ready) if run is None else run(ready))
        result, is_cached = ran.kept, ran.is_cached
        total_rows = await _total_rows(runtime, principal, subject, spec, search, result, skip_cache=skip_cache)
    except RollupGone:
        raise
    except BaseException as error:
        if log:
            code = error.code.value if isinstance(error, AppError) else type(error).__name__
            _note(runtime, principal, spec, started, noted, 0, is_cached=False, error_code=code)
        raise
    versions = question.world.checked.tables.values()
    runtime.rollups.note(versions, compiled.plan, compiled.rollups, time_zone=spec.time_zone, is_cached=is_cached)
    if log:
        _note(runtime, principal, spec, started, noted, result.row_count, is_cached=is_cached, error_code=None)
    elapsed_ms = (time.perf_counter() - started) * 1000
    receipt = receipt_of(
        question.world,
        tables,
        compiled,
        spec,
        noted,
        run_id,
        is_whole=search is None,
        asked_at=question.now,
        row_count=result.row_count,
        total_rows=total_rows,
        is_cached=is_cached,
        shared_pass=ran.shared_pass,
        elapsed_ms=elapsed_ms,
    )
    meaning = QueryMeaning(
        columns=compiled.columns,
        row_count=result.row_count,
        total_rows=total_rows,
        is_truncated=spec.offset + result.row_count < total_rows,
        warnings=compiled.warnings,
        receipt=receipt,
    )
    return QueryAnswer(meaning, result.ipc, is_timeless(spec))


def _note(
    runtime: QueryRuntime,
    principal: Principal,
    spec: QuerySpec,
    started: float,
    noted: str | None,
    row_count: int,
    *,
    is_cached: bool,
    error_code: str | None,
) -> None:
    runtime.log.add(
        principal,
        spec.dataset_id,
        fingerprint=noted,
        row_count=row_count,
        elapsed_ms=(time.perf_counter() - started) * 1000,
        is_cached=is_cached,
        error_code=error_code,
    )


def companion(runtime: QueryRuntime, principal: Principal, subject: Subject, *, skip_cache: bool) -> AskRows:
    """Asks what a question needs to know beforehand; like everything else, so that it knows only the permitted rows."""

    async def ask(spec: QuerySpec) -> list[list[Any]]:
        answer = await answer_spec(runtime, principal, subject, spec, log=False, skip_cache=skip_cache)
        return arrow.rows_of(answer.ipc, answer.meaning.columns, limit_numbers=False)

    return ask


async def _total_rows(
    runtime: QueryRuntime,
    principal: Principal,
    subject: Subject,
    spec: QuerySpec,
    search: Search | None,
    result: KeptResult,
    *,
    skip_cache: bool,
) -> int:
    """How many rows the question has without its limit and offset."""
    if result.total_rows is not None:
        return result.total_rows
    if result.row_count < spec.limit and (result.row_count > 0 or spec.offset == 0):
        return spec.offset + result.row_count
    if spec.mode is QueryMode.GROUPS and not spec.dimensions and spec.offset == 0:
        return result.row_count
    if spec.mode is QueryMode.ROWS:
        if not spec.filters and search is None and subject.is_unrestricted:
            return subject.table.row_count
        return await _count_rows(runtime, principal, subject, spec, search, skip_cache=skip_cache)
    first = spec.model_copy(update={"offset": 0, "limit": 1})
    answer = await answer_spec(runtime, principal, subject, first, search=search, log=False, skip_cache=skip_cache)
    return answer.meaning.total_rows


async def _count_rows(
    runtime: QueryRuntime,
    principal: Principal,
    subject: Subject,
    spec: QuerySpec,
    search: Search | None,
    *,
    skip_cache: bool,
) -> int:
    count = QuerySpec(
        dataset_id=spec.dataset_id,
        measures=(MeasureRef(aggregation=Aggregation.COUNT, name="count"),),
        filters=tuple(one for one in spec.filters if not isinstance(one, MeasureFilter)),
        time_zone=spec.time_zone,
    )
    answer = await answer_spec(runtime, principal, subject, count, search=search, log=False, skip_cache=skip_cache)
    return int(arrow.rows_of(answer.ipc, answer.meaning.columns, limit_numbers=False)[0][0])
