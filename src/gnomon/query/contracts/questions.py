"""The one question language."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from gnomon.datasets.contracts import MAX_COLUMNS, ROWS, DatasetId
from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.pagination import MAX_OFFSET
from gnomon.semantic.contracts import Aggregation, DefinedName, Formula, ParameterValue, TimeGrain

MAX_DIMENSIONS = 50
MAX_MEASURES = 200
MAX_FILTERS = 200
MAX_FILTER_VALUES = 100_000
MAX_PATHS = 1_000
MAX_PATH_LEVELS = 20
DEFAULT_LIMIT = 10_000
MAX_LIMIT = 100_000
Fewest = Annotated[int, Field(ge=2, le=1_000)]
"""How many rows a group must have at least for its figures to be seen."""

Name = Annotated[str, Field(min_length=1, max_length=500)]
FilterValue = bool | int | float | Annotated[str, Field(max_length=10_000)] | None
"""Dates and times are ISO-8601 text; decimals beyond a double are text."""


class QueryMode(StrEnum):
    """Whether rows are grouped, or shown as they are."""

    GROUPS = "groups"
    ROWS = "rows"


class Bins(Contract):
    """Equal-width steps over a number, a date or a time."""

    at_most: int = Field(default=30, ge=1, le=1000)
    """Steps at most; their width is a round number."""
    width: float | None = Field(default=None, gt=0)
    """An exact width instead (numbers only); steps begin at multiples of it."""


class TopGroups(Contract):
    """Only the first values of a dimension by a measure, over all other dimensions of the question."""

    count: int = Field(ge=1, le=1_000)
    by: Name
    """The result name of a measure of this question."""
    descending: bool = True
    other: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    """Fold the rest into one group of this name (texts only); without it the rest is left out."""


class DimensionRef(Contract):
    """A dimension in a question."""

    member: Name
    name: Name | None = None
    """The name of the result column; by default the member's, with its grain."""
    grain: TimeGrain | None = None
    bins: Bins | None = None
    top: TopGroups | None = None


class MeasureRef(Contract):
    """A measure in a question."""

    member: Name = ROWS
    """A column, `*` for the rows, or a measure of the model, which has no aggregation."""
    aggregation: Aggregation | None = None
    formula: Formula | None = None
    """A measure made in place, instead of a member; it needs a name."""
    name: Name | None = None
    """The name of the result column; by default the aggregation and the member."""
    quantile: float | None = Field(default=None, ge=0, le=1)
    """For `quantile`: 0.9 is the ninetieth percentile."""


class InFilter(Contract):
    """Rows whose member is one of these values; null is a value like any other."""

    kind: Literal["in"] = "in"
    member: Name
    values: tuple[FilterValue, ...] = Field(max_length=MAX_FILTER_VALUES)
    exclude: bool = False
    grain: TimeGrain | None = None
    """Compare the member at this grain, as a group of a result shows it."""


class RangeFilter(Contract):
    """Rows whose member lies between two bounds, the upper one left out unless asked for."""

    kind: Literal["range"] = "range"
    member: Name
    min: FilterValue = None
    max: FilterValue = None
    include_max: bool = False


class TimeRangeFilter(Contract):
    """Rows whose moment lies in `[start, end)`, read in the question's time zone."""

    kind: Literal["time_range"] = "time_range"
    member: Name
    start: str | None = None
    end: str | None = None


class RelativeTimeFilter(Contract):
    """Rows of the last so many units up to now, or up to the latest row."""

    kind: Literal["relative_time"] = "relative_time"
    member: Name
    count: int = Field(ge=1, le=10_000)
    unit: TimeGrain
    anchor: Literal["now", "latest"] = "now"
    include_current: bool = True
    """Whether the running, unfinished unit counts as one of them."""
    to_date: bool = False
    """Whether the running unit counts only up to and including the running day: the year to date."""


class TextOperator(StrEnum):
    """How a text is compared."""

    CONTAINS = "contains"
    STARTS_WITH = "starts_with"
    ENDS_WITH = "ends_with"
    EQUALS = "equals"


class TextFilter(Contract):
    """Rows whose text is like this one; letter case is ignored unless asked for."""

    kind: Literal["text"] = "text"
    member: Name
    operator: TextOperator
    value: str = Field(max_length=10_000)
    case_sensitive: bool = False
    exclude: bool = False


class NullFilter(Contract):
    """Rows whose member is null, or is not."""

    kind: Literal["null"] = "null"
    member: Name
    is_null: bool = True


