"""Arranging measures along one dimension: bars, lines, areas and histograms."""

from types import MappingProxyType

from gnomon.charts.arrangement import MAX_MARKS, Arrangement, facet_of, may_exceed, only_measures, tops_of
from gnomon.charts.contracts import ChartSpec, Mark, NotDrawable, Stacking
from gnomon.charts.fields import Field, Place, Wells, as_dimension, grouped, in_steps, row_count_field
from gnomon.charts.words import lowered
from gnomon.query.contracts import Bins
from gnomon.semantic.contracts import SemanticModel

MAX_BARS = 20
MAX_RUNNING_BARS = 1_000
MAX_RUNNING_POINTS = 10_000
"""Of all measures along one axis together."""
HISTOGRAM_BINS = Bins(at_most=30)
LONG_LABEL = 12
MANY_LABELS = 10


def arrange_bar(wells: Wells, spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    """Bars from zero, one for each value of a dimension."""
    axis = _axis(Mark.BAR, wells)
    x = grouped(axis)
    color = _series(wells, axis)
    facet = facet_of(wells)
    values, notes = _values(wells, color, facet)
    stacking, stacking_notes = _stacking(spec, values, color)
    tops = tops_of(color, facet)
    is_multiplied = facet is not None or (color is not None and not color.is_measure)
    few = spec.options.limit or MAX_BARS
    if is_multiplied and x.place is Place.NAME and may_exceed(x, few):
        tops["x"] = few
    return Arrangement(
        mark=Mark.BAR,
        x=x,
        y=values,
        color=color,
        facet=facet,
        tooltip=only_measures((*wells.tooltip, wells.size), values),
        is_horizontal=_is_horizontal(axis, x, wells, spec),
        limit=_bar_limit(x, is_multiplied=is_multiplied),
        stacking=stacking,
        top=MappingProxyType(tops),
        notes=notes + stacking_notes,
    )


def _bar_limit(x: Field, *, is_multiplied: bool) -> int:
    if is_multiplied:
        return MAX_MARKS
    return MAX_BARS if x.place is Place.NAME else MAX_RUNNING_BARS


def arrange_line(wells: Wells, _spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    """Lines along time, numbers or an order."""
    return _running(Mark.LINE, wells, Stacking.GROUPED, ())


def arrange_area(wells: Wells, spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    """Areas from zero along time, numbers or an order."""
    color = _series(wells, _axis(Mark.AREA, wells))
    values, _ = _values(wells, color, facet_of(wells))
    stacking, notes = _stacking(spec, values, color)
    if stacking is not Stacking.GROUPED and color is not None and any(one.has_negative_values for one in values):
        stacking, notes = Stacking.GROUPED, ("Over each other instead of stacked, because some values are negative.",)
    return _running(Mark.AREA, wells, stacking, notes)


def arrange_histogram(wells: Wells, _spec: ChartSpec, model: SemanticModel) -> Arrangement:
    """The number of rows in equal-width steps of a number or a date."""
    number = next((one for one in (wells.x, *wells) if one is not None and (one.is_number or one.is_moment)), None)
    if number is None:
        raise NotDrawable(Mark.HISTOGRAM, "a number or a date")
    color = None if wells.color is number or wells.color is None or wells.color.is_measure else grouped(wells.color)
    facet = facet_of(wells)
    return Arrangement(
        mark=Mark.HISTOGRAM,
        x=in_steps(as_dimension(number, model), HISTOGRAM_BINS),
        y=(row_count_field("y"),),
        color=color,
        facet=facet,
        top=MappingProxyType(tops_of(color, facet)),
    )


def _running(mark: Mark, wells: Wells, stacking: Stacking, notes: tuple[str, ...]) -> Arrangement:
    axis = _axis(mark, wells)
    color = _series(wells, axis)
    facet = facet_of(wells)
    values, value_notes = _values(wells, color, facet)
    return Arrangement(
        mark=mark,
        x=grouped(axis),
        y=values,
        color=None if color is not None and color.is_measure else color,
        facet=facet,
        tooltip=only_measures((*wells.tooltip, wells.size, color), values),
        stacking=stacking,
        top=MappingProxyType(tops_of(color, facet)),
        limit=min(MAX_MARKS, MAX_RUNNING_POINTS // len(values)),
        notes=value_notes + notes,
    )


def _axis(mark: Mark, wells: Wells) -> Field:
    candidates = (wells.x, *wells.y, wells.color, *wells.dimensions)
    axis = next((one for one in candidates if one is not None and not one.is_measure), None)
    if axis is None:
        raise NotDrawable(mark, "a field to run along, such as a date or a category")
    return axis


def _series(wells: Wells, axis: Field) -> Field | None:
    """What color shows; a second dimension on y tells series apart when color is free."""
    second = next((one for one in wells.y if not one.is_measure and one is not axis), None)
    color = wells.color if wells.color is not None and wells.color is not axis else second
    return None if color is None else grouped(color)


def _values(wells: Wells, color: Field | None, facet: Field | None) -> tuple[tuple[Field, ...], tuple[str, ...]]:
    found = tuple(one for one in (*wells.y, wells.x) if one is not None and one.is_measure)
    if not found:
        found = (wells.size,) if wells.size is not None and wells.size.is_measure else (row_count_field("y"),)
    if len(found) > 1 and facet is not None and color is not None:
        return found[:1], (f"Only {lowered(found[0].title)} is drawn: color and facets hold other fields.",)
    return found, ()


def _stacking(spec: ChartSpec, values: tuple[Field, ...], color: Field | None) -> tuple[Stacking, tuple[str, ...]]:
    wanted = spec.options.stacking
    has_series = color is not None and not color.is_measure
    if not has_series and len(values) == 1:
        return Stacking.STACKED, ()
    if not has_series and wanted is Stacking.STACKED:
        # Different measures are compared, not added up, unless percentages are asked for.
        return Stacking.GROUPED, ()
    if wanted is not Stacking.GROUPED and not all(one.is_additive for one in values):
        return Stacking.GROUPED, ("Side by side instead of stacked, because these values do not add up.",)
    if wanted is Stacking.PERCENT and any(one.has_negative_values for one in values):
        return Stacking.STACKED, ("Amounts instead of percentages, because some values are negative.",)
    return wanted, ()


def _is_horizontal(axis: Field, x: Field, wells: Wells, spec: ChartSpec) -> bool:
    if axis in wells.y or spec.options.is_horizontal:
        return True
    if spec.mark is not Mark.AUTO or x.place is not Place.NAME:
        return False
    has_many = x.distinct_count is not None and x.distinct_count > MANY_LABELS
    has_long = any(isinstance(one, str) and len(one) > LONG_LABEL for one in (x.min, x.max))
    return has_many or has_long
