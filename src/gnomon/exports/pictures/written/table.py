"""Tables as pictures: as many rows as there is room for, and a line that says how many there are."""

from collections.abc import Sequence
from typing import Any

from gnomon.exports.pictures.spec_parts import Size
from gnomon.exports.pictures.written.asked import FOOT, HIDDEN_WORD, ROW, Written, framed, left_out, nothing
from gnomon.exports.pictures.written.letters import width_of
from gnomon.exports.pictures.written.looks import TONES, Look, Looks, ground_of
from gnomon.exports.pictures.written.numbers import number_words
from gnomon.exports.pictures.written.pen import Pen
from gnomon.exports.pictures.written.values import HIDDEN, LEVEL, Column, label_of, value_words
from gnomon.exports.pictures.written.widths import ColumnWords, column_widths, within

HEAD = 32.0
MEASURED, BORDERS, PADDING = 200, 2, 8
SIGN = 18
TEXTS = frozenset({"text", "json", "geo"})


def table_svg(asked: Written, pen: Pen, room: Size) -> str:
    """The table in its room."""
    levels = asked.levels
    kept = [row for row, level in enumerate(levels) if level == 0]
    columns = [one.of(kept) for one in asked.columns if one.name not in {LEVEL, HIDDEN}]
    if not columns:
        return nothing(pen, room)
    widths = column_widths([_words_of(one, asked) for one in columns], room.width - BORDERS)
    shown = within(widths, room.width)
    count = _rows_in(room, len(kept), is_cut_at_the_side=shown < len(columns))
    looks = Looks(columns, asked.cells, [0] * len(kept))
    width, height = min(room.width, sum(widths[:shown])), HEAD + ROW * max(1, count)
    parts = [pen.box(0, 0, width, height, "panel"), pen.box(0, 0, width, HEAD, "sunken")]
    left = 0.0
    for column, wide in list(zip(columns, widths, strict=True))[:shown]:
        parts.append(_column(asked, pen, column, (left, min(wide, width - left)), kept[:count], looks))
        left += wide
    parts += [pen.rule(0, HEAD + ROW * row, width, HEAD + ROW * row) for row in range(count)]
    if not kept:
        middle = (width / 2, HEAD + ROW / 2)
        parts.append(pen.words("No rows match the filters.", middle, width, color="muted", anchor="middle"))
    foot = left_out(
        (count, max(len(kept), asked.total_rows if LEVEL not in _names(asked) else 0)), (shown, len(columns))
    )
    return framed(pen, room, width, height, parts, foot if kept else None)


def _rows_in(room: Size, count: int, *, is_cut_at_the_side: bool) -> int:
    """How many rows are drawn: a line below them takes room as well."""
    fits = int((room.height - HEAD - (FOOT if is_cut_at_the_side else 0)) // ROW)
    if count <= fits:
        return count
    return max(1, int((room.height - HEAD - FOOT) // ROW))


def _column(
    asked: Written, pen: Pen, column: Column, place: tuple[float, float], rows: Sequence[int], looks: Looks
) -> str:
    left, width = place
    is_right = column.is_number and not column.has_labels
    x, anchor = (left + width - PADDING, "end") if is_right else (left + PADDING, "start")
    inner = width - 2 * PADDING
    parts = [pen.words(column.label, (x, HEAD / 2), inner, size=12, weight=500, anchor=anchor)]
    for at, row in enumerate(rows):
        top = HEAD + ROW * at
        middle = (x, top + ROW / 2)
        value = column.values[at]
        if column.role == "measure" and asked.is_hidden(row):
            parts.append(pen.words(HIDDEN_WORD, middle, inner, anchor=anchor, is_quiet=True))
            continue
        look = looks.at(column.name, at)
        if look is not None:
            parts += ground_of(pen, look, left, top, width, ROW)
            words = _written(value, column, asked)
            put = value_on if is_right else _text_on
            parts.append(put(pen, look, words, middle, inner))
        elif value is None or value == "":
            parts.append(pen.words("null" if value is None else "empty", middle, inner, anchor=anchor, is_quiet=True))
        else:
            parts.append(pen.words(_written(value, column, asked), middle, inner, anchor=anchor))
    parts.append(pen.rule(left + width, 0, left + width, HEAD + ROW * len(rows)))
    return "".join(parts)


def value_on(pen: Pen, look: Look, text: str, middle: tuple[float, float], room: float) -> str:
    """A value with its sign, from the right."""
    if look.tone is None or look.icon is None:
        return pen.words(text, middle, room, anchor="end")
    beside = min(room, width_of(text, 13, 500) + SIGN)
    sign = pen.icon(look.icon, middle[0] - beside, middle[1] - 7, 14, TONES[look.tone][0])
    return sign + pen.words(text, middle, room - SIGN, weight=500, anchor="end")


def _text_on(pen: Pen, look: Look, text: str, middle: tuple[float, float], room: float) -> str:
    """A text with its sign, from the left."""
    if look.tone is None or look.icon is None:
        return pen.words(text, middle, room)
    sign = pen.icon(look.icon, middle[0], middle[1] - 7, 14, TONES[look.tone][0])
    return sign + pen.words(text, (middle[0] + SIGN, middle[1]), room - SIGN, weight=500)


def _written(value: Any, column: Column, asked: Written) -> str:
    form = asked.forms.get(column.name)
    if value is not None and column.has_labels:
        return label_of(value, column)
    is_amount = column.is_number and not isinstance(value, bool | str) and value is not None
    return number_words(value, form).full if form is not None and is_amount else value_words(value, column.type)


def _words_of(column: Column, asked: Written) -> ColumnWords:
    texts = [_written(value, column, asked) for value in column.values[:MEASURED]]
    kind = "text" if column.has_labels or column.type in TEXTS else "number" if column.is_number else "other"
    return ColumnWords(column.label, kind, max((len(one) for one in texts), default=0))


def _names(asked: Written) -> set[str]:
    return {one.name for one in asked.columns}
