"""Arranging: which field goes where for one mark, and what is left out."""

from dataclasses import replace

from gnomon.charts.arrangement import Arrangement, with_unique_columns
from gnomon.charts.contracts import ChartSort, ChartSpec, FieldRef, Mark
from gnomon.charts.fields import Field, Wells
from gnomon.charts.registry import VISUALS
from gnomon.charts.words import listed, lowered
from gnomon.semantic.contracts import SemanticModel


def arrange(mark: Mark, wells: Wells, spec: ChartSpec, model: SemanticModel) -> Arrangement:
    """Put the fields in their places for this mark. Raises `NotDrawable` when a field that it needs is missing."""
    made = VISUALS[mark].arrange(wells, spec, model)
    arranged = with_unique_columns(
        replace(
            made,
            sort=spec.options.sort,
            order=spec.options.order if spec.options.sort is ChartSort.BY_HAND else (),
            limit=_limit(made, spec),
            notes=made.notes + _left_out(made, wells),
        )
    )
    return replace(arranged, sort_by=_deciding(arranged, spec.options.sort_by))


def _deciding(made: Arrangement, ref: FieldRef | None) -> Field | None:
    """The measure of the picture that is meant; none where it does not stand in the picture any more."""
    if ref is None:
        return None
    meant = ref.member, ref.aggregation, ref.quantile
    exact = (one for one in made.measures if (one.ref.member, one.ref.aggregation, one.ref.quantile) == meant)
    return next(exact, next((one for one in made.measures if one.ref.member == ref.member), None))


def _limit(made: Arrangement, spec: ChartSpec) -> int:
    """How many rows to ask for; a limit of categories counts rows only where each category has one row."""
    is_multiplied = made.series is not None or made.facet is not None or not VISUALS[made.mark].limits_rows
    is_whole = made.mark in {Mark.KPI, Mark.MATRIX}
    if spec.options.limit is None or is_whole or (is_multiplied and made.mark is not Mark.TABLE):
        return made.limit
    return spec.options.limit


def _left_out(made: Arrangement, wells: Wells) -> tuple[str, ...]:
    drawn = {one.ref.member for one in made.fields}
    missing = {one.ref.member: lowered(one.title) for one in wells if one.ref.member not in drawn}
    if not missing:
        return ()
    return (f"Not shown: {listed(list(missing.values()))}; this kind of picture has no place for it.",)
