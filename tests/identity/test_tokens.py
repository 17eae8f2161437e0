"""Which tokens are believed."""

import base64
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest

from gnomon.foundation.kit import ids
from gnomon.identity.contracts import SessionEnded, SessionId, UserId, UserSummary
from gnomon.identity.signing_key import UnfitSigningKey, checked_key
from gnomon.identity.tokens import CLAIMS, Claims, TokenSigner, TokenType

KEY = b"q8Jr3nV0yZk5tXwL2mB7cH4dF9gS1aPe"
OTHER_KEY = b"another key of thirty-two bytes!"
SIGNER = TokenSigner(KEY, timedelta(minutes=60))
USER = UserSummary(id=ids.new(UserId), email="a@example.com", full_name=None)
SESSION = ids.new(SessionId)

Tampering = Callable[[dict[str, Any]], str]


def claims_of(token: str) -> dict[str, Any]:
    return jwt.decode(token, options={"verify_signature": False})


def good() -> dict[str, Any]:
    return claims_of(SIGNER.access_token(USER, SESSION, jti="one", at=datetime.now(UTC)))


def sign(claims: dict[str, Any], key: bytes = KEY, algorithm: str = "HS256") -> str:
    return jwt.encode(claims, key, algorithm=algorithm)


def without(claims: dict[str, Any], name: str) -> dict[str, Any]:
    return {claim: value for claim, value in claims.items() if claim != name}


def unsigned(claims: dict[str, Any]) -> str:
    def part(content: dict[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")

    return f"{part({'alg': 'none', 'typ': 'JWT'})}.{part(claims)}."


def test_an_access_token_says_exactly_what_it_should() -> None:
    at = datetime(2026, 5, 3, 14, 10, 5, 700, tzinfo=UTC)
    token = SIGNER.access_token(USER, SESSION, jti="one", at=at)
    assert jwt.get_unverified_header(token) == {"alg": "HS256", "typ": "JWT"}
    assert claims_of(token) == {
        "sub": str(USER.id),
        "email": "a@example.com",
        "iat": int(at.timestamp()),
        "exp": int(at.timestamp()) + 3600,
        "type": "access",
        "jti": "one",
        "sid": str(SESSION),
        "iss": "gnomon",
        "aud": "gnomon",
    }
    assert set(claims_of(token)) == set(CLAIMS)


def test_a_good_token_is_believed() -> None:
    assert SIGNER.verify(sign(good()), TokenType.ACCESS) == Claims(USER.id, SESSION, "one")


@pytest.mark.parametrize(
    "tamper",
    [
        pytest.param(lambda claims: sign({**claims, "exp": claims["iat"] - 1}), id="expired"),
        pytest.param(lambda claims: sign({**claims, "type": "refresh"}), id="wrong type"),
        pytest.param(lambda claims: sign({**claims, "aud": "elsewhere"}), id="wrong audience"),
        pytest.param(lambda claims: sign({**claims, "aud": ["gnomon", "elsewhere"]}), id="several audiences"),
        pytest.param(lambda claims: sign({**claims, "iss": "elsewhere"}), id="wrong issuer"),
        pytest.param(lambda claims: sign({**claims, "sub": "nobody"}), id="strange subject"),
        pytest.param(lambda claims: sign({**claims, "sid": 7}), id="strange session"),
        pytest.param(lambda claims: sign({**claims, "iat": claims["iat"] + 3600}), id="from the future"),
        pytest.param(lambda claims: sign(claims, key=OTHER_KEY), id="another key"),
        pytest.param(lambda claims: sign(claims, KEY * 2, "HS512"), id="another algorithm"),
        pytest.param(unsigned, id="no algorithm"),
        pytest.param(lambda claims: sign(claims)[:-2] + "xx", id="changed signature"),
        pytest.param(lambda _: "", id="empty"),
        pytest.param(lambda _: "a.b.c", id="no token"),
        pytest.param(lambda _: "ü" * 50, id="no ascii"),
        pytest.param(lambda _: "[" * 100_000, id="deep"),
        *(
            pytest.param(
                lambda claims, gone=gone: sign({k: v for k, v in claims.items() if k != gone}), id=f"no {gone}"
            )
            for gone in CLAIMS
        ),
    ],
)
def test_a_tampered_token_is_refused(tamper: Tampering) -> None:
    with pytest.raises(SessionEnded):
        SIGNER.verify(tamper(good()), TokenType.ACCESS)


def test_the_successor_of_a_token_is_known_to_the_key_alone() -> None:
    other = TokenSigner(OTHER_KEY, timedelta(minutes=60))
    assert SIGNER.successor_of("one") == SIGNER.successor_of("one")
    assert SIGNER.successor_of("one") != SIGNER.successor_of("two")
    assert SIGNER.successor_of("one") != other.successor_of("one")


@pytest.mark.parametrize("key", ["short", "a" * 64, "changeme-changeme-changeme-changeme-1234567890", ""])
def test_a_key_that_can_be_guessed_is_refused(key: str) -> None:
    with pytest.raises(UnfitSigningKey, match="openssl rand"):
        checked_key(key)


def test_a_token_that_was_verified_before_is_refused_when_it_has_ended() -> None:
    token = sign(good() | {"exp": int(time.time()) + 2})
    assert SIGNER.verify(token, TokenType.ACCESS) == SIGNER.verify(token, TokenType.ACCESS)
    while time.time() < claims_of(token)["exp"]:
        time.sleep(0.1)
    with pytest.raises(SessionEnded):
        SIGNER.verify(token, TokenType.ACCESS)


def test_a_token_that_was_verified_is_not_taken_for_one_of_another_kind_or_key() -> None:
    token = sign(good())
    SIGNER.verify(token, TokenType.ACCESS)
    with pytest.raises(SessionEnded):
        SIGNER.verify(token, TokenType.REFRESH)
    with pytest.raises(SessionEnded):
        TokenSigner(OTHER_KEY, timedelta(minutes=60)).verify(token, TokenType.ACCESS)


def test_a_text_that_no_encoding_has_is_no_token() -> None:
    with pytest.raises(SessionEnded):
        SIGNER.verify("\ud800.a.b", TokenType.ACCESS)
