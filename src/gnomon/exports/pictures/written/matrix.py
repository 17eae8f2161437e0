"""Matrices as pictures: rows against columns with their subtotals, laid out as `web/src/viz/matrix-layout.ts` does."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from gnomon.exports.pictures.spec_parts import Size
from gnomon.exports.pictures.written.asked import FOOT, HIDDEN_WORD, ROW, Written, framed, left_out, nothing
from gnomon.exports.pictures.written.looks import Looks, ground_of
from gnomon.exports.pictures.written.pen import Pen
from gnomon.exports.pictures.written.table import SIGN, value_on
from gnomon.exports.pictures.written.tree import WHOLE, Node, Tree, shown_nodes, tree_of
from gnomon.exports.pictures.written.values import Column, measure_words

MEASURED, LETTER, CELL_ROOM, HEADER_ROOM = 200, 7.6, 22, 20
NARROWEST, WIDEST, STEP, CHEVRON, PADDING = 64, 200, 16, 44, 8


@dataclass(frozen=True, slots=True)
class _Slot:
    """One column that is drawn: a measure under a value of the group along the top."""

    key: str
    label: str
    value: Column
    width: float


@dataclass(frozen=True, slots=True)
class _Frame:
    asked: Written
    pen: Pen
    tree: Tree
    looks: Looks
    slots: Sequence[_Slot]
    side: float
    head: int
    """How many rows the names along the top take."""

    @property
    def width(self) -> float:
        return self.side + sum(one.width for one in self.slots)


def matrix_svg(asked: Written, pen: Pen, room: Size) -> str:
    """The matrix in its room, with its total last even where rows are left out."""
    tree = tree_of(asked)
    if not tree.root.children:
        return nothing(pen, room)
    nodes = shown_nodes(tree)
    slots = _slots(asked, tree)
    side = _side_width(nodes, tree, room.width)
    shown = _fitting(slots, room.width - side, len(tree.values))
    is_cut = len(shown) < len(slots)
    head = (2 if tree.across else 0) + (0 if tree.across and len(tree.values) == 1 else 1)
    fits = int((room.height - ROW * head - (FOOT if is_cut else 0)) // ROW)
    if len(nodes) > fits:
        fits = max(2, int((room.height - ROW * head - FOOT) // ROW))
        last = nodes[-1:] if nodes[-1][0].depth == 0 else []
        drawn = [*nodes[: fits - len(last)], *last]
    else:
        drawn = nodes
    looks = Looks(asked.columns, asked.cells, asked.levels)
    frame = _Frame(asked, pen, tree, looks, shown, side, head)
    height = ROW * (head + len(drawn))
    parts = [pen.box(0, 0, frame.width, height, "panel"), pen.box(0, 0, frame.width, ROW * head, "sunken")]
    parts += [_row(frame, node, ROW * (head + at), is_open=is_open) for at, (node, is_open) in enumerate(drawn)]
    parts += [*_head(frame), *_rules(frame, len(drawn))]
    groups = len(tree.columns) - 1
    counted = (len({one.key for one in shown} - {WHOLE}), groups) if tree.across is not None else (1, 1)
    return framed(pen, room, min(frame.width, room.width), height, parts, left_out((len(drawn), len(nodes)), counted))


def _slots(asked: Written, tree: Tree) -> list[_Slot]:
    widths = [_width_of(value, asked) for value in tree.values]
    slots = []
    for key, label in tree.columns:
        for value, width in zip(tree.values, widths, strict=True):
            title = label if len(tree.values) == 1 and key != WHOLE else value.label
            wanted = max(width, min(150, len(title) * 6.4 + HEADER_ROOM))
            slots.append(_Slot(key, label, value, math.ceil(max(NARROWEST, min(WIDEST, wanted)))))
    return slots


def _width_of(value: Column, asked: Written) -> float:
    form = asked.form_of(value)
    texts = [len(measure_words(one, value, form)) for one in value.values[:MEASURED]]
    has_signs = any(one["column"] == value.name and one["kind"] == "rule" for one in asked.cells)
    return max(texts, default=0) * LETTER + CELL_ROOM + (SIGN if has_signs else 0)


def _side_width(nodes: Sequence[tuple[Node, bool]], tree: Tree, frame: float) -> float:
    labels = [len(node.label) * 7 + (node.depth - 1) * STEP + CHEVRON for node, _ in nodes[:MEASURED]]
    title = len(_corner(tree)) * 6.4 + CHEVRON
    return math.ceil(max(110, min(max(110, min(320, frame * 0.45)), max(*labels, title))))


def _fitting(slots: Sequence[_Slot], room: float, measures: int) -> list[_Slot]:
    """As many groups along the top as there is room for; the total stays."""
    if sum(one.width for one in slots) <= room + 1:
        return list(slots)
    whole = [one for one in slots if one.key == WHOLE]
    groups = [one for one in slots if one.key != WHOLE]
    left = room - sum(one.width for one in whole)
    kept = 0
    while kept < len(groups):
        left -= sum(one.width for one in groups[kept : kept + measures])
        if left < 0 and kept > 0:
            break
        kept += measures
    return [*groups[:kept], *whole]


def _head(frame: _Frame) -> list[str]:
    pen, tree, head = frame.pen, frame.tree, frame.head
    middle = ROW * head - ROW / 2
    parts = [pen.words(_corner(tree), (PADDING, middle), frame.side - 2 * PADDING, size=12, weight=500)]
    across = tree.across
    if across is not None:
        room = frame.width - frame.side - 2 * PADDING
        parts.append(pen.words(across.label, (frame.side + PADDING, ROW / 2), room, size=12, weight=500, color="muted"))
    left, seen = frame.side, None
    for slot in frame.slots:
        weight = 600 if across is not None and slot.key == WHOLE else 500
        right, room = left + slot.width - PADDING, slot.width - 2 * PADDING
        if across is not None and slot.key != seen:
            seen = slot.key
            if len(tree.values) == 1:
                parts.append(pen.words(slot.label, (right, ROW * 1.5), room, size=12, weight=weight, anchor="end"))
            else:
                all_of = sum(one.width for one in frame.slots if one.key == slot.key) - 2 * PADDING
                parts.append(pen.words(slot.label, (left + PADDING, ROW * 1.5), all_of, size=12, weight=weight))
        if across is None or len(tree.values) > 1:
            parts.append(pen.words(slot.value.label, (right, middle), room, size=12, weight=weight, anchor="end"))
        left += slot.width
    return parts


def _row(frame: _Frame, node: Node, top: float, *, is_open: bool) -> str:
    pen, middle = frame.pen, top + ROW / 2
    is_whole = node.depth == 0
    is_parent = not is_whole and bool(node.children)
    weight = 600 if is_whole else 500 if is_parent else 400
    parts = [pen.box(0, top, frame.width, ROW, "sunken")] if is_whole else []
    x = PADDING + max(0, node.depth - 1) * STEP
    if len(frame.tree.levels) > 1:
        if is_parent:
            parts.append(pen.icon("open" if is_open else "closed", x, middle - 7, 14, "muted"))
        x += 18
    label = node.label or "empty"
    parts.append(pen.words(label, (x, middle), frame.side - x - 4, weight=weight, is_quiet=node.is_null))
    left = frame.side
    for slot in frame.slots:
        if frame.tree.across is not None and slot.key == WHOLE and not is_whole:
            parts.append(pen.box(left, top, slot.width, ROW, "sunken"))
        at = node.rows.get(slot.key)
        if at is not None:
            is_total = frame.tree.across is not None and slot.key == WHOLE
            parts.append(_cell(frame, slot, at, (left, top), max(weight, 500) if is_total else weight))
        left += slot.width
    return "".join(parts)


def _cell(frame: _Frame, slot: _Slot, at: int, place: tuple[float, float], weight: int) -> str:
    pen, value = frame.pen, slot.value.values[at]
    middle, room = (place[0] + slot.width - PADDING, place[1] + ROW / 2), slot.width - 2 * PADDING
    if frame.asked.is_hidden(at) or value is None:
        word = HIDDEN_WORD if frame.asked.is_hidden(at) else "null"
        return pen.words(word, middle, room, anchor="end", is_quiet=True)
    text = measure_words(value, slot.value, frame.asked.form_of(slot.value))
    look = frame.looks.at(slot.value.name, at)
    if look is None:
        return pen.words(text, middle, room, weight=weight, anchor="end")
    return "".join([*ground_of(pen, look, *place, slot.width, ROW), value_on(pen, look, text, middle, room)])


def _rules(frame: _Frame, count: int) -> list[str]:
    pen, height = frame.pen, ROW * (frame.head + count)
    first = 1 if frame.tree.across is not None else frame.head
    rules = [pen.rule(frame.side, ROW * line, frame.width, ROW * line) for line in range(first, frame.head)]
    rules += [pen.rule(0, ROW * (frame.head + line), frame.width, ROW * (frame.head + line)) for line in range(count)]
    left = frame.side
    rules.append(pen.rule(left, 0, left, height))
    for slot in frame.slots:
        left += slot.width
        rules.append(pen.rule(left, ROW * first if frame.tree.across is not None else 0, left, height))
    return rules


def _corner(tree: Tree) -> str:
    return " › ".join(one.label for one in tree.levels)
