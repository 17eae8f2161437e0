"""Mark favourites, and remember what was seen."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.foundation.kit import clock
from gnomon.foundation.kit.errors import NotFound
from gnomon.identity.contracts import Principal
from gnomon.library import repository
from gnomon.library.contracts import MAX_FAVOURITES, SeenThing, Thing, ThingKind, TooManyFavourites
from gnomon.library.shelves import Key, key_of, named, starred, thing_of


async def list_favourites(session: AsyncSession, principal: Principal) -> list[Thing]:
    """What the caller marked and may still see, the latest mark first."""
    keys = [key_of(row.kind, row.thing_id) for row in await repository.favourites(session, principal)]
    there = await _things(session, principal, keys, stars=frozenset(keys))
    return [there[key] for key in keys if key in there]


async def add_favourite(session: AsyncSession, principal: Principal, kind: ThingKind, thing_id: UUID) -> None:
    """Mark something. Raises `NotFound`, `TooManyFavourites`."""
    await _check(session, principal, kind, thing_id)
    stars = await starred(session, principal)
    if (kind, thing_id) not in stars and len(stars) >= MAX_FAVOURITES:
        raise TooManyFavourites
    await repository.add_favourite(session, principal, kind, thing_id, clock.now())


async def remove_favourite(session: AsyncSession, principal: Principal, kind: ThingKind, thing_id: UUID) -> None:
    """Take the mark away, also from what is gone."""
    await repository.remove_favourite(session, principal, kind, thing_id)


async def list_recent(session: AsyncSession, principal: Principal, limit: int) -> list[SeenThing]:
    """What the caller looked at and may still see, the latest first."""
    rows = await repository.sightings(session, principal)
    keys = [key_of(row.kind, row.thing_id) for row in rows]
    there = await _things(session, principal, keys, stars=await starred(session, principal))
    seen = ((there.get(key), row.seen_at) for key, row in zip(keys, rows, strict=True))
    return [SeenThing(**thing.model_dump(), seen_at=at) for thing, at in seen if thing is not None][:limit]


async def note_seen(session: AsyncSession, principal: Principal, kind: ThingKind, thing_id: UUID) -> None:
    """Remember that the caller looks at something now. Raises `NotFound`."""
    await _check(session, principal, kind, thing_id)
    await repository.note_sighting(session, principal, kind, thing_id, clock.now())


async def _check(session: AsyncSession, principal: Principal, kind: ThingKind, thing_id: UUID) -> None:
    if not await named(session, principal, kind, (thing_id,)):
        raise NotFound(kind.value)


async def _things(
    session: AsyncSession, principal: Principal, keys: Iterable[Key], *, stars: frozenset[Key]
) -> dict[Key, Thing]:
    ids: dict[ThingKind, list[UUID]] = {}
    for kind, thing_id in keys:
        ids.setdefault(kind, []).append(thing_id)
    there: dict[Key, Thing] = {}
    for kind, wanted in ids.items():
        for one in await named(session, principal, kind, wanted):
            there[kind, one.id] = thing_of(kind, one, stars)
    return there
