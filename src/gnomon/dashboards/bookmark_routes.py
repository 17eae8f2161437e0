"""The HTTP of bookmarks: states of a dashboard that its readers keep."""

from uuid import UUID

from fastapi import APIRouter, Response

from gnomon.dashboards import bookmarks
from gnomon.dashboards.contracts import Bookmark, BookmarkId, ChangeBookmark, CreateBookmark, DashboardId
from gnomon.foundation.kit.pagination import Page
from gnomon.identity.contracts import Action
from gnomon.identity.deps import CurrentPrincipal, Db, ReadDb, allow

router = APIRouter(tags=["dashboards"])

READ = [allow(Action.DASHBOARD_READ)]
KEEP = [*READ, allow(Action.OWN_WRITE)]


@router.get("/dashboards/{dashboard_id}/bookmarks", dependencies=READ)
async def list_bookmarks(dashboard_id: UUID, who: CurrentPrincipal, db: ReadDb) -> Page[Bookmark]:
    """The caller's own bookmarks of a dashboard and the shared ones, by name."""
    found = await bookmarks.list_bookmarks(db, who, DashboardId(dashboard_id))
    return Page(items=found, total=len(found), next_cursor=None)


@router.post("/dashboards/{dashboard_id}/bookmarks", dependencies=KEEP, status_code=201)
async def create_bookmark(dashboard_id: UUID, body: CreateBookmark, who: CurrentPrincipal, db: Db) -> Bookmark:
    """Keep a state of a dashboard."""
    return await bookmarks.create_bookmark(db, who, DashboardId(dashboard_id), body)


@router.patch("/dashboards/{dashboard_id}/bookmarks/{bookmark_id}", dependencies=KEEP)
async def change_bookmark(
    dashboard_id: UUID, bookmark_id: UUID, body: ChangeBookmark, who: CurrentPrincipal, db: Db
) -> Bookmark:
    """Rename a bookmark, give it another state, share it or take it back."""
    return await bookmarks.change_bookmark(db, who, DashboardId(dashboard_id), BookmarkId(bookmark_id), body)


@router.delete("/dashboards/{dashboard_id}/bookmarks/{bookmark_id}", dependencies=KEEP, status_code=204)
async def delete_bookmark(dashboard_id: UUID, bookmark_id: UUID, who: CurrentPrincipal, db: Db) -> Response:
    """Remove a bookmark."""
    await bookmarks.delete_bookmark(db, who, DashboardId(dashboard_id), BookmarkId(bookmark_id))
    return Response(status_code=204)
