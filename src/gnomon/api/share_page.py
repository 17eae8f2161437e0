"""The page of a link, which tells programs that make previews of it what it leads to."""

from html import escape
from typing import Annotated

import structlog
from fastapi import APIRouter, Path, Request
from starlette.responses import HTMLResponse

from gnomon.api.page_files import built_page
from gnomon.foundation.db.database import Database
from gnomon.foundation.kit.errors import AppError
from gnomon.foundation.settings import Settings
from gnomon.identity.contracts import Limit
from gnomon.identity.deps import provide, public
from gnomon.identity.rate_limits import RateLimits
from gnomon.sharing.cards import Card, card_of
from gnomon.sharing.secrets import LinkSecrets

log = structlog.get_logger(__name__)

router = APIRouter()

END_OF_HEAD = "</head>"
HEADERS = {"cache-control": "private, no-cache"}
PICTURE = "/api/v1/public/shares/{token}/preview.png"


@router.api_route("/s/{token}", methods=["GET", "HEAD"], include_in_schema=False, dependencies=[public])
async def share_page(
    token: Annotated[str, Path(max_length=1_000)],
    request: Request,
    database: Annotated[Database, provide(Database)],
    secrets: Annotated[LinkSecrets, provide(LinkSecrets)],
    limits: Annotated[RateLimits, provide(RateLimits)],
    settings: Annotated[Settings, provide(Settings)],
) -> HTMLResponse:
    """The page of every view, with a card for a link that holds; whoever asks too often is told no more."""
    page = built_page("index.html")
    try:
        await limits.hit(Limit.DEFAULT, request.client.host if request.client else "")
        async with database.read() as session:
            card = await card_of(session, secrets, token)
    except AppError as error:
        log.debug("share_page.without_card", code=error.code)
        return HTMLResponse(page, headers=HEADERS)
    told = words_of(card, token, public_address(settings))
    return HTMLResponse(page.replace(END_OF_HEAD, f"{told}{END_OF_HEAD}", 1), headers=HEADERS)


def public_address(settings: Settings) -> str | None:
    """Where people find this server; what a request says of it may be made up by whoever sent it."""
    return None if settings.public_url is None else settings.public_url.rstrip("/")


def words_of(card: Card, token: str, address: str | None) -> str:
    """The card in the words of Open Graph. A picture needs an address that others can reach."""
    picture = None if address is None or not card.has_picture else address + PICTURE.format(token=token)
    told = {
        "og:type": "website",
        "og:site_name": "Gnomon",
        "og:title": card.title,
        "og:description": card.description,
    }
    if address is not None:
        told["og:url"] = f"{address}/s/{token}"
    if picture is not None:
        told |= {
            "og:image": picture,
            "og:image:type": "image/png",
            "og:image:width": "1200",
            "og:image:height": "630",
            "og:image:alt": f"The first page of {card.title}",
        }
    tags = [f'<meta property="{name}" content="{_said(text)}" />' for name, text in told.items()]
    tags.append(f'<meta name="twitter:card" content="{"summary" if picture is None else "summary_large_image"}" />')
    return "".join(f"  {tag}\n  " for tag in tags)


def _said(text: str) -> str:
    """A text between quotation marks: on one line, and with nothing in it that means more in HTML."""
    return escape(" ".join("".join(one for one in text if one.isprintable() or one.isspace()).split()), quote=True)
