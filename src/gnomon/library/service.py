"""Find things by words, mark favourites, and remember what was seen."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from types import MappingProxyType
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.charts import service as charts
from gnomon.dashboards import service as dashboards
from gnomon.datasets import service as datasets
from gnomon.foundation.db.named import Named
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.errors import NotFound
from gnomon.foundation.kit.pagination import Page
from gnomon.identity.contracts import Action, Principal
from gnomon.library import repository
from gnomon.library.contracts import MAX_FAVOURITES, SeenThing, Thing, ThingKind, TooManyFavourites
from gnomon.library.matching import score, words_of
from gnomon.queries import service as queries
from gnomon.semantic.service import named as models

Lists = Callable[[AsyncSession, Principal, Collection[UUID] | None], Awaitable[list[Named]]]

SHELVES: Mapping[ThingKind, tuple[Action, Lists]] = MappingProxyType(
    {
        ThingKind.DASHBOARD: (Action.DASHBOARD_READ, dashboards.named_dashboards),
        ThingKind.DATASET: (Action.DATASET_READ, datasets.named_datasets),
        ThingKind.MODEL: (Action.MODEL_READ, models.named_models),
        ThingKind.QUERY: (Action.QUERY_READ, queries.named_queries),
        ThingKind.CHART: (Action.CHART_READ, charts.named_charts),
    }
)
"""What may be read of each kind, and how; in the order in which equals stand."""

Key = tuple[ThingKind, UUID]


async def search(
    session: AsyncSession, principal: Principal, words: str, kinds: Collection[ThingKind], limit: int
) -> Page[Thing]:
    """What answers the words, best first; equals by kind, then the latest changed first."""
    wanted = words_of(words)
    stars = await _starred(session, principal)
    found: list[tuple[float, Thing]] = []
    for kind in SHELVES:
        if kinds and kind not in kinds:
            continue
        for one in await _named(session, principal, kind, None):
            how_well = score(wanted, one.name, one.description)
            if how_well > 0:
                found.append((how_well, _thing(kind, one, stars)))
    # Sorting keeps the order of equals.
    found.sort(key=lambda each: each[0], reverse=True)
    return Page(items=tuple(thing for _, thing in found[:limit]), total=len(found), next_cursor=None)


async def list_favourites(session: AsyncSession, principal: Principal) -> list[Thing]:
    """What the caller marked and may still see, the latest mark first."""
    keys = [_key(row.kind, row.thing_id) for row in await repository.favourites(session, principal)]
    there = await _things(session, principal, keys, stars=frozenset(keys))
    return [there[key] for key in keys if key in there]


async def add_favourite(session: AsyncSession, principal: Principal, kind: ThingKind, thing_id: UUID) -> None:
    """Mark something. Raises `NotFound`, `TooManyFavourites`."""
    await _check(session, principal, kind, thing_id)
    stars = await _starred(session, principal)
    if (kind, thing_id) not in stars and len(stars) >= MAX_FAVOURITES:
        raise TooManyFavourites
    await repository.add_favourite(session, principal, kind, thing_id, clock.now())


async def remove_favourite(session: AsyncSession, principal: Principal, kind: ThingKind, thing_id: UUID) -> None:
    """Take the mark away, also from what is gone."""
    await repository.remove_favourite(session, principal, kind, thing_id)


async def list_recent(session: AsyncSession, principal: Principal, limit: int) -> list[SeenThing]:
    """What the caller looked at and may still see, the latest first."""
    rows = await repository.sightings(session, principal)
    keys = [_key(row.kind, row.thing_id) for row in rows]
    there = await _things(session, principal, keys, stars=await _starred(session, principal))
    seen = ((there.get(key), row.seen_at) for key, row in zip(keys, rows, strict=True))
    return [SeenThing(**thing.model_dump(), seen_at=at) for thing, at in seen if thing is not None][:limit]


async def note_seen(session: AsyncSession, principal: Principal, kind: ThingKind, thing_id: UUID) -> None:
    """Remember that the caller looks at something now. Raises `NotFound`."""
    await _check(session, principal, kind, thing_id)
    await repository.note_sighting(session, principal, kind, thing_id, clock.now())


async def _check(session: AsyncSession, principal: Principal, kind: ThingKind, thing_id: UUID) -> None:
    if not await _named(session, principal, kind, (thing_id,)):
        raise NotFound(kind.value)


async def _starred(session: AsyncSession, principal: Principal) -> frozenset[Key]:
    return frozenset(_key(row.kind, row.thing_id) for row in await repository.favourites(session, principal))


async def _things(
    session: AsyncSession, principal: Principal, keys: Iterable[Key], *, stars: frozenset[Key]
) -> dict[Key, Thing]:
    ids: dict[ThingKind, list[UUID]] = {}
    for kind, thing_id in keys:
        ids.setdefault(kind, []).append(thing_id)
    there: dict[Key, Thing] = {}
    for kind, wanted in ids.items():
        for one in await _named(session, principal, kind, wanted):
            there[kind, one.id] = _thing(kind, one, stars)
    return there


async def _named(
    session: AsyncSession, principal: Principal, kind: ThingKind, ids: Collection[UUID] | None
) -> list[Named]:
    action, read = SHELVES[kind]
    return await read(session, principal, ids) if principal.may(action) else []


def _thing(kind: ThingKind, one: Named, stars: frozenset[Key]) -> Thing:
    return Thing(kind=kind, **one.model_dump(), is_favourite=(kind, one.id) in stars)


def _key(kind: str, thing_id: UUID) -> Key:
    return ThingKind(kind), thing_id
