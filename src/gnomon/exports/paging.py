"""The picture of a whole page of a dashboard: every tile where it stands, under what its reader chose."""

import base64
from collections.abc import Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from gnomon.charts.contracts import Drawing
from gnomon.dashboards import results
from gnomon.dashboards import service as dashboards
from gnomon.dashboards.contracts import AskForResults, ChartTile, DashboardPage, DashboardSpec, PageChoices
from gnomon.engine.contracts import Budget, RunId, WorkerCall
from gnomon.exports.chosen import choices_in_words
from gnomon.exports.contracts import ExportFormat, PageSource, PictureLooks
from gnomon.exports.customizing import Studio
from gnomon.exports.elements import element_of, images_of
from gnomon.exports.pictures.zoom import ZOOM
from gnomon.exports.picturing import RENDER, Picture, PictureTooLarge, drawn_columns, words_of_look
from gnomon.exports.writing import is_number, words_of_written
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.errors import AppError
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity.contracts import Action, Principal
from gnomon.query.service import QueryFrame, QueryRuntime
from gnomon.themes import service as themes
from gnomon.themes.contracts import AppliedLook

RENDER_SECONDS = 90.0
RENDER_BYTES = 1024 * 1024 * 1024
MOST_TILE_BYTES = 4 * 1024 * 1024
"""Of the answer of one tile; of that size nobody sees more."""
MOST_PAGE_BYTES = 24 * 1024 * 1024
WIDTH = 1200
"""Of the canvas, in the pixels of a screen."""
COLUMN, ROW, GAP = (WIDTH + 12) / 24, 44.0, 12.0
"""The steps of the grid, and what is between tiles (`web/src/features/dashboards/geometry.ts`)."""
TOLD_BESIDE = "drills"
MARGIN, LEAST_HEIGHT = 12.0, 24.0
"""Around a picture in its tile, and the least that is left of it below its title."""


@dataclass(frozen=True, slots=True)
class PageWanted:
    """A page that waits for its answers."""

    source: PageSource
    spec: DashboardSpec
    page: DashboardPage
    name: str
    look: AppliedLook | None
    number: tuple[int, int] | None = None
    """Which of how many pages of a file it is."""

    @property
    def called(self) -> str:
        """What a file of it is called by default."""
        return self.name if len(self.spec.pages) == 1 else f"{self.name}, {self.page.title}"

    @property
    def ask(self) -> AskForResults:
        """What is asked for all its tiles."""
        choices = {name: getattr(self.source, name) for name in PageChoices.model_fields}
        return AskForResults(
            **choices, page_id=self.page.id, time_zone=self.source.time_zone, draft=self.source.draft, run_id=None
        )


async def page_wanted(runtime: QueryRuntime, principal: Principal, source: PageSource) -> PageWanted:
    """The page as whoever asks sees it. Raises `NotFound`, and what the page itself would say."""
    principal.require(Action.QUERY_RUN)
    principal.require(Action.DASHBOARD_READ)
    if source.draft is not None:
        principal.require(Action.DASHBOARD_WRITE)
    async with runtime.database.read() as session:
        dashboard = await dashboards.get_dashboard(session, principal, source.dashboard_id)
        look = dashboard.look
        if source.draft is not None:
            look, _ = await themes.look_for(session, principal, source.draft.theme_id)
    spec = source.draft or dashboard.spec
    ask = AskForResults(page_id=source.page_id)
    return PageWanted(source, spec, results.page_of(spec, ask), dashboard.name, look)


async def render_page(
    runtime: Runtime,
    principal: Principal,
    wanted: PageWanted,
    looks: PictureLooks,
    kind: ExportFormat,
    studio: Studio,
    run_id: RunId,
) -> Picture:
    """Ask every tile as the screen does, and draw them where they stand. A tile that fails says so in its place."""
    questions = runtime.get(QueryRuntime)
    frames, trails = await _frames(questions, principal, wanted, run_id)
    look = None if wanted.look is None else words_of_look(wanted.look, looks.theme)
    images = await images_of(runtime, principal, wanted.page)
    values = {name: _figure(frame) for name, frame in frames.items() if name not in _charts(wanted.page)}
    tiles: list[Mapping[str, Any]] = []
    for tile in _in_order(wanted.page):
        box = _box(tile.layout)
        if isinstance(tile, ChartTile):
            easel = _Easel(questions, studio, looks.theme, look, run_id)
            told = await _chart(easel, tile, frames.get(tile.id), trails.get(tile.id, ()), box)
        else:
            told = element_of(tile, wanted.page, wanted.spec, wanted.source, images, values)
        tiles.append({**told, "box": box})
    if sum(len(one.get("picture", {}).get("rows", "")) for one in tiles) > MOST_PAGE_BYTES * 4 / 3:
        raise PictureTooLarge
    payload = _payload(wanted, looks, kind, look, tiles)
    budget = Budget(seconds=RENDER_SECONDS, memory_bytes=RENDER_BYTES, max_rows=0)
    told = await questions.engine.call(WorkerCall(RENDER, payload), budget, run_id=run_id)
    return Picture(base64.b64decode(told["content"]), int(told["row_count"]))


