"""Access and refresh tokens: JWTs signed with one key and one algorithm."""

import hashlib
import hmac
import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

import jwt

from gnomon.identity.contracts import SessionEnded, SessionId, UserId, UserSummary

ALGORITHM = "HS256"
ISSUER = "gnomon"
AUDIENCE = "gnomon"
MOST_VERIFIED = 10_000
CLAIMS = ("sub", "email", "exp", "iat", "type", "jti", "sid", "iss", "aud")


class TokenType(StrEnum):
    """What a token is good for."""

    ACCESS = "access"
    REFRESH = "refresh"


@dataclass(frozen=True, slots=True)
class Claims:
    """What a verified token says."""

    user_id: UserId
    session_id: SessionId
    jti: str


class TokenSigner:
    """Makes and verifies tokens; holds the one signing key."""

    def __init__(self, key: bytes, access_lifetime: timedelta) -> None:
        self._key = key
        self.access_lifetime = access_lifetime
        self._verified: OrderedDict[tuple[TokenType, str], tuple[Claims, float]] = OrderedDict()

    def access_token(self, user: UserSummary, session_id: SessionId, *, jti: str, at: datetime) -> str:
        """A token for requests, short-lived."""
        return self._sign(TokenType.ACCESS, user, session_id, jti=jti, at=at, expires_at=at + self.access_lifetime)

    def refresh_token(
        self, user: UserSummary, session_id: SessionId, *, jti: str, at: datetime, expires_at: datetime
    ) -> str:
        """A token that renews a session once; the same arguments make the same token."""
        return self._sign(TokenType.REFRESH, user, session_id, jti=jti, at=at, expires_at=expires_at)

    def successor_of(self, jti: str) -> str:
        """The identifier of the token that follows a spent refresh token: known to us alone, the same every time."""
        return hmac.new(self._key, f"successor:{jti}".encode(), hashlib.sha256).hexdigest()[:32]

    def verify(self, token: str, kind: TokenType) -> Claims:
        """The claims of a token of this kind; raises `SessionEnded` for any other text.

        What was verified before is only looked at for its end: nothing else of a token depends on the moment.
        """
        key = (kind, hash_of(token))
        known = self._verified.get(key)
        if known is not None and time.time() < known[1]:
            self._verified.move_to_end(key)
            return known[0]
        claims, expires_at = self._decoded(token, kind)
        self._verified[key] = (claims, expires_at)
        if len(self._verified) > MOST_VERIFIED:
            self._verified.popitem(last=False)
        return claims

    def _decoded(self, token: str, kind: TokenType) -> tuple[Claims, float]:
        try:
            claims = jwt.decode(
                token,
                self._key,
                algorithms=[ALGORITHM],
                issuer=ISSUER,
                audience=AUDIENCE,
                options={"require": list(CLAIMS), "strict_aud": True},
            )
            if claims["type"] != kind.value:
                raise SessionEnded
            found = Claims(UserId(UUID(claims["sub"])), SessionId(UUID(claims["sid"])), str(claims["jti"]))
            return found, float(claims["exp"])
        except (jwt.InvalidTokenError, ValueError, TypeError, AttributeError, RecursionError) as error:
            raise SessionEnded from error

    def _sign(
        self, kind: TokenType, user: UserSummary, session_id: SessionId, *, jti: str, at: datetime, expires_at: datetime
    ) -> str:
        claims = {
            "sub": str(user.id),
            "email": user.email,
            "exp": expires_at,
            "iat": at.astimezone(UTC).replace(microsecond=0),
            "type": kind.value,
            "jti": jti,
            "sid": str(session_id),
            "iss": ISSUER,
            "aud": AUDIENCE,
        }
        return jwt.encode(claims, self._key, algorithm=ALGORITHM)


def hash_of(token: str) -> str:
    """What is kept of a refresh token."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()
