"""Several pictures on one sheet, each on a card, as a PNG; runs in the worker that draws.

A picture that cannot be drawn leaves the outline of its kind, so that one of them never costs the whole sheet.
"""

import base64
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import vl_convert

from gnomon.engine.contracts import CallContext, TaskRefused
from gnomon.exports.pictures.outlines import Box, outline
from gnomon.exports.pictures.refusing import not_drawn, refuse_outside
from gnomon.exports.pictures.rendering import render
from gnomon.exports.pictures.theme import colors
from gnomon.exports.pictures.xml_text import cleaned

SHEET = Box(0, 0, 1_200, 630)
BACKGROUND = "#f3f5f8"
MARGIN, GAP = 32.0, 16.0
HEAD, NUMBERS = 112.0, 160.0
"""How high the words above are, and the row of cards that hold a number."""
MOST_NUMBERS, MOST_PICTURES, MOST_BELOW_NUMBERS = 4, 4, 3
TITLE_LETTERS, SUBTITLE_LETTERS = 58, 108
LOW, CLOSER, MUCH_CLOSER = 300.0, 1.15, 1.4
"""Pictures are drawn larger than their card, and low ones still more, so that their words leave them room."""
NUMBER_ROOM = 30.0
"""The least that a number needs below its title."""
EMPTY: Mapping[str, Any] = {"title": "", "mark": "bar", "is_number": False, "picture": None}
FONT = 'font-family="Inter, Inter Variable, sans-serif"'
_FRAME = re.compile(r'^<svg [^>]*?width="([\d.]+)" height="([\d.]+)" viewBox="0 0 ([\d.]+) ([\d.]+)">')
_NAMES = re.compile(r'(\bid="|url\(#)')


@dataclass(frozen=True, slots=True)
class _Inside:
    """What a drawn picture holds, and how large that is in its own units."""

    svg: str
    width: float
    height: float


def render_sheet(context: CallContext, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """The sheet of the payload as a PNG."""
    svg = sheet_svg(context, payload)
    try:
        content = bytes(vl_convert.svg_to_png(svg, scale=1.0))
    except ValueError:
        raise not_drawn("The program that draws it refused.") from None
    return {"content": base64.b64encode(content).decode()}


def sheet_svg(context: CallContext, payload: Mapping[str, Any]) -> str:
    """The sheet of the payload. Raises `TaskRefused` where it would show anything from outside."""
    parts = _chosen(payload["parts"]) or [EMPTY]
    boxes = places(sum(bool(part["is_number"]) for part in parts), sum(not part["is_number"] for part in parts))
    palette = colors("light")
    bold = f'font-weight="600" fill="{palette["fg"]}"'
    svg = "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{SHEET.width:g}" height="{SHEET.height:g}">',
            f'<rect width="{SHEET.width:g}" height="{SHEET.height:g}" fill="{BACKGROUND}"/>',
            f'<rect width="{SHEET.width:g}" height="6" fill="{palette["first"]}"/>',
            _words(_cut(payload["title"], TITLE_LETTERS), 58, f'font-size="34" {bold}'),
            _words(_cut(payload["subtitle"], SUBTITLE_LETTERS), 90, f'font-size="18" fill="{palette["muted"]}"'),
            *(_card(context, place, part, box) for place, (part, box) in enumerate(zip(parts, boxes, strict=True))),
            "</svg>",
        )
    )
    clean: str = cleaned(svg)
    refuse_outside(clean)
    return clean


