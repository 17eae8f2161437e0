"""The page of an embed: the only one that other sites may frame, and only those that its embed or a token lists."""

import re
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from gnomon.api.middleware.security_headers import CONTENT_SECURITY_POLICY, FRAMED_BY_NOBODY
from gnomon.api.page_files import built_page
from gnomon.api.throttle import throttled
from gnomon.identity.deps import ReadDb, provide, public
from gnomon.sharing import embed_service, embed_visits
from gnomon.sharing.embed_contracts import EmbedTokenExpired, EmbedTokenRefused, NoSuchEmbed
from gnomon.sharing.secrets import LinkSecrets

router = APIRouter()

PLACE_OF_ORIGINS = '<meta name="gnomon-embed-origins" content="">'
PLACE_OF_PROOF = '<meta name="gnomon-embed-token" content="">'
REFUSED = "refused"
WRITTEN = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")
HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "cross-origin",
}
Secrets = Annotated[LinkSecrets, provide(LinkSecrets)]


@router.get("/embed/{embed_id}", include_in_schema=False, dependencies=[public, throttled])
async def embed_page(embed_id: str, db: ReadDb, secrets: Secrets) -> HTMLResponse:
    """The frame of an embed; one that never was is framed by nobody."""
    try:
        return framed_page(await embed_service.origins_of(db, secrets, embed_id))
    except NoSuchEmbed:
        return HTMLResponse(built_page("embed.html"), status_code=404, headers=HEADERS)


@router.post("/embed/{embed_id}", include_in_schema=False, dependencies=[public, throttled])
async def embed_page_for_token(embed_id: str, request: Request, db: ReadDb, secrets: Secrets) -> HTMLResponse:
    """The same for a token that names who may frame what it shows, which the page hands in once it knows it.

    With a token that is refused it is the page of the embed, which hears why when it asks for the dashboard.
    """
    try:
        token = _token_in(await request.body())
        return framed_page(await embed_visits.framers_by_token(db, secrets, embed_id, token), token)
    except (EmbedTokenRefused, EmbedTokenExpired):
        return framed_page(await embed_service.origins_of(db, secrets, embed_id), REFUSED)
    except NoSuchEmbed:
        return HTMLResponse(built_page("embed.html"), status_code=404, headers=HEADERS)


def _token_in(body: bytes) -> str:
    """The token of a form. Readers of base64 pass over what means more in HTML: such a token is none."""
    try:
        (token,) = parse_qs(body.decode("ascii"), max_num_fields=1)["token"]
    except (ValueError, KeyError) as error:
        raise EmbedTokenRefused from error
    if WRITTEN.fullmatch(token) is None:
        raise EmbedTokenRefused
    return token


def framed_page(origins: tuple[str, ...], token: str | None = None) -> HTMLResponse:
    """The page, with those who may frame it; browsers hold them to it."""
    return HTMLResponse(page_for(origins, token), headers={**HEADERS, "content-security-policy": policy_for(origins)})


def policy_for(origins: tuple[str, ...]) -> str:
    """The policy of all our pages, with those who may frame this one, which hands its token in to itself."""
    policy = CONTENT_SECURITY_POLICY.replace(FRAMED_BY_NOBODY, f"frame-ancestors {' '.join(origins)}")
    return policy.replace("form-action 'none'", "form-action 'self'")


def page_for(origins: tuple[str, ...], token: str | None = None) -> str:
    """The page, told whose messages it may heed, and the token that it came for.

    Origins and tokens are spelled without anything that means more in HTML.
    """
    told = PLACE_OF_ORIGINS.replace('content=""', f'content="{" ".join(origins)}"')
    page = built_page("embed.html").replace(PLACE_OF_ORIGINS, told)
    return page if token is None else page.replace(PLACE_OF_PROOF, PLACE_OF_PROOF.replace('""', f'"{token}"'))
