"""What cells of tables and matrices show beside their value: bars, shades, and signs by rules."""

from enum import StrEnum

from pydantic import Field, model_validator

from gnomon.charts.rules import MAX_RULES, ColumnName, Rule
from gnomon.foundation.kit.contract import Contract

MAX_CELL_FORMATS = 20


class CellKind(StrEnum):
    """How a cell shows where its value stands among the others of its column."""

    BAR = "bar"
    COLOR_SCALE = "color_scale"
    RULE = "rule"


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


class CellRule(Rule):
    """A tone for values that compare so; the first rule that holds decides."""

    tone: CellTone
    icon: CellIcon | None = None
    """Otherwise the usual one of its tone."""


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
    is_number: bool = Field(default=True, exclude_if=lambda is_number: is_number)
    """Others can have signs, by rules that look at a number beside them."""


def different_formats(formats: tuple[CellFormat, ...]) -> tuple[CellFormat, ...]:
    """The formats, where no column has two of a kind. Raises `ValueError`."""
    if len({(one.column, one.kind) for one in formats}) < len(formats):
        raise ValueError("A column has each kind of cell format once.")
    return formats
