"""Tables: exact values in rows."""

from gnomon.charts.arrangement import Arrangement
from gnomon.charts.contracts import Ability, ChartSpec, Mark
from gnomon.charts.fields import Field, Place, Wells, grouped
from gnomon.charts.visual import Visual
from gnomon.query.contracts import QueryMode
from gnomon.semantic.contracts import SemanticModel

TABLE_ROWS = 1_000


def arrange_table(wells: Wells, _spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    """A row for each group, or the rows themselves where nothing is measured."""
    if not wells.measures:
        return Arrangement(mark=Mark.TABLE, mode=QueryMode.ROWS, detail=wells.dimensions, limit=TABLE_ROWS)
    groups = tuple(_grouped_by_time(one) for one in wells.dimensions)
    return Arrangement(mark=Mark.TABLE, detail=groups, y=wells.measures, limit=TABLE_ROWS)


def _grouped_by_time(one: Field) -> Field:
    return grouped(one) if one.place is Place.TIME else one


TABLE = Visual(Mark.TABLE, "Table", arrange_table, abilities=(Ability.LIMIT, Ability.CELLS))
