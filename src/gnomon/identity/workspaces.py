"""Workspaces and their members."""

from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.foundation.kit import clock, ids
from gnomon.foundation.kit.errors import Conflict, NotFound
from gnomon.foundation.kit.pagination import Page
from gnomon.identity import audit, repository
from gnomon.identity.accounts import own_account
from gnomon.identity.authentication import SessionStates
from gnomon.identity.contracts import (
    MAX_ATTRIBUTE_VALUES,
    OWN_ATTRIBUTES,
    Action,
    AddMember,
    Attributes,
    ChangeMember,
    CreateWorkspace,
    LastOwner,
    Member,
    NoSuchAccount,
    PersonalWorkspace,
    Principal,
    Role,
    UpdateWorkspace,
    UserId,
    WorkspaceId,
    WorkspaceMembership,
    WrongAttributes,
)
from gnomon.identity.emails import account_name
from gnomon.identity.memberships import attributes_of
from gnomon.identity.tables import MembershipRow, UserRow, WorkspaceRow


async def list_workspaces(session: AsyncSession, principal: Principal) -> Page[WorkspaceMembership]:
    """The caller's workspaces."""
    user = await own_account(session, principal)
    rows = await repository.workspaces_of(session, UserId(user.id))
    items = tuple(_as_member_sees(workspace, Role(membership.role), principal) for workspace, membership in rows)
    return Page(items=items, total=len(items), next_cursor=None)


async def get_workspace(session: AsyncSession, principal: Principal) -> WorkspaceMembership:
    """The workspace that the caller is in."""
    return _as_member_sees(await _here(session, principal), principal.role, principal)


async def create_workspace(
    session: AsyncSession, principal: Principal, states: SessionStates, command: CreateWorkspace
) -> WorkspaceMembership:
    """Open a workspace that the caller owns."""
    user = await own_account(session, principal)
    at = clock.now()
    row = WorkspaceRow(id=ids.new(WorkspaceId), name=command.name, personal_of=None, created_at=at, updated_at=at)
    session.add(row)
    await session.flush()
    session.add(MembershipRow(workspace_id=row.id, user_id=user.id, role=Role.OWNER.value, attributes={}, joined_at=at))
    await audit.record(session, principal, "identity.workspace_created", "workspace", row.id)
    await session.flush()
    states.forget_after(session)
    return _as_member_sees(row, Role.OWNER, principal)


async def rename_workspace(
    session: AsyncSession, principal: Principal, command: UpdateWorkspace
) -> WorkspaceMembership:
    """Give the workspace another name."""
    row = await _here(session, principal)
    row.name = command.name
    row.updated_at = clock.now()
    await session.flush()
    return _as_member_sees(row, principal.role, principal)


async def delete_workspace(session: AsyncSession, principal: Principal, states: SessionStates) -> None:
    """Close the workspace to everybody; a personal one cannot be closed."""
    row = await _here(session, principal)
    if row.personal_of is not None:
        raise PersonalWorkspace("A personal workspace cannot be deleted.")
    row.deleted_at = clock.now()
    await repository.revoke_keys_in(session, principal.workspace_id)
    await audit.record(session, principal, "identity.workspace_deleted", "workspace", row.id)
    states.forget_after(session)


async def list_members(session: AsyncSession, principal: Principal) -> Page[Member]:
    """The people in the workspace."""
    rows = await repository.members_of(session, principal.workspace_id)
    items = tuple(_as_member(principal, user, membership) for user, membership in rows)
    return Page(items=items, total=len(items), next_cursor=None)


async def add_member(session: AsyncSession, principal: Principal, states: SessionStates, command: AddMember) -> Member:
    """Bring in a person who has an account."""
    await _here(session, principal)
    user = await repository.user_by_email(session, account_name(command.email))
    if user is None:
        raise NoSuchAccount
    row = MembershipRow(
        workspace_id=principal.workspace_id,
        user_id=user.id,
        role=command.role.value,
        attributes={},
        joined_at=clock.now(),
    )
    already = Conflict("This person is a member already.", hint="Change their role instead.")
    if await repository.membership(session, principal.workspace_id, UserId(user.id)) is not None:
        raise already
    session.add(row)
    try:
        await session.flush()
    except IntegrityError as error:
        raise already from error
    details = {"user_id": str(user.id), "role": command.role.value}
    await audit.record(session, principal, "identity.member_added", "workspace", principal.workspace_id, details)
    states.forget_after(session)
    return _as_member(principal, user, row)


