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
from gnomon.themes.contracts import AppliedLook

DashboardId = NewType("DashboardId", UUID)


class PublicationState(StrEnum):
    """How the present state of a dashboard stands to what readers see."""

    LIVE = "live"
    """What is saved is published with it."""
    PUBLISHED = "published"
    """Published by hand, and nothing was changed since."""
    CHANGED = "changed"
    """Published by hand, and changed since; readers see it as it was published."""
    DRAFT = "draft"
    """Never published: only those who may edit see it."""


class DashboardSummary(Contract):
    """A dashboard as a list shows it."""

    id: DashboardId
    name: str
    description: str | None
    tile_count: int
    publication: PublicationState
    created_by: UserId | None
    created_at: datetime
    updated_at: datetime


class Dashboard(Contract):
    """A dashboard: its draft for those who may edit, what is published for all others."""

    id: DashboardId
    workspace_id: WorkspaceId
    name: str
    description: str | None
    spec: DashboardSpec
    revision: int
    """Grows by one with every save; a save names the revision that it was made from."""
    may_edit: bool
    publication: PublicationState
    look: AppliedLook | None = Field(default=None, exclude_if=lambda look: look is None)
    """The theme that it is drawn in; none: as Gnomon comes."""
    theme_is_gone: bool = Field(default=False, exclude_if=lambda is_gone: not is_gone)
    """The theme that was chosen for it was removed: it looks like the workspace's default."""
    folder_id: UUID | None = Field(default=None, exclude_if=lambda folder_id: folder_id is None)
    """The folder that it lies in; none at the root, and for those who are signed out."""
    created_by: UserId | None
    created_at: datetime
    updated_at: datetime


class CreateDashboard(Contract):
    """A new dashboard; without a spec it has one empty page."""

    name: str = Field(min_length=1, max_length=255)
    description: str | None = Field(default=None, max_length=4000)
    spec: DashboardSpec | None = None
    is_live: bool = True
    """Publish what is saved with it; otherwise readers see nothing until somebody publishes."""


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
    is_published: bool
    """This is what readers see."""
    published_at: datetime | None
    published_by_name: str | None
    note: str | None
    """What whoever published it says of it."""


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
