"""Every statement of stored models; each read begins from what the caller may see."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.db.lists import in_order, some_of
from gnomon.foundation.db.named import NameColumns
from gnomon.foundation.kit.errors import NotFound
from gnomon.identity.contracts import Principal
from gnomon.semantic.contracts import ModelId, ModelSort
from gnomon.semantic.tables import SemanticModelDatasetRow, SemanticModelRevisionRow, SemanticModelRow

ORDERS: dict[str, ColumnElement[Any]] = {
    "name": func.lower(SemanticModelRow.name),
    "created_at": SemanticModelRow.created_at.expression,
    "updated_at": SemanticModelRow.updated_at.expression,
}

NAMES = NameColumns(
    SemanticModelRow.id, SemanticModelRow.name, SemanticModelRow.description, SemanticModelRow.updated_at
)


def owned(principal: Principal) -> Select[SemanticModelRow]:
    """The models of the caller's workspace, also those in the trash."""
    return select(SemanticModelRow).where(SemanticModelRow.workspace_id == principal.workspace_id)


def readable(principal: Principal) -> Select[SemanticModelRow]:
    """The models that the caller may see; not those in the trash."""
    return owned(principal).where(SemanticModelRow.deleted_at.is_(None))


def trashed(principal: Principal) -> Select[SemanticModelRow]:
    """The models of the caller's workspace that lie in the trash."""
    return owned(principal).where(SemanticModelRow.deleted_at.is_not(None))


def matching(found: Select[SemanticModelRow], search: str | None) -> Select[SemanticModelRow]:
    """Those whose name or description contains the words."""
    if not search:
        return found
    name, description = (
        column.icontains(search, autoescape=True) for column in (SemanticModelRow.name, SemanticModelRow.description)
    )
    return found.where(name | description)


async def find(session: AsyncSession, found: Select[SemanticModelRow], model_id: ModelId) -> SemanticModelRow:
    """One of the models found. Raises `NotFound`."""
    row = await session.scalar(found.where(SemanticModelRow.id == model_id))
    if row is None:
        raise NotFound("model")
    return row


async def lock(session: AsyncSession, found: Select[SemanticModelRow], model_id: ModelId) -> SemanticModelRow:
    """One of the models found, held against changes by others until the transaction ends."""
    return await find(session, found.with_for_update(), model_id)


async def page(
    session: AsyncSession, found: Select[SemanticModelRow], sort: ModelSort, offset: int, limit: int
) -> tuple[list[SemanticModelRow], int]:
    """Some of the models found, in order, and how many there are in all."""
    return await some_of(session, found, in_order(ORDERS, sort), SemanticModelRow.id, offset=offset, limit=limit)


async def newest_trashed(session: AsyncSession, principal: Principal) -> Sequence[SemanticModelRow]:
    """What was thrown away, the latest first."""
    latest_first = trashed(principal).order_by(SemanticModelRow.deleted_at.desc(), SemanticModelRow.id)
    return (await session.scalars(latest_first)).all()


@dataclass(frozen=True, slots=True)
class Claim:
    """That a model speaks about a dataset."""

    model_id: ModelId
    revision: int
    dataset_id: DatasetId


async def claims_beside(
    session: AsyncSession, principal: Principal, dataset_ids: Collection[DatasetId]
) -> Sequence[Claim]:
    """Every dataset of the models that speak about some datasets."""
    asked = aliased(SemanticModelDatasetRow)
    claims = (
        readable(principal)
        .join(SemanticModelDatasetRow, SemanticModelDatasetRow.model_id == SemanticModelRow.id)
        .join(asked, asked.model_id == SemanticModelRow.id)
        .where(asked.dataset_id.in_(dataset_ids))
        .with_only_columns(SemanticModelRow.id, SemanticModelRow.revision, SemanticModelDatasetRow.dataset_id)
        .distinct()
    )
    return [Claim(ModelId(row.id), row.revision, DatasetId(row.dataset_id)) for row in await session.execute(claims)]


async def with_ids(
    session: AsyncSession, principal: Principal, model_ids: Collection[ModelId]
) -> Sequence[SemanticModelRow]:
    """Several models."""
    return (await session.scalars(readable(principal).where(SemanticModelRow.id.in_(model_ids)))).all()


async def claimed_by_others(
    session: AsyncSession, model_id: ModelId, dataset_ids: Collection[DatasetId]
) -> Sequence[tuple[DatasetId, SemanticModelRow]]:
    """Those of the datasets that another model speaks about, with that model."""
    found = (
        select(SemanticModelDatasetRow.dataset_id, SemanticModelRow)
        .join(SemanticModelRow, SemanticModelRow.id == SemanticModelDatasetRow.model_id)
        .where(SemanticModelDatasetRow.dataset_id.in_(dataset_ids), SemanticModelRow.id != model_id)
    )
    return [(DatasetId(row.dataset_id), row.SemanticModelRow) for row in await session.execute(found)]


async def claim(session: AsyncSession, model_id: ModelId, dataset_ids: Collection[DatasetId]) -> None:
    """Let a model speak about these datasets and no others."""
    await release(session, model_id)
    session.add_all(SemanticModelDatasetRow(dataset_id=each, model_id=model_id) for each in sorted(dataset_ids))
    await session.flush()


async def release(session: AsyncSession, model_id: ModelId) -> None:
    """Leave the datasets of a model to others."""
    await session.execute(delete(SemanticModelDatasetRow).where(SemanticModelDatasetRow.model_id == model_id))


async def revisions(
    session: AsyncSession, model_id: UUID, offset: int, limit: int
) -> tuple[list[SemanticModelRevisionRow], int]:
    """Some of the saved states of a model, the latest first, and how many there are in all."""
    found = select(SemanticModelRevisionRow).where(SemanticModelRevisionRow.model_id == model_id)
    return await some_of(session, found, SemanticModelRevisionRow.number.desc(), offset=offset, limit=limit)


async def revision(session: AsyncSession, model_id: UUID, number: int) -> SemanticModelRevisionRow | None:
    """One saved state of a model, if it is still kept."""
    return await session.get(SemanticModelRevisionRow, (model_id, number))


async def forget_revisions_up_to(session: AsyncSession, model_id: UUID, number: int) -> None:
    """Forget the oldest states of a model."""
    await session.execute(
        delete(SemanticModelRevisionRow).where(
            SemanticModelRevisionRow.model_id == model_id, SemanticModelRevisionRow.number <= number
        )
    )
