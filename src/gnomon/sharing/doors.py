"""What links and embeds have in common: an end, an author, and what they lock, and what they open with."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.dashboards import openings
from gnomon.dashboards.contracts import DashboardId
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit import clock
from gnomon.identity import service as identity
from gnomon.identity.contracts import FieldLock, Locks, Principal, UserId
from gnomon.sharing.contracts import EndsInThePast, Lock, LockValue
from gnomon.sharing.embed_contracts import EmbedField


class Made(Protocol):
    """A link or an embed, as far as it has an author."""

    @property
    def created_by(self) -> UUID | None:
        """Who made it; nobody once they are gone."""
        ...


def check_end(at: datetime | None) -> None:
    """See that something has not ended before it begins. Raises `EndsInThePast`."""
    if at is not None and at <= clock.now():
        raise EndsInThePast


async def authors_of(session: AsyncSession, made: Iterable[Made]) -> Mapping[UserId, str]:
    """What the people are called who made these."""
    return await identity.names_of(session, {UserId(one.created_by) for one in made if one.created_by is not None})


def author_in(names: Mapping[UserId, str], made: Made) -> str | None:
    """What the person is called who made this."""
    return None if made.created_by is None else names.get(UserId(made.created_by))


async def gone_of(
    session: AsyncSession, principal: Principal, dashboard_id: DashboardId, wanted: Iterable[UUID | None]
) -> frozenset[UUID]:
    """Of the bookmarks that doors of a dashboard open with: those that are removed, or not shared any more."""
    named = frozenset(one for one in wanted if one is not None)
    return named - (await openings.shared_states(session, principal, dashboard_id, named)).keys()


def locks_of_link(locks: Iterable[Lock]) -> Locks:
    """What a link leaves of the rows of each dataset."""
    return _by_dataset((one.dataset_id, FieldLock(one.member, one.values)) for one in locks)


def locks_of_token(fields: Iterable[EmbedField], values: Mapping[str, tuple[LockValue, ...]]) -> Locks:
    """What an embed leaves of the rows of each dataset, when a token gives its fields these values."""
    return _by_dataset((one.dataset_id, FieldLock(one.member, values[one.name])) for one in fields)


def _by_dataset(locks: Iterable[tuple[DatasetId, FieldLock]]) -> Locks:
    found: defaultdict[DatasetId, list[FieldLock]] = defaultdict(list)
    for dataset_id, lock in locks:
        found[dataset_id].append(lock)
    return {dataset_id: tuple(those) for dataset_id, those in found.items()}
