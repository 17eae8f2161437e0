"""The picture of a chart or a tile, asked for with the rights that its person has at the moment, and rendered."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from gnomon.charts import service as charts
from gnomon.charts.contracts import Drawing
from gnomon.dashboards import service as dashboards
from gnomon.dashboards.contracts import TileLayout
from gnomon.engine.contracts import Budget, RunId, WorkerCall
from gnomon.exports.asking import tile_of
from gnomon.exports.contracts import (
    MOST_PICTURE_AREA,
    ChartSource,
    ExportFormat,
    ExportSource,
    NoPicture,
    PictureLooks,
    TileSource,
)
from gnomon.exports.customizing import Studio
from gnomon.exports.writing import WRITTEN, is_number, words_of_written
from gnomon.foundation.kit.errors import AppError, ErrorCode, ErrorKind
from gnomon.identity.contracts import Action, Principal
from gnomon.query import service as query
from gnomon.query.service import QueryAnswer, QueryRuntime
from gnomon.themes import service as themes
from gnomon.themes.contracts import AppliedLook

RENDER = "gnomon.exports.pictures.entry:draw"
RENDER_SECONDS = 30.0
RENDER_BYTES = 1024 * 1024 * 1024
MOST_ROW_BYTES = 24 * 1024 * 1024
"""Of the answer that is drawn; far more than anybody can see."""
USUAL_SHAPE = 0.625
FLATTEST, HIGHEST = 0.3, 1.5
COLUMN_PIXELS, ROW_PIXELS = 50, 44
"""What a step of the grid takes of a page that is 1,200 pixels wide."""
SOFT = frozenset({"accent", "accent_on", "accent_text", "accent_soft", "positive_soft", "negative_soft"})
"""Colors of a theme that numbers and tables are written in."""


class PictureTooLarge(AppError):
    """A picture of more marks than a file can show."""

    kind = ErrorKind.TOO_LARGE

    def __init__(self) -> None:
        super().__init__(
            ErrorCode.PAYLOAD_TOO_LARGE,
            "There are too many marks in this picture to draw it as a file.",
            hint="Group it more coarsely, narrow it by a filter, or take the rows home instead.",
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture that waits for its rows."""

    draft: charts.Draft
    title: str | None
    """What a tile calls it."""
    notes: tuple[str, ...]
    layout: TileLayout | None
    trail: tuple[str, ...] = ()
    """What its reader did to the tile, which stands before all other notes."""
    file: str | None = None
    """What a file of a tile is called."""
    look: AppliedLook | None = None
    """The theme of the workspace that it is drawn in."""

    @property
    def whole(self) -> query.WholeQuestion:
        """The question, to see whether it can be asked."""
        return query.WholeQuestion(self.draft.query, is_page=False, label=lambda column: column.label)

    @property
    def called(self) -> str:
        """What a file of it is called by default."""
        return self.file or self.draft.drawing().title


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a file."""

    content: bytes
    row_count: int


async def picture_wanted(runtime: QueryRuntime, principal: Principal, source: ExportSource) -> Wanted:
    """What is to be drawn. Raises `NoPicture`, and what whoever asks it on the screen would be told."""
    principal.require(Action.QUERY_RUN)
    match source:
        case ChartSource():
            model = await query.model_for(runtime, principal, source.spec.dataset_id)
            wanted = Wanted(charts.draft(source.spec, model, source.extra_filters), None, (), None)
        case TileSource():
            asked, tile = await tile_of(runtime, principal, source)
            called = asked.trail.named(tile.title or asked.draft.drawing().title)
            wanted = Wanted(asked.draft, tile.title, asked.notes, tile.layout, asked.trail.notes, called)
        case _:
            raise NoPicture("A list of rows")
    drawing = wanted.draft.drawing()
    is_drawn = drawing.mark in WRITTEN or (drawing.vega_lite or drawing.vega or drawing.custom) is not None
    if not is_drawn:
        raise NoPicture(f"A {drawing.mark.value}")
    return replace(wanted, look=await _look_of(runtime, principal, source))


async def _look_of(runtime: QueryRuntime, principal: Principal, source: ExportSource) -> AppliedLook | None:
    """What the screen draws it in: the theme of its dashboard, or the workspace's default."""
    async with runtime.database.read() as session:
        if isinstance(source, TileSource) and source.draft is None:
            return (await dashboards.get_dashboard(session, principal, source.dashboard_id)).look
        theme_id = source.draft.theme_id if isinstance(source, TileSource) and source.draft else None
        look, _ = await themes.look_for(session, principal, theme_id)
        return look


