"""What whoever runs the server may do with accounts, from its command line."""

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.foundation.kit import clock
from gnomon.foundation.kit.errors import NotFound
from gnomon.identity import audit, repository
from gnomon.identity.accounts import account_of, add_user, prepare_account, set_password_hash
from gnomon.identity.claims import is_claimed, write_claim
from gnomon.identity.contracts import Register, UserAccount, UserId
from gnomon.identity.emails import account_name
from gnomon.identity.parts import IdentityParts
from gnomon.identity.passwords import check_rules, hash_password
from gnomon.identity.tables import UserRow


async def create_user(
    parts: IdentityParts, email: str, password: str, full_name: str | None, *, is_admin: bool
) -> UserAccount:
    """Open an account, whether or not sign-up is open."""
    command = Register.model_validate({"email": email, "password": password, "full_name": full_name})
    spelled, password_hash = await prepare_account(command)
    async with parts.database.write() as session:
        user = await add_user(session, command, email=spelled, password_hash=password_hash, is_admin=is_admin)
        if is_admin:
            await _claim_unless_claimed(session, parts, user)
        return account_of(user)


async def list_users(parts: IdentityParts) -> list[UserAccount]:
    """Every account."""
    async with parts.database.read() as session:
        return [account_of(user) for user in await repository.all_users(session)]


async def set_password(parts: IdentityParts, email: str, password: str) -> None:
    """Give an account a new password and end its sessions."""
    check_rules(password)
    password_hash = await hash_password(password)
    async with parts.database.write() as session:
        user = await _known(session, email)
        await set_password_hash(session, parts, user, password_hash, keep=None)
        await audit.record_sign_in(session, "identity.password_set", UserId(user.id))


async def make_admin(parts: IdentityParts, email: str) -> None:
    """Make a person an instance administrator; the set-up link is of no use afterwards."""
    async with parts.database.write() as session:
        user = await _known(session, email)
        user.is_admin = True
        user.updated_at = clock.now()
        await _claim_unless_claimed(session, parts, user)
        await audit.record_sign_in(session, "identity.admin_made", UserId(user.id))


async def _claim_unless_claimed(session: AsyncSession, parts: IdentityParts, user: UserRow) -> None:
    if not await is_claimed(session):
        await write_claim(session, UserId(user.id))
        parts.setup_token.spend()


async def _known(session: AsyncSession, email: str) -> UserRow:
    user = await repository.user_by_email(session, account_name(email))
    if user is None:
        raise NotFound("account")
    return user
