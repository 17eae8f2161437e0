"""Every statement about people, workspaces, sessions, API keys and the audit trail."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.identity.contracts import ApiKeyId, Role, SessionId, UserId, WorkspaceId
from gnomon.identity.tables import ApiKeyRow, InstanceClaimRow, MembershipRow, SessionRow, UserRow, WorkspaceRow


async def user_by_id(session: AsyncSession, user_id: UserId) -> UserRow | None:
    """The person with this id."""
    return await session.get(UserRow, user_id)


async def users_by_id(session: AsyncSession, user_ids: Collection[UserId]) -> Sequence[UserRow]:
    """Several people's rows."""
    return (await session.scalars(select(UserRow).where(UserRow.id.in_(user_ids)))).all()


async def user_by_email(session: AsyncSession, email: str) -> UserRow | None:
    """The person with this address, spelled as `account_name` spells it."""
    return await session.scalar(select(UserRow).where(UserRow.email == email))


async def all_users(session: AsyncSession) -> Sequence[UserRow]:
    """Every person, oldest first."""
    return (await session.scalars(select(UserRow).order_by(UserRow.id))).all()


async def claim(session: AsyncSession) -> InstanceClaimRow | None:
    """The claim of this instance, once there is one."""
    return await session.get(InstanceClaimRow, 1)


async def live_session(
    session: AsyncSession, session_id: SessionId, at: datetime, *, for_update: bool = False
) -> SessionRow | None:
    """A sign-in session that has neither ended nor expired."""
    statement = select(SessionRow).where(SessionRow.id == session_id, *_is_live(at))
    return await session.scalar(statement.with_for_update() if for_update else statement)


async def live_sessions(session: AsyncSession, user_id: UserId, at: datetime) -> Sequence[SessionRow]:
    """Where a person is signed in, latest first."""
    statement = select(SessionRow).where(SessionRow.user_id == user_id, *_is_live(at))
    return (await session.scalars(statement.order_by(SessionRow.rotated_at.desc(), SessionRow.id.desc()))).all()


async def end_sessions(
    session: AsyncSession,
    user_id: UserId,
    at: datetime,
    *,
    only: SessionId | None = None,
    but: SessionId | None = None,
) -> int:
    """End a person's sessions: all, only one, or all but one. Answers how many ended."""
    statement = update(SessionRow).where(SessionRow.user_id == user_id, *_is_live(at)).values(revoked_at=at)
    if only is not None:
        statement = statement.where(SessionRow.id == only)
    if but is not None:
        statement = statement.where(SessionRow.id != but)
    ended = await session.execute(statement.returning(SessionRow.id))
    return len(ended.all())


async def forget_sessions(session: AsyncSession, before: datetime) -> None:
    """Remove sessions that expired before this moment."""
    await session.execute(delete(SessionRow).where(SessionRow.expires_at < before))


async def api_key_by_hash(session: AsyncSession, key_hash: str) -> tuple[ApiKeyRow, str, MembershipRow] | None:
    """A key, its person's address, and what they are in its workspace; none once they have left or it was deleted."""
    statement = (
        select(ApiKeyRow, UserRow.email, MembershipRow)
        .join(UserRow, UserRow.id == ApiKeyRow.user_id)
        .join(
            MembershipRow,
            and_(MembershipRow.workspace_id == ApiKeyRow.workspace_id, MembershipRow.user_id == ApiKeyRow.user_id),
        )
        .join(WorkspaceRow, WorkspaceRow.id == ApiKeyRow.workspace_id)
        .where(ApiKeyRow.key_hash == key_hash, WorkspaceRow.deleted_at.is_(None))
    )
    found = (await session.execute(statement)).one_or_none()
    return None if found is None else (found[0], found[1], found[2])


async def api_keys_of(session: AsyncSession, user_id: UserId) -> list[tuple[ApiKeyRow, str]]:
    """A person's keys with the names of their workspaces, the latest first."""
    statement = (
        select(ApiKeyRow, WorkspaceRow.name)
        .join(WorkspaceRow, WorkspaceRow.id == ApiKeyRow.workspace_id)
        .where(ApiKeyRow.user_id == user_id)
        .order_by(ApiKeyRow.id.desc())
    )
    return [(row, name) for row, name in await session.execute(statement)]


