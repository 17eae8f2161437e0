"""A file in the making: invisible until it is whole and durable, gone when anything fails."""

import errno
import fcntl
import hashlib
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from uuid import uuid4

from gnomon.foundation.kit.errors import StorageFull
from gnomon.foundation.storage.contracts import PrepareFile, StoredBlob

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
PUBLISHED_MODE = 0o440
FOLDER_MODE = 0o711


@contextmanager
def full_disk_is_told() -> Iterator[None]:
    """Turn the system's words for a full disk into ours."""
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise StorageFull from error
        raise


class StagedFile:
    """Bytes on their way to a final place on the same disk; its lock tells other processes that it is being written.

    Its methods may run in any thread: a caller that was interrupted discards while a write may still be under way.
    """

    def __init__(self, staging: Path) -> None:
        with full_disk_is_told():
            self._path, self._descriptor = _locked_new_file(staging)
        self._published: Path | None = None
        self._is_closed = False
        self._busy = Lock()
        self._digest = hashlib.sha256()
        self.byte_size = 0

    def write(self, piece: bytes) -> None:
        """Add bytes at the end."""
        with self._busy, full_disk_is_told():
            self._refuse_when_closed()
            rest = memoryview(piece)
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
            self._digest.update(piece)
            self.byte_size += len(piece)

    def publish(self, target: Path, key: str, prepare_file: PrepareFile | None) -> StoredBlob:
        """Make the file durable and show it under its name, in one step."""
        with self._busy, full_disk_is_told():
            self._refuse_when_closed()
            os.fchmod(self._descriptor, PUBLISHED_MODE)
            if prepare_file is not None:
                prepare_file(self._path)
            os.fsync(self._descriptor)
            changed = _make_folders(target.parent)
            self._path.replace(target)
            self._published = target
            for folder in (target.parent, *changed):
                sync_folder(folder)
        return StoredBlob(key=key, byte_size=self.byte_size, sha256=self._digest.hexdigest())

    def close(self) -> None:
        """Let go of the file, which stays if it was published."""
        with self._busy:
            if not self._is_closed:
                self._is_closed = True
                os.close(self._descriptor)

    def discard(self) -> None:
        """Remove what was written, published or not."""
        with self._busy:
            for path in (self._path, self._published):
                if path is not None:
                    path.unlink(missing_ok=True)
        self.close()

    def _refuse_when_closed(self) -> None:
        if self._is_closed:
            raise ValueError("the staged file is closed")


def sweep_staging(staging: Path) -> int:
    """Remove what dead processes left behind; files that a living process still writes are locked and stay."""
    removed = 0
    for path in staging.iterdir():
        if path.is_file() and _is_abandoned(path):
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


async def in_pieces(chunks: AsyncIterator[bytes], piece_bytes: int) -> AsyncIterator[bytes]:
    """The same bytes in pieces of about one size, so that few hops to a thread are needed."""
    gathered = bytearray()
    async for chunk in chunks:
        gathered += chunk
        if len(gathered) >= piece_bytes:
            yield bytes(gathered)
            gathered.clear()
    if gathered:
        yield bytes(gathered)


def make_folder(folder: Path) -> None:
    """Make a folder that workers may pass through, whatever the process's umask."""
    folder.mkdir(exist_ok=True)
    folder.chmod(FOLDER_MODE)


def _locked_new_file(staging: Path) -> tuple[Path, int]:
    while True:
        path = staging / uuid4().hex
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        # A sweep may have taken the file for abandoned between its making and its locking.
        if os.fstat(descriptor).st_nlink > 0:
            return path, descriptor
        os.close(descriptor)


def _is_abandoned(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
    except (BlockingIOError, FileNotFoundError):
        return False


def _make_folders(folder: Path) -> list[Path]:
    """Make a folder and its missing parents; answers the folders whose list of names changed."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        make_folder(path)
    return [path.parent for path in missing]
