"""Numbers by themselves."""

from gnomon.charts.arrangement import Arrangement
from gnomon.charts.contracts import ChartSpec, Mark
from gnomon.charts.fields import Wells, row_count_field
from gnomon.charts.visual import Visual
from gnomon.semantic.contracts import SemanticModel


def arrange_kpi(wells: Wells, _spec: ChartSpec, _model: SemanticModel) -> Arrangement:
    """One number for each measure."""
    return Arrangement(mark=Mark.KPI, y=wells.measures or (row_count_field("y"),), limit=1)


KPI = Visual(Mark.KPI, "Number", arrange_kpi)
