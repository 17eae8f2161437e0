"""What is asked about a figure, and what is told."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from gnomon.foundation.kit.contract import Contract
from gnomon.query.contracts import FilterValue, Name, QuerySpec, RowFilterSpec, RunOptions

MAX_MARK_FILTERS = 20
MAX_ASKED = 12
"""Fields that are looked at in one request."""

Number = int | float | str
"""Exact numbers that a double does not hold are text."""


class BaseKind(StrEnum):
    """With what a figure is compared."""

    PREVIOUS = "previous"
    """As much time, or as wide a step, just before."""
    LAST_YEAR = "last_year"
    OTHERS = "others"
    """The other groups: on average where amounts add up, else all of them together."""
    VALUE = "value"
    """Another group."""


class BaseChoice(Contract):
    """Another figure to compare with: the same mark, but for one of its fields."""

    kind: BaseKind
    member: Name
    value: FilterValue = None
    """The group, where it is another one."""


class ExplainFigure(RunOptions):
    """A figure of a picture, to be explained."""

    question: QuerySpec
    """What the picture asked, under every filter that reaches it."""
    measure: Name
    """The result column that holds the figure."""
    mark: tuple[RowFilterSpec, ...] = Field(default=(), max_length=MAX_MARK_FILTERS)
    """The rows of the mark among those of the picture; none for all of it."""
    base: BaseChoice | None = None
    """None for the one that suggests itself."""
    members: tuple[Name, ...] = Field(default=(), max_length=MAX_ASKED)
    """The fields to look for the difference in; with none only the figures are told, and the fields that there are."""


class FigureKind(StrEnum):
    """What can be said about the parts of a figure."""

    SUM = "sum"
    """Its parts add up."""
    RATIO = "ratio"
    """One sum divided by another: parts change it by how large they are, and by their own ratio."""
    WHOLE = "whole"
    """Its parts do not make it up; they can only be looked at."""


class FigureMeasure(Contract):
    """What a figure measures."""

    label: str
    kind: FigureKind
    reason: str | None
    """Why its parts do not add up."""
    definition: str
    """In a sentence."""
    formula: str | None
    description: str | None
    format: str | None
    unit: str | None


class FigureSide(Contract):
    """A figure, and the question that gives it."""

    question: QuerySpec
    value: Number | None
    row_count: int
    above: Number | None = None
    below: Number | None = None
    """Of a ratio: what is divided, and by what."""


class OfferedBase(Contract):
    """Something that the figure can be compared with."""

    choice: BaseChoice
    label: str
    """Of the field in which the other figure differs."""
    part: RowFilterSpec
    """The rows of that figure, as far as this field is concerned."""
    count: int | None = None
    """How many other groups there are."""
    is_average: bool = False


class FieldToAsk(Contract):
    """A field over which the difference can be taken apart."""

    member: Name
    label: str


class FieldLeftOut(Contract):
    """A field over which it is not, and why."""

    member: Name
    label: str
    reason: str


class Contribution(Contract):
    """One value of a field: what it was, what it is, and what it contributes to the difference."""

    value: FilterValue
    folded: int = 0
    """Above 0 where it stands for so many values that contribute least."""
    mine: Number | None
    base: Number | None
    contribution: Number | None
    mix: Number | None = None
    """Of a ratio: what the value contributes by being a larger or smaller part than it was."""
    rate: Number | None = None
    """And what it contributes by its own ratio being another."""
    fate: Literal["stayed", "appeared", "vanished"]


class Breakdown(Contract):
    """The difference taken apart over one field."""

    member: Name
    label: str
    count: int
    """How many values it has on either side."""
    contributions: tuple[Contribution, ...]
    surprise: float | None
    """How unlike the parts are to what they were, for those that explain the difference; in bits."""
    drivers: int | None
    """So many values, the first ones by their surprise, explain it."""
    explained: float | None
    """And so much of it: 1 is all."""
    reversal: Literal["all", "most"] | None = None
    """Of a ratio: whether the ratios of the values moved against that of the whole."""


class Explained(Contract):
    """What is known of a figure, and of its difference from another one."""

    measure: FigureMeasure
    mine: FigureSide
    base: FigureSide | None
    """None where there is nothing to compare with."""
    chosen: OfferedBase | None
    bases: tuple[OfferedBase, ...]
    delta: Number | None
    change: float | None
    """As a part of the base; none where that is zero."""
    fields: tuple[FieldToAsk, ...]
    left_out: tuple[FieldLeftOut, ...]
    breakdowns: tuple[Breakdown, ...]
    """In the order of their surprise."""
    notes: tuple[str, ...]
