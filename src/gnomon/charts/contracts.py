"""The front door of charts: what a picture is, and what is needed to draw it."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal, NewType
from uuid import UUID

from pydantic import Field, model_validator

from gnomon.charts.abilities import Ability as Ability
from gnomon.charts.axes import Axes as Axes
from gnomon.charts.axes import DrawnAxis as DrawnAxis
from gnomon.charts.cells import MAX_CELL_FORMATS, CellColumn, CellFormat, different_formats
from gnomon.charts.colors import ChosenColors as ChosenColors
from gnomon.charts.highlights import Highlight as Highlight
from gnomon.charts.layers import MOST_ANNOTATIONS, DrawnForecast
from gnomon.charts.layers import Annotation as Annotation
from gnomon.charts.layers import AnnotationKind as AnnotationKind
from gnomon.charts.layers import Forecast as Forecast
from gnomon.charts.layers import Gaps as Gaps
from gnomon.charts.layers import Reference as Reference
from gnomon.charts.layers import ReferenceKind as ReferenceKind
from gnomon.charts.orders import MOST_PLACES, Category
from gnomon.charts.orders import ChartSort as ChartSort
from gnomon.charts.periods import Comparison as Comparison
from gnomon.charts.periods import Trend
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import Invalid, did_you_mean
from gnomon.identity.contracts import UserId, WorkspaceId
from gnomon.query.contracts import MAX_FILTERS, Bins, Fewest, Filter, Name, QuerySpec, RowsResult, RunOptions
from gnomon.semantic.contracts import Aggregation, Format, TimeGrain
from gnomon.visuals.contracts import CustomPicture as CustomPicture

ChartId = NewType("ChartId", UUID)
MAX_DOCUMENT = 20_000
"""Characters of a picture that its author draws."""


class Mark(StrEnum):
    """How a picture shows its data."""

    AUTO = "auto"
    """Chosen from the fields, with a stated reason."""
    KPI = "kpi"
    GAUGE = "gauge"
    """A number along an arc."""
    TABLE = "table"
    MATRIX = "matrix"
    """Rows against columns, with totals."""
    BAR = "bar"
    LOLLIPOP = "lollipop"
    """Dots on thin stems."""
    BULLET = "bullet"
    """What was reached against what was aimed at."""
    LINE = "line"
    AREA = "area"
    SLOPE = "slope"
    """From the first value to the last."""
    BUMP = "bump"
    """Ranks over time."""
    COMBO = "combo"
    """Bars and lines over one axis."""
    WATERFALL = "waterfall"
    """Rises and falls that come to a total."""
    FUNNEL = "funnel"
    SCATTER = "scatter"
    PIE = "pie"
    DONUT = "donut"
    """A pie with its total in the middle."""
    HEATMAP = "heatmap"
    HISTOGRAM = "histogram"
    TREEMAP = "treemap"
    SUNBURST = "sunburst"
    CHOROPLETH = "choropleth"
    """Countries, colored."""
    POINT_MAP = "point_map"
    SANKEY = "sankey"
    """Flows between the values of two fields."""
    WORDS = "words"
    BOX = "box"
    STRIP = "strip"
    """A dot for each value."""
    DENSITY = "density"
    VIOLIN = "violin"
    CALENDAR = "calendar"
    BUBBLE = "bubble"
    CANDLESTICK = "candlestick"
    RADAR = "radar"
    PARALLEL = "parallel"
    STREAM = "stream"
    VEGA_LITE = "vega_lite"
    """Drawn as its author wrote it, in Vega-Lite."""
    CUSTOM = "custom"
    """Drawn by a plug-in that the administrator installed."""


class FieldRole(StrEnum):
    """Whether a field groups or counts."""

    DIMENSION = "dimension"
    MEASURE = "measure"


class FieldRef(Contract):
    """A field as it stands in a well: a dimension with its grain or bins, or a measure with its aggregation."""

    role: FieldRole
    member: Name
    """A column of the dataset, the address of one of a related table (`customers.country`), `*` for the rows
    themselves, or a measure of the model, which has no aggregation."""
    grain: TimeGrain | None = None
    bins: Bins | None = None
    aggregation: Aggregation | None = None
    quantile: float | None = Field(default=None, ge=0, le=1)
    label: str | None = Field(default=None, max_length=255)


class Encodings(Contract):
    """Which field is bound to which channel."""

    x: FieldRef | None = None
    y: tuple[FieldRef, ...] = Field(default=(), max_length=10)
    """Several measures make several series."""
    color: FieldRef | None = None
    size: FieldRef | None = None
    facet: FieldRef | None = None
    tooltip: tuple[FieldRef, ...] = Field(default=(), max_length=10)


class Stacking(StrEnum):
    """How series of bars and areas share a place."""

    STACKED = "stacked"
    GROUPED = "grouped"
    PERCENT = "percent"


class ScaleType(StrEnum):
    """How amounts lie along their axis."""

    LINEAR = "linear"
    LOG = "log"


class LegendPlace(StrEnum):
    """Where the legend stands."""

    AUTO = "auto"
    RIGHT = "right"
    TOP = "top"
    BOTTOM = "bottom"
    LEFT = "left"


class ChartOptions(Contract):
    """How the picture is finished."""

    sort: ChartSort = ChartSort.AUTO
    sort_by: FieldRef | None = Field(default=None, exclude_if=lambda ref: ref is None)
    """The measure of the picture that decides the order, and which categories are the largest; else its first one."""
    order: tuple[Category, ...] = Field(default=(), max_length=MOST_PLACES, exclude_if=lambda places: not places)
    """The categories as somebody put them, for `by_hand`."""
    limit: int | None = Field(default=None, ge=1, le=5_000)
    """At most so many categories (the largest); rows of a table."""
    stacking: Stacking = Stacking.STACKED
    is_horizontal: bool = False
    show_labels: bool = False
    show_legend: bool = True
    number_format: Format | None = None
    """A d3-format string such as `,.2f`, `.1%` or `$EUR,.2f`; otherwise chosen by magnitude."""
    x_title: str | None = Field(default=None, max_length=255)
    y_title: str | None = Field(default=None, max_length=255)
    subtitle: str | None = Field(default=None, max_length=500)
    legend_place: LegendPlace = LegendPlace.AUTO
    value_scale: ScaleType = ScaleType.LINEAR
    value_min: float | None = Field(default=None, allow_inf_nan=False)
    value_max: float | None = Field(default=None, allow_inf_nan=False)
    """Ends of the axis of amounts; what lies beyond is cut off."""
    axes: Axes = Field(default=Axes(), exclude_if=lambda axes: axes == Axes())
    references: tuple[Reference, ...] = Field(default=(), max_length=8)
    forecast: Forecast | None = Field(default=None, exclude_if=lambda forecast: forecast is None)
    annotations: tuple[Annotation, ...] = Field(
        default=(), max_length=MOST_ANNOTATIONS, exclude_if=lambda notes: not notes
    )
    gaps: Gaps = Field(default=Gaps.AUTO, exclude_if=lambda gaps: gaps is Gaps.AUTO)
    hides_absent: bool = Field(default=False, exclude_if=lambda is_hidden: not is_hidden)
    """Whether rows without a value in a field that groups are left out, instead of being a group of their own."""
    suppress_below: Fewest | None = Field(default=None, exclude_if=lambda fewest: fewest is None)
    """Figures of groups with fewer records are hidden, with as many others as it takes to keep them so."""
    cells: tuple[CellFormat, ...] = Field(default=(), max_length=MAX_CELL_FORMATS)
    """What the cells of tables and matrices show beside their value."""
    colors: ChosenColors | None = Field(default=None, exclude_if=lambda colors: colors is None)
    """What was chosen of its colors; without it they are the theme's."""
    comparison: Comparison | None = None
    """With which other time a number is compared."""
    show_sparkline: bool = False
    """Whether the last periods of a number are drawn as a small line."""
    document: str | None = Field(
        default=None, min_length=2, max_length=MAX_DOCUMENT, exclude_if=lambda document: document is None
    )
    """Of a picture that its author draws: its Vega-Lite, over the columns of its fields."""
    custom: CustomPicture | None = Field(default=None, exclude_if=lambda custom: custom is None)
    """Of a custom picture: the plug-in that draws it."""

    @model_validator(mode="after")
    def _formats_differ(self) -> "ChartOptions":
        different_formats(self.cells)
        return self

    @model_validator(mode="after")
    def _runs_upward(self) -> "ChartOptions":
        if self.value_min is not None and self.value_max is not None and self.value_max <= self.value_min:
            raise ValueError("The axis of amounts must end above where it begins.")
        return self


