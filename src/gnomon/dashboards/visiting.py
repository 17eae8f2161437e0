"""What a visitor may ask of a dashboard: what its tiles ask, filtered by what it shows, told without the questions."""

from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing
from dataclasses import replace
from typing import TypeVar
from uuid import UUID

from gnomon.charts.contracts import ChartSpec, Mark
from gnomon.dashboards import brushing, figures, holding, listing, results, tooltips, visiting_marks
from gnomon.dashboards.contracts import (
    AskForCube,
    AskForResults,
    AskForValues,
    AskOfPage,
    ChartTile,
    DashboardPage,
    DashboardSpec,
    FilterChoice,
    PageChoices,
)
from gnomon.dashboards.levels import members_of
from gnomon.foundation.kit.errors import AppError, ErrorCode, Forbidden
from gnomon.identity.contracts import Principal
from gnomon.query.contracts import AnyFilter, InFilter
from gnomon.query.service import QueryAnswer, QueryFrame, QueryRuntime

MAX_VISITOR_VALUES = 1_000
MAX_VISITOR_FILTERS = 20
MAX_VISITOR_LISTED = 200
SAID_AS_THEY_ARE = frozenset(
    {
        ErrorCode.QUERY_TIMEOUT,
        ErrorCode.QUERY_MEMORY,
        ErrorCode.QUERY_CANCELLED,
        ErrorCode.RATE_LIMITED,
        ErrorCode.UNAVAILABLE,
        ErrorCode.FILTER_NEEDED,
    }
)
"""Errors that say nothing about data or questions."""
_NOBODY = UUID(int=0)

Asked = TypeVar("Asked", bound=AskForResults)


class NotShown(Forbidden):
    """A tile that is not for the eyes of this visitor, or whose question fails; which of the two is not told."""

    def __init__(self) -> None:
        super().__init__("This tile is not shown here.", hint="Ask whoever gave you the link.")


async def ask_as_visitor(
    runtime: QueryRuntime, principal: Principal, spec: DashboardSpec, ask: AskForResults
) -> results.PageAnswers:
    """The answers of a page's tiles. Raises `Forbidden` for whatever its own tiles do not ask."""
    spec, modest = tooltips.instead(spec, _modest(spec, ask))
    asked = await results.questions_of(runtime, principal, spec, modest)
    asked = visiting_marks.offered_to_visitors(results.page_of(spec, modest), asked)
    return results.PageAnswers(asked.tile_ids, _told(results.answers(runtime, principal, asked, modest)))


async def ask_cube_as_visitor(
    runtime: QueryRuntime, principal: Principal, spec: DashboardSpec, ask: AskForCube
) -> results.PageAnswers:
    """What the tiles need while one of them is brushed. Raises `Forbidden` like `ask_as_visitor`."""
    modest = _modest(spec, ask)
    linked = await brushing.linked_tiles(runtime, principal, spec, modest)
    return results.PageAnswers(linked.tile_ids, _told(linked.frames))


async def values_for_visitor(
    runtime: QueryRuntime, principal: Principal, spec: DashboardSpec, filter_id: str, ask: AskForValues
) -> QueryAnswer:
    """The values to choose from in a filter, the frequent ones first. Raises `NotFound`, `Forbidden`, `NotShown`."""
    if ask.draft is not None:
        raise _not_here("A visitor cannot draw a dashboard of their own.")
    page, _ = listing.filter_on(spec, filter_id, ask)
    modest = ask.model_copy(update={"limit": min(ask.limit, MAX_VISITOR_LISTED), "selections": ()})
    _check_choices(spec, page, modest)
    try:
        answer = await listing.list_values(runtime, principal, spec, filter_id, modest)
    except AppError as error:
        raise _told_error(error) from error
    return _public(answer)


def _modest(spec: DashboardSpec, ask: Asked) -> Asked:
    """What a visitor may ask of what they ask. Raises `Forbidden` for whatever the page's own tiles do not ask."""
    check_visitor(spec, ask)
    return ask.model_copy(update={"skip_cache": False, "run_id": None})


def check_visitor(spec: DashboardSpec, ask: AskForResults) -> None:
    """Let a visitor choose among the page's own filters, over fields that its tiles show. Raises `Forbidden`."""
    if ask.draft is not None:
        raise _not_here("A visitor cannot draw a dashboard of their own.")
    page = results.page_of(spec, ask)
    tiles = {tile.id for tile in page.tiles if isinstance(tile, ChartTile)}
    tiles |= {figures.tile_of(name) for name in figures.charts_of(page)}
    if any(tile_id not in tiles for tile_id in ask.tile_ids or ()):
        raise _not_here("A visitor sees the tiles of this page only.")
    reached = _check_choices(spec, page, ask)
    if ask.pointed is not None:
        tile = next((one for one in page.tiles if one.id == ask.pointed.tile_id), None)
        if not isinstance(tile, ChartTile) or tile.tooltip is None:
            raise _not_here("A visitor points at the tiles of this page only.")
        if holding.hides_in_tooltip(tile):
            raise _not_here("Small numbers are hidden here, so that single marks are not told of.")
        _check_filters(ask.pointed.filters, visiting_marks.members_grouped(tile.chart) | reached.get(tile.id, set()))


