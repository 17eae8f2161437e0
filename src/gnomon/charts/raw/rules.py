"""What a picture may not do, whatever the schema of Vega-Lite allows: reach out, listen, or make much of little."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from gnomon.charts.raw.expressions import PLAIN_FORMAT, PROTOTYPES
from gnomon.charts.raw.faults import Fault, Path
from gnomon.charts.raw.reading import Document, parts_of

TABLE = "table"
"""What a document calls the rows of its picture."""
MOST_STEPS = 500
MOST_UNITS = 40
MOST_TRANSFORMS = 40
MOST_COPIES = 100
"""How many rows the steps of a document may make of one."""
MOST_PIXELS = 4_000
NAME = re.compile(r"[A-Za-z_]\w{0,59}")

MOST_WRITTEN = 100
"""Rows that stand in a document itself, as words for its legend."""
_OURS_ALONE = (
    "A picture shows the rows of its fields: data stays away, or is {“name”: “table”}, "
    f"or at most {MOST_WRITTEN} values that stand here themselves."
)
_NO_ADDRESS = "A picture opens no address, and loads nothing from anywhere."
REFUSED: Mapping[str, str] = {
    "url": _NO_ADDRESS,
    "href": _NO_ADDRESS,
    "loader": _NO_ADDRESS,
    "image": _NO_ADDRESS,
    "datasets": _OURS_ALONE,
    "usermeta": "What belongs to the page around a picture has no place in it.",
    "embedOptions": "What belongs to the page around a picture has no place in it.",
    "signal": "Signals belong to Vega; parameters of Vega-Lite stand in params.",
    "locale": "Numbers and dates are written as the reader has chosen.",
    "customFormatTypes": "Formats are those of d3.",
    "element": "A parameter is bound to the picture, and to nothing on the page.",
    "keyvals": "Values to impute are those that the rows have.",
}
COUNTS = frozenset({"count", "steps", "minsteps", "maxsteps", "maxbins", "columns", "tickCount", "order"})
_COUNTED = re.compile(r"ceil\(abs\(span\(range\('\w{1,40}'\)\)\) / [1-9]\d{0,3}\)")
"""A number of ticks that grows with the room, as our own pictures have it."""
_CALM_TICKS = frozenset({"day", "week", "month", "year"})
_EVENTS = re.compile(r"click|dblclick|(pointer|mouse)(over|out|move|down|up)")
_LOADS = re.compile(r"url\s*\(|image-set|@import|javascript:|data:[a-z]+/", re.IGNORECASE)
_CURSOR = re.compile(r"[a-z-]{1,30}")
_RESERVED = frozenset({"datum", "event", "item", "parent", "width", "height", "padding", "autosize", "unit", "cursor"})
EXPRESSIONS = frozenset({"expr", "calculate", "labelExpr", "test", "filter", "and", "or", "not"})
"""Where a text is an expression, not words."""


def faults_of(document: Document) -> list[Fault]:
    """Everything in a document that is refused, in its order."""
    return [*_whole(document), *(fault for path, value in parts_of(document) for fault in _part(document, path, value))]


def is_expression(path: Path, value: Any) -> bool:
    """Whether the text at this place is an expression."""
    names = [one for one in path if isinstance(one, str)]
    return isinstance(value, str) and bool(names) and names[-1] in EXPRESSIONS


def named(path: Path) -> str:
    """The name that a value has, where it is no part of a list."""
    return path[-1] if path and isinstance(path[-1], str) else ""


def _part(document: Document, path: Path, value: Any) -> Iterator[Fault]:
    name = named(path)
    if name.lower() in PROTOTYPES or name.startswith("__"):
        yield Fault(path, f"“{name[:40]}” cannot be the name of anything.")
        return
    if name in REFUSED:
        yield Fault(path, REFUSED[name])
        return
    if name == "bind" and value not in ("scales", "legend"):
        yield Fault(path, "A parameter is bound to scales or to the legend, and to nothing on the page.")
        return
    rule = RULES.get(name)
    message = rule(document, path, value) if rule is not None else None
    if message is None and name in COUNTS:
        message = _count(path, value)
    if message is None and isinstance(value, str) and not is_expression(path, value):
        message = _words(path, value)
    if message is not None:
        yield Fault(path, message)


def _words(path: Path, value: str) -> str | None:
    name = named(path)
    if "\\" in value or any(ord(letter) < 32 and letter != "\n" for letter in value):
        return "A backslash or an unseen letter cannot stand in a text."
    if _LOADS.search(value):
        return _NO_ADDRESS
    if (name == "format" or name.endswith("Format")) and not PLAIN_FORMAT.fullmatch(value):
        return "A format is short, and no number in it has more than two digits."
    return None


def _data(_document: Document, path: Path, value: Any) -> str | None:
    if value == {"name": TABLE}:
        return None
    if path == ("data",):
        return _OURS_ALONE
    rows = value.get("values") if isinstance(value, dict) and len(value) == 1 else None
    is_short = isinstance(rows, list) and len(rows) <= MOST_WRITTEN
    return None if is_short and all(isinstance(one, dict) for one in rows or ()) else _OURS_ALONE


def _kind(_document: Document, _path: Path, value: Any) -> str | None:
    return _NO_ADDRESS if value == "image" else None


def _cursor(_document: Document, _path: Path, value: Any) -> str | None:
    return None if isinstance(value, str) and _CURSOR.fullmatch(value) else "A cursor is one word."


def _length(_document: Document, _path: Path, value: Any) -> str | None:
    is_large = isinstance(value, int | float) and value > MOST_PIXELS
    return f"A picture is at most {MOST_PIXELS:,} pixels wide and high." if is_large else None


def _event(_document: Document, path: Path, value: Any) -> str | None:
    if "select" not in path or isinstance(value, bool):
        return None
    is_calm = isinstance(value, str) and _EVENTS.fullmatch(value)
    return None if is_calm else "A selection follows one kind of press or movement on its own picture, as click."


def _toggle(_document: Document, _path: Path, value: Any) -> str | None:
    return None if isinstance(value, bool) or value == "event.shiftKey" else "This is true, false or event.shiftKey."


def _switch(_document: Document, path: Path, value: Any) -> str | None:
    return None if "select" not in path or isinstance(value, bool) else "This is true or false."


def _step(document: Document, path: Path, value: Any) -> str | None:
    around = path[-2] if len(path) > 1 else ""
    if around in {"width", "height"}:
        return None if isinstance(value, int | float) and 0 < value <= 200 else "A step is at most 200 pixels wide."
    if around in {"timeUnit", "nice", "tickCount"}:
        return None if isinstance(value, int | float) and value >= 1 else "A step of time is at least one."
    siblings = _at(document, path[:-1])
    if isinstance(siblings, dict) and "quantile" in siblings:
        return None if isinstance(value, int | float) and 0.005 <= value <= 1 else "A step is at least 0.005."
    return "How many steps this would make is not known; give maxbins, or the values themselves."


def _count(path: Path, value: Any) -> str | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return None if value <= MOST_STEPS else f"This is at most {MOST_STEPS}."
    if path[-1] != "tickCount":
        return None if path[-1] == "order" else "This is a number."
    if isinstance(value, dict) and "expr" in value:
        return None if _COUNTED.fullmatch(str(value["expr"])) else "The number of ticks is a number."
    unit = value.get("interval") if isinstance(value, dict) else value
    return None if unit in _CALM_TICKS else f"Ticks are counted, or stand at each {', '.join(sorted(_CALM_TICKS))}."


def _parameters(_document: Document, path: Path, value: Any) -> str | None:
    for one in value if isinstance(value, list) else ():
        name = one.get("name") if isinstance(one, dict) else None
        if isinstance(name, str) and (not NAME.fullmatch(name) or name in _RESERVED or name.endswith("_store")):
            return f"“{name[:40]}” cannot be the name of a parameter: letters and digits, and no word of Vega's own."
    return None


def _pivot(document: Document, path: Path, _value: Any) -> str | None:
    step = _at(document, path[:-1])
    limit = step.get("limit") if isinstance(step, dict) else None
    is_limited = isinstance(limit, int | float) and not isinstance(limit, bool) and 1 <= limit <= 100
    return None if is_limited else "A pivot says by limit how many columns it makes, at most 100."


RULES: Mapping[str, Callable[[Document, Path, Any], str | None]] = {
    "data": _data,
    "mark": _kind,
    "type": _kind,
    "cursor": _cursor,
    "width": _length,
    "height": _length,
    "on": _event,
    "clear": _event,
    "toggle": _toggle,
    "zoom": _switch,
    "translate": _switch,
    "step": _step,
    "params": _parameters,
    "pivot": _pivot,
}


def _whole(document: Document) -> Iterator[Fault]:
    """What no part is to blame for alone."""
    units = transforms = 0
    copies = repeated = 1
    for path, value in parts_of(document):
        if not isinstance(value, dict):
            continue
        units += "mark" in value
        steps = value.get("transform")
        transforms += len(steps) if isinstance(steps, list) else 0
        if path and "transform" in path:
            copies *= len(value["fold"]) if isinstance(value.get("fold"), list) else 1
            copies *= 10 if "flatten" in value else 1
        repeated *= _repeats(value.get("repeat")) if "spec" in value else 1
    if units * repeated > MOST_UNITS:
        yield Fault((), f"This is more than {MOST_UNITS} layers and pictures.")
    if transforms > MOST_TRANSFORMS:
        yield Fault((), f"These are more than {MOST_TRANSFORMS} transforms.")
    if copies > MOST_COPIES:
        yield Fault((), f"Folded and flattened like this, each row would become more than {MOST_COPIES}.")


def _repeats(repeat: Any) -> int:
    if isinstance(repeat, list):
        return max(1, len(repeat))
    sides = repeat.values() if isinstance(repeat, dict) else ()
    count = 1
    for one in sides:
        count *= max(1, len(one)) if isinstance(one, list) else 1
    return count


def _at(document: Document, path: Path) -> Any:
    found: Any = document
    for part in path:
        found = found[part]
    return found
