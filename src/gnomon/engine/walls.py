"""What a worker gives up before it reads its first byte of anybody's data; each wall stands without the others."""

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress

from gnomon.engine import landlock

WORKER_ID = 64123
"""User and group that workers run as when the server was started by root."""

ALL_WALLS = frozenset({"engine", "network", "limits", "user", "files"})
"""Every wall; fewer only in the tests, which try each without the others."""

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_MAX_PROCESSES = 4096
_MAX_OPEN_FILES = 4096
_SLACK_BYTES = 256 * 1024 * 1024
_SYSTEM_FILES = (
    *("/usr/lib", "/lib", "/lib64", "/usr/share/zoneinfo", "/dev/null", "/dev/urandom"),
    *("/proc/self", "/proc/meminfo", "/proc/cpuinfo", "/sys/fs/cgroup", "/sys/devices/system/cpu"),
)


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


def gain_nothing() -> None:
    """Never get more rights than now, not even through a set-uid program."""
    if sys.platform == "linux":
        _libc_call("prctl", _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def limit_resources(address_space: int, file_bytes: int) -> None:
    """Set the limits that the system itself keeps."""
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, file_bytes)
    _limit(resource.RLIMIT_NOFILE, _MAX_OPEN_FILES)
    if sys.platform == "linux":
        _limit(resource.RLIMIT_AS, address_space)
    # A full file is an error to report, not a reason to die.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def keep_files(readable: Iterable[str], writable_folders: Iterable[str]) -> None:
    """Lose every file but these and the program itself, where the kernel can do that."""
    program = {*sys.path, sys.prefix, sys.base_prefix, sys.exec_prefix, *_SYSTEM_FILES} - {"", "/"}
    landlock.confine([*readable, *sorted(program)], writable_folders)


def become_unprivileged() -> None:
    """Give up root for good: another user, no groups."""
    if is_root():
        _limit(resource.RLIMIT_NPROC, _MAX_PROCESSES)
        os.setgroups([])
        os.setgid(WORKER_ID)
        os.setuid(WORKER_ID)
    os.umask(0o027)


def die_with_parent(parent: int) -> None:
    """Let the kernel end this process when the server ends, however it ends."""
    if sys.platform == "linux":
        # Changing the user clears this, so it comes last.
        _libc_call("prctl", _PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


@contextmanager
def growth_limited_to(memory_bytes: int | None) -> Iterator[None]:
    """Let the address space grow by this much and a little more, for as long as the block runs."""
    used = _address_space_bytes()
    if memory_bytes is None or used is None:
        yield
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = used + memory_bytes + _SLACK_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def resident_bytes() -> int:
    """Memory that this process holds; 0 where the system does not tell."""
    pages = _statm()
    return 0 if pages is None else pages[1] * resource.getpagesize()


def return_memory() -> None:
    """Give what was freed back to the system."""
    if sys.platform == "linux":
        with suppress(AttributeError):
            _libc_call("malloc_trim", 0)


def _address_space_bytes() -> int | None:
    pages = _statm()
    return None if pages is None else pages[0] * resource.getpagesize()


def _statm() -> list[int] | None:
    try:
        with open("/proc/self/statm") as file:  # noqa: PTH123
            return [int(word) for word in file.read().split()]
    except OSError:
        return None


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
