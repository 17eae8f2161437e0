"""The showcase: one saved dashboard over sample data that visitors may look at and filter, and nothing else."""

from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.charts.contracts import ChartSpec
from gnomon.dashboards import repository, results, service
from gnomon.dashboards.contracts import AskForResults, ChartTile, Dashboard, DashboardId, DashboardSpec, Showcase
from gnomon.dashboards.filters import members_of
from gnomon.foundation.kit.errors import Forbidden, NotFound
from gnomon.identity import service as identity
from gnomon.identity.contracts import Principal, WorkspaceId
from gnomon.query.contracts import AnyFilter, Filter, InFilter
from gnomon.query.service import QueryAnswer, QueryFrame, QueryRuntime

MAX_VISITOR_VALUES = 1_000
MAX_VISITOR_FILTERS = 20


async def get_showcase(session: AsyncSession) -> Showcase:
    """The dashboard for visitors. Raises `NotFound` when there is none."""
    _, dashboard = await _find(session)
    return Showcase(dashboard=dashboard)


async def has_showcase(session: AsyncSession) -> bool:
    """Whether visitors find a dashboard on the landing page."""
    row = await repository.showcase(session)
    return row is not None and row.dashboard_id is not None


async def ask_showcase(runtime: QueryRuntime, ask: AskForResults) -> results.PageAnswers:
    """The answers of the showcase's tiles. Raises `Forbidden` for whatever its own tiles do not ask."""
    async with runtime.database.read() as session:
        principal, dashboard = await _find(session)
    check_visitor(dashboard.spec, ask)
    asked = await results.questions_of(runtime, principal, dashboard.spec, ask)
    return results.PageAnswers(asked.tile_ids, _without_receipts(results.answers(runtime, principal, asked, ask)))


def check_visitor(spec: DashboardSpec, ask: AskForResults) -> None:
    """Let a visitor choose among the page's own filters, over fields that its tiles show. Raises `Forbidden`."""
    if ask.draft is not None:
        raise _not_here("A visitor cannot draw a dashboard of their own.")
    page = results.page_of(spec, ask)
    tiles = {tile.id: tile.chart for tile in page.tiles if isinstance(tile, ChartTile)}
    if any(tile_id not in tiles for tile_id in ask.tile_ids or ()):
        raise _not_here("A visitor sees the tiles of the showcase only.")
    known_filters = {one.id: one.member for one in page.filters}
    for choice in ask.chosen:
        if choice.filter_id not in known_filters:
            raise _not_here("A visitor chooses among the filters of the page only.")
        if choice.filter is not None:
            _check_filters([choice.filter], {known_filters[choice.filter_id]})
    for selection in ask.selections:
        chart = tiles.get(selection.tile_id)
        if chart is None or chart.dataset_id != selection.dataset_id:
            raise _not_here("A visitor points at the tiles of the showcase only.")
        _check_filters(selection.filters, _members_shown(chart))


def _check_filters(filters: Iterable[Filter], allowed: set[str]) -> None:
    found = list(filters)
    has_many_values = any(isinstance(one, InFilter) and len(one.values) > MAX_VISITOR_VALUES for one in _flat(found))
    if len(found) > MAX_VISITOR_FILTERS or has_many_values:
        raise _not_here("That is more than a visitor can choose.")
    for one in found:
        if not members_of(one) or not set(members_of(one)) <= allowed:
            raise _not_here("A visitor filters by the fields that the page shows only.")


def _flat(filters: Iterable[Filter]) -> Iterable[Filter]:
    for one in filters:
        yield one
        if isinstance(one, AnyFilter):
            yield from _flat(one.filters)


def _members_shown(chart: ChartSpec) -> set[str]:
    bound = chart.encodings
    fields = (bound.x, *bound.y, bound.color, bound.size, bound.facet, *bound.tooltip)
    return {one.member for one in fields if one is not None}


def _not_here(message: str) -> Forbidden:
    return Forbidden(message, hint="Sign in, and bring the sample data into your own workspace.")


async def _find(session: AsyncSession) -> tuple[Principal, Dashboard]:
    row = await repository.showcase(session)
    if row is None or row.dashboard_id is None:
        raise NotFound("showcase")
    principal = identity.visitor_principal(WorkspaceId(row.workspace_id))
    return principal, await service.get_dashboard(session, principal, DashboardId(row.dashboard_id))


async def _without_receipts(frames: AsyncGenerator[QueryFrame, None]) -> AsyncGenerator[QueryFrame, None]:
    """The same answers without the text of the questions, which is none of a visitor's business."""
    async with aclosing(frames):
        async for frame in frames:
            yield frame if frame.answer is None else replace(frame, answer=_public(frame.answer))


def _public(answer: QueryAnswer) -> QueryAnswer:
    receipt = answer.meaning.receipt.model_copy(update={"sql": "", "parameters": (), "fingerprint": ""})
    return replace(answer, meaning=answer.meaning.model_copy(update={"receipt": receipt}))
