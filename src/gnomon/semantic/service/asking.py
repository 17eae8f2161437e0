"""What questions need of models: the one that speaks about a dataset, checked against the data of now."""

from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import DatasetId, DatasetTable
from gnomon.foundation.kit.errors import AppError, NotFound
from gnomon.identity.contracts import Principal
from gnomon.semantic import repository
from gnomon.semantic.checking import check_definition
from gnomon.semantic.contracts import CheckedModel, ModelDefinition, ModelId, ModelTable
from gnomon.semantic.tables import SemanticModelRow

MAX_KEPT_MODELS = 256


@dataclass(frozen=True, slots=True)
class _Kept:
    """A checked model, and what it was made of."""

    revision: int
    tables: Mapping[DatasetId, DatasetTable]
    checked: CheckedModel


_kept: OrderedDict[UUID, _Kept] = OrderedDict()
"""By model; by dataset where nobody has defined anything."""
_visible: OrderedDict[tuple[UUID, frozenset[tuple[str, str]]], tuple[CheckedModel, CheckedModel]] = OrderedDict()
"""By model and what is withheld of it: the whole of it, and what is left."""


async def checked_model(session: AsyncSession, principal: Principal, dataset_id: DatasetId) -> CheckedModel:
    """The model that speaks about a dataset: the stored one, else one table as it is.

    Raises `NotFound` and `DatasetNotReady` for the dataset itself; other tables that are not there are problems.
    """
    found = (await checked_models(session, principal, [dataset_id]))[dataset_id]
    if isinstance(found, AppError):
        raise found
    return found


async def checked_models(
    session: AsyncSession, principal: Principal, dataset_ids: Collection[DatasetId]
) -> Mapping[DatasetId, CheckedModel | AppError]:
    """The model of each dataset, or why it cannot be asked; in two statements, three where a definition is read."""
    claims = await repository.claims_beside(session, principal, dataset_ids)
    tables = await datasets.get_tables(session, principal, {*dataset_ids, *(claim.dataset_id for claim in claims)})
    ready = {each: table for each, table in tables.items() if isinstance(table, DatasetTable)}
    of_model: dict[ModelId, dict[DatasetId, DatasetTable]] = {claim.model_id: {} for claim in claims}
    for claim in claims:
        if claim.dataset_id in ready:
            of_model[claim.model_id][claim.dataset_id] = ready[claim.dataset_id]
    revisions = {claim.model_id: claim.revision for claim in claims}
    stored = await _stored(session, principal, revisions, of_model)
    model_of = {claim.dataset_id: claim.model_id for claim in claims}
    found: dict[DatasetId, CheckedModel | AppError] = {}
    for dataset_id in dataset_ids:
        table = tables.get(dataset_id)
        if not isinstance(table, DatasetTable):
            found[dataset_id] = NotFound("dataset") if table is None else table
        else:
            found[dataset_id] = stored.get(model_of.get(dataset_id)) or _undefined(table)
    return found


async def _stored(
    session: AsyncSession,
    principal: Principal,
    revisions: Mapping[ModelId, int],
    tables: Mapping[ModelId, Mapping[DatasetId, DatasetTable]],
) -> dict[ModelId | None, CheckedModel]:
    """The models of these revisions over these tables; definitions are read where they are not kept."""
    kept = {model_id: _recalled(model_id, revision, tables[model_id]) for model_id, revision in revisions.items()}
    found: dict[ModelId | None, CheckedModel] = {key: checked for key, checked in kept.items() if checked is not None}
    missing = [model_id for model_id, checked in kept.items() if checked is None]
    for row in await repository.with_ids(session, principal, missing) if missing else ():
        found[ModelId(row.id)] = checked_row(row, tables[ModelId(row.id)])
    return found


def checked_row(row: SemanticModelRow, tables: Mapping[DatasetId, DatasetTable]) -> CheckedModel:
    """A stored model over those of its datasets that are there."""
    model_id = ModelId(row.id)
    kept = _recalled(model_id, row.revision, tables)
    if kept is not None:
        return kept
    definition = ModelDefinition.model_validate(row.definition)
    return _keep(model_id, row.revision, tables, check_definition(model_id, row.revision, definition, tables))


def visible_model(checked: CheckedModel, hidden: Mapping[str, frozenset[str]], missing: frozenset[str]) -> CheckedModel:
    """A model without some columns of its tables, without some tables, and without what is computed of them.

    For whoever asks, they are as good as not there: what names them is a problem like any other.
    """
    columns = {(table, column) for table, names in hidden.items() for column in names}
    withheld = frozenset({*((table, "") for table in missing), *columns})
    if not withheld:
        return checked
    key = (checked.model_id or next(iter(checked.tables.values())).dataset_id, withheld)
    kept = _visible.get(key)
    if kept is not None and kept[0] is checked:
        _visible.move_to_end(key)
        return kept[1]
    found = {
        table.dataset_id: without_columns(table, hidden.get(name, frozenset()))
        for name, table in checked.tables.items()
        if name not in missing
    }
    visible = check_definition(checked.model_id, checked.revision, checked.definition, found)
    visible = replace(visible, withheld=withheld)
    _visible[key] = (checked, visible)
    while len(_visible) > MAX_KEPT_MODELS:
        _visible.popitem(last=False)
    return visible


def without_columns(table: DatasetTable, hidden: frozenset[str]) -> DatasetTable:
    """A table that has fewer columns than its files."""
    if not hidden:
        return table
    shown = tuple(column for column in table.columns if column.name not in hidden)
    return table.model_copy(update={"columns": shown, "withheld": tuple(sorted(hidden))})


def undefined_model(table: DatasetTable) -> ModelDefinition:
    """What there is to say about a dataset of which nobody has said anything."""
    return ModelDefinition(tables=(ModelTable(name=table.sql_name, dataset_id=table.dataset_id),))


def _undefined(table: DatasetTable) -> CheckedModel:
    tables = {table.dataset_id: table}
    kept = _recalled(table.dataset_id, 0, tables)
    if kept is not None:
        return kept
    return _keep(table.dataset_id, 0, tables, check_definition(None, 0, undefined_model(table), tables))


def _recalled(key: UUID, revision: int, tables: Mapping[DatasetId, DatasetTable]) -> CheckedModel | None:
    kept = _kept.get(key)
    if kept is None or kept.revision != revision or kept.tables != tables:
        return None
    _kept.move_to_end(key)
    return kept.checked


def _keep(key: UUID, revision: int, tables: Mapping[DatasetId, DatasetTable], checked: CheckedModel) -> CheckedModel:
    _kept[key] = _Kept(revision, tables, checked)
    while len(_kept) > MAX_KEPT_MODELS:
        _kept.popitem(last=False)
    return checked
