"""What stands on a page beside pictures: figures inside of words, what a button does, how a shape looks."""

import re
from enum import StrEnum
from typing import Annotated, Literal
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import AfterValidator, Field, model_validator

from gnomon.charts.contracts import FieldRef, FieldRole
from gnomon.dashboards.contracts.choosing import PageChoices
from gnomon.dashboards.contracts.identifiers import TileId
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.contract import Contract
from gnomon.query.contracts import RowFilterSpec
from gnomon.semantic.contracts import Format

MAX_FIGURES = 20
MAX_FIGURE_FILTERS = 20
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\\\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def _leads_out_safely(address: str) -> str:
    """An address that leads to another site by an encrypted connection, and to nothing else."""
    if _UNSEEN.search(address):
        raise ValueError("An address has no spaces and no hidden characters.")
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError("This is not an address.") from error
    if parts.scheme != "https" or not host:
        raise ValueError("An address begins with https:// and names a site.")
    if parts.username is not None or parts.password is not None:
        raise ValueError("An address holds no name and no password.")
    return address


HttpsAddress = Annotated[str, Field(min_length=1, max_length=2_000), AfterValidator(_leads_out_safely)]
FigureName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]


class Figure(Contract):
    """A number of the data that stands inside of words, where they say `{name}`."""

    name: FigureName
    dataset_id: DatasetId
    measure: FieldRef
    filters: tuple[RowFilterSpec, ...] = Field(default=(), max_length=MAX_FIGURE_FILTERS)
    number_format: Format | None = None
    """A d3-format string; otherwise the measure's own, or chosen by magnitude."""

    @model_validator(mode="after")
    def _counts(self) -> "Figure":
        if self.measure.role is not FieldRole.MEASURE:
            raise ValueError("A number inside of words is a measure.")
        return self


class GoToPage(Contract):
    """Show another page of this dashboard."""

    kind: Literal["page"] = "page"
    page_id: TileId


class OpenDashboard(Contract):
    """Show another dashboard of the workspace."""

    kind: Literal["dashboard"] = "dashboard"
    dashboard_id: UUID


class ApplyChoices(Contract):
    """Set the filters, parameters and selections of the page to those that were kept."""

    kind: Literal["choices"] = "choices"
    choices: PageChoices


class ClearChoices(Contract):
    """Take back all that the reader chose on the page."""

    kind: Literal["clear"] = "clear"


class OpenAddress(Contract):
    """Lead to another site, in a window of its own."""

    kind: Literal["address"] = "address"
    address: HttpsAddress


ButtonAction = Annotated[
    GoToPage | OpenDashboard | ApplyChoices | ClearChoices | OpenAddress, Field(discriminator="kind")
]


class ButtonLook(StrEnum):
    """How loud a button is."""

    PRIMARY = "primary"
    QUIET = "quiet"
    OUTLINE = "outline"


class ShapeForm(StrEnum):
    """What is drawn."""

    RECTANGLE = "rectangle"
    ROUNDED = "rounded"
    ELLIPSE = "ellipse"
    LINE = "line"
    ARROW = "arrow"


class ShapeDirection(StrEnum):
    """Where a line or an arrow leads."""

    RIGHT = "right"
    LEFT = "left"
    DOWN = "down"
    UP = "up"
    DOWN_RIGHT = "down_right"
    DOWN_LEFT = "down_left"
    UP_RIGHT = "up_right"
    UP_LEFT = "up_left"


class Paint(StrEnum):
    """A colour by its role or its place among the categories, so that it follows the theme."""

    TEXT = "text"
    MUTED = "muted"
    LINE = "line"
    PANEL = "panel"
    SUNKEN = "sunken"
    ACCENT = "accent"
    ACCENT_SOFT = "accent_soft"
    SUCCESS = "success"
    SUCCESS_SOFT = "success_soft"
    WARNING = "warning"
    WARNING_SOFT = "warning_soft"
    DANGER = "danger"
    DANGER_SOFT = "danger_soft"
    CATEGORY_1 = "category_1"
    CATEGORY_2 = "category_2"
    CATEGORY_3 = "category_3"
    CATEGORY_4 = "category_4"
    CATEGORY_5 = "category_5"
    CATEGORY_6 = "category_6"
    CATEGORY_7 = "category_7"
    CATEGORY_8 = "category_8"


class ImageFit(StrEnum):
    """How an image fills its tile: whole, or with its edges cut off."""

    CONTAIN = "contain"
    COVER = "cover"
