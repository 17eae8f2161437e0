"""The jobs of sources, by name and payload."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.foundation.jobs.queue import enqueue, withdraw
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.contract import Contract
from gnomon.sources.contracts import ImportId

IMPORT_FILE = "sources.import_file"
IMPORT_SMALL_FILE = "sources.import_small_file"
FORGET_UPLOAD = "sources.forget_upload"

SMALL_FILE_BYTES = 5 * 1024 * 1024
"""Files below this size are imported before the upload is answered, and do not queue behind large ones."""

UPLOAD_LASTS_AT_MOST = timedelta(hours=24)


class ImportFile(Contract):
    """Read the file of an import into its datasets."""

    import_id: ImportId


class ForgetUpload(Contract):
    """Remove an uploaded file that never became an import, for its server died between the two."""

    raw_key: str


async def enqueue_import(session: AsyncSession, import_id: ImportId, file_size: int) -> None:
    """Read the file once the caller's transaction is committed."""
    name = IMPORT_SMALL_FILE if file_size < SMALL_FILE_BYTES else IMPORT_FILE
    await enqueue(session, name, ImportFile(import_id=import_id))


async def expect_upload(session: AsyncSession, raw_key: str) -> None:
    """Note that a file is coming in, so that it is removed if nothing comes of it."""
    run_at = clock.now() + UPLOAD_LASTS_AT_MOST
    await enqueue(session, FORGET_UPLOAD, ForgetUpload(raw_key=raw_key), run_at=run_at, key=raw_key)


async def forget_soon(session: AsyncSession, raw_key: str) -> None:
    """Remove a file soon, unless an import has it."""
    await enqueue(session, FORGET_UPLOAD, ForgetUpload(raw_key=raw_key))


async def settle_upload(session: AsyncSession, raw_key: str) -> None:
    """The file became an import, or is gone."""
    await withdraw(session, FORGET_UPLOAD, raw_key)
