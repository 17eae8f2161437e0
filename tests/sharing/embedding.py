"""What tests of embeds begin with: an embed, and the server of another site that signs its tokens."""

import base64
import hashlib
import hmac
import json
import time
from typing import Any

import httpx
import jwt
from tests.factories import Person

EMBEDS = "/api/v1/embeds"
PORTAL = "https://portal.example"


async def embed(person: Person, dashboard: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Make an embed."""
    body = {"dashboard_id": dashboard["id"], "name": "Portal", "origins": [PORTAL], **more}
    answer = await person.client.post(EMBEDS, json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def claims_for(made: dict[str, Any], **more: Any) -> dict[str, Any]:
    """What a good token says; none takes a claim away."""
    now = int(time.time())
    claims = {"iss": "portal", "sub": "customer-7", "aud": made["embed_id"], "iat": now, "exp": now + 600, **more}
    return {name: value for name, value in claims.items() if value is not None}


def signed(made: dict[str, Any], **more: Any) -> str:
    """A token as the documentation says."""
    return jwt.encode(claims_for(made, **more), made["secret"], algorithm="HS256", headers={"kid": made["key_id"]})


def signed_by_hand(header: dict[str, Any], claims: Any, secret: str, digest: Any = hashlib.sha256) -> str:
    """A token that no library would make."""

    def part(value: Any) -> bytes:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=")

    body = part(header) + b"." + part(claims)
    proof = base64.urlsafe_b64encode(hmac.new(secret.encode(), body, digest).digest()).rstrip(b"=")
    return (body + b"." + proof).decode()


def public(made: dict[str, Any], path: str = "") -> str:
    """Where the API answers for an embed."""
    return f"/api/v1/public/embeds/{made['embed_id']}{path}"


def with_token(token: str) -> dict[str, str]:
    """How a frame sends its token."""
    return {"X-Embed-Token": token}


async def look(visitor: httpx.AsyncClient, made: dict[str, Any], token: str) -> tuple[int, str | None]:
    """The status of a look, and the code of its error."""
    answer = await visitor.get(public(made), headers=with_token(token))
    return answer.status_code, answer.json()["error"]["code"] if answer.status_code != 200 else None


async def answers(visitor: httpx.AsyncClient, made: dict[str, Any], token: str, **body: Any) -> dict[str, Any]:
    """The rows of each tile, or the code of its error."""
    answer = await visitor.post(public(made, "/results"), json=body, headers=with_token(token))
    assert answer.status_code == 200, answer.text
    items = answer.json()["items"]
    return {one["id"]: one["error"]["code"] if one["error"] else one["result"]["rows"] for one in items}
