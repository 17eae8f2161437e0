"""Blobs on S3 or a store that speaks like it: streamed in parts, read through a local cache."""

import asyncio
import hashlib
from collections.abc import AsyncIterable, AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store
from typing_extensions import Buffer

from gnomon.foundation.kit.errors import NotFound, Unavailable
from gnomon.foundation.storage.cache import BlobCache
from gnomon.foundation.storage.contracts import PIECE_BYTES, BlobTooLarge, StoredBlob, checked_key
from gnomon.foundation.storage.folder import file_pieces

PART_BYTES = 8 * 1024 * 1024
PARTS_AT_ONCE = 3


class S3Blobs:
    """Blobs below a prefix of one bucket."""

    def __init__(self, store: S3Store, cache: BlobCache) -> None:
        self._store = store
        self._cache = cache

    async def put_stream(self, key: str, chunks: AsyncIterator[bytes], *, max_bytes: int | None = None) -> StoredBlob:
        """Store a stream in parts; the blob appears when the last part is there, or not at all."""
        counted = _Counted(chunks, max_bytes)
        with _store_trouble_is_told(counted):
            await obstore.put_async(
                self._store,
                checked_key(key),
                counted.pieces(),
                use_multipart=True,
                chunk_size=PART_BYTES,
                max_concurrency=PARTS_AT_ONCE,
            )
        return StoredBlob(key=key, byte_size=counted.byte_size, sha256=counted.digest.hexdigest())

    async def put_file(self, key: str, path: Path) -> StoredBlob:
        """Store the bytes of a regular local file, which stays where it is; links are not followed."""
        return await self.put_stream(key, file_pieces(path))

    async def stream(self, key: str) -> AsyncIterator[bytes]:
        """The bytes of a blob, in pieces. Raises `NotFound`."""
        with _store_trouble_is_told():
            found = await obstore.get_async(self._store, checked_key(key))
        return _bytes_of(found.stream(min_chunk_size=PIECE_BYTES))

    async def local_path(self, key: str) -> Path:
        """The blob's local copy."""
        return await self._cache.path(checked_key(key), self._fetch)

    async def delete_prefix(self, prefix: str) -> None:
        """Remove the blob with this key and every blob below it."""
        with _store_trouble_is_told():
            keys = [checked_key(prefix)]
            async for metas in obstore.list(self._store, prefix=prefix):
                keys += [meta["path"] for meta in metas]
            await obstore.delete_async(self._store, keys)
        await self._cache.forget(prefix)

    async def is_available(self) -> bool:
        """Whether the store answers a listing."""
        try:
            async with asyncio.timeout(5):
                await obstore.list_with_delimiter_async(self._store, prefix="health")
        except (BaseError, OSError, TimeoutError):
            return False
        return True

    async def close(self) -> None:
        """The store's client closes with the process."""

    async def _fetch(self, key: str) -> AsyncIterator[bytes]:
        async for chunk in await self.stream(key):
            yield chunk


class _Counted:
    """A stream that is measured and hashed as it passes, and that remembers what broke it."""

    def __init__(self, chunks: AsyncIterator[bytes], max_bytes: int | None) -> None:
        self._chunks = chunks
        self._max_bytes = max_bytes
        self.byte_size = 0
        self.digest = hashlib.sha256()
        self.trouble: BaseException | None = None

    async def pieces(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._chunks:
                self.byte_size += len(chunk)
                if self._max_bytes is not None and self.byte_size > self._max_bytes:
                    raise BlobTooLarge(self._max_bytes)
                self.digest.update(chunk)
                yield chunk
        except BaseException as error:
            self.trouble = error
            raise


async def _bytes_of(stream: AsyncIterable[Buffer]) -> AsyncIterator[bytes]:
    with _store_trouble_is_told():
        async for chunk in stream:
            yield bytes(chunk)


@contextmanager
def _store_trouble_is_told(counted: _Counted | None = None) -> Iterator[None]:
    """Turn the store's errors into ours; what the caller's own stream raised comes through as it was."""
    try:
        yield
    except FileNotFoundError as error:
        raise NotFound("file") from error
    except (BaseError, OSError, RuntimeError) as error:
        if counted is not None and counted.trouble is not None:
            raise counted.trouble from None
        raise Unavailable("The file store does not answer.", hint="Try again in a moment.") from error
