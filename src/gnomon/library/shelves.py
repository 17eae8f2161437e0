"""What has a name, kind by kind, as far as the caller may see it."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from types import MappingProxyType
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.charts import service as charts
from gnomon.dashboards import service as dashboards
from gnomon.datasets import service as datasets
from gnomon.foundation.db.named import Filed, Named
from gnomon.identity.contracts import Action, Principal
from gnomon.library import repository
from gnomon.library.contracts import Thing, ThingKind
from gnomon.queries import service as queries
from gnomon.semantic.service import named as models

Key = tuple[ThingKind, UUID]
Lists = Callable[[AsyncSession, Principal, Collection[UUID] | None, Filed | None], Awaitable[list[Named]]]


async def _models(
    session: AsyncSession, principal: Principal, ids: Collection[UUID] | None, filed: Filed | None
) -> list[Named]:
    # Models lie in no folders, and stand with their datasets.
    return await models.named_models(session, principal, ids) if filed is None else []


SHELVES: Mapping[ThingKind, tuple[Action, Lists]] = MappingProxyType(
    {
        ThingKind.DASHBOARD: (Action.DASHBOARD_READ, dashboards.named_dashboards),
        ThingKind.DATASET: (Action.DATASET_READ, datasets.named_datasets),
        ThingKind.MODEL: (Action.MODEL_READ, _models),
        ThingKind.QUERY: (Action.QUERY_READ, queries.named_queries),
        ThingKind.CHART: (Action.CHART_READ, charts.named_charts),
    }
)
"""What may be read of each kind, and how; in the order in which equals stand."""


async def named(
    session: AsyncSession,
    principal: Principal,
    kind: ThingKind,
    ids: Collection[UUID] | None,
    filed: Filed | None = None,
) -> list[Named]:
    """What there is of a kind; of these ids alone, and of one folder, if any is given."""
    action, read = SHELVES[kind]
    return await read(session, principal, ids, filed) if principal.may(action) else []


async def starred(session: AsyncSession, principal: Principal) -> frozenset[Key]:
    """What the caller marked."""
    return frozenset(key_of(row.kind, row.thing_id) for row in await repository.favourites(session, principal))


def thing_of(kind: ThingKind, one: Named, stars: frozenset[Key]) -> Thing:
    """Something with a name as lists of many kinds show it."""
    return Thing(kind=kind, **one.model_dump(), is_favourite=(kind, one.id) in stars)


def key_of(kind: str, thing_id: UUID) -> Key:
    """A thing as it was stored."""
    return ThingKind(kind), thing_id
