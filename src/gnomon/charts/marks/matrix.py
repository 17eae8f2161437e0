"""Matrices: exact values where rows meet columns, with subtotals and totals that the engine works out of the rows."""

from collections.abc import Iterable

from gnomon.charts.arrangement import Arrangement
from gnomon.charts.contracts import Ability, ChartSort, ChartSpec, Mark, NotDrawable, Recommendation
from gnomon.charts.fields import Field, Place, Wells, grouped, row_count_field
from gnomon.charts.visual import Visual
from gnomon.query.contracts import Sort
from gnomon.semantic.contracts import SemanticModel

MATRIX_GROUPS = 5_000
"""Cells and totals that are asked for at most."""
MAX_LEVELS = 6
"""Of rows: each of them asks for two more totals."""


def arrange_matrix(wells: Wells, _spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    """Groups in y, then all others, down the side, each within the one before; the group in x along the top."""
    found = [_in_full(one) for one in (*wells.y, *wells) if not one.is_measure]
    across = None if wells.x is None or wells.x.is_measure else _in_full(wells.x)
    down = [one for one in _different(found) if across is None or _key(one) != _key(across)]
    if not down and across is not None:
        down, across = [across], None
    if not down:
        raise NotDrawable(Mark.MATRIX, "a field that groups")
    return Arrangement(
        mark=Mark.MATRIX,
        x=across,
        detail=tuple(down[:MAX_LEVELS]),
        y=tuple(_different(wells.measures)) or (row_count_field("y"),),
        limit=MATRIX_GROUPS,
    )


def matrix_sort(made: Arrangement) -> tuple[Sort, ...]:
    """The order of the rows of each total: it is the order in which rows and columns stand."""
    across, down = made.x, [Sort(by=one.column) for one in made.detail]
    columns = [] if across is None else [Sort(by=across.column)]
    match made.sort:
        case ChartSort.VALUE_ASCENDING | ChartSort.VALUE_DESCENDING:
            by = Sort(by=(made.sort_by or made.y[0]).column, descending=made.sort is ChartSort.VALUE_DESCENDING)
            # Columns that run forward do so whatever the rows do.
            return (*columns, by, *down) if across is not None and across.place is not Place.NAME else (by, *down)
        case ChartSort.LABEL_DESCENDING:
            return tuple(Sort(by=one.by, descending=True) for one in (*down, *columns))
        case ChartSort.AUTO | ChartSort.LABEL_ASCENDING | ChartSort.BY_HAND:
            return (*down, *columns)


def suggest_matrix(wells: Wells) -> Recommendation | None:
    """For several groups: whoever looks up single values finds them, with their totals."""
    count = len(wells.dimensions)
    if count < 2 or not wells.measures:
        return None
    reason = "A matrix, for the exact values of every group with their totals."
    return Recommendation(mark=Mark.MATRIX, score=0.45 if count == 2 else 0.55, reason=reason)


def _in_full(one: Field) -> Field:
    return grouped(one) if one.place is Place.TIME else one


def _key(one: Field) -> tuple[object, ...]:
    return (one.is_measure, one.ref.member, one.ref.grain, one.ref.bins, one.aggregation, one.ref.quantile)


def _different(fields: Iterable[Field]) -> list[Field]:
    return list({_key(one): one for one in reversed(list(fields))}.values())[::-1]


MATRIX = Visual(
    Mark.MATRIX, "Matrix", arrange_matrix, sort=matrix_sort, suggest=suggest_matrix, abilities=(Ability.CELLS,)
)
