"""The best of a field: which measures its readers may rank by, and what they chose."""

from typing import Annotated, Literal

from pydantic import Field, field_validator

from gnomon.charts.contracts import FieldRef, FieldRole
from gnomon.dashboards.contracts.identifiers import TileId
from gnomon.datasets.contracts import ROWS
from gnomon.foundation.kit.contract import Contract
from gnomon.query.contracts import Filter, Name

MAX_RANKED = 1_000
MAX_RANKINGS = 20


class RankMeasure(Contract):
    """A measure that readers may rank by."""

    id: TileId
    measure: FieldRef

    @field_validator("measure")
    @classmethod
    def _measures(cls, measure: FieldRef) -> FieldRef:
        if measure.role is not FieldRole.MEASURE:
            raise ValueError("Only measures can be ranked by.")
        return measure

    @property
    def shown_name(self) -> str:
        """What readers call it."""
        member = self.measure.member
        return self.measure.label or ("number of rows" if member == ROWS else member.replace("_", " "))


class RankOffer(Contract):
    """What readers may choose in a filter that leaves the best: the measure, and how many at most."""

    measures: tuple[RankMeasure, ...] = Field(min_length=1, max_length=MAX_RANKINGS)
    max_count: int = Field(default=50, ge=1, le=MAX_RANKED)

    @field_validator("measures")
    @classmethod
    def _are_told_apart(cls, measures: tuple[RankMeasure, ...]) -> tuple[RankMeasure, ...]:
        if len({one.id for one in measures}) != len(measures):
            raise ValueError("Each measure to rank by has an id of its own.")
        return measures


class TopChoice(Contract):
    """Only the first values of a field by a measure; those that share the last place all count."""

    kind: Literal["top"] = "top"
    member: Name
    count: int = Field(ge=1, le=MAX_RANKED)
    by: TileId
    """One of the measures that the filter offers."""
    descending: bool = True
    """The largest first; otherwise the smallest."""


FilterChoice = Annotated[Filter | TopChoice, Field(discriminator="kind")]
"""What a filter of a page can be set to."""
