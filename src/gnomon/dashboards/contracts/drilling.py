"""What a reader changes in a tile itself: what is kept of it, and how far down its fields they have gone."""

from pydantic import Field

from gnomon.charts.contracts import Drawing
from gnomon.dashboards.contracts.identifiers import TileId
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.contract import Contract
from gnomon.query.contracts import Name, RowFilterSpec
from gnomon.semantic.contracts import TimeGrain

MAX_CHANGES = 200
MAX_KEPT = 50
MAX_DRILL_STEPS = 10
MAX_STEP_FILTERS = 5
MAX_CARRIED = 50
MAX_DRILL_THROUGH = 20


class DrillLevel(Contract):
    """A dimension as it groups a picture: for moments with the grain that they are cut at."""

    member: Name
    grain: TimeGrain | None = None


class DrillStep(Contract):
    """One step along a hierarchy: a field gives way to another level, under what was pointed at."""

    source: DrillLevel
    target: DrillLevel
    filters: tuple[RowFilterSpec, ...] = Field(default=(), max_length=MAX_STEP_FILTERS)
    """The mark that was drilled into; none where the whole picture goes one level down, or up."""


class TileChange(Contract):
    """What a reader changed in a tile itself; unlike a selection it reaches no other tile."""

    tile_id: TileId
    dataset_id: DatasetId
    kept: tuple[RowFilterSpec, ...] = Field(default=(), max_length=MAX_KEPT)
    """What they kept, and what they left out."""
    steps: tuple[DrillStep, ...] = Field(default=(), max_length=MAX_DRILL_STEPS)
    """The way that they drilled, the first step first."""


class CarriedFilters(Contract):
    """What a reader brought along to a detail page: the mark that they came from."""

    dataset_id: DatasetId
    filters: tuple[RowFilterSpec, ...] = Field(max_length=MAX_CARRIED)


class OfferedLevel(DrillLevel):
    """A level that a field of a picture can give way to."""

    label: str


class DrillOffer(Contract):
    """Where a field of a picture can go: to finer levels, and to coarser ones."""

    column: str
    """The result column of the field."""
    source: DrillLevel
    label: str
    down: tuple[OfferedLevel, ...]
    up: tuple[OfferedLevel, ...]


class TileDrawing(Drawing):
    """The picture of a tile, and where its fields can be drilled to."""

    drills: tuple[DrillOffer, ...] = ()
