"""Sign-in sessions: opened by a password, renewed by refresh tokens that are spent at every use."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.foundation.kit import clock, ids
from gnomon.foundation.kit.errors import NotFound
from gnomon.foundation.kit.pagination import Page
from gnomon.identity import audit, repository
from gnomon.identity.authentication import SessionStates
from gnomon.identity.contracts import (
    Principal,
    SessionEnded,
    SessionId,
    SignedIn,
    SignInSession,
    UserId,
    UserSummary,
)
from gnomon.identity.parts import IdentityParts
from gnomon.identity.tables import SessionRow, UserRow
from gnomon.identity.tokens import TokenType, hash_of

GRACE = timedelta(seconds=10)
"""A tab that renews at the same moment as another may use the spent token so long; both get the same successor."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Where a sign-in comes from, as its owner sees it later in the list of sessions."""

    address: str | None
    user_agent: str | None


async def open_session(session: AsyncSession, parts: IdentityParts, user: UserRow, caller: Caller) -> SignedIn:
    """Begin a session for a person who has proved who they are."""
    at = _whole_second(clock.now())
    session_id, jti, expires_at = ids.new(SessionId), ids.random_hex(), at + parts.session_lifetime
    token = parts.signer.refresh_token(summary_of(user), session_id, jti=jti, at=at, expires_at=expires_at)
    session.add(
        SessionRow(
            id=session_id,
            user_id=user.id,
            token_hash=hash_of(token),
            previous_hash=None,
            rotated_at=at,
            created_at=at,
            expires_at=expires_at,
            revoked_at=None,
            user_agent=(caller.user_agent or "")[:255] or None,
            address=(caller.address or "")[:45] or None,
        )
    )
    await repository.forget_sessions(session, at - parts.session_lifetime)
    await session.flush()
    return _signed_in(parts, user, session_id, token, at)


async def refresh(parts: IdentityParts, token: str) -> SignedIn:
    """Renew a session; a token that was spent before the grace time ends the whole session."""
    async with parts.database.write() as session:
        renewed = await _rotate(session, parts, token)
    if renewed is None:
        raise SessionEnded
    return renewed


async def _rotate(session: AsyncSession, parts: IdentityParts, token: str) -> SignedIn | None:
    claims = parts.signer.verify(token, TokenType.REFRESH)
    now = clock.now()
    row = await repository.live_session(session, claims.session_id, now, for_update=True)
    user = None if row is None else await repository.user_by_id(session, UserId(row.user_id))
    if row is None or user is None or user.id != claims.user_id:
        raise SessionEnded
    presented = hash_of(token)
    if presented == row.token_hash:
        row.previous_hash = presented
        row.rotated_at = _whole_second(now)
        row.expires_at = row.rotated_at + parts.session_lifetime
    elif presented != row.previous_hash or now - row.rotated_at > GRACE:
        await _end_family(session, parts.states, row, now)
        return None
    successor = parts.signer.refresh_token(
        summary_of(user),
        claims.session_id,
        jti=parts.signer.successor_of(claims.jti),
        at=row.rotated_at,
        expires_at=row.expires_at,
    )
    row.token_hash = hash_of(successor)
    await session.flush()
    return _signed_in(parts, user, claims.session_id, successor, _whole_second(now))


async def _end_family(session: AsyncSession, states: SessionStates, row: SessionRow, now: datetime) -> None:
    row.revoked_at = now
    await audit.record_sign_in(session, "identity.token_reused", UserId(row.user_id), {"session_id": str(row.id)})
    states.forget_after(session)


async def end_by_token(session: AsyncSession, parts: IdentityParts, token: str, kind: TokenType) -> None:
    """Sign out: end the session that a token belongs to."""
    claims = parts.signer.verify(token, kind)
    if await repository.end_sessions(session, claims.user_id, clock.now(), only=claims.session_id):
        await audit.record_sign_in(session, "identity.signed_out", claims.user_id)
    parts.states.forget_after(session)


async def list_sessions(session: AsyncSession, principal: Principal) -> Page[SignInSession]:
    """Where the caller is signed in."""
    rows = await repository.live_sessions(session, _user_id(principal), clock.now())
    items = tuple(
        SignInSession(
            id=SessionId(row.id),
            created_at=row.created_at,
            last_used_at=row.rotated_at,
            expires_at=row.expires_at,
            user_agent=row.user_agent,
            address=row.address,
            is_current=row.id == principal.session_id,
        )
        for row in rows
    )
    return Page(items=items, total=len(items), next_cursor=None)


async def end_session(session: AsyncSession, principal: Principal, states: SessionStates, session_id: UUID) -> None:
    """End one of the caller's sessions."""
    ended = await repository.end_sessions(session, _user_id(principal), clock.now(), only=SessionId(session_id))
    if not ended:
        raise NotFound("session")
    await audit.record(session, principal, "identity.session_ended", "session", session_id)
    states.forget_after(session)


async def end_other_sessions(session: AsyncSession, principal: Principal, states: SessionStates) -> None:
    """End every session of the caller but the present one."""
    await repository.end_sessions(session, _user_id(principal), clock.now(), but=principal.session_id)
    await audit.record(session, principal, "identity.other_sessions_ended", "user", principal.user_id)
    states.forget_after(session)


def summary_of(user: UserRow) -> UserSummary:
    """The few facts that a sign-in answers."""
    return UserSummary(id=UserId(user.id), email=user.email, full_name=user.full_name)


def _signed_in(
    parts: IdentityParts, user: UserRow, session_id: SessionId, refresh_token: str, at: datetime
) -> SignedIn:
    summary = summary_of(user)
    return SignedIn(
        access_token=parts.signer.access_token(summary, session_id, jti=ids.random_hex(), at=at),
        refresh_token=refresh_token,
        token_type="bearer",  # noqa: S106
        expires_in=int(parts.signer.access_lifetime.total_seconds()),
        user=summary,
    )


def _user_id(principal: Principal) -> UserId:
    if principal.user_id is None:
        raise NotFound("account")
    return principal.user_id


def _whole_second(moment: datetime) -> datetime:
    # Tokens hold whole seconds; a successor that is made twice must be the same both times.
    return moment.replace(microsecond=0)
