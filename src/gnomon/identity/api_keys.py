"""API keys of people: making one, seeing which there are, revoking."""

import secrets
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.foundation.kit import clock, ids
from gnomon.foundation.kit.errors import NotFound
from gnomon.foundation.kit.pagination import Page
from gnomon.identity import audit, repository
from gnomon.identity.authentication import SessionStates
from gnomon.identity.contracts import (
    MAX_KEYS,
    ApiKey,
    ApiKeyId,
    CreateApiKey,
    KeyScope,
    MadeApiKey,
    Principal,
    TooManyKeys,
    UserId,
    WorkspaceId,
    WrongExpiry,
)
from gnomon.identity.key_states import MARK, hash_of_key
from gnomon.identity.tables import ApiKeyRow

RANDOM_BYTES = 32
SHOWN_CHARACTERS = len(MARK) + 8
END_OF_CALENDARS = datetime(9999, 1, 1, tzinfo=UTC)


async def list_keys(session: AsyncSession, principal: Principal) -> Page[ApiKey]:
    """The caller's keys in all of their workspaces, the latest first; expired ones are among them until revoked."""
    rows = await repository.api_keys_of(session, _person(principal))
    items = tuple(_shown(row, workspace_name) for row, workspace_name in rows)
    return Page(items=items, total=len(items), next_cursor=None)


async def create_key(session: AsyncSession, principal: Principal, command: CreateApiKey) -> MadeApiKey:
    """Make a key for the present workspace. Raises `WrongExpiry`, `TooManyKeys`."""
    user_id, at = _person(principal), clock.now()
    if command.expires_at is not None and not at < command.expires_at < END_OF_CALENDARS:
        raise WrongExpiry
    await _make_room(session, user_id, at)
    workspace = await repository.live_workspace(session, principal.workspace_id)
    if workspace is None:
        raise NotFound("workspace")
    key = MARK + secrets.token_urlsafe(RANDOM_BYTES)
    row = ApiKeyRow(
        id=ids.new(ApiKeyId),
        user_id=user_id,
        workspace_id=principal.workspace_id,
        name=command.name,
        prefix=key[:SHOWN_CHARACTERS],
        key_hash=hash_of_key(key),
        scopes=[scope.value for scope in KeyScope if scope in command.scopes],
        created_at=at,
        expires_at=command.expires_at,
        last_used_at=None,
    )
    session.add(row)
    details = {"name": row.name, "prefix": row.prefix, "scopes": row.scopes}
    await audit.record(session, principal, "identity.api_key_created", "api_key", row.id, details)
    await session.flush()
    return MadeApiKey(**dict(_shown(row, workspace.name)), key=key)


async def revoke_key(session: AsyncSession, principal: Principal, states: SessionStates, key_id: UUID) -> None:
    """End one of the caller's keys, at once in this process and within a second in every other."""
    revoked = await repository.revoke_key(session, _person(principal), ApiKeyId(key_id))
    if revoked is None:
        raise NotFound("API key")
    name, prefix = revoked
    details = {"name": name, "prefix": prefix}
    await audit.record(session, principal, "identity.api_key_revoked", "api_key", key_id, details)
    states.forget_after(session)


async def _make_room(session: AsyncSession, user_id: UserId, at: datetime) -> None:
    # The person's row is the lock: of two requests at the same moment one counts the other's key.
    await repository.lock_user(session, user_id)
    rows = [row for row, _ in await repository.api_keys_of(session, user_id)]
    expired = [row for row in rows if row.expires_at is not None and row.expires_at <= at]
    if len(rows) - len(expired) >= MAX_KEYS:
        raise TooManyKeys
    # What has expired makes room, the oldest first, so that nobody keeps more rows than that.
    for row in expired[::-1][: max(0, len(rows) - MAX_KEYS + 1)]:
        await session.delete(row)


def _shown(row: ApiKeyRow, workspace_name: str) -> ApiKey:
    return ApiKey(
        id=ApiKeyId(row.id),
        name=row.name,
        prefix=row.prefix,
        scopes=tuple(map(KeyScope, row.scopes)),
        workspace_id=WorkspaceId(row.workspace_id),
        workspace_name=workspace_name,
        created_at=row.created_at,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
    )


def _person(principal: Principal) -> UserId:
    principal.require_person()
    if principal.user_id is None:
        raise NotFound("account")
    return principal.user_id
