"""Arranging: which field goes where for one mark, and what is left out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from gnomon.charts.arrange_against import arrange_heatmap, arrange_scatter
from gnomon.charts.arrange_along import arrange_area, arrange_bar, arrange_histogram, arrange_line
from gnomon.charts.arrangement import Arrangement, facet_of, only_measures, with_unique_columns
from gnomon.charts.contracts import ChartSpec, Mark, NotDrawable
from gnomon.charts.fields import Field, Place, Wells, grouped, row_count_field
from gnomon.charts.recommend import MAX_SLICES
from gnomon.charts.words import listed, lowered
from gnomon.query.contracts import QueryMode
from gnomon.semantic.contracts import SemanticModel

MAX_PIE_ROWS = 1_000
TABLE_ROWS = 1_000

Arrange = Callable[[Wells, ChartSpec, SemanticModel], Arrangement]


def arrange(mark: Mark, wells: Wells, spec: ChartSpec, model: SemanticModel) -> Arrangement:
    """Put the fields in their places for this mark. Raises `NotDrawable` when a field that it needs is missing."""
    made = _ARRANGE[mark](wells, spec, model)
    return with_unique_columns(
        replace(
            made,
            sort=spec.options.sort,
            limit=_limit(made, spec),
            notes=made.notes + _left_out(made, wells),
        )
    )


def _limit(made: Arrangement, spec: ChartSpec) -> int:
    """How many rows to ask for; a limit of categories counts rows only where each category has one row."""
    is_multiplied = made.series is not None or made.facet is not None
    if spec.options.limit is None or made.mark is Mark.KPI or (is_multiplied and made.mark is not Mark.TABLE):
        return made.limit
    return spec.options.limit


def _pie(wells: Wells, _spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    candidates = (wells.color, wells.x, *wells.dimensions)
    slices = next((one for one in candidates if one is not None and not one.is_measure), None)
    if slices is None:
        raise NotDrawable(Mark.PIE, "a field whose values are the slices")
    value = next(iter(wells.measures), row_count_field("y"))
    notes: tuple[str, ...] = ()
    if not value.is_additive:
        notes = ("The slices do not make a whole, because these values do not add up; bars would be more honest.",)
    elif value.has_negative_values:
        notes = ("Negative values cannot be shown as slices.",)
    return Arrangement(
        mark=Mark.PIE,
        y=(value,),
        color=grouped(slices),
        facet=facet_of(wells) if wells.facet is not slices else None,
        tooltip=only_measures(wells.tooltip, (value,)),
        limit=MAX_PIE_ROWS,
        top=MappingProxyType({"color": MAX_SLICES - 1}),
        notes=notes,
    )


def _kpi(wells: Wells, _spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    return Arrangement(mark=Mark.KPI, y=wells.measures or (row_count_field("y"),), limit=1)


def _table(wells: Wells, _spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    if not wells.measures:
        return Arrangement(mark=Mark.TABLE, mode=QueryMode.ROWS, detail=wells.dimensions, limit=TABLE_ROWS)
    groups = tuple(_grouped_by_time(one) for one in wells.dimensions)
    return Arrangement(mark=Mark.TABLE, detail=groups, y=wells.measures, limit=TABLE_ROWS)


def _grouped_by_time(one: Field) -> Field:
    return grouped(one) if one.place is Place.TIME else one


def _left_out(made: Arrangement, wells: Wells) -> tuple[str, ...]:
    drawn = {one.ref.member for one in made.fields}
    missing = {one.ref.member: lowered(one.title) for one in wells if one.ref.member not in drawn}
    if not missing:
        return ()
    return (f"Not shown: {listed(list(missing.values()))}; this kind of picture has no place for it.",)


_ARRANGE: Mapping[Mark, Arrange] = MappingProxyType(
    {
        Mark.KPI: _kpi,
        Mark.TABLE: _table,
        Mark.BAR: arrange_bar,
        Mark.LINE: arrange_line,
        Mark.AREA: arrange_area,
        Mark.SCATTER: arrange_scatter,
        Mark.PIE: _pie,
        Mark.HEATMAP: arrange_heatmap,
        Mark.HISTOGRAM: arrange_histogram,
    }
)
