"""What readers see of a dashboard and what its editors still hold back, and how two of its states differ."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from gnomon.dashboards.contracts.identifiers import TileId
from gnomon.dashboards.contracts.kept import PublicationState
from gnomon.dashboards.contracts.tiles import TileLayout
from gnomon.foundation.kit.contract import Contract


class DifferenceKind(StrEnum):
    """What became of a page or a tile from one state to another."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    """In another place or of another size, and otherwise the same."""
    CHANGED = "changed"


class TileOutline(Contract):
    """A tile in one state, as far as a small drawing of its page shows it."""

    page_id: TileId
    kind: str
    mark: str | None
    """The kind of picture, of a tile that is one."""
    title: str
    layout: TileLayout


class TileDifference(Contract):
    """A tile before and after."""

    tile_id: TileId
    title: str
    change: DifferenceKind
    before: TileOutline | None
    after: TileOutline | None
    words: tuple[str, ...]
    """What is other than before: “mark bar → line”, “filter Region added”."""


class PageDifference(Contract):
    """A page before and after, without its tiles."""

    page_id: TileId
    title: str
    change: DifferenceKind
    is_before: bool
    is_after: bool
    words: tuple[str, ...]


class DashboardComparison(Contract):
    """What differs between two states of a dashboard."""

    before: int | None
    """A revision; none: before there was anything."""
    after: int
    is_same: bool
    summary: tuple[str, ...]
    """“3 tiles changed”, “1 page added”; empty where nothing differs."""
    words: tuple[str, ...]
    """Of the dashboard as a whole."""
    pages: tuple[PageDifference, ...]
    """In the order after, with those that were removed where they stood."""
    tiles: tuple[TileDifference, ...]
    """All tiles of both states, those that are the same too."""


class Publication(Contract):
    """What readers see of a dashboard, and what publishing would change."""

    state: PublicationState
    published_revision: int | None
    published_at: datetime | None
    published_by_name: str | None
    note: str | None
    changed_at: datetime | None
    """Since when there is something that readers do not see."""
    changed_by_name: str | None
    """Who changed it last."""
    comparison: DashboardComparison
    """What readers see now, beside what they would see."""


class PublishDashboard(Contract):
    """Show readers the present state, which is revision `revision`; a newer one answers CONFLICT."""

    revision: int
    note: str | None = Field(default=None, max_length=2000)


class DiscardDraft(Contract):
    """Go back from revision `revision` to what readers see; a newer one answers CONFLICT."""

    revision: int


class ChoosePublishing(Contract):
    """Publish what is saved with it, or by hand; of revision `revision`, as whoever chooses has seen it."""

    revision: int
    is_live: bool
