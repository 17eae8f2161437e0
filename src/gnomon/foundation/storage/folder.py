"""Blobs in a local folder: written aside, made durable, shown by a rename."""

import asyncio
import os
import shutil
import stat
from collections.abc import AsyncIterator
from pathlib import Path

from gnomon.foundation.kit.errors import NotFound
from gnomon.foundation.storage.contracts import PIECE_BYTES, BlobTooLarge, PrepareFile, StoredBlob, checked_key
from gnomon.foundation.storage.staged import StagedFile, in_pieces, make_folder, sweep_staging


class FolderBlobs:
    """Blobs as files below one folder; a key is the path."""

    def __init__(self, root: Path, prepare_file: PrepareFile | None = None) -> None:
        self._root = root.resolve()
        self._staging = self._root / ".incoming"
        self._prepare_file = prepare_file
        self._root.parent.mkdir(parents=True, exist_ok=True)
        make_folder(self._root)
        make_folder(self._staging)
        sweep_staging(self._staging)

    async def put_stream(self, key: str, chunks: AsyncIterator[bytes], *, max_bytes: int | None = None) -> StoredBlob:
        """Store a stream without holding it in memory; durable on return, nothing kept when it raises."""
        target = self._path(key)
        staged = StagedFile(self._staging)
        try:
            async for piece in in_pieces(chunks, PIECE_BYTES):
                if max_bytes is not None and staged.byte_size + len(piece) > max_bytes:
                    raise BlobTooLarge(max_bytes)
                await asyncio.to_thread(staged.write, piece)
            stored = await asyncio.to_thread(staged.publish, target, key, self._prepare_file)
        except BaseException:
            await asyncio.to_thread(staged.discard)
            raise
        staged.close()
        return stored

    async def put_file(self, key: str, path: Path) -> StoredBlob:
        """Store the bytes of a regular local file, which stays where it is; links are not followed."""
        return await self.put_stream(key, file_pieces(path))

    async def stream(self, key: str) -> AsyncIterator[bytes]:
        """The bytes of a blob, in pieces. Raises `NotFound`."""
        path = await self.local_path(key)
        return file_pieces(path)

    async def local_path(self, key: str) -> Path:
        """The blob's own file."""
        path = self._path(key)
        if not await asyncio.to_thread(path.is_file):
            raise NotFound("file")
        return path

    async def delete_prefix(self, prefix: str) -> None:
        """Remove the blob with this key and every blob below it."""
        await asyncio.to_thread(_remove, self._path(prefix))

    async def is_available(self) -> bool:
        """Whether the folder is there and may be written."""
        return await asyncio.to_thread(os.access, self._staging, os.W_OK | os.X_OK)

    async def close(self) -> None:
        """A folder holds nothing open."""

    def _path(self, key: str) -> Path:
        return self._root / checked_key(key)


async def file_pieces(path: Path) -> AsyncIterator[bytes]:
    """The bytes of a regular file, in pieces; a link or a device is refused."""
    descriptor = await asyncio.to_thread(_open_regular, path)
    try:
        while piece := await asyncio.to_thread(os.read, descriptor, PIECE_BYTES):
            yield piece
    finally:
        os.close(descriptor)


def _open_regular(path: Path) -> int:
    # What a worker left in its folder is not trusted: a link could point at a secret, a pipe could block for ever.
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    raise ValueError(f"{path.name} is not a regular file")


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
