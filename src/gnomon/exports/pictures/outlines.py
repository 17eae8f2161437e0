"""The outlines of pictures that are not drawn: grey shapes that say of what kind one is, and nothing of its data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

HEIGHTS = (0.45, 0.7, 0.55, 0.9, 0.65, 0.8)
ROUND = frozenset({"pie", "donut", "gauge", "sunburst", "radar"})
LINES = frozenset({"line", "area", "slope", "bump", "density", "parallel", "combo"})
LISTS = frozenset({"table", "matrix", "kpi", "words"})
MARGIN, BELOW_TITLE = 24.0, 56.0


@dataclass(frozen=True, slots=True)
class Box:
    """A place in pixels."""

    x: float
    y: float
    width: float
    height: float


def outline(mark: str, box: Box, palette: Mapping[str, Any]) -> str:
    """The shape of a kind of picture inside a card, below its title."""
    inner = Box(box.x + MARGIN, box.y + BELOW_TITLE, box.width - 2 * MARGIN, box.height - BELOW_TITLE - MARGIN)
    if inner.height < 12:
        return ""
    ink = str(palette["line"])
    if mark in LISTS:
        return _lines_of_text(inner, ink)
    if mark in ROUND:
        return _ring(inner, ink)
    return _line(inner, ink) if mark in LINES else _bars(inner, ink)


def _bars(box: Box, ink: str) -> str:
    step = box.width / len(HEIGHTS)
    return "".join(
        f'<rect x="{box.x + place * step:.1f}" y="{box.y + box.height * (1 - high):.1f}" '
        f'width="{step * 0.7:.1f}" height="{box.height * high:.1f}" rx="3" fill="{ink}"/>'
        for place, high in enumerate(HEIGHTS)
    )


def _line(box: Box, ink: str) -> str:
    step = box.width / (len(HEIGHTS) - 1)
    points = " ".join(
        f"{box.x + place * step:.1f},{box.y + box.height * (1 - high):.1f}" for place, high in enumerate(HEIGHTS)
    )
    return f'<polyline points="{points}" fill="none" stroke="{ink}" stroke-width="5" stroke-linejoin="round"/>'


def _ring(box: Box, ink: str) -> str:
    radius = min(box.width, box.height) / 2 * 0.75
    x, y = box.x + box.width / 2, box.y + box.height / 2
    width = radius / 3
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="none" stroke="{ink}" stroke-width="{width:.1f}"/>'


def _lines_of_text(box: Box, ink: str) -> str:
    count = max(1, min(7, int(box.height / 34)))
    return "".join(
        f'<rect x="{box.x:.1f}" y="{box.y + place * 34:.1f}" width="{box.width * HEIGHTS[place % len(HEIGHTS)]:.1f}" '
        f'height="12" rx="6" fill="{ink}"/>'
        for place in range(count)
    )
