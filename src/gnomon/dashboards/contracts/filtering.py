"""What readers of a dashboard can set: filters of a page or of the whole, and values of a model's parameters."""

from typing import Literal

from pydantic import Field, model_validator

from gnomon.dashboards.contracts.identifiers import TileId
from gnomon.dashboards.contracts.slicing import FilterChoice, RankOffer
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.contract import Contract
from gnomon.query.contracts import MAX_PATH_LEVELS, Name, PathLevel
from gnomon.semantic.contracts import DefinedName, ParameterValue

MAX_PAGE_FILTERS = 50
MAX_PARAMETERS = 50
MAX_OPTIONS = 100

Control = Literal["list", "single", "range", "date", "text", "toggle", "hierarchy", "top"]
"""How a filter is set: several values, exactly one, two ends, a period, a text, yes and no, parts of a tree, or the
best by a measure."""


class PageFilter(Contract):
    """A filter that readers set; what a viewer chooses lives in the URL, the default here."""

    id: TileId
    label: str | None = Field(default=None, max_length=255)
    dataset_id: DatasetId
    member: Name
    control: Control
    default: FilterChoice | None = None
    is_required: bool = False
    """Whether the tiles that it reaches wait until it has a value."""
    is_cascading: bool = True
    """Whether the values to choose from, or to rank, follow what is chosen in the other filters."""
    levels: tuple[PathLevel, ...] = Field(
        default=(), max_length=MAX_PATH_LEVELS, exclude_if=lambda levels: levels == ()
    )
    """For `hierarchy`: the way down, which begins with the member."""
    ranking: RankOffer | None = Field(default=None, exclude_if=lambda ranking: ranking is None)
    """For `top`: what readers may rank by."""

    @model_validator(mode="after")
    def _has_what_its_control_needs(self) -> "PageFilter":
        if self.control == "hierarchy" and (len(self.levels) < 2 or self.levels[0].member != self.member):
            raise ValueError("A filter along a hierarchy has two levels at least, and begins with its field.")
        if self.control == "top" and self.ranking is None:
            raise ValueError("A filter for the best says which measures they may be ranked by.")
        return self

    @property
    def members(self) -> tuple[str, ...]:
        """Every field that it filters by."""
        return tuple(one.member for one in self.levels) if self.control == "hierarchy" else (self.member,)

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
