"""Arranging two fields against each other: scatter plots and heatmaps."""

from types import MappingProxyType

from gnomon.charts.arrangement import Arrangement, facet_of, may_exceed, only_measures, tops_of
from gnomon.charts.contracts import ChartSpec, Mark, NotDrawable
from gnomon.charts.fields import Field, Place, Wells, as_dimension, grouped, in_steps, row_count_field
from gnomon.charts.recommend import MAX_POINTS, is_two_numbers
from gnomon.datasets.contracts import ROWS
from gnomon.query.contracts import Bins, QueryMode
from gnomon.semantic.contracts import SemanticModel

MAX_HEATMAP_CATEGORIES = 40
SQUARES = Bins(at_most=40)


def arrange_heatmap(wells: Wells, spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    """A colored square for each pair of two groupings."""
    if is_two_numbers(wells):
        return _squares(wells)
    places = (wells.x, *wells.y, wells.color, *wells.tooltip)
    dimensions = [one for one in places if one is not None and not one.is_measure]
    if len(dimensions) < 2:
        raise NotDrawable(Mark.HEATMAP, "two fields that group, one on x and one on y")
    x, y = grouped(dimensions[0]), grouped(dimensions[1])
    values = (wells.color, wells.size, *wells.y, wells.x)
    value = next((one for one in values if one is not None and one.is_measure), row_count_field("color"))
    at_most = spec.options.limit or MAX_HEATMAP_CATEGORIES
    facet = facet_of(wells)
    tops = {
        channel: at_most
        for channel, one in (("x", x), ("y", y))
        if one.place is Place.NAME and may_exceed(one, at_most)
    }
    return Arrangement(
        mark=Mark.HEATMAP,
        x=x,
        y=(y,),
        color=value,
        facet=facet,
        tooltip=only_measures((*wells.tooltip, *wells.measures), (value,)),
        top=MappingProxyType(tops | tops_of(None, facet)),
    )


def arrange_scatter(wells: Wells, _spec: ChartSpec, model: SemanticModel) -> Arrangement:
    """A point for each row, or for each group of the fields on color and tooltip."""
    x, y = wells.x, next(iter(wells.y), None)
    if x is None or y is None:
        raise NotDrawable(Mark.SCATTER, "a field on x and another on y")
    is_about_rows = is_two_numbers(wells) or not wells.dimensions
    if is_about_rows and ROWS not in {x.ref.member, y.ref.member}:
        return _points_of_rows(x, y, wells, model)
    return _points_of_groups(x, y, wells)


def _squares(wells: Wells) -> Arrangement:
    x, y = (in_steps(one, SQUARES) for one in (wells.x, wells.y[0]) if one is not None)
    facet = facet_of(wells)
    return Arrangement(
        mark=Mark.HEATMAP,
        x=x,
        y=(y,),
        color=row_count_field("color"),
        facet=facet,
        top=MappingProxyType(tops_of(None, facet)),
        notes=("Each square counts the rows in it.",),
    )


def _points_of_rows(x: Field, y: Field, wells: Wells, model: SemanticModel) -> Arrangement:
    def plain(one: Field | None) -> Field | None:
        return None if one is None or one.ref.member == ROWS else as_dimension(one, model)

    tooltip = tuple(one for one in map(plain, wells.tooltip) if one is not None)
    color, facet = plain(wells.color), plain(wells.facet)
    return Arrangement(
        mark=Mark.SCATTER,
        mode=QueryMode.ROWS,
        x=as_dimension(x, model),
        y=(as_dimension(y, model),),
        color=color,
        size=plain(wells.size),
        facet=facet,
        tooltip=tooltip,
        is_sample=True,
        limit=MAX_POINTS,
        top=MappingProxyType(tops_of(color, facet)),
    )


def _points_of_groups(x: Field, y: Field, wells: Wells) -> Arrangement:
    color = None if wells.color is None else grouped(wells.color)
    facet = facet_of(wells)
    return Arrangement(
        mark=Mark.SCATTER,
        x=grouped(x),
        y=(grouped(y),),
        color=color,
        size=wells.size if wells.size is not None and wells.size.is_measure else None,
        facet=facet,
        detail=tuple(grouped(one) for one in wells.tooltip if not one.is_measure),
        tooltip=tuple(one for one in wells.tooltip if one.is_measure),
        limit=MAX_POINTS,
        top=MappingProxyType(tops_of(color, facet)),
    )
