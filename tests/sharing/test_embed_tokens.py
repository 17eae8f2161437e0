"""Tokens of embeds: only what the embed's secret signed for it, now and for a day at most, is read at all."""

import hashlib
import time
from typing import Any

import jwt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sharing.embedding import claims_for, signed, signed_by_hand

from gnomon.foundation.kit.errors import AppError
from gnomon.sharing.embed_contracts import EmbedTokenExpired, EmbedTokenRefused
from gnomon.sharing.embed_tokens import EmbedClaims, SigningKey, read_token
from gnomon.sharing.secrets import LinkSecrets

LINKS = LinkSecrets(b"k" * 32)
MADE = {"embed_id": "portal", "key_id": "one", "secret": LINKS.embed_secret_of("portal", "one")}
OTHER = {"embed_id": "shop", "key_id": "one", "secret": LINKS.embed_secret_of("shop", "one")}
KEYS = (SigningKey(MADE["key_id"], MADE["secret"]),)
HEAD = {"alg": "HS256", "typ": "JWT", "kid": "one"}
DAY = 24 * 3600


def read(token: str) -> EmbedClaims:
    return read_token(token, "portal", KEYS)


def refusal(token: str) -> str:
    with pytest.raises(EmbedTokenRefused) as caught:
        read(token)
    return caught.value.message


def test_a_good_token_is_read_whole() -> None:
    now = int(time.time())
    locks = {"region": ["North", 7, 1.5, True], "shop": [1]}
    said: dict[str, Any] = {"filters": {"region": ["North"], "day": {"min": "2024-01-01"}, "all": None}}
    look = {"theme": "dark", "locale": "de-CH", "origins": ["https://portal.example"]}
    token = signed(MADE, locks=locks, **said, **look, jti="x", other={"deep": [1]})
    assert read(token).model_dump() == {
        "iat": now,
        "exp": now + 600,
        "locks": locks,
        "filters": {"region": ["North"], "day": {"min": "2024-01-01", "max": None}, "all": None},
        **look,
    }


def test_secrets_are_as_many_as_embeds_and_rotations_and_instances() -> None:
    secrets = {
        links.embed_secret_of(handle, key_id)
        for links in (LINKS, LinkSecrets(b"o" * 32))
        for handle in ("portal", "shop")
        for key_id in ("one", "two")
    }
    assert len(secrets) == 8
    assert {len(one) for one in secrets} == {47}


def test_no_other_algorithm_key_or_header_lets_anybody_in() -> None:
    claims = claims_for(MADE)
    secret = MADE["secret"]
    body = signed(MADE).split(".")
    forged = [
        "",
        "nonsense",
        "a.b.c",
        signed(OTHER, aud="portal"),
        signed({**MADE, "secret": "a" * 47}),
        signed({**MADE, "key_id": "two"}),
        jwt.encode(claims, secret, algorithm="HS256"),
        jwt.encode(claims, "", algorithm="none", headers={"kid": "one"}),
        jwt.encode(claims, secret * 2, algorithm="HS384", headers={"kid": "one"}),
        jwt.encode(claims, secret * 2, algorithm="HS512", headers={"kid": "one"}),
        signed_by_hand({**HEAD, "alg": "none"}, claims, secret),
        signed_by_hand({**HEAD, "alg": "hs256"}, claims, secret),
        signed_by_hand({**HEAD, "alg": "RS256"}, claims, secret),
        signed_by_hand({**HEAD, "alg": ["HS256"]}, claims, secret),
        signed_by_hand({**HEAD, "crit": ["exp"]}, claims, secret),
        signed_by_hand({**HEAD, "b64": False}, claims, secret),
        signed_by_hand({**HEAD, "jku": "https://evil.example/keys"}, claims, secret),
        signed_by_hand({**HEAD, "jwk": {"kty": "oct", "k": ""}}, claims, secret),
        signed_by_hand({**HEAD, "kid": ["one"]}, claims, secret),
        signed_by_hand({**HEAD, "kid": None}, claims, secret),
        signed_by_hand({**HEAD, "kid": "../one"}, claims, secret),
        signed_by_hand(HEAD, claims, secret, hashlib.sha512),
        f"{body[0]}.{body[1]}.",
        f"{body[0]}.{body[1]}",
        f"{body[0]}.{body[1]}.{body[2]}.{body[2]}",
        f"{body[0]}.{signed(MADE, locks={'region': ['South']}).split('.')[1]}.{body[2]}",
    ]
    told = {refusal(token) for token in forged}
    assert told == {"The token of this frame is not accepted. It was not signed for this embed."}


