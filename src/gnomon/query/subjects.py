"""What questions are about, as one principal may ask it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets.contracts import DatasetId, DatasetTable
from gnomon.foundation.kit.errors import AppError
from gnomon.identity.contracts import Principal
from gnomon.query.key_facts import is_unique
from gnomon.query.plan import RowFilter, Unrestricted
from gnomon.query.policies import Permission
from gnomon.query.runtime import QueryRuntime
from gnomon.query.world import World
from gnomon.semantic import service as semantic
from gnomon.semantic.contracts import CheckedModel, SemanticModel


@dataclass(frozen=True, slots=True)
class Readable:
    """A dataset, and what one principal may see of its rows; its columns are those that the principal may know."""

    table: DatasetTable
    row_filter: RowFilter

    @property
    def is_unrestricted(self) -> bool:
        """Whether the principal may see every row."""
        return isinstance(self.row_filter, Unrestricted)

    @property
    def is_whole(self) -> bool:
        """Whether the principal may see every row and every column."""
        return self.is_unrestricted and not self.table.withheld


@dataclass(frozen=True, slots=True)
class Subject(Readable):
    """A dataset as one principal may ask it, with the model around it."""

    model: SemanticModel
    """As far as the principal may know it: nothing in it was learnt of rows that are hidden."""
    world: World
    now: datetime | None = None
    """The present that spans of time are counted from, where it is not the present of whoever asks."""


async def load_subjects(
    runtime: QueryRuntime, principal: Principal, dataset_ids: Collection[DatasetId]
) -> Mapping[DatasetId, Subject | AppError]:
    """Every dataset asked, or why it cannot be; what was loaded before is taken while nothing has changed."""
    load = partial(_load_subjects, runtime, principal)
    return await runtime.subjects.of(principal, dataset_ids, await runtime.state(), load)


async def _load_subjects(
    runtime: QueryRuntime, principal: Principal, dataset_ids: set[DatasetId]
) -> Mapping[DatasetId, Subject | AppError]:
    """They are loaded in one short session that ends before anything runs."""
    async with runtime.database.read() as session:
        models = await semantic.checked_models(session, principal, dataset_ids)
        return {
            dataset_id: found
            if isinstance(found, AppError)
            else await subject_of(runtime, session, principal, dataset_id, found)
            for dataset_id, found in models.items()
        }


async def subject_of(
    runtime: QueryRuntime, session: AsyncSession, principal: Principal, dataset_id: DatasetId, checked: CheckedModel
) -> Subject | AppError:
    """A table of a model as the principal may ask it, or why it may not be asked."""
    permissions = runtime.permissions(principal, checked)
    anchor = _table_of(checked, dataset_id)
    asked = permissions[anchor]
    if isinstance(asked, AppError):
        return asked
    visible = _visible(checked, permissions)
    filters = {name: one.row_filter for name, one in permissions.items() if isinstance(one, Permission)}
    readable = {name: Readable(visible.tables[name], one) for name, one in filters.items()}
    hidden = frozenset(one.table.dataset_id for one in readable.values() if not one.is_unrestricted)
    model = await semantic.view_of(session, visible, anchor, hidden)
    world = World(visible, anchor, filters, rollups=await runtime.rollups.of(session, visible.tables.values()))
    return Subject(visible.tables[anchor], filters[anchor], model, world)


def _visible(checked: CheckedModel, permissions: Mapping[str, Permission | AppError]) -> CheckedModel:
    """The model as far as a principal may know it; a table whose policies are broken is not in it."""
    given = {name: one for name, one in permissions.items() if isinstance(one, Permission)}
    hidden = {name: one.hidden for name, one in given.items() if one.hidden}
    return semantic.visible_model(checked, hidden, frozenset(checked.tables.keys() - given.keys()))


def _table_of(checked: CheckedModel, dataset_id: DatasetId) -> str:
    return next(name for name, table in checked.tables.items() if table.dataset_id == dataset_id)


async def load_readable(
    runtime: QueryRuntime, session: AsyncSession, principal: Principal, dataset_ids: Collection[DatasetId]
) -> Mapping[DatasetId, Readable | AppError]:
    """Datasets by themselves, as the principal may see them; or why one may not be seen."""
    models = await semantic.checked_models(session, principal, dataset_ids)
    return {
        dataset_id: found if isinstance(found, AppError) else _readable(runtime, principal, dataset_id, found)
        for dataset_id, found in models.items()
    }


async def readable_at(
    runtime: QueryRuntime, session: AsyncSession, principal: Principal, table: DatasetTable
) -> Readable | AppError:
    """A dataset in one of its versions, as the principal may see it now; or why it may not be seen."""
    versions = {table.dataset_id: table.version_id}
    found = await semantic.model_at(session, principal, table.dataset_id, None, versions)
    return found if isinstance(found, AppError) else _readable(runtime, principal, table.dataset_id, found)


def _readable(
    runtime: QueryRuntime, principal: Principal, dataset_id: DatasetId, checked: CheckedModel
) -> Readable | AppError:
    name = _table_of(checked, dataset_id)
    permission = runtime.permissions(principal, checked)[name]
    if isinstance(permission, AppError):
        return permission
    return Readable(semantic.without_columns(checked.tables[name], permission.hidden), permission.row_filter)


async def load_subject(runtime: QueryRuntime, principal: Principal, dataset_id: DatasetId) -> Subject:
    """The dataset asked. Raises `NotFound`, or what says that it is not ready."""
    found = (await load_subjects(runtime, principal, {dataset_id}))[dataset_id]
    if isinstance(found, AppError):
        raise found
    return found


def without_rollups(subject: Subject) -> Subject:
    """The same, where every question looks at the rows themselves."""
    return replace(subject, world=replace(subject.world, rollups={}))


async def with_measured_keys(runtime: QueryRuntime, world: World) -> World:
    """The same tables, with what somebody wanted to know of their keys."""
    measured = {
        (table, columns): await is_unique(runtime, world.checked.tables[table], columns)
        for table, columns in tuple(world.unmeasured)
    }
    return replace(world, unique={**world.unique, **measured}, unmeasured=set())
