"""How a worker says what is wrong with a text, and where."""

from collections.abc import Mapping
from typing import Any

from gnomon.engine.contracts import TaskRefused
from gnomon.foundation.kit.errors import ErrorCode

NOWHERE = 2**64 - 1
"""What the engine's parser calls the place of a node that it made up."""


def refused(
    message: str, hint: str | None = None, *, node: Mapping[str, Any] | None = None, function: str | None = None
) -> TaskRefused:
    """The guard will not have it; perhaps because it does not know a function."""
    details = {} if node is None else place_of(node)
    return TaskRefused(ErrorCode.QUERY_REFUSED, message, hint=hint, details={**details, "function": function})


def broken(message: str, *, start: int | None, length: int = 0) -> TaskRefused:
    """The engine cannot read it."""
    return TaskRefused(ErrorCode.QUERY_ERROR, message, details={"start": start, "length": length})


def place_of(node: Mapping[str, Any]) -> dict[str, Any]:
    """Where a node of the parser's tree stands, in bytes."""
    start = node.get("query_location", NOWHERE)
    return {"start": None if start == NOWHERE else start, "length": node.get("query_location_length", 0)}
