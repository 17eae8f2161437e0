"""What models there are, and what is wrong with one over the data of now."""

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import DatasetId, DatasetTable
from gnomon.foundation.kit.pagination import Page, decode_cursor, page_of
from gnomon.identity import service as identity
from gnomon.identity.contracts import Action, Principal, UserId
from gnomon.semantic import repository
from gnomon.semantic.checking import check_definition, tables_by_name, usable
from gnomon.semantic.contracts import (
    CheckedModel,
    CheckFormula,
    FormulaCheck,
    FunctionList,
    ModelCheck,
    ModelDefinition,
    ModelId,
    ModelProblem,
    ModelRevision,
    ModelSort,
    ModelState,
    ModelSummary,
)
from gnomon.semantic.faults import faults_of, require_consistent
from gnomon.semantic.formulas import checking
from gnomon.semantic.formulas.documentation import documentation
from gnomon.semantic.policing import PARTS, told_to
from gnomon.semantic.service.asking import checked_model, checked_row, undefined_model
from gnomon.semantic.states import (
    Tables,
    check_of,
    model_of_row,
    revision_of,
    state_of,
    summary_of,
    undefined_state,
)
from gnomon.semantic.tables import SemanticModelRow


async def list_models(
    session: AsyncSession,
    principal: Principal,
    *,
    search: str | None,
    sort: ModelSort,
    cursor: str | None,
    limit: int,
) -> Page[ModelSummary]:
    """A page of the workspace's models."""
    offset = decode_cursor(cursor)
    found = repository.matching(repository.readable(principal), search)
    rows, total = await repository.page(session, found, sort, offset, limit)
    wanted = {table.dataset_id for row in rows for table in model_of_row(row).definition.tables}
    names = await datasets.names_of(session, principal, wanted)
    return page_of([summary_of(row, names) for row in rows], total=total, offset=offset)


async def get_model(session: AsyncSession, principal: Principal, model_id: ModelId) -> ModelState:
    """One model, as its editor needs it. Raises `NotFound`."""
    return await stored_state(
        session, principal, await repository.find(session, repository.readable(principal), model_id)
    )


async def get_model_of_dataset(session: AsyncSession, principal: Principal, dataset_id: DatasetId) -> ModelState:
    """The model that speaks about a dataset, else what there is to begin with. Raises `NotFound`, `DatasetNotReady`."""
    checked = await checked_model(session, principal, dataset_id)
    if checked.model_id is not None:
        return await get_model(session, principal, checked.model_id)
    (table,) = checked.tables.values()
    return undefined_state(table, undefined_model(table), checked)


async def check_model(
    session: AsyncSession, principal: Principal, definition: ModelDefinition, model_id: ModelId | None = None
) -> ModelCheck:
    """What would be wrong with a definition, and what its formulas would give; nothing is saved. Raises `NotFound`."""
    if model_id is not None:
        await repository.find(session, repository.readable(principal), model_id)
    faults = tuple(faults_of(definition))
    if faults:
        return ModelCheck(problems=faults, types=())
    return check_of(await checked_draft(session, principal, definition))


async def checked_draft(session: AsyncSession, principal: Principal, definition: ModelDefinition) -> CheckedModel:
    """A definition that is not stored, over the datasets of the workspace. Raises `WrongDefinition`."""
    require_consistent(definition)
    return check_definition(None, 0, definition, await tables_of(session, principal, definition))


async def check_formula(session: AsyncSession, principal: Principal, command: CheckFormula) -> FormulaCheck:
    """What a formula would give where it is to stand, or what is wrong with it. Raises `NotFound`."""
    definition = command.definition
    if definition is None:
        assert command.model_id is not None
        row = await repository.find(session, repository.readable(principal), command.model_id)
        definition = ModelDefinition.model_validate(row.definition)
    tables = tables_by_name(definition, await tables_of(session, principal, definition))
    found = checking.check_formula(usable(definition, tables), tables, command.table, command.formula, command.kind)
    if isinstance(found, ModelProblem):
        return FormulaCheck(type=None, problem=found)
    return FormulaCheck(type=found.of.type, problem=None)


def list_functions() -> FunctionList:
    """Every function that formulas can call, those of plug-ins among them."""
    return FunctionList(items=documentation())


async def list_revisions(
    session: AsyncSession, principal: Principal, model_id: ModelId, *, cursor: str | None, limit: int
) -> Page[ModelRevision]:
    """The saved states of a model, the latest first. Raises `NotFound`."""
    offset = decode_cursor(cursor)
    row = await repository.find(session, repository.readable(principal), model_id)
    rows, total = await repository.revisions(session, row.id, offset, limit)
    authors = {UserId(one.saved_by) for one in rows if one.saved_by is not None}
    names = await identity.names_of(session, authors)
    items = [_revision_told(principal, revision_of(one, row.revision, names)) for one in rows]
    return page_of(items, total=total, offset=offset)


def _revision_told(principal: Principal, revision: ModelRevision) -> ModelRevision:
    if principal.may(Action.POLICY_MANAGE):
        return revision
    told = tuple(one for one in revision.changes if not one.place.startswith(PARTS))
    return revision.model_copy(update={"changes": told})


async def stored_state(session: AsyncSession, principal: Principal, row: SemanticModelRow) -> ModelState:
    """A stored model with the datasets that it speaks about, as they are now."""
    model = model_of_row(row)
    tables = await tables_of(session, principal, model.definition)
    missing = [table.dataset_id for table in model.definition.tables if table.dataset_id not in tables]
    names = await datasets.names_of(session, principal, missing) if missing else {}
    return told_to(principal, state_of(model, checked_row(row, tables), tables, names))


async def tables_of(session: AsyncSession, principal: Principal, definition: ModelDefinition) -> Tables:
    """Those datasets of a definition that are there and have data."""
    found = await datasets.get_tables(session, principal, [table.dataset_id for table in definition.tables])
    return {each: table for each, table in found.items() if isinstance(table, DatasetTable)}
