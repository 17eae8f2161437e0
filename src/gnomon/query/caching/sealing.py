"""How a result lies where others could write: as bytes of a numbered format, under a seal of this instance."""

import hashlib
import hmac
import json
import struct
import zlib
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from gnomon.query.cache import KeptResult
from gnomon.query.contracts import FanOut, SqlColumn

FORMAT = 1
"""Counts up whenever the bytes, or what an answer is made of, change their meaning."""
MAGIC = b"GNMN" + FORMAT.to_bytes(1, "big")
SEAL_BYTES = 32
WORTH_PACKING_BYTES = 4096
HEAD = struct.Struct(">I")


class BrokenSeal(Exception):
    """Bytes that this instance has not written for this result, or that it cannot read."""


@dataclass(frozen=True, slots=True)
class Unsealed:
    """A result, and when it was kept, in seconds of the clock on the wall."""

    result: KeptResult
    kept_at: float


class Sealer:
    """Writes and reads sealed results; only who holds the instance's key can make one.

    The seal covers the name of the result, so that no result can be put into the place of another.
    """

    def __init__(self, key: bytes) -> None:
        self._seal_key = hmac.digest(key, b"gnomon kept results: seal", "sha256")
        self._name_key = hmac.digest(key, b"gnomon kept results: name", "sha256")

    def name_of(self, fingerprint: str) -> str:
        """What a result is called: instances with other keys never meet, and a name says nothing of the question."""
        return hashlib.blake2b(fingerprint.encode(), key=self._name_key, digest_size=20).hexdigest()

    def seal(self, name: str, result: KeptResult, kept_at: float) -> bytes:
        """A result as bytes."""
        packed = _packed(result.ipc)
        head = json.dumps(
            {
                "kept_at": kept_at,
                "size": len(result.ipc),
                "is_packed": packed is not None,
                "row_count": result.row_count,
                "total_rows": result.total_rows,
                "columns": [column.model_dump(mode="json") for column in result.columns],
                "fan_outs": [one.model_dump(mode="json") for one in result.fan_outs],
                "corrected_sql": result.corrected_sql,
            }
        ).encode()
        content = HEAD.pack(len(head)) + head + (result.ipc if packed is None else packed)
        return MAGIC + self._seal(name, content) + content

    def open(self, name: str, value: bytes) -> Unsealed:
        """The result that was sealed under this name. Raises `BrokenSeal`."""
        start = len(MAGIC) + SEAL_BYTES
        seal, content = value[len(MAGIC) : start], value[start:]
        if not value.startswith(MAGIC) or not hmac.compare_digest(seal, self._seal(name, content)):
            raise BrokenSeal("it was not sealed by this instance")
        try:
            return _read(content)
        except (ValueError, KeyError, TypeError, struct.error, zlib.error, ValidationError) as error:
            raise BrokenSeal("it cannot be read") from error

    def _seal(self, name: str, content: bytes) -> bytes:
        sealing = hmac.new(self._seal_key, MAGIC, "sha256")
        sealing.update(name.encode())
        sealing.update(b"\n")
        sealing.update(content)
        return sealing.digest()


def _packed(ipc: bytes) -> bytes | None:
    """The bytes compressed, where that saves a quarter or more."""
    if len(ipc) < WORTH_PACKING_BYTES:
        return None
    packed = zlib.compress(ipc, 1)
    return packed if len(packed) * 4 <= len(ipc) * 3 else None


def _read(content: bytes) -> Unsealed:
    (length,) = HEAD.unpack_from(content)
    head: dict[str, Any] = json.loads(content[HEAD.size : HEAD.size + length])
    body = content[HEAD.size + length :]
    size = int(head["size"])
    ipc = zlib.decompressobj().decompress(body, size + 1) if head["is_packed"] else body
    if len(ipc) != size:
        raise ValueError("the body has another length than its head says")
    result = KeptResult(
        ipc,
        head["row_count"],
        head["total_rows"],
        tuple(SqlColumn.model_validate(column) for column in head["columns"]),
        tuple(FanOut.model_validate(one) for one in head["fan_outs"]),
        head["corrected_sql"],
    )
    return Unsealed(result, float(head["kept_at"]))
