"""What links and embeds open with: a state told without its bookmark, under whatever holds behind the door."""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards import openings
from gnomon.dashboards.contracts import (
    DashboardPage,
    Opening,
    PageChoices,
    PageFilter,
    TileId,
)
from gnomon.foundation.kit import clock
from gnomon.sharing import repository
from gnomon.sharing.contracts import SharedDashboard, ShareId
from gnomon.sharing.elements import shown_choices
from gnomon.sharing.visits import Visit, door_to, may_choose, shown_to


async def look(session: AsyncSession, visit: Visit) -> SharedDashboard:
    """The dashboard of a link, and count the look."""
    await repository.count_view(session, ShareId(visit.door_id), clock.now())
    return await opened(session, visit, shown_to(visit))


async def opened(
    session: AsyncSession, visit: Visit, shown: SharedDashboard, decided: Collection[str] = frozenset()
) -> SharedDashboard:
    """What a visitor is shown, with the state to begin with; what is decided about filters elsewhere wins over it."""
    spec = visit.dashboard.spec
    wanted = openings.bookmarks_in(spec) | ({visit.opening} if visit.opening else frozenset())
    states = await openings.shared_states(session, visit.principal, visit.dashboard.id, wanted)
    if not states:
        return shown

    def may(page: DashboardPage, choices: PageChoices) -> bool:
        is_decided = any(one.filter_id in decided for one in choices.chosen)
        return not is_decided and may_choose(visit, page, choices) and not _is_locked(visit, choices)

    def told(bookmark_id: UUID | None) -> Opening | None:
        state = None if bookmark_id is None else states.get(bookmark_id)
        if state is None:
            return None
        opening = openings.opening_of(state, spec, may)
        return opening.model_copy(update={"choices": shown_choices(opening.choices, door_to(visit))})

    pages = {TileId(page.id): opening.choices for page in spec.pages if (opening := told(page.opening)) is not None}
    return shown.model_copy(
        update={"opening": told(visit.opening) or told(spec.opening), "page_openings": pages},
    )


def _is_locked(visit: Visit, choices: PageChoices) -> bool:
    """Whether something is chosen in a field that the door locks: its values are not for every visitor to know."""
    locks = visit.principal.locks
    if locks is None:
        return False
    # Fields of the same name are filtered across datasets, so what one of them locks is locked in all.
    closed = {one.column for those in locks.values() for one in those}
    return not closed.isdisjoint(openings.fields_chosen(choices))


def decided_by(filters: Iterable[PageFilter], names: Collection[str]) -> frozenset[str]:
    """The filters that a token sets, by their ids or by their fields."""
    return frozenset(one.id for one in filters if one.id in names or one.member in names)
