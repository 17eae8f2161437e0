"""Numbers as pictures: large, with what they are compared with and the periods before as a small line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gnomon.exports.pictures.spec_parts import Size
from gnomon.exports.pictures.written.asked import HIDDEN_WORD, Written, nothing
from gnomon.exports.pictures.written.letters import width_of
from gnomon.exports.pictures.written.looks import TONES, Look, Looks
from gnomon.exports.pictures.written.movement import Movement, movement_of
from gnomon.exports.pictures.written.numbers import Words, number_words, share_words
from gnomon.exports.pictures.written.pen import Pen
from gnomon.exports.pictures.written.values import Column, label_of

GAP, ROW_GAP = 24.0, 12.0
NARROWEST, NARROWEST_MOVING = 120.0, 140.0
WIDE_FRAME = 480.0
"""From here on numbers stand in the middle."""
EDGE = 10.0
"""So far words may stand out of their box; what has no room there is left out."""
SMALLEST, LARGEST, BESIDE_OTHERS = 22.0, 44.0, 24.0
LINE, MOST_SPARK, LEAST_SPARK, SIGN = 17.0, 56.0, 14.0, 18.0
SAME, UP, DOWN = "same", "up", "down"
WAYS = {SAME: "Unchanged", UP: "Up", DOWN: "Down"}


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    width: float
    height: float
    is_centered: bool

    def at(self, y: float) -> tuple[float, float]:
        return (self.left + self.width / 2 if self.is_centered else self.left, y)

    @property
    def anchor(self) -> str:
        return "middle" if self.is_centered else "start"


def figures_svg(asked: Written, pen: Pen, room: Size) -> str:
    """The numbers in their room."""
    measures = [one for one in asked.columns if one.role == "measure"]
    if not measures or asked.row_count == 0:
        return nothing(pen, room)
    is_alone = len(measures) == 1
    size = min(max(0.14 * min(room.width, room.height) + 8, SMALLEST), LARGEST) if is_alone else BESIDE_OTHERS
    boxes = _boxes(room, len(measures), NARROWEST if asked.trend is None else NARROWEST_MOVING)
    parts: list[str] = []
    for column, box in zip(measures, boxes, strict=True):
        is_named = not is_alone or column.label.lower() != asked.title.lower()
        if asked.trend is None:
            parts += _figure(asked, pen, column, box, size, is_named=is_named)
        else:
            parts += _moving(asked, pen, column, box, size, is_named=is_named)
    return pen.sheet(room, parts)


def _boxes(room: Size, count: int, narrowest: float) -> list[_Box]:
    across = room.width
    columns = 1 if count == 1 else max(1, min(count, int((across + GAP) // (narrowest + GAP))))
    lines = -(-count // columns)
    width = (across - GAP * (columns - 1)) / columns
    height = (room.height - ROW_GAP * (lines - 1)) / lines
    return [
        _Box(
            place % columns * (width + GAP),
            place // columns * (height + ROW_GAP),
            width,
            height,
            room.width >= WIDE_FRAME,
        )
        for place in range(count)
    ]


def _figure(asked: Written, pen: Pen, column: Column, box: _Box, size: float, *, is_named: bool) -> list[str]:
    line = size * 1.25
    top = box.top + max(0.0, (box.height - line - (LINE if is_named else 0)) / 2)
    words = _words_of(asked, column, 0)
    parts = [_large(pen, words, box, top + line / 2, size, _sign_of(asked, column, 0))]
    if is_named:
        at = box.at(top + line + LINE / 2)
        parts.append(pen.words(column.label, at, box.width, size=12, color="muted", anchor=box.anchor))
    return parts


def _moving(asked: Written, pen: Pen, column: Column, box: _Box, size: float, *, is_named: bool) -> list[str]:
    assert asked.trend is not None
    moved = movement_of(asked, asked.trend, column)
    if moved is None:
        at = box.at(box.top + box.height / 2)
        return [pen.words("No row has a date.", at, box.width, color="muted", anchor=box.anchor)]
    line, form = size * 1.25, asked.form_of(column)
    compared = LINE * _lines_of(moved, form, box)
    if line + LINE + compared > box.height + EDGE:
        compared = 0.0
    named = LINE if line + LINE <= box.height + EDGE else 0.0
    words = line + named + compared
    spark = min(MOST_SPARK, box.height - words - 8) if len(moved.spark) > 1 else 0.0
    spark = spark if spark >= LEAST_SPARK else 0.0
    top = box.top + max(0.0, (box.height - words - (spark + 8 if spark else 0)) / 2)
    sign = _sign_of(asked, column, moved.row)
    parts = [_large(pen, _words_of(asked, column, moved.row), box, top + line / 2, size, sign)]
    period = f"{f'{column.label}, ' if is_named else ''}{moved.period}{', so far' if moved.is_running else ''}"
    at = box.at(top + line + LINE / 2)
    if named:
        parts.append(pen.words(period, at, box.width, size=12, color="muted", anchor=box.anchor))
    if compared:
        parts.append(_comparing(pen, moved, form, box, top + line + LINE * 1.5))
    if spark:
        parts += _spark(pen, moved.spark, box, top + words + 4, spark)
    return parts


def _sign_of(asked: Written, column: Column, row: int) -> Look | None:
    """What the rule says that holds for a number."""
    if asked.is_hidden(row):
        return None
    look = Looks(asked.columns, asked.cells, asked.levels).at(column.name, row)
    return look if look is not None and look.tone is not None else None


def _large(pen: Pen, words: Words, box: _Box, middle: float, size: float, sign: Look | None) -> str:
    """Whole where it fits, short where it does not."""
    before = 0.0 if sign is None else size
    shown = words.full if width_of(words.full, size, 600) + before <= box.width else words.short
    if sign is None or sign.tone is None or sign.icon is None:
        return pen.words(shown, box.at(middle), box.width, size=size, weight=600, anchor=box.anchor)
    color, room = TONES[sign.tone][0], box.width - before
    width = min(room, width_of(shown, size, 600))
    left = box.left + (box.width - width - before) / 2 if box.is_centered else box.left
    icon = pen.icon(sign.icon, left, middle - size * 0.35, size * 0.7, color)
    return icon + pen.words(shown, (left + before, middle), room, size=size, weight=600, color=color)


def _comparing(pen: Pen, moved: Movement, form: str | None, box: _Box, middle: float) -> str:
    if moved.now is None or moved.before is None:
        text = f"Nothing to compare with in {moved.since}"
        return pen.words(text, box.at(middle), box.width, size=12, color="muted", anchor=box.anchor)
    told, since = change_words(moved.now, moved.before, form), f"from {moved.since}"
    first = width_of(f"{told} ", 12, 500)
    is_one = _lines_of(moved, form, box) == 1
    whole = SIGN + (first + width_of(since, 12) if is_one else width_of(told, 12, 500))
    left = box.left + max(0.0, (box.width - whole) / 2) if box.is_centered else box.left
    parts = [
        pen.icon(way_of(moved.now, moved.before), left, middle - 7, 14, "muted"),
        pen.words(told, (left + SIGN, middle), box.width - SIGN, size=12, weight=500),
    ]
    if is_one:
        at = (left + SIGN + first, middle)
        parts.append(pen.words(since, at, box.width - SIGN - first + 1, size=12, color="muted"))
    else:
        at = box.at(middle + LINE) if box.is_centered else (left + SIGN, middle + LINE)
        parts.append(pen.words(since, at, box.width - SIGN, size=12, color="muted", anchor=box.anchor))
    return "".join(parts)


def _lines_of(moved: Movement, form: str | None, box: _Box) -> int:
    """How many lines the comparison takes: the period has one of its own where there is no room beside the change."""
    if moved.since is None:
        return 0
    if moved.now is None or moved.before is None:
        return 1
    told = f"{change_words(moved.now, moved.before, form)} "
    return 1 if SIGN + width_of(told, 12, 500) + width_of(f"from {moved.since}", 12) <= box.width else 2


def way_of(now: float, before: float) -> str:
    """Which way a number went."""
    return UP if now > before else DOWN if now < before else SAME


def change_words(now: float, before: float, form: str | None) -> str:
    """How far a number went: “Up 12.5% (+1,234)”; that of shares counts in points of a percent."""
    way = way_of(now, before)
    if way == SAME:
        return WAYS[SAME]
    change = now - before
    plain = number_words(abs(change), form).full.removeprefix("+")
    if form is not None and form.split(";")[0].endswith("%"):
        plain = plain.replace("%", " pp", 1)
    amount = f"{'−' if change < 0 else '+'}{plain}"
    return f"{WAYS[way]} {amount if before == 0 else f'{share_words(change / abs(before))} ({amount})'}"


def _spark(pen: Pen, spark: Sequence[float | None], box: _Box, top: float, height: float) -> list[str]:
    known = [one for one in spark if one is not None]
    least, most = min(known), max(known)
    left, width = box.left + 4, box.width - 8
    line = f'fill="none" stroke="{pen.tokens["accent"]}" stroke-width="1.75" stroke-linecap="round"'
    parts: list[str] = []
    piece: list[tuple[float, float]] = []
    pieces = [piece]
    for place, value in enumerate(spark):
        if value is None:
            piece = []
            pieces.append(piece)
            continue
        part = 0.5 if most == least else 1 - (value - least) / (most - least)
        piece.append((left + width * place / (len(spark) - 1), top + height * (0.06 + 0.88 * part)))
    drawn = [one for one in pieces if one]
    for one in drawn:
        points = " ".join(f"{x:.2f},{y:.2f}" for x, y in one)
        parts.append(f'<polyline points="{points}" {line} stroke-linejoin="round"/>')
    x, y = drawn[-1][-1]
    parts.append(f'<circle cx="{x:.2f}" cy="{y:.2f}" r="3" fill="{pen.tokens["accent"]}"/>')
    return parts


def _words_of(asked: Written, column: Column, row: int) -> Words:
    if asked.is_hidden(row):
        return Words(HIDDEN_WORD, HIDDEN_WORD, HIDDEN_WORD)
    value: Any = column.values[row]
    if column.is_number and value is not None and not isinstance(value, bool | str):
        return number_words(value, asked.form_of(column))
    label = label_of(value, column)
    return Words(label, label, label)