async def render_picture(
    runtime: QueryRuntime,
    principal: Principal,
    wanted: Wanted,
    looks: PictureLooks,
    kind: ExportFormat,
    studio: Studio,
    run_id: RunId | None = None,
) -> Picture:
    """Ask for the rows as the screen does, and draw them. Raises what the question raises, and `TaskRefused`."""
    answer = await query.run_query(runtime, principal, wanted.draft.query, run_id=run_id)
    made = charts.finished(wanted.draft, answer, await charts.look_ahead(runtime, wanted.draft, answer))
    if len(answer.ipc) > MOST_ROW_BYTES:
        raise PictureTooLarge
    payload = _payload(wanted, made.drawing, made.answer, looks, kind)
    if (custom := made.drawing.custom) is not None:
        drawn = await studio.draw(runtime.engine, payload, made.drawing, custom, made.answer.meaning, run_id)
        payload = {**payload, "custom": drawn}
    budget = Budget(seconds=RENDER_SECONDS, memory_bytes=RENDER_BYTES, max_rows=0)
    told = await runtime.engine.call(WorkerCall(RENDER, payload), budget, run_id=run_id)
    return Picture(base64.b64decode(told["content"]), int(told["row_count"]))


def _payload(
    wanted: Wanted, drawing: Drawing, answer: QueryAnswer, looks: PictureLooks, kind: ExportFormat
) -> Mapping[str, Any]:
    return {
        "format": kind.value,
        "theme": looks.theme,
        "look": None if wanted.look is None else words_of_look(wanted.look, looks.theme),
        "width": looks.width,
        "height": looks.height or _height(looks.width, wanted.layout),
        "vega_lite": drawing.vega_lite,
        "vega": drawing.vega,
        "written": words_of_written(wanted.title or drawing.title, drawing, answer),
        "words": {
            "title": wanted.title or drawing.title,
            "subtitle": drawing.subtitle,
            "notes": [*wanted.trail, *drawing.notes, *wanted.notes],
            "description": drawing.description,
        },
        "columns": drawn_columns(answer),
        "rows": base64.b64encode(answer.ipc).decode(),
        "time_zone": answer.meaning.receipt.time_zone,
    }


def drawn_columns(answer: QueryAnswer) -> list[dict[str, Any]]:
    """What whoever draws an answer must know of its columns."""
    return [{"name": one.name, "is_number": is_number(one)} for one in answer.meaning.columns]


def words_of_look(look: AppliedLook, theme: str) -> Mapping[str, Any]:
    """What a picture takes of a theme: the colors of the look that is wanted, and the letters."""
    colors = look.dark if theme == "dark" else look.light
    kept = {"categories", "sequential", "diverging", "positive", "negative", *SOFT}
    return {"font": look.font.value, **colors.model_dump(mode="json", include=kept)}


def _height(width: int, layout: TileLayout | None) -> int:
    """What suits a width: the shape of the tile as it stands on a page."""
    shape = USUAL_SHAPE if layout is None else layout.height * ROW_PIXELS / (layout.width * COLUMN_PIXELS)
    return round(min(width * min(max(shape, FLATTEST), HIGHEST), MOST_PICTURE_AREA / width))
