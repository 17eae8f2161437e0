"""One's own account and sessions."""

from uuid import UUID

from fastapi import APIRouter

from gnomon.foundation.kit.pagination import Page
from gnomon.identity import accounts, sessions
from gnomon.identity.contracts import ChangePassword, Me, SignInSession, UpdateMe
from gnomon.identity.deps import CurrentPrincipal, Db, ReadDb, signed_in
from gnomon.identity.routes.callers import Parts

router = APIRouter(prefix="/users/me", tags=["users"])


@router.get("", dependencies=[signed_in])
async def get_me(who: CurrentPrincipal, db: ReadDb) -> Me:
    """The signed-in person and where they are."""
    return await accounts.describe_me(db, who)


@router.put("", dependencies=[signed_in])
async def update_me(body: UpdateMe, who: CurrentPrincipal, db: Db) -> Me:
    """Change one's own names."""
    return await accounts.update_me(db, who, body)


@router.put("/password", status_code=204, dependencies=[signed_in])
async def change_password(body: ChangePassword, who: CurrentPrincipal, parts: Parts) -> None:
    """Choose a new password; every other session ends."""
    await accounts.change_password(parts, who, body)


@router.get("/sessions", dependencies=[signed_in])
async def list_sessions(who: CurrentPrincipal, db: ReadDb) -> Page[SignInSession]:
    """Where one is signed in."""
    return await sessions.list_sessions(db, who)


@router.delete("/sessions", status_code=204, dependencies=[signed_in])
async def end_other_sessions(who: CurrentPrincipal, db: Db, parts: Parts) -> None:
    """Sign out everywhere but here."""
    await sessions.end_other_sessions(db, who, parts.states)


@router.delete("/sessions/{session_id}", status_code=204, dependencies=[signed_in])
async def end_session(session_id: UUID, who: CurrentPrincipal, db: Db, parts: Parts) -> None:
    """Sign out in one place."""
    await sessions.end_session(db, who, parts.states, session_id)
