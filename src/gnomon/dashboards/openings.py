"""What dashboards open with: states of shared bookmarks, for visitors cut to what they may choose."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeVar
from uuid import UUID

from pydantic import JsonValue, TypeAdapter, ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards import bookmark_repository
from gnomon.dashboards.contracts import (
    BookmarkState,
    ChosenFilter,
    ChosenParameter,
    DashboardId,
    DashboardPage,
    DashboardSpec,
    FilterChoice,
    Opening,
    PageChoices,
    TileChange,
    TileSelection,
    WrongPageFilter,
)
from gnomon.dashboards.levels import in_force, members_of
from gnomon.foundation.kit.errors import Invalid
from gnomon.identity.contracts import Principal

MayChoose = Callable[[DashboardPage, PageChoices], bool]

Part = TypeVar("Part")


class UnknownOpening(Invalid):
    """A bookmark to open with that the dashboard does not have, or that is not shared."""

    def __init__(self) -> None:
        message = "This dashboard has no such bookmark for everyone."
        super().__init__(message, hint="Choose a bookmark that is shared.", details={"field": "opening"})


async def shared_states(
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId, bookmark_ids: Collection[UUID]
) -> Mapping[UUID, BookmarkState]:
    """What those of these bookmarks hold that everybody finds."""
    if not bookmark_ids:
        return {}
    rows = await bookmark_repository.shared(session, principal, dashboard_id, bookmark_ids)
    return {row.id: row.state for row in rows}


async def check_opening(
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId, bookmark_id: UUID | None
) -> None:
    """See that a door can open with a bookmark. Raises `UnknownOpening`."""
    if bookmark_id is not None and not await shared_states(session, principal, dashboard_id, [bookmark_id]):
        raise UnknownOpening


def bookmarks_in(spec: DashboardSpec) -> frozenset[UUID]:
    """The bookmarks that a dashboard and its pages open with."""
    named = (spec.opening, *(page.opening for page in spec.pages))
    return frozenset(one for one in named if one is not None)


def without_bookmarks(spec: DashboardSpec) -> DashboardSpec:
    """The spec for those who are signed out: bookmarks, and so their ids, are none of their business."""
    pages = tuple(page.model_copy(update={"opening": None}) for page in spec.pages)
    return spec.model_copy(update={"opening": None, "pages": pages})


def fields_chosen(choices: PageChoices) -> frozenset[str]:
    """The fields that a state says something about."""
    parts: list[FilterChoice] = [one.filter for one in choices.chosen if one.filter is not None]
    parts += [part for one in choices.selections for part in one.filters]
    for change in choices.changes:
        parts += [*change.kept, *(part for step in change.steps for part in step.filters)]
    return frozenset(member for one in parts for member in members_of(one))


def opening_of(state: BookmarkState, spec: DashboardSpec, may_choose: MayChoose) -> Opening:
    """As much of a kept state as the dashboard still knows and its visitor may choose; the rest is left out."""
    first = spec.pages[0]
    chosen = _allowed(_chosen(state), lambda one: _suits(spec, one) and may_choose(first, PageChoices(chosen=(one,))))
    parameters = _allowed(_parameters(state), lambda one: may_choose(first, PageChoices(parameters=(one,))))
    changes: list[TileChange] = []
    selections: list[TileSelection] = []
    for page in spec.pages:
        here = {tile.id for tile in page.tiles}
        changed = _on(page, here, _parts(TileChange, state.get("changes")), may_choose)
        selections += _picked(page, here, _parts(TileSelection, state.get("picked")), changed, may_choose)
        changes += changed
    page_id = state.get("page")
    return Opening(
        page_id=page_id if isinstance(page_id, str) and any(page.id == page_id for page in spec.pages) else None,
        choices=PageChoices(
            chosen=tuple(chosen), parameters=tuple(parameters), changes=tuple(changes), selections=tuple(selections)
        ),
    )


def _on(
    page: DashboardPage, here: Collection[str], changes: Iterable[TileChange], may_choose: MayChoose
) -> list[TileChange]:
    return [one for one in changes if one.tile_id in here and may_choose(page, PageChoices(changes=(one,)))]


def _picked(
    page: DashboardPage,
    here: Collection[str],
    selections: Iterable[TileSelection],
    changes: Iterable[TileChange],
    may_choose: MayChoose,
) -> list[TileSelection]:
    # A mark of a tile that was drilled names the fields that it was drilled to.
    drilled = tuple(changes)
    return [
        one
        for one in selections
        if one.tile_id in here and may_choose(page, PageChoices(selections=(one,), changes=drilled))
    ]


def _allowed(parts: Iterable[Part], is_allowed: Callable[[Part], bool]) -> list[Part]:
    return [one for one in parts if is_allowed(one)]


def _suits(spec: DashboardSpec, wanted: ChosenFilter) -> bool:
    """Whether the controls of that name, on whatever page, can have made this choice."""
    filters = (*spec.filters, *(one for page in spec.pages for one in page.filters))
    try:
        for one in filters:
            if one.id == wanted.filter_id:
                in_force(one, [wanted])
    except WrongPageFilter:
        return False
    return True


def _chosen(state: BookmarkState) -> list[ChosenFilter]:
    found = state.get("filters")
    named = found.items() if isinstance(found, dict) else ()
    return _parts(ChosenFilter, [{"filter_id": name, "filter": value} for name, value in named])


def _parameters(state: BookmarkState) -> list[ChosenParameter]:
    found = state.get("set")
    named = found.items() if isinstance(found, dict) else ()
    return _parts(ChosenParameter, [{"parameter_id": name, "value": value} for name, value in named])


def _parts(kind: type[Part], found: JsonValue) -> list[Part]:
    """Like an address, a state may hold what nobody understands."""
    reader = TypeAdapter(kind)
    parts: list[Part] = []
    for one in found if isinstance(found, list) else ():
        try:
            parts.append(reader.validate_python(one, strict=False))
        except ValidationError:
            continue
    return parts
