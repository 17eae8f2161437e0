"""Where words stand on dashboards: the titles of pages and tiles, and texts."""

import re
from collections.abc import Iterator, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards import repository
from gnomon.dashboards.contracts import (
    ButtonTile,
    ChartTile,
    Dashboard,
    DashboardId,
    DashboardPage,
    DashboardPlace,
    DashboardSpec,
    ImageTile,
    TextTile,
    Tile,
)
from gnomon.dashboards.tables import DashboardRow
from gnomon.dashboards.views import dashboard_of
from gnomon.foundation.db.wordings import holding, keep_words
from gnomon.identity.contracts import Action, Principal

DRAFT, READ = "dashboard-draft", "dashboard-read"
PLACE_KINDS = (DRAFT, READ)
MOST_OPENED = 60
"""So many dashboards are looked into, the latest changed first."""

_MARKS = re.compile(r"[*_`#>|~]+|!?\[([^\]]*)\]\([^)]*\)")


async def keep_places(session: AsyncSession, row: DashboardRow, *, is_read: bool) -> None:
    """Say which words stand on a dashboard: in its draft, and also for readers where they see that."""
    places = places_of(DashboardSpec.model_validate(row.spec))
    texts = [row.name, *(text for place in places for text in (place.name, place.text) if text)]
    for kind in PLACE_KINDS if is_read else (DRAFT,):
        await keep_words(session, row.workspace_id, kind, row.id, texts)


async def find_places(
    session: AsyncSession, principal: Principal, words: Sequence[str], *, is_loose: bool
) -> list[tuple[Dashboard, tuple[DashboardPlace, ...]]]:
    """The dashboards on which the words may stand, as the caller sees them, with all of their places."""
    kind = DRAFT if principal.may(Action.DASHBOARD_WRITE) else READ
    ids = holding(principal.workspace_id, (kind,), words, is_loose=is_loose)
    found = repository.readable(principal).where(DashboardRow.id.in_(ids))
    latest = found.order_by(DashboardRow.updated_at.desc(), DashboardRow.id).limit(MOST_OPENED)
    rows = (await session.scalars(latest)).all()
    published = await repository.published_states(session, rows)
    seen = [dashboard_of(row, principal, published.get(DashboardId(row.id))) for row in rows]
    return [(one, places_of(one.spec)) for one in seen]


def places_of(spec: DashboardSpec) -> tuple[DashboardPlace, ...]:
    """Every page and tile that says something."""
    return tuple(place for page in spec.pages for place in _on_page(spec, page))


def _on_page(spec: DashboardSpec, page: DashboardPage) -> Iterator[DashboardPlace]:
    if len(spec.pages) > 1:
        yield DashboardPlace(kind="page", name=page.title, text=None, page_id=page.id, tile_id=None)
    for tile in page.tiles:
        name, text = _said(tile)
        if name or text:
            is_text = name is None
            yield DashboardPlace(
                kind="text" if is_text else "tile", name=name or "", text=text, page_id=page.id, tile_id=tile.id
            )


def _said(tile: Tile) -> tuple[str | None, str | None]:
    """What a tile is called, and the words that stand in it."""
    match tile:
        case ChartTile():
            return tile.title or None, tile.chart.options.subtitle
        case TextTile():
            return None, " ".join(_MARKS.sub(r"\1", tile.markdown).split())
        case ButtonTile():
            return tile.words, None
        case ImageTile():
            return tile.alt or None, None
        case _:
            return None, None
