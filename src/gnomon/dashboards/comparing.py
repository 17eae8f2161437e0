"""How two states of a dashboard differ: pages and tiles that were added, removed, moved and changed, and in words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gnomon.dashboards.contracts import (
    ChartTile,
    DashboardComparison,
    DashboardPage,
    DashboardSpec,
    DifferenceKind,
    PageDifference,
    Tile,
    TileDifference,
    TileOutline,
)
from gnomon.dashboards.differing import Json, difference_in_words

PLACE = frozenset({"layout", "layer"})
"""What says where a tile stands, and nothing of what it shows."""
ORDER = (DifferenceKind.ADDED, DifferenceKind.REMOVED, DifferenceKind.CHANGED, DifferenceKind.MOVED)
MARKS = re.compile(r"^[#>\s-]+|[*_`]")
"""What Markdown is marked up with, as far as it begins lines and stresses words."""
NO_PAGES: Mapping[str, DashboardPage] = {}


@dataclass(frozen=True, slots=True)
class State:
    """A dashboard as it was at a revision."""

    revision: int
    name: str
    description: str | None
    spec: DashboardSpec


@dataclass(frozen=True, slots=True)
class _Placed:
    page: DashboardPage
    tile: Tile


def compare(before: State | None, after: State) -> DashboardComparison:
    """What differs in the second state from the first; without a first one all of it is new."""
    old_pages = NO_PAGES if before is None else {page.id: page for page in before.spec.pages}
    new_pages = {page.id: page for page in after.spec.pages}
    pages = tuple(_compared_pages(old_pages, new_pages))
    tiles = tuple(_compared_tiles(_placed(old_pages.values()), _placed(new_pages.values())))
    words = () if before is None else _of_the_whole(before, after)
    summary = _summary(pages, tiles, has_more=bool(words))
    return DashboardComparison(
        before=None if before is None else before.revision,
        after=after.revision,
        is_same=not summary,
        summary=summary,
        words=words,
        pages=pages,
        tiles=tiles,
    )


def _of_the_whole(before: State, after: State) -> tuple[str, ...]:
    def told(state: State) -> dict[str, Json]:
        spec = state.spec.model_dump(mode="json", exclude={"pages", "version"})
        return {"name": state.name, "description": state.description, **spec}

    return difference_in_words(told(before), told(after))


def _compared_pages(
    before: Mapping[str, DashboardPage], after: Mapping[str, DashboardPage]
) -> Iterable[PageDifference]:
    kept_before = [page_id for page_id in before if page_id in after]
    kept_after = [page_id for page_id in after if page_id in before]
    for page_id in _in_order(list(before), list(after)):
        old, new = before.get(page_id), after.get(page_id)
        page = new or old
        assert page is not None
        words: tuple[str, ...] = ()
        if old is not None and new is not None:
            words = difference_in_words(_without_tiles(old), _without_tiles(new))
            change = DifferenceKind.CHANGED if words else DifferenceKind.SAME
            if not words and kept_before.index(page_id) != kept_after.index(page_id):
                change, words = DifferenceKind.MOVED, ("in another place",)
        else:
            change = DifferenceKind.ADDED if old is None else DifferenceKind.REMOVED
        yield PageDifference(
            page_id=page_id,
            title=page.title,
            change=change,
            is_before=old is not None,
            is_after=new is not None,
            words=words,
        )


def _in_order(before: list[str], after: list[str]) -> list[str]:
    """The order after, with those that are gone behind the one that they followed."""
    order = list(after)
    for place, page_id in enumerate(before):
        if page_id not in order:
            behind = next((one for one in reversed(before[:place]) if one in order), None)
            order.insert(0 if behind is None else order.index(behind) + 1, page_id)
    return order


def _without_tiles(page: DashboardPage) -> dict[str, Json]:
    return page.model_dump(mode="json", exclude={"tiles", "id"})


def _placed(pages: Iterable[DashboardPage]) -> dict[str, _Placed]:
    return {tile.id: _Placed(page, tile) for page in pages for tile in page.tiles}


def _compared_tiles(before: Mapping[str, _Placed], after: Mapping[str, _Placed]) -> Iterable[TileDifference]:
    for tile_id in dict.fromkeys((*after, *before)):
        old, new = before.get(tile_id), after.get(tile_id)
        shown = new or old
        assert shown is not None
        change, words = _change_of(old, new)
        yield TileDifference(
            tile_id=tile_id,
            title=title_of(shown.tile),
            change=change,
            before=None if old is None else outline_of(old.page, old.tile),
            after=None if new is None else outline_of(new.page, new.tile),
            words=words,
        )


def _change_of(old: _Placed | None, new: _Placed | None) -> tuple[DifferenceKind, tuple[str, ...]]:
    if old is None or new is None:
        return (DifferenceKind.ADDED if old is None else DifferenceKind.REMOVED), ()
    said = difference_in_words(_content(old.tile), _content(new.tile))
    moved = _moves(old, new)
    if said:
        return DifferenceKind.CHANGED, (*said, *moved)
    return (DifferenceKind.MOVED, moved) if moved else (DifferenceKind.SAME, ())


def _moves(old: _Placed, new: _Placed) -> tuple[str, ...]:
    here, there = old.tile.layout, new.tile.layout
    moves = []
    if old.page.id != new.page.id:
        moves.append(f"moved from “{old.page.title}” to “{new.page.title}”")
    elif (here.x, here.y) != (there.x, there.y):
        moves.append("moved")
    if (here.width, here.height) != (there.width, there.height):
        moves.append(f"size {here.width:g} × {here.height:g} → {there.width:g} × {there.height:g}")
    if _layer(old.tile) != _layer(new.tile):
        moves.append("in another layer")
    return tuple(moves)


def _layer(tile: Tile) -> Json:
    return tile.model_dump(mode="json", include={"layer"}).get("layer")


def _content(tile: Tile) -> dict[str, Json]:
    return tile.model_dump(mode="json", exclude=set(PLACE))


def outline_of(page: DashboardPage, tile: Tile) -> TileOutline:
    """A tile as far as a small drawing of its page shows it."""
    return TileOutline(
        page_id=page.id,
        kind=tile.kind,
        mark=tile.chart.mark.value if isinstance(tile, ChartTile) else None,
        title=title_of(tile),
        layout=tile.layout,
    )


def title_of(tile: Tile) -> str:
    """What people call a tile: its title, the first words of a text, or what kind of thing it is."""
    if isinstance(tile, ChartTile):
        return tile.title or tile.chart.title or f"{tile.chart.mark.value} without a title".replace("_", " ")
    said = tile.model_dump(mode="json")
    words = next((str(said[key]) for key in ("title", "markdown", "label", "alt", "words") if said.get(key)), "")
    lines = (MARKS.sub("", line).strip() for line in words.splitlines())
    return next((line[:80] for line in lines if line), "") or tile.kind.capitalize()


def _summary(pages: Iterable[PageDifference], tiles: Iterable[TileDifference], *, has_more: bool) -> tuple[str, ...]:
    told = [*_counted("page", [one.change for one in pages]), *_counted("tile", [one.change for one in tiles])]
    return (*told, "the dashboard as a whole changed") if has_more else tuple(told)


def _counted(noun: str, changes: list[DifferenceKind]) -> Iterable[str]:
    for change in ORDER:
        count = changes.count(change)
        if count:
            yield f"{count} {noun if count == 1 else f'{noun}s'} {change.value}"
