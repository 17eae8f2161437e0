"""Does brief work inside a warm worker, with a locked connection that has no table and no file."""

import importlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb

from gnomon.engine.connection import Connection
from gnomon.engine.contracts import TaskRefused
from gnomon.engine.protocol import Failure
from gnomon.engine.statements import WriteColumns
from gnomon.engine.statements import describe_failure as describe_failure_of_statement

if TYPE_CHECKING:
    from gnomon.engine.connection import WarmConnections


@dataclass(frozen=True, slots=True)
class BareContext:
    """What a call finds inside its worker process; see `CallContext`."""

    connection: Connection

    def words(self, text: str) -> list[tuple[int, str]]:
        """Where each word of a text begins, in bytes of UTF-8, and of what kind it is."""
        return [(start, kind.name) for start, kind in duckdb.tokenize(text)]


def perform_call(
    entry_point: str, connections: "WarmConnections", memory_bytes: int, payload: Mapping[str, Any]
) -> bytes:
    """What the call returns, as JSON."""
    function: Callable[[BareContext, Mapping[str, Any]], Mapping[str, Any]] = _function(entry_point)
    context = BareContext(connections.get((), memory_bytes))
    return json.dumps(function(context, payload), allow_nan=False, separators=(",", ":")).encode()


def columns_writer(projection: Mapping[str, Any] | None) -> WriteColumns | None:
    """What writes the columns of an answer; see `Projection`."""
    if projection is None:
        return None
    function = _function(projection["entry_point"])
    return lambda columns: function(columns, projection["payload"])


def _function(entry_point: str) -> Callable[..., Any]:
    module, _, name = entry_point.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found


def describe_failure(error: Exception) -> dict[str, Any]:
    """Why a call gave nothing, in the words of the protocol."""
    if isinstance(error, TaskRefused):
        told = {"code": error.code, "message": error.message, "hint": error.hint, "details": error.details}
        return {"failure": Failure.REFUSED, **told}
    return describe_failure_of_statement(error)
