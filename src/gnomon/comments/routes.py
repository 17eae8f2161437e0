"""The HTTP of comments."""

from uuid import UUID

from fastapi import APIRouter, Response

from gnomon.comments import service
from gnomon.comments.contracts import (
    ChangeThread,
    CommentId,
    Mention,
    MentionsSeen,
    SayWords,
    StartThread,
    Thread,
    ThreadId,
)
from gnomon.dashboards.contracts import DashboardId
from gnomon.foundation.kit.pagination import Page
from gnomon.identity.contracts import Action
from gnomon.identity.deps import CurrentPrincipal, Db, ReadDb, allow

router = APIRouter(tags=["comments"])

READ = [allow(Action.DASHBOARD_READ)]
SAY = [allow(Action.DASHBOARD_READ), allow(Action.OWN_WRITE)]


@router.get("/dashboards/{dashboard_id}/comments", dependencies=READ)
async def list_threads(dashboard_id: UUID, who: CurrentPrincipal, db: ReadDb) -> Page[Thread]:
    """What is said about a dashboard, the latest changed thread first; settled ones too."""
    found = await service.list_threads(db, who, DashboardId(dashboard_id))
    return Page(items=found, total=len(found), next_cursor=None)


@router.post("/dashboards/{dashboard_id}/comments", dependencies=SAY, status_code=201)
async def start_thread(dashboard_id: UUID, body: StartThread, who: CurrentPrincipal, db: Db) -> Thread:
    """Say something about a dashboard, a tile of it, or a point in a picture."""
    return await service.start_thread(db, who, DashboardId(dashboard_id), body)


@router.patch("/comments/{thread_id}", dependencies=SAY)
async def change_thread(thread_id: UUID, body: ChangeThread, who: CurrentPrincipal, db: Db) -> Thread:
    """Settle a thread, or open it again."""
    return await service.change_thread(db, who, ThreadId(thread_id), body)


@router.post("/comments/{thread_id}/replies", dependencies=SAY, status_code=201)
async def reply(thread_id: UUID, body: SayWords, who: CurrentPrincipal, db: Db) -> Thread:
    """Answer in a thread; a settled one is open again."""
    return await service.reply(db, who, ThreadId(thread_id), body)


@router.put("/comments/{thread_id}/replies/{comment_id}", dependencies=SAY)
async def change_comment(thread_id: UUID, comment_id: UUID, body: SayWords, who: CurrentPrincipal, db: Db) -> Thread:
    """Put one's own words otherwise."""
    return await service.change_comment(db, who, ThreadId(thread_id), CommentId(comment_id), body)


@router.delete("/comments/{thread_id}/replies/{comment_id}", dependencies=SAY)
async def remove_comment(thread_id: UUID, comment_id: UUID, who: CurrentPrincipal, db: Db) -> Thread | None:
    """Take words back; null when nothing is left of the thread."""
    return await service.remove_comment(db, who, ThreadId(thread_id), CommentId(comment_id))


@router.get("/mentions", dependencies=READ)
async def mentions(who: CurrentPrincipal, db: ReadDb) -> Page[Mention]:
    """Where the caller is mentioned, the latest first; at most 100."""
    found = await service.list_mentions(db, who)
    return Page(items=found, total=len(found), next_cursor=None)


@router.post("/mentions/seen", dependencies=SAY, status_code=204)
async def mark_seen(body: MentionsSeen, who: CurrentPrincipal, db: Db) -> Response:
    """Say that one has seen where one is mentioned."""
    await service.mark_seen(db, who, body.comment_ids)
    return Response(status_code=204)
