"""How wide columns are, as the web application lays them out (`web/src/viz/column-widths.ts`)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

TITLE_LETTER, TITLE_ROOM, CELL_ROOM = 6.4, 40, 20
LETTERS = {"text": 7.0, "number": 7.8, "other": 7.0}
NARROWEST, WIDEST, WIDEST_TITLE = 72, 420, 200
TO_FIT, SCROLLING = 96, 180


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """What a column holds, as far as its width is concerned."""

    title: str
    kind: str
    """`text`, `number` or `other`: only texts may be cut off."""
    longest: int


def wanted_width(column: ColumnWords) -> int:
    """How wide a column is when nothing else is asked of it."""
    cells = column.longest * LETTERS[column.kind] + CELL_ROOM
    header = min(WIDEST_TITLE, len(column.title) * TITLE_LETTER + TITLE_ROOM)
    return math.ceil(min(WIDEST, max(NARROWEST, cells, header)))


def column_widths(columns: Sequence[ColumnWords], frame: float) -> list[int]:
    """Columns as wide as what they hold: texts take what the others leave, and step back before anything is cut off."""
    widths = [wanted_width(one) for one in columns]
    spare = math.floor(frame) - sum(widths)
    is_text = [one.kind == "text" for one in columns]
    if spare >= 0:
        texts = [width if text else 0 for width, text in zip(widths, is_text, strict=True)]
        more = _shared(spare, texts if sum(texts) > 0 else widths)
        return [width + one for width, one in zip(widths, more, strict=True)]
    give = _beyond(widths, is_text, TO_FIT)
    less = _shared(-spare, give) if sum(give) >= -spare else _beyond(widths, is_text, SCROLLING)
    return [width - one for width, one in zip(widths, less, strict=True)]


def within(widths: Sequence[float], room: float) -> int:
    """How many columns there is room for, one at least."""
    held, taken = 0, 0.0
    for width in widths:
        taken += width
        if taken > room + 1 and held > 0:
            break
        held += 1
    return held


def _beyond(widths: Sequence[int], is_text: Sequence[bool], least: int) -> list[int]:
    return [max(0, width - least) if text else 0 for width, text in zip(widths, is_text, strict=True)]


def _shared(pixels: int, weights: Sequence[int]) -> list[int]:
    total = sum(weights)
    if total == 0:
        return [0] * len(weights)
    parts = [pixels * weight // total for weight in weights]
    last = max(place for place, weight in enumerate(weights) if weight > 0)
    parts[last] += pixels - sum(parts)
    return parts