def shown_visuals(spec: DashboardSpec) -> frozenset[str]:
    """The custom visuals that draw tiles of a dashboard, and the pictures in their tooltips."""
    tiles = [tile for page in spec.pages for tile in page.tiles if isinstance(tile, ChartTile)]
    charts = [*(tile.chart for tile in tiles), *(tile.tooltip.chart for tile in tiles if tile.tooltip is not None)]
    custom = [one.options.custom for one in charts if one.mark is Mark.CUSTOM]
    return frozenset(one.visual_id for one in custom if one is not None)


def may_choose(spec: DashboardSpec, page_id: str, choices: PageChoices) -> bool:
    """Whether a visitor of a page may choose all this."""
    try:
        _check_choices(spec, results.page_of(spec, AskOfPage(page_id=page_id)), choices)
    except Forbidden:
        return False
    return True


def _check_choices(spec: DashboardSpec, page: DashboardPage, ask: PageChoices) -> dict[str, set[str]]:
    """Raises `Forbidden` for what a visitor may not choose; else answers the fields that each tile was drilled to."""
    tiles = {tile.id: tile.chart for tile in page.tiles if isinstance(tile, ChartTile)}
    known_parameters = {one.id for one in spec.parameters}
    if any(one.parameter_id not in known_parameters for one in ask.parameters):
        raise _not_here("A visitor sets the parameters of the dashboard only.")
    # What was chosen on one page stays chosen on the next, where it may mean nothing.
    known_filters: dict[str, set[str]] = {}
    for one in (*spec.filters, *(each for other in spec.pages for each in other.filters)):
        known_filters.setdefault(one.id, set()).update(one.members)
    for choice in ask.chosen:
        if choice.filter_id not in known_filters:
            raise _not_here("A visitor chooses among the filters of the page only.")
        if choice.filter is not None:
            _check_filters([choice.filter], known_filters[choice.filter_id])
    reached = _check_changes(spec, page, ask)
    for selection in ask.selections:
        chart = tiles.get(selection.tile_id)
        if chart is None or chart.dataset_id != selection.dataset_id:
            raise _not_here("A visitor points at the tiles of this page only.")
        _check_filters(selection.filters, _members_shown(chart) | reached.get(selection.tile_id, set()))
    return reached


def _check_changes(spec: DashboardSpec, page: DashboardPage, ask: PageChoices) -> dict[str, set[str]]:
    """Let a visitor keep, drill and bring along what is shown. Answers the fields that each tile was drilled to."""
    tiles = {tile.id: tile.chart for tile in page.tiles if isinstance(tile, ChartTile)}
    reached: dict[str, set[str]] = {}
    for change in ask.changes:
        chart = tiles.get(change.tile_id)
        found = None if chart is None else visiting_marks.members_along(page, chart, change)
        if chart is None or found is None or chart.dataset_id != change.dataset_id:
            raise _not_here("A visitor drills to what the page shows only.")
        _check_filters((*change.kept, *(one for step in change.steps for one in step.filters)), found)
        reached[change.tile_id] = found
    if ask.carried is not None:
        _check_filters(ask.carried.filters, visiting_marks.members_carried(spec, page, ask.carried))
    return reached


def _check_filters(filters: Iterable[FilterChoice], allowed: set[str]) -> None:
    found = list(filters)
    has_many_values = any(isinstance(one, InFilter) and len(one.values) > MAX_VISITOR_VALUES for one in _flat(found))
    if len(found) > MAX_VISITOR_FILTERS or has_many_values:
        raise _not_here("That is more than a visitor can choose.")
    for one in found:
        if not members_of(one) or not set(members_of(one)) <= allowed:
            raise _not_here("A visitor filters by the fields that the page shows only.")


def _flat(filters: Iterable[FilterChoice]) -> Iterable[FilterChoice]:
    for one in filters:
        yield one
        if isinstance(one, AnyFilter):
            yield from _flat(one.filters)


def _members_shown(chart: ChartSpec) -> set[str]:
    bound = chart.encodings
    fields = (bound.x, *bound.y, bound.color, bound.size, bound.facet, *bound.tooltip)
    return {one.member for one in fields if one is not None}


def _not_here(message: str) -> Forbidden:
    return Forbidden(message, hint="Sign in to ask questions of your own.")


async def _told(frames: AsyncGenerator[QueryFrame, None]) -> AsyncGenerator[QueryFrame, None]:
    """The same answers without the text of the questions, which is none of a visitor's business."""
    async with aclosing(frames):
        async for frame in frames:
            error = None if frame.error is None else _told_error(frame.error)
            answer = None if frame.answer is None else _public(frame.answer)
            if answer is not None and figures.is_figure(frame.id):
                answer = figures.nameless(answer)
            yield replace(frame, answer=answer, error=error)


def _told_error(error: AppError) -> AppError:
    return error if error.code in SAID_AS_THEY_ARE else NotShown()


def _public(answer: QueryAnswer) -> QueryAnswer:
    receipt = answer.meaning.receipt.model_copy(
        update={
            "spec": None,
            "dataset_id": _NOBODY,
            "dataset_version_id": _NOBODY,
            "content_hash": "",
            "sources": (),
            "model_id": None,
            "model_revision": 0,
            "policy_hash": None,
            "sql": "",
            "parameters": (),
            "fingerprint": "",
            "rows_scanned": 0,
            "shared_pass": None,
        }
    )
    return replace(answer, meaning=answer.meaning.model_copy(update={"receipt": receipt}))
