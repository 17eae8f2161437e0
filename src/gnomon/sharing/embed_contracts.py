"""What crosses the wire about embeds: who frames which dashboard, what their tokens must say, how they are refused."""

from datetime import datetime
from typing import Annotated, Literal, NewType
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints

from gnomon.dashboards.contracts import BookmarkId, DashboardId, TileId
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import AppError, Conflict, ErrorCode, ErrorKind, Forbidden, Invalid, NotFound
from gnomon.query.contracts import Name
from gnomon.sharing.contracts import MAX_LOCK_VALUES, LinkName, LockValue, SharedDashboard
from gnomon.sharing.origins import MAX_ORIGIN_LENGTH, origin_of

EmbedId = NewType("EmbedId", UUID)

MAX_EMBEDS = 50
"""Live embeds that a dashboard may have."""
MAX_ORIGINS = 20
MAX_FIELDS = 50
MAX_OVERLAP_HOURS = 24

Origin = Annotated[str, StringConstraints(max_length=MAX_ORIGIN_LENGTH), AfterValidator(origin_of)]
Theme = Literal["light", "dark", "system"]
FieldName = Annotated[str, StringConstraints(min_length=1, max_length=255)]


class EmbedField(Contract):
    """A column that every token must lock; several of one name are locked by the same values."""

    name: FieldName
    """What it is called in tokens."""
    dataset_id: DatasetId
    member: Name
    """The name of a column."""


def _without_twins(origins: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(origins))


Origins = Annotated[tuple[Origin, ...], Field(min_length=1, max_length=MAX_ORIGINS), AfterValidator(_without_twins)]
Fields = Annotated[tuple[EmbedField, ...], Field(max_length=MAX_FIELDS)]
OpenFilters = Annotated[tuple[TileId, ...] | None, Field(max_length=500)]


class Embed(Contract):
    """A dashboard framed by other sites, as those who may share see it."""

    id: EmbedId
    dashboard_id: DashboardId
    name: str
    embed_id: str
    """What it is called in addresses and tokens; no secret."""
    key_id: str
    """The `kid` of tokens that are signed with the present secret."""
    old_key_ends_at: datetime | None
    """Until when tokens of the secret before are taken, too."""
    origins: tuple[str, ...]
    fields: tuple[EmbedField, ...]
    """Once an embed has any, a tile that reads a dataset without one shows nothing."""
    open_filters: tuple[str, ...] | None
    """The ids of the filters that visitors may change; null where they may change all."""
    expires_at: datetime | None
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


class MadeEmbed(Embed):
    """An embed with the secret that its tokens are signed with, which is shown this once."""

    secret: str


class CreateEmbed(Contract):
    """Let other sites frame a dashboard."""

    dashboard_id: DashboardId
    name: LinkName
    origins: Origins
    fields: Fields = ()
    open_filters: OpenFilters = None
    expires_at: AwareDatetime | None = None
    opening: BookmarkId | None = None
    """The shared bookmark that it opens with; null: as the dashboard opens."""


class ChangeEmbed(Contract):
    """Change an embed; what is absent stays as it is, null opens all filters or takes an end away."""

    name: LinkName | None = None
    origins: Origins | None = None
    fields: Fields = ()
    open_filters: OpenFilters = None
    expires_at: AwareDatetime | None = None
    opening: BookmarkId | None = None


class RotateEmbed(Contract):
    """Another secret for an embed."""

    keep_old_hours: int = Field(default=0, ge=0, le=MAX_OVERLAP_HOURS)
    """For how long tokens of the present secret are taken, too."""


class PreviewEmbed(Contract):
    """What a token for looking at an embed oneself locks."""

    locks: dict[FieldName, Annotated[tuple[LockValue, ...], Field(min_length=1, max_length=MAX_LOCK_VALUES)]] = Field(
        default={}, max_length=MAX_FIELDS
    )


class EmbedPreview(Contract):
    """Where one looks at an embed oneself, without a site around it; the token is in the fragment."""

    path: str
    expires_in: int
    """Seconds."""


class EmbeddedDashboard(SharedDashboard):
    """A dashboard as the visitor of another site sees it, with the look that the site's token asks for."""

    theme: Theme | None
    locale: str | None
    expires_in: int
    """Seconds until another token is needed."""


class NoSuchEmbed(NotFound):
    """An embed that was ended, has expired, or never was: which of them is not told."""

    def __init__(self) -> None:
        super().__init__("embed")


class EmbedTokenRefused(AppError):
    """Not a token of this embed, or one that asks for what it cannot have; said to whoever signs tokens."""

    kind = ErrorKind.UNAUTHENTICATED

    def __init__(self, reason: str = "It was not signed for this embed.") -> None:
        message = f"The token of this frame is not accepted. {reason}"
        super().__init__(ErrorCode.EMBED_TOKEN_REFUSED, message, hint="Ask whoever runs the page around it.")


class EmbedTokenExpired(AppError):
    """A token of this embed that has ended."""

    kind = ErrorKind.UNAUTHENTICATED

    def __init__(self) -> None:
        message = "The token of this frame has ended."
        super().__init__(ErrorCode.EMBED_TOKEN_EXPIRED, message, hint="Load the page anew.")


class EmbedLockMissing(AppError):
    """A token that leaves out a field which this embed locks."""

    kind = ErrorKind.FORBIDDEN

    def __init__(self, names: tuple[str, ...]) -> None:
        message = f"The token of this frame has to lock {', '.join(f'“{name}”' for name in names)}."
        hint = "Ask whoever runs the page around it."
        super().__init__(ErrorCode.EMBED_LOCK_MISSING, message, hint=hint, details={"fields": list(names)})


class UnknownFilters(Invalid):
    """Filters that the dashboard does not have."""

    def __init__(self) -> None:
        message = "This dashboard has no such filter."
        super().__init__(message, hint="Choose among the filters that it has.", details={"field": "open_filters"})


class EmbedsClosed(Forbidden):
    """The administrator wants nothing shared."""

    def __init__(self) -> None:
        super().__init__("This server does not share dashboards.", hint="Ask the administrator to allow it.")


class TooManyEmbeds(Conflict):
    """As many embeds as a dashboard may have."""

    def __init__(self) -> None:
        super().__init__(f"A dashboard may have {MAX_EMBEDS} embeds.", hint="End one that is not wanted any more.")
