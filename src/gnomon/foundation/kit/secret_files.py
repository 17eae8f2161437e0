"""Secrets in files that only their owner can read."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

OWNER_ONLY = 0o600
OWNER_ONLY_FOLDER = 0o700


class UnsafeSecretFile(Exception):
    """A secret lies where somebody else could have put or read it."""


def read_or_make(path: Path, make: Callable[[], str]) -> str:
    """The secret in this file; made, with mode 0600, when the file is missing. Many callers at once get the same."""
    path.parent.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
    if not path.exists():
        _place(path, make())
    _check(path)
    return path.read_text().strip()


def _place(path: Path, secret: str) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(f"{secret}\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            # A link, unlike a rename, does not replace what another process placed meanwhile.
            path.hardlink_to(draft)
        except FileExistsError:
            return
    finally:
        draft.unlink()


def _check(path: Path) -> None:
    facts = path.stat()
    if facts.st_uid != os.geteuid():
        raise UnsafeSecretFile(f"{path} belongs to another user; give it to the user that runs the server")
    if stat.S_IMODE(facts.st_mode) & 0o077:
        raise UnsafeSecretFile(f"{path} can be read by others; run: chmod 600 {path}")
