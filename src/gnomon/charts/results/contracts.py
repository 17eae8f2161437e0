"""What is told about the rows of a result, and the picture of them."""

from collections import Counter
from collections.abc import Sequence

from pydantic import Field, field_validator, model_validator

from gnomon.charts.contracts import Drawing, Mark, Stacking
from gnomon.datasets.contracts import MAX_COLUMNS, ColumnType
from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import Invalid
from gnomon.query.contracts import MAX_LIMIT
from gnomon.semantic.contracts import CYCLIC_GRAINS, GRAINS, TimeGrain

RESULT_MARKS = frozenset(
    {
        Mark.AUTO,
        Mark.KPI,
        Mark.TABLE,
        Mark.BAR,
        Mark.LINE,
        Mark.AREA,
        Mark.SCATTER,
        Mark.PIE,
        Mark.HEATMAP,
        Mark.HISTOGRAM,
    }
)
"""What rows are drawn as without another question."""
NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.FLOAT})


class ResultField(Contract):
    """A column of a result in a well, with what whoever holds the rows knows about it."""

    place: int = Field(ge=0, lt=MAX_COLUMNS)
    """Where the column stands in the result, from 0; the picture reads it from `c0`, `c1` and so on."""
    name: str = Field(max_length=500)
    type: ColumnType
    grain: TimeGrain | None = None
    """What every moment of the column begins, such as a month; none where they fall anywhere."""
    distinct_count: int | None = Field(default=None, ge=0)
    null_count: int | None = Field(default=None, ge=0)
    """Rows without a value."""
    min: float | int | None = None
    max: float | int | None = None
    """Both of numbers only."""
    longest: int | None = Field(default=None, ge=0)
    """Characters of its longest text."""

    @model_validator(mode="after")
    def _has_a_grain_that_fits(self) -> "ResultField":
        if self.grain is not None and (self.grain in CYCLIC_GRAINS or self.grain not in GRAINS.get(self.type, ())):
            raise ValueError(f"A column of {self.type.value} does not go by {self.grain.value}.")
        return self


class DrawResult(Contract):
    """Columns of a result in wells; their values are drawn as they are, row by row."""

    mark: Mark = Mark.AUTO
    x: ResultField | None = None
    y: tuple[ResultField, ...] = Field(default=(), max_length=10)
    """Numbers; several make several series."""
    color: ResultField | None = None
    tooltip: tuple[ResultField, ...] = Field(default=(), max_length=10)
    """Shown beside points on hover."""
    stacking: Stacking = Stacking.GROUPED
    """Side by side unless asked for: a result does not tell whether its values may be added up."""
    row_count: int = Field(ge=0, le=MAX_LIMIT)
    """Rows at hand."""
    total_rows: int = Field(ge=0)
    """Rows that the statement gives."""
    place_count: int | None = Field(default=None, ge=0)
    """How many different pairs of x and color there are; fewer than rows where some rows share a place."""

    @field_validator("mark")
    @classmethod
    def _is_drawn_of_rows(cls, mark: Mark) -> Mark:
        if mark not in RESULT_MARKS:
            raise ValueError(f"A result cannot be drawn as {mark.value}; make a dataset of it first.")
        return mark

    @model_validator(mode="after")
    def _stands_each_column_once(self) -> "DrawResult":
        shown = (*self.fields, *self.tooltip)
        counts = Counter(one.place for one in shown)
        twice = next((one.name for one in shown if counts[one.place] > 1), None)
        if twice is not None:
            raise ValueError(f"The column “{twice}” stands in more than one place.")
        return self

    @property
    def fields(self) -> tuple[ResultField, ...]:
        """What stands in the wells for x, y and color."""
        return tuple(one for one in (self.x, *self.y, self.color) if one is not None)

    @property
    def has_repeated_places(self) -> bool:
        """Whether some rows stand in the same place."""
        return self.place_count is not None and self.place_count < self.row_count


class ResultDrawing(Contract):
    """The picture of a result."""

    drawing: Drawing
    row_count: int
    """How many rows it draws, from the first."""


class NothingToDraw(Invalid):
    """A result has no numbers, so that there is no length, height or color to show."""

    def __init__(self) -> None:
        super().__init__(
            "There is nothing to draw: none of these columns holds numbers.",
            hint="Count or add something up in the statement, as in SELECT region, count(*) … GROUP BY ALL.",
        )


class WellIsEmpty(Invalid):
    """A picture lacks a column that it is made of."""

    def __init__(self, what: str, *, hint: str) -> None:
        super().__init__(what, hint=hint)


class NoAxis(WellIsEmpty):
    """There is nothing to draw values along."""

    def __init__(self) -> None:
        hint = "Choose a column for X, such as a date or a name."
        super().__init__("There is nothing to draw along: X is empty.", hint=hint)


class NoValues(WellIsEmpty):
    """There is nothing to draw the size of."""

    def __init__(self, what: str = "There is nothing to measure: Y is empty.") -> None:
        super().__init__(what, hint="Choose a column of numbers for Y.")


class PlacesRepeat(Invalid):
    """Rows would be drawn over each other, so that some could not be seen."""

    def __init__(self, names: Sequence[str], picture: str) -> None:
        same = " and ".join(f"“{name}”" for name in names)
        super().__init__(
            f"Several rows have the same {same}; {picture} would hide one behind another.",
            hint="Choose a color that tells them apart, draw points, or add them up in the statement with GROUP BY.",
        )
