"""From an arrangement of fields to the question behind a picture."""

from collections.abc import Sequence

from gnomon.charts.absent import filters_of_absent
from gnomon.charts.arrangement import Arrangement
from gnomon.charts.contracts import ChartSort, ChartSpec, Mark
from gnomon.charts.fields import Field, Place
from gnomon.charts.registry import VISUALS
from gnomon.charts.small_groups import small_groups_of
from gnomon.query.contracts import DimensionRef, Filter, MeasureRef, QueryMode, QuerySpec, Sort
from gnomon.semantic.contracts import Aggregation


def to_query(made: Arrangement, spec: ChartSpec, extra_filters: Sequence[Filter] = ()) -> QuerySpec:
    """The question whose answer this arrangement draws."""
    return QuerySpec(
        dataset_id=spec.dataset_id,
        mode=made.mode,
        dimensions=tuple(_dimension(one, made.mode) for one in made.dimensions),
        measures=tuple(_measure(one) for one in made.measures),
        filters=(*spec.filters, *extra_filters, *filters_of_absent(made, spec.options)),
        totals=made.totals,
        hides_small=small_groups_of(made, spec),
        sort=_sort(made),
        is_sample=made.is_sample,
        limit=made.limit,
        time_zone=spec.time_zone,
    )


def _dimension(one: Field, mode: QueryMode) -> DimensionRef:
    if mode is QueryMode.ROWS:
        return DimensionRef(member=one.ref.member, name=one.column)
    return DimensionRef(member=one.ref.member, name=one.column, grain=one.ref.grain, bins=one.ref.bins)


def _measure(one: Field) -> MeasureRef:
    is_quantile = one.aggregation is Aggregation.QUANTILE
    quantile = (0.5 if one.ref.quantile is None else one.ref.quantile) if is_quantile else None
    return MeasureRef(member=one.ref.member, aggregation=one.aggregation, name=one.column, quantile=quantile)


def _sort(made: Arrangement) -> tuple[Sort, ...]:
    if made.mode is QueryMode.ROWS:
        return ()
    if made.mark is Mark.TABLE:
        return _table_sort(made)
    visual = VISUALS[made.mark]
    if visual.sort is not None:
        return visual.sort(made)
    axis = made.x
    is_ranked = visual.keeps_largest and not (axis is not None and axis.place in {Place.TIME, Place.STEPS})
    if is_ranked and made.measures and (axis is None or axis.place is Place.NAME or made.mark is not Mark.BAR):
        return (Sort(by=_ranking(made).column, descending=True), *_forward(made))
    if axis is not None and axis.place is Place.TIME:
        # The latest periods are the ones to keep where not all fit.
        return (Sort(by=axis.column, descending=True), *_forward(made, but=axis))
    return _forward(made)


def _ranking(made: Arrangement) -> Field:
    if made.sort_by is not None:
        return made.sort_by
    if made.mark is Mark.HEATMAP and made.color is not None:
        return made.color
    return next(one for one in (*made.y, *made.measures) if one.is_measure)


def _forward(made: Arrangement, but: Field | None = None) -> tuple[Sort, ...]:
    return tuple(Sort(by=one.column) for one in made.dimensions if one is not but)


def _table_sort(made: Arrangement) -> tuple[Sort, ...]:
    groups, values = made.dimensions, made.measures
    match made.sort:
        case ChartSort.VALUE_ASCENDING | ChartSort.VALUE_DESCENDING:
            descending = made.sort is ChartSort.VALUE_DESCENDING
            return (Sort(by=(made.sort_by or values[0]).column, descending=descending), *_forward(made))
        case ChartSort.LABEL_ASCENDING | ChartSort.LABEL_DESCENDING:
            descending = made.sort is ChartSort.LABEL_DESCENDING
            return tuple(Sort(by=one.column, descending=descending) for one in groups)
        case ChartSort.AUTO | ChartSort.BY_HAND:
            if not groups or groups[0].place is not Place.NAME:
                return _forward(made)
            return (Sort(by=(made.sort_by or values[0]).column, descending=True), *_forward(made))
