"""A matrix over the rows of a hand-written statement: what it groups by, and what it works out of each group."""

from enum import StrEnum

from pydantic import Field, model_validator

from gnomon.foundation.kit.contract import Contract
from gnomon.query.contracts.handwritten import ExecuteSql
from gnomon.semantic.contracts import Aggregation

MAX_PLACE = 10_000
MAX_PIVOT_ROWS = 6
MAX_PIVOT_MEASURES = 10
PIVOT_LIMIT = 5_000
"""Cells and totals that are given at most."""
OFFERED = (
    Aggregation.SUM,
    Aggregation.AVG,
    Aggregation.MIN,
    Aggregation.MAX,
    Aggregation.COUNT,
    Aggregation.COUNT_DISTINCT,
    Aggregation.MEDIAN,
)


class PivotSort(StrEnum):
    """The order in which the rows of a matrix stand, within each group."""

    LABEL = "label"
    LABEL_DESCENDING = "label_descending"
    VALUE = "value"
    VALUE_DESCENDING = "value_descending"


class PivotMeasure(Contract):
    """A figure of each group: a column of the statement with an aggregation, or how many rows there are."""

    place: int | None = Field(default=None, ge=0, lt=MAX_PLACE)
    """Where the column stands in the statement's answer, from 0; absent for the number of rows."""
    aggregation: Aggregation = Aggregation.COUNT

    @model_validator(mode="after")
    def _is_offered(self) -> "PivotMeasure":
        if self.aggregation not in OFFERED:
            raise ValueError(f"A matrix of a result does not work out {self.aggregation.value}.")
        if self.place is None and self.aggregation is not Aggregation.COUNT:
            raise ValueError("Without a column there are only rows to count.")
        return self


class PivotSql(Contract):
    """A statement whose rows are grouped by its own columns, with a total at every level.

    Every row that the statement gives counts, whatever limit its own answer has.
    """

    asked: ExecuteSql
    rows: tuple[int, ...] = Field(min_length=1, max_length=MAX_PIVOT_ROWS)
    """Where the columns that group down the side stand in the answer, from 0, each within the one before."""
    across: int | None = Field(default=None, ge=0, lt=MAX_PLACE)
    """The column whose values stand along the top."""
    measures: tuple[PivotMeasure, ...] = Field(default=(PivotMeasure(),), min_length=1, max_length=MAX_PIVOT_MEASURES)
    sort: PivotSort = PivotSort.LABEL

    @model_validator(mode="after")
    def _groups_by_each_column_once(self) -> "PivotSql":
        if any(not 0 <= place < MAX_PLACE for place in self.rows):
            raise ValueError("There is no such column.")
        groups = self.groups
        if len(set(groups)) < len(groups):
            raise ValueError("A column groups either down the side or along the top, and once.")
        if len(set(self.measures)) < len(self.measures):
            raise ValueError("A figure stands in the matrix once.")
        return self

    @property
    def groups(self) -> tuple[int, ...]:
        """Every column that groups: those down the side, then the one along the top."""
        return self.rows if self.across is None else (*self.rows, self.across)
