"""Where something stands in a text, as people count."""

from typing import Any


def place_in(text: bytes, start: int, length: int) -> dict[str, Any]:
    """Line and column, both from 1, and length, in characters; of a place in bytes of UTF-8."""
    before = text[:start].decode(errors="replace")
    line_start = before.rfind("\n") + 1
    return {
        "line": before.count("\n") + 1,
        "column": len(before) - line_start + 1,
        "length": len(text[start : start + length].decode(errors="replace")),
    }
