"""From an API key to a principal: by its hash, with what its person is now, or was less than a second ago."""

import asyncio
import hashlib
import re
import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from gnomon.foundation.db.database import Database
from gnomon.foundation.kit import clock
from gnomon.identity import repository
from gnomon.identity.contracts import ApiKeyId, KeyRefused, KeyScope, Principal, PrincipalKind, UserId, WorkspaceId
from gnomon.identity.memberships import membership_of

MARK = "gn_"
FORM = re.compile(r"gn_[A-Za-z0-9_-]{43}")
MAX_AGE_SECONDS = 0.8
MAX_STATES = 10_000
NOTED_EVERY = timedelta(minutes=1)

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class KeyState:
    """What a request needs to know of a key that somebody has."""

    key_id: ApiKeyId
    expires_at: datetime | None
    last_used_at: datetime | None
    principal: Principal


def hash_of_key(key: str) -> str:
    """What is kept of a key: its SHA-256.

    A fast hash is right here, other than for passwords: a key has 256 random bits, which nobody can try one by one.
    """
    return hashlib.sha256(key.encode()).hexdigest()


class KeyStates:
    """The keys of late, in memory, the refused ones too; what another process changed is seen within a second."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._states: OrderedDict[str, tuple[float, KeyState | None]] = OrderedDict()
        self._times_forgotten = 0
        self._noting: dict[ApiKeyId, asyncio.Task[None]] = {}

    async def of(self, key: str) -> Principal:
        """Whom a key acts for, and where; raises `KeyRefused`."""
        if not FORM.fullmatch(key):
            raise KeyRefused
        state, now = await self._state(hash_of_key(key)), clock.now()
        if state is None or (state.expires_at is not None and state.expires_at <= now):
            raise KeyRefused
        self._note_use(state, now)
        return state.principal

    def forget(self) -> None:
        """Read every key anew, also where reading it has begun already."""
        self._states.clear()
        self._times_forgotten += 1

    async def close(self) -> None:
        """Wait for what is being written."""
        await asyncio.gather(*self._noting.values(), return_exceptions=True)

    async def _state(self, key_hash: str) -> KeyState | None:
        read_at, times_forgotten = time.monotonic(), self._times_forgotten
        known = self._states.get(key_hash)
        if known is not None and read_at - known[0] <= MAX_AGE_SECONDS:
            return known[1]
        state = await self._read(key_hash)
        if times_forgotten == self._times_forgotten:
            self._states[key_hash] = read_at, state
            self._states.move_to_end(key_hash)
            if len(self._states) > MAX_STATES:
                self._states.popitem(last=False)
        return state

    async def _read(self, key_hash: str) -> KeyState | None:
        async with self._database.read() as session:
            found = await repository.api_key_by_hash(session, key_hash)
        if found is None:
            return None
        row, email, membership_row = found
        membership = membership_of(membership_row)
        principal = Principal(
            kind=PrincipalKind.API_KEY,
            workspace_id=WorkspaceId(row.workspace_id),
            role=membership.role,
            user_id=UserId(row.user_id),
            email=email,
            attributes=membership.attributes,
            scopes=frozenset(map(KeyScope, row.scopes)),
        )
        return KeyState(ApiKeyId(row.id), row.expires_at, row.last_used_at, principal)

    def _note_use(self, state: KeyState, now: datetime) -> None:
        if state.last_used_at is not None and now - state.last_used_at < NOTED_EVERY:
            return
        state.last_used_at = now
        if state.key_id not in self._noting:
            task = asyncio.create_task(self._write_use(state.key_id, now))
            self._noting[state.key_id] = task
            task.add_done_callback(lambda _task: self._noting.pop(state.key_id))

    async def _write_use(self, key_id: ApiKeyId, at: datetime) -> None:
        try:
            async with self._database.write() as session:
                await repository.note_key_use(session, key_id, at, unless_since=at - NOTED_EVERY)
        except (SQLAlchemyError, OSError) as error:
            log.warning("identity.key_use_not_noted", error=type(error).__name__)
