"""Markdown as a page shows it: headings, paragraphs, lists, quotes and code, with strong, slanted and linked words.

Read by a parser of CommonMark, as the screen does; what it makes of raw HTML is words here.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from gnomon.exports.pictures.written.letters import width_of
from gnomon.exports.pictures.written.pen import Pen, number

SIZE, LEADING = 14.0, 1.6
HEADS = {"h1": 18.0, "h2": 16.0, "h3": 14.0, "h4": 14.0}
ITEM, QUOTE = 20.0, 14.0
"""How far in items and quotes stand."""
BETWEEN = 8.0
PARSER = MarkdownIt("commonmark", {"html": False})

Figures = Callable[[str], str]
"""Puts numbers where a text names them."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one look."""

    text: str
    is_strong: bool = False
    is_slanted: bool = False
    is_code: bool = False
    is_link: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, an item or a line of code: its lines as they were broken by hand."""

    lines: tuple[tuple[Run, ...], ...]
    size: float = SIZE
    is_head: bool = False
    indent: float = 0.0
    marker: str | None = None
    quotes: int = 0
    is_rule: bool = False
    is_close: bool = False
    """Whether it follows the one before without a gap, as items do."""


def blocks_of(markdown: str, figures: Figures) -> list[Block]:
    """What the words are made of, in order."""
    return list(_blocks(PARSER.parse(markdown), figures))


def draw_blocks(pen: Pen, blocks: Iterable[Block], left: float, top: float, width: float, height: float) -> str:
    """As many of the blocks as there is room for, below each other."""
    parts: list[str] = []
    for place, block in enumerate(blocks):
        top += BETWEEN if place > 0 and not block.is_close else 0.0
        if block.is_rule:
            parts.append(pen.rule(left, top + 4, left + width, top + 4, "line"))
            top += 8
            continue
        line = block.size * LEADING
        start = left + block.indent + block.quotes * QUOTE
        for at, words in enumerate(_wrapped(block, width - block.indent - block.quotes * QUOTE)):
            if top + line > height:
                return "".join(parts)
            middle = top + line / 2
            if at == 0 and block.marker is not None:
                parts.append(pen.words(block.marker, (start - 6, middle), ITEM, size=block.size, anchor="end"))
            parts += [pen.box(left + one * QUOTE, top, 2, line, "line") for one in range(block.quotes)]
            parts.append(_line(pen, words, (start, middle), block))
            top += line
    return "".join(parts)


def _blocks(tokens: list[Token], figures: Figures) -> Iterator[Block]:
    quotes = 0
    lists: list[int | None] = []
    waiting: str | None = None
    is_close = has_begun = False
    head: str | None = None
    for token in tokens:
        match token.type:
            case "blockquote_open" | "blockquote_close":
                quotes += token.nesting
            case "bullet_list_open" | "ordered_list_open":
                has_begun = has_begun and bool(lists)
                lists.append(None if token.tag == "ul" else int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                count = lists[-1]
                waiting, is_close, has_begun = ("•" if count is None else f"{count}."), has_begun, True
                if count is not None:
                    lists[-1] = count + 1
            case "heading_open":
                head = token.tag
            case "heading_close":
                head = None
            case "hr":
                yield Block((), is_rule=True)
            case "fence" | "code_block":
                lines = tuple((Run(one or " ", is_code=True),) for one in token.content.rstrip("\n").split("\n"))
                yield Block(lines, indent=ITEM * len(lists), quotes=quotes)
            case "inline":
                yield Block(
                    lines=_lines(token.children or [], figures),
                    size=HEADS.get(head or "", SIZE),
                    is_head=head is not None,
                    indent=ITEM * len(lists),
                    marker=waiting,
                    quotes=quotes,
                    is_close=is_close,
                )
                waiting, is_close = None, False


def _lines(children: list[Token], figures: Figures) -> tuple[tuple[Run, ...], ...]:
    lines: list[list[Run]] = [[]]
    look = Run("")
    for child in children:
        match child.type:
            case "text" | "html_inline":
                lines[-1].append(replace(look, text=figures(child.content)))
            case "code_inline":
                lines[-1].append(replace(look, text=child.content, is_code=True))
            case "softbreak":
                lines[-1].append(replace(look, text=" "))
            case "hardbreak":
                lines.append([])
            case "strong_open" | "strong_close":
                look = replace(look, is_strong=child.nesting == 1)
            case "em_open" | "em_close":
                look = replace(look, is_slanted=child.nesting == 1)
            case "link_open" | "link_close":
                look = replace(look, is_link=child.nesting == 1)
    return tuple(tuple(line) for line in lines)


def _wrapped(block: Block, room: float) -> Iterator[list[Run]]:
    """The lines of a block, broken where they have no more room; looks are kept."""
    for runs in block.lines:
        line: list[Run] = []
        used = 0.0
        for run in runs:
            for word in _words(run.text):
                wide = width_of(word, block.size, _weight(run, block))
                if line and word.strip() and used + width_of(word.rstrip(), block.size, _weight(run, block)) > room:
                    yield line
                    line, used = [], 0.0
                if not line and not word.strip() and not run.is_code:
                    continue
                line.append(replace(run, text=word))
                used += wide
        yield line


def _words(text: str) -> list[str]:
    """The words of a text, each with the space behind it."""
    *words, last = text.split(" ")
    return [one for one in (*(f"{word} " for word in words), last) if one]


def _weight(run: Run, block: Block) -> int:
    return 600 if run.is_strong or block.is_head else 400


def _line(pen: Pen, words: list[Run], at: tuple[float, float], block: Block) -> str:
    runs: list[Run] = []
    for one in words:
        if runs and replace(runs[-1], text="") == replace(one, text=""):
            runs[-1] = replace(one, text=runs[-1].text + one.text)
        else:
            runs.append(one)
    base = at[1] + block.size * 0.355
    color = pen.tokens["muted" if block.quotes else "fg"]
    grounds, x = [], at[0]
    for run in runs:
        wide = width_of(run.text, block.size, _weight(run, block))
        if run.is_code:
            grounds.append(pen.box(x - 2, at[1] - block.size * 0.7, wide + 4, block.size * 1.4, "sunken", ' rx="3"'))
        x += wide
    inside = "".join(_span(pen, run, block) for run in runs)
    place = f'x="{number(at[0])}" y="{number(base)}" font-size="{block.size:g}" fill="{color}"'
    return f'{"".join(grounds)}<text {place} xml:space="preserve">{inside}</text>' if runs else ""


def _span(pen: Pen, run: Run, block: Block) -> str:
    looks = [' font-weight="600"'] if _weight(run, block) == 600 else []
    looks += [' font-style="italic"'] if run.is_slanted else []
    looks += [f' text-decoration="underline" fill="{pen.tokens["accent-text"]}"'] if run.is_link else []
    text = escape(run.text)
    return f"<tspan{''.join(looks)}>{text}</tspan>" if looks else text