def _payload(
    wanted: PageWanted,
    looks: PictureLooks,
    kind: ExportFormat,
    look: Mapping[str, Any] | None,
    tiles: Sequence[Mapping[str, Any]],
) -> Mapping[str, Any]:
    zone = wanted.source.time_zone or "UTC"
    made = clock.now().astimezone(ZoneInfo(zone))
    # The words of its reader come first: a page that leaves something out says so.
    notes = [*choices_in_words(wanted.spec, wanted.page, wanted.source)]
    notes.append(f"Made {made.day} {made:%b %Y, %H:%M} ({zone}).")
    if wanted.number is not None:
        notes.append(f"Page {wanted.number[0]} of {wanted.number[1]}.")
    return {
        "format": kind.value,
        "theme": looks.theme,
        "look": look,
        "title": wanted.name,
        "subtitle": wanted.page.title if len(wanted.spec.pages) > 1 else "",
        "notes": notes,
        "width": WIDTH,
        "file_width": looks.width,
        "is_bordered": wanted.look is None or wanted.look.has_border,
        "corner": {None: 10, "none": 0, "small": 4, "round": 10}[
            None if wanted.look is None else wanted.look.corners.value
        ],
        "tiles": tiles,
    }


async def _frames(
    runtime: QueryRuntime, principal: Principal, wanted: PageWanted, run_id: RunId
) -> tuple[dict[str, QueryFrame], dict[str, tuple[str, ...]]]:
    """The answers, and what the reader did to each tile, in words."""
    ask = wanted.ask.model_copy(update={"run_id": UUID(str(run_id))})
    asked = await results.questions_of(runtime, principal, wanted.spec, ask)
    found: dict[str, QueryFrame] = {}
    async with aclosing(results.answers(runtime, principal, asked, ask)) as frames:
        async for frame in frames:
            found[frame.id] = frame
    return found, {one.tile_id: one.trail.notes for one in asked.waiting}


@dataclass(frozen=True, slots=True)
class _Easel:
    """What every tile is drawn with."""

    runtime: QueryRuntime
    studio: Studio
    theme: str
    look: Mapping[str, Any] | None
    run_id: RunId


async def _chart(
    easel: _Easel, tile: ChartTile, frame: QueryFrame | None, trail: tuple[str, ...], box: Mapping[str, float]
) -> Mapping[str, Any]:
    title = tile.title or tile.chart.title or ""
    if frame is None or frame.answer is None or frame.extra is None:
        error = None if frame is None else frame.error
        return {"kind": "failed", "title": title, "words": "There is no answer." if error is None else error.message}
    drawing = Drawing.model_validate({name: told for name, told in frame.extra.items() if name != TOLD_BESIDE})
    answer = frame.answer
    title = tile.title or drawing.title
    if len(answer.ipc) > MOST_TILE_BYTES:
        return {"kind": "failed", "title": title, "words": PictureTooLarge().message}
    picture = {
        "theme": easel.theme,
        "look": easel.look,
        "width": round(box["width"] * ZOOM),
        "height": round(box["height"] * ZOOM),
        "margin": MARGIN,
        "least_height": LEAST_HEIGHT,
        "vega_lite": drawing.vega_lite,
        "vega": drawing.vega,
        "written": words_of_written(title, drawing, answer),
        "words": {
            "title": title,
            "subtitle": drawing.subtitle,
            "notes": [*trail, *drawing.notes],
            "description": drawing.description,
        },
        "columns": drawn_columns(answer),
        "rows": base64.b64encode(answer.ipc).decode(),
        "time_zone": answer.meaning.receipt.time_zone,
    }
    if (custom := drawing.custom) is not None:
        try:
            drawn = await easel.studio.draw(
                easel.runtime.engine, picture, drawing, custom, answer.meaning, easel.run_id
            )
        except AppError as error:
            return {"kind": "failed", "title": title, "words": error.message}
        picture["custom"] = drawn
    return {"kind": "chart", "title": title, "picture": picture}


def _figure(frame: QueryFrame) -> Mapping[str, Any] | None:
    """A number inside of words, for the worker to write; None where there is none."""
    if frame.answer is None or frame.extra is None:
        return None
    column = frame.answer.meaning.columns[0]
    told = column.model_dump(mode="json", include={"name", "label", "role", "type", "grain", "bin_width"})
    return {
        "column": told | {"is_number": is_number(column)},
        "form": frame.extra.get("number_format"),
        "rows": base64.b64encode(frame.answer.ipc).decode(),
        "time_zone": frame.answer.meaning.receipt.time_zone,
    }


def _charts(page: DashboardPage) -> set[str]:
    return {tile.id for tile in page.tiles if isinstance(tile, ChartTile)}


def _in_order(page: DashboardPage) -> list[Any]:
    """What lies below first."""
    if page.arrangement == "grid":
        return sorted(page.tiles, key=lambda tile: (tile.layout.y, tile.layout.x))
    return sorted(page.tiles, key=lambda tile: (tile.layer, tile.id))


def _box(layout: Any) -> dict[str, float]:
    return {
        "x": layout.x * COLUMN,
        "y": layout.y * ROW,
        "width": layout.width * COLUMN - GAP,
        "height": layout.height * ROW - GAP,
    }
