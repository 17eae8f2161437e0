"""Every statement of folders; which of them are closed to somebody is said here and nowhere else."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, delete, exists, false, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from gnomon.folders.contracts import FolderEdits, FolderId, FolderPerson, FolderSees
from gnomon.folders.tables import FolderPersonRow, FolderRow
from gnomon.foundation.kit.errors import NotFound
from gnomon.identity.contracts import Principal, PrincipalKind, Role

FolderColumn = InstrumentedAttribute[UUID | None]


def sees_all(principal: Principal) -> bool:
    """Owners, jobs, and whoever was let in to one dashboard by a link: folders close nothing to them."""
    return principal.role is Role.OWNER or principal.kind in {PrincipalKind.SYSTEM, PrincipalKind.VISITOR}


def closed_to(principal: Principal) -> Select[UUID]:
    """The folders whose content the caller may not see: those that do not let them in, and all below them."""
    return _and_below(_does_not_show(principal), principal)


def locked_to(principal: Principal) -> Select[UUID]:
    """The folders whose content the caller may not change, among them all that are closed to them."""
    is_let = _lets_in(principal, FolderPersonRow.may_edit)
    is_locked = and_(FolderRow.edits == FolderEdits.CHOSEN, ~is_let)
    return _and_below(or_(_does_not_show(principal), is_locked), principal)


def seen_in(principal: Principal, folder: FolderColumn) -> ColumnElement[bool]:
    """Whether the caller may see what lies in the folder of a column; what lies in none is for everybody."""
    if sees_all(principal):
        return true()
    return or_(folder.is_(None), folder.not_in(closed_to(principal)))


def changed_in(principal: Principal, folder: FolderColumn) -> ColumnElement[bool]:
    """Whether the caller may change what lies in the folder of a column."""
    if sees_all(principal):
        return true()
    return or_(folder.is_(None), folder.not_in(locked_to(principal)))


async def is_locked(session: AsyncSession, principal: Principal, folder_id: UUID) -> bool:
    """Whether the caller may not change what lies in a folder."""
    if sees_all(principal):
        return False
    return folder_id in set(await session.scalars(locked_to(principal)))


async def closed_ids(session: AsyncSession, principal: Principal) -> frozenset[UUID]:
    """The folders that are closed to the caller."""
    return frozenset() if sees_all(principal) else frozenset(await session.scalars(closed_to(principal)))


async def locked_ids(session: AsyncSession, principal: Principal) -> frozenset[UUID]:
    """The folders in which the caller may change nothing."""
    return frozenset() if sees_all(principal) else frozenset(await session.scalars(locked_to(principal)))


async def tree(session: AsyncSession, principal: Principal, *, is_held: bool = False) -> Sequence[FolderRow]:
    """Every folder of the workspace, removed ones too, by name; held against changes by others if so wanted."""
    found = _owned(principal).order_by(FolderRow.name, FolderRow.id)
    if is_held:
        # Always in the same order, so that two who hold the tree wait for each other and never forever.
        found = _owned(principal).order_by(FolderRow.id).with_for_update()
    return (await session.scalars(found.execution_options(populate_existing=is_held))).all()


async def find(session: AsyncSession, principal: Principal, folder_id: FolderId | UUID) -> FolderRow:
    """A folder that the caller may see. Raises `NotFound`."""
    found = _owned(principal).where(FolderRow.id == folder_id, FolderRow.deleted_at.is_(None))
    is_open = true() if sees_all(principal) else FolderRow.id.not_in(closed_to(principal))
    row = await session.scalar(found.where(is_open))
    if row is None:
        raise NotFound("folder")
    return row


async def people_of(session: AsyncSession, folder_id: UUID) -> Sequence[FolderPersonRow]:
    """Who is let into a folder by name."""
    found = select(FolderPersonRow).where(FolderPersonRow.folder_id == folder_id)
    return (await session.scalars(found.order_by(FolderPersonRow.user_id))).all()


async def set_people(session: AsyncSession, folder_id: UUID, people: Collection[FolderPerson]) -> None:
    """Who is let in by name from now on."""
    await session.execute(delete(FolderPersonRow).where(FolderPersonRow.folder_id == folder_id))
    session.add_all(FolderPersonRow(folder_id=folder_id, user_id=one.user_id, may_edit=one.may_edit) for one in people)
    await session.flush()


def called(principal: Principal, words: str) -> Select[UUID]:
    """The folders whose name contains the words, and all below them."""
    return _and_below(FolderRow.name.icontains(words, autoescape=True), principal)


def _owned(principal: Principal) -> Select[FolderRow]:
    return select(FolderRow).where(FolderRow.workspace_id == principal.workspace_id)


def _does_not_show(principal: Principal) -> ColumnElement[bool]:
    is_for_others = FolderRow.sees == FolderSees.CHOSEN
    if principal.role is Role.VIEWER:
        is_for_others = or_(is_for_others, FolderRow.sees == FolderSees.EDITORS)
    return and_(is_for_others, ~_lets_in(principal))


def _lets_in(principal: Principal, *also: ColumnElement[bool] | InstrumentedAttribute[bool]) -> ColumnElement[bool]:
    if principal.user_id is None:
        return false()
    row = FolderPersonRow
    return exists().where(row.folder_id == FolderRow.id, row.user_id == principal.user_id, *also)


def _and_below(is_meant: ColumnElement[bool], principal: Principal) -> Select[UUID]:
    # UNION and not UNION ALL: it ends whatever the tree looks like.
    meant = _owned(principal).with_only_columns(FolderRow.id).where(is_meant).cte(recursive=True)
    below = select(FolderRow.id).join(meant, FolderRow.parent_id == meant.c.id)
    return select(meant.union(below).c.id)
