"""Remove folders, and have them back; what lies in them is for other rooms to move."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.folders import repository
from gnomon.folders.contracts import ClosedWithin, FolderId, FolderNotYours
from gnomon.folders.tables import FolderRow
from gnomon.folders.tree import living
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import NotFound
from gnomon.identity.contracts import Principal


class Cleared(Contract):
    """Something that lay in a folder when it was removed."""

    kind: str
    id: UUID


@dataclass(frozen=True, slots=True)
class Removal:
    """What is removed with a folder."""

    folder_id: UUID
    parent_id: UUID | None
    below: tuple[UUID, ...]
    """The folder, and every one that lies in it."""


async def begin_removal(session: AsyncSession, principal: Principal, folder_id: FolderId) -> Removal:
    """See that the caller may change a folder, the one above it and all below. Raises `NotFound`, `ClosedWithin`."""
    tree = living(await repository.tree(session, principal, is_held=True))
    row = await repository.find(session, principal, folder_id)
    locked = await repository.locked_ids(session, principal)
    if row.id in locked or row.parent_id in locked:
        raise FolderNotYours
    below = tuple(one.id for one in tree.below(row.id))
    if locked & set(below):
        raise ClosedWithin
    return Removal(row.id, row.parent_id, below)


async def finish_removal(
    session: AsyncSession, principal: Principal, removal: Removal, cleared: Sequence[Cleared], *, is_whole: bool
) -> None:
    """Remove the folder: with all below it, or alone, so that those in it move up."""
    rows = {row.id: row for row in await repository.tree(session, principal)}
    row, now = rows[removal.folder_id], clock.now()
    below = [rows[one] for one in removal.below if one != row.id]
    moved = below if is_whole else [one for one in below if one.parent_id == row.id]
    row.cleared = [one.model_dump(mode="json") for one in (*cleared, *(Cleared(kind="folder", id=m.id) for m in moved))]
    row.deleted_at = now
    for one in moved:
        if is_whole:
            one.deleted_at, one.cleared = now, []
        else:
            one.parent_id = row.parent_id
    await session.flush()


async def take_back(session: AsyncSession, principal: Principal, folder_id: FolderId) -> tuple[Cleared, ...]:
    """Have a removed folder back with those that lay in it; answers what else did.

    Raises `NotFound`, `FolderNotYours`.
    """
    rows = {row.id: row for row in await repository.tree(session, principal, is_held=True)}
    row = rows.get(folder_id)
    if row is None or row.deleted_at is None or row.id in await repository.closed_ids(session, principal):
        raise NotFound("folder")
    if row.id in await repository.locked_ids(session, principal):
        raise FolderNotYours
    cleared = tuple(Cleared.model_validate(one) for one in row.cleared)
    removed_at, row.deleted_at, row.cleared = row.deleted_at, None, []
    for one in cleared:
        if one.kind == "folder" and one.id in rows:
            _put_back(rows[one.id], row, is_with_it=rows[one.id].deleted_at == removed_at)
    await session.flush()
    return tuple(one for one in cleared if one.kind != "folder")


def _put_back(one: FolderRow, row: FolderRow, *, is_with_it: bool) -> None:
    if is_with_it:
        one.deleted_at = None
    elif one.deleted_at is None and one.parent_id == row.parent_id:
        one.parent_id = row.id
