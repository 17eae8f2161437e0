"""From a file to an import: received, noted, and for small files awaited."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import CreateDataset, Dataset, QuotaExceeded, RawFile
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit import clock, ids
from gnomon.foundation.kit.runtime import Runtime
from gnomon.foundation.settings import Settings
from gnomon.foundation.storage import Blobs
from gnomon.identity.contracts import Principal
from gnomon.sources import repository, uploads
from gnomon.sources.contracts import (
    AlreadyImported,
    FileTooLarge,
    Import,
    ImportId,
    ImportStatus,
    UploadOptions,
    refusal_of,
)
from gnomon.sources.ending import discard
from gnomon.sources.file_kinds import kind_of
from gnomon.sources.file_names import base_name, title_of
from gnomon.sources.queueing import SMALL_FILE_BYTES, enqueue_import, expect_upload, settle_upload
from gnomon.sources.tables import ImportRow
from gnomon.sources.views import Target, import_of

ANSWER_WITHIN_SECONDS = 10.0
LOOK_EVERY_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Upload:
    """An upload before a byte of its body was read."""

    content_type: str
    content_length: int | None
    body: AsyncIterator[bytes]


async def upload(runtime: Runtime, principal: Principal, sent: Upload) -> Dataset:
    """Take a file in and import it: small files before the answer, larger ones behind it."""
    blobs = runtime.get(Blobs)  # type: ignore[type-abstract]
    database = runtime.get(Database)
    raw_key = uploads.new_raw_key()
    async with database.write() as session:
        allowance = await _allowance(session, principal, runtime.get(Settings), sent.content_length)
        await expect_upload(session, raw_key)
    try:
        received = await uploads.receive(blobs, raw_key, sent.body, sent.content_type, allowance)
    except BaseException:
        await _forget(database, raw_key)
        raise
    return await _import(runtime, principal, received, ids.new(ImportId))


async def import_local_file(
    runtime: Runtime, principal: Principal, path: Path, options: UploadOptions, import_id: ImportId
) -> Dataset:
    """Import a file of this machine, such as bundled sample data, as if it had been uploaded.

    Raises `AlreadyImported` when the identifier is taken.
    """
    blobs = runtime.get(Blobs)  # type: ignore[type-abstract]
    raw_key = uploads.new_raw_key()
    file_name = base_name(path.name)
    kind = kind_of(file_name)
    async with runtime.get(Database).write() as session:
        await expect_upload(session, raw_key)
    blob = await blobs.put_file(raw_key, path)
    raw = RawFile(key=raw_key, byte_size=blob.byte_size, sha256=blob.sha256, file_name=file_name)
    received = uploads.Received(raw=raw, kind=kind, options=options)
    return await _import(runtime, principal, received, import_id)


async def import_when_done(runtime: Runtime, principal: Principal, import_id: ImportId) -> Import:
    """An import when it has ended, or as it is if that takes long. Raises `NotFound`."""
    return import_of(await _ended(runtime.get(Database), principal, import_id))


async def answer_when_done(runtime: Runtime, principal: Principal, import_id: ImportId, dataset: Dataset) -> Dataset:
    """The dataset once its import has ended, or as it is if that takes long. Raises why the file was refused."""
    row = await _ended(runtime.get(Database), principal, import_id)
    if row.status == ImportStatus.ERROR:
        problem = import_of(row).error
        assert problem is not None
        async with runtime.get(Database).write() as session:
            await discard(session, await repository.lock(session, principal, import_id))
        raise refusal_of(problem)
    async with runtime.get(Database).read() as session:
        return await datasets.get_dataset(session, principal, dataset.id)


async def note_import(
    session: AsyncSession,
    principal: Principal,
    import_id: ImportId,
    received: uploads.Received,
    target: Target,
) -> None:
    """Write an import down and put its job in the queue. Raises `AlreadyImported` when its identifier is taken."""
    await write_down(session, principal, import_id, received, target)
    await enqueue_import(session, import_id, received.raw.byte_size)


async def write_down(
    session: AsyncSession,
    principal: Principal,
    import_id: ImportId,
    received: uploads.Received,
    target: Target,
) -> None:
    """Write an import down. Raises `AlreadyImported` when its identifier is taken."""
    session.add(
        ImportRow(
            id=import_id,
            workspace_id=principal.workspace_id,
            created_by=principal.user_id,
            status=ImportStatus.QUEUED,
            stage=None,
            rows=None,
            fraction=None,
            kind=received.kind,
            file_name=received.raw.file_name,
            file_size=received.raw.byte_size,
            raw_key=received.raw.key,
            raw_sha256=received.raw.sha256,
            options=received.options.model_dump(mode="json"),
            sheets=[],
            targets=[target.model_dump(mode="json")],
            error=None,
            created_at=clock.now(),
            finished_at=None,
        )
    )
    try:
        await session.flush()
    except IntegrityError as error:
        raise AlreadyImported from error


async def _allowance(
    session: AsyncSession, principal: Principal, settings: Settings, content_length: int | None
) -> uploads.Allowance:
    """How large the file may be; what is too large by its own words is refused before a byte is read."""
    use = await datasets.storage_use(session, principal, settings.storage_quota)
    left = max(0, use.quota_bytes - use.used_bytes)
    by_size = uploads.Allowance(settings.max_file_size, lambda: FileTooLarge(settings.max_file_size))
    by_quota = uploads.Allowance(left, lambda: QuotaExceeded(use))
    for most in (by_size, by_quota):
        if content_length is not None and content_length > most.max_bytes + uploads.MAX_FORM_BYTES:
            raise most.too_many()
    return min(by_size, by_quota, key=lambda allowance: allowance.max_bytes)


async def _import(runtime: Runtime, principal: Principal, received: uploads.Received, import_id: ImportId) -> Dataset:
    database = runtime.get(Database)
    try:
        async with database.write() as session:
            dataset = await _begin(session, principal, runtime.get(Settings), import_id, received)
    except BaseException:
        await runtime.get(Blobs).delete_prefix(received.raw.key)  # type: ignore[type-abstract]
        await _forget(database, received.raw.key)
        raise
    if received.raw.byte_size >= SMALL_FILE_BYTES:
        return dataset
    return await answer_when_done(runtime, principal, import_id, dataset)


async def _begin(
    session: AsyncSession, principal: Principal, settings: Settings, import_id: ImportId, received: uploads.Received
) -> Dataset:
    raw, options = received.raw, received.options
    await datasets.claim_storage(session, principal, raw.byte_size, settings.storage_quota)
    if options.dataset_id is not None:
        dataset = await datasets.begin_new_version(session, principal, options.dataset_id, import_id, raw)
    else:
        command = CreateDataset(name=options.name or title_of(raw.file_name), import_id=import_id, raw=raw)
        dataset = await datasets.create_dataset(session, principal, command)
    await note_import(
        session, principal, import_id, received, Target(dataset_id=dataset.id, sheet=None, version_id=None)
    )
    await settle_upload(session, raw.key)
    return dataset


async def _forget(database: Database, raw_key: str) -> None:
    async with database.write() as session:
        await settle_upload(session, raw_key)


async def _ended(database: Database, principal: Principal, import_id: ImportId) -> ImportRow:
    """The import when it has ended, waits for a person, or has taken long."""
    deadline = asyncio.get_running_loop().time() + ANSWER_WITHIN_SECONDS
    while True:
        async with database.read() as session:
            row = await repository.find(session, principal, import_id)
        is_under_way = row.status in (ImportStatus.QUEUED, ImportStatus.RUNNING)
        if not is_under_way or asyncio.get_running_loop().time() > deadline:
            return row
        await asyncio.sleep(LOOK_EVERY_SECONDS)
