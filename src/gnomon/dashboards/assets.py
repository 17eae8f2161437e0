"""Keep the images of dashboards: taken in, given out to those who see them, let go when nothing shows them."""

import asyncio
import hashlib
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards import asset_repository as repository
from gnomon.dashboards.asset_access import assets_shown as assets_shown
from gnomon.dashboards.asset_access import find_seen, hold, name_for
from gnomon.dashboards.contracts import (
    Asset,
    AssetId,
    ImageTooLarge,
    TooManyAssets,
)
from gnomon.dashboards.images import MAX_BYTES, SafeImage, safe_image
from gnomon.dashboards.tables import DashboardAssetRow
from gnomon.datasets import service as datasets
from gnomon.foundation.db.database import Database
from gnomon.foundation.jobs.queue import enqueue
from gnomon.foundation.jobs.trash import KEPT_IN_TRASH
from gnomon.foundation.kit import clock, ids
from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.runtime import Runtime
from gnomon.foundation.settings import Settings
from gnomon.foundation.storage import Blobs
from gnomon.identity.contracts import Action, Principal, WorkspaceId

LOOK_AFTER = "dashboards.look_after_asset"
MAX_ASSETS = 2_000
MAX_NAME = 255
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


class LookAfterAsset(Contract):
    """See whether an image is still shown anywhere, and let it go if it has not been for long."""

    asset_id: AssetId
    workspace_id: WorkspaceId


@dataclass(frozen=True, slots=True)
class AssetFile:
    """The bytes of an image, and what they are."""

    content_type: str
    byte_size: int
    sha256: str
    pieces: AsyncIterator[bytes]


async def add_asset(runtime: Runtime, principal: Principal, name: str, body: AsyncIterator[bytes]) -> Asset:
    """Keep an image; the same one is kept once. Raises `NotAnImage`, `ImageTooLarge`, `QuotaExceeded`."""
    principal.require(Action.DASHBOARD_WRITE)
    image = await asyncio.to_thread(safe_image, await _read(body))
    digest = hashlib.sha256(image.content).hexdigest()
    database, blobs = runtime.get(Database), runtime.get(Blobs)  # type: ignore[type-abstract]
    called = clean_name(name)
    async with database.write() as session:
        same = await repository.with_content(session, principal, digest)
        if same is not None:
            await hold(session, principal, same.id, called)
            return asset_of(same).model_copy(update={"name": await name_for(session, principal, same)})
    asset_id = ids.new(AssetId)
    row = _row(principal, asset_id, name, image, digest)
    try:
        await blobs.put_stream(key_of(asset_id), _once(image.content))
        async with database.write() as session:
            await _claim_room(session, principal, len(image.content), runtime.get(Settings).storage_quota)
            same = await repository.with_content(session, principal, digest)
            if same is None:
                session.add(row)
                await session.flush()
                await _look_again(session, row)
            await hold(session, principal, (same or row).id, called)
    except BaseException:
        await blobs.delete_prefix(key_of(asset_id))
        raise
    if same is not None:
        await blobs.delete_prefix(key_of(asset_id))
    return asset_of(same or row).model_copy(update={"name": called})


async def get_seen_asset(session: AsyncSession, principal: Principal, asset_id: AssetId) -> Asset:
    """What is known of an image that the caller may see. Raises `NotFound`."""
    row = await find_seen(session, principal, asset_id)
    return asset_of(row).model_copy(update={"name": await name_for(session, principal, row)})


async def seen_asset_file(session: AsyncSession, blobs: Blobs, principal: Principal, asset_id: AssetId) -> AssetFile:
    """The bytes of an image that the caller may see. Raises `NotFound`."""
    await find_seen(session, principal, asset_id)
    return await asset_file(session, blobs, principal, asset_id)


async def get_asset(session: AsyncSession, principal: Principal, asset_id: AssetId) -> Asset:
    """What is known of an image of something that the caller is known to see. Raises `NotFound`."""
    row = await repository.find(session, principal, asset_id)
    return asset_of(row).model_copy(update={"name": await name_for(session, principal, row)})


async def asset_file(session: AsyncSession, blobs: Blobs, principal: Principal, asset_id: AssetId) -> AssetFile:
    """The bytes of an image of something that the caller is known to see. Raises `NotFound`."""
    row = await repository.find(session, principal, asset_id)
    return AssetFile(row.content_type, row.byte_size, row.sha256, await blobs.stream(key_of(asset_id)))


async def look_after_asset(runtime: Runtime, due: LookAfterAsset) -> None:
    """Let an image go that no dashboard and no revision has shown for as long as things lie in the trash."""
    is_gone = False
    async with runtime.get(Database).write() as session:
        row = await repository.lock(session, due.asset_id)
        if row is None:
            return
        if await repository.is_shown(session, row):
            row.unused_since = None
        elif row.unused_since is None:
            row.unused_since = clock.now()
        elif row.unused_since + KEPT_IN_TRASH <= clock.now():
            await session.delete(row)
            is_gone = True
        if not is_gone:
            await session.flush()
            await _look_again(session, row)
    if is_gone:
        await runtime.get(Blobs).delete_prefix(key_of(due.asset_id))  # type: ignore[type-abstract]


def asset_of(row: DashboardAssetRow) -> Asset:
    """A row as a contract."""
    return Asset.model_validate(
        {name: getattr(row, name) for name in Asset.model_fields},
    )


def key_of(asset_id: AssetId) -> str:
    """Where the bytes of an image lie."""
    return f"assets/{asset_id}"


def clean_name(name: str) -> str:
    """The name of a file without its folders and without what cannot be seen."""
    last = _UNSEEN.sub("", name.replace("\\", "/")).rsplit("/", 1)[-1].strip(" .")
    return last[:MAX_NAME] or "image"


async def _read(body: AsyncIterator[bytes]) -> bytes:
    found = bytearray()
    async for piece in body:
        found += piece
        if len(found) > MAX_BYTES:
            raise ImageTooLarge(MAX_BYTES)
    return bytes(found)


async def _once(content: bytes) -> AsyncIterator[bytes]:
    yield content


async def _claim_room(session: AsyncSession, principal: Principal, more_bytes: int, quota_bytes: int) -> None:
    count, kept_bytes = await repository.kept(session, principal)
    if count >= MAX_ASSETS:
        raise TooManyAssets(count)
    await datasets.claim_storage(session, principal, kept_bytes + more_bytes, quota_bytes)


async def _look_again(session: AsyncSession, row: DashboardAssetRow) -> None:
    due: datetime = clock.now() + KEPT_IN_TRASH
    payload = LookAfterAsset(asset_id=AssetId(row.id), workspace_id=WorkspaceId(row.workspace_id))
    # The job that asks for the next one still holds its own key.
    await enqueue(session, LOOK_AFTER, payload, run_at=due, key=f"{row.id} {due.isoformat()}")


def _row(principal: Principal, asset_id: AssetId, name: str, image: SafeImage, digest: str) -> DashboardAssetRow:
    return DashboardAssetRow(
        id=asset_id,
        workspace_id=principal.workspace_id,
        name=clean_name(name),
        content_type=image.content_type,
        byte_size=len(image.content),
        width=image.width,
        height=image.height,
        sha256=digest,
        unused_since=None,
        created_by=principal.user_id,
        created_at=clock.now(),
    )
