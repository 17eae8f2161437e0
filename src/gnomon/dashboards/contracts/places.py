"""Where words stand on a dashboard."""

from typing import Literal

from gnomon.dashboards.contracts.identifiers import TileId
from gnomon.foundation.kit.contract import Contract


class DashboardPlace(Contract):
    """A page, a tile, or words on one."""

    kind: Literal["page", "tile", "text"]
    name: str
    text: str | None
    """What stands in it beside its name."""
    page_id: TileId
    tile_id: TileId | None
