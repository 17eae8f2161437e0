"""Every kind of picture there is, in the order in which people are offered them."""

from collections.abc import Mapping
from types import MappingProxyType

from gnomon.charts.contracts import Mark
from gnomon.charts.marks.area import AREA
from gnomon.charts.marks.bar import BAR
from gnomon.charts.marks.box import BOX
from gnomon.charts.marks.bubble import BUBBLE
from gnomon.charts.marks.bullet import BULLET
from gnomon.charts.marks.bump import BUMP
from gnomon.charts.marks.calendar import CALENDAR
from gnomon.charts.marks.candlestick import CANDLESTICK
from gnomon.charts.marks.choropleth import CHOROPLETH
from gnomon.charts.marks.combo import COMBO
from gnomon.charts.marks.custom import CUSTOM
from gnomon.charts.marks.density import DENSITY
from gnomon.charts.marks.donut import DONUT
from gnomon.charts.marks.funnel import FUNNEL
from gnomon.charts.marks.gauge import GAUGE
from gnomon.charts.marks.heatmap import HEATMAP
from gnomon.charts.marks.histogram import HISTOGRAM
from gnomon.charts.marks.kpi import KPI
from gnomon.charts.marks.line import LINE
from gnomon.charts.marks.lollipop import LOLLIPOP
from gnomon.charts.marks.matrix import MATRIX
from gnomon.charts.marks.parallel import PARALLEL
from gnomon.charts.marks.pie import PIE
from gnomon.charts.marks.point_map import POINT_MAP
from gnomon.charts.marks.radar import RADAR
from gnomon.charts.marks.sankey import SANKEY
from gnomon.charts.marks.scatter import SCATTER
from gnomon.charts.marks.slope import SLOPE
from gnomon.charts.marks.stream import STREAM
from gnomon.charts.marks.strip import STRIP
from gnomon.charts.marks.sunburst import SUNBURST
from gnomon.charts.marks.table import TABLE
from gnomon.charts.marks.treemap import TREEMAP
from gnomon.charts.marks.vega_lite import VEGA_LITE
from gnomon.charts.marks.violin import VIOLIN
from gnomon.charts.marks.waterfall import WATERFALL
from gnomon.charts.marks.words import WORDS
from gnomon.charts.visual import Visual

_ALL = (
    KPI,
    GAUGE,
    TABLE,
    MATRIX,
    BAR,
    LOLLIPOP,
    BULLET,
    LINE,
    AREA,
    SLOPE,
    BUMP,
    COMBO,
    WATERFALL,
    FUNNEL,
    SCATTER,
    PIE,
    DONUT,
    HEATMAP,
    HISTOGRAM,
    BOX,
    STRIP,
    DENSITY,
    VIOLIN,
    CALENDAR,
    BUBBLE,
    CANDLESTICK,
    RADAR,
    PARALLEL,
    STREAM,
    TREEMAP,
    SUNBURST,
    CHOROPLETH,
    POINT_MAP,
    SANKEY,
    WORDS,
    VEGA_LITE,
    CUSTOM,
)

VISUALS: Mapping[Mark, Visual] = MappingProxyType({one.mark: one for one in _ALL})
