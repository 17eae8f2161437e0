"""What stands on a page beside pictures, drawn: words, images, shapes, buttons and filters."""

import base64
import math
import re
from collections.abc import Mapping
from html import escape
from typing import Any

from gnomon.exports.pictures.prose import blocks_of, draw_blocks
from gnomon.exports.pictures.spec_parts import Size
from gnomon.exports.pictures.theme import ThemeName, colors
from gnomon.exports.pictures.written.pen import Pen, number
from gnomon.exports.pictures.written.values import measure_words, read_columns

ROLES = {
    "text": "fg",
    "muted": "muted",
    "line": "line-strong",
    "panel": "panel",
    "sunken": "sunken",
    "accent": "accent",
    "accent_soft": "accent-soft",
    "success": "success",
    "success_soft": "success-soft",
    "warning": "warning-text",
    "warning_soft": "warning-soft",
    "danger": "danger",
    "danger_soft": "danger-soft",
}
"""Paints by their tokens, as `web/src/features/dashboards/elements/shape-geometry.ts` has them."""
ACROSS = {"right": (1, 0), "left": (-1, 0), "down": (0, 1), "up": (0, -1)}
SIDE = 16.0
IMAGE = re.compile(r"^data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=]+$")
NO_FIGURE = "–"
_FIGURE = re.compile(r"\{([a-z][a-z0-9_]{0,39})\}")


def words_tile(pen: Pen, tile: Mapping[str, Any], size: Size) -> str:
    """Words in Markdown with numbers in them, as many lines as there is room for."""
    figures = {name: _figure(told) for name, told in tile["figures"].items()}
    blocks = blocks_of(tile["markdown"], lambda text: _FIGURE.sub(lambda found: figures.get(found[1], found[0]), text))
    return draw_blocks(pen, blocks, SIDE, 12.0, size.width - 2 * SIDE, size.height - 4)


def image(pen: Pen, tile: Mapping[str, Any], size: Size) -> str:
    """An image that somebody uploaded, by its own bytes; what it shows in words where it is not drawn."""
    data = tile["data"]
    if data is None or IMAGE.match(data) is None:
        middle = (size.width / 2, size.height / 2)
        return pen.words(tile["words"] or "Image", middle, size.width - 16, color="muted", anchor="middle")
    fit = "xMidYMid slice" if tile["fit"] == "cover" else "xMidYMid meet"
    frame = f'width="{number(size.width)}" height="{number(size.height)}" preserveAspectRatio="{fit}"'
    return f'<image {frame} href="{escape(data)}"><title>{escape(tile["words"])}</title></image>'


def shape(pen: Pen, tile: Mapping[str, Any], size: Size, look: Mapping[str, Any] | None, theme: ThemeName) -> str:
    """A rectangle, an ellipse, a line or an arrow."""
    stroke = None if tile["stroke"] is None else _paint(pen, tile["stroke"], look, theme)
    fill = None if tile["fill"] is None else _paint(pen, tile["fill"], look, theme)
    thickness = float(tile["thickness"])
    edge = thickness / 2 if stroke else 0.0
    width, height = max(0.0, size.width - 2 * edge), max(0.0, size.height - 2 * edge)
    looks = f'fill="{fill or "none"}"' + (f' stroke="{stroke}" stroke-width="{thickness:g}"' if stroke else "")
    if tile["form"] == "ellipse":
        place = f'cx="{number(size.width / 2)}" cy="{number(size.height / 2)}"'
        drawn = f'<ellipse {place} rx="{number(width / 2)}" ry="{number(height / 2)}" {looks}/>'
    elif tile["form"] in {"rectangle", "rounded"}:
        round_by = min(12.0, width / 2, height / 2) if tile["form"] == "rounded" else 0.0
        place = f'x="{number(edge)}" y="{number(edge)}" width="{number(width)}" height="{number(height)}"'
        drawn = f'<rect {place} rx="{number(round_by)}" {looks}/>'
    else:
        drawn = _line(tile, size, thickness, stroke or fill or pen.tokens["fg"])
    return f'<g opacity="{tile["opacity"] / 100:g}">{drawn}</g>'


def button(pen: Pen, tile: Mapping[str, Any], size: Size) -> str:
    """Words to press, which nobody can press here."""
    fill, words = {"primary": ("accent", "accent-fg"), "quiet": ("hover", "fg")}.get(tile["look"], ("panel", "fg"))
    ground = pen.box(2, 2, size.width - 4, size.height - 4, fill, f' rx="8" stroke="{pen.tokens["line"]}"')
    middle = (size.width / 2, size.height / 2)
    return ground + pen.words(tile["words"], middle, size.width - 16, size=14, weight=500, color=words, anchor="middle")


def slicer(pen: Pen, tile: Mapping[str, Any], size: Size) -> str:
    """A filter with what it is set to."""
    title = pen.words(tile["title"], (12, 22), size.width - 24, size=14, weight=600)
    below = pen.words(tile["words"], (12, 46), size.width - 24, color="muted")
    return title + (below if size.height > 56 else "")


def _figure(told: Mapping[str, Any] | None) -> str:
    if told is None:
        return NO_FIGURE
    column = read_columns(base64.b64decode(told["rows"]), [told["column"]], told["time_zone"])[0]
    value = column.values[0] if column.values else None
    return NO_FIGURE if value is None else measure_words(value, column, told["form"])


def _paint(pen: Pen, paint: str, look: Mapping[str, Any] | None, theme: ThemeName) -> str:
    if paint in ROLES:
        return pen.tokens[ROLES[paint]]
    categories = colors(theme)["category"] if look is None else look["categories"]
    color: str = categories[(int(paint.removeprefix("category_")) - 1) % len(categories)]
    return escape(color)


def _line(tile: Mapping[str, Any], size: Size, thickness: float, color: str) -> str:
    ways = [ACROSS[one] for one in tile["direction"].split("_")]
    dx, dy = sum(one[0] for one in ways), sum(one[1] for one in ways)
    edge = thickness / 2 + 1
    (x1, x2), (y1, y2) = _along(dx, size.width, edge), _along(dy, size.height, edge)
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    is_arrow = tile["form"] == "arrow"
    head = min(length, 6 + thickness * 2.5) if is_arrow else 0.0
    neck = (x2 - ux * head, y2 - uy * head)
    cap = "butt" if is_arrow else "round"
    way = f"M{number(x1)} {number(y1)}L{number(neck[0])} {number(neck[1])}"
    drawn = f'<path d="{way}" stroke="{color}" stroke-width="{thickness:g}" stroke-linecap="{cap}" fill="none"/>'
    if not is_arrow:
        return drawn
    side = head * 0.6
    corners = [(x2, y2), (neck[0] - uy * side, neck[1] + ux * side), (neck[0] + uy * side, neck[1] - ux * side)]
    points = "L".join(f"{number(x)} {number(y)}" for x, y in corners)
    return f'{drawn}<path d="M{points}Z" fill="{color}"/>'


def _along(way: int, length: float, edge: float) -> tuple[float, float]:
    if way == 0:
        return (length / 2, length / 2)
    return (edge, length - edge) if way > 0 else (length - edge, edge)
