"""Multipart bodies, whole and broken, cut into pieces anywhere."""

from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnomon.foundation.kit.errors import Invalid
from gnomon.sources.multipart import MAX_PARTS, MultipartReader

TYPE = "multipart/form-data; boundary=frontier"


def body_of(*parts: tuple[str, bytes]) -> bytes:
    whole = b"".join(
        b"--frontier\r\nContent-Disposition: form-data; " + head.encode() + b"\r\n\r\n" + content + b"\r\n"
        for head, content in parts
    )
    return whole + b"--frontier--\r\n"


async def cut(body: bytes, size: int) -> AsyncIterator[bytes]:
    for start in range(0, len(body), size):
        yield body[start : start + size]


async def read(body: bytes, size: int = 7, content_type: str = TYPE) -> list[tuple[str, str | None, bytes]]:
    reader = MultipartReader(cut(body, size), content_type)
    return [
        (part.name, part.file_name, b"".join([chunk async for chunk in part.chunks])) async for part in reader.parts()
    ]


@given(contents=st.lists(st.binary(max_size=200), min_size=1, max_size=5), size=st.integers(1, 300))
async def test_parts_come_out_as_they_went_in_however_the_body_is_cut(contents: list[bytes], size: int) -> None:
    contents = [content for content in contents if b"\r\n--frontier" not in content]
    body = body_of(*((f'name="f{number}"; filename="x"', content) for number, content in enumerate(contents)))
    if contents:
        assert await read(body, size) == [(f"f{number}", "x", content) for number, content in enumerate(contents)]


async def test_a_part_that_is_not_read_is_skipped() -> None:
    body = body_of(('name="a"; filename="a"', b"x" * 1000), ('name="b"', b"text"))
    names = [part.name async for part in MultipartReader(cut(body, 64), TYPE).parts()]
    assert names == ["a", "b"]


async def test_a_file_name_may_hold_anything() -> None:
    body = body_of(('name="file"; filename="Zähler \\"1\\" 表.csv"', b"x"))
    assert await read(body) == [("file", 'Zähler "1" 表.csv', b"x")]


@pytest.mark.parametrize("length", [1, 20, 60, 90])
async def test_a_body_that_is_cut_off_is_refused(length: int) -> None:
    with pytest.raises(Invalid, match="cut off"):
        await read(body_of(('name="file"; filename="a.csv"', b"1,2,3\n4,5,6\n"))[:length])


@pytest.mark.parametrize(
    "body",
    [
        b"nothing of the kind",
        b"--frontier\r\nContent-Type: text/plain\r\n\r\nno name\r\n--frontier--\r\n",
        b"--frontier\r\nContent-Disposition: attachment; name=x\r\n\r\nx\r\n--frontier--\r\n",
        b"--frontier\r\nContent-Disposition: form-data; name=" + b"x" * 100_000 + b"\r\n\r\nx\r\n--frontier--\r\n",
        b"--frontier\r\n" + b"X-More: y\r\n" * 1000 + b"\r\nx\r\n--frontier--\r\n",
    ],
)
async def test_a_malformed_body_is_refused(body: bytes) -> None:
    with pytest.raises(Invalid, match="well-formed"):
        await read(body, size=1000)


@pytest.mark.parametrize(
    "content_type", ["", "application/json", "multipart/form-data", "multipart/form-data; boundary=" + "x" * 1000]
)
async def test_another_content_type_is_refused(content_type: str) -> None:
    with pytest.raises(Invalid):
        await read(b"{}", content_type=content_type)


async def test_too_many_parts_are_refused_before_they_are_read() -> None:
    with pytest.raises(Invalid, match=f"at most {MAX_PARTS}"):
        await read(body_of(*[('name="name"', b"x")] * (MAX_PARTS + 1)))
