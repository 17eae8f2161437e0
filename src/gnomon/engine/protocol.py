"""What server and worker say to each other: length-prefixed frames, a JSON head and exact scalars."""

import json
import struct
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import IntEnum
from typing import Any

from gnomon.engine.contracts import Scalar

FRAME_HEAD = struct.Struct(">BI")
MAX_CHUNK_BYTES = 1024 * 1024
MAX_FRAME_BYTES = 64 * 1024 * 1024


class FrameKind(IntEnum):
    """What a frame says."""

    SETUP = 1
    READY = 2
    STATEMENT = 3
    TASK = 4
    CANCEL = 5
    CHUNK = 6
    DONE = 7
    FAILED = 8
    PROGRESS = 9
    CALL = 10


class Failure:
    """Why a worker could not answer, in the words of the protocol."""

    CANCELLED = "cancelled"
    FAILED = "failed"
    MEMORY = "memory"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_BYTES = "too_many_bytes"
    REFUSED = "refused"
    STORAGE_FULL = "storage_full"


def pack(kind: FrameKind, body: bytes | bytearray = b"") -> bytes:
    """A frame as it travels."""
    return FRAME_HEAD.pack(kind, len(body)) + body


def pack_json(kind: FrameKind, body: Mapping[str, Any]) -> bytes:
    """A frame whose body is JSON."""
    return pack(kind, json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass"))


def unpack_json(body: bytes) -> dict[str, Any]:
    """The JSON body of a frame."""
    value = json.loads(body.decode("utf-8", "surrogatepass"))
    if not isinstance(value, dict):
        raise ValueError("a frame holds an object")
    return value


def write_scalar(value: Scalar) -> Any:
    """A bound value as JSON that `read_scalar` turns back into the very same value."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case Decimal():
            return {"decimal": str(value)}
        case datetime():
            return {"datetime": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case time():
            return {"time": value.isoformat()}


def read_scalar(value: Any) -> Scalar:
    """The value that `write_scalar` was given."""
    if not isinstance(value, dict):
        return value  # type: ignore[no-any-return]
    ((kind, text),) = value.items()
    match kind:
        case "decimal":
            return Decimal(text)
        case "datetime":
            return datetime.fromisoformat(text)
        case "date":
            return date.fromisoformat(text)
        case "time":
            return time.fromisoformat(text)
        case _:
            raise ValueError(f"no scalar is called {kind}")


def write_parameters(parameters: tuple[Scalar, ...] | Mapping[str, Scalar]) -> dict[str, Any]:
    """The parameters by name; those of an order are called by their number."""
    if isinstance(parameters, Mapping):
        return {name: write_scalar(value) for name, value in parameters.items()}
    return {str(place): write_scalar(value) for place, value in enumerate(parameters, start=1)}
