"""What the tiles of a page answer."""

from typing import Any

from gnomon.dashboards.contracts.drilling import TileDrawing
from gnomon.foundation.kit.contract import Contract
from gnomon.query.contracts import CubeSlice, RowsResult, Sort


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
    drawing: TileDrawing | None
    result: RowsResult | None
    error: TileProblem | None


class TileResults(Contract):
    """The answers of a page as JSON, in the order in which they were asked for."""

    items: tuple[TileResult, ...]


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
