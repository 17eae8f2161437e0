"""The front door of sharing: links to a dashboard for anyone, what they lock, and how they refuse."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, NewType
from uuid import UUID

from pydantic import AwareDatetime, Field, SecretStr, StringConstraints

from gnomon.dashboards.contracts import BookmarkId, DashboardId, DashboardSpec, Opening, PageChoices, TileId
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import AppError, Conflict, ErrorCode, ErrorKind, Forbidden, Invalid, NotFound
from gnomon.query.contracts import Name
from gnomon.themes.contracts import AppliedLook

ShareId = NewType("ShareId", UUID)

MAX_LINKS = 200
"""Live links that a dashboard may have."""
MAX_LOCKS = 50
MAX_LOCK_VALUES = 1_000
PASSWORD_LENGTH = 256

LockValue = bool | int | float | Annotated[str, StringConstraints(max_length=1_000)]
LinkName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255)]
Password = Annotated[SecretStr, Field(min_length=8, max_length=PASSWORD_LENGTH)]


class Lock(Contract):
    """What visitors see of a dataset: the rows in which this column holds one of these values."""

    dataset_id: DatasetId
    member: Name
    """The name of a column."""
    values: tuple[LockValue, ...] = Field(min_length=1, max_length=MAX_LOCK_VALUES)


Locks = Annotated[tuple[Lock, ...], Field(max_length=MAX_LOCKS)]


class ShareLink(Contract):
    """A link, as those who may make links see it."""

    id: ShareId
    dashboard_id: DashboardId
    name: str | None
    path: str
    """Where it leads on this server, with the secret in it: `/s/…`."""
    has_password: bool
    expires_at: datetime | None
    locks: tuple[Lock, ...]
    """Once a link has any, a tile that reads a dataset without one shows nothing."""
    has_preview: bool
    """Whether pages in which somebody pastes it show the name of the dashboard, its description and a picture."""
    view_count: int
    last_viewed_at: datetime | None
    created_at: datetime
    created_by: str | None
    """What the person who made it is called."""
    is_live: bool
    """False once it has expired."""
    opening: BookmarkId | None = Field(default=None, exclude_if=lambda opening: opening is None)
    """The bookmark that it opens with; none: as the dashboard opens."""
    opening_is_gone: bool = Field(default=False, exclude_if=lambda is_gone: not is_gone)
    """Whether that bookmark was removed or is not shared any more; it opens as the dashboard does until it is back."""


class CreateShare(Contract):
    """Make a link to a dashboard for anyone who has it."""

    dashboard_id: DashboardId
    name: LinkName | None = None
    expires_at: AwareDatetime | None = None
    password: Password | None = None
    locks: Locks = ()
    preview: bool | None = None
    """Whether it tells what it shows where somebody pastes it; null: unless it has locks. Never with a password."""
    opening: BookmarkId | None = None
    """The shared bookmark that it opens with; null: as the dashboard opens."""


class ChangeShare(Contract):
    """Change a link; what is absent stays as it is, null takes an end or a password away."""

    name: LinkName | None = None
    expires_at: AwareDatetime | None = None
    password: Password | None = None
    locks: Locks = ()
    preview: bool | None = None
    opening: BookmarkId | None = None


class OpenShare(Contract):
    """The password of a link."""

    password: SecretStr = Field(max_length=PASSWORD_LENGTH)


class ShareTicket(Contract):
    """What lets a visitor in who gave the password; sent as `X-Share-Ticket`."""

    ticket: str
    expires_in: int
    """Seconds."""


class SharedDashboard(Contract):
    """A dashboard as a visitor sees it; its datasets bear names that mean something in this link alone."""

    name: str
    description: str | None
    spec: DashboardSpec
    look: AppliedLook | None = Field(default=None, exclude_if=lambda look: look is None)
    """The theme that it is drawn in, without its name; none: as Gnomon comes."""
    opening: Opening | None = Field(default=None, exclude_if=lambda opening: opening is None)
    """The state to begin with; none: as it is."""
    page_openings: Mapping[TileId, PageChoices] = Field(default={}, exclude_if=lambda pages: not pages)
    """What pages begin with that say so themselves."""
    updated_at: datetime


class NoSuchLink(NotFound):
    """A link that was ended, has expired, or never was: which of them is not told."""

    def __init__(self) -> None:
        super().__init__("link")


class PasswordNeeded(AppError):
    """The link wants a password first, or the one that was given has been changed."""

    kind = ErrorKind.UNAUTHENTICATED

    def __init__(self) -> None:
        message = "This link wants a password."
        super().__init__(ErrorCode.SHARE_PASSWORD_NEEDED, message, hint="Ask whoever gave you the link.")


class WrongSharePassword(AppError):
    """Not the password of this link."""

    kind = ErrorKind.UNAUTHENTICATED

    def __init__(self) -> None:
        message = "That is not the password of this link."
        super().__init__(ErrorCode.WRONG_SHARE_PASSWORD, message, hint="Ask whoever gave you the link.")


class NoPreview(NotFound):
    """A link that tells nobody what it shows before they open it."""

    def __init__(self) -> None:
        super().__init__("preview of this link")


class EndsInThePast(Invalid):
    """A link that would have ended before it began."""

    def __init__(self) -> None:
        super().__init__("This moment is over.", hint="Choose one in the future.", details={"field": "expires_at"})


class SharingClosed(Forbidden):
    """The administrator wants no links."""

    def __init__(self) -> None:
        super().__init__("This server does not share dashboards by links.", hint="Ask the administrator to allow it.")


class TooManyLinks(Conflict):
    """As many links as a dashboard may have."""

    def __init__(self) -> None:
        super().__init__(f"A dashboard may have {MAX_LINKS} links.", hint="End one that is not wanted any more.")
