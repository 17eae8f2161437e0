"""Every kind of picture there is, in the order in which people are offered them."""

from collections.abc import Mapping
from types import MappingProxyType

from gnomon.charts.contracts import Mark
from gnomon.charts.marks.area import AREA
from gnomon.charts.marks.bar import BAR
from gnomon.charts.marks.heatmap import HEATMAP
from gnomon.charts.marks.histogram import HISTOGRAM
from gnomon.charts.marks.kpi import KPI
from gnomon.charts.marks.line import LINE
from gnomon.charts.marks.pie import PIE
from gnomon.charts.marks.scatter import SCATTER
from gnomon.charts.marks.table import TABLE
from gnomon.charts.visual import Visual

_ALL = (KPI, TABLE, BAR, LINE, AREA, SCATTER, PIE, HEATMAP, HISTOGRAM)

VISUALS: Mapping[Mark, Visual] = MappingProxyType({one.mark: one for one in _ALL})
