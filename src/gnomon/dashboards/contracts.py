"""The front door of dashboards: pages of tiles, their filters, revisions and results."""

from datetime import datetime
from typing import Annotated, Literal, NewType
from uuid import UUID

from pydantic import Field, model_validator

from gnomon.charts.contracts import ChartSpec
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.contract import Contract
from gnomon.identity.contracts import UserId, WorkspaceId
from gnomon.query.contracts import MAX_FILTERS, Filter, Name

DashboardId = NewType("DashboardId", UUID)

GRID_COLUMNS = 24
"""Every page is so many columns wide; a row is 32 pixels high."""
MAX_TILES = 200

TileId = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]


class TileLayout(Contract):
    """Where a tile stands on its page, in grid steps."""

    x: int = Field(ge=0, lt=GRID_COLUMNS)
    y: int = Field(ge=0, le=10_000)
    width: int = Field(ge=1, le=GRID_COLUMNS)
    height: int = Field(ge=1, le=200)

    @model_validator(mode="after")
    def _fits(self) -> "TileLayout":
        if self.x + self.width > GRID_COLUMNS:
            raise ValueError(f"the tile reaches beyond column {GRID_COLUMNS}")
        return self


class ChartTile(Contract):
    """A picture on a page."""

    kind: Literal["chart"] = "chart"
    id: TileId
    layout: TileLayout
    title: str | None = Field(default=None, max_length=255)
    chart: ChartSpec


class TextTile(Contract):
    """Words on a page, in Markdown."""

    kind: Literal["text"] = "text"
    id: TileId
    layout: TileLayout
    markdown: str = Field(max_length=50_000)


Tile = Annotated[ChartTile | TextTile, Field(discriminator="kind")]


class PageFilter(Contract):
    """A filter that stands above a page; what a viewer chooses lives in the URL, the default here."""

    id: TileId
    label: str | None = Field(default=None, max_length=255)
    dataset_id: DatasetId
    member: Name
    control: Literal["list", "range", "date", "text"]
    default: Filter | None = None


class DashboardPage(Contract):
    """One canvas of tiles."""

    id: TileId
    title: str = Field(max_length=255)
    tiles: tuple[Tile, ...] = Field(default=(), max_length=MAX_TILES)
    filters: tuple[PageFilter, ...] = Field(default=(), max_length=50)


class DashboardSpec(Contract):
    """What a dashboard is; materialised from the document that people edit."""

    version: Literal[1] = 1
    pages: tuple[DashboardPage, ...] = Field(min_length=1, max_length=50)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> "DashboardSpec":
        ids = [page.id for page in self.pages] + [tile.id for page in self.pages for tile in page.tiles]
        if len(ids) != len(set(ids)):
            raise ValueError("ids of pages and tiles must be unique")
        return self


class DashboardSummary(Contract):
    """A dashboard as a list shows it."""

    id: DashboardId
    name: str
    description: str | None
    tile_count: int
    created_by: UserId | None
    created_at: datetime
    updated_at: datetime


class Dashboard(Contract):
    """A dashboard with its present spec."""

    id: DashboardId
    workspace_id: WorkspaceId
    name: str
    description: str | None
    spec: DashboardSpec
    revision: int
    """Grows by one with every save; a save names the revision that it was made from."""
    may_edit: bool
    created_by: UserId | None
    created_at: datetime
    updated_at: datetime


class CreateDashboard(Contract):
    """A new dashboard; without a spec it has one empty page."""

    name: str = Field(min_length=1, max_length=255)
    description: str | None = Field(default=None, max_length=4000)
    spec: DashboardSpec | None = None


class SaveDashboard(Contract):
    """A new state of a dashboard, made from revision `revision`; another base answers CONFLICT with the present one."""

    revision: int
    name: str = Field(min_length=1, max_length=255)
    description: str | None = Field(default=None, max_length=4000)
    spec: DashboardSpec


class DashboardRevision(Contract):
    """A saved state with its author."""

    revision: int
    name: str
    saved_by: UserId | None
    saved_by_name: str | None
    saved_at: datetime
    tile_count: int


class TileSelection(Contract):
    """What somebody pointed at in one tile; every other tile of the page is filtered by it."""

    tile_id: TileId
    dataset_id: DatasetId
    filters: tuple[Filter, ...] = Field(max_length=MAX_FILTERS)


class ChosenFilter(Contract):
    """What a viewer chose in a page filter; none clears the default."""

    filter_id: TileId
    filter: Filter | None


class AskForResults(Contract):
    """Which tiles are wanted, most visible first, under which filters."""

    page_id: TileId | None = None
    tile_ids: tuple[TileId, ...] | None = None
    """Most visible first; none means all tiles of the page."""
    chosen: tuple[ChosenFilter, ...] = ()
    selections: tuple[TileSelection, ...] = ()
    time_zone: str | None = None
    run_id: UUID | None = None
    """Cancels the whole batch by `DELETE /query-runs/{run_id}`."""
    draft: DashboardSpec | None = None
    """An unsaved state; editors only."""
    skip_cache: bool = False


class Showcase(Contract):
    """The dashboard that a signed-out visitor sees on the landing page."""

    dashboard: Dashboard


class SamplesInstalled(Contract):
    """What the sample data brought into a workspace."""

    dataset_ids: tuple[DatasetId, ...]
    dashboard_ids: tuple[DashboardId, ...]
