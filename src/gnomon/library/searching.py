"""Finds things by words: by their names, and by what stands inside them, under the rights of whoever searches."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards import service as dashboards
from gnomon.dashboards.contracts import DashboardPlace
from gnomon.datasets import service as datasets
from gnomon.foundation.db.named import Named
from gnomon.foundation.kit.errors import AppError
from gnomon.foundation.kit.pagination import Page
from gnomon.identity.contracts import Action, Principal
from gnomon.library.contracts import FoundThing, Place, PlaceKind, ThingKind
from gnomon.library.matching import folded, loose_score, score, words_of
from gnomon.library.shelves import SHELVES, Key, named, starred, thing_of
from gnomon.query import service as query
from gnomon.query.service import QueryRuntime
from gnomon.semantic.contracts import WORDS_OF_MEMBERS, Dimension, Measure, SemanticModel

ENOUGH = 5
"""With fewer answers than these, words may have been mistyped."""
OF_A_PLACE = 0.9
"""What a word is worth inside of a thing, of what it is worth in its name."""
MOST_DATASETS = 25
"""So many are looked into for their fields, the latest changed first."""
MOST_PLACES = 8
"""Of one thing."""
AROUND = 40
"""Letters of a text that are shown before the first word that was found."""
SHOWN = 120

Score = Callable[[tuple[str, ...], str, str | None], float]


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched, by whom."""

    principal: Principal
    words: tuple[str, ...]
    kinds: Collection[ThingKind]
    stars: frozenset[Key]

    def wants(self, kind: ThingKind) -> bool:
        """Whether things of a kind are searched, and may be read."""
        return (not self.kinds or kind in self.kinds) and self.principal.may(SHELVES[kind][0])


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that answers, by its name or by a place in it."""

    kind: ThingKind
    one: Named
    place: Place | None = None

    @property
    def key(self) -> tuple[ThingKind, UUID, str | None, str | None, str | None]:
        """What tells it from every other."""
        place = self.place
        return self.kind, self.one.id, *((place.page_id, place.tile_id, place.member) if place else (None, None, None))


Listed = Sequence[tuple[ThingKind, Sequence[Named]]]
Found = list[tuple[float, Hit]]


async def search(
    session: AsyncSession,
    runtime: QueryRuntime,
    principal: Principal,
    words: str,
    kinds: Collection[ThingKind],
    limit: int,
) -> Page[FoundThing]:
    """What answers the words, best first; equals by kind, then the latest changed first."""
    wanted = Search(principal, words_of(words), kinds, await starred(session, principal))
    if not wanted.words:
        return Page(items=(), total=0, next_cursor=None)
    listed = [(kind, await named(session, principal, kind, None)) for kind in SHELVES if wanted.wants(kind)]
    found = await _found(session, runtime, wanted, listed, is_loose=False)
    if len(found) < ENOUGH:
        known = {hit.key for _, hit in found}
        loose = await _found(session, runtime, wanted, listed, is_loose=True)
        found += [one for one in loose if one[1].key not in known]
    # Sorting keeps the order of equals.
    found.sort(key=lambda each: each[0], reverse=True)
    shown = tuple(_thing(hit, wanted.stars) for _, hit in found[:limit])
    return Page(items=shown, total=len(found), next_cursor=None)


async def _found(
    session: AsyncSession, runtime: QueryRuntime, wanted: Search, listed: Listed, *, is_loose: bool
) -> Found:
    how_well: Score = loose_score if is_loose else score
    found: Found = []
    for kind, things in listed:
        for one in things:
            worth = how_well(wanted.words, one.name, one.description)
            if worth > 0:
                found.append((worth, Hit(kind, one)))
    if wanted.wants(ThingKind.DASHBOARD):
        found += await _on_dashboards(session, wanted, how_well, is_loose=is_loose)
    if wanted.wants(ThingKind.DATASET) and wanted.principal.may(Action.MODEL_READ):
        found += await _in_datasets(session, runtime, wanted, how_well, is_loose=is_loose)
    return found


async def _on_dashboards(session: AsyncSession, wanted: Search, how_well: Score, *, is_loose: bool) -> Found:
    boards = await dashboards.find_places(session, wanted.principal, wanted.words, is_loose=is_loose)
    ids = [board.id for board, _ in boards]
    there = {one.id: one for one in await named(session, wanted.principal, ThingKind.DASHBOARD, ids)}
    found: Found = []
    for board, places in boards:
        if board.id not in there:
            continue
        own: Found = []
        for place in places:
            worth = _worth(how_well, wanted.words, place.name, place.text, board.name)
            if worth > 0:
                own.append((worth, Hit(ThingKind.DASHBOARD, there[board.id], _place_on(place, wanted.words))))
        found += _best(own)
    return found


async def _in_datasets(
    session: AsyncSession, runtime: QueryRuntime, wanted: Search, how_well: Score, *, is_loose: bool
) -> Found:
    kinds = (datasets.WORDS_OF_COLUMNS, WORDS_OF_MEMBERS)
    ids = await datasets.ids_holding(
        session, wanted.principal, kinds, wanted.words, is_loose=is_loose, most=MOST_DATASETS
    )
    there = {one.id: one for one in await named(session, wanted.principal, ThingKind.DATASET, ids)}
    # The models are read as questions read them: what is closed to the caller by a policy is not in them.
    models = await query.models_for(runtime, wanted.principal, ids) if ids else {}
    found: Found = []
    for dataset_id, model in models.items():
        if isinstance(model, AppError) or dataset_id not in there:
            continue
        own: Found = []
        for member, kind in _members(model):
            said = " ".join((member.name, *member.synonyms, member.description or ""))
            worth = _worth(how_well, wanted.words, member.label, said, there[dataset_id].name)
            if worth > 0:
                place = Place(kind=kind, name=member.label, member=member.name)
                own.append((worth, Hit(ThingKind.DATASET, there[dataset_id], place)))
        found += _best(own)
    return found


def _members(model: SemanticModel) -> list[tuple[Dimension | Measure, PlaceKind]]:
    """What a dataset has of its own; what it reaches in others is found with them."""
    fields = [one for one in model.dimensions if "." not in one.name and not one.is_hidden]
    found: list[tuple[Dimension | Measure, PlaceKind]] = [
        (one, PlaceKind.COLUMN if one.formula is None else PlaceKind.FIELD) for one in fields
    ]
    known = {one.name for one in fields}
    for measure in model.measures:
        is_own = "." not in measure.name and measure.name != "*" and measure.name not in known
        if is_own and not measure.is_hidden:
            kind = PlaceKind.COLUMN if measure.formula is None else PlaceKind.MEASURE
            found.append((measure, kind))
    return found


def _worth(how_well: Score, words: tuple[str, ...], name: str, text: str | None, thing: str) -> float:
    """Of a place: its own words count, and those of the thing that it is in may complete them."""
    own = sum(how_well((word,), name, text) > 0 for word in words)
    return OF_A_PLACE * how_well(words, name, f"{text or ''} {thing}") if own else 0.0


def _best(found: Found) -> Found:
    return sorted(found, key=lambda each: each[0], reverse=True)[:MOST_PLACES]


def _place_on(place: DashboardPlace, words: Sequence[str]) -> Place:
    name = place.name if place.name else _around(place.text or "", words)
    return Place(kind=PlaceKind(place.kind), name=name, page_id=place.page_id, tile_id=place.tile_id)


def _around(text: str, words: Sequence[str]) -> str:
    """The part of a text in which the first word stands."""
    plain = folded(text)
    at = min((plain.find(word) for word in words if word in plain), default=0)
    # Folding may change lengths a little; a few letters more or less make no difference here.
    start = max(0, at - AROUND)
    part = text[start : start + SHOWN].strip()
    return ("… " if start > 0 else "") + part + (" …" if start + SHOWN < len(text) else "")


def _thing(hit: Hit, stars: frozenset[Key]) -> FoundThing:
    return FoundThing(**thing_of(hit.kind, hit.one, stars).model_dump(), place=hit.place)
