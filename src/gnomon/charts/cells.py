"""What cells of tables and matrices show beside their value: bars, shades, and signs by rules."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from gnomon.foundation.kit.contract import Contract

ColumnName = Annotated[str, StringConstraints(min_length=1, max_length=255)]
"""A result column of numbers, or the member behind it."""
MAX_CELL_FORMATS = 20
MAX_RULES = 10


class CellKind(StrEnum):
    """How a cell shows where its value stands among the others of its column."""

    BAR = "bar"
    COLOR_SCALE = "color_scale"
    RULE = "rule"


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


class CellTone(StrEnum):
    """What a rule says of a value."""

    GOOD = "good"
    BAD = "bad"
    NEUTRAL = "neutral"
    ACCENT = "accent"


class CellIcon(StrEnum):
    """The sign of a rule: nothing is said by color alone."""

    UP = "up"
    DOWN = "down"
    CHECK = "check"
    WARNING = "warning"
    DOT = "dot"
    FLAG = "flag"


class CellRule(Contract):
    """A tone for values that compare so; the first rule that holds decides."""

    op: CellOperator
    value: float = Field(allow_inf_nan=False)
    upper: float | None = Field(default=None, allow_inf_nan=False, exclude_if=lambda upper: upper is None)
    """Where “between” ends; `value` is where it begins."""
    than: ColumnName | None = Field(default=None, exclude_if=lambda than: than is None)
    """The column whose value of the same row is compared with, in place of `value`."""
    tone: CellTone
    icon: CellIcon | None = None
    """Otherwise the usual one of its tone."""

    @model_validator(mode="after")
    def _has_two_ends_between_them(self) -> "CellRule":
        if (self.op is CellOperator.BETWEEN) != (self.upper is not None):
            raise ValueError("A rule has an upper value where it says “between”, and only there.")
        if self.upper is not None and (self.than is not None or self.upper < self.value):
            raise ValueError("“Between” goes from a value up to one that is no smaller.")
        return self


class CellFormat(Contract):
    """One way in which the cells of a column show more than their value."""

    column: ColumnName
    """A result column of numbers, or the member behind it."""
    kind: CellKind
    decided_by: ColumnName | None = Field(default=None, exclude_if=lambda by: by is None)
    """The column whose value of the same row the rules look at, in place of the cell's own."""
    rules: tuple[CellRule, ...] = Field(default=(), max_length=MAX_RULES)

    @model_validator(mode="after")
    def _has_rules_where_they_count(self) -> "CellFormat":
        if (self.kind is CellKind.RULE) != bool(self.rules):
            raise ValueError("Cells are formatted by rules where the kind is “rule”, and only there.")
        if self.decided_by is not None and self.kind is not CellKind.RULE:
            raise ValueError("Only rules may look at another column.")
        return self


class CellColumn(Contract):
    """A result column whose cells can be formatted."""

    column: str
    title: str


def different_formats(formats: tuple[CellFormat, ...]) -> tuple[CellFormat, ...]:
    """The formats, where no column has two of a kind. Raises `ValueError`."""
    if len({(one.column, one.kind) for one in formats}) < len(formats):
        raise ValueError("A column has each kind of cell format once.")
    return formats
