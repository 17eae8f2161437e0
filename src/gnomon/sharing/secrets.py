"""The secrets of links and embeds: made of the instance's key; the database alone opens none of them."""

import base64
import hashlib
import hmac
import secrets
import time

TICKET_SECONDS = 12 * 3600
EMBED_MARK = "gne_"
_HANDLE_BYTES = 12
_PROOF_BYTES = 18


class LinkSecrets:
    """Makes and proves the addresses of links and the tickets of visitors; holds the signing key."""

    def __init__(self, key: bytes, *, is_open: bool = True) -> None:
        self._key = key
        self.is_open = is_open
        """Whether this server has links at all."""

    def new_handle(self) -> str:
        """A handle that no other link has."""
        return _text(secrets.token_bytes(_HANDLE_BYTES))

    def token_of(self, handle: str) -> str:
        """The secret of a link's address: handle and proof, 144 bits of HMAC-SHA256 (RFC 2104)."""
        return handle + self._proof("link", handle)

    def handle_of(self, token: str) -> str | None:
        """The handle in a token; None for a text that we did not make, and where there are no links."""
        if not self.is_open:
            return None
        size = len(_text(bytes(_HANDLE_BYTES)))
        handle = token[:size]
        return handle if hmac.compare_digest(self.token_of(handle).encode(), token.encode()) else None

    def ticket_of(self, handle: str, password_hash: str) -> str:
        """What proves for `TICKET_SECONDS` that a visitor gave the password that a link has now."""
        ends = str(int(time.time()) + TICKET_SECONDS)
        return f"{ends}.{self._proof('ticket', handle, password_hash, ends)}"

    def is_ticket(self, ticket: str, handle: str, password_hash: str) -> bool:
        """Whether a ticket is one of this link with this password, and has not ended."""
        ends, _, proof = ticket.partition(".")
        if not ends.isascii() or not ends.isdigit() or len(ends) > 12 or int(ends) < time.time():
            return False
        return hmac.compare_digest(self._proof("ticket", handle, password_hash, ends).encode(), proof.encode())

    def embed_secret_of(self, handle: str, key_id: str) -> str:
        """What a host signs the tokens of an embed with: 256 bits that are nowhere kept, made anew from the key."""
        message = "\x00".join(("embed", handle, key_id)).encode()
        return EMBED_MARK + _text(hmac.new(self._key, message, hashlib.sha256).digest())

    def _proof(self, *parts: str) -> str:
        message = "\x00".join(("share", *parts)).encode(errors="surrogatepass")
        return _text(hmac.new(self._key, message, hashlib.sha256).digest()[:_PROOF_BYTES])


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
