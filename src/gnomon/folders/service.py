"""Keep the tree of folders, say who may see and change what, and tell other rooms what lies open."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.folders import repository
from gnomon.folders.contracts import (
    MAX_DEPTH,
    MAX_FOLDERS,
    ChangeFolder,
    CreateFolder,
    Folder,
    FolderAccess,
    FolderEdits,
    FolderId,
    FolderInItself,
    FolderNameTaken,
    FolderNotYours,
    FolderPerson,
    FolderSees,
    NotForYouToClose,
    NotInWorkspace,
    TooDeep,
    TooManyFolders,
)
from gnomon.folders.removing import Cleared as Cleared
from gnomon.folders.removing import Removal as Removal
from gnomon.folders.removing import begin_removal as begin_removal
from gnomon.folders.removing import finish_removal as finish_removal
from gnomon.folders.removing import take_back as take_back
from gnomon.folders.repository import called as called
from gnomon.folders.repository import changed_in as changed_in
from gnomon.folders.repository import closed_ids as closed_ids
from gnomon.folders.repository import closed_to as closed_to
from gnomon.folders.repository import seen_in as seen_in
from gnomon.folders.repository import sees_all as sees_all
from gnomon.folders.tables import FolderRow
from gnomon.folders.tree import Tree, living
from gnomon.foundation.kit import clock, ids
from gnomon.identity import service as identity
from gnomon.identity.contracts import Principal, Role, UserId


async def list_folders(session: AsyncSession, principal: Principal) -> list[Folder]:
    """The folders that the caller may see, by name."""
    rows = await repository.tree(session, principal)
    tree = living(rows)
    closed = await repository.closed_ids(session, principal)
    locked = await repository.locked_ids(session, principal)
    seen = (row for row in tree.rows.values() if row.id not in closed)
    return [_folder_of(row, tree, principal, locked) for row in sorted(seen, key=lambda one: one.name.casefold())]


async def get_folder(session: AsyncSession, principal: Principal, folder_id: FolderId) -> Folder:
    """One folder. Raises `NotFound`."""
    row = await repository.find(session, principal, folder_id)
    tree = living(await repository.tree(session, principal))
    return _folder_of(row, tree, principal, await repository.locked_ids(session, principal))


async def create_folder(session: AsyncSession, principal: Principal, command: CreateFolder) -> Folder:
    """Make a folder. Raises `NotFound`, `FolderNotYours`, `FolderNameTaken`, `TooDeep`, `TooManyFolders`."""
    row = await _make(session, principal, command.name, command.parent_id)
    return await get_folder(session, principal, FolderId(row.id))


async def change_folder(
    session: AsyncSession, principal: Principal, folder_id: FolderId, command: ChangeFolder
) -> Folder:
    """Rename a folder, or put it elsewhere. Raises what making one raises, and `FolderInItself`."""
    tree = living(await repository.tree(session, principal, is_held=True))
    row = await _editable(session, principal, folder_id)
    changed = command.model_fields_set
    parent_id = command.parent_id if "parent_id" in changed else row.parent_id
    name = row.name if command.name is None else command.name
    if parent_id != row.parent_id:
        await check_may_edit(session, principal, parent_id)
        within = tree.below(row.id)
        if any(one.id == parent_id for one in within):
            raise FolderInItself
        depth = len(tree.above(row.id))
        height = max(len(tree.above(one.id)) for one in within) - depth + 1
        if len(tree.above(parent_id)) + height > MAX_DEPTH:
            raise TooDeep
        await check_may_edit(session, principal, row.parent_id)
    if (parent_id, name) != (row.parent_id, row.name):
        await _check_name(session, principal, tree, parent_id, name, but=row.id)
    row.parent_id, row.name, row.updated_at = parent_id, name, clock.now()
    await session.flush()
    return await get_folder(session, principal, folder_id)


async def get_access(session: AsyncSession, principal: Principal, folder_id: FolderId) -> FolderAccess:
    """Who may see and change what lies in a folder. Raises `NotFound`, `NotForYouToClose`."""
    row = await _manageable(session, principal, folder_id)
    people = await repository.people_of(session, row.id)
    return FolderAccess(
        sees=FolderSees(row.sees),
        edits=FolderEdits(row.edits),
        people=tuple(FolderPerson(user_id=UserId(one.user_id), may_edit=one.may_edit) for one in people),
    )


async def set_access(
    session: AsyncSession, principal: Principal, folder_id: FolderId, access: FolderAccess
) -> FolderAccess:
    """Say who may see and change what lies in a folder; whoever says so stays among them.

    Raises `NotFound`, `NotForYouToClose`, `NotInWorkspace`.
    """
    row = await _manageable(session, principal, folder_id)
    wanted = {one.user_id: one for one in access.people}
    if not wanted.keys() <= await identity.member_ids(session, principal):
        raise NotInWorkspace
    if principal.role is not Role.OWNER and principal.user_id is not None:
        wanted[principal.user_id] = FolderPerson(user_id=principal.user_id, may_edit=True)
    row.sees, row.edits, row.updated_at = access.sees.value, access.edits.value, clock.now()
    await repository.set_people(session, row.id, wanted.values())
    details = {"sees": row.sees, "edits": row.edits, "people": len(wanted)}
    await identity.record(session, principal, "folders.access_changed", "folder", row.id, details)
    return await get_access(session, principal, folder_id)


async def check_may_edit(session: AsyncSession, principal: Principal, folder_id: UUID | None) -> None:
    """See that the caller may change what lies in a folder; the root is open. Raises `NotFound`, `FolderNotYours`."""
    if folder_id is None:
        return
    await repository.find(session, principal, folder_id)
    if await repository.is_locked(session, principal, folder_id):
        raise FolderNotYours


async def check_not_locked(session: AsyncSession, principal: Principal, folder_id: UUID | None) -> None:
    """See that the caller may change what lies in a folder, be it a removed one. Raises `FolderNotYours`."""
    if folder_id is not None and await repository.is_locked(session, principal, folder_id):
        raise FolderNotYours


async def place_of_copy(session: AsyncSession, principal: Principal, folder_id: UUID | None) -> UUID | None:
    """Where a copy is put: beside what it is a copy of, or at the root where that shows it to nobody new.

    Raises `FolderNotYours` where the root would.
    """
    if folder_id is None or not await repository.is_locked(session, principal, folder_id):
        return folder_id
    tree = living(await repository.tree(session, principal))
    if any(row.sees != FolderSees.EVERYBODY for row in tree.above(folder_id)):
        raise FolderNotYours
    return None


async def paths_of(session: AsyncSession, principal: Principal, folder_ids: Collection[UUID]) -> Mapping[UUID, str]:
    """Where folders lie, as names with slashes between them; removed ones too."""
    if not folder_ids:
        return {}
    every = Tree({row.id: row for row in await repository.tree(session, principal)})
    return {one: "/".join(row.name for row in reversed(every.above(one))) for one in folder_ids}


async def find_at(session: AsyncSession, principal: Principal, path: str) -> UUID | None:
    """The folder of a path that the caller may see, if there is one."""
    found, _ = await _walk(session, principal, path.split("/"))
    return found


async def folder_at(session: AsyncSession, principal: Principal, path: str) -> UUID | None:
    """The folder of a path in which the caller may file something, made where it is missing; "" is the root.

    Raises what making one raises.
    """
    if not path:
        return None
    found, missing = await _walk(session, principal, path.split("/"), is_partial=True)
    await check_may_edit(session, principal, found)
    for name in missing:
        found = (await _make(session, principal, name, found)).id
    return found


async def revive(session: AsyncSession, folder_id: UUID | None) -> None:
    """Have a folder back, and those above it, for something in it is taken out of the trash."""
    while folder_id is not None:
        row = await session.get(FolderRow, folder_id)
        if row is None:
            return
        row.deleted_at = None
        folder_id = row.parent_id
    await session.flush()


async def _walk(
    session: AsyncSession, principal: Principal, names: Sequence[str], *, is_partial: bool = False
) -> tuple[UUID | None, Sequence[str]]:
    tree = living(await repository.tree(session, principal))
    closed = await repository.closed_ids(session, principal)
    at: UUID | None = None
    for index, name in enumerate(names):
        seen = [row for row in tree.beside(at) if row.id not in closed]
        same = [row for row in seen if row.name == name]
        if is_partial:
            same += [row for row in seen if row.name.casefold() == name.casefold()]
        if not same:
            return (at if is_partial else None), names[index:]
        at = same[0].id
    return at, ()


async def _make(session: AsyncSession, principal: Principal, name: str, parent_id: UUID | None) -> FolderRow:
    tree = living(await repository.tree(session, principal, is_held=True))
    await check_may_edit(session, principal, parent_id)
    if len(tree.rows) >= MAX_FOLDERS:
        raise TooManyFolders
    if len(tree.above(parent_id)) >= MAX_DEPTH:
        raise TooDeep
    await _check_name(session, principal, tree, parent_id, name)
    now = clock.now()
    row = FolderRow(
        id=ids.new(FolderId),
        workspace_id=principal.workspace_id,
        parent_id=parent_id,
        name=name,
        sees=FolderSees.EVERYBODY.value,
        edits=FolderEdits.EDITORS.value,
        created_by=principal.user_id,
        created_at=now,
        updated_at=now,
        deleted_at=None,
        cleared=[],
    )
    session.add(row)
    await session.flush()
    return row


async def _check_name(
    session: AsyncSession, principal: Principal, tree: Tree, parent_id: UUID | None, name: str, but: UUID | None = None
) -> None:
    """Of those that the caller sees: that another is called the same is nothing to be told of."""
    closed = await repository.closed_ids(session, principal)
    for row in tree.beside(parent_id):
        if row.id not in closed and row.id != but and row.name.casefold() == name.casefold():
            raise FolderNameTaken(row.name)


async def _editable(session: AsyncSession, principal: Principal, folder_id: FolderId) -> FolderRow:
    row = await repository.find(session, principal, folder_id)
    if await repository.is_locked(session, principal, row.id):
        raise FolderNotYours
    return row


async def _manageable(session: AsyncSession, principal: Principal, folder_id: FolderId) -> FolderRow:
    row = await repository.find(session, principal, folder_id)
    if not _may_manage(row, principal, await repository.locked_ids(session, principal)):
        raise NotForYouToClose
    return row


def _may_manage(row: FolderRow, principal: Principal, locked: frozenset[UUID]) -> bool:
    if principal.role is Role.OWNER:
        return True
    is_maker = row.created_by is not None and row.created_by == principal.user_id
    return is_maker and principal.role is Role.EDITOR and row.id not in locked


def _folder_of(row: FolderRow, tree: Tree, principal: Principal, locked: frozenset[UUID]) -> Folder:
    path = tree.above(row.id)
    is_limited = any(one.sees != FolderSees.EVERYBODY or one.edits != FolderEdits.EDITORS for one in path)
    return Folder(
        id=FolderId(row.id),
        parent_id=None if row.parent_id is None else FolderId(row.parent_id),
        name=row.name,
        is_limited=is_limited,
        may_edit=row.id not in locked and principal.role is not Role.VIEWER,
        may_manage=_may_manage(row, principal, locked),
        updated_at=row.updated_at,
    )
