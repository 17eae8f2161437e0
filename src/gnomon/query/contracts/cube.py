"""Pre-aggregated cubes: what linked pictures ask for once, so that a brush over one of them asks nothing more."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field

from gnomon.datasets.contracts import ColumnType, DatasetId
from gnomon.foundation.kit.contract import Contract
from gnomon.query.contracts.answers import RowsResult
from gnomon.query.contracts.questions import (
    MAX_DIMENSIONS,
    MAX_FILTERS,
    MAX_LIMIT,
    MAX_MEASURES,
    DimensionRef,
    Filter,
    MeasureRef,
)
from gnomon.query.contracts.running import RunOptions
from gnomon.semantic.contracts import DefinedName, ParameterValue, TimeGrain

MAX_CUBE_AXES = 8
MAX_CUBE_TILES = 100
MAX_CUBE_SLICES = 100
MAX_CUBE_DIMENSIONS = MAX_DIMENSIONS - 1
"""The brushed one comes on top."""
MAX_CUBE_MEASURES = MAX_MEASURES // 2
"""A mean is two."""
MAX_CUBE_FILTERS = MAX_FILTERS // 2
MAX_CUBE_CELLS = MAX_LIMIT

CubeId = Annotated[str, Field(min_length=1, max_length=200)]


class CubeAxis(Contract):
    """What is brushed: a number or a moment in steps, a moment at a grain, or the values of a category."""

    id: CubeId
    dimension: DimensionRef


class CubeTile(Contract):
    """A linked picture: what it shows, and the filters that reach it whatever is brushed."""

    id: CubeId
    dimensions: tuple[DimensionRef, ...] = Field(default=(), max_length=MAX_CUBE_DIMENSIONS)
    measures: tuple[MeasureRef, ...] = Field(default=(), max_length=MAX_CUBE_MEASURES)
    filters: tuple[Filter, ...] = Field(default=(), max_length=MAX_CUBE_FILTERS)
    unlinked: tuple[CubeId, ...] = ()
    """Axes whose brush does not reach this tile, its own among them."""


class CubeRequest(RunOptions):
    """Linked pictures over one dataset, and what will be brushed."""

    dataset_id: DatasetId
    axes: tuple[CubeAxis, ...] = Field(min_length=1, max_length=MAX_CUBE_AXES)
    tiles: tuple[CubeTile, ...] = Field(min_length=1, max_length=MAX_CUBE_TILES)
    filters: tuple[Filter, ...] = Field(default=(), max_length=MAX_CUBE_FILTERS)
    """They reach every tile."""
    parameters: dict[DefinedName, ParameterValue] = Field(default_factory=dict, max_length=100)
    time_zone: str = Field(default="UTC", max_length=64)
    max_cells: int = Field(default=MAX_CUBE_CELLS, ge=1, le=MAX_CUBE_CELLS)
    """A slice with more cells is refused, with the number of steps that would fit."""


class CubeVerdict(StrEnum):
    """Whether a slice gives what the question itself would answer, for every brush."""

    EXACT = "exact"
    NOT_ADDITIVE = "not_additive"
    TOO_LARGE = "too_large"
    FAILED = "failed"
    """The question itself cannot be answered."""


class CubeFold(StrEnum):
    """How the values of several cells become one; null counts for nothing."""

    SUM = "sum"
    MIN = "min"
    MAX = "max"


class CubePart(Contract):
    """A column of partial results, and how they are put together."""

    column: str
    fold: CubeFold


class CubeMeasure(Contract):
    """A measure of a tile: its only part, or the first of two parts divided by the second."""

    name: str
    parts: tuple[CubePart, ...]
    is_count: bool
    """Whether it is 0 rather than null where there are no rows."""


class CubeSteps(Contract):
    """The steps of the brushed member. A brush covers whole steps: its ends are moved to the nearest edges outside."""

    column: str
    """The column that tells a cell's step; null for rows without a value, which no brush covers."""
    member: str
    type: ColumnType
    grain: TimeGrain | None
    width: float | None
    """Each step begins at a multiple of it and ends before the next one; in seconds for moments and dates, where weeks
    begin on Mondays. None for a grain, whose steps are those of the calendar, and for categories."""
    first: bool | int | float | str | None
    """Where the first step begins that any cell has; None where no row has a value."""
    last: bool | int | float | str | None
    """Where the last step begins that any cell has."""
    has_null: bool


class CubeSlice(Contract):
    """One tile under one axis: the verdict, and how to read the cells."""

    axis: str
    tile: str
    verdict: CubeVerdict
    reason: str | None
    """Why it is not exact, in a sentence."""
    most_steps: int | None
    """For `too_large`: how many steps would fit."""
    steps: CubeSteps | None
    groups: tuple[str, ...]
    """The columns of the tile's own groups."""
    measures: tuple[CubeMeasure, ...]
    cell_count: int
    byte_size: int


class CubeProblem(Contract):
    """Why a tile cannot be asked."""

    code: str
    kind: str
    message: str
    hint: str | None
    details: dict[str, Any]


class CubeSliceRows(Contract):
    """A slice as JSON, its cells as rows."""

    slice: CubeSlice
    result: RowsResult | None
    error: CubeProblem | None


class CubeSlices(Contract):
    """A cube as JSON: a slice for each tile and each axis that reaches it, in the order of the request."""

    items: tuple[CubeSliceRows, ...]
