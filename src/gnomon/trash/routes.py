"""The HTTP of the trash."""

from uuid import UUID

from fastapi import APIRouter, Response

from gnomon.foundation.kit.pagination import Page
from gnomon.identity.contracts import Action
from gnomon.identity.deps import CurrentPrincipal, Db, ReadDb, allow
from gnomon.trash import service
from gnomon.trash.contracts import RestoredThing, TrashedThing, TrashKind

router = APIRouter(tags=["trash"])

READ = [allow(Action.WORKSPACE_READ)]
WRITE = [
    allow(action)
    for action in (
        Action.DATASET_WRITE,
        Action.MODEL_WRITE,
        Action.QUERY_WRITE,
        Action.CHART_WRITE,
        Action.DASHBOARD_WRITE,
    )
]


@router.get("/trash", dependencies=READ)
async def trash(who: CurrentPrincipal, db: ReadDb) -> Page[TrashedThing]:
    """What lies in the trash, the latest first."""
    found = await service.list_trash(db, who)
    return Page(items=tuple(found), total=len(found), next_cursor=None)


@router.delete("/trash", dependencies=WRITE, status_code=204)
async def empty(who: CurrentPrincipal, db: Db) -> Response:
    """Remove everything in the trash for good."""
    await service.empty(db, who)
    return Response(status_code=204)


@router.post("/trash/{kind}/{id}/restore", dependencies=WRITE)
async def restore(kind: TrashKind, id: UUID, who: CurrentPrincipal, db: Db) -> RestoredThing:  # noqa: A002
    """Take something out of the trash."""
    return await service.restore(db, who, kind, id)


@router.delete("/trash/{kind}/{id}", dependencies=WRITE, status_code=204)
async def purge(kind: TrashKind, id: UUID, who: CurrentPrincipal, db: Db) -> Response:  # noqa: A002
    """Remove something in the trash for good, with its files."""
    await service.purge(db, who, kind, id)
    return Response(status_code=204)
