"""The HTTP of the library: search over everything, favourites, and what was seen lately."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from gnomon.foundation.kit.pagination import Page
from gnomon.identity.contracts import Action
from gnomon.identity.deps import CurrentPrincipal, Db, ReadDb, allow, provide
from gnomon.library import searching, service
from gnomon.library.contracts import MAX_RECENT, MAX_WORDS, FoundThing, SeenThing, Thing, ThingKind
from gnomon.query.service import QueryRuntime

router = APIRouter(tags=["library"])

READ = [allow(Action.WORKSPACE_READ)]
KEEP = [allow(Action.OWN_WRITE)]


@router.get("/search", dependencies=READ)
async def search(
    who: CurrentPrincipal,
    db: ReadDb,
    questions: Annotated[QueryRuntime, provide(QueryRuntime)],
    q: Annotated[
        str,
        Query(max_length=MAX_WORDS, description="Words that all stand in a name, a description, or inside of a thing."),
    ],
    kind: Annotated[list[ThingKind] | None, Query(description="Only these kinds.")] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Page[FoundThing]:
    """Everything in the workspace that answers the words, best first: things, and places in them."""
    return await searching.search(db, questions, who, q, kind or (), limit)


@router.get("/favourites", dependencies=READ)
async def favourites(who: CurrentPrincipal, db: ReadDb) -> Page[Thing]:
    """What the caller marked in this workspace, the latest mark first."""
    found = await service.list_favourites(db, who)
    return Page(items=tuple(found), total=len(found), next_cursor=None)


@router.put("/favourites/{kind}/{id}", dependencies=KEEP, status_code=204)
async def add_favourite(kind: ThingKind, id: UUID, who: CurrentPrincipal, db: Db) -> Response:  # noqa: A002
    """Mark something as a favourite; a mark that is there stays."""
    await service.add_favourite(db, who, kind, id)
    return Response(status_code=204)


@router.delete("/favourites/{kind}/{id}", dependencies=KEEP, status_code=204)
async def remove_favourite(kind: ThingKind, id: UUID, who: CurrentPrincipal, db: Db) -> Response:  # noqa: A002
    """Take the mark away."""
    await service.remove_favourite(db, who, kind, id)
    return Response(status_code=204)


@router.get("/recent", dependencies=READ)
async def recent(
    who: CurrentPrincipal, db: ReadDb, limit: Annotated[int, Query(ge=1, le=MAX_RECENT)] = 12
) -> Page[SeenThing]:
    """What the caller looked at in this workspace, the latest first."""
    found = await service.list_recent(db, who, limit)
    return Page(items=tuple(found), total=len(found), next_cursor=None)


@router.put("/recent/{kind}/{id}", dependencies=KEEP, status_code=204)
async def note_seen(kind: ThingKind, id: UUID, who: CurrentPrincipal, db: Db) -> Response:  # noqa: A002
    """Remember that the caller looks at something now."""
    await service.note_seen(db, who, kind, id)
    return Response(status_code=204)
