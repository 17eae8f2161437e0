"""All pages of a dashboard as one file: each is drawn as by itself, then they are bound."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gnomon.dashboards.contracts import DashboardPage, DashboardSpec, TileId
from gnomon.engine.contracts import Budget, OnProgress, Progress, RunId, WorkerCall
from gnomon.exports.contracts import ExportFormat, NothingToPrint, PageSource, PictureLooks
from gnomon.exports.customizing import Studio
from gnomon.exports.paging import PageWanted, page_wanted, render_page
from gnomon.exports.picturing import RENDER, Picture, PictureTooLarge
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity.contracts import Principal
from gnomon.query.service import QueryRuntime

BIND_SECONDS = 60.0
BIND_BYTES = 1024 * 1024 * 1024
MOST_BOOK_BYTES = 48 * 1024 * 1024
"""Of all pages together, before they are bound."""


@dataclass(frozen=True, slots=True)
class BookWanted:
    """The pages of a dashboard that wait for their answers."""

    name: str
    pages: tuple[PageWanted, ...]


async def book_wanted(runtime: QueryRuntime, principal: Principal, source: PageSource) -> BookWanted:
    """The pages as whoever asks sees them. Raises what `page_wanted` raises, and `NothingToPrint`."""
    first = await page_wanted(runtime, principal, source)
    held = [page for page in first.spec.pages if page.tiles]
    if not held:
        raise NothingToPrint
    pages = tuple(
        replace(first, page=page, source=_about(source, first, page), number=(place, len(held)))
        for place, page in enumerate(held, start=1)
    )
    return BookWanted(first.name, pages)


async def render_book(
    runtime: Runtime,
    principal: Principal,
    wanted: BookWanted,
    looks: PictureLooks,
    studio: Studio,
    run_id: RunId,
    on_progress: OnProgress,
) -> Picture:
    """Draw one page after the other, and bind them. Raises `PictureTooLarge`, and what a page raises."""
    files: list[bytes] = []
    row_count = 0
    for page in wanted.pages:
        on_progress(Progress("drawing", len(files)))
        drawn = await render_page(runtime, principal, page, looks, ExportFormat.PDF, studio, run_id)
        files.append(drawn.content)
        row_count += drawn.row_count
        if sum(map(len, files)) > MOST_BOOK_BYTES:
            raise PictureTooLarge
    return Picture(await _bound(runtime, wanted, files, run_id), row_count)


async def _bound(runtime: Runtime, wanted: BookWanted, files: Sequence[bytes], run_id: RunId) -> bytes:
    titles = [page.page.title for page in wanted.pages]
    payload = {
        "title": wanted.name,
        "files": [
            {"title": title, "content": base64.b64encode(content).decode()}
            for title, content in zip(titles, files, strict=True)
        ],
    }
    budget = Budget(seconds=BIND_SECONDS, memory_bytes=BIND_BYTES, max_rows=0)
    engine = runtime.get(QueryRuntime).engine
    told = await engine.call(WorkerCall(RENDER, payload), budget, run_id=run_id)
    return base64.b64decode(told["content"])


def _about(source: PageSource, first: PageWanted, page: DashboardPage) -> PageSource:
    """What was chosen, as far as it is about this page."""
    tiles = {tile.id for tile in page.tiles}
    filters = _filters_of(first.spec, page)
    return source.model_copy(
        update={
            "page_id": page.id,
            "chosen": tuple(one for one in source.chosen if one.filter_id in filters),
            "selections": tuple(one for one in source.selections if one.tile_id in tiles),
            "changes": tuple(one for one in source.changes if one.tile_id in tiles),
            "carried": source.carried if page.id == first.page.id else None,
        }
    )


def _filters_of(spec: DashboardSpec, page: DashboardPage) -> frozenset[TileId]:
    return frozenset(one.id for one in (*spec.filters, *page.filters))
