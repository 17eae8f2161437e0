"""What rooms see of storage: immutable blobs by key."""

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from gnomon.foundation.kit.errors import AppError, ErrorCode, ErrorKind

PIECE_BYTES = 1024 * 1024

PrepareFile = Callable[[Path], None]
"""Called with each finished local file before it is shown, so that engine workers may read it and nothing else."""

_KEY = re.compile(r"[a-z0-9_-][a-z0-9._-]*(/[a-z0-9_-][a-z0-9._-]*)*")


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """What is known of a blob once it is durable."""

    key: str
    byte_size: int
    sha256: str


class BlobTooLarge(AppError):
    """More bytes came than the caller allowed; nothing of them was kept."""

    kind = ErrorKind.TOO_LARGE

    def __init__(self, max_bytes: int) -> None:
        super().__init__(
            ErrorCode.PAYLOAD_TOO_LARGE,
            f"There are more than {max_bytes} bytes, which is the limit.",
            details={"max_bytes": max_bytes},
        )


class Blobs(Protocol):
    """A store of immutable blobs; a key is made of ids only, such as `datasets/{id}/{version}/0.parquet`."""

    async def put_stream(self, key: str, chunks: AsyncIterator[bytes], *, max_bytes: int | None = None) -> StoredBlob:
        """Store a stream without holding it in memory; durable on return, nothing kept when it raises."""

    async def put_file(self, key: str, path: Path) -> StoredBlob:
        """Store the bytes of a regular local file, which stays where it is; links are not followed."""

    async def stream(self, key: str) -> AsyncIterator[bytes]:
        """The bytes of a blob, in pieces. Raises `NotFound`."""

    async def local_path(self, key: str) -> Path:
        """A local, read-only file with the blob's bytes, readable by engine workers; fetched once if remote."""

    async def delete_prefix(self, prefix: str) -> None:
        """Remove the blob with this key and every blob below it (`a/b` removes `a/b` and `a/b/c`, not `a/bc`)."""

    async def is_available(self) -> bool:
        """Whether the store answers."""

    async def close(self) -> None:
        """Let go of connections and temporary files."""


def checked_key(key: str) -> str:
    """The key, if it can be one: plain lower-case segments, so that no key can point outside the store."""
    if not _KEY.fullmatch(key):
        raise ValueError("a blob key is made of ids only")
    return key
