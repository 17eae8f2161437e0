"""What stands on a page: tiles of each kind, and where."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from gnomon.charts.contracts import ChartSpec
from gnomon.foundation.kit.contract import Contract

GRID_COLUMNS = 24
"""Every page is so many columns wide; a row is 32 pixels high."""

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
