"""What readers ask of a page: its tiles under what they chose."""

from uuid import UUID

from pydantic import Field

from gnomon.dashboards.contracts.choosing import PageChoices
from gnomon.dashboards.contracts.identifiers import TileId
from gnomon.dashboards.contracts.pages import DashboardSpec
from gnomon.dashboards.contracts.tooltips import PointedMark
from gnomon.query.contracts import MAX_PATH_LEVELS, FilterValue

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
    path: tuple[FilterValue, ...] = Field(default=(), max_length=MAX_PATH_LEVELS)
    """Of a hierarchy: what lies right below these values, one for each level above."""
    level: int | None = Field(default=None, ge=0, lt=MAX_PATH_LEVELS)
    """Of a hierarchy: the paths down to this level, counted from 0, instead of what lies below one of them."""
    limit: int = Field(default=100, ge=1, le=MAX_LISTED_VALUES)


class AskForResults(AskOfPage):
    """Which tiles are wanted, most visible first, under which filters."""

    tile_ids: tuple[TileId, ...] | None = None
    """Most visible first; none means all tiles of the page."""
    run_id: UUID | None = None
    """Cancels the whole batch by `DELETE /query-runs/{run_id}`."""
    skip_cache: bool = False
    """Run anew, as a refresh by hand does, and keep the new result."""
    pointed: PointedMark | None = Field(default=None, exclude_if=lambda pointed: pointed is None)
    """Instead of tiles: what the tooltip of a mark shows. Its answer has the id of the tile."""


class AskForCube(AskForResults):
    """What the tiles need so that a brush along one of them asks nothing more."""

    brushed: TileId
    """The tile that is brushed; its own selection is left out, for the brush takes its place."""
