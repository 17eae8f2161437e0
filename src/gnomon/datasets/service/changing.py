"""What people change: words about a dataset and its columns, and which version is in use."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.datasets import repository
from gnomon.datasets.contracts import (
    Dataset,
    DatasetId,
    DatasetVersionId,
    UpdateColumn,
    UpdateColumns,
    UpdateDataset,
)
from gnomon.datasets.service.importing import free_sql_name
from gnomon.datasets.service.reading import ready
from gnomon.datasets.views import dataset_of
from gnomon.folders import service as folders
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.errors import Invalid, NotFound, did_you_mean
from gnomon.foundation.kit.near_misses import near_misses
from gnomon.identity.contracts import Principal

WORDS = ("label", "description", "is_hidden")
ABSENT: dict[str, Any] = {"label": None, "description": None, "is_hidden": False}


async def update_dataset(
    session: AsyncSession, principal: Principal, dataset_id: DatasetId, command: UpdateDataset
) -> Dataset:
    """Change the name or the description; a new name gives a new identifier."""
    row = await repository.lock(session, repository.readable(principal), dataset_id)
    if command.name is not None and command.name != row.name:
        row.name, row.sql_name = command.name, None
        await session.flush()
        row.sql_name = await free_sql_name(session, principal, command.name)
    if "description" in command.model_fields_set:
        row.description = command.description
    row.updated_at = clock.now()
    await session.flush()
    return dataset_of(row, await repository.version(session, row.id, row.active_version_id))


async def update_columns(
    session: AsyncSession, principal: Principal, dataset_id: DatasetId, command: UpdateColumns
) -> Dataset:
    """Change labels, descriptions and what is hidden; types are changed by reading the file again."""
    await repository.lock(session, repository.readable(principal), dataset_id)
    row, version = await ready(session, principal, dataset_id)
    names = {str(column["name"]).lower(): str(column["name"]) for column in version.columns}
    words = dict(row.column_words)
    for change in command.columns:
        if change.name.lower() not in names:
            raise Invalid(
                f"There is no column “{change.name}”.",
                hint=did_you_mean(near_misses(change.name, names.values())),
                details={"column": change.name},
            )
        words[change.name.lower()] = _changed_words(words.get(change.name.lower(), {}), change)
    row.column_words = words
    await repository.keep_column_words(session, row, version)
    row.updated_at = clock.now()
    await session.flush()
    return dataset_of(row, version)


async def activate_version(
    session: AsyncSession, principal: Principal, dataset_id: DatasetId, version_id: DatasetVersionId
) -> Dataset:
    """Use another version from now on: roll back, or forward again."""
    row = await repository.lock(session, repository.readable(principal), dataset_id)
    version = await repository.version(session, row.id, version_id)
    if version is None:
        raise NotFound("version")
    await repository.point_at(session, row, version, clock.now())
    return dataset_of(row, version)


async def file_dataset(
    session: AsyncSession, principal: Principal, dataset_id: UUID, folder_id: UUID | None
) -> UUID | None:
    """Put a dataset in a folder, or in none, and answer where it was. Raises `NotFound`, `FolderNotYours`."""
    row = await repository.lock(session, repository.readable(principal), DatasetId(dataset_id))
    await folders.check_not_locked(session, principal, row.folder_id)
    before, row.folder_id = row.folder_id, folder_id
    await session.flush()
    return before


def _changed_words(words: dict[str, Any], change: UpdateColumn) -> dict[str, Any]:
    said = {word: getattr(change, word) for word in WORDS if word in change.model_fields_set}
    return words | {word: ABSENT[word] if value is None else value for word, value in said.items()}
