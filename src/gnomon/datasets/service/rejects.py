"""The rows of a file that could not be used, page by page."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets.contracts import DatasetId, Reject, Rejects
from gnomon.datasets.service.reading import ready
from gnomon.foundation.kit.pagination import decode_cursor, encode_cursor
from gnomon.foundation.storage import Blobs
from gnomon.identity.contracts import Principal


async def list_rejects(
    session: AsyncSession, blobs: Blobs, principal: Principal, dataset_id: DatasetId, *, cursor: str | None, limit: int
) -> Rejects:
    """A page of the active version's rejected rows; the first of them are listed, all of them are counted."""
    offset = decode_cursor(cursor)
    _row, version = await ready(session, principal, dataset_id)
    if version.rejects_key is None:
        return Rejects(items=(), total=version.rejected_rows, next_cursor=None)
    found: list[Reject] = []
    has_more = False
    async with aclosing(_lines(await blobs.stream(version.rejects_key))) as lines:
        number = 0
        async for line in lines:
            if number == offset + limit:
                has_more = True
                break
            if number >= offset:
                found.append(Reject.model_validate_json(line))
            number += 1
    return Rejects(
        items=tuple(found),
        total=version.rejected_rows,
        next_cursor=encode_cursor(offset + limit) if has_more else None,
    )


async def _lines(chunks: AsyncIterator[bytes]) -> AsyncGenerator[bytes, None]:
    rest = b""
    async for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            yield line
    if rest:
        yield rest
