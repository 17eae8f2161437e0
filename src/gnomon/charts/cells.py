"""What cells of tables and matrices show beside their value: bars, shades, and signs by rules."""

from enum import StrEnum

from pydantic import Field, model_validator

from gnomon.foundation.kit.contract import Contract

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
    tone: CellTone
    icon: CellIcon | None = None
    """Otherwise the usual one of its tone."""


class CellFormat(Contract):
    """One way in which the cells of a column show more than their value."""

    column: str = Field(min_length=1, max_length=255)
    """A result column of numbers, or the member behind it."""
    kind: CellKind
    rules: tuple[CellRule, ...] = Field(default=(), max_length=MAX_RULES)

    @model_validator(mode="after")
    def _has_rules_where_they_count(self) -> "CellFormat":
        if (self.kind is CellKind.RULE) != bool(self.rules):
            raise ValueError("Cells are formatted by rules where the kind is “rule”, and only there.")
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
