"""What people choose of the colors of a picture: sets of colors, ramps of amounts, and colors of single values."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from gnomon.charts.rules import MAX_RULES, ColumnName, Rule
from gnomon.foundation.kit.contract import Contract

MOST_MEMBERS = 200
MOST_LABEL = 255

ChosenColor = Annotated[
    str,
    StringConstraints(pattern=r"^(#[0-9a-fA-F]{6}|category-([1-9]|1[0-2])|positive|negative|neutral)$"),
    AfterValidator(str.lower),
]
"""A color as `#rrggbb`, or a place in the theme: `category-1` to `category-12`, `positive`, `negative`, `neutral`.

A place follows the theme of the page, by day and by night; a color of one's own gets a partner by night that can be
seen there.
"""


class Palette(StrEnum):
    """A set of colors for names; without one they are those of the theme."""

    OKABE_ITO = "okabe_ito"
    TOL_VIBRANT = "tol_vibrant"
    TOL_MUTED = "tol_muted"
    IBM = "ibm"


class Ramp(StrEnum):
    """Colors for amounts; without a choice they are the theme's sequential ones."""

    DIVERGING = "diverging"
    """The theme's own, from one side over a middle to the other."""
    VIRIDIS = "viridis"
    CIVIDIS = "cividis"
    BLUES = "blues"
    GREENS = "greens"
    ORANGES = "oranges"
    PURPLES = "purples"
    GREYS = "greys"
    BLUE_RED = "blue_red"
    PURPLE_GREEN = "purple_green"
    BROWN_TEAL = "brown_teal"


class MemberColor(Contract):
    """A value that has a color of its own, whatever else is shown."""

    label: str = Field(min_length=1, max_length=MOST_LABEL)
    """The value as the legend writes it; only ever data."""
    color: ChosenColor


class ColorRule(Rule):
    """A color for marks whose value compares so; the first rule that holds decides."""

    color: ChosenColor


class ChosenColors(Contract):
    """The colors of a picture that were chosen by hand; what is left out is the theme's."""

    palette: Palette | None = Field(default=None, exclude_if=lambda palette: palette is None)
    single: ChosenColor | None = Field(default=None, exclude_if=lambda color: color is None)
    """Of all marks, where nothing tells them apart by color."""
    members: tuple[MemberColor, ...] = Field(
        default=(), max_length=MOST_MEMBERS, exclude_if=lambda members: not members
    )
    ramp: Ramp | None = Field(default=None, exclude_if=lambda ramp: ramp is None)
    is_reversed: bool = Field(default=False, exclude_if=lambda is_reversed: not is_reversed)
    middle: float | None = Field(default=None, allow_inf_nan=False, exclude_if=lambda value: value is None)
    """The amount that has the color in the middle, such as 0."""
    steps: int | None = Field(default=None, ge=2, le=9, exclude_if=lambda steps: steps is None)
    """So many colors, instead of a ramp without steps."""
    low: float | None = Field(default=None, allow_inf_nan=False, exclude_if=lambda value: value is None)
    high: float | None = Field(default=None, allow_inf_nan=False, exclude_if=lambda value: value is None)
    """Ends of the ramp; what lies beyond has the color of the end. Colors in steps heed them where there are both."""
    rises: ChosenColor | None = Field(default=None, exclude_if=lambda color: color is None)
    falls: ChosenColor | None = Field(default=None, exclude_if=lambda color: color is None)
    total: ChosenColor | None = Field(default=None, exclude_if=lambda color: color is None)
    """Of waterfalls and candlesticks."""
    rules: tuple[ColorRule, ...] = Field(default=(), max_length=MAX_RULES, exclude_if=lambda rules: not rules)
    """Of marks that nothing else tells apart by color; where none holds, they have the color of all marks."""
    decided_by: ColumnName | None = Field(default=None, exclude_if=lambda by: by is None)
    """The column that the rules look at, in place of the one that is drawn."""

    @model_validator(mode="after")
    def _each_once(self) -> "ChosenColors":
        twice = _twice([one.label for one in self.members])
        if twice is not None:
            raise ValueError(f"“{twice}” has two colors; a value has one.")
        return self

    @model_validator(mode="after")
    def _fits_together(self) -> "ChosenColors":
        if self.low is not None and self.high is not None and self.high <= self.low:
            raise ValueError("The colors of amounts must end above where they begin.")
        if self.middle is not None and self.steps is not None:
            raise ValueError("Colors in steps have no middle: choose the steps, or the middle.")
        ends = (self.low, self.middle), (self.middle, self.high)
        if any(one is not None and other is not None and other <= one for one, other in ends):
            raise ValueError("The middle of the colors must lie between their ends.")
        return self


def _twice(names: Sequence[str]) -> str | None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return None
