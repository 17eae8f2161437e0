"""The templates that come with the application; they fit any data that has fields of the right sort."""

from collections.abc import Mapping
from types import MappingProxyType

from gnomon.dashboards.contracts import TemplateId
from gnomon.dashboards.templates.built_in.finance import FINANCE
from gnomon.dashboards.templates.built_in.glance import GLANCE
from gnomon.dashboards.templates.built_in.operations import OPERATIONS
from gnomon.dashboards.templates.built_in.pieces import BuiltIn
from gnomon.dashboards.templates.built_in.product import PRODUCT
from gnomon.dashboards.templates.built_in.sales import SALES
from gnomon.dashboards.templates.built_in.survey import SURVEY

BUILT_IN: Mapping[TemplateId, BuiltIn] = MappingProxyType(
    {one.id: one for one in (GLANCE, SALES, PRODUCT, OPERATIONS, FINANCE, SURVEY)}
)
