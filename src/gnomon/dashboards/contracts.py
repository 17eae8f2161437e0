"""The front door of dashboards: pages of tiles, their filters, revisions and results."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal, NewType
from uuid import UUID

from pydantic import Field, field_validator, model_validator

from gnomon.charts.contracts import ChartSpec, Drawing
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import AppError, Conflict, ErrorCode, ErrorKind, Invalid
from gnomon.identity.contracts import UserId, WorkspaceId
from gnomon.query.contracts import MAX_FILTERS, CubeSlice, Filter, Name, RowsResult, Sort

DashboardId = NewType("DashboardId", UUID)

GRID_COLUMNS = 24
"""Every page is so many columns wide; a row is 32 pixels high."""
MAX_TILES = 200
MAX_PAGES = 50

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
            raise ValueError(f"The tile reaches beyond column {GRID_COLUMNS}.")
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
    title: str = Field(max_length=255, json_schema_extra={"minLength": 1})
    tiles: tuple[Tile, ...] = Field(default=(), max_length=MAX_TILES)
    filters: tuple[PageFilter, ...] = Field(default=(), max_length=50)

    @field_validator("title")
    @classmethod
    def _can_be_read(cls, title: str) -> str:
        if not title.strip():
            raise ValueError("A page needs a name.")
        return title


class DashboardSpec(Contract):
    """What a dashboard is; materialised from the document that people edit."""

    version: Literal[1] = 1
    # The least length is checked below: beside a fault inside a page it would be told as a second, wrong one.
    pages: tuple[DashboardPage, ...] = Field(max_length=MAX_PAGES, json_schema_extra={"minItems": 1})

    @model_validator(mode="after")
    def _has_pages_with_unique_ids(self) -> "DashboardSpec":
        if not self.pages:
            raise ValueError("A dashboard has at least one page.")
        ids = [page.id for page in self.pages] + [tile.id for page in self.pages for tile in page.tiles]
        if len(ids) != len(set(ids)):
            raise ValueError("Pages and tiles have ids of their own.")
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
    """Run anew, as a refresh by hand does, and keep the new result."""


class Showcase(Contract):
    """The dashboard that a signed-out visitor sees on the landing page."""

    dashboard: Dashboard


class SamplesInstalled(Contract):
    """What the sample data brought into a workspace."""

    dataset_ids: tuple[DatasetId, ...]
    dashboard_ids: tuple[DashboardId, ...]


class DashboardSort(StrEnum):
    """In which order a list of dashboards stands; a minus turns it round."""

    NAME = "name"
    NAME_DESCENDING = "-name"
    CREATED = "created_at"
    CREATED_DESCENDING = "-created_at"
    UPDATED = "updated_at"
    UPDATED_DESCENDING = "-updated_at"


class TileProblem(Contract):
    """Why a tile has no answer."""

    code: str
    kind: str
    message: str
    hint: str | None
    details: dict[str, Any]


class TileResult(Contract):
    """The answer of one tile as JSON: its picture and rows, or why there are none."""

    id: str
    drawing: Drawing | None
    result: RowsResult | None
    error: TileProblem | None


class TileResults(Contract):
    """The answers of a page as JSON, in the order in which they were asked for."""

    items: tuple[TileResult, ...]


class AskForCube(AskForResults):
    """What the tiles need so that a brush along one of them asks nothing more."""

    brushed: TileId
    """The tile that is brushed; its own selection is left out, for the brush takes its place."""


class LinkedTile(Contract):
    """How a linked tile is read of its cells: the slice, then the order and the number of its rows."""

    slice: CubeSlice
    sort: tuple[Sort, ...]
    limit: int


class LinkedTileCells(Contract):
    """A linked tile as JSON, its cells as rows."""

    id: str
    linked: LinkedTile
    result: RowsResult | None
    error: TileProblem | None


class LinkedTiles(Contract):
    """What the tiles of a page need while one of them is brushed, as JSON."""

    items: tuple[LinkedTileCells, ...]


class SavedMeanwhile(Conflict):
    """Somebody saved a newer state than the one that this one was made from."""

    def __init__(self, present: int, base: int) -> None:
        super().__init__(
            "Somebody saved this dashboard in the meantime.",
            hint="Load the present state and make your changes again, or save yours as a copy.",
            details={"revision": present, "base": base},
        )


class DashboardExists(Conflict):
    """A dashboard with this identifier was made before."""

    def __init__(self) -> None:
        super().__init__("This dashboard was made before.", hint="Look at the dashboard that is there.")


class SamplesMissing(AppError):
    """The sample data is not part of this installation."""

    kind = ErrorKind.UNAVAILABLE

    def __init__(self) -> None:
        super().__init__(
            ErrorCode.UNAVAILABLE,
            "The sample data is not part of this installation.",
            hint="From a checkout, run `make setup`, which copies it; otherwise install the released package.",
        )


class WrongPageFilter(Invalid):
    """What was chosen looks at another field than the page filter, or the tile, stands for."""

    def __init__(self, name: str, member: str | None) -> None:
        super().__init__(
            f"What was chosen for “{name}” does not belong to it.",
            hint=f"It filters by “{member}”." if member else "A selection filters by the fields of its tile.",
            details={"name": name, "member": member},
        )


class NotBrushable(Invalid):
    """Nothing runs along this tile in steps."""

    def __init__(self, tile_id: str) -> None:
        super().__init__(
            "This tile cannot be brushed, for nothing runs along it in steps.",
            hint="Brush bars, lines or areas over time, or a histogram.",
            details={"tile_id": tile_id},
        )


class UnknownTile(AppError):
    """The page has no chart tile of this name."""

    kind = ErrorKind.NOT_FOUND

    def __init__(self, tile_id: str) -> None:
        super().__init__(
            ErrorCode.NOT_FOUND,
            "This tile is no longer on the page.",
            hint="Load the dashboard again.",
            details={"tile_id": tile_id},
        )
