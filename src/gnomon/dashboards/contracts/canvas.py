"""How tiles stand on a canvas besides their place: held fast, in groups, above one another, and on phones."""

from typing import Annotated, Literal

from pydantic import Field, field_validator

from gnomon.dashboards.contracts.identifiers import TileId
from gnomon.foundation.kit.contract import Contract

MAX_ON_PHONE = 500
"""More than a page holds: what was removed by somebody else may still be named."""

Arrangement = Literal["grid", "free"]
"""Whether tiles fall upwards until they touch, or stay wherever they are put."""
Steps = Annotated[float, Field(multiple_of=1 / 32, allow_inf_nan=False)]
"""Steps of the grid; in free placement also parts of one, as small as a thirty-second."""

Layer = Annotated[float, Field(ge=-1_000_000, le=1_000_000, allow_inf_nan=False)]
PhoneHeight = Annotated[int, Field(ge=1, le=200)]


class OnCanvas(Contract):
    """What a tile of any kind says of its standing; what it does not say is left out."""

    locked: bool = Field(default=False, exclude_if=lambda locked: not locked)
    """It is neither moved nor removed by hand, and nothing pushes it away."""
    group: TileId | None = Field(default=None, exclude_if=lambda group: group is None)
    """Tiles of one page with the same word here are chosen and moved together."""
    layer: Layer = Field(default=0.0, exclude_if=lambda layer: layer == 0)
    """In free placement the higher covers the lower; the id settles ties."""


class PhoneLayout(Contract):
    """How a page stands on a phone where somebody has changed it: one tile below the other."""

    order: tuple[TileId, ...] = Field(default=(), max_length=MAX_ON_PHONE)
    """From the top; a tile that is not named here comes behind the one that it follows on the page."""
    heights: dict[TileId, PhoneHeight] = Field(default={}, max_length=MAX_ON_PHONE)
    """In rows, where it is not the generated one."""
    hidden: tuple[TileId, ...] = Field(default=(), max_length=MAX_ON_PHONE)
    """Tiles that phones leave out."""

    @field_validator("order", "hidden")
    @classmethod
    def _names_each_once(cls, ids: tuple[TileId, ...]) -> tuple[TileId, ...]:
        if len(ids) != len(set(ids)):
            raise ValueError("A tile is named once.")
        return ids