async def change_member(
    session: AsyncSession, principal: Principal, states: SessionStates, user_id: UUID, command: ChangeMember
) -> Member:
    """Give a member another role, or other attributes; the workspace keeps an owner. Raises `WrongAttributes`."""
    user, row = await _member_to_change(
        session, principal, UserId(user_id), stays_owner=command.role in (None, Role.OWNER)
    )
    if command.role is not None:
        row.role = command.role.value
        details = {"user_id": str(user_id), "role": command.role.value}
        await audit.record(session, principal, "identity.role_changed", "workspace", principal.workspace_id, details)
    if command.attributes is not None:
        principal.require(Action.POLICY_MANAGE)
        row.attributes = _stored(command.attributes)
        told: dict[str, object] = {"user_id": str(user_id), "attributes": row.attributes}
        await audit.record(session, principal, "identity.attributes_changed", "workspace", principal.workspace_id, told)
    await session.flush()
    states.forget_after(session)
    return _as_member(principal, user, row)


def _stored(attributes: Attributes) -> dict[str, list[str]]:
    for name, values in attributes.items():
        if name in OWN_ATTRIBUTES:
            raise WrongAttributes(f"“{name}” is what everybody has anyway, and cannot be set.", name)
        if len(values) > MAX_ATTRIBUTE_VALUES:
            raise WrongAttributes(f"“{name}” has {len(values)} values; {MAX_ATTRIBUTE_VALUES} are the most.", name)
    return {name: list(dict.fromkeys(values)) for name, values in sorted(attributes.items()) if values}


async def remove_member(session: AsyncSession, principal: Principal, states: SessionStates, user_id: UUID) -> None:
    """Take a member out, whose keys end; everybody may leave by themselves, the workspace keeps an owner."""
    principal.require_person()
    if user_id != principal.user_id:
        principal.require(Action.WORKSPACE_MANAGE)
    _, row = await _member_to_change(session, principal, UserId(user_id), stays_owner=False)
    await session.delete(row)
    await repository.revoke_keys_in(session, principal.workspace_id, UserId(user_id))
    details = {"user_id": str(user_id)}
    await audit.record(session, principal, "identity.member_removed", "workspace", principal.workspace_id, details)
    await session.flush()
    states.forget_after(session)


async def _member_to_change(
    session: AsyncSession, principal: Principal, user_id: UserId, *, stays_owner: bool
) -> tuple[UserRow, MembershipRow]:
    # The workspace's row is the lock: two owners who take each other's role away come one after the other.
    workspace = await _here(session, principal, for_update=True)
    user = await repository.user_by_id(session, user_id)
    row = await repository.membership(session, principal.workspace_id, user_id)
    if user is None or row is None:
        raise NotFound("member")
    if row.role == Role.OWNER.value and not stays_owner:
        if workspace.personal_of == user_id:
            raise PersonalWorkspace("The person whose personal workspace this is stays its owner.")
        if await repository.owner_count(session, principal.workspace_id) == 1:
            raise LastOwner
    return user, row


async def _here(session: AsyncSession, principal: Principal, *, for_update: bool = False) -> WorkspaceRow:
    row = await repository.live_workspace(session, principal.workspace_id, for_update=for_update)
    if row is None:
        raise NotFound("workspace")
    return row


def _as_member_sees(row: WorkspaceRow, role: Role, principal: Principal) -> WorkspaceMembership:
    return WorkspaceMembership(
        id=WorkspaceId(row.id), name=row.name, role=role, is_personal=row.personal_of == principal.user_id
    )


def _as_member(principal: Principal, user: UserRow, membership: MembershipRow) -> Member:
    is_told = principal.may(Action.POLICY_MANAGE)
    return Member(
        user_id=UserId(user.id),
        email=user.email,
        full_name=user.full_name,
        role=Role(membership.role),
        attributes=attributes_of(membership) if is_told else {},
        joined_at=membership.joined_at,
    )
