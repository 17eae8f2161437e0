"""Whole replies that can be given again at once: to the same person, for the same bytes, while nothing has changed.

Only the numbers of the run differ in them. The rows stay with the kept results, and age with them.
"""

import hashlib
import re
import struct
from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

import orjson

from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.ids import uuid7
from gnomon.identity.contracts import Principal
from gnomon.query.answers import QueryFrame
from gnomon.query.cache import KeptResult

MOST_BYTES = 32 * 1024 * 1024
"""Of all replies together, but for the rows."""
REST_BYTES = 4 * 1024
MOST_HEAD_BYTES = 512 * 1024
"""Of the heads of one reply; what is longer is made anew each time."""

OF_ONE_RUN = ("run_id", "is_cached", "elapsed_ms", "asked_at")

RUN_ID = rb'"run_id":\s*"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"'
FIRST_RUN_ID = re.compile(rb"\{\s*" + RUN_ID + rb"\s*,")
LAST_RUN_ID = re.compile(rb",\s*" + RUN_ID + rb"\s*\}\s*$")


class Results(Protocol):
    """Where rows are at hand."""

    def at_hand(self, key: str) -> KeptResult | None:
        """The result of a fingerprint, if this process has it."""


RawHeaders = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that could be answered from what is kept."""

    head: Hashable
    """All of it but the body."""
    key: tuple[int, bytes]
    """Digests of head and body; that of the head is a quick one."""
    run_id: UUID | None
    """The one that the request brought along, which differs each time."""


@dataclass(frozen=True, slots=True)
class KeptFrame:
    """A frame without its rows and the numbers of its run."""

    head: bytes
    """Its JSON as far as those numbers, which stand last; two objects are open."""
    dataset_id: DatasetId
    fingerprint: str
    kept_as: str
    body_length: int
    row_count: int


@dataclass(frozen=True, slots=True)
class KeptReply:
    """Everything about a reply but its rows."""

    asked_head: Hashable
    principal: Principal
    state: Hashable
    frames: tuple[KeptFrame, ...]
    headers: RawHeaders
    """As they left, without those that tell of one reply alone."""
    route: object
    """The route that has answered, for the log."""

    @property
    def byte_size(self) -> int:
        """Of the heads of its frames, and a guess for the rest."""
        return REST_BYTES + sum(len(frame.head) for frame in self.frames)


def asked_by(head: Hashable, body: bytes) -> Asked:
    """What identifies a request; the id of the run does not, if it stands at either end of the body.

    Only there is it known to be the request's own, without reading the whole.
    """
    first = FIRST_RUN_ID.match(body)
    found = first or LAST_RUN_ID.search(body)
    run_id: UUID | None = None
    if found is not None:
        run_id = UUID(found[1].decode())
        body = b"{" + body[found.end() :] if first else body[: found.start()] + b"}"
    digest = hashlib.blake2b(body, digest_size=20).digest()
    return Asked(head, (hash(head), digest), run_id)


class KeptReplies:
    """The most recently used replies that fit."""

    def __init__(self, max_bytes: int = MOST_BYTES) -> None:
        self._max_bytes = max_bytes
        self._kept: OrderedDict[tuple[int, bytes], KeptReply] = OrderedDict()
        self.byte_size = 0

    def find(self, asked: Asked, principal: Principal, state: Hashable) -> KeptReply | None:
        """The reply to the same request of the same person in the same state of everything that decides it."""
        kept = self._kept.get(asked.key)
        if kept is None or kept.state != state or kept.asked_head != asked.head:
            return None
        if kept.principal is not principal and kept.principal != principal:
            return None
        self._kept.move_to_end(asked.key)
        return kept

    def keep(self, asked: Asked, reply: KeptReply) -> None:
        """Keep a reply; those that were not used for longest make room."""
        if asked.key in self._kept:
            self._forget(asked.key)
        self._kept[asked.key] = reply
        self.byte_size += reply.byte_size
        while self.byte_size > self._max_bytes:
            self._forget(next(iter(self._kept)))

    def _forget(self, key: tuple[int, bytes]) -> None:
        self.byte_size -= self._kept.pop(key).byte_size


@dataclass(slots=True)
class Recording:
    """Takes down what is said of a reply while it is made."""

    results: Results
    frames: tuple[KeptFrame, ...] = ()
    """Empty where nothing may be given again."""

    def keep(self, frames: Sequence[QueryFrame]) -> None:
        """Take down the complete reply if it may be given again."""
        kept = kept_frames(frames, self.results)
        if sum(len(frame.head) for frame in kept) <= MOST_HEAD_BYTES:
            self.frames = kept


def repeated(kept: KeptReply, results: Results, run_id: UUID | None, elapsed_ms: float) -> bytes | None:
    """The bytes of a reply for another run; None when not all of its rows are at hand any more."""
    run = {
        "run_id": str(run_id or uuid7()),
        "is_cached": True,
        "elapsed_ms": round(elapsed_ms, 3),
        "asked_at": clock.now().isoformat().replace("+00:00", "Z"),
    }
    tail = orjson.dumps(run)[1:] + b"}}"
    parts: list[bytes] = []
    for frame in kept.frames:
        result = results.at_hand(frame.kept_as)
        if result is None or len(result.ipc) != frame.body_length:
            return None
        parts += (struct.pack(">I", len(frame.head) + len(tail)), frame.head, tail, result.ipc)
    return b"".join(parts)


def kept_frames(frames: Sequence[QueryFrame], results: Results) -> tuple[KeptFrame, ...]:
    """The frames without their rows; none where one of them has failed, or would be another one a moment later."""
    kept = [_kept_frame(frame, results) for frame in frames]
    whole = tuple(frame for frame in kept if frame is not None)
    return whole if len(whole) == len(frames) else ()


def _kept_frame(frame: QueryFrame, results: Results) -> KeptFrame | None:
    answer = frame.answer
    # Only what was kept already: its receipt tells of nothing but that.
    if answer is None or not answer.is_timeless or not answer.meaning.receipt.is_cached:
        return None
    meaning = answer.meaning.model_dump(mode="json")
    receipt = {name: value for name, value in meaning.pop("receipt").items() if name not in OF_ONE_RUN}
    fingerprint = receipt["fingerprint"]
    kept_as = answer.kept_as or fingerprint
    at_hand = results.at_hand(kept_as)
    if at_hand is None or at_hand.ipc != answer.ipc:
        return None
    length = len(answer.ipc)
    outer = orjson.dumps({"id": frame.id, "error": None, "body_length": length, "extra": frame.extra})
    head = b'%b,"meaning":%b,"receipt":%b,' % tuple(
        json[:-1] for json in (outer, orjson.dumps(meaning), orjson.dumps(receipt))
    )
    told = answer.meaning
    return KeptFrame(head, told.receipt.dataset_id, fingerprint, kept_as, length, told.row_count)
