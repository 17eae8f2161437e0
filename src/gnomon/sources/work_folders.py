"""Folders in which workers leave what they made, each locked by the process that waits for it."""

import asyncio
import fcntl
import os
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from uuid import uuid4

LOCK_ENDING = ".lock"
REMOVAL_TRIES = 30


class WorkFolders:
    """Private folders below one; a folder whose process died is removed at the next start."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._root.mkdir(parents=True, exist_ok=True)
        self._root.chmod(0o711)
        for lock in self._root.glob(f"*{LOCK_ENDING}"):
            _remove_if_abandoned(lock)

    @asynccontextmanager
    async def folder(self) -> AsyncIterator[Path]:
        """An empty folder, removed with all that is in it when the block ends."""
        folder = self._root / uuid4().hex
        lock = _hold(folder)
        try:
            folder.mkdir(mode=0o700)
            yield folder
        finally:
            await asyncio.to_thread(_remove, folder, lock)


def _lock_path(folder: Path) -> Path:
    return folder.with_name(folder.name + LOCK_ENDING)


def _hold(folder: Path) -> int:
    while True:
        descriptor = os.open(_lock_path(folder), os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        # Another process that starts now may have swept the lock between its making and its locking.
        if os.fstat(descriptor).st_nlink > 0:
            return descriptor
        os.close(descriptor)


def _remove(folder: Path, lock: int) -> None:
    for _ in range(REMOVAL_TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            break
        # A worker that was just told to end may write a last file.
        time.sleep(0.1)
    _lock_path(folder).unlink(missing_ok=True)
    os.close(lock)


def _remove_if_abandoned(lock: Path) -> None:
    with suppress(FileNotFoundError, BlockingIOError):
        descriptor = os.open(lock, os.O_WRONLY | os.O_CLOEXEC)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
            lock.unlink(missing_ok=True)
        finally:
            os.close(descriptor)
