"""Models as they were: an old definition over old versions, under the policies of now."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import DatasetId, DatasetTable, DatasetVersionId
from gnomon.foundation.kit.errors import AppError, NotFound
from gnomon.identity.contracts import Principal
from gnomon.semantic import repository
from gnomon.semantic.checking import check_definition
from gnomon.semantic.contracts import CheckedModel, ModelDefinition, ModelId
from gnomon.semantic.policing import PARTS
from gnomon.semantic.service.asking import checked_model, undefined_model


@dataclass(frozen=True, slots=True)
class DefinitionAt:
    """A revision of a model; `model_id` is None for a dataset of which nobody had said anything."""

    model_id: ModelId | None
    revision: int


async def model_at(
    session: AsyncSession,
    principal: Principal,
    dataset_id: DatasetId,
    definition_at: DefinitionAt | None,
    versions: Mapping[DatasetId, DatasetVersionId],
) -> CheckedModel | AppError:
    """The model around a dataset as it was defined then, or now, over these versions; or why there is none any more.

    Whatever was the rule then, a principal sees what the policies of now leave: each stands on its dataset, under
    whatever name the definition of then has for it.
    """
    try:
        present = await checked_model(session, principal, dataset_id)
        defined = await _definition(session, principal, present, definition_at)
    except AppError as error:
        return error
    wanted = [dataset_id] if defined is None else [table.dataset_id for table in defined.tables]
    now = await datasets.get_tables(session, principal, wanted)
    then = await datasets.tables_at(session, principal, {one: versions[one] for one in wanted if one in versions})
    tables = {each: table for each, table in now.items() if isinstance(table, DatasetTable) and each not in versions}
    tables |= then
    if dataset_id not in tables:
        return NotFound("version of the dataset")
    is_of_now = definition_at is None or definition_at == DefinitionAt(present.model_id, present.revision)
    if is_of_now and tables == {table.dataset_id: table for table in present.tables.values()}:
        return present
    definition = undefined_model(tables[dataset_id]) if defined is None else defined
    definition = with_policies_of(present.definition, definition)
    at = definition_at or DefinitionAt(present.model_id, present.revision)
    return check_definition(at.model_id, at.revision, definition, tables)


async def _definition(
    session: AsyncSession, principal: Principal, present: CheckedModel, at: DefinitionAt | None
) -> ModelDefinition | None:
    """What was said then; None for nothing. Raises `NotFound`."""
    model_id = present.model_id if at is None else at.model_id
    if model_id is None:
        return None
    row = await repository.find(session, repository.owned(principal), model_id)
    if at is None or at.revision == row.revision:
        return ModelDefinition.model_validate(row.definition)
    revision = await repository.revision(session, row.id, at.revision)
    if revision is None:
        raise NotFound("revision of the model")
    return ModelDefinition.model_validate(revision.definition)


def with_policies_of(present: ModelDefinition, definition: ModelDefinition) -> ModelDefinition:
    """A definition with the policies of another one, each on its dataset, where it has that dataset."""
    dataset_of = {table.name: table.dataset_id for table in present.tables}
    name_of = {table.dataset_id: table.name for table in definition.tables}
    moved = {
        part: tuple(
            policy.model_copy(update={"table": name_of[dataset_of[policy.table]]})
            for policy in getattr(present, part)
            if dataset_of.get(policy.table) in name_of
        )
        for part in PARTS
    }
    return definition.model_copy(update=moved)
