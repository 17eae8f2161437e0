"""The running parts of identity, made once by the composition root."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.foundation.db.database import Database
from gnomon.identity.authentication import SessionStates
from gnomon.identity.rate_limits import RateLimits
from gnomon.identity.setup_token import SetupToken
from gnomon.identity.tokens import TokenSigner

HasShowcase = Callable[[AsyncSession], Awaitable[bool]]


async def no_showcase(_session: AsyncSession) -> bool:
    """A landing page without a dashboard."""
    return False


@dataclass(frozen=True, slots=True)
class IdentityParts:
    """What sign-in verbs work with; they open their own transactions, so that none is open while bcrypt works."""

    database: Database
    signer: TokenSigner
    states: SessionStates
    limits: RateLimits
    setup_token: SetupToken
    session_lifetime: timedelta
    is_signup_open: bool
    has_showcase: HasShowcase = no_showcase
    """Asked of the room that keeps the showcase, which stands above this one."""
