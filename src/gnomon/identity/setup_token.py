"""The token of the one-time set-up link: in a file of the data folder until the instance is claimed."""

import hmac
import secrets
from pathlib import Path

from gnomon.foundation.kit.secret_files import read_or_make

MIN_LENGTH = 32


class SetupToken:
    """Knows the token of the set-up link, from the settings or from its file."""

    def __init__(self, path: Path, configured: str | None) -> None:
        if configured is not None and len(configured) < MIN_LENGTH:
            raise ValueError(f"GNOMON_SETUP_TOKEN needs at least {MIN_LENGTH} characters")
        self._path = path
        self._configured = configured

    def read_or_make(self) -> str:
        """The token; made and kept when there is none yet."""
        return self._configured or read_or_make(self._path, lambda: secrets.token_urlsafe(32))

    def is_right(self, token: str) -> bool:
        """Whether this is the token; never where none was made."""
        known = self._configured or (self._path.read_text().strip() if self._path.exists() else None)
        return known is not None and hmac.compare_digest(known.encode(), token.encode())

    def spend(self) -> None:
        """Remove the token's file."""
        self._path.unlink(missing_ok=True)
