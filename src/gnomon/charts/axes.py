"""The axes of a picture: what can be chosen of each, and which ones a picture has."""

from enum import StrEnum

from pydantic import Field, model_validator

from gnomon.foundation.kit.contract import Contract
from gnomon.semantic.contracts import Format


class AxisPlace(StrEnum):
    """Where an axis stands."""

    X = "x"
    """Below the picture."""
    Y = "y"
    """At its left."""
    RIGHT = "right"
    """At its right: that of lines that cannot be read along the axis of the bars."""


class AxisKind(StrEnum):
    """What lies along an axis."""

    NUMBERS = "numbers"
    TIME = "time"
    NAMES = "names"


class LabelAngle(StrEnum):
    """How the labels of an axis stand."""

    AUTO = "auto"
    FLAT = "flat"
    LEANING = "leaning"
    UPRIGHT = "upright"


class MomentFormat(StrEnum):
    """How an axis of time writes its steps."""

    YEAR = "year"
    """2025"""
    QUARTER = "quarter"
    """Q1 2025"""
    MONTH = "month"
    """Jan 2025"""
    DAY = "day"
    """31 Jan"""
    WHOLE_DAY = "whole_day"
    """31 Jan 2025"""
    ISO_MONTH = "iso_month"
    """2025-01"""
    ISO_DAY = "iso_day"
    """2025-01-31"""
    WEEKDAY = "weekday"
    """Fri 31 Jan"""
    CLOCK = "clock"
    """14:30"""
    MOMENT = "moment"
    """31 Jan 14:30"""


class Axis(Contract):
    """What was chosen of one axis; what is silent follows the picture."""

    is_hidden: bool = Field(default=False, exclude_if=lambda is_hidden: not is_hidden)
    """Whether its line, its labels and its title are left out; gridlines are chosen by themselves."""
    has_title: bool = Field(default=True, exclude_if=lambda has_title: has_title)
    has_grid: bool | None = Field(default=None, exclude_if=lambda has_grid: has_grid is None)
    angle: LabelAngle = Field(default=LabelAngle.AUTO, exclude_if=lambda angle: angle is LabelAngle.AUTO)
    title: str | None = Field(default=None, max_length=255, exclude_if=lambda title: title is None)
    """Of the axis at the right; the others have `x_title` and `y_title`."""
    number_format: Format | None = Field(default=None, exclude_if=lambda form: form is None)
    """Of numbers along it, in place of the picture's own."""
    moment_format: MomentFormat | None = Field(default=None, exclude_if=lambda form: form is None)
    is_log: bool = Field(default=False, exclude_if=lambda is_log: not is_log)
    min: float | None = Field(default=None, allow_inf_nan=False, exclude_if=lambda low: low is None)
    max: float | None = Field(default=None, allow_inf_nan=False, exclude_if=lambda high: high is None)
    """Ends of numbers along it, beyond which all is cut off. That of amounts has `value_scale`, `value_min` and
    `value_max` instead."""

    @model_validator(mode="after")
    def _runs_upward(self) -> "Axis":
        if self.min is not None and self.max is not None and self.max <= self.min:
            raise ValueError("An axis must end above where it begins.")
        return self


class Axes(Contract):
    """What was chosen of the axes of a picture, each by where it stands."""

    x: Axis = Field(default=Axis(), exclude_if=lambda axis: axis == Axis())
    y: Axis = Field(default=Axis(), exclude_if=lambda axis: axis == Axis())
    right: Axis = Field(default=Axis(), exclude_if=lambda axis: axis == Axis())

    def at(self, place: AxisPlace) -> Axis:
        """What was chosen of the axis that stands there."""
        chosen: Axis = getattr(self, place.value)
        return chosen


class DrawnAxis(Contract):
    """An axis that a picture has, and what can be chosen of it."""

    place: AxisPlace
    kind: AxisKind
    has_ends: bool = False
    """Whether it may begin and end elsewhere."""
    can_be_log: bool = False
    is_of_amounts: bool = False
    """Whether lengths lie along it; `value_scale`, `value_min` and `value_max` are about this one."""
