"""What readers ask of a page: its tiles under what they chose."""

from uuid import UUID

from pydantic import Field

from gnomon.dashboards.contracts.choosing import PageChoices
from gnomon.dashboards.contracts.identifiers import TileId
from gnomon.dashboards.contracts.pages import DashboardSpec
from gnomon.query.contracts import FilterValue

MAX_LISTED_VALUES = 1_000


class AskOfPage(PageChoices):
    """What is asked of a page under what its reader chose."""

    page_id: TileId | None = None
    time_zone: str | None = None
    draft: DashboardSpec | None = None
    """An unsaved state; editors only."""


class AskForValues(AskOfPage):
    """Which values of a filter are wanted, under what is chosen in the others."""

    search: str | None = Field(default=None, max_length=500)
    """Only values that contain this text."""
    among: tuple[FilterValue, ...] | None = Field(default=None, max_length=MAX_LISTED_VALUES)
    """Only these, to learn which of them occur."""
    limit: int = Field(default=100, ge=1, le=MAX_LISTED_VALUES)


class AskForResults(AskOfPage):
    """Which tiles are wanted, most visible first, under which filters."""

    tile_ids: tuple[TileId, ...] | None = None
    """Most visible first; none means all tiles of the page."""
    run_id: UUID | None = None
    """Cancels the whole batch by `DELETE /query-runs/{run_id}`."""
    skip_cache: bool = False
    """Run anew, as a refresh by hand does, and keep the new result."""


class AskForCube(AskForResults):
    """What the tiles need so that a brush along one of them asks nothing more."""

    brushed: TileId
    """The tile that is brushed; its own selection is left out, for the brush takes its place."""
