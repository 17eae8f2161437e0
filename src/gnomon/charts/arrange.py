"""Arranging: which field goes where for one mark, and what is left out."""

from dataclasses import replace

from gnomon.charts.arrangement import Arrangement, with_unique_columns
from gnomon.charts.contracts import ChartSpec, Mark
from gnomon.charts.fields import Wells
from gnomon.charts.registry import VISUALS
from gnomon.charts.words import listed, lowered
from gnomon.semantic.contracts import SemanticModel


def arrange(mark: Mark, wells: Wells, spec: ChartSpec, model: SemanticModel) -> Arrangement:
    """Put the fields in their places for this mark. Raises `NotDrawable` when a field that it needs is missing."""
    made = VISUALS[mark].arrange(wells, spec, model)
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
