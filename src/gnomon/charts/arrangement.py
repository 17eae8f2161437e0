"""The arrangement of a picture: its fields in their places, and how much of the data it takes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from gnomon.charts.contracts import ChartSort, Mark, Stacking
from gnomon.charts.fields import Field, Place, Wells, grouped
from gnomon.charts.names import unique_name
from gnomon.charts.orders import Category
from gnomon.query.contracts import QueryMode

MAX_MARKS = 5_000
MAX_SERIES = 10
MAX_FACETS = 12
NOTHING_FOLDED: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The fields of one picture in their places."""

    mark: Mark
    mode: QueryMode = QueryMode.GROUPS
    x: Field | None = None
    y: tuple[Field, ...] = ()
    color: Field | None = None
    size: Field | None = None
    facet: Field | None = None
    detail: tuple[Field, ...] = ()
    """Groups that have no channel of their own: points of a scatter plot, columns of a table."""
    tooltip: tuple[Field, ...] = ()
    """Shown on hover only."""
    is_horizontal: bool = False
    limit: int = MAX_MARKS
    sort: ChartSort = ChartSort.AUTO
    sort_by: Field | None = None
    """The measure that decides the order in place of the one that is drawn."""
    order: tuple[Category, ...] = ()
    """The categories of x as somebody put them."""
    stacking: Stacking = Stacking.STACKED
    top: Mapping[str, int] = field(default_factory=lambda: NOTHING_FOLDED)
    """Channels of which only so many values, the largest, are drawn (or told apart, for color)."""
    is_sample: bool = False
    """In `rows` mode: whether rows are taken from everywhere where there are too many of them."""
    notes: tuple[str, ...] = ()
    keeps_order: bool = False
    """Whether names stand in the order of the rows."""

    def __iter__(self) -> Iterator[tuple[str, Field]]:
        """Every field with its channel."""
        single = (("x", self.x), *(("y", one) for one in self.y), ("color", self.color), ("size", self.size))
        detail = (("detail", one) for one in self.detail)
        tooltip = (("tooltip", one) for one in self.tooltip)
        places = (*single, ("facet", self.facet), *detail, *tooltip)
        return ((channel, one) for channel, one in places if one is not None)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every different field, in order."""
        return tuple({one.column: one for _, one in self}.values())

    @property
    def dimensions(self) -> tuple[Field, ...]:
        """The fields that group; in `rows` mode, all of them."""
        return tuple(one for one in self.fields if not one.is_measure)

    @property
    def measures(self) -> tuple[Field, ...]:
        """The fields that count."""
        return tuple(one for one in self.fields if one.is_measure)

    @property
    def shared_format(self) -> str | None:
        """The format that the model gives every measure alike, in which their common axis can be written."""
        formats = {one.format for one in self.measures}
        return formats.pop() if len(formats) == 1 else None

    @property
    def series(self) -> Field | None:
        """The field whose values are told apart by color."""
        return None if self.color is None or self.color.is_measure else self.color

    @property
    def totals(self) -> tuple[tuple[str, ...], ...]:
        """The result columns of each total of a matrix: the finest subtotals first, the grand total last.

        The engine gives the last of them first, so that what does not fit is the finest.
        """
        if self.mark is not Mark.MATRIX:
            return ()
        levels = tuple(one.column for one in self.detail)
        across = () if self.x is None else (self.x.column,)
        kinds = dict.fromkeys(
            part for depth in reversed(range(len(levels) + 1)) for part in ((*levels[:depth], *across), levels[:depth])
        )
        return tuple(kinds)[1:]

    @property
    def is_faceted_by_measure(self) -> bool:
        """Whether each measure has a picture of its own, because color is taken."""
        is_two_ways = self.series is not None and len(self.y) > 1
        return self.facet is None and is_two_ways and self.mark in {Mark.BAR, Mark.AREA}

    @property
    def value_channel(self) -> str:
        """The channel that lengths lie along."""
        return "x" if self.is_horizontal else "y"

    @property
    def category_channel(self) -> str:
        """The channel that the categories stand along."""
        return "y" if self.is_horizontal else "x"

    def scale_of(self, channel: str) -> str:
        """What Vega-Lite calls the scale of a channel: pictures of single measures have scales of their own."""
        return f"child_{channel}" if self.is_faceted_by_measure and channel == self.value_channel else channel

    @property
    def has_running_axis(self) -> bool:
        """Whether x runs forward, as time and numbers do, instead of standing in an order of choice."""
        is_running = self.x is not None and self.x.place in {Place.TIME, Place.STEPS, Place.NUMBER}
        return is_running and self.sort in {ChartSort.AUTO, ChartSort.LABEL_ASCENDING}


def facet_of(wells: Wells) -> Field | None:
    """The field that makes small multiples."""
    return grouped(wells.facet) if wells.facet is not None and not wells.facet.is_measure else None


def only_measures(fields: tuple[Field | None, ...], shown: tuple[Field, ...]) -> tuple[Field, ...]:
    """Measures that are not drawn already, for the tooltip."""
    taken = {one.column for one in shown}
    return tuple(one for one in fields if one is not None and one.is_measure and one.column not in taken)


def may_exceed(one: Field, count: int) -> bool:
    """Whether a field may have more values than this."""
    return one.distinct_count is None or one.distinct_count > count


def tops_of(color: Field | None, facet: Field | None) -> dict[str, int]:
    """How many colors and facets are told apart, where there may be too many."""
    tops: dict[str, int] = {}
    if color is not None and not color.is_measure and color.place is Place.NAME and may_exceed(color, MAX_SERIES):
        tops["color"] = MAX_SERIES - 1
    if facet is not None and facet.place is Place.NAME and may_exceed(facet, MAX_FACETS):
        tops["facet"] = MAX_FACETS
    return tops


def with_unique_columns(made: Arrangement) -> Arrangement:
    """Give fields that would share a result column, and yet differ, names of their own."""
    names: dict[tuple[object, ...], str] = {}

    def named(one: Field) -> Field:
        key = (one.is_measure, one.ref.member, one.ref.grain, one.ref.bins, one.aggregation, one.ref.quantile)
        if key not in names:
            names[key] = unique_name(one.column, names.values())
        return replace(one, column=names[key])

    def maybe(one: Field | None) -> Field | None:
        return None if one is None else named(one)

    return replace(
        made,
        x=maybe(made.x),
        y=tuple(named(one) for one in made.y),
        color=maybe(made.color),
        size=maybe(made.size),
        facet=maybe(made.facet),
        detail=tuple(named(one) for one in made.detail),
        tooltip=tuple(named(one) for one in made.tooltip),
    )
