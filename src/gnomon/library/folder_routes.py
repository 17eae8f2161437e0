"""The HTTP of folders: the tree, what lies in each, and who may see it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from gnomon.folders import service as folders
from gnomon.folders.contracts import ChangeFolder, CreateFolder, Folder, FolderAccess, FolderId
from gnomon.foundation.kit.pagination import Page
from gnomon.identity.contracts import Action
from gnomon.identity.deps import CurrentPrincipal, Db, ReadDb, allow
from gnomon.library import filing
from gnomon.library.contracts import ContentOfFolder, FileThings, MovedThings, Thing

router = APIRouter(tags=["folders"])

READ = [allow(Action.WORKSPACE_READ)]
WRITE = [allow(Action.FOLDER_WRITE)]


@router.get("/folders", dependencies=READ)
async def list_folders(who: CurrentPrincipal, db: ReadDb) -> Page[Folder]:
    """The folders of the workspace that the caller may see, by name."""
    found = await folders.list_folders(db, who)
    return Page(items=tuple(found), total=len(found), next_cursor=None)


@router.post("/folders", dependencies=WRITE, status_code=201)
async def create(body: CreateFolder, who: CurrentPrincipal, db: Db) -> Folder:
    """Make a folder, which everybody who sees the one above it sees too."""
    return await folders.create_folder(db, who, body)


@router.patch("/folders/{folder_id}", dependencies=WRITE)
async def change(folder_id: UUID, body: ChangeFolder, who: CurrentPrincipal, db: Db) -> Folder:
    """Rename a folder, or put it elsewhere."""
    return await folders.change_folder(db, who, FolderId(folder_id), body)


@router.delete("/folders/{folder_id}", dependencies=WRITE, status_code=204)
async def delete(
    folder_id: UUID,
    who: CurrentPrincipal,
    db: Db,
    content: Annotated[ContentOfFolder, Query(description="What becomes of what lies in it.")] = ContentOfFolder.UP,
) -> Response:
    """Remove a folder; what lies in it moves up, or goes to the trash."""
    await filing.remove_folder(db, who, FolderId(folder_id), content)
    return Response(status_code=204)


@router.post("/folders/{folder_id}/restore", dependencies=WRITE)
async def restore(folder_id: UUID, who: CurrentPrincipal, db: Db) -> Folder:
    """Have a removed folder back, with what lay in it."""
    return await filing.restore_folder(db, who, FolderId(folder_id))


@router.get("/folders/{folder_id}/access", dependencies=WRITE)
async def get_access(folder_id: UUID, who: CurrentPrincipal, db: ReadDb) -> FolderAccess:
    """Who may see and change what lies in a folder: for its maker and for owners."""
    return await folders.get_access(db, who, FolderId(folder_id))


@router.put("/folders/{folder_id}/access", dependencies=WRITE)
async def set_access(folder_id: UUID, body: FolderAccess, who: CurrentPrincipal, db: Db) -> FolderAccess:
    """Say who may see and change what lies in a folder and below it; whoever says so stays among them."""
    return await folders.set_access(db, who, FolderId(folder_id), body)


@router.get("/things", dependencies=READ)
async def list_things(
    who: CurrentPrincipal,
    db: ReadDb,
    folder_id: Annotated[UUID | None, Query(description="What lies in this folder; without one, in none.")] = None,
) -> Page[Thing]:
    """Dashboards, charts, saved queries and datasets in one folder, or in none."""
    return await filing.list_filed(db, who, None if folder_id is None else FolderId(folder_id))


@router.put("/things/folder", dependencies=WRITE)
async def file(body: FileThings, who: CurrentPrincipal, db: Db) -> MovedThings:
    """Put things in a folder, or in none; tells where each was, so that it can be undone."""
    return await filing.file_things(db, who, body)
