"""File things in folders, list what lies in one, and remove folders with what lies in them."""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.charts import service as charts
from gnomon.charts.contracts import ChartId
from gnomon.dashboards import service as dashboards
from gnomon.dashboards.contracts import DashboardId
from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import DatasetId
from gnomon.folders import service as folders
from gnomon.folders.contracts import Folder, FolderId
from gnomon.foundation.db.named import Filed
from gnomon.foundation.kit.errors import NotFound
from gnomon.foundation.kit.pagination import Page
from gnomon.identity.contracts import Action, Principal
from gnomon.library.contracts import (
    ContentOfFolder,
    FiledThing,
    FileThings,
    MovedThings,
    NeverFiled,
    Thing,
    ThingKey,
    ThingKind,
)
from gnomon.library.shelves import named, starred, thing_of
from gnomon.queries import service as queries
from gnomon.queries.contracts import SavedQueryId

File = Callable[[AsyncSession, Principal, UUID, UUID | None], Awaitable[UUID | None]]
Verb = Callable[[AsyncSession, Principal, UUID], Awaitable[object]]

FILES: Mapping[ThingKind, tuple[Action, File]] = MappingProxyType(
    {
        ThingKind.DASHBOARD: (Action.DASHBOARD_WRITE, dashboards.file_dashboard),
        ThingKind.CHART: (Action.CHART_WRITE, charts.file_chart),
        ThingKind.QUERY: (Action.QUERY_WRITE, queries.file_query),
        ThingKind.DATASET: (Action.DATASET_WRITE, datasets.file_dataset),
    }
)
"""What can be filed, by whom, and how; in the order in which a folder shows it."""

THROW: Mapping[ThingKind, Verb] = MappingProxyType(
    {
        ThingKind.DASHBOARD: lambda session, who, one: dashboards.delete_dashboard(session, who, DashboardId(one)),
        ThingKind.CHART: lambda session, who, one: charts.delete_chart(session, who, ChartId(one)),
        ThingKind.QUERY: lambda session, who, one: queries.delete_query(session, who, one),
        ThingKind.DATASET: lambda session, who, one: datasets.delete_dataset(session, who, DatasetId(one)),
    }
)
HAVE_BACK: Mapping[ThingKind, Verb] = MappingProxyType(
    {
        ThingKind.DASHBOARD: lambda session, who, one: dashboards.restore_dashboard(session, who, DashboardId(one)),
        ThingKind.CHART: lambda session, who, one: charts.restore_chart(session, who, ChartId(one)),
        ThingKind.QUERY: lambda session, who, one: queries.restore_query(session, who, SavedQueryId(one)),
        ThingKind.DATASET: lambda session, who, one: datasets.restore_dataset(session, who, DatasetId(one)),
    }
)


async def list_filed(session: AsyncSession, principal: Principal, folder_id: FolderId | None) -> Page[Thing]:
    """What lies in a folder, or in none, as far as the caller may see it, by kind and name. Raises `NotFound`."""
    if folder_id is not None:
        await folders.get_folder(session, principal, folder_id)
    stars = await starred(session, principal)
    found: list[Thing] = []
    for kind in FILES:
        there = await named(session, principal, kind, None, Filed(folder_id))
        found += (thing_of(kind, one, stars) for one in sorted(there, key=lambda one: (one.name.casefold(), one.id)))
    return Page(items=tuple(found), total=len(found), next_cursor=None)


async def file_things(session: AsyncSession, principal: Principal, command: FileThings) -> MovedThings:
    """Put things in a folder, or in none; all of them or none. Raises `NotFound`, `FolderNotYours`, `NeverFiled`."""
    await folders.check_may_edit(session, principal, command.folder_id)
    moved = []
    for thing in command.things:
        before = await _file(session, principal, thing, command.folder_id)
        moved.append(FiledThing(kind=thing.kind, id=thing.id, folder_id=None if before is None else FolderId(before)))
    return MovedThings(before=tuple(moved))


async def remove_folder(
    session: AsyncSession, principal: Principal, folder_id: FolderId, content: ContentOfFolder
) -> None:
    """Remove a folder: what lies in it moves up, or goes to the trash with all folders below.

    Raises `NotFound`, `FolderNotYours`, `ClosedWithin`.
    """
    removal = await folders.begin_removal(session, principal, folder_id)
    is_whole = content is ContentOfFolder.TRASH
    cleared: list[folders.Cleared] = []
    for one in removal.below if is_whole else (removal.folder_id,):
        for kind, (action, file) in FILES.items():
            for thing in await named(session, principal, kind, None, Filed(one)):
                principal.require(action)
                if is_whole:
                    await THROW[kind](session, principal, thing.id)
                else:
                    await file(session, principal, thing.id, removal.parent_id)
                cleared.append(folders.Cleared(kind=kind.value, id=thing.id))
    await folders.finish_removal(session, principal, removal, cleared, is_whole=is_whole)


async def restore_folder(session: AsyncSession, principal: Principal, folder_id: FolderId) -> Folder:
    """Have a removed folder back with what lay in it, as far as that lies where the removal put it.

    Raises `NotFound`, `FolderNotYours`.
    """
    cleared = await folders.take_back(session, principal, folder_id)
    folder = await folders.get_folder(session, principal, folder_id)
    for one in cleared:
        await _put_back(session, principal, ThingKind(one.kind), one.id, folder)
    return folder


async def _put_back(session: AsyncSession, principal: Principal, kind: ThingKind, thing_id: UUID, to: Folder) -> None:
    action, file = FILES[kind]
    principal.require(action)
    there = await named(session, principal, kind, (thing_id,), None)
    if there:
        if there[0].folder_id == to.parent_id:
            await file(session, principal, thing_id, to.id)
        return
    try:
        await HAVE_BACK[kind](session, principal, thing_id)
    except NotFound:
        # It was removed for good since.
        return


async def _file(session: AsyncSession, principal: Principal, thing: ThingKey, folder_id: UUID | None) -> UUID | None:
    if thing.kind not in FILES:
        raise NeverFiled
    action, file = FILES[thing.kind]
    principal.require(action)
    return await file(session, principal, thing.id, folder_id)
