"""List what lies in the trash of a workspace, have it back, or remove it for good."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.charts import service as charts
from gnomon.charts.contracts import ChartId
from gnomon.dashboards import service as dashboards
from gnomon.dashboards.contracts import DashboardId, TemplateId
from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.jobs.trash import KEPT_IN_TRASH, Thrown
from gnomon.identity.contracts import Principal
from gnomon.queries import service as queries
from gnomon.queries.contracts import SavedQueryId
from gnomon.semantic.contracts import ModelId
from gnomon.semantic.service import trash as models
from gnomon.trash.contracts import RestoredThing, TrashedThing, TrashKind


async def list_trash(session: AsyncSession, principal: Principal) -> list[TrashedThing]:
    """What lies in the trash of the workspace, the latest first."""
    found = {
        TrashKind.DATASET: await datasets.list_trash(session, principal),
        TrashKind.MODEL: await models.list_trash(session, principal),
        TrashKind.QUERY: await queries.list_trash(session, principal),
        TrashKind.CHART: await charts.list_trash(session, principal),
        TrashKind.DASHBOARD: await dashboards.list_trash(session, principal),
        TrashKind.TEMPLATE: await dashboards.list_trashed_templates(session, principal),
    }
    things = [_trashed(kind, thrown) for kind, bin_ in found.items() for thrown in bin_]
    return sorted(things, key=lambda thing: (thing.deleted_at, thing.id), reverse=True)


async def restore(session: AsyncSession, principal: Principal, kind: TrashKind, thing_id: UUID) -> RestoredThing:
    """Take something out of the trash. Raises `NotFound`."""
    return RestoredThing(kind=kind, id=thing_id, name=await _restored(session, principal, kind, thing_id))


async def _restored(session: AsyncSession, principal: Principal, kind: TrashKind, thing_id: UUID) -> str:
    """The name of what is back."""
    match kind:
        case TrashKind.DATASET:
            return (await datasets.restore_dataset(session, principal, DatasetId(thing_id))).name
        case TrashKind.MODEL:
            return (await models.restore_model(session, principal, ModelId(thing_id))).name
        case TrashKind.QUERY:
            return (await queries.restore_query(session, principal, SavedQueryId(thing_id))).name
        case TrashKind.CHART:
            return (await charts.restore_chart(session, principal, ChartId(thing_id))).name
        case TrashKind.DASHBOARD:
            return (await dashboards.restore_dashboard(session, principal, DashboardId(thing_id))).name
        case TrashKind.TEMPLATE:
            return await dashboards.restore_template(session, principal, TemplateId(thing_id))


async def purge(session: AsyncSession, principal: Principal, kind: TrashKind, thing_id: UUID) -> None:
    """Remove something in the trash for good, with its files. Raises `NotFound`."""
    match kind:
        case TrashKind.DATASET:
            await datasets.purge_dataset(session, principal, DatasetId(thing_id))
        case TrashKind.MODEL:
            await models.purge_model(session, principal, ModelId(thing_id))
        case TrashKind.QUERY:
            await queries.purge_query(session, principal, SavedQueryId(thing_id))
        case TrashKind.CHART:
            await charts.purge_chart(session, principal, ChartId(thing_id))
        case TrashKind.DASHBOARD:
            await dashboards.purge_dashboard(session, principal, DashboardId(thing_id))
        case TrashKind.TEMPLATE:
            await dashboards.purge_template(session, principal, TemplateId(thing_id))


async def empty(session: AsyncSession, principal: Principal) -> None:
    """Remove everything in the trash for good."""
    for thing in await list_trash(session, principal):
        await purge(session, principal, thing.kind, thing.id)


def _trashed(kind: TrashKind, thrown: Thrown) -> TrashedThing:
    return TrashedThing(
        kind=kind,
        id=thrown.id,
        name=thrown.name,
        deleted_at=thrown.deleted_at,
        purged_at=thrown.deleted_at + KEPT_IN_TRASH,
    )
