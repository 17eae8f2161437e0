"""How a picture shares its frame, worked out as the web application does (`web/src/viz/room.ts`)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from gnomon.exports.pictures.spec_parts import Row, Size, Spec, channel_of, mark_of

NO_VALUE = "No value"
LETTER = 5.8
"""What a letter of a label takes on average."""
LINE = 16.5
MAX_LABEL = 160.0
SYMBOL = 26.0
X_ROOM = 42.0
Y_TITLE = 22.0
Y_NUMBERS = 46.0
EDGE = 10.0
RAMP_RIGHT, RAMP_TOP = 84.0, 58.0
TOO_LOW = 56.0
"""Below this a picture does without its legend."""
FLAT = 96.0
LEAN = 40
LEANS = math.sin(LEAN * math.pi / 180)
MOST_OF_Y = 200.0


@dataclass(frozen=True, slots=True)
class Room:
    """What is left for the marks, and what the theme's config takes over for a frame, section by section."""

    plot: Size
    config: dict[str, Spec]


@dataclass(frozen=True, slots=True)
class Names:
    """How names stand along x, and how far they reach below it."""

    axis: Spec
    down: float


@dataclass(frozen=True, slots=True)
class _Words:
    count: float
    widest: float
    is_text: bool


@dataclass(frozen=True, slots=True)
class _Place:
    plot: Size
    legend: Spec


def names_along(spec: Spec, rows: Sequence[Row], plot: Size) -> Names:
    """Names lie flat where each has room, are shortened where they nearly do, and lean where they are many."""
    x = channel_of(spec, "x")
    if x is None or not _is_discrete(x):
        return Names({}, 0)
    words = _words_of(x, rows)
    step = plot.width / max(1, words.count)
    if not words.is_text or words.widest + 6 <= step:
        return Names({"labelAngle": 0}, 0)
    if step >= FLAT:
        return Names({"labelAngle": 0, "labelLimit": _in_steps(step)}, 0)
    limit = min(MAX_LABEL, _in_steps(max(36.0, plot.height * 0.4) / LEANS))
    return Names({"labelAngle": -LEAN, "labelLimit": limit}, min(words.widest, limit) * LEANS)


def room_of(spec: Spec, rows: Sequence[Row], size: Size) -> Room:
    """How a picture of these rows is laid out in a frame of this size."""
    y = channel_of(spec, "y")
    y_limit = min(MOST_OF_Y, _in_steps(size.width * 0.35))
    y_labels = min(y_limit, _words_of(y, rows).widest) if y is not None and _is_discrete(y) else Y_NUMBERS
    across, down = (0.0, 0.0) if y is None else (y_labels + Y_TITLE, X_ROOM)
    place = _with_legend(spec, rows, Size(size.width - across, size.height - down), size)
    config = {
        "legend": place.legend,
        "axisYDiscrete": {"labelLimit": y_limit},
        "axisX": _title_limit(place.plot.width),
        "axisY": _title_limit(place.plot.height),
    }
    return Room(place.plot, config)


def _title_limit(length: float) -> Spec:
    return {"titleLimit": max(80, math.floor(length + 0.5))}


def _in_steps(length: float) -> float:
    return math.floor(length / 12) * 12


def _width(text: str) -> float:
    # As a browser counts them: what lies beyond the first plane is two.
    return (len(text) + sum(letter > "\uffff" for letter in text)) * LETTER


def _words_of(channel: Spec, rows: Sequence[Row]) -> _Words:
    """What stands in a legend or along an axis. Labels are derived: `region:label` stands for `region`."""
    sort = channel.get("sort")
    if isinstance(sort, list):
        return _Words(len(sort), max((_width(_said(one)) for one in sort), default=-math.inf), is_text=True)
    column = str(channel.get("field")).split(":")[0]
    values = list(dict.fromkeys(_alike(row.get(column)) for row in rows))
    widths = [_width(value) if isinstance(value, str) else _width(NO_VALUE) for _, value in values]
    legend = channel.get("legend")
    most = legend.get("symbolLimit") if isinstance(legend, dict) else None
    count = len(values) if not isinstance(most, int | float) else min(most, len(values))
    return _Words(count, max(0.0, *widths, 0.0), any(isinstance(value, str) for _, value in values))


def _alike(value: object) -> tuple[bool, object]:
    """A value that `True` and `1` do not share."""
    return isinstance(value, bool), value


def _said(value: object) -> str:
    return "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _roominess(plot: Size, *, is_round: bool) -> float:
    return min(plot.width if is_round else plot.width / 1.6, plot.height)


def _legend_places(words: _Words, room: Size, frame: Size) -> list[_Place]:
    entry = min(MAX_LABEL, words.widest) + SYMBOL
    stacks = max(1, math.ceil(words.count * LINE / max(LINE, frame.height - 1.5 * LINE)))
    columns = int(max(1, min(words.count, math.floor(room.width / entry))))
    lines = math.ceil(words.count / columns) + 1
    return [
        _Place(Size(room.width - stacks * entry - EDGE, room.height), {"orient": "right", "columns": stacks}),
        _Place(Size(room.width, room.height - lines * LINE - EDGE), {"orient": "bottom", "columns": columns}),
    ]


def _ramp_places(room: Size) -> list[_Place]:
    length = max(36, min(144, _in_steps(room.height - 24)))
    return [
        _Place(Size(room.width, room.height - RAMP_TOP), {"orient": "top", "gradientLength": 140}),
        _Place(Size(room.width - RAMP_RIGHT, room.height), {"orient": "right", "gradientLength": length}),
    ]


def _with_legend(spec: Spec, rows: Sequence[Row], room: Size, frame: Size) -> _Place:
    color = channel_of(spec, "color")
    if color is None or ("legend" in color and color["legend"] is None):
        return _Place(room, {})
    is_ramp = color.get("type") == "quantitative"
    places = _ramp_places(room) if is_ramp else _legend_places(_words_of(color, rows), room, frame)
    is_round = mark_of(spec) == "arc"
    best = max(places, key=lambda place: _roominess(place.plot, is_round=is_round))
    if _roominess(best.plot, is_round=is_round) < TOO_LOW:
        return _Place(room, {"disable": True})
    return best


def _is_discrete(channel: Spec) -> bool:
    return channel.get("type") in {"ordinal", "nominal"}
