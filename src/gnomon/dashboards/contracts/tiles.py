"""What stands on a page: tiles of each kind, and where."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, model_validator

from gnomon.charts.contracts import ChartSpec
from gnomon.dashboards.contracts.canvas import OnCanvas, Steps
from gnomon.dashboards.contracts.elements import (
    MAX_FIGURES,
    ButtonAction,
    ButtonLook,
    Figure,
    HttpsAddress,
    ImageFit,
    Paint,
    ShapeDirection,
    ShapeForm,
)
from gnomon.dashboards.contracts.identifiers import TileId as TileId
from gnomon.dashboards.contracts.tooltips import TileTooltip
from gnomon.foundation.kit.contract import Contract

GRID_COLUMNS = 24
"""Every page is so many columns wide; a row is 32 pixels high."""


class TileLayout(Contract):
    """Where a tile stands on its page, in grid steps."""

    x: Steps = Field(ge=0, lt=GRID_COLUMNS)
    y: Steps = Field(ge=0, le=10_000)
    width: Steps = Field(ge=1, le=GRID_COLUMNS)
    height: Steps = Field(ge=1, le=200)

    @model_validator(mode="after")
    def _fits(self) -> "TileLayout":
        if self.x + self.width > GRID_COLUMNS:
            raise ValueError(f"The tile reaches beyond column {GRID_COLUMNS}.")
        return self


class ChartTile(OnCanvas):
    """A picture on a page."""

    kind: Literal["chart"] = "chart"
    id: TileId
    layout: TileLayout
    title: str | None = Field(default=None, max_length=255)
    chart: ChartSpec
    tooltip: TileTooltip | None = Field(default=None, exclude_if=lambda tooltip: tooltip is None)
    """What is shown of a mark where somebody points at it, besides its values."""

    @model_validator(mode="after")
    def _tells_of_its_own_rows(self) -> "ChartTile":
        if self.tooltip is not None and self.tooltip.chart.dataset_id != self.chart.dataset_id:
            raise ValueError("The picture in a tooltip is about the dataset of its tile.")
        return self


class TextTile(OnCanvas):
    """Words on a page, in Markdown."""

    kind: Literal["text"] = "text"
    id: TileId
    layout: TileLayout
    markdown: str = Field(max_length=50_000)
    figures: tuple[Figure, ...] = Field(default=(), max_length=MAX_FIGURES, exclude_if=lambda figures: figures == ())
    """What `{name}` in the words stands for."""

    @model_validator(mode="after")
    def _tells_figures_apart(self) -> "TextTile":
        names = [one.name for one in self.figures]
        if len(names) != len(set(names)):
            raise ValueError("Each figure of a text has a name of its own.")
        return self


class ImageTile(OnCanvas):
    """A picture that somebody uploaded."""

    kind: Literal["image"] = "image"
    id: TileId
    layout: TileLayout
    asset_id: UUID
    """An asset of the workspace; a link shows it under a name that means nothing elsewhere."""
    alt: str = Field(default="", max_length=500)
    """What it shows, for those who do not see it; empty where it only adorns."""
    fit: ImageFit = ImageFit.CONTAIN
    link: HttpsAddress | None = None


class ShapeTile(OnCanvas):
    """A figure that groups, parts or points."""

    kind: Literal["shape"] = "shape"
    id: TileId
    layout: TileLayout
    form: ShapeForm = ShapeForm.ROUNDED
    fill: Paint | None = Paint.SUNKEN
    stroke: Paint | None = None
    thickness: int = Field(default=2, ge=1, le=24)
    """Of its outline, in pixels."""
    opacity: int = Field(default=100, ge=5, le=100)
    """In percent."""
    direction: ShapeDirection = ShapeDirection.RIGHT
    """Of a line or an arrow."""


class ButtonTile(OnCanvas):
    """Words to press, and what follows."""

    kind: Literal["button"] = "button"
    id: TileId
    layout: TileLayout
    words: str = Field(min_length=1, max_length=100)
    look: ButtonLook = ButtonLook.PRIMARY
    action: ButtonAction


class SlicerTile(OnCanvas):
    """A filter or a parameter that stands on the canvas instead of above it."""

    kind: Literal["slicer"] = "slicer"
    id: TileId
    layout: TileLayout
    control_id: TileId
    """The filter or the parameter; one that is gone leaves the tile empty."""


Tile = Annotated[ChartTile | TextTile | ImageTile | ShapeTile | ButtonTile | SlicerTile, Field(discriminator="kind")]
