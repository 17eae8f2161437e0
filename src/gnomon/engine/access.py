"""Lets the workers' unprivileged user read the files it needs when the server runs as root; else does nothing."""

import os
import stat
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from gnomon.engine.walls import WORKER_ID, is_root

_ACL = "system.posix_acl_access"
_ACL_VERSION = struct.pack("<I", 2)
_ACL_ENTRY = struct.Struct("<HHI")
_USER_OBJECT, _USER, _GROUP_OBJECT, _MASK, _OTHER = 0x01, 0x02, 0x04, 0x10, 0x20
_NOBODY = 0xFFFFFFFF
_EXECUTE = 1


def make_readable(path: Path) -> None:
    """Let workers read this file, never write it, and reach it through its folders."""
    if not is_root():
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(f"{path.name} is not a file")
        os.fchown(descriptor, 0, WORKER_ID)
        os.fchmod(descriptor, 0o440)
    finally:
        os.close(descriptor)
    _make_reachable(path.parent)


def lend_folder(folder: Path) -> None:
    """Give an empty private folder to the worker that will fill it."""
    if not is_root():
        return
    os.chown(folder, WORKER_ID, WORKER_ID, follow_symlinks=False)
    folder.chmod(0o700)
    _make_reachable(folder.parent)


def take_folder_back(folder: Path) -> None:
    """Own again what a worker left in a lent folder; whatever is neither file nor folder is removed, not followed."""
    for entry in _everything_in(folder):
        status = entry.lstat()
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            entry.unlink()
        elif is_root():
            os.chown(entry, 0, 0, follow_symlinks=False)
    if is_root():
        os.chown(folder, 0, 0, follow_symlinks=False)


def _everything_in(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            yield Path(parent, name)


def _make_reachable(folder: Path) -> None:
    """Let the worker pass through every folder above, which does not let it list them."""
    for step in (folder, *folder.parents):
        status = step.stat()
        if not status.st_mode & stat.S_IXOTH:
            _let_pass(step, status)


def _let_pass(folder: Path, status: os.stat_result) -> None:
    if status.st_gid == WORKER_ID and status.st_mode & stat.S_IXGRP:
        return
    try:
        entries = _with_worker(_entries(folder, status))
        os.setxattr(folder, _ACL, _ACL_VERSION + b"".join(_ACL_ENTRY.pack(*entry) for entry in entries))
    except OSError:
        # A file system without access lists: the group is the next narrower thing.
        os.chown(folder, -1, WORKER_ID)
        folder.chmod(stat.S_IMODE(status.st_mode) | stat.S_IXGRP)


def _entries(folder: Path, status: os.stat_result) -> list[tuple[int, int, int]]:
    with suppress(OSError):
        return list(_ACL_ENTRY.iter_unpack(os.getxattr(folder, _ACL)[len(_ACL_VERSION) :]))
    mode = status.st_mode
    return [
        (_USER_OBJECT, mode >> 6 & 7, _NOBODY),
        (_GROUP_OBJECT, mode >> 3 & 7, _NOBODY),
        (_OTHER, mode & 7, _NOBODY),
    ]


def _with_worker(entries: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The access list in which the worker's user may pass through, in the order that the kernel wants."""
    kept = [entry for entry in entries if entry[0] != _MASK and entry[::2] != (_USER, WORKER_ID)]
    granted = [*kept, (_USER, _EXECUTE, WORKER_ID)]
    mask = _EXECUTE
    for tag, permissions, _ in granted:
        if tag not in (_USER_OBJECT, _OTHER):
            mask |= permissions
    return sorted([*granted, (_MASK, mask, _NOBODY)], key=lambda entry: (entry[0], entry[2]))
