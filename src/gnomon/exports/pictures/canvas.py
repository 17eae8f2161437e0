"""A whole page of a dashboard as one picture: every tile where it stands. Runs in the worker that draws.

A tile that cannot be drawn says so in its place, so that one of them never costs the whole page.
"""

import base64
import re
from collections.abc import Mapping, Sequence
from typing import Any

from gnomon.engine.contracts import CallContext, TaskRefused
from gnomon.exports.pictures.elements import button, image, shape, slicer, words_tile
from gnomon.exports.pictures.page import Words, page_of
from gnomon.exports.pictures.refusing import refuse_outside
from gnomon.exports.pictures.rendering import MOST_PIXELS, PNG_SCALE, render, written
from gnomon.exports.pictures.spec_parts import Size
from gnomon.exports.pictures.theme import ThemeName
from gnomon.exports.pictures.written.pen import Pen, number, pen_of
from gnomon.exports.pictures.xml_text import cleaned
from gnomon.foundation.kit.errors import ErrorCode

MARGIN = 24.0
_FRAME = re.compile(r'^<svg [^>]*?viewBox="0 0 ([\d.]+) ([\d.]+)">')
_ABOUT = re.compile(r"<title>[^<]*</title><desc>[^<]*</desc>")
_NAMES = re.compile(r'(\bid="|url\(#)')


def render_page(context: CallContext, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """The page of the payload as a file. Raises `TaskRefused` where it would be too large."""
    svg, size, row_count = page_svg(context, payload)
    if size.width * size.height * PNG_SCALE**2 > MOST_PIXELS and payload["format"] == "png":
        raise TaskRefused(
            ErrorCode.PAYLOAD_TOO_LARGE,
            f"This page would be {size.width:,.0f} × {size.height:,.0f} pixels, which is too large for a PNG.",
            hint="Take it home as PDF, or choose a smaller width.",
        )
    return {"content": base64.b64encode(written(svg, payload["format"])).decode(), "row_count": row_count}


def page_svg(context: CallContext, payload: Mapping[str, Any]) -> tuple[str, Size, int]:
    """The page as SVG, its size, and how many rows were drawn."""
    theme: ThemeName = payload["theme"]
    pen = pen_of(theme, payload["look"])
    tiles: Sequence[Mapping[str, Any]] = payload["tiles"]
    height = max((one["box"]["y"] + one["box"]["height"] for one in tiles), default=80.0)
    parts: list[str] = []
    row_count = 0
    for place, tile in enumerate(tiles):
        drawn, rows = _tile(context, payload, pen, tile, place)
        parts.append(drawn)
        row_count += rows
    inner = f'<svg width="{number(payload["width"])}" height="{number(height)}">{"".join(parts)}</svg>'
    description = f"{payload['title']}, {len(tiles)} tiles."
    words = Words(payload["title"], payload["subtitle"] or None, tuple(payload["notes"]), description)
    drawn_size = Size(float(payload["width"]), height)
    outer = Size(drawn_size.width + 2 * MARGIN, height + 2 * MARGIN)
    page = page_of(words, theme, outer, pen.font, margin=MARGIN, least_height=height, ground=pen.tokens["bg"])
    zoom = payload["file_width"] / outer.width
    svg, size = page.around(inner, drawn_size, zoom)
    return svg, size, row_count


def _tile(
    context: CallContext, payload: Mapping[str, Any], pen: Pen, tile: Mapping[str, Any], place: int
) -> tuple[str, int]:
    box = tile["box"]
    size = Size(box["width"], box["height"])
    kind, rows = tile["kind"], 0
    if kind == "chart":
        inside, rows = _chart(context, tile, pen, size, place)
    elif kind == "text":
        inside = words_tile(pen, tile, size)
    elif kind == "image":
        inside = image(pen, tile, size)
    elif kind == "shape":
        inside = shape(pen, tile, size, payload["look"], payload["theme"])
    elif kind == "button":
        inside = button(pen, tile, size)
    elif kind == "slicer":
        inside = slicer(pen, tile, size)
    else:
        inside = _failed(pen, tile, size)
    if kind != "image":
        refuse_outside(inside)
    corner = payload["corner"]
    frame = f'width="{number(size.width)}" height="{number(size.height)}" rx="{corner}"'
    ground = border = ""
    if kind in {"chart", "failed", "slicer", "text"}:
        ground = f'<rect {frame} fill="{pen.tokens["panel"]}"/>'
        line = pen.tokens["line"] if payload["is_bordered"] else "none"
        border = f'<rect {frame} fill="none" stroke="{line}"/>'
    clip = f'<clipPath id="tile{place}"><rect {frame}/></clipPath>'
    at = f"translate({number(box['x'])},{number(box['y'])})"
    clean: str = cleaned(f'{clip}<g transform="{at}">{ground}<g clip-path="url(#tile{place})">{inside}</g>{border}</g>')
    return clean, rows


def _chart(context: CallContext, tile: Mapping[str, Any], pen: Pen, size: Size, place: int) -> tuple[str, int]:
    try:
        told = render(context, {**tile["picture"], "format": "svg"})
    except TaskRefused as refused:
        return _failed(pen, {"title": tile["title"], "words": refused.message}, size), 0
    svg = base64.b64decode(told["content"]).decode()
    frame = _FRAME.match(svg)
    if frame is None:
        return _failed(pen, {"title": tile["title"], "words": "This picture came out without a size."}, size), 0
    width, height = float(frame[1]), float(frame[2])
    scale = min(size.width / width, size.height / height, 1.0)
    # Names inside a picture mean something there alone; another tile of the page may have the same ones.
    inside = _NAMES.sub(rf"\g<1>p{place}-", _ABOUT.sub("", svg[frame.end() :].removesuffix("</svg>"), count=1))
    x = (size.width - width * scale) / 2
    return f'<g transform="translate({number(x)},0) scale({scale:.4g})">{inside}</g>', int(told["row_count"])


def _failed(pen: Pen, tile: Mapping[str, Any], size: Size) -> str:
    title = pen.words(tile["title"], (12, 22), size.width - 24, size=14, weight=600)
    middle = (size.width / 2, max(44.0, size.height / 2))
    return title + pen.words(tile["words"], middle, size.width - 24, color="muted", anchor="middle")
