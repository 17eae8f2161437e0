"""Small pictures in tooltips: what a tile shows of each of its marks, and which mark is pointed at."""

from pydantic import Field

from gnomon.charts.contracts import ChartSpec
from gnomon.dashboards.contracts.identifiers import TileId
from gnomon.foundation.kit.contract import Contract
from gnomon.query.contracts import RowFilterSpec

MAX_MARK_FILTERS = 10


class TileTooltip(Contract):
    """A small picture of what a mark stands for, shown where somebody points at it."""

    chart: ChartSpec
    """Over the dataset of the tile; filtered by the mark, and by all that filters the tile."""
    title: str | None = Field(default=None, max_length=255)


class PointedMark(Contract):
    """A mark of a tile, whose tooltip is asked for."""

    tile_id: TileId
    filters: tuple[RowFilterSpec, ...] = Field(min_length=1, max_length=MAX_MARK_FILTERS)
    """The values that the mark stands for."""
