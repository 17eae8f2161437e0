"""What a worker gives up before it reads its first byte of anybody's data; each wall stands without the others."""

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

WORKER_ID = 64123
"""User and group that workers run as when the server was started by root."""

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_MAX_PROCESSES = 4096
_MAX_OPEN_FILES = 4096


@dataclass(frozen=True, slots=True)
class Limits:
    """What the process may use at most; None leaves it as it is."""

    address_space: int | None
    file_bytes: int


def is_root() -> bool:
    """Whether this process may become another user."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def leave_the_network() -> None:
    """Move to a network namespace with no interface at all, where the system permits it."""
    if sys.platform != "linux":
        return
    if is_root():
        _libc_call("unshare", _CLONE_NEWNET)
        return
    user, group = os.getuid(), os.getgid()
    if _libc_call("unshare", _CLONE_NEWUSER | _CLONE_NEWNET):
        with suppress(OSError):
            _write("/proc/self/setgroups", "deny")
            _write("/proc/self/uid_map", f"{user} {user} 1")
            _write("/proc/self/gid_map", f"{group} {group} 1")


def limit_resources(limits: Limits) -> None:
    """Set the limits that the system itself keeps."""
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, limits.file_bytes)
    _limit(resource.RLIMIT_NOFILE, _MAX_OPEN_FILES)
    if limits.address_space is not None and sys.platform == "linux":
        _limit(resource.RLIMIT_AS, limits.address_space)
    # A full file is an error to report, not a reason to die.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def become_unprivileged() -> None:
    """Give up root for good: another user, no groups, no way back through a set-uid program."""
    if is_root():
        _limit(resource.RLIMIT_NPROC, _MAX_PROCESSES)
        os.setgroups([])
        os.setgid(WORKER_ID)
        os.setuid(WORKER_ID)
    os.umask(0o027)
    if sys.platform == "linux":
        _libc_call("prctl", _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def die_with_parent(parent: int) -> None:
    """Let the kernel end this process when the server ends, however it ends."""
    if sys.platform == "linux":
        # Changing the user clears this, so it comes last.
        _libc_call("prctl", _PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def _limit(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    ceiling = value if hard == resource.RLIM_INFINITY else min(value, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(kind, (ceiling, ceiling))


def _libc_call(name: str, *arguments: int) -> bool:
    function: Callable[..., int] = getattr(ctypes.CDLL(None, use_errno=True), name)
    return function(*(ctypes.c_ulong(argument) for argument in arguments)) == 0


def _write(path: str, text: str) -> None:
    with open(path, "w") as file:  # noqa: PTH123
        file.write(text)
