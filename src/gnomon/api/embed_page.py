"""The page of an embed: the only one that other sites may frame, and only those that its embed lists."""

from typing import Annotated

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from gnomon.api.middleware.security_headers import CONTENT_SECURITY_POLICY, FRAMED_BY_NOBODY
from gnomon.api.page_files import built_page
from gnomon.api.throttle import throttled
from gnomon.identity.deps import ReadDb, provide, public
from gnomon.sharing import embed_service
from gnomon.sharing.embed_contracts import NoSuchEmbed
from gnomon.sharing.secrets import LinkSecrets

router = APIRouter()

PLACE_OF_ORIGINS = '<meta name="gnomon-embed-origins" content="">'
HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "cross-origin",
}


@router.get("/embed/{embed_id}", include_in_schema=False, dependencies=[public, throttled])
async def embed_page(embed_id: str, db: ReadDb, secrets: Annotated[LinkSecrets, provide(LinkSecrets)]) -> HTMLResponse:
    """The frame of an embed; one that never was is framed by nobody."""
    try:
        origins = await embed_service.origins_of(db, secrets, embed_id)
    except NoSuchEmbed:
        return HTMLResponse(built_page("embed.html"), status_code=404, headers=HEADERS)
    return HTMLResponse(page_for(origins), headers={**HEADERS, "content-security-policy": policy_for(origins)})


def policy_for(origins: tuple[str, ...]) -> str:
    """The policy of all our pages, with those who may frame this one."""
    return CONTENT_SECURITY_POLICY.replace(FRAMED_BY_NOBODY, f"frame-ancestors {' '.join(origins)}")


def page_for(origins: tuple[str, ...]) -> str:
    """The page, told whose messages it may heed; origins are spelled without anything that means more in HTML."""
    told = PLACE_OF_ORIGINS.replace('content=""', f'content="{" ".join(origins)}"')
    return built_page("embed.html").replace(PLACE_OF_ORIGINS, told)