def test_times_and_audiences_are_held_to() -> None:
    now = int(time.time())
    wrong: dict[str, dict[str, Any]] = {
        "a day and more": {"exp": now + DAY + 120},
        "ages": {"exp": now + 365 * DAY, "iat": now + 364 * DAY},
        "from long ago": {"exp": now + 60, "iat": now - 2 * DAY},
        "the future": {"iat": now + 120},
        "not yet": {"nbf": now + 120},
        "no end": {"exp": None},
        "no beginning": {"iat": None},
        "no audience": {"aud": None},
        "another audience": {"aud": "shop"},
        "several audiences": {"aud": ["portal", "shop"]},
        "a list of one": {"aud": ["portal"]},
        "an end in words": {"exp": "soon"},
        "a beginning in words": {"iat": "now"},
    }
    assert [name for name, claims in wrong.items() if not _is_refused(signed(MADE, **claims))] == []
    for claims in ({"exp": now - 61}, {"exp": now - DAY, "iat": now - 2 * DAY}):
        with pytest.raises(EmbedTokenExpired):
            read(signed(MADE, **claims))
    # Clocks differ by some seconds.
    for claims in ({"exp": now - 30}, {"iat": now + 30}, {"exp": now + DAY}):
        read(signed(MADE, **claims))


def test_claims_of_other_shapes_are_refused_and_never_a_failure() -> None:
    now = int(time.time())
    shapes: list[Any] = [None, 1, "x", [], [["region", ["North"]]], {"region": "North"}, {"region": []}]
    shapes += [{"region": [None]}, {"region": [["North"]]}, {"region": [{"a": 1}]}, {"": ["North"]}]
    shapes += [{"region": ["x" * 1_001]}, {"region": ["North"] * 1_001}, {f"f{at}": [1] for at in range(51)}]
    tokens = [signed_by_hand(HEAD, {**claims_for(MADE), "locks": shape}, MADE["secret"]) for shape in shapes]
    asked: list[Any] = ["x", {"region": "North"}, {"region": {"kind": "in"}}, {"region": {"min": [1]}}]
    tokens += [signed(MADE, filters=filters) for filters in asked]
    tokens += [signed(MADE, theme=theme) for theme in ("blue", 1, ["dark"])]
    tokens += [signed(MADE, locale=locale) for locale in ("de_CH", "x" * 300, "en\r\nX: 1", 7, "<b>")]
    odd: list[dict[str, Any]] = [{"exp": float("inf")}, {"exp": float("nan")}, {"exp": 10**400}]
    odd.append({"locks": {"region": [float("nan")]}})
    tokens += [signed_by_hand(HEAD, {**claims_for(MADE), **said}, MADE["secret"]) for said in odd]
    nothing: list[Any] = [[], "x", 7, None]
    tokens += [signed_by_hand(HEAD, claims, MADE["secret"]) for claims in nothing]
    tokens.append(signed(MADE, padding="x" * 20_000))
    nested: Any = []
    for _ in range(500):
        nested = [nested]
    tokens.append(signed(MADE, locks={"region": nested}, exp=now + 60))
    assert [at for at, token in enumerate(tokens) if not _is_refused(token)] == []


@given(st.text(max_size=80) | st.from_regex(r"[A-Za-z0-9_-]{1,30}\.[A-Za-z0-9_-]{1,30}\.[A-Za-z0-9_-]{0,30}"))
def test_whatever_somebody_makes_up_is_no_token(text: str) -> None:
    assert _is_refused(text)


def _is_refused(token: str) -> bool:
    try:
        read(token)
    except EmbedTokenRefused:
        return True
    except AppError:
        return False
    return False
