"""The HTTP of datasets. Previews and profiles go through the question room and its guard."""

from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse

from gnomon.datasets import service
from gnomon.datasets.contracts import (
    Dataset,
    DatasetAccess,
    DatasetId,
    DatasetSort,
    DatasetSummary,
    DatasetVersion,
    DatasetVersionId,
    NotAllMayBeSeen,
    Rejects,
    StorageUse,
    UpdateDataset,
)
from gnomon.foundation.kit.pagination import DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, Page
from gnomon.foundation.settings import Settings
from gnomon.foundation.storage import Blobs
from gnomon.identity.contracts import Action, Principal
from gnomon.identity.deps import CurrentPrincipal, Db, ReadDb, allow, provide

router = APIRouter(tags=["datasets"])

READ = [allow(Action.DATASET_READ)]
WRITE = [allow(Action.DATASET_WRITE)]

Access = Annotated[DatasetAccess, provide(DatasetAccess)]
PageSize = Annotated[int, Query(ge=1, le=MAX_PAGE_SIZE)]
Cursor = Annotated[str | None, Query(max_length=100)]


@router.get("/datasets", dependencies=READ)
async def list_datasets(
    who: CurrentPrincipal,
    db: ReadDb,
    search: Annotated[str | None, Query(max_length=255)] = None,
    sort: DatasetSort = DatasetSort.CREATED_DESCENDING,
    cursor: Cursor = None,
    limit: PageSize = DEFAULT_PAGE_SIZE,
) -> Page[DatasetSummary]:
    """The datasets of the workspace."""
    return await service.list_datasets(db, who, search=search, sort=sort, cursor=cursor, limit=limit)


@router.get("/datasets/storage", dependencies=READ)
async def storage(who: CurrentPrincipal, db: ReadDb, settings: Annotated[Settings, provide(Settings)]) -> StorageUse:
    """What the files of the workspace take, and what they may take."""
    return await service.storage_use(db, who, settings.storage_quota)


@router.get("/datasets/{dataset_id}", dependencies=READ)
async def get(dataset_id: UUID, who: CurrentPrincipal, db: ReadDb) -> Dataset:
    """One dataset with its columns."""
    return await service.get_dataset(db, who, DatasetId(dataset_id))


@router.patch("/datasets/{dataset_id}", dependencies=WRITE)
async def update(dataset_id: UUID, body: UpdateDataset, who: CurrentPrincipal, db: Db) -> Dataset:
    """Rename or describe a dataset."""
    return await service.update_dataset(db, who, DatasetId(dataset_id), body)


@router.delete("/datasets/{dataset_id}", dependencies=WRITE, status_code=204)
async def delete(dataset_id: UUID, who: CurrentPrincipal, db: Db) -> Response:
    """Throw a dataset into the trash."""
    await service.delete_dataset(db, who, DatasetId(dataset_id))
    return Response(status_code=204)


@router.get("/datasets/{dataset_id}/versions", dependencies=READ)
async def versions(dataset_id: UUID, who: CurrentPrincipal, db: ReadDb) -> Page[DatasetVersion]:
    """The versions of a dataset, newest first."""
    found = await service.list_versions(db, who, DatasetId(dataset_id))
    return Page(items=tuple(found), total=len(found), next_cursor=None)


@router.post("/datasets/{dataset_id}/versions/{version_id}/activate", dependencies=WRITE)
async def activate(dataset_id: UUID, version_id: UUID, who: CurrentPrincipal, db: Db) -> Dataset:
    """Use this version from now on."""
    return await service.activate_version(db, who, DatasetId(dataset_id), DatasetVersionId(version_id))


@router.get("/datasets/{dataset_id}/rejects", dependencies=WRITE)
async def rejects(
    dataset_id: UUID,
    who: CurrentPrincipal,
    db: ReadDb,
    blobs: Annotated[Blobs, provide(Blobs)],
    access: Access,
    cursor: Cursor = None,
    limit: PageSize = DEFAULT_PAGE_SIZE,
) -> Rejects:
    """The rows of the file that could not be used, for editors from whom no policy keeps anything of the dataset."""
    await _require_all(access, who, DatasetId(dataset_id))
    return await service.list_rejects(db, blobs, who, DatasetId(dataset_id), cursor=cursor, limit=limit)


@router.get("/datasets/{dataset_id}/raw", dependencies=WRITE, response_class=StreamingResponse)
async def raw(
    dataset_id: UUID, who: CurrentPrincipal, db: ReadDb, blobs: Annotated[Blobs, provide(Blobs)], access: Access
) -> StreamingResponse:
    """The original file, byte for byte, for editors from whom no policy keeps anything of the dataset."""
    await _require_all(access, who, DatasetId(dataset_id))
    file = await service.original_file(db, who, DatasetId(dataset_id))
    headers = {
        "content-disposition": attachment(file.file_name),
        "content-length": str(file.byte_size),
        "x-content-type-options": "nosniff",
    }
    return StreamingResponse(await blobs.stream(file.key), media_type="application/octet-stream", headers=headers)


async def _require_all(access: DatasetAccess, who: Principal, dataset_id: DatasetId) -> None:
    if not await access.may_see_all(who, dataset_id):
        raise NotAllMayBeSeen


def attachment(file_name: str) -> str:
    """A header that makes browsers save the file, whatever its name holds."""
    plain = "".join(char if char.isascii() and (char.isalnum() or char in "._- ") else "_" for char in file_name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file_name, safe='')}"
