"""Has a plug-in draw a picture inside a worker that is thrown away afterwards, and knows these rows only.

What it drew is told as a text and is read by the worker that makes files, which believes nothing of it.
"""

import base64
from collections.abc import Mapping
from typing import Any

from gnomon.engine.contracts import TaskRefused, WorkerContext
from gnomon.exports.pictures.page import Words, page_of
from gnomon.exports.pictures.rows import plot_rows
from gnomon.exports.pictures.spec_parts import Size
from gnomon.exports.pictures.theme import colors, font_of
from gnomon.exports.pictures.zoom import ZOOM
from gnomon.foundation.kit.errors import ErrorCode
from gnomon.visuals.service.drawing import NotAllowed, ScriptFailed, drawn_by, sanitised


def draw(_context: WorkerContext, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """The SVG that the script of the payload makes of its rows. Raises `TaskRefused` with its own words."""
    custom = payload["custom"]
    words = Words(**payload["words"] | {"notes": tuple(payload["words"]["notes"])})
    wanted = Size(payload["width"] / ZOOM, payload["height"] / ZOOM)
    room = page_of(words, payload["theme"], wanted, font_of(payload.get("look"))).room
    rows = plot_rows(base64.b64decode(payload["rows"]), payload["columns"], payload["time_zone"])
    given = {
        "rows": rows,
        "columns": custom["columns"],
        "size": {"width": room.width, "height": room.height},
        "look": look_of(payload["theme"], payload.get("look")),
        "options": custom["options"],
    }
    try:
        return {"svg": drawn_by(custom["script"], given)}
    except ScriptFailed as error:
        raise refused(custom["name"], str(error)) from None


def inside_of(custom: Mapping[str, Any], room: Size, look: Mapping[str, Any], row_count: int) -> str:
    """What a plug-in drew, as an SVG of this size. Raises `TaskRefused` where it holds what no picture may hold."""
    try:
        inside = sanitised(str(custom["svg"]), row_count)
    except NotAllowed as error:
        raise refused(custom["name"], str(error)) from None
    size = f'width="{room.width:g}" height="{room.height:g}"'
    font = str(look["font"]).replace('"', "'")
    frame = f'<svg {size} viewBox="0 0 {room.width:g} {room.height:g}">'
    return f'{frame}<g font-family="{font}" fill="{look["fg"]}">{inside}</g></svg>'


def look_of(theme: Any, own: Mapping[str, Any] | None) -> dict[str, Any]:
    """How it should look, in the words that plug-ins know (`web/src/viz/custom/input.ts`)."""
    palette = colors(theme)
    return {
        "theme": theme,
        "font": font_of(own),
        "fg": palette["fg"],
        "muted": palette["muted"],
        "line": palette["line"],
        "line_strong": palette["lineStrong"],
        "panel": palette["panel"],
        "categories": list(palette["category"] if own is None else own["categories"]),
    }


def refused(name: str, why: str) -> TaskRefused:
    """What is said of a plug-in that did not draw."""
    return TaskRefused(
        ErrorCode.QUERY_ERROR,
        f"The custom visual “{name}” could not draw this: {why}.",
        hint="Choose another kind of picture, or tell whoever installed the visual.",
    )
