"""Conditions on the numbers of a picture: what cells and colors can be made to depend on."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from gnomon.foundation.kit.contract import Contract

ColumnName = Annotated[str, StringConstraints(min_length=1, max_length=255)]
"""A result column of numbers, or the member behind it."""
MAX_RULES = 10


class CellOperator(StrEnum):
    """How a value is compared with that of a rule."""

    ABOVE = "above"
    AT_LEAST = "at_least"
    BELOW = "below"
    AT_MOST = "at_most"
    EQUAL = "equal"
    NOT_EQUAL = "not_equal"
    BETWEEN = "between"
    """From one value up to another, both among them."""


class Rule(Contract):
    """A condition on a value; the first one that holds decides."""

    op: CellOperator
    value: float = Field(allow_inf_nan=False)
    upper: float | None = Field(default=None, allow_inf_nan=False, exclude_if=lambda upper: upper is None)
    """Where “between” ends; `value` is where it begins."""
    than: ColumnName | None = Field(default=None, exclude_if=lambda than: than is None)
    """The column whose value of the same row is compared with, in place of `value`."""

    @model_validator(mode="after")
    def _has_two_ends_between_them(self) -> "Rule":
        if (self.op is CellOperator.BETWEEN) != (self.upper is not None):
            raise ValueError("A rule has an upper value where it says “between”, and only there.")
        if self.upper is not None and (self.than is not None or self.upper < self.value):
            raise ValueError("“Between” goes from a value up to one that is no smaller.")
        return self
