"""From a token or a key to a principal; of a session the signature first, then a state of five seconds at most."""

import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.foundation.db.database import Database
from gnomon.foundation.kit import clock
from gnomon.foundation.kit.errors import NotFound, Unauthenticated
from gnomon.foundation.kit.runtime import Runtime
from gnomon.identity import repository
from gnomon.identity.contracts import (
    KeyRefused,
    Principal,
    PrincipalKind,
    SessionEnded,
    SessionId,
    TwoProofs,
    UserId,
    WorkspaceId,
)
from gnomon.identity.key_states import MARK, KeyStates
from gnomon.identity.memberships import Membership, membership_of
from gnomon.identity.tokens import Claims, TokenSigner, TokenType

MAX_AGE_SECONDS = 4.0
MAX_STATES = 10_000


@dataclass(frozen=True, slots=True)
class SessionState:
    """What a request needs to know of a live session."""

    user_id: UserId
    email: str
    is_admin: bool
    personal_workspace_id: WorkspaceId
    memberships: Mapping[WorkspaceId, Membership]
    read_at: float
    principals: dict[WorkspaceId, Principal] = field(default_factory=dict)
    """Those that this state has told already."""


class SessionStates:
    """The live sessions of late, in memory; what another process changed is seen within `MAX_AGE_SECONDS`."""

    def __init__(self, database: Database, keys: KeyStates) -> None:
        self._database = database
        self._keys = keys
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
        """Read every state anew once this transaction is committed, and what is known of API keys as well."""
        event.listen(session.sync_session, "after_commit", lambda _session: self._forget(), once=True)

    def active_users(self) -> int:
        """How many people have asked for something within the age of a state."""
        oldest = time.monotonic() - MAX_AGE_SECONDS
        return len({state.user_id for state in self._states.values() if state.read_at >= oldest})

    def _forget(self) -> None:
        self._states.clear()
        self._keys.forget()

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
        memberships = {WorkspaceId(workspace.id): membership_of(row) for workspace, row in workspaces}
        return SessionState(UserId(user.id), user.email, user.is_admin, WorkspaceId(personal), memberships, read_at)


async def authenticate(
    runtime: Runtime, *, authorization: str | None, workspace_header: str | None, api_key: str | None = None
) -> Principal:
    """The caller of a request, by its headers `Authorization`, `X-Workspace-Id` and `X-API-Key`.

    Raises `Unauthenticated`, or `NotFound` for a workspace that is not theirs, or not that of their key.
    """
    proof = proof_of(authorization, api_key)
    if proof.startswith(MARK):
        principal = await runtime.get(KeyStates).of(proof)
        if workspace_header is not None and _workspace_id(workspace_header) != principal.workspace_id:
            raise NotFound("workspace")
        return principal
    claims = runtime.get(TokenSigner).verify(proof, TokenType.ACCESS)
    state = await runtime.get(SessionStates).of(claims)
    workspace_id = state.personal_workspace_id if workspace_header is None else _workspace_id(workspace_header)
    return state.principals.get(workspace_id) or _principal(state, claims.session_id, workspace_id)


def proof_of(authorization: str | None, api_key: str | None) -> str:
    """What a request shows of its caller: a token or a key. Raises `Unauthenticated` for none, and for two."""
    if api_key is None:
        return bearer_token(authorization)
    key = api_key.strip()
    if authorization is not None and _bearer(authorization) != key:
        raise TwoProofs
    if not key.startswith(MARK):
        raise KeyRefused
    return key


def _principal(state: SessionState, session_id: SessionId, workspace_id: WorkspaceId) -> Principal:
    membership = state.memberships.get(workspace_id)
    if membership is None:
        raise NotFound("workspace")
    principal = state.principals[workspace_id] = Principal(
        kind=PrincipalKind.USER,
        workspace_id=workspace_id,
        role=membership.role,
        user_id=state.user_id,
        session_id=session_id,
        is_admin=state.is_admin,
        email=state.email,
        attributes=membership.attributes,
    )
    return principal


def bearer_token(authorization: str | None) -> str:
    """The token of an `Authorization: Bearer …` header; raises `Unauthenticated` when there is none."""
    token = _bearer(authorization or "")
    if not token:
        raise Unauthenticated
    return token


def _bearer(authorization: str) -> str:
    scheme, _, token = authorization.partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _workspace_id(text: str) -> WorkspaceId:
    try:
        return WorkspaceId(UUID(text))
    except ValueError as error:
        raise NotFound("workspace") from error
