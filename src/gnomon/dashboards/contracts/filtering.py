"""What readers of a dashboard can set: filters of a page or of the whole, and values of a model's parameters."""

from typing import Literal

from pydantic import Field

from gnomon.dashboards.contracts.identifiers import TileId
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.contract import Contract
from gnomon.query.contracts import Filter, Name
from gnomon.semantic.contracts import DefinedName, ParameterValue

MAX_PAGE_FILTERS = 50
MAX_PARAMETERS = 50
MAX_OPTIONS = 100

Control = Literal["list", "single", "range", "date", "text", "toggle"]
"""How a filter is set: several values, exactly one, two ends, a period, a text, or yes and no."""


class PageFilter(Contract):
    """A filter that readers set; what a viewer chooses lives in the URL, the default here."""

    id: TileId
    label: str | None = Field(default=None, max_length=255)
    dataset_id: DatasetId
    member: Name
    control: Control
    default: Filter | None = None
    is_required: bool = False
    """Whether the tiles that it reaches wait until it has a value."""
    is_cascading: bool = True
    """Whether the values to choose from follow what is chosen in the other filters."""

    @property
    def shown_name(self) -> str:
        """What readers call it."""
        return self.label or self.member.replace("_", " ")


class DashboardParameter(Contract):
    """A parameter of a model that readers set; its value reaches every tile of that model."""

    id: TileId
    label: str | None = Field(default=None, max_length=255)
    dataset_id: DatasetId
    """A dataset of the model that has the parameter."""
    parameter: DefinedName
    control: Literal["slider", "select", "switch", "date", "text"]
    default: ParameterValue
    options: tuple[ParameterValue, ...] = Field(default=(), max_length=MAX_OPTIONS)
    """Those to choose from; for `select`."""
    min: float | None = None
    max: float | None = None
    step: float | None = Field(default=None, gt=0)

    @property
    def shown_name(self) -> str:
        """What readers call it."""
        return self.label or self.parameter


class ChosenParameter(Contract):
    """What a viewer set a parameter to; none is its default."""

    parameter_id: TileId
    value: ParameterValue | None
