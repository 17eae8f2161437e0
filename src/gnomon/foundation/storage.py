"""Blobs by key: a folder by default, S3 by setting; workers read immutable blobs as local files."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """What is known of a blob once it is durable."""

    key: str
    byte_size: int
    sha256: str


class Blobs(Protocol):
    """A store of immutable blobs; a key is made of ids only, such as `datasets/{id}/{version}/0.parquet`."""

    async def put_stream(self, key: str, chunks: AsyncIterator[bytes], *, max_bytes: int | None = None) -> StoredBlob:
        """Store a stream without holding it in memory; durable on return, nothing kept when it raises."""

    async def put_file(self, key: str, path: Path) -> StoredBlob:
        """Store a local file; the file may be moved away."""

    async def stream(self, key: str) -> AsyncIterator[bytes]:
        """The bytes of a blob, in pieces. Raises `NotFound`."""

    async def local_path(self, key: str) -> Path:
        """A local, read-only file of the blob that engine workers can read; fetched once where it is remote."""

    async def delete_prefix(self, prefix: str) -> None:
        """Remove every blob whose key begins so."""

    async def is_available(self) -> bool:
        """Whether the store answers."""

    async def close(self) -> None:
        """Let go of connections and temporary files."""