def places(numbers: int, pictures: int) -> list[Box]:
    """Where so many numbers and so many pictures stand, numbers first."""
    left, right = MARGIN, SHEET.width - MARGIN
    top, bottom = HEAD, SHEET.height - MARGIN
    if numbers and not pictures:
        return _row(numbers, left, right, (top + bottom) / 2 - NUMBERS, (top + bottom) / 2 + NUMBERS)
    boxes: list[Box] = []
    if numbers:
        boxes = _row(numbers, left, right, top, top + NUMBERS)
        return [*boxes, *_row(pictures, left, right, top + NUMBERS + GAP, bottom)]
    middle = (top + bottom) / 2
    if pictures == 3:
        split = left + (right - left) * 0.58
        beside = [Box(split, y, right - split, middle - top - GAP / 2) for y in (top, middle + GAP / 2)]
        return [Box(left, top, split - left - GAP, bottom - top), *beside]
    if pictures == 4:
        upper, lower = _row(2, left, right, top, middle - GAP / 2), _row(2, left, right, middle + GAP / 2, bottom)
        return [*upper, *lower]
    return _row(pictures, left, right, top, bottom)


def _row(count: int, left: float, right: float, top: float, bottom: float) -> list[Box]:
    width = (right - left - GAP * (count - 1)) / max(1, count)
    return [Box(left + place * (width + GAP), top, width, bottom - top) for place in range(count)]


def _chosen(parts: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The numbers and the pictures that find room, in the order of the page; tables only where there is room left."""
    numbers = [part for part in parts if part["is_number"]][:MOST_NUMBERS]
    pictures = [part for part in parts if not part["is_number"]]
    room = MOST_BELOW_NUMBERS if numbers else MOST_PICTURES
    first = sorted(pictures, key=lambda part: part["picture"] is None)[:room]
    return [*numbers, *(part for part in pictures if any(part is one for one in first))]


def _card(context: CallContext, place: int, part: Mapping[str, Any], box: Box) -> str:
    palette = colors("light")
    frame = f'x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" rx="10"'
    inside = _picture(context, part, box)
    if inside is None:
        title = _cut(part["title"], int(box.width / 10))
        words = f'font-size="17" font-weight="600" fill="{palette["fg"]}"'
        held = _words(title, box.y + 36, words, box.x + 24) + outline(part["mark"], box, palette)
    else:
        across, down = box.width / inside.width, box.height / inside.height
        # A number stands above in its picture; what is below it may be cut off.
        scale = across if part["is_number"] else min(across, down)
        x = box.x + (box.width - inside.width * scale) / 2
        # Names inside a picture mean something there alone; another picture of the sheet may have the same ones.
        own = _NAMES.sub(rf"\g<1>p{place}-", inside.svg)
        held = f'<g transform="translate({x:g},{box.y:g}) scale({scale:g})">{own}</g>'
    return "".join(
        (
            f'<clipPath id="card{place}"><rect {frame}/></clipPath>',
            f'<g clip-path="url(#card{place})"><rect {frame} fill="{palette["panel"]}"/>{held}</g>',
            f'<rect {frame} fill="none" stroke="{palette["line"]}" stroke-width="1.5"/>',
        )
    )


def _picture(context: CallContext, part: Mapping[str, Any], box: Box) -> _Inside | None:
    if part["picture"] is None:
        return None
    closer = 1.0 if part["is_number"] else MUCH_CLOSER if box.height < LOW else CLOSER
    room = {"least_height": NUMBER_ROOM} if part["is_number"] else {}
    sizes = {"format": "svg", "width": round(box.width * closer), "height": round(box.height * closer)}
    try:
        drawn = render(context, {**part["picture"], **sizes, **room})
    except TaskRefused:
        return None
    svg = base64.b64decode(drawn["content"]).decode()
    frame = _FRAME.match(svg)
    if frame is None or drawn["row_count"] == 0:
        return None
    return _Inside(svg[frame.end() :].removesuffix("</svg>"), float(frame[3]), float(frame[4]))


def _words(text: str, base: float, style: str, x: float = MARGIN) -> str:
    return f'<text x="{x:g}" y="{base:g}" {FONT} {style}>{escape(text)}</text>'


def _cut(text: str, most: int) -> str:
    """As much of a text as a line holds; an ideograph takes the room of two letters."""
    plain = " ".join(text.split())
    room = most
    for held, one in enumerate(plain):
        room -= 2 if unicodedata.east_asian_width(one) in "WF" else 1
        if room < 0:
            return f"{plain[: held - 1].rstrip()}…"
    return plain
