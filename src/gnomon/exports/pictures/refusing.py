"""What no picture may hold: addresses, images, links. Rows are data and may say anything."""

from typing import Any

from gnomon.engine.contracts import TaskRefused
from gnomon.foundation.kit.errors import ErrorCode

ADDRESSES = frozenset({"url", "href", "loader", "image"})
ROWS = frozenset({"values", "datasets"})


def refuse_addresses(spec: Any) -> None:
    """Look through a Vega-Lite or Vega spec. Raises `TaskRefused` where it would show anything from outside."""
    waiting: list[Any] = [spec]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting.extend(part)
        elif isinstance(part, dict):
            if not ADDRESSES.isdisjoint(part) or part.get("type") == "image" or part.get("mark") == "image":
                raise not_drawn("A picture loads nothing from anywhere.")
            waiting.extend(value for name, value in part.items() if name not in ROWS)


def refuse_outside(svg: str) -> None:
    """Look through a drawn picture, in which `<` stands for itself nowhere else. Raises `TaskRefused`."""
    if any(word in svg for word in ("<image", "<a ", "<script", "<foreignObject", "<use", "<!ENTITY")):
        raise not_drawn("A picture shows nothing from outside.")


def not_drawn(why: str) -> TaskRefused:
    """What is said of a picture that cannot be drawn."""
    return TaskRefused(
        ErrorCode.QUERY_ERROR,
        f"This picture could not be drawn as a file. {why}",
        hint="Take the rows home as CSV or Excel instead.",
    )
