"""From the text of a document to its values, which are few, small and plain."""

import json
import math
from collections.abc import Iterator
from typing import Any, NoReturn, TypeAlias

from gnomon.charts.raw.faults import Fault, Path

Document: TypeAlias = dict[str, Any]

MAX_DEPTH = 24
MAX_PARTS = 4_000
MAX_LIST = 500
MAX_TEXT = 1_000
LARGEST = 1e15


def read(text: str) -> tuple[Document, tuple[Fault, ...]]:
    """The document, and what is wrong where it is no JSON, no object, or too much of either."""
    try:
        found = json.loads(text, parse_constant=_no_number, object_pairs_hook=_with_single_names)
    except (ValueError, RecursionError) as error:
        return {}, (Fault((), _words(error)),)
    if not isinstance(found, dict):
        return {}, (Fault((), "A document is an object: it begins with { and ends with }."),)
    return found, tuple(_too_much(found))


def parts_of(document: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value of a document with its place, from the outside in."""
    waiting: list[tuple[Path, Any]] = [(path, document)]
    while waiting:
        place, value = waiting.pop()
        yield place, value
        if isinstance(value, dict):
            waiting.extend(((*place, name), value[name]) for name in reversed(value))
        elif isinstance(value, list):
            waiting.extend(((*place, index), value[index]) for index in reversed(range(len(value))))


def _too_much(document: Document) -> Iterator[Fault]:
    for count, (path, value) in enumerate(parts_of(document)):
        if count > MAX_PARTS:
            yield Fault((), f"This is more than {MAX_PARTS:,} parts.")
            return
        if len(path) > MAX_DEPTH:
            yield Fault(path, f"This lies more than {MAX_DEPTH} steps deep.")
            return
        message = _oversized(value)
        if message is not None:
            yield Fault(path, message)


def _oversized(value: Any) -> str | None:
    match value:
        case list() if len(value) > MAX_LIST:
            return f"A list holds at most {MAX_LIST} values."
        case str() if len(value) > MAX_TEXT:
            return f"A text is at most {MAX_TEXT:,} characters long."
        case str() if not _is_writable(value):
            return "This text holds half a character."
        case bool() | None:
            return None
        case int() | float() if not math.isfinite(value) or abs(value) > LARGEST:
            return "This number is too large."
        case dict() if any(len(name) > MAX_TEXT or not _is_writable(name) for name in value):
            return "A name in here is too long, or holds half a character."
    return None


def _is_writable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _with_single_names(pairs: list[tuple[str, Any]]) -> Document:
    found: Document = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"“{name[:80]}” stands here twice.")
        found[name] = value
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number in JSON.")


def _words(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"This is no JSON: {error.msg[:1].lower()}{error.msg[1:]} in line {error.lineno}."
    return f"This is no JSON: {error}" if isinstance(error, ValueError) else "This lies too deep."
