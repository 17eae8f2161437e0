"""Dashboards as they are kept: listed, saved with revisions, shown on the landing page."""

from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from pydantic import Field

from gnomon.dashboards.contracts.pages import DashboardSpec
from gnomon.datasets.contracts import DatasetId
from gnomon.foundation.kit.contract import Contract
from gnomon.identity.contracts import UserId, WorkspaceId

DashboardId = NewType("DashboardId", UUID)


class DashboardSummary(Contract):
    """A dashboard as a list shows it."""

    id: DashboardId
    name: str
    description: str | None
    tile_count: int
    created_by: UserId | None
    created_at: datetime
    updated_at: datetime


class Dashboard(Contract):
    """A dashboard with its present spec."""

    id: DashboardId
    workspace_id: WorkspaceId
    name: str
    description: str | None
    spec: DashboardSpec
    revision: int
    """Grows by one with every save; a save names the revision that it was made from."""
    may_edit: bool
    created_by: UserId | None
    created_at: datetime
    updated_at: datetime


class CreateDashboard(Contract):
    """A new dashboard; without a spec it has one empty page."""

    name: str = Field(min_length=1, max_length=255)
    description: str | None = Field(default=None, max_length=4000)
    spec: DashboardSpec | None = None


class SaveDashboard(Contract):
    """A new state of a dashboard, made from revision `revision`; another base answers CONFLICT with the present one."""

    revision: int
    name: str = Field(min_length=1, max_length=255)
    description: str | None = Field(default=None, max_length=4000)
    spec: DashboardSpec


class DashboardRevision(Contract):
    """A saved state with its author."""

    revision: int
    name: str
    saved_by: UserId | None
    saved_by_name: str | None
    saved_at: datetime
    tile_count: int


class DashboardSort(StrEnum):
    """In which order a list of dashboards stands; a minus turns it round."""

    NAME = "name"
    NAME_DESCENDING = "-name"
    CREATED = "created_at"
    CREATED_DESCENDING = "-created_at"
    UPDATED = "updated_at"
    UPDATED_DESCENDING = "-updated_at"


class Showcase(Contract):
    """The dashboard that a signed-out visitor sees on the landing page."""

    dashboard: Dashboard


class SamplesInstalled(Contract):
    """What the sample data brought into a workspace."""

    dataset_ids: tuple[DatasetId, ...]
    dashboard_ids: tuple[DashboardId, ...]