class ChartSpec(Contract):
    """A picture over one dataset."""

    version: Literal[1] = 1
    dataset_id: DatasetId
    mark: Mark = Mark.AUTO
    encodings: Encodings = Encodings()
    filters: tuple[Filter, ...] = Field(default=(), max_length=MAX_FILTERS)
    options: ChartOptions = ChartOptions()
    title: str | None = Field(default=None, max_length=255)
    time_zone: str = Field(default="UTC", max_length=64)


class Recommendation(Contract):
    """A mark that fits the fields, and why."""

    mark: Mark
    reason: str
    """One plain sentence: “A line, because a measure runs over time.”"""
    score: float
    """0 to 1; the list is ordered by it."""


class ChannelBinding(Contract):
    """Which result column a channel shows; what a click on a mark means comes from here."""

    channel: str
    column: str
    """Name of a result column."""


class Drawing(Contract):
    """All that the browser needs beside the rows: made in Python only."""

    title: str
    """The spec's title, or one that says what is shown: “Sum of amount by month”."""
    subtitle: str | None = None
    mark: Mark
    """Never `auto`: the mark that was drawn."""
    abilities: tuple[Ability, ...] = ()
    """What can be chosen of a picture of this kind."""
    axes: tuple[DrawnAxis, ...] = Field(default=(), exclude_if=lambda axes: not axes)
    reason: str
    alternatives: tuple[Recommendation, ...]
    vega_lite: dict[str, Any] | None
    """A Vega-Lite 6 spec over the named data source `result`, without data and theme; none for `kpi` and `table`."""
    vega: dict[str, Any] | None = None
    """A Vega 6 spec over the same data source instead, for kinds of picture that Vega-Lite has no words for."""
    bindings: tuple[ChannelBinding, ...]
    number_format: str | None = None
    """The d3-format that all its measures share, for the marks that are drawn without Vega."""
    number_formats: dict[str, str] = {}
    """The d3-format of each result column that has one: the chart's own for measures, else the model's."""
    description: str
    """A sentence for people who cannot see the picture."""
    totals: tuple[tuple[str, ...], ...] = ()
    """Of a matrix: the columns by which those rows are grouped whose `__level` is 1, 2 and so on; 0 are its cells."""
    cells: tuple[CellFormat, ...] = ()
    """Of a table or a matrix: what its cells show beside their value, each by its result column."""
    cell_columns: tuple[CellColumn, ...] = ()
    """Of a table or a matrix: the columns that cell formats can be chosen for."""
    trend: Trend | None = None
    """Of a number that is asked for by periods: how it moved."""
    highlight: Highlight | None = Field(default=None, exclude_if=lambda highlight: highlight is None)
    """What was pointed at in another picture, where this one shows it as a part of the whole."""
    forecast: DrawnForecast | None = Field(default=None, exclude_if=lambda forecast: forecast is None)
    custom: CustomPicture | None = Field(default=None, exclude_if=lambda custom: custom is None)
    """What draws it in the place of Vega: a plug-in, shut into a frame of its own."""
    notes: tuple[str, ...]
    """What the reader must know, such as “the 20 largest of 348 categories”."""


