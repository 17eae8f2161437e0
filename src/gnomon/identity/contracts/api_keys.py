"""What the wire shows of API keys, what it takes, and how it refuses."""

from datetime import datetime

from pydantic import AwareDatetime, Field

from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import Conflict, Invalid, Unauthenticated
from gnomon.identity.contracts.principals import ApiKeyId, KeyScope, WorkspaceId

MAX_KEYS = 50
"""Keys that one person may have at the same time."""


class ApiKey(Contract):
    """A key of one's own; the key itself is shown by nobody once it was made."""

    id: ApiKeyId
    name: str
    prefix: str
    """How the key begins, to tell it from others."""
    scopes: tuple[KeyScope, ...]
    workspace_id: WorkspaceId
    workspace_name: str
    created_at: datetime
    expires_at: datetime | None
    """Absent for a key that is good until it is revoked."""
    last_used_at: datetime | None
    """To the minute; absent for a key that was never used."""


class MadeApiKey(ApiKey):
    """A new key, this once with the key itself."""

    key: str
    """To be sent as `Authorization: Bearer …` or `X-API-Key: …`. It cannot be shown again."""


class CreateApiKey(Contract):
    """Make a key that acts for oneself in the present workspace."""

    name: str = Field(min_length=1, max_length=100)
    scopes: tuple[KeyScope, ...] = Field(min_length=1, max_length=len(KeyScope))
    expires_at: AwareDatetime | None = None
    """When the key is good no more; absent for never."""


class KeyRefused(Unauthenticated):
    """Unknown, revoked or expired, or its person has left the workspace: which of them is not said."""

    def __init__(self) -> None:
        super().__init__(
            "This API key is not valid: it is unknown, expired or revoked.",
            hint="Look at your keys in the settings, and make another one.",
        )


class TwoProofs(Unauthenticated):
    """A request that names two callers; which of them is meant nobody guesses."""

    def __init__(self) -> None:
        super().__init__(
            "The headers Authorization and X-API-Key do not hold the same key.",
            hint="Send one of the two.",
        )


class TooManyKeys(Conflict):
    """A person has as many keys as there may be."""

    def __init__(self) -> None:
        super().__init__(f"You have {MAX_KEYS} API keys already.", hint="Revoke one that is not used any more.")


class WrongExpiry(Invalid):
    """A key that would be good for nothing, or for longer than a calendar tells."""

    def __init__(self) -> None:
        super().__init__(
            "A key expires at a moment in the future.",
            hint="Choose a later moment, or leave it out for a key that does not expire.",
            details={"field": "expires_at"},
        )
