"""What readers ask of a page: its tiles under what they chose."""

from uuid import UUID

from pydantic import Field

from gnomon.dashboards.contracts.pages import DashboardSpec
from gnomon.dashboards.contracts.tiles import TileId
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.contract import Contract
from gnomon.query.contracts import MAX_FILTERS, Filter


class TileSelection(Contract):
    """What somebody pointed at in one tile; every other tile of the page is filtered by it."""

    tile_id: TileId
    dataset_id: DatasetId
    filters: tuple[Filter, ...] = Field(max_length=MAX_FILTERS)


class ChosenFilter(Contract):
    """What a viewer chose in a page filter; none clears the default."""

    filter_id: TileId
    filter: Filter | None


class PageChoices(Contract):
    """All that a reader chose on a page; what its tiles show, and what is taken home of them, follows it."""

    chosen: tuple[ChosenFilter, ...] = ()
    selections: tuple[TileSelection, ...] = ()


class AskForResults(PageChoices):
    """Which tiles are wanted, most visible first, under which filters."""

    page_id: TileId | None = None
    tile_ids: tuple[TileId, ...] | None = None
    """Most visible first; none means all tiles of the page."""
    time_zone: str | None = None
    run_id: UUID | None = None
    """Cancels the whole batch by `DELETE /query-runs/{run_id}`."""
    draft: DashboardSpec | None = None
    """An unsaved state; editors only."""
    skip_cache: bool = False
    """Run anew, as a refresh by hand does, and keep the new result."""


class AskForCube(AskForResults):
    """What the tiles need so that a brush along one of them asks nothing more."""

    brushed: TileId
    """The tile that is brushed; its own selection is left out, for the brush takes its place."""
