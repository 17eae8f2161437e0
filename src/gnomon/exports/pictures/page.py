"""The page around a picture: its title above it, what the reader must know below it, on the panel of the theme."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from gnomon.exports.pictures.spec_parts import Size
from gnomon.exports.pictures.theme import ThemeName, colors, font_of
from gnomon.exports.pictures.xml_text import cleaned

MARGIN = 20.0
LEAST_HEIGHT = 80.0
"""Of a picture below its title; a page grows rather than giving it less."""
NARROW, WIDE = 0.55, 1.0
"""What a letter takes of the height of its line, on average; an ideograph takes all of it."""


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around a picture."""

    title: str
    subtitle: str | None
    notes: tuple[str, ...]
    description: str


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    weight: int
    color: str
    most_lines: int

    @property
    def line(self) -> float:
        return round(self.size * 1.4, 1)


TITLE = _Style(16, 600, "fg", 2)
SUBTITLE = _Style(12.5, 400, "muted", 3)
NOTE = _Style(11, 400, "muted", 4)
BELOW_HEAD, ABOVE_NOTES = 10.0, 8.0


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    style: _Style
    base: float
    """Where it stands, from the top of its block."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of one width with its words in place, and the room that they leave for the picture."""

    words: Words
    theme: ThemeName
    font: str
    room: Size
    head: tuple[_Line, ...]
    foot: tuple[_Line, ...]
    head_height: float
    foot_height: float
    margin: float
    ground: str | None = None
    """What it stands on, where that is not a panel."""

    def around(self, svg: str, drawn: Size, zoom: float) -> tuple[str, Size]:
        """The whole page as SVG, and its size; it grows with a picture that needs more room than there was."""
        margin = self.margin
        width = max(self.room.width, drawn.width) + 2 * margin
        inner = max(self.room.height, drawn.height)
        height = inner + self.head_height + self.foot_height + 2 * margin
        size = Size(round(width * zoom), round(height * zoom))
        palette = colors(self.theme)
        below = margin + self.head_height + inner
        label = escape(self.words.description)
        measures = f'width="{size.width:g}" height="{size.height:g}" viewBox="0 0 {width:g} {height:g}"'
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{label}" {measures}>',
            f"<title>{escape(self.words.title)}</title><desc>{label}</desc>",
            self._ground(width, height, palette["panel"]),
            *(_text(line, margin, margin, palette[line.style.color], self.font) for line in self.head),
            f'<g transform="translate({margin:g},{margin + self.head_height:g})">{_inside(svg)}</g>',
            *(_text(line, margin, below, palette[line.style.color], self.font) for line in self.foot),
            "</svg>",
        ]
        return cleaned("".join(parts)), size

    def _ground(self, width: float, height: float, panel: str) -> str:
        if self.ground is None:
            return f'<rect width="{width:g}" height="{height:g}" fill="{panel}"/>'
        # Sizes in whole pixels leave a hair beside a page of another shape, which is of its color too.
        return f'<rect x="-4" y="-4" width="{width + 8:g}" height="{height + 8:g}" fill="{self.ground}"/>'


def _inside(svg: str) -> str:
    """What a picture holds: a frame in a frame would be cut out and put together once more."""
    return re.sub(r"^<svg [^>]*>", "", svg, count=1).removesuffix("</svg>")


def page_of(
    words: Words,
    theme: ThemeName,
    size: Size,
    font: str | None = None,
    *,
    least_height: float = LEAST_HEIGHT,
    margin: float = MARGIN,
    ground: str | None = None,
) -> Page:
    """A page of about this size."""
    across = size.width - 2 * margin
    head = _block([(words.title, TITLE), (words.subtitle or "", SUBTITLE)], across, 0)
    notes = " ".join(words.notes)
    foot = _block([(notes, NOTE)], across, ABOVE_NOTES)
    head_height = head[-1].base + head[-1].style.size * 0.4 + BELOW_HEAD if head else 0.0
    foot_height = foot[-1].base + foot[-1].style.size * 0.4 if foot else 0.0
    room = Size(across, max(least_height, size.height - 2 * margin - head_height - foot_height))
    return Page(words, theme, font or font_of(None), room, head, foot, head_height, foot_height, margin, ground)


def _block(texts: Sequence[tuple[str, _Style]], across: float, top: float) -> tuple[_Line, ...]:
    lines: list[_Line] = []
    for text, style in texts:
        for one in _wrapped(text, style, across):
            lines.append(_Line(one, style, round(top + style.size, 1)))
            top += style.line
    return tuple(lines)


def _wrapped(text: str, style: _Style, across: float) -> list[str]:
    """A text in as many lines as it may have; what does not fit is left out, and said to be."""
    lines: list[str] = []
    for word in _words(text, style, across):
        if lines and _width(f"{lines[-1]} {word}", style) <= across:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) <= style.most_lines:
        return lines
    return [*lines[: style.most_lines - 1], lines[style.most_lines - 1] + "…"]


def _words(text: str, style: _Style, across: float) -> list[str]:
    """The words of a text; one that is wider than a line is cut into pieces."""
    most = max(1, int(across / style.size / WIDE))
    return [word[at : at + most] for word in text.split() for at in range(0, len(word), most)]


def _width(text: str, style: _Style) -> float:
    return style.size * sum(WIDE if unicodedata.east_asian_width(one) in "WF" else NARROW for one in text)


def _text(line: _Line, left: float, top: float, color: str, font: str) -> str:
    style = f'font-family="{escape(font)}" font-size="{line.style.size:g}" font-weight="{line.style.weight}"'
    return f'<text x="{left:g}" y="{top + line.base:g}" {style} fill="{color}">{escape(line.text)}</text>'
