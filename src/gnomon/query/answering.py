"""One answer: load what the question is about, compile, look among the kept results, run, and say what came out."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import DatasetId, DatasetTable
from gnomon.engine.contracts import RunId, Statement, TableFiles
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.errors import AppError
from gnomon.identity.contracts import Principal
from gnomon.query import arrow
from gnomon.query.answers import QueryAnswer
from gnomon.query.cache import KeptResult, fingerprint
from gnomon.query.contracts import MeasureFilter, MeasureRef, QueryMeaning, QueryMode, QuerySpec
from gnomon.query.draft import Extent, Question, Search
from gnomon.query.extents import extents_in_model, members_with_extent
from gnomon.query.pipeline import Compiled, compile_query
from gnomon.query.plan import RowFilter, Unrestricted
from gnomon.query.receipts import receipt_of
from gnomon.query.runtime import QueryRuntime
from gnomon.semantic import service as semantic
from gnomon.semantic.contracts import Aggregation, SemanticModel


@dataclass(frozen=True, slots=True)
class Subject:
    """A dataset as one principal may ask it."""

    table: DatasetTable
    model: SemanticModel
    row_filter: RowFilter

    @property
    def is_unrestricted(self) -> bool:
        """Whether the principal may see every row."""
        return isinstance(self.row_filter, Unrestricted)


async def load_subjects(
    runtime: QueryRuntime, principal: Principal, dataset_ids: set[DatasetId]
) -> Mapping[DatasetId, Subject | AppError]:
    """Every dataset asked, or why it cannot be; in one short session that ends before anything runs."""
    subjects: dict[DatasetId, Subject | AppError] = {}
    async with runtime.database.read() as session:
        for dataset_id in dataset_ids:
            try:
                table = await datasets.get_table(session, principal, dataset_id)
                model = await semantic.model_of(session, principal, table)
                subjects[dataset_id] = Subject(table, model, await runtime.row_policies(session, principal, table))
            except AppError as error:
                subjects[dataset_id] = error
    return subjects


async def load_subject(runtime: QueryRuntime, principal: Principal, dataset_id: DatasetId) -> Subject:
    """The dataset asked. Raises `NotFound`, or what says that it is not ready."""
    found = (await load_subjects(runtime, principal, {dataset_id}))[dataset_id]
    if isinstance(found, AppError):
        raise found
    return found


async def make_question(
    runtime: QueryRuntime,
    principal: Principal,
    subject: Subject,
    spec: QuerySpec,
    search: Search | None = None,
    *,
    skip_cache: bool = False,
) -> Question:
    """The question with everything that it cannot be compiled without."""
    question = Question(
        spec=spec,
        principal=principal,
        table=subject.table,
        model=subject.model,
        row_filter=subject.row_filter,
        now=clock.now(),
        extents={},
        search=search,
    )
    wanted = members_with_extent(spec)
    if not wanted:
        return question
    known = extents_in_model(subject.model, wanted) if subject.is_unrestricted else {}
    missing = [member for member in wanted if member not in known]
    if not missing:
        return replace(question, extents=known)
    asked = await _ask_extents(runtime, principal, subject, spec, missing, skip_cache=skip_cache)
    return replace(question, extents={**known, **asked})


async def _ask_extents(
    runtime: QueryRuntime,
    principal: Principal,
    subject: Subject,
    spec: QuerySpec,
    members: list[str],
    *,
    skip_cache: bool,
) -> Mapping[str, Extent]:
    """Least and greatest values, asked like everything else, so that they know only the permitted rows."""
    names = {dimension.name for dimension in subject.model.dimensions}
    asked = [member for member in members if member in names]
    if not asked:
        return {}
    measures = [
        MeasureRef(member=member, aggregation=aggregation, name=f"{aggregation.value}{position}")
        for position, member in enumerate(asked)
        for aggregation in (Aggregation.MIN, Aggregation.MAX)
    ]
    companion = QuerySpec(dataset_id=spec.dataset_id, measures=tuple(measures), time_zone=spec.time_zone)
    answer = await answer_spec(runtime, principal, subject, companion, log=False, skip_cache=skip_cache)
    values = arrow.rows_of(answer.ipc, answer.meaning.columns, limit_numbers=False)[0]
    return {member: Extent(values[2 * position], values[2 * position + 1]) for position, member in enumerate(asked)}


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
) -> QueryAnswer:
    """Answer a question about a dataset that is loaded already, and note it in the log."""
    started = time.perf_counter()
    noted: str | None = None
    try:
        question = await make_question(runtime, principal, subject, spec, search, skip_cache=skip_cache)
        compiled = compile_query(question)
        noted = fingerprint(compiled.lowered, subject.table, spec.time_zone)
        result, is_cached = await run_compiled(
            runtime, principal, subject.table, compiled, noted, skip_cache=skip_cache
        )
        total_rows = await _total_rows(runtime, principal, subject, spec, search, result, skip_cache=skip_cache)
    except BaseException as error:
        if log:
            code = error.code.value if isinstance(error, AppError) else type(error).__name__
            _note(runtime, principal, spec, started, noted, 0, is_cached=False, error_code=code)
        raise
    if log:
        _note(runtime, principal, spec, started, noted, result.row_count, is_cached=is_cached, error_code=None)
    elapsed_ms = (time.perf_counter() - started) * 1000
    receipt = receipt_of(subject.table, compiled, spec, noted, run_id, is_cached=is_cached, elapsed_ms=elapsed_ms)
    meaning = QueryMeaning(
        columns=compiled.columns,
        row_count=result.row_count,
        total_rows=total_rows,
        is_truncated=spec.offset + result.row_count < total_rows,
        warnings=(),
        receipt=receipt,
    )
    return QueryAnswer(meaning, result.ipc)


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


async def run_compiled(
    runtime: QueryRuntime,
    principal: Principal,
    table: DatasetTable,
    compiled: Compiled,
    key: str,
    *,
    skip_cache: bool = False,
) -> tuple[KeptResult, bool]:
    """The rows of a compiled question, and whether they were at hand already."""
    kept = None if skip_cache else runtime.cache.get(key)
    if kept is not None:
        return kept, True
    return await runtime.flights.share(key, lambda: _run(runtime, principal, table, compiled, key))


async def _run(
    runtime: QueryRuntime, principal: Principal, table: DatasetTable, compiled: Compiled, key: str
) -> KeptResult:
    paths = [await runtime.blobs.local_path(file_key) for file_key in table.file_keys]
    files = TableFiles(name=compiled.table_name, paths=tuple(paths), row_number=compiled.row_number)
    statement = Statement(sql=compiled.lowered.sql, parameters=compiled.lowered.parameters, tables=(files,))
    async with runtime.limits.place(principal) as budget:
        result = await runtime.engine.run(statement, budget)
    kept = KeptResult(result.ipc, result.row_count, None)
    if compiled.lowered.total_column is not None:
        ipc, total = arrow.without_total(result.ipc, result.row_count)
        kept = KeptResult(ipc, result.row_count, total)
    runtime.cache.put(key, kept)
    return kept


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
