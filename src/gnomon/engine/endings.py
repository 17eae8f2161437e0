"""Turns what became of a piece of work into the errors of the front door."""

from collections.abc import Mapping
from typing import Any

from gnomon.engine.contracts import (
    ErrorPlace,
    QueryCancelled,
    QueryFailed,
    QueryMemory,
    QueryTimeout,
    QueryTooBulky,
    QueryTooLarge,
    TaskRefused,
    WorkerLost,
)
from gnomon.engine.process import Ending
from gnomon.engine.protocol import Failure
from gnomon.foundation.kit.errors import AppError, ErrorCode, StorageFull


def error_of_ending(ending: Ending, seconds: float, memory_bytes: int) -> AppError:
    """The error for work that was ended from outside."""
    match ending:
        case Ending.TIMEOUT:
            return QueryTimeout(seconds)
        case Ending.MEMORY:
            return QueryMemory(memory_bytes)
        case Ending.CANCELLED:
            return QueryCancelled()
        case Ending.DIED:
            return WorkerLost()


def error_of_failure(body: Mapping[str, Any], *, memory_bytes: int, max_rows: int = 0, max_bytes: int = 0) -> AppError:
    """The error for work that the worker itself gave up."""
    match body["failure"]:
        case Failure.MEMORY:
            return QueryMemory(memory_bytes)
        case Failure.TOO_MANY_ROWS:
            return QueryTooLarge(max_rows)
        case Failure.TOO_MANY_BYTES:
            return QueryTooBulky(max_bytes)
        case Failure.CANCELLED:
            return QueryCancelled()
        case Failure.STORAGE_FULL:
            return StorageFull()
        case Failure.REFUSED:
            code = ErrorCode(body["code"])
            return TaskRefused(code, body["message"], hint=body["hint"], details=body["details"])
        case _:
            return QueryFailed(body["message"], _place(body.get("place")))


def _place(told: Mapping[str, Any] | None) -> ErrorPlace | None:
    if told is None:
        return None
    return ErrorPlace(told["start"], told["length"], told["name"], tuple(told["candidates"]))
