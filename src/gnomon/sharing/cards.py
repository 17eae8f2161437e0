"""What is told of a link where somebody pastes it, before anybody opened it."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from gnomon.sharing import visits
from gnomon.sharing.contracts import NoPreview, PasswordNeeded
from gnomon.sharing.secrets import LinkSecrets
from gnomon.sharing.service import has_preview
from gnomon.sharing.visits import Visit


@dataclass(frozen=True, slots=True)
class Card:
    """The words of a preview, and whether there is a picture."""

    title: str
    description: str
    has_picture: bool


CLOSED = Card("A shared dashboard", "Open the link and give its password to see it.", has_picture=False)
SILENT = Card("A shared dashboard", "Open the link to see it.", has_picture=False)
WITHOUT_WORDS = "A shared dashboard."
MAX_DESCRIPTION = 300


async def card_of(session: AsyncSession, links: LinkSecrets, token: str) -> Card:
    """What is told of a link. Raises `NoSuchLink`; a look is not counted."""
    try:
        visit = await previewed(session, links, token)
    except PasswordNeeded:
        return CLOSED
    except NoPreview:
        return SILENT
    words = " ".join((visit.dashboard.description or "").split())
    short = words if len(words) <= MAX_DESCRIPTION else f"{words[: MAX_DESCRIPTION - 1].rstrip()}…"
    return Card(visit.dashboard.name, short or WITHOUT_WORDS, has_picture=True)


async def previewed(session: AsyncSession, links: LinkSecrets, token: str) -> Visit:
    """A visitor who has not opened the link, and sees its picture.

    Raises `NoSuchLink`, `PasswordNeeded`, and `NoPreview` where whoever made the link wants none.
    """
    visit = await visits.visit_of(session, links, token, None)
    if not has_preview(await visits.live_link(session, links, token)):
        raise NoPreview
    return visit
