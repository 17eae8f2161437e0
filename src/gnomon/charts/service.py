"""Draw charts, recommend marks, and keep saved charts."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.charts import repository
from gnomon.charts.contracts import (
    Chart,
    ChartId,
    ChartListSort,
    ChartQuestion,
    ChartSpec,
    Drawing,
    Mark,
    PreviewChart,
    Recommendation,
    SaveChart,
)
from gnomon.charts.drawing import Draft as Draft
from gnomon.charts.drawing import draft as draft
from gnomon.charts.fields import wells_of
from gnomon.charts.forecasts.asking import Outlook as Outlook
from gnomon.charts.forecasts.asking import look_ahead as look_ahead
from gnomon.charts.highlighting import can_highlight as can_highlight
from gnomon.charts.highlighting import highlighted
from gnomon.charts.highlighting import of_part as of_part
from gnomon.charts.names import column_name as column_name
from gnomon.charts.overlaying import overlaid
from gnomon.charts.ranking import ranking_of
from gnomon.charts.raw.checking import check_apart
from gnomon.charts.tables import ChartRow
from gnomon.engine.contracts import RunId
from gnomon.folders import service as folders
from gnomon.foundation.db.named import Filed, Named, named_among
from gnomon.foundation.jobs.trash import PurgeThrown, Thrown, enqueue_purge, thrown, withdraw_purge
from gnomon.foundation.kit import clock, ids
from gnomon.foundation.kit.pagination import Page, decode_cursor, page_of
from gnomon.identity.contracts import Principal, UserId, WorkspaceId
from gnomon.query import service as query
from gnomon.query.contracts import Filter, RunOptions
from gnomon.semantic.contracts import SemanticModel

PURGE = "charts.purge"


@dataclass(frozen=True, slots=True)
class ChartAnswer:
    """A picture with its rows."""

    drawing: Drawing
    answer: query.QueryAnswer


async def preview_chart(runtime: query.QueryRuntime, principal: Principal, command: PreviewChart) -> ChartAnswer:
    """Draw an unsaved chart. Raises what the chart and its question raise."""
    return await _draw(runtime, principal, command.spec, command.extra_filters, command)


async def chart_result(
    runtime: query.QueryRuntime, principal: Principal, chart_id: ChartId, options: RunOptions
) -> ChartAnswer:
    """Draw a saved chart."""
    async with runtime.database.read() as session:
        spec = (await get_chart(session, principal, chart_id)).spec
    return await _draw(runtime, principal, spec, (), options)


async def chart_question(runtime: query.QueryRuntime, principal: Principal, command: PreviewChart) -> ChartQuestion:
    """The question behind a chart, and its picture as far as it is known before the answer."""
    made = draft(command.spec, await _model(runtime, principal, command.spec), command.extra_filters)
    return ChartQuestion(query=made.query, drawing=made.drawing())


async def recommend_charts(
    runtime: query.QueryRuntime, principal: Principal, spec: ChartSpec
) -> tuple[Recommendation, ...]:
    """The marks that fit the fields of a chart, best first."""
    model = await _model(runtime, principal, spec)
    return ranking_of(wells_of(spec, model), model.row_count)


def finished(made: Draft, answer: query.QueryAnswer, outlook: Outlook | None = None) -> ChartAnswer:
    """The picture of an answer, which speaks the words of the picture, with what is to come of it, if anything."""
    meaning = made.meaning(answer.meaning)
    drawing = overlaid(made.drawing(meaning), made, answer, outlook)
    is_timeless = answer.is_timeless and outlook is None
    return ChartAnswer(drawing, replace(answer, meaning=meaning, is_timeless=is_timeless))


def highlighted_answer(made: Draft, shown: ChartAnswer, part: query.QueryAnswer) -> ChartAnswer:
    """The same picture, in which what the part holds of each group stands out."""
    whole = shown.answer
    rows, its_rows = (query.rows_of(one.ipc, one.meaning.columns) for one in (whole, part))
    drawing = highlighted(made, shown.drawing, (whole.meaning, rows), (part.meaning, its_rows))
    return ChartAnswer(drawing, replace(whole, is_timeless=whole.is_timeless and part.is_timeless))


async def create_chart(session: AsyncSession, principal: Principal, command: SaveChart) -> Chart:
    """Keep a chart."""
    now = clock.now()
    row = ChartRow(
        id=ids.new(ChartId),
        workspace_id=principal.workspace_id,
        created_by=principal.user_id,
        created_at=now,
        deleted_at=None,
    )
    _write(row, command)
    session.add(row)
    await session.flush()
    return _chart_of(row)


async def list_charts(
    session: AsyncSession,
    principal: Principal,
    *,
    search: str | None,
    sort: ChartListSort,
    cursor: str | None,
    limit: int,
    is_trashed: bool = False,
) -> Page[Chart]:
    """The saved charts of the workspace, or those in its trash."""
    offset = decode_cursor(cursor)
    kept = repository.trashed(principal) if is_trashed else repository.readable(principal)
    rows, total = await repository.page(session, repository.matching(kept, search), sort, offset, limit)
    return page_of([_chart_of(row) for row in rows], total=total, offset=offset)


async def get_chart(session: AsyncSession, principal: Principal, chart_id: ChartId) -> Chart:
    """One saved chart. Raises `NotFound`."""
    return _chart_of(await repository.find(session, repository.readable(principal), chart_id))


async def save_chart(session: AsyncSession, principal: Principal, chart_id: ChartId, command: SaveChart) -> Chart:
    """Change a saved chart."""
    row = await repository.lock(session, principal, repository.readable(principal), chart_id)
    _write(row, command)
    await session.flush()
    return _chart_of(row)


async def delete_chart(session: AsyncSession, principal: Principal, chart_id: ChartId) -> None:
    """Throw a chart into the trash."""
    row = await repository.lock(session, principal, repository.readable(principal), chart_id)
    row.deleted_at = row.updated_at = clock.now()
    await session.flush()
    due = PurgeThrown(id=chart_id, workspace_id=principal.workspace_id, deleted_at=row.deleted_at)
    await enqueue_purge(session, PURGE, due)


async def list_trash(session: AsyncSession, principal: Principal) -> list[Thrown]:
    """The charts in the trash of the workspace, the latest first."""
    return thrown(await repository.newest_trashed(session, principal))


async def restore_chart(session: AsyncSession, principal: Principal, chart_id: ChartId) -> Chart:
    """Take a chart out of the trash."""
    row = await repository.lock(session, principal, repository.trashed(principal), chart_id)
    row.deleted_at, row.updated_at = None, clock.now()
    await folders.revive(session, row.folder_id)
    await withdraw_purge(session, PURGE, chart_id)
    return _chart_of(row)


async def purge_chart(
    session: AsyncSession, principal: Principal, chart_id: ChartId, *, since: datetime | None = None
) -> None:
    """Remove a chart in the trash for good; if `since` is given, only if it lies there since then."""
    row = await repository.lock(session, principal, repository.trashed(principal), chart_id)
    if since is None or row.deleted_at == since:
        await session.delete(row)
        await withdraw_purge(session, PURGE, chart_id)


async def _draw(
    runtime: query.QueryRuntime,
    principal: Principal,
    spec: ChartSpec,
    extra_filters: Sequence[Filter],
    options: RunOptions,
) -> ChartAnswer:
    made = draft(spec, await _model(runtime, principal, spec), extra_filters)
    run_id = None if options.run_id is None else RunId(options.run_id)
    answer = await query.run_query(runtime, principal, made.query, run_id=run_id, skip_cache=options.skip_cache)
    return finished(made, answer, await look_ahead(runtime, made, answer))


async def _model(runtime: query.QueryRuntime, principal: Principal, spec: ChartSpec) -> SemanticModel:
    return await query.model_for(runtime, principal, spec.dataset_id)


def check_documents(specs: Iterable[ChartSpec]) -> None:
    """Let pictures be kept that people wrote themselves. Raises `BrokenDocument` with the place of every fault."""
    for spec in specs:
        if spec.mark is Mark.VEGA_LITE and spec.options.document is not None:
            check_apart(spec.options.document)


def _write(row: ChartRow, command: SaveChart) -> None:
    check_documents([command.spec])
    row.name, row.description, row.spec = command.name, command.description, command.spec.model_dump(mode="json")
    row.updated_at = clock.now()


def _chart_of(row: ChartRow) -> Chart:
    return Chart(
        id=ChartId(row.id),
        workspace_id=WorkspaceId(row.workspace_id),
        name=row.name,
        description=row.description,
        spec=ChartSpec.model_validate(row.spec),
        created_by=None if row.created_by is None else UserId(row.created_by),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


async def named_charts(
    session: AsyncSession, principal: Principal, ids: Collection[UUID] | None = None, filed: Filed | None = None
) -> list[Named]:
    """Names of the charts that the caller may see, the latest changed first; of these ids alone, if any."""
    return await named_among(session, repository.readable(principal), repository.NAMES, ids, filed)


async def file_chart(
    session: AsyncSession, principal: Principal, chart_id: UUID, folder_id: UUID | None
) -> UUID | None:
    """Put a chart in a folder, or in none, and answer where it was. Raises `NotFound`, `FolderNotYours`."""
    row = await repository.lock(session, principal, repository.readable(principal), ChartId(chart_id))
    before, row.folder_id = row.folder_id, folder_id
    await session.flush()
    return before