async def revoke_key(session: AsyncSession, user_id: UserId, key_id: ApiKeyId) -> tuple[str, str] | None:
    """Remove a key of a person; answers its name and how it began, or nothing if there is none."""
    statement = delete(ApiKeyRow).where(ApiKeyRow.id == key_id, ApiKeyRow.user_id == user_id)
    found = (await session.execute(statement.returning(ApiKeyRow.name, ApiKeyRow.prefix))).one_or_none()
    return None if found is None else (found[0], found[1])


async def revoke_keys_in(session: AsyncSession, workspace_id: WorkspaceId, user_id: UserId | None = None) -> None:
    """Remove the keys of a workspace, all or those of one person."""
    statement = delete(ApiKeyRow).where(ApiKeyRow.workspace_id == workspace_id)
    await session.execute(statement if user_id is None else statement.where(ApiKeyRow.user_id == user_id))


async def note_key_use(session: AsyncSession, key_id: ApiKeyId, at: datetime, *, unless_since: datetime) -> None:
    """Write down when a key was used, unless that was written lately."""
    is_old = or_(ApiKeyRow.last_used_at.is_(None), ApiKeyRow.last_used_at <= unless_since)
    await session.execute(update(ApiKeyRow).where(ApiKeyRow.id == key_id, is_old).values(last_used_at=at))


async def lock_user(session: AsyncSession, user_id: UserId) -> None:
    """Hold a person's row until the transaction ends."""
    await session.execute(select(UserRow.id).where(UserRow.id == user_id).with_for_update())


def readable_workspaces(user_id: UserId) -> Select[WorkspaceRow, MembershipRow]:
    """The workspaces that a person belongs to, with their role."""
    return (
        select(WorkspaceRow, MembershipRow)
        .join(MembershipRow, MembershipRow.workspace_id == WorkspaceRow.id)
        .where(MembershipRow.user_id == user_id, WorkspaceRow.deleted_at.is_(None))
        .order_by(WorkspaceRow.personal_of.is_(None), WorkspaceRow.name, WorkspaceRow.id)
    )


async def workspaces_of(session: AsyncSession, user_id: UserId) -> list[tuple[WorkspaceRow, MembershipRow]]:
    """A person's workspaces: the personal one first, the others by name."""
    return [(row, membership) for row, membership in await session.execute(readable_workspaces(user_id))]


async def live_workspace(
    session: AsyncSession, workspace_id: WorkspaceId, *, for_update: bool = False
) -> WorkspaceRow | None:
    """A workspace that has not been deleted."""
    statement = select(WorkspaceRow).where(WorkspaceRow.id == workspace_id, WorkspaceRow.deleted_at.is_(None))
    return await session.scalar(statement.with_for_update() if for_update else statement)


async def members_of(session: AsyncSession, workspace_id: WorkspaceId) -> list[tuple[UserRow, MembershipRow]]:
    """The people in a workspace, longest-standing first."""
    statement = (
        select(UserRow, MembershipRow)
        .join(MembershipRow, MembershipRow.user_id == UserRow.id)
        .where(MembershipRow.workspace_id == workspace_id)
        .order_by(MembershipRow.joined_at, UserRow.id)
    )
    return [(user, membership) for user, membership in await session.execute(statement)]


async def membership(session: AsyncSession, workspace_id: WorkspaceId, user_id: UserId) -> MembershipRow | None:
    """A person's membership of a workspace."""
    return await session.get(MembershipRow, (workspace_id, user_id))


async def owner_count(session: AsyncSession, workspace_id: WorkspaceId) -> int:
    """How many people may manage a workspace."""
    statement = select(func.count()).where(
        MembershipRow.workspace_id == workspace_id, MembershipRow.role == Role.OWNER.value
    )
    return await session.scalar(statement) or 0


async def personal_workspace_id(session: AsyncSession, user_id: UserId) -> UUID | None:
    """The personal workspace of a person."""
    return await session.scalar(select(WorkspaceRow.id).where(WorkspaceRow.personal_of == user_id))


def _is_live(at: datetime) -> tuple[ColumnElement[bool], ...]:
    return (SessionRow.revoked_at.is_(None), SessionRow.expires_at > at)
