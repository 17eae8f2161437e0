"""Accounts: opening them, signing in, and what a person may change about their own."""

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.foundation.kit import clock, ids
from gnomon.foundation.kit.errors import NotFound
from gnomon.identity import audit, repository
from gnomon.identity.contracts import (
    ChangePassword,
    EmailTaken,
    Limit,
    Login,
    Me,
    Principal,
    Register,
    Role,
    SignedIn,
    SignupClosed,
    UpdateMe,
    UserAccount,
    UserId,
    WorkspaceId,
    WorkspaceMembership,
    WrongCredentials,
    WrongPassword,
)
from gnomon.identity.emails import account_name
from gnomon.identity.metrics import SIGN_INS
from gnomon.identity.parts import IdentityParts
from gnomon.identity.passwords import check_rules, hash_password, is_password
from gnomon.identity.sessions import Caller, open_session
from gnomon.identity.tables import MembershipRow, UserRow, WorkspaceRow


async def register(parts: IdentityParts, command: Register, caller: Caller) -> UserAccount:
    """Open an account with its personal workspace, where sign-up is open."""
    if not parts.is_signup_open:
        raise SignupClosed
    await parts.limits.hit(Limit.AUTH, "register", caller.address or "")
    email, password_hash = await prepare_account(command)
    async with parts.database.write() as session:
        user = await add_user(session, command, email=email, password_hash=password_hash, is_admin=False)
        return account_of(user)


async def prepare_account(command: Register) -> tuple[str, str]:
    """The account name and the password hash of a new account: the slow part, outside of any transaction."""
    email = account_name(command.email)
    password = command.password.get_secret_value()
    check_rules(password)
    return email, await hash_password(password)


async def add_user(
    session: AsyncSession, command: Register, *, email: str, password_hash: str, is_admin: bool
) -> UserRow:
    """Add a person and their personal workspace; raises `EmailTaken`."""
    if await repository.user_by_email(session, email) is not None:
        raise EmailTaken
    at = clock.now()
    user = UserRow(
        id=ids.new(UserId),
        email=email,
        username=command.username,
        full_name=command.full_name,
        password_hash=password_hash,
        is_admin=is_admin,
        created_at=at,
        updated_at=at,
    )
    session.add(user)
    try:
        await session.flush()
    except IntegrityError as error:
        raise EmailTaken from error
    workspace_id = ids.new(WorkspaceId)
    name = f"{command.full_name or command.username or email.split('@')[0]}’s workspace"
    session.add(WorkspaceRow(id=workspace_id, name=name, personal_of=user.id, created_at=at, updated_at=at))
    await session.flush()
    session.add(
        MembershipRow(workspace_id=workspace_id, user_id=user.id, role=Role.OWNER.value, attributes={}, joined_at=at)
    )
    await audit.record_sign_in(session, "identity.registered", UserId(user.id))
    await session.flush()
    return user


async def sign_in(parts: IdentityParts, command: Login, caller: Caller) -> SignedIn:
    """Sign in; an unknown account and a wrong password answer alike, after the same time."""
    email = account_name(command.email)
    await parts.limits.hit(Limit.AUTH, "address", caller.address or "")
    await parts.limits.hit(Limit.AUTH, "account", email)
    async with parts.database.read() as session:
        known = await repository.user_by_email(session, email)
    is_right = await is_password(command.password.get_secret_value(), known.password_hash if known else None)
    async with parts.database.write() as session:
        user = await repository.user_by_id(session, UserId(known.id)) if known and is_right else None
        # A password that was changed while bcrypt worked does not open the door any more.
        if user is None or known is None or user.password_hash != known.password_hash:
            await audit.record_sign_in(session, "identity.sign_in_failed", UserId(known.id) if known else None)
            signed_in = None
        else:
            signed_in = await open_session(session, parts, user, caller)
            await audit.record_sign_in(session, "identity.signed_in", UserId(user.id))
    SIGN_INS.labels("refused" if signed_in is None else "accepted").inc()
    if signed_in is None:
        raise WrongCredentials
    return signed_in


async def describe_me(session: AsyncSession, principal: Principal) -> Me:
    """The signed-in person and their workspaces."""
    user = await own_account(session, principal)
    workspaces = tuple(
        WorkspaceMembership(
            id=WorkspaceId(workspace.id),
            name=workspace.name,
            role=Role(membership.role),
            is_personal=workspace.personal_of == user.id,
        )
        for workspace, membership in await repository.workspaces_of(session, UserId(user.id))
    )
    here = next((workspace for workspace in workspaces if workspace.id == principal.workspace_id), None)
    if here is None:
        raise NotFound("workspace")
    return Me(
        id=UserId(user.id),
        email=user.email,
        full_name=user.full_name,
        username=user.username,
        is_admin=user.is_admin,
        created_at=user.created_at,
        workspace=here,
        workspaces=workspaces,
    )


async def update_me(session: AsyncSession, principal: Principal, command: UpdateMe) -> Me:
    """Change the caller's own account."""
    user = await own_account(session, principal)
    if "full_name" in command.model_fields_set:
        user.full_name = command.full_name
    if "username" in command.model_fields_set:
        user.username = command.username
    user.updated_at = clock.now()
    await session.flush()
    return await describe_me(session, principal)


async def change_password(parts: IdentityParts, principal: Principal, command: ChangePassword) -> None:
    """Choose a new password; the caller stays signed in here and nowhere else."""
    await parts.limits.hit(Limit.AUTH, "password", str(principal.user_id))
    async with parts.database.read() as session:
        known_hash = (await own_account(session, principal)).password_hash
    if not await is_password(command.current_password.get_secret_value(), known_hash):
        raise WrongPassword
    new_password = command.new_password.get_secret_value()
    check_rules(new_password)
    new_hash = await hash_password(new_password)
    async with parts.database.write() as session:
        user = await own_account(session, principal)
        if user.password_hash != known_hash:
            raise WrongPassword
        await set_password_hash(session, parts, user, new_hash, keep=principal)
        await audit.record(session, principal, "identity.password_changed", "user", user.id)


async def set_password_hash(
    session: AsyncSession, parts: IdentityParts, user: UserRow, password_hash: str, *, keep: Principal | None
) -> None:
    """Replace a password and end every session that it opened, save the one that is kept."""
    user.password_hash = password_hash
    user.updated_at = clock.now()
    but = None if keep is None else keep.session_id
    await repository.end_sessions(session, UserId(user.id), clock.now(), but=but)
    parts.states.forget_after(session)


async def own_account(session: AsyncSession, principal: Principal) -> UserRow:
    """The caller's row; raises `NotFound` for a caller that is no person."""
    user = None if principal.user_id is None else await repository.user_by_id(session, principal.user_id)
    if user is None:
        raise NotFound("account")
    return user


def account_of(user: UserRow) -> UserAccount:
    """An account as its owner sees it."""
    return UserAccount(
        id=UserId(user.id),
        email=user.email,
        full_name=user.full_name,
        username=user.username,
        is_admin=user.is_admin,
        created_at=user.created_at,
    )
