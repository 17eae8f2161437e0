"""The folder store at the real boundaries: a full disk, a killed writer, other users of the machine."""

import asyncio
import os
import resource
import signal
import stat
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gnomon.foundation.kit.errors import StorageFull
from gnomon.foundation.storage.cache import BlobCache
from gnomon.foundation.storage.folder import FolderBlobs

WRITER = """
import asyncio, sys
from pathlib import Path
from gnomon.foundation.storage.folder import FolderBlobs

async def endless():
    while True:
        yield b"x" * 1_000_000
        print("wrote", flush=True)
        await asyncio.sleep(0.01)

asyncio.run(FolderBlobs(Path(sys.argv[1])).put_stream("raw/a", endless()))
"""


async def some(size: int) -> AsyncIterator[bytes]:
    for _ in range(size // 1000):
        yield b"x" * 1000


def files_below(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@contextmanager
def files_limited_to(size: int) -> Iterator[None]:
    """The system itself refuses to let a file grow further, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


async def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path)
    with files_limited_to(3_000_000), pytest.raises(StorageFull):
        await blobs.put_stream("raw/a", some(9_000_000))
    assert files_below(tmp_path) == []

    stored = await blobs.put_stream("raw/a", some(9_000_000))
    assert (stored.byte_size, files_below(tmp_path)) == (9_000_000, ["raw/a"])


async def test_a_cancelled_upload_leaves_nothing(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path)

    async def slow() -> AsyncIterator[bytes]:
        while True:
            yield b"x" * 2_000_000
            await asyncio.sleep(0)

    task = asyncio.create_task(blobs.put_stream("raw/a", slow()))
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert files_below(tmp_path) == []


def test_the_next_start_sweeps_what_a_killed_writer_left_and_spares_a_living_one(tmp_path: Path) -> None:
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    writer.stdout.readline()

    FolderBlobs(tmp_path)
    assert len(files_below(tmp_path)) == 1, "a file that is being written must stay"

    writer.send_signal(signal.SIGKILL)
    writer.wait()
    assert len(files_below(tmp_path)) == 1
    FolderBlobs(tmp_path)
    assert files_below(tmp_path) == []


async def test_a_blob_is_prepared_before_it_is_shown_and_nobody_may_write_it(tmp_path: Path) -> None:
    seen: list[tuple[bool, bytes]] = []

    def prepare(path: Path) -> None:
        seen.append(((tmp_path / "raw/a").exists(), path.read_bytes()))
        path.chmod(0o444)

    await FolderBlobs(tmp_path, prepare).put_stream("raw/a", some(2000))

    assert seen == [(False, b"x" * 2000)]
    assert stat.S_IMODE((tmp_path / "raw/a").stat().st_mode) == 0o444


async def test_without_preparation_a_blob_is_for_its_owner_and_group_alone(tmp_path: Path) -> None:
    await FolderBlobs(tmp_path).put_stream("raw/a", some(2000))
    assert stat.S_IMODE((tmp_path / "raw/a").stat().st_mode) == 0o440


async def test_the_cache_drops_the_copies_that_nobody_used_lately(tmp_path: Path) -> None:
    cache = BlobCache(tmp_path, max_bytes=2_500)
    old = [await cache.path(f"raw/{name}", lambda _key: some(1000)) for name in "ab"]
    for path in old:
        os.utime(path, (0, 0))
    await cache.path("raw/a", lambda _key: some(1000))

    fresh = await cache.path("raw/c", lambda _key: some(1000))

    assert [path.exists() for path in (*old, fresh)] == [True, False, True]


async def test_a_broken_fetch_leaves_no_copy(tmp_path: Path) -> None:
    cache = BlobCache(tmp_path, max_bytes=10_000)

    async def broken(_key: str) -> AsyncIterator[bytes]:
        yield b"half"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await cache.path("raw/a", broken)
    assert files_below(tmp_path) == []