class PathLevel(Contract):
    """One step down a path: a member, and for moments the grain that they are cut at."""

    member: Name
    grain: TimeGrain | None = None


class PathFilter(Contract):
    """Rows that lie on one of these paths through levels, each a beginning of them: all of 2023, and June 2024."""

    kind: Literal["path"] = "path"
    levels: tuple[PathLevel, ...] = Field(min_length=1, max_length=MAX_PATH_LEVELS)
    """The coarsest first."""
    paths: tuple[tuple[FilterValue, ...], ...] = Field(max_length=MAX_PATHS)

    @field_validator("paths")
    @classmethod
    def _lead_down_the_levels(
        cls, paths: tuple[tuple[FilterValue, ...], ...], info: ValidationInfo
    ) -> tuple[tuple[FilterValue, ...], ...]:
        if any(not 0 < len(one) <= len(info.data.get("levels", ())) for one in paths):
            raise ValueError("Each path has a value for its first level, and for no more levels than there are.")
        return paths


class MeasureFilter(Contract):
    """Groups whose measure lies between two bounds, both included."""

    kind: Literal["measure"] = "measure"
    measure: Name
    """The result name of a measure of this question."""
    min: FilterValue = None
    max: FilterValue = None


class AnyFilter(Contract):
    """Rows that pass at least one of these."""

    kind: Literal["any"] = "any"
    filters: tuple["RowFilterSpec", ...] = Field(min_length=1, max_length=50)


RowFilterSpec = Annotated[
    InFilter | RangeFilter | TimeRangeFilter | RelativeTimeFilter | TextFilter | NullFilter | AnyFilter | PathFilter,
    Field(discriminator="kind"),
]
Filter = Annotated[
    InFilter
    | RangeFilter
    | TimeRangeFilter
    | RelativeTimeFilter
    | TextFilter
    | NullFilter
    | AnyFilter
    | PathFilter
    | MeasureFilter,
    Field(discriminator="kind"),
]


class Sort(Contract):
    """Order by a result column, in `rows` mode by any column that is not hidden; nulls come last."""

    by: Name
    descending: bool = False


class SmallGroups(Contract):
    """Groups behind which too few rows stand for their figures to be seen."""

    below: Fewest
    """Figures of groups with fewer rows are null, in the answer and wherever it goes."""
    within: tuple[Name, ...] = Field(default=(), max_length=MAX_DIMENSIONS)
    """Result names of dimensions, the coarsest first, whose groups lie in each other; then the others in their order.
    Where one group alone is hidden among those of a total, the next smallest is hidden as well."""


class QuerySpec(Contract):
    """What is asked, in members of one dataset."""

    version: Literal[1] = 1
    dataset_id: DatasetId
    mode: QueryMode = QueryMode.GROUPS
    dimensions: tuple[DimensionRef, ...] = Field(default=(), max_length=MAX_COLUMNS)
    """In `rows` mode: the columns to show; none means all that are not hidden."""
    measures: tuple[MeasureRef, ...] = Field(default=(), max_length=MAX_MEASURES)
    filters: tuple[Filter, ...] = Field(default=(), max_length=MAX_FILTERS)
    """A row counts only when it passes all of them."""
    parameters: dict[DefinedName, ParameterValue] = Field(default_factory=dict, max_length=100)
    """Values of the model's parameters; those that are absent have their defaults."""
    totals: tuple[tuple[Name, ...], ...] = Field(default=(), max_length=20)
    """Totals as well: for each entry the groups by these dimensions alone (by their result names), none for the grand
    total. A last column `__level` then tells which: 0 for the question's own groups, 1 for the first of these, and so
    on. Each is computed of the rows, never of other groups; the other dimensions are null there."""
    hides_small: SmallGroups | None = Field(default=None, exclude_if=lambda small: small is None)
    """Whether figures of small groups are hidden. A last column `__hidden` then tells which those are."""
    sort: tuple[Sort, ...] = Field(default=(), max_length=20)
    is_sample: bool = Field(default=False, exclude_if=lambda is_sample: not is_sample)
    """In `rows` mode: where there are more rows than the limit, they are taken from everywhere instead of from the
    beginning, each with the same chance and the same ones each time."""
    limit: int = Field(default=DEFAULT_LIMIT, ge=1, le=MAX_LIMIT)
    offset: int = Field(default=0, ge=0, le=MAX_OFFSET)
    time_zone: str = Field(default="UTC", max_length=64)
    """IANA name; zoned moments are shown and cut in it. Plain moments are wall-clock time and stay as they are."""
