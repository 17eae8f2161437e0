"""Define models, save new states of them, and go back to old ones."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets import service as datasets
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.db.wordings import keep_words
from gnomon.foundation.kit import clock, ids
from gnomon.foundation.kit.errors import NotFound
from gnomon.foundation.kit.folding import wordings
from gnomon.identity.contracts import Action, Principal
from gnomon.semantic import repository
from gnomon.semantic.changes import changes_between
from gnomon.semantic.checking import problem_at
from gnomon.semantic.contracts import (
    WORDS_OF_MEMBERS,
    CreateModel,
    DatasetInOtherModel,
    ModelChange,
    ModelChangedMeanwhile,
    ModelDefinition,
    ModelId,
    ModelState,
    SaveModel,
    WrongDefinition,
)
from gnomon.semantic.faults import require_consistent
from gnomon.semantic.policing import PARTS, with_policies, without_policies
from gnomon.semantic.service.reading import stored_state
from gnomon.semantic.tables import SemanticModelRevisionRow, SemanticModelRow

MAX_KEPT_REVISIONS = 200
MAX_NOTED_CHANGES = 20


async def create_model(session: AsyncSession, principal: Principal, command: CreateModel) -> ModelState:
    """Keep a model. Raises `WrongDefinition`, `DatasetInOtherModel`, `PoliciesAreKept`."""
    command = _policed(principal, None, command)
    require_consistent(command.definition)
    now = clock.now()
    row = SemanticModelRow(
        id=ids.new(ModelId),
        workspace_id=principal.workspace_id,
        name=command.name,
        description=command.description,
        definition=_stored(command.definition),
        revision=1,
        created_by=principal.user_id,
        created_at=now,
        updated_at=now,
        deleted_at=None,
    )
    await _require_datasets(session, principal, command.definition, known=())
    session.add(row)
    await session.flush()
    await claim_datasets(session, principal, row, command.definition)
    await _note_revision(session, principal, row, [])
    return await stored_state(session, principal, row)


async def save_model(session: AsyncSession, principal: Principal, model_id: ModelId, command: SaveModel) -> ModelState:
    """Save a state made from the present one. Raises `ModelChangedMeanwhile` and what `create_model` raises."""
    row = await repository.lock(session, repository.readable(principal), model_id)
    present = ModelDefinition.model_validate(row.definition)
    if command.revision != row.revision:
        base = await repository.revision(session, row.id, command.revision)
        since = None if base is None else changes_between(ModelDefinition.model_validate(base.definition), present)
        raise ModelChangedMeanwhile(row.revision, command.revision, _told(principal, since))
    require_consistent(with_policies(principal, present, command.definition))
    known = [table.dataset_id for table in present.tables]
    await _require_datasets(session, principal, command.definition, known=known)
    return await _write(session, principal, row, command)


async def restore_revision(session: AsyncSession, principal: Principal, model_id: ModelId, number: int) -> ModelState:
    """Save an old state again, as the newest one. Raises `NotFound`, `DatasetInOtherModel`."""
    row = await repository.lock(session, repository.readable(principal), model_id)
    old = await repository.revision(session, row.id, number)
    if old is None:
        raise NotFound("revision")
    # Policies stay as they are now: nobody shall open what was closed since by going back to how something was called.
    definition = without_policies(ModelDefinition.model_validate(old.definition))
    require_consistent(with_policies(principal, ModelDefinition.model_validate(row.definition), definition))
    return await _write(
        session, principal, row, CreateModel(name=old.name, description=old.description, definition=definition)
    )


async def claim_datasets(
    session: AsyncSession, principal: Principal, row: SemanticModelRow, definition: ModelDefinition
) -> None:
    """Let a model speak about its datasets; those that are gone for good are left out. Raises `DatasetInOtherModel`."""
    wanted = [table.dataset_id for table in definition.tables]
    there = await datasets.names_of(session, principal, wanted)
    await datasets.hold_workspace(session, principal.workspace_id)
    others = {other[0]: other[1] for other in await repository.claimed_by_others(session, ModelId(row.id), wanted)}
    for table in definition.tables:
        other = others.get(table.dataset_id)
        if other is not None:
            raise DatasetInOtherModel(table.name, table.dataset_id, ModelId(other.id), other.name)
    await repository.claim(session, ModelId(row.id), there.keys())
    said = list(wordings(_stored(definition)))
    for dataset_id in there:
        await keep_words(session, row.workspace_id, WORDS_OF_MEMBERS, dataset_id, said)


async def _write(
    session: AsyncSession, principal: Principal, row: SemanticModelRow, command: CreateModel
) -> ModelState:
    present = ModelDefinition.model_validate(row.definition)
    command = _policed(principal, present, command)
    changes = changes_between(present, command.definition)
    row.name, row.description = command.name, command.description
    row.definition = _stored(command.definition)
    row.revision += 1
    row.updated_at = clock.now()
    await session.flush()
    await claim_datasets(session, principal, row, command.definition)
    await _note_revision(session, principal, row, changes)
    await repository.forget_revisions_up_to(session, row.id, row.revision - MAX_KEPT_REVISIONS)
    return await stored_state(session, principal, row)


def _policed(principal: Principal, present: ModelDefinition | None, command: CreateModel) -> CreateModel:
    return command.model_copy(update={"definition": with_policies(principal, present, command.definition)})


def _told(principal: Principal, changes: list[ModelChange] | None) -> list[ModelChange] | None:
    if changes is None or principal.may(Action.POLICY_MANAGE):
        return changes
    return [one for one in changes if not one.place.startswith(PARTS)]


async def _note_revision(
    session: AsyncSession, principal: Principal, row: SemanticModelRow, changes: list[ModelChange]
) -> None:
    session.add(
        SemanticModelRevisionRow(
            model_id=row.id,
            number=row.revision,
            name=row.name,
            description=row.description,
            definition=row.definition,
            changes=[change.model_dump(mode="json") for change in changes[:MAX_NOTED_CHANGES]],
            change_count=len(changes),
            saved_by=principal.user_id,
            saved_at=row.updated_at,
        )
    )
    await session.flush()


async def _require_datasets(
    session: AsyncSession, principal: Principal, definition: ModelDefinition, *, known: Collection[DatasetId]
) -> None:
    """Raise `WrongDefinition` where a table is new and its dataset is not there; those that went stay named."""
    new = [table for table in definition.tables if table.dataset_id not in known]
    there = await datasets.get_tables(session, principal, [table.dataset_id for table in new])
    faults = [
        problem_at(
            f"tables/{table.name}/dataset_id",
            f"There is no dataset for “{table.name}”.",
            "Choose a dataset of this workspace that is not in the trash.",
        )
        for table in new
        if table.dataset_id not in there
    ]
    if faults:
        raise WrongDefinition(faults)


def _stored(definition: ModelDefinition) -> dict[str, object]:
    return definition.model_dump(mode="json", exclude_defaults=True) | {"version": definition.version}