class ChartRows(Contract):
    """A chart's answer as JSON."""

    drawing: Drawing
    result: RowsResult


class Chart(Contract):
    """A saved picture."""

    id: ChartId
    workspace_id: WorkspaceId
    name: str
    description: str | None
    spec: ChartSpec
    created_by: UserId | None
    created_at: datetime
    updated_at: datetime


class SaveChart(Contract):
    """A picture to keep."""

    name: str = Field(min_length=1, max_length=255)
    description: str | None = Field(default=None, max_length=4000)
    spec: ChartSpec


class PreviewChart(RunOptions):
    """An unsaved picture to draw."""

    spec: ChartSpec
    extra_filters: tuple[Filter, ...] = ()


class RecommendCharts(Contract):
    """Fields to find pictures for."""

    spec: ChartSpec


class AskForChart(RunOptions):
    """How a saved chart is asked for."""


class ChartListSort(StrEnum):
    """In which order a list of charts stands."""

    NAME_ASCENDING = "name"
    NAME_DESCENDING = "-name"
    CREATED_ASCENDING = "created_at"
    CREATED_DESCENDING = "-created_at"
    UPDATED_ASCENDING = "updated_at"
    UPDATED_DESCENDING = "-updated_at"


class ChartQuestion(Contract):
    """The question behind a picture, for those who want to see it."""

    query: QuerySpec
    drawing: Drawing


class UnknownField(Invalid):
    """A well holds a field that the dataset does not have."""

    def __init__(self, name: str, near: Sequence[str]) -> None:
        super().__init__(
            f"This dataset has no field “{name}”.",
            hint=did_you_mean(near) or "Choose one of the fields in the fields pane.",
            details={"member": name},
        )


class NotDrawable(Invalid):
    """The chosen mark needs other fields than those in the wells."""

    def __init__(self, mark: Mark, needs: str) -> None:
        super().__init__(
            f"A {mark.value} needs {needs}.",
            hint="Add such a field, or let the picture be chosen for you.",
            details={"mark": mark.value},
        )
