"""What questions are about, as one principal may ask it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets.contracts import DatasetId, DatasetTable
from gnomon.foundation.kit.errors import AppError
from gnomon.identity.contracts import Principal
from gnomon.query.key_facts import is_unique
from gnomon.query.plan import RowFilter, Unrestricted
from gnomon.query.runtime import QueryRuntime
from gnomon.query.world import World
from gnomon.semantic import service as semantic
from gnomon.semantic.contracts import CheckedModel, SemanticModel


@dataclass(frozen=True, slots=True)
class Readable:
    """A dataset, and what one principal may see of its rows."""

    table: DatasetTable
    row_filter: RowFilter

    @property
    def is_unrestricted(self) -> bool:
        """Whether the principal may see every row."""
        return isinstance(self.row_filter, Unrestricted)


@dataclass(frozen=True, slots=True)
class Subject(Readable):
    """A dataset as one principal may ask it, with the model around it."""

    model: SemanticModel
    """As far as the principal may know it: nothing in it was learnt of rows that are hidden."""
    world: World


async def load_subjects(
    runtime: QueryRuntime, principal: Principal, dataset_ids: set[DatasetId]
) -> Mapping[DatasetId, Subject | AppError]:
    """Every dataset asked, or why it cannot be; in one short session that ends before anything runs."""
    async with runtime.database.read() as session:
        models = await semantic.checked_models(session, principal, dataset_ids)
        return {
            dataset_id: found
            if isinstance(found, AppError)
            else await _subject(runtime, session, principal, dataset_id, found)
            for dataset_id, found in models.items()
        }


async def _subject(
    runtime: QueryRuntime, session: AsyncSession, principal: Principal, dataset_id: DatasetId, checked: CheckedModel
) -> Subject:
    filters = {name: await runtime.row_policies(session, principal, table) for name, table in checked.tables.items()}
    hidden = {
        table.dataset_id for name, table in checked.tables.items() if not Readable(table, filters[name]).is_unrestricted
    }
    anchor = next(name for name, table in checked.tables.items() if table.dataset_id == dataset_id)
    model = await semantic.view_of(session, checked, anchor, frozenset(hidden))
    return Subject(checked.tables[anchor], filters[anchor], model, World(checked, anchor, filters))


async def load_subject(runtime: QueryRuntime, principal: Principal, dataset_id: DatasetId) -> Subject:
    """The dataset asked. Raises `NotFound`, or what says that it is not ready."""
    found = (await load_subjects(runtime, principal, {dataset_id}))[dataset_id]
    if isinstance(found, AppError):
        raise found
    return found


async def with_measured_keys(runtime: QueryRuntime, world: World) -> World:
    """The same tables, with what somebody wanted to know of their keys."""
    measured = {
        (table, columns): await is_unique(runtime, world.checked.tables[table], columns)
        for table, columns in world.unmeasured
    }
    return replace(world, unique={**world.unique, **measured}, unmeasured=set())
