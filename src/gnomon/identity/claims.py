"""The claim of the instance: whoever holds the one-time set-up link becomes its first owner, once."""

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.foundation.kit import clock
from gnomon.foundation.kit.errors import Forbidden, NotFound
from gnomon.identity import audit, repository
from gnomon.identity.accounts import add_user, prepare_account
from gnomon.identity.contracts import ClaimInstance, SignedIn, UserId
from gnomon.identity.parts import IdentityParts
from gnomon.identity.sessions import Caller, open_session
from gnomon.identity.tables import InstanceClaimRow


async def is_claimed(session: AsyncSession) -> bool:
    """Whether the instance has its first owner."""
    return await repository.claim(session) is not None


async def claim_instance(parts: IdentityParts, command: ClaimInstance, caller: Caller) -> SignedIn:
    """Become the first owner; afterwards there is no such page for anybody."""
    async with parts.database.read() as session:
        if await is_claimed(session):
            raise NotFound("page")
    if not parts.setup_token.is_right(command.token.get_secret_value()):
        # The token is gone when somebody else has used it in the meantime.
        async with parts.database.read() as session:
            if await is_claimed(session):
                raise NotFound("page")
        raise Forbidden("This set-up link is not the right one.", hint="The server's log shows the link at its start.")
    email, password_hash = await prepare_account(command)
    async with parts.database.write() as session:
        if await is_claimed(session):
            raise NotFound("page")
        user = await add_user(session, command, email=email, password_hash=password_hash, is_admin=True)
        await write_claim(session, UserId(user.id))
        signed_in = await open_session(session, parts, user, caller)
    parts.setup_token.spend()
    return signed_in


async def write_claim(session: AsyncSession, user_id: UserId) -> None:
    """Note who claimed the instance; the second of two at the same moment finds no such page."""
    session.add(InstanceClaimRow(id=1, claimed_by=user_id, claimed_at=clock.now()))
    try:
        await session.flush()
    except IntegrityError as error:
        raise NotFound("page") from error
    await audit.record_sign_in(session, "identity.instance_claimed", user_id)
