"""Models as YAML, out and in."""

import asyncio

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets import service as datasets
from gnomon.foundation.kit.errors import AppError, ErrorCode, ErrorKind
from gnomon.identity.contracts import Principal
from gnomon.semantic import repository
from gnomon.semantic.contracts import CreateModel, ModelId, ModelState, SaveModel
from gnomon.semantic.policing import told_definition
from gnomon.semantic.service.changing import create_model, save_model
from gnomon.semantic.service.reading import tables_of
from gnomon.semantic.states import model_of_row
from gnomon.semantic.text.documents import exported, imported
from gnomon.semantic.text.parsing import WrongYaml

MAX_BYTES = 1024 * 1024


class TextTooLarge(AppError):
    """More YAML than any model needs."""

    kind = ErrorKind.TOO_LARGE

    def __init__(self) -> None:
        super().__init__(
            ErrorCode.PAYLOAD_TOO_LARGE,
            f"The text has more than {MAX_BYTES} bytes.",
            hint="Split the model, or leave out what is inferred anyway.",
            details={"limit_bytes": MAX_BYTES},
        )


async def export_model(session: AsyncSession, principal: Principal, model_id: ModelId) -> str:
    """A model as YAML. Raises `NotFound`."""
    model = model_of_row(await repository.find(session, repository.readable(principal), model_id))
    tables = await tables_of(session, principal, model.definition)
    said = CreateModel(
        name=model.name, description=model.description, definition=told_definition(principal, model.definition)
    )
    names = {dataset_id: table.sql_name for dataset_id, table in tables.items()}
    return await asyncio.to_thread(exported, said, names)


async def import_model(session: AsyncSession, principal: Principal, text: bytes) -> ModelState:
    """Define a model by YAML. Raises `TextTooLarge`, `WrongYaml` and what `create_model` raises."""
    known = await datasets.ids_by_sql_name(session, principal)
    return await create_model(session, principal, await asyncio.to_thread(imported, _decoded(text), known))


async def replace_model(
    session: AsyncSession, principal: Principal, model_id: ModelId, revision: int | None, text: bytes
) -> ModelState:
    """Save a state of a model by YAML, made from a revision or whatever is there now. Raises as `save_model` does.

    A table whose dataset is missing may stay: it is known by its name.
    """
    row = await repository.find(session, repository.readable(principal), model_id)
    known = await datasets.ids_by_sql_name(session, principal)
    before = {table.name: table.dataset_id for table in model_of_row(row).definition.tables}
    made = await asyncio.to_thread(imported, _decoded(text), before | known)
    command = SaveModel(
        name=made.name,
        description=made.description,
        definition=made.definition,
        revision=row.revision if revision is None else revision,
    )
    return await save_model(session, principal, model_id, command)


def _decoded(text: bytes) -> str:
    if len(text) > MAX_BYTES:
        raise TextTooLarge
    try:
        return text.decode()
    except UnicodeDecodeError:
        raise WrongYaml("The text is not UTF-8.", None, hint="Save it as UTF-8.") from None
