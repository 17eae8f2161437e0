"""One's own API keys."""

from uuid import UUID

from fastapi import APIRouter, Response

from gnomon.foundation.kit.pagination import Page
from gnomon.identity import api_keys
from gnomon.identity.contracts import ApiKey, CreateApiKey, MadeApiKey
from gnomon.identity.deps import CurrentPrincipal, Db, ReadDb, signed_in
from gnomon.identity.routes.callers import Parts

router = APIRouter(prefix="/api-keys", tags=["api-keys"])


@router.get("", dependencies=[signed_in])
async def list_api_keys(who: CurrentPrincipal, db: ReadDb) -> Page[ApiKey]:
    """One's own keys, in all workspaces; a key itself is never shown again."""
    return await api_keys.list_keys(db, who)


@router.post("", status_code=201, dependencies=[signed_in])
async def create_api_key(body: CreateApiKey, who: CurrentPrincipal, db: Db, response: Response) -> MadeApiKey:
    """Make a key for the present workspace, with one's own rights cut to its scopes; this once the key is shown."""
    response.headers["cache-control"] = "no-store"
    return await api_keys.create_key(db, who, body)


@router.delete("/{key_id}", status_code=204, dependencies=[signed_in])
async def revoke_api_key(key_id: UUID, who: CurrentPrincipal, db: Db, parts: Parts) -> None:
    """End a key; whatever is sent with it afterwards is refused."""
    await api_keys.revoke_key(db, who, parts.states, key_id)
