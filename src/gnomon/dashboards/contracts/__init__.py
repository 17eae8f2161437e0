"""The front door of dashboards: pages of tiles, their filters, revisions and results."""

from gnomon.dashboards.contracts.answering import (
    LinkedTile,
    LinkedTileCells,
    LinkedTiles,
    TileProblem,
    TileResult,
    TileResults,
)
from gnomon.dashboards.contracts.asking import (
    AskForCube,
    AskForResults,
    ChosenFilter,
    TileSelection,
)
from gnomon.dashboards.contracts.errors import (
    DashboardExists,
    NotBrushable,
    SamplesMissing,
    SavedMeanwhile,
    UnknownTile,
    WrongPageFilter,
)
from gnomon.dashboards.contracts.kept import (
    CreateDashboard,
    Dashboard,
    DashboardId,
    DashboardRevision,
    DashboardSort,
    DashboardSummary,
    SamplesInstalled,
    SaveDashboard,
    Showcase,
)
from gnomon.dashboards.contracts.pages import (
    MAX_PAGES,
    MAX_TILES,
    DashboardPage,
    DashboardSpec,
    PageFilter,
)
from gnomon.dashboards.contracts.tiles import (
    GRID_COLUMNS,
    ChartTile,
    TextTile,
    Tile,
    TileId,
    TileLayout,
)

__all__ = [
    "GRID_COLUMNS",
    "MAX_PAGES",
    "MAX_TILES",
    "AskForCube",
    "AskForResults",
    "ChartTile",
    "ChosenFilter",
    "CreateDashboard",
    "Dashboard",
    "DashboardExists",
    "DashboardId",
    "DashboardPage",
    "DashboardRevision",
    "DashboardSort",
    "DashboardSpec",
    "DashboardSummary",
    "LinkedTile",
    "LinkedTileCells",
    "LinkedTiles",
    "NotBrushable",
    "PageFilter",
    "SamplesInstalled",
    "SamplesMissing",
    "SaveDashboard",
    "SavedMeanwhile",
    "Showcase",
    "TextTile",
    "Tile",
    "TileId",
    "TileLayout",
    "TileProblem",
    "TileResult",
    "TileResults",
    "TileSelection",
    "UnknownTile",
    "WrongPageFilter",
]
