"""Write a dashboard down as a file that means the same in any workspace."""

import base64
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards import service
from gnomon.dashboards.assets import asset_file, get_asset
from gnomon.dashboards.contracts import (
    MAX_FILE_IMAGE_BYTES,
    AssetId,
    Dashboard,
    DashboardFile,
    FileImage,
    LinkedThing,
)
from gnomon.dashboards.portable.describing import described
from gnomon.dashboards.portable.mapping import Mapped
from gnomon.dashboards.portable.needs import uses_of
from gnomon.dashboards.portable.references import respoken
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit.errors import NotFound
from gnomon.foundation.kit.runtime import Runtime
from gnomon.foundation.storage import Blobs
from gnomon.identity.contracts import Principal
from gnomon.query import service as query
from gnomon.query.service import QueryRuntime

NOT_THERE = "A dashboard that is not there"


async def file_of(runtime: Runtime, principal: Principal, dashboard: Dashboard) -> DashboardFile:
    """A dashboard, as its reader sees it, as a file: no rows, and nothing by the ids of its workspace."""
    local = await with_needs(runtime, principal, dashboard)
    uses = uses_of(local.spec, local.spec, lambda _, __: False)
    handles = Mapped(
        datasets={DatasetId(old): DatasetId(new) for old, new in numbered(one.id for one in local.datasets).items()},
        images=numbered(uses.images),
        dashboards=numbered(uses.dashboards),
        keeps_theme=False,
    )
    async with runtime.get(Database).read() as session:
        linked = await _linked(session, principal, uses.dashboards)
        images = await _images(session, runtime.get(Blobs), principal, handles.images)  # type: ignore[type-abstract]
    return local.model_copy(
        update={
            "datasets": tuple(one.model_copy(update={"id": handles.dataset(one.id)}) for one in local.datasets),
            "dashboards": tuple(LinkedThing(id=handles.dashboard(one.id), name=one.name) for one in linked),
            "images": tuple(images),
            "spec": respoken(local.spec, handles),
        }
    )


async def with_needs(runtime: Runtime, principal: Principal, dashboard: Dashboard) -> DashboardFile:
    """The same by the ids of its workspace, and without images: what its own templates are kept as."""
    spec = dashboard.spec
    uses = uses_of(spec, spec, lambda _, __: False)
    models = await query.models_for(runtime.get(QueryRuntime), principal, uses.fields)
    return DashboardFile(
        name=dashboard.name, description=dashboard.description, datasets=described(spec, models), spec=spec
    )


def numbered(ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Each thing by its place, in the form of an id that belongs to nothing."""
    return {one: UUID(int=place) for place, one in enumerate(dict.fromkeys(ids), start=1)}


def is_handle(one: UUID) -> bool:
    """Whether an id is one that a file gives, which belongs to nothing."""
    return one.int >> 32 == 0


async def _linked(session: AsyncSession, principal: Principal, ids: Iterable[UUID]) -> Sequence[LinkedThing]:
    wanted = tuple(ids)
    names = {one.id: one.name for one in await service.named_dashboards(session, principal, wanted)}
    return [LinkedThing(id=one, name=names.get(one, NOT_THERE)) for one in wanted]


async def _images(
    session: AsyncSession, blobs: Blobs, principal: Principal, handles: Mapping[UUID, UUID]
) -> list[FileImage]:
    """The images, as far as there is room for them; those that are gone are left out."""
    found: list[FileImage] = []
    room = MAX_FILE_IMAGE_BYTES
    for image_id, handle in handles.items():
        try:
            asset = await get_asset(session, principal, AssetId(image_id))
        except NotFound:
            continue
        content = None
        if asset.byte_size <= room:
            room -= asset.byte_size
            file = await asset_file(session, blobs, principal, asset.id)
            content = base64.b64encode(b"".join([piece async for piece in file.pieces])).decode()
        found.append(FileImage(id=handle, name=asset.name, content_type=asset.content_type, content=content))
    return found
