"""Templates: dashboards to begin with, their fields yet to be chosen."""

from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from pydantic import Field

from gnomon.dashboards.contracts.kept import DashboardId
from gnomon.dashboards.contracts.portable import DatasetChoice, NeededDataset
from gnomon.dashboards.contracts.publishing import TileOutline
from gnomon.foundation.kit.contract import Contract
from gnomon.foundation.kit.errors import Conflict

TemplateId = NewType("TemplateId", UUID)

MAX_TEMPLATES = 200


class TemplateCategory(StrEnum):
    """What a template is about."""

    SALES = "sales"
    PRODUCT = "product"
    OPERATIONS = "operations"
    FINANCE = "finance"
    PEOPLE = "people"
    OTHER = "other"


class Template(Contract):
    """A dashboard to begin with."""

    id: TemplateId
    name: str
    description: str | None
    category: TemplateCategory
    is_built_in: bool
    page_count: int
    tile_count: int
    needs: tuple[NeededDataset, ...]
    outline: tuple[TileOutline, ...]
    """The tiles of its first page, for a small drawing."""
    may_edit: bool
    created_at: datetime | None
    updated_at: datetime | None


class Templates(Contract):
    """The templates of a workspace, the built-in ones last."""

    items: tuple[Template, ...]


class SaveAsTemplate(Contract):
    """A dashboard whose present state becomes a template."""

    dashboard_id: DashboardId
    name: str = Field(min_length=1, max_length=255)
    description: str | None = Field(default=None, max_length=4000)
    category: TemplateCategory = TemplateCategory.OTHER
    keeps_values: bool = False
    """Whether filters keep the values that they are set to; otherwise they are left open."""


class ChangeTemplate(Contract):
    """Other words for a template."""

    name: str = Field(min_length=1, max_length=255)
    description: str | None = Field(default=None, max_length=4000)
    category: TemplateCategory


class CheckTemplate(Contract):
    """Which datasets a template is to be looked at with."""

    choices: tuple[DatasetChoice, ...] = Field(default=(), max_length=50)


class TooManyTemplates(Conflict):
    """The workspace keeps as many templates as it can."""

    def __init__(self) -> None:
        super().__init__(
            f"This workspace keeps {MAX_TEMPLATES} templates, which is the limit.",
            hint="Remove one that nobody uses.",
            details={"limit": MAX_TEMPLATES},
        )
