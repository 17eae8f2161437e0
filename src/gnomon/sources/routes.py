"""The HTTP of sources: uploads and imports."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request

from gnomon.datasets.contracts import Dataset, DatasetId, UpdateColumns
from gnomon.foundation.kit.pagination import Page
from gnomon.identity.contracts import Action, Limit
from gnomon.identity.deps import CurrentPrincipal, Db, ReadDb, Running, allow, rate_limited
from gnomon.sources import service
from gnomon.sources.contracts import ChooseSheets, Import, ImportId

router = APIRouter(tags=["sources"])

READ = [allow(Action.DATASET_READ)]
WRITE = [allow(Action.DATASET_WRITE)]


UPLOAD_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "format": "binary", "description": "The file."},
                        "name": {"type": "string", "description": "The dataset's name."},
                        "dataset_id": {
                            "type": "string",
                            "format": "uuid",
                            "description": "Make the file a new version of this dataset.",
                        },
                        "sheet": {"type": "string", "description": "The sheet of a workbook to read."},
                        "sheets": {
                            "type": "array",
                            "items": {"type": "string"},
                            "description": "Several sheets, each into a dataset; every filled one by default.",
                        },
                        "ask_sheets": {
                            "type": "boolean",
                            "description": "Wait for the choice of sheets where a workbook has several.",
                        },
                        "options": {"type": "string", "description": "How to read the file: `ReadOptions` as JSON."},
                    },
                }
            }
        },
    }
}


@router.post(
    "/datasets/upload",
    dependencies=[*WRITE, rate_limited(Limit.UPLOADS)],
    status_code=201,
    openapi_extra=UPLOAD_BODY,
)
async def upload(request: Request, who: CurrentPrincipal, running: Running) -> Dataset:
    """Upload a file. Files under 5 MB are imported before the answer; others go on importing behind it."""
    length = request.headers.get("content-length", "")
    sent = service.Upload(
        content_type=request.headers.get("content-type", ""),
        content_length=int(length) if length.isdecimal() else None,
        body=request.stream(),
    )
    return await service.upload(running, who, sent)


@router.get("/imports", dependencies=READ)
async def list_imports(who: CurrentPrincipal, db: ReadDb) -> Page[Import]:
    """The imports that have not ended."""
    found = await service.list_imports(db, who)
    return Page(items=tuple(found), total=len(found), next_cursor=None)


@router.get("/imports/{import_id}", dependencies=READ)
async def get_import(import_id: UUID, who: CurrentPrincipal, db: ReadDb) -> Import:
    """One import and how far it is."""
    return await service.get_import(db, who, ImportId(import_id))


@router.delete("/imports/{import_id}", dependencies=WRITE)
async def cancel_import(import_id: UUID, who: CurrentPrincipal, running: Running) -> Import:
    """End an import; nothing of it stays."""
    return await service.cancel_import(running, who, ImportId(import_id))


@router.post("/imports/{import_id}/sheets", dependencies=WRITE)
async def choose_sheets(import_id: UUID, body: ChooseSheets, who: CurrentPrincipal, db: Db) -> Import:
    """Say which sheets of a waiting workbook to read."""
    return await service.choose_sheets(db, who, ImportId(import_id), body)


@router.patch("/datasets/{dataset_id}/columns", dependencies=WRITE)
async def update_columns(dataset_id: UUID, body: UpdateColumns, who: CurrentPrincipal, running: Running) -> Dataset:
    """Label, describe, hide or retype columns; a new type reads the original file again into a new version."""
    return await service.update_columns(running, who, DatasetId(dataset_id), body)
