"""Whether files still are what was imported, byte for byte."""

import asyncio
import hashlib

from gnomon.datasets.contracts import DatasetTable
from gnomon.foundation.kit.errors import AppError
from gnomon.foundation.storage import Blobs


async def is_intact(blobs: Blobs, table: DatasetTable) -> bool:
    """Whether the content of a version has the hash that its import wrote down."""
    digest = hashlib.sha256()
    try:
        for key in table.file_keys:
            digest.update(await _hash(blobs, key))
    except (AppError, OSError):
        return False
    return digest.hexdigest() == table.content_hash


async def _hash(blobs: Blobs, key: str) -> bytes:
    digest = hashlib.sha256()
    async for chunk in await blobs.stream(key):
        await asyncio.to_thread(digest.update, chunk)
    return digest.digest()
