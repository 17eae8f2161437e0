"""The verbs that other rooms use: who is calling, what they did, and what people are called."""

from collections.abc import Collection, Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.foundation.kit import clock, ids
from gnomon.foundation.kit.errors import NotFound
from gnomon.identity import repository
from gnomon.identity.audit import record
from gnomon.identity.authentication import authenticate
from gnomon.identity.contracts import Locks, Principal, PrincipalKind, Role, UserId, WorkspaceId
from gnomon.identity.memberships import attributes_of
from gnomon.identity.passwords import hash_password, is_password
from gnomon.identity.rate_limits import RateLimits
from gnomon.identity.tables import WorkspaceRow

__all__ = [
    "RateLimits",
    "authenticate",
    "hash_password",
    "is_password",
    "member_ids",
    "member_principal",
    "names_of",
    "open_system_workspace",
    "record",
    "system_principal",
    "visitor_principal",
]


def system_principal(workspace_id: WorkspaceId) -> Principal:
    """A job or the composition root, acting in a workspace with an owner's rights."""
    return Principal(kind=PrincipalKind.SYSTEM, workspace_id=workspace_id, role=Role.OWNER)


def visitor_principal(workspace_id: WorkspaceId, locks: Locks | None = None) -> Principal:
    """Somebody signed out, who looks at what is shown to them: a viewer of whom nothing is known."""
    return Principal(kind=PrincipalKind.VISITOR, workspace_id=workspace_id, role=Role.VIEWER, locks=locks)


async def member_principal(session: AsyncSession, workspace_id: WorkspaceId, user_id: UserId) -> Principal:
    """A person for whom a job works, with the rights that they have now. Raises `NotFound` once they have left."""
    user = await repository.user_by_id(session, user_id)
    for workspace, membership in await repository.workspaces_of(session, user_id):
        if workspace.id == workspace_id and user is not None:
            return Principal(
                kind=PrincipalKind.USER,
                workspace_id=workspace_id,
                role=Role(membership.role),
                user_id=user_id,
                is_admin=user.is_admin,
                email=user.email,
                attributes=attributes_of(membership),
            )
    raise NotFound("workspace")


async def open_system_workspace(session: AsyncSession, name: str) -> WorkspaceId:
    """Open a workspace that has no members, so that nobody but the system can change it."""
    at = clock.now()
    row = WorkspaceRow(id=ids.new(WorkspaceId), name=name, personal_of=None, created_at=at, updated_at=at)
    session.add(row)
    await session.flush()
    return WorkspaceId(row.id)


async def names_of(session: AsyncSession, user_ids: Collection[UserId]) -> Mapping[UserId, str]:
    """What people are called: their full name, else their address."""
    return {UserId(user.id): user.full_name or user.email for user in await repository.users_by_id(session, user_ids)}


async def member_ids(session: AsyncSession, principal: Principal) -> frozenset[UserId]:
    """Who is a member of the caller's workspace."""
    return frozenset(UserId(user.id) for user, _ in await repository.members_of(session, principal.workspace_id))
