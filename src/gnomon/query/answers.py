"""Answers in memory: an Arrow stream with its meaning, and the frames that a batch travels in."""

from dataclasses import dataclass
from typing import Any

from gnomon.foundation.kit.errors import AppError
from gnomon.query.contracts import QueryMeaning, SqlMeaning


@dataclass(frozen=True, slots=True)
class QueryAnswer:
    """The rows of an answer as an Arrow IPC stream, and everything about them."""

    meaning: QueryMeaning
    ipc: bytes
    is_timeless: bool = False
    """Whether the same question has the same answer at any other moment, while its data are the same."""
    kept_as: str | None = None
    """Under which key these very bytes are kept, where it is not the fingerprint."""


@dataclass(frozen=True, slots=True)
class SqlAnswer:
    """The rows of a hand-written statement as an Arrow IPC stream, and everything about them."""

    meaning: SqlMeaning
    ipc: bytes


@dataclass(frozen=True, slots=True)
class QueryFrame:
    """One answer of a batch, or the reason why there is none."""

    id: str
    answer: QueryAnswer | None
    error: AppError | None
    extra: dict[str, Any] | None = None
    """What the asker wants to send along in the frame's header, such as a Vega-Lite spec."""
