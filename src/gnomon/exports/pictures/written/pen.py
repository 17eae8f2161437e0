"""What writes SVG: every text is escaped, every color is one of the theme's."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from gnomon.exports.pictures.spec_parts import Size, Spec
from gnomon.exports.pictures.theme import ThemeName, font_of, read_spec
from gnomon.exports.pictures.written.letters import fitted

TOKENS = read_spec("written/tokens.json")
"""The colors of `web/src/ui/tokens.css` that numbers and tables are written in."""
OF_LOOK = {
    "accent": "accent",
    "accent-fg": "accent_on",
    "success": "positive",
    "accent-text": "accent_text",
    "accent-soft": "accent_soft",
    "danger": "negative",
    "danger-text": "negative",
    "danger-soft": "negative_soft",
    "success-text": "positive",
    "success-soft": "positive_soft",
}
"""Tokens that a theme of the workspace says otherwise, as `web/src/viz/look.tsx` does."""
ICONS = {
    "up": '<path d="m5 12 7-7 7 7M12 19V5"/>',
    "down": '<path d="M12 5v14M19 12l-7 7-7-7"/>',
    "same": '<path d="M5 9h14M5 15h14"/>',
    "check": '<circle cx="12" cy="12" r="10"/><path d="m16 9-5.5 5.5L8 12"/>',
    "warning": (
        '<path d="m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01"/>'
    ),
    "dot": '<circle cx="12" cy="12" r="2"/>',
    "flag": (
        '<path d="M4 22V4a1 1 0 0 1 .4-.8A6 6 0 0 1 8 2c3 0 5 2 7.333 2q2 0 3.067-.8A1 1 0 0 1 20 4v10a1 1 0 0 1-.4.8'
        'A6 6 0 0 1 16 16c-3 0-5-2-8-2a6 6 0 0 0-4 1.528"/>'
    ),
    "open": '<path d="m6 9 6 6 6-6"/>',
    "closed": '<path d="m9 18 6-6-6-6"/>',
}
"""Those of the interface, in a box of 24 by 24."""
_BREAKS = re.compile(r"[\r\n]+")
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Pen:
    """The letters and the colors of one picture."""

    font: str
    tokens: Mapping[str, str]

    def words(
        self,
        text: str,
        at: tuple[float, float],
        room: float,
        *,
        size: float = 13,
        weight: int = 400,
        color: str = "fg",
        anchor: str = "start",
        is_quiet: bool = False,
    ) -> str:
        """A text on its middle line, cut off where it has no more room; quiet ones stand for what is no value."""
        shown = fitted(_BREAKS.sub(" ⏎ ", text[: _LONGEST + 1]), size, room, weight)
        looks = f'font-size="{size:g}" fill="{self.tokens["faint" if is_quiet else color]}"'
        looks += f' font-weight="{weight}"' if weight != 400 else ""
        looks += ' font-style="italic"' if is_quiet else ""
        looks += f' text-anchor="{anchor}"' if anchor != "start" else ""
        return f'<text x="{number(at[0])}" y="{number(at[1] + size * 0.355)}" {looks}>{escape(shown)}</text>'

    def box(self, x: float, y: float, width: float, height: float, color: str, more: str = "") -> str:
        """A filled rectangle."""
        place = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
        return f'<rect {place} fill="{self.tokens[color]}"{more}/>'

    def rule(self, x: float, y: float, to_x: float, to_y: float, color: str = "line") -> str:
        """A thin line."""
        way = f"M{number(x)} {number(y)}L{number(to_x)} {number(to_y)}"
        return f'<path d="{way}" stroke="{self.tokens[color]}" fill="none"/>'

    def icon(self, name: str, x: float, y: float, size: float, color: str) -> str:
        """A sign of the interface."""
        drawn = f'fill="none" stroke="{self.tokens[color]}" stroke-width="2" stroke-linecap="round"'
        place = f"translate({number(x)},{number(y)}) scale({number(size / 24)})"
        return f'<g transform="{place}" {drawn} stroke-linejoin="round" data-icon="{name}">{ICONS[name]}</g>'

    def sheet(self, size: Size, parts: list[str]) -> str:
        """All of it as a picture of this size."""
        width, height = number(size.width), number(size.height)
        frame = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        return f'<svg {frame}><g font-family="{escape(self.font)}">{"".join(parts)}</g></svg>'


def pen_of(theme: ThemeName, look: Spec | None) -> Pen:
    """The pen of a theme, and of what a theme of the workspace says otherwise."""
    tokens: dict[str, Any] = dict(TOKENS[theme])
    if look is not None:
        tokens |= {name: look[own] for name, own in OF_LOOK.items() if own in look}
    return Pen(font_of(look), tokens)


def number(value: float) -> str:
    """A length, without digits that nobody sees."""
    return f"{round(value, 2):g}"
