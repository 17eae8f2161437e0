"""Pictures of what links show, for pages in which somebody pastes them: asked for as any visitor asks, and bounded."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass
from weakref import WeakValueDictionary

import structlog

from gnomon.charts.contracts import Drawing
from gnomon.charts.sheets import MOST_PARTS, DrawnPart, Sheet, SheetPainter, SheetPart
from gnomon.dashboards.contracts import AskForResults, ChartTile, DashboardPage
from gnomon.foundation.kit.errors import AppError
from gnomon.identity.contracts import WorkspaceId
from gnomon.query.service import QueryFrame, QueryRuntime
from gnomon.sharing.visits import Visit

log = structlog.get_logger(__name__)

TURN_SECONDS = 6.0
"""How long a preview waits for another one of its workspace."""
ASK_SECONDS = 5.0
"""How long the tiles of one may take; what has not come by then is an outline."""
MOST_KEPT_BYTES = 16 * 1024 * 1024
TOLD_BESIDE = "drills"
"""What travels with a drawing of a tile, and is none of it."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A picture as a file, and a name that another one does not have."""

    content: bytes
    fingerprint: str


class Previews:
    """Makes one picture at a time for each workspace, and keeps those that look the same.

    What is kept is found by what was answered, so that a policy, a lock or a row that changes is never passed by.
    """

    def __init__(self, painter: SheetPainter, most_bytes: int = MOST_KEPT_BYTES) -> None:
        self._painter = painter
        self._most_bytes = most_bytes
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._turns: WeakValueDictionary[WorkspaceId, asyncio.Lock] = WeakValueDictionary()

    async def picture(self, runtime: QueryRuntime, visit: Visit) -> Preview:
        """The first page of a dashboard; its outlines where it cannot be drawn in time. Raises `AppError` without."""
        turn = self._turns.setdefault(visit.principal.workspace_id, asyncio.Lock())
        try:
            async with asyncio.timeout(TURN_SECONDS):
                await turn.acquire()
        except TimeoutError:
            return await self.painted(outlines_of(visit))
        try:
            return await self.painted(await sheet_for(runtime, visit))
        except AppError as error:
            log.info("sharing.preview_not_drawn", code=error.code, door_id=str(visit.door_id))
            return await self.painted(outlines_of(visit))
        finally:
            turn.release()

    async def painted(self, sheet: Sheet) -> Preview:
        key = sheet.fingerprint
        content = self._kept.pop(key, None) or await self._painter.paint(sheet)
        self._kept[key] = content
        while len(self._kept) > 1 and sum(map(len, self._kept.values())) > self._most_bytes:
            self._kept.popitem(last=False)
        return Preview(content, key)


async def sheet_for(runtime: QueryRuntime, visit: Visit) -> Sheet:
    """The first page as its visitor sees it, with the tiles that answer in time."""
    page, tiles = _first_tiles(visit)
    frames: dict[str, QueryFrame] = {}
    if tiles:
        asked = AskForResults(page_id=page.id, tile_ids=tuple(tile.id for tile in tiles))
        try:
            async with asyncio.timeout(ASK_SECONDS):
                answers = await visit.ask(runtime, asked)
                async with aclosing(answers.frames):
                    async for frame in answers.frames:
                        frames[frame.id] = frame
        except TimeoutError:
            log.info("sharing.preview_is_late", door_id=str(visit.door_id), answered=len(frames), asked=len(tiles))
    return _sheet(visit, page, tiles, frames)


def outlines_of(visit: Visit) -> Sheet:
    """The first page without anything of its data."""
    page, tiles = _first_tiles(visit)
    return _sheet(visit, page, tiles, {})


def _first_tiles(visit: Visit) -> tuple[DashboardPage, Sequence[ChartTile]]:
    """The pictures of the first page, in the order in which they are read."""
    page = visit.dashboard.spec.pages[0]
    tiles = [tile for tile in page.tiles if isinstance(tile, ChartTile)]
    return page, sorted(tiles, key=lambda tile: (tile.layout.y, tile.layout.x))[:MOST_PARTS]


def _sheet(visit: Visit, page: DashboardPage, tiles: Sequence[ChartTile], frames: dict[str, QueryFrame]) -> Sheet:
    parts = tuple(_part(tile, frames.get(tile.id)) for tile in tiles)
    subtitle = visit.dashboard.description or (page.title if len(visit.dashboard.spec.pages) > 1 else "")
    return Sheet(visit.dashboard.name, subtitle, parts, visit.dashboard.look)


def _part(tile: ChartTile, frame: QueryFrame | None) -> SheetPart:
    chart = tile.chart
    if frame is None or frame.answer is None or frame.extra is None:
        return SheetPart(tile.title or chart.title or "", chart.mark, None)
    drawing = Drawing.model_validate({name: told for name, told in frame.extra.items() if name != TOLD_BESIDE})
    return SheetPart(tile.title or drawing.title, drawing.mark, DrawnPart(drawing, frame.answer))
