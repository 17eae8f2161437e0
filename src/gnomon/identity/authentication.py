"""From a token to a principal: the signature first, then a session state that is at most five seconds old."""

import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.foundation.db.database import Database
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.errors import NotFound, Unauthenticated
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity import repository
from gnomon.identity.contracts import (
    Principal,
    PrincipalKind,
    Role,
    SessionEnded,
    SessionId,
    UserId,
    WorkspaceId,
)
from gnomon.identity.tokens import Claims, TokenSigner, TokenType

MAX_AGE_SECONDS = 4.0
MAX_STATES = 10_000


@dataclass(frozen=True, slots=True)
class SessionState:
    """What a request needs to know of a live session."""

    user_id: UserId
    is_admin: bool
    personal_workspace_id: WorkspaceId
    roles: Mapping[WorkspaceId, Role]
    read_at: float


class SessionStates:
    """The live sessions of late, in memory; what another process changed is seen within `MAX_AGE_SECONDS`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._states: OrderedDict[SessionId, SessionState] = OrderedDict()

    async def of(self, claims: Claims) -> SessionState:
        """The state of a token's session; raises `SessionEnded`."""
        state = self._states.get(claims.session_id)
        if state is None or time.monotonic() - state.read_at > MAX_AGE_SECONDS:
            state = await self._read(claims.session_id)
            self._states[claims.session_id] = state
            self._states.move_to_end(claims.session_id)
            if len(self._states) > MAX_STATES:
                self._states.popitem(last=False)
        if state.user_id != claims.user_id:
            raise SessionEnded
        return state

    def forget_after(self, session: AsyncSession) -> None:
        """Read every state anew once this transaction is committed."""
        event.listen(session.sync_session, "after_commit", lambda _session: self._states.clear(), once=True)

    def active_users(self) -> int:
        """How many people have asked for something within the age of a state."""
        oldest = time.monotonic() - MAX_AGE_SECONDS
        return len({state.user_id for state in self._states.values() if state.read_at >= oldest})

    async def _read(self, session_id: SessionId) -> SessionState:
        read_at = time.monotonic()
        async with self._database.read() as session:
            row = await repository.live_session(session, session_id, clock.now())
            user = None if row is None else await repository.user_by_id(session, UserId(row.user_id))
            if user is None:
                self._states.pop(session_id, None)
                raise SessionEnded
            workspaces = await repository.workspaces_of(session, UserId(user.id))
        personal = next(workspace.id for workspace, _ in workspaces if workspace.personal_of == user.id)
        roles = {WorkspaceId(workspace.id): Role(membership.role) for workspace, membership in workspaces}
        return SessionState(UserId(user.id), user.is_admin, WorkspaceId(personal), roles, read_at)


async def authenticate(runtime: Runtime, *, authorization: str | None, workspace_header: str | None) -> Principal:
    """The caller of a request; raises `Unauthenticated`, or `NotFound` for a workspace that is not theirs."""
    claims = runtime.get(TokenSigner).verify(bearer_token(authorization), TokenType.ACCESS)
    state = await runtime.get(SessionStates).of(claims)
    workspace_id = state.personal_workspace_id if workspace_header is None else _workspace_id(workspace_header)
    role = state.roles.get(workspace_id)
    if role is None:
        raise NotFound("workspace")
    return Principal(
        kind=PrincipalKind.USER,
        workspace_id=workspace_id,
        role=role,
        user_id=state.user_id,
        session_id=claims.session_id,
        is_admin=state.is_admin,
    )


def bearer_token(authorization: str | None) -> str:
    """The token of an `Authorization: Bearer …` header; raises `Unauthenticated` when there is none."""
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Unauthenticated
    return token.strip()


def _workspace_id(text: str) -> WorkspaceId:
    try:
        return WorkspaceId(UUID(text))
    except ValueError as error:
        raise NotFound("workspace") from error
