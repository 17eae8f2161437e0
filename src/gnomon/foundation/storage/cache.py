"""Local copies of remote blobs: fetched whole and once, the least recently used removed first."""

import asyncio
import hashlib
import os
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path

from gnomon.foundation.storage.contracts import PIECE_BYTES, PrepareFile
from gnomon.foundation.storage.staged import StagedFile, in_pieces, make_folder, sweep_staging

RECENT_SECONDS = 600.0
"""A copy used so lately may be in a worker's hands and is not removed."""

Fetch = Callable[[str], AsyncIterator[bytes]]


class BlobCache:
    """A bounded folder of copies; several processes may share it."""

    def __init__(self, root: Path, max_bytes: int, prepare_file: PrepareFile | None = None) -> None:
        self._root = root.resolve()
        self._staging = self._root / ".incoming"
        self._max_bytes = max_bytes
        self._prepare_file = prepare_file
        self._fetching: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._root.parent.mkdir(parents=True, exist_ok=True)
        make_folder(self._root)
        make_folder(self._staging)
        sweep_staging(self._staging)

    async def path(self, key: str, fetch: Fetch) -> Path:
        """The local copy of a blob, fetched when there is none; callers that ask together share one fetch."""
        target = self._target(key)
        lock = self._fetching[key]
        try:
            async with lock:
                if not await asyncio.to_thread(_touch, target):
                    await self._fetch(key, target, fetch)
        finally:
            if not lock.locked():
                self._fetching.pop(key, None)
        return target

    async def forget(self, prefix: str) -> None:
        """Drop the copies of the blobs at and below a prefix."""
        await asyncio.to_thread(self._forget, prefix)

    async def _fetch(self, key: str, target: Path, fetch: Fetch) -> None:
        staged = StagedFile(self._staging)
        try:
            async for piece in in_pieces(fetch(key), PIECE_BYTES):
                await asyncio.to_thread(staged.write, piece)
            await asyncio.to_thread(staged.publish, target, key, self._prepare_file)
        except BaseException:
            await asyncio.to_thread(staged.discard)
            raise
        staged.close()
        await asyncio.to_thread(self._make_room, target)

    def _target(self, key: str) -> Path:
        # The name keeps the first words of the key, so that all copies below a prefix can be found.
        digest = hashlib.sha256(key.encode()).hexdigest()[:32]
        return self._root / f"{key.replace('/', '~')}~~{digest}"

    def _forget(self, prefix: str) -> None:
        name = prefix.replace("/", "~")
        for path in self._root.iterdir():
            if path.name.startswith(f"{name}~"):
                path.unlink(missing_ok=True)

    def _make_room(self, newest: Path) -> None:
        copies = sorted(
            ((path, path.stat()) for path in self._root.iterdir() if path.is_file()), key=lambda copy: copy[1].st_atime
        )
        held = sum(status.st_size for _path, status in copies)
        now = newest.stat().st_atime
        for path, status in copies:
            if held <= self._max_bytes:
                return
            if path != newest and now - status.st_atime > RECENT_SECONDS:
                path.unlink(missing_ok=True)
                held -= status.st_size


def _touch(path: Path) -> bool:
    """Note that a copy is used now; False when there is none."""
    with suppress(FileNotFoundError):
        os.utime(path)
        return True
    return False
