"""Batch framing: `[u32 big-endian header length][JSON header][Arrow IPC stream body]`, one frame an answer."""

import struct
from collections.abc import Iterator
from typing import Any

import orjson

from gnomon.foundation.kit.errors import AppError
from gnomon.query.answers import QueryFrame

BATCH_MEDIA_TYPE = "application/vnd.gnomon.batch"
ARROW_MEDIA_TYPE = "application/vnd.apache.arrow.stream"


def encode_frame(frame: QueryFrame) -> Iterator[bytes]:
    """The bytes of one frame, in parts so that the body is not copied."""
    body = frame.answer.ipc if frame.answer else b""
    header = orjson.dumps(
        {
            "id": frame.id,
            "meaning": frame.answer.meaning.model_dump(mode="json") if frame.answer else None,
            "error": error_body(frame.error) if frame.error else None,
            "body_length": len(body),
            "extra": frame.extra,
        }
    )
    yield struct.pack(">I", len(header)) + header
    if body:
        yield body


def error_body(error: AppError) -> dict[str, Any]:
    """An error inside a frame: the `error` member of a problem, and its kind."""
    return {
        "code": error.code.value,
        "kind": error.kind.value,
        "message": error.message,
        "hint": error.hint,
        "details": error.details,
    }
