"""Tokens of embeds: JWTs that the server of another site signs with the embed's secret, read and checked here."""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import jwt
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from gnomon.sharing.contracts import MAX_LOCK_VALUES
from gnomon.sharing.embed_contracts import (
    MAX_FIELDS,
    MAX_ORIGINS,
    EmbedField,
    EmbedLockMissing,
    EmbedTokenExpired,
    EmbedTokenRefused,
    FieldName,
    Origin,
    Theme,
)

ALGORITHM = "HS256"
MAX_TOKEN_LENGTH = 16_000
MAX_TOKEN_SECONDS = 24 * 3600
SKEW_SECONDS = 60
PREVIEW_SECONDS = 600
MAX_INITIAL_FILTERS = 200
HEADER_WORDS = {"alg", "typ", "kid"}
UNREADABLE = (jwt.InvalidTokenError, ValueError, TypeError, AttributeError, OverflowError, RecursionError)

Number = int | Annotated[float, Field(allow_inf_nan=False)]
Value = bool | Number | Annotated[str, StringConstraints(max_length=1_000)]


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Between(_Said):
    """The two ends of an initial filter, the upper one among them."""

    min: Value | None = None
    max: Value | None = None


Values = Annotated[list[Value], Field(min_length=1, max_length=MAX_LOCK_VALUES)]
InitialFilter = Annotated[list[Value | None], Field(max_length=MAX_LOCK_VALUES)] | Between | None


class EmbedClaims(_Said):
    """What a token says that concerns us; other claims are the host's own affair."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    exp: Number
    iat: Number
    locks: dict[FieldName, Values] = Field(default={}, max_length=MAX_FIELDS)
    filters: dict[FieldName, InitialFilter] = Field(default={}, max_length=MAX_INITIAL_FILTERS)
    theme: Theme | None = None
    origins: Annotated[list[Origin], Field(min_length=1, max_length=MAX_ORIGINS)] | None = None
    locale: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$")] | None = None


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A secret that holds, and the `kid` that names it."""

    key_id: str
    secret: str


def read_token(token: str, audience: str, keys: Iterable[SigningKey]) -> EmbedClaims:
    """What a token of the embed `audience` says.

    Raises `EmbedTokenRefused`, and `EmbedTokenExpired` for one that was good. Nothing of a token that none of the
    keys signed is looked at, or told.
    """
    key = _key_of(token, keys)
    try:
        claims = jwt.decode(
            token,
            key.secret,
            algorithms=[ALGORITHM],
            audience=audience,
            leeway=SKEW_SECONDS,
            options={"require": ["exp", "iat", "aud"], "strict_aud": True},
        )
    except jwt.ExpiredSignatureError as error:
        raise EmbedTokenExpired from error
    except (jwt.InvalidSignatureError, jwt.InvalidAlgorithmError) as error:
        raise EmbedTokenRefused from error
    except jwt.InvalidAudienceError as error:
        raise EmbedTokenRefused("Its “aud” is not the id of this embed.") from error
    except jwt.MissingRequiredClaimError as error:
        raise EmbedTokenRefused(f"It has no “{error.claim}”.") from error
    except (jwt.ImmatureSignatureError, jwt.InvalidIssuedAtError) as error:
        raise EmbedTokenRefused("It begins in the future: look at the clock of the server that signs.") from error
    except UNREADABLE as error:
        raise EmbedTokenRefused from error
    return _checked(claims)


def sign_token(key: SigningKey, audience: str, locks: Mapping[str, Sequence[Value]]) -> str:
    """A token as another site would sign it, for some minutes: for whoever made the embed and wants to see it."""
    now = int(time.time())
    claims = {"iss": "gnomon", "aud": audience, "iat": now, "exp": now + PREVIEW_SECONDS, "locks": locks}
    return jwt.encode(claims, key.secret, algorithm=ALGORITHM, headers={"kid": key.key_id})


def locked_values(fields: Iterable[EmbedField], claims: EmbedClaims) -> Mapping[str, tuple[Value, ...]]:
    """The values of every locked field. Raises `EmbedLockMissing`, and `EmbedTokenRefused` for a field that is none."""
    names = dict.fromkeys(one.name for one in fields)
    missing = tuple(name for name in names if name not in claims.locks)
    if missing:
        raise EmbedLockMissing(missing)
    if any(name not in names for name in claims.locks):
        raise EmbedTokenRefused("It locks a field that is not among those of this embed.")
    return {name: tuple(claims.locks[name]) for name in names}


def framers(listed: Sequence[str], claims: EmbedClaims) -> tuple[str, ...]:
    """Who may frame what a token shows: those listed by the embed, or those of them that the token names.

    Raises `EmbedTokenRefused` for one that the embed does not list.
    """
    if claims.origins is None:
        return tuple(listed)
    if not set(claims.origins) <= set(listed):
        raise EmbedTokenRefused("It names an origin that is not among the sites of this embed.")
    return tuple(one for one in listed if one in claims.origins)


def _key_of(token: str, keys: Iterable[SigningKey]) -> SigningKey:
    if len(token) > MAX_TOKEN_LENGTH:
        raise EmbedTokenRefused
    try:
        header = jwt.get_unverified_header(token)
    except UNREADABLE as error:
        raise EmbedTokenRefused from error
    if header.get("alg") != ALGORITHM or not header.keys() <= HEADER_WORDS:
        raise EmbedTokenRefused
    for key in keys:
        if key.key_id == header.get("kid"):
            return key
    raise EmbedTokenRefused


def _checked(claims: Mapping[str, Any]) -> EmbedClaims:
    try:
        said = EmbedClaims.model_validate(claims)
    except (ValidationError, RecursionError) as error:
        place = ".".join(map(str, error.errors()[0]["loc"][:1])) if isinstance(error, ValidationError) else "claims"
        raise EmbedTokenRefused(f"Its “{place}” cannot be read.") from error
    if said.exp - said.iat > MAX_TOKEN_SECONDS or said.exp > time.time() + MAX_TOKEN_SECONDS + SKEW_SECONDS:
        raise EmbedTokenRefused("It lasts longer than a day.")
    return said
