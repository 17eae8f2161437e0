"""What every store promises, tried on a folder and on S3."""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from gnomon.foundation.kit.errors import NotFound, Unavailable
from gnomon.foundation.settings import Settings
from gnomon.foundation.storage import Blobs, BlobTooLarge, StoredBlob, make_blobs

KEY = "datasets/0190/0191/0.parquet"


async def pieces(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


async def broken(part: bytes) -> AsyncIterator[bytes]:
    yield part
    raise ConnectionResetError("the sender went away")


async def read(blobs: Blobs, key: str) -> bytes:
    return b"".join([chunk async for chunk in await blobs.stream(key)])


@pytest.fixture(scope="module")
def s3_endpoint() -> Iterator[str]:
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(params=["folder", "s3"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    if request.param == "folder":
        return make_blobs(Settings(data_dir=tmp_path))
    return s3_blobs(request.getfixturevalue("s3_endpoint"), tmp_path)


def s3_blobs(endpoint: str, tmp_path: Path) -> Blobs:
    import httpx

    bucket = f"b{os.urandom(6).hex()}"
    httpx.put(
        f"{endpoint}/{bucket}", headers={"authorization": "AWS4-HMAC-SHA256 Credential=k/20200101/us-east-1/s3/x"}
    )
    return make_blobs(
        Settings(
            data_dir=tmp_path,
            storage_url=f"s3://{bucket}/gnomon",
            s3_endpoint=endpoint,
            s3_access_key_id=SecretStr("key"),
            s3_secret_access_key=SecretStr("secret"),
        )
    )


def files_below(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


async def test_a_stream_comes_back_as_it_went_in_and_is_measured(blobs: Blobs) -> None:
    parts = [os.urandom(3_000_000), b"x", os.urandom(20_000_000)]
    whole = b"".join(parts)

    stored = await blobs.put_stream(KEY, pieces(*parts))

    assert stored == StoredBlob(key=KEY, byte_size=len(whole), sha256=hashlib.sha256(whole).hexdigest())
    assert await read(blobs, KEY) == whole
    assert (await blobs.local_path(KEY)).read_bytes() == whole


async def test_a_local_file_is_stored_and_stays_where_it_is(blobs: Blobs, tmp_path: Path) -> None:
    path = tmp_path / "made"
    path.write_bytes(b"a,b\n1,2\n")

    stored = await blobs.put_file(KEY, path)

    assert (stored.byte_size, await read(blobs, KEY), path.exists()) == (8, b"a,b\n1,2\n", True)


async def test_a_link_or_a_pipe_is_never_stored(blobs: Blobs, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("key")
    (tmp_path / "link").symlink_to(secret)
    os.mkfifo(tmp_path / "pipe")

    for name in ("link", "pipe"):
        with pytest.raises((OSError, ValueError)):
            await blobs.put_file(KEY, tmp_path / name)
        with pytest.raises(NotFound):
            await blobs.stream(KEY)


async def test_a_stream_that_breaks_leaves_nothing(blobs: Blobs, tmp_path: Path) -> None:
    with pytest.raises(ConnectionResetError):
        await blobs.put_stream(KEY, broken(os.urandom(9_000_000)))

    with pytest.raises(NotFound):
        await blobs.stream(KEY)
    assert files_below(tmp_path) == []


async def test_too_many_bytes_are_refused_and_leave_nothing(blobs: Blobs, tmp_path: Path) -> None:
    with pytest.raises(BlobTooLarge):
        await blobs.put_stream(KEY, pieces(b"x" * 700, b"x" * 700), max_bytes=1000)

    with pytest.raises(NotFound):
        await blobs.stream(KEY)
    assert files_below(tmp_path) == []


async def test_removing_a_prefix_spares_its_neighbours(blobs: Blobs) -> None:
    for key in ("datasets/a/1/0", "datasets/a/2/0", "datasets/ab/1/0"):
        await blobs.put_stream(key, pieces(b"x"))
        await blobs.local_path(key)

    await blobs.delete_prefix("datasets/a")
    await blobs.delete_prefix("datasets/none")

    for key in ("datasets/a/1/0", "datasets/a/2/0"):
        with pytest.raises(NotFound):
            await blobs.local_path(key)
    assert await read(blobs, "datasets/ab/1/0") == b"x"


async def test_one_blob_can_be_removed_by_its_whole_key(blobs: Blobs) -> None:
    await blobs.put_stream("raw/a", pieces(b"x"))
    await blobs.put_stream("raw/ab", pieces(b"y"))

    await blobs.delete_prefix("raw/a")

    with pytest.raises(NotFound):
        await blobs.stream("raw/a")
    assert await read(blobs, "raw/ab") == b"y"


@pytest.mark.parametrize("key", ["../x", "a/../b", "/etc/passwd", "a//b", "a\\b", "a/%2e%2e", "A", "", "a\x00", ".x/y"])
async def test_a_key_cannot_point_outside_the_store(blobs: Blobs, key: str) -> None:
    with pytest.raises(ValueError, match="made of ids"):
        await blobs.put_stream(key, pieces(b"x"))
    with pytest.raises(ValueError, match="made of ids"):
        await blobs.stream(key)
    with pytest.raises(ValueError, match="made of ids"):
        await blobs.delete_prefix(key)


async def test_the_store_says_that_it_is_available(blobs: Blobs) -> None:
    assert await blobs.is_available()


async def test_a_dead_store_is_told_as_unavailable(tmp_path: Path) -> None:
    blobs = make_blobs(
        Settings(
            data_dir=tmp_path,
            storage_url="s3://bucket",
            s3_endpoint="http://127.0.0.1:9",
            s3_access_key_id=SecretStr("key"),
            s3_secret_access_key=SecretStr("secret"),
        )
    )
    assert not await blobs.is_available()
    with pytest.raises(Unavailable):
        await blobs.put_stream(KEY, pieces(b"x"))
    with pytest.raises(Unavailable):
        await blobs.stream(KEY)


async def test_callers_that_ask_together_share_one_fetch(s3_endpoint: str, tmp_path: Path) -> None:
    blobs = s3_blobs(s3_endpoint, tmp_path)
    await blobs.put_stream(KEY, pieces(os.urandom(2_000_000)))
    fetches = 0
    fetch = blobs._fetch  # type: ignore[attr-defined]

    async def counted(key: str) -> AsyncIterator[bytes]:
        nonlocal fetches
        fetches += 1
        async for chunk in fetch(key):
            yield chunk

    blobs._fetch = counted  # type: ignore[attr-defined]
    paths = await asyncio.gather(*(blobs.local_path(KEY) for _ in range(20)))

    assert (len(set(paths)), fetches) == (1, 1)
