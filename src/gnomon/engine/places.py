"""Reads where and about what an error of the engine is, where the connection tells it as JSON."""

import json
import re
from typing import Any

_MISSING = re.compile(r'(?:column named|Referenced table|Column) "([^"]+)"')
_CANDIDATES = re.compile(r"Candidate (?:bindings|tables):(.*)", re.DOTALL)
LONGEST_NAME = 200
MOST_CANDIDATES = 5


def placed(text: str) -> tuple[str, dict[str, Any] | None]:
    """The message as people read it, and the place; `text` itself where the engine told no more."""
    kind, _, told = text.partition(": {")
    if not told:
        return text, None
    try:
        read = json.loads("{" + told)
    except ValueError:
        return text, None
    return f"{kind}: {read.get('exception_message', '')}", place_of(read)


def place_of(read: dict[str, Any]) -> dict[str, Any]:
    """The place in what the engine tells as JSON: an offset and a length in bytes, a name, and names near it."""
    start, length = _location(read)
    message = str(read.get("exception_message", ""))
    missing = _MISSING.search(message)
    name = read.get("name", missing and missing[1])
    return {
        "start": start,
        "length": length,
        "name": None if name is None else str(name)[:LONGEST_NAME],
        "candidates": [found[:LONGEST_NAME] for found in _candidates(read, message)][:MOST_CANDIDATES],
    }


def _candidates(read: dict[str, Any], message: str) -> list[str]:
    if "candidates" in read:
        return [name for name in str(read["candidates"]).split(",") if name]
    found = _CANDIDATES.search(message)
    return [] if found is None else re.findall(r'"([^"]+)"', found[1])


def _location(read: dict[str, Any]) -> tuple[int | None, int]:
    try:
        start, length = json.loads(read["location"])
        return int(start), int(length)
    except (KeyError, ValueError, TypeError):
        return None, 0
