"""Who reads a thread: what is said of a tile that readers are not shown stays among those who may edit it."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.comments import repository
from gnomon.comments.contracts import Anchor
from gnomon.comments.tables import ThreadRow
from gnomon.dashboards.contracts import Dashboard, DashboardSpec
from gnomon.identity.contracts import Principal


def is_on(spec: DashboardSpec, anchor: Anchor) -> bool:
    """Whether a dashboard has what a thread is about."""
    pages = [page for page in spec.pages if anchor.page_id in {None, page.id}]
    has_tile = any(tile.id == anchor.tile_id for page in pages for tile in page.tiles)
    return bool(pages) and (anchor.tile_id is None or has_tile)


async def readable(
    session: AsyncSession, principal: Principal, dashboard: Dashboard, rows: Sequence[ThreadRow]
) -> list[ThreadRow]:
    """The threads that the caller reads, who sees the dashboard as given.

    Editors read them all. Others read of what they are shown, and where they have spoken or were mentioned.
    """
    if dashboard.may_edit:
        return list(rows)
    hidden = [row.id for row in rows if not is_on(dashboard.spec, Anchor.model_validate(row.anchor))]
    comments = await repository.comments_of(session, hidden)
    mentions = await repository.mentions_of(session, [said.id for each in comments.values() for said in each])
    involved = {
        thread
        for thread, each in comments.items()
        for said in each
        if principal.user_id in {said.author_id, *(one.user_id for one in mentions[said.id])}
    }
    return [row for row in rows if row.id not in hidden or row.id in involved]
