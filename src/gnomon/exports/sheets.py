"""Sheets of pictures, drawn by the worker that draws files."""

import base64
from collections.abc import Mapping
from typing import Any

from gnomon.charts.contracts import Mark
from gnomon.charts.sheets import DrawnPart, Sheet, SheetPainter, SheetPart
from gnomon.engine.contracts import Budget, Engine, WorkerCall
from gnomon.exports.picturing import drawn_columns, words_of_look
from gnomon.exports.writing import words_of_written

RENDER_SHEET = "gnomon.exports.pictures.sheet:render_sheet"
RENDER_SECONDS = 8.0
"""Whoever wants a preview waits for some seconds and no longer."""
RENDER_BYTES = 1024 * 1024 * 1024
MOST_ROW_BYTES = 1024 * 1024
"""Of a picture that is some hundred pixels wide."""
LIGHT = "light"


class EnginePainter(SheetPainter):
    """Has sheets drawn behind the walls of the engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def paint(self, sheet: Sheet) -> bytes:
        """The file of a sheet. Raises `AppError` where it could not be drawn in time, or not at all."""
        look = None if sheet.look is None else words_of_look(sheet.look, LIGHT)
        payload = {
            "title": sheet.title,
            "subtitle": sheet.subtitle,
            "parts": [_part(one, look) for one in sheet.parts],
        }
        budget = Budget(seconds=RENDER_SECONDS, memory_bytes=RENDER_BYTES, max_rows=0)
        told = await self._engine.call(WorkerCall(RENDER_SHEET, payload), budget)
        return base64.b64decode(told["content"])


def _part(part: SheetPart, look: Mapping[str, Any] | None) -> Mapping[str, Any]:
    drawn = part.drawn
    fits = drawn is not None and len(drawn.answer.ipc) <= MOST_ROW_BYTES
    return {
        "title": part.title,
        "mark": part.mark.value,
        "is_number": part.mark is Mark.KPI,
        "picture": _picture(part.title, drawn, look) if drawn is not None and fits else None,
    }


def _picture(title: str, drawn: DrawnPart, look: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    drawing, meaning = drawn.drawing, drawn.answer.meaning
    written = words_of_written(title, drawing, drawn.answer)
    if written is None and drawing.vega_lite is None and drawing.vega is None:
        return None
    return {
        "theme": LIGHT,
        "look": look,
        "vega_lite": drawing.vega_lite,
        "vega": drawing.vega,
        "written": written,
        "words": {"title": title, "subtitle": None, "notes": [], "description": drawing.description},
        "columns": drawn_columns(drawn.answer),
        "rows": base64.b64encode(drawn.answer.ipc).decode(),
        "time_zone": meaning.receipt.time_zone,
    }
